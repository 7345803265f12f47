// Stand-in for Tensorflow.Hub 0.150.0: names from the sources at that version.
// references: Tensorflow.Binding
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Tensorflow
{
    public class HubMethods
    {
        public Hub.KerasLayer KerasLayer(string handle) => throw null;
    }
}

namespace Tensorflow.Hub
{
    public class KerasLayer
    {
        public KerasLayer(string handle) { }
    }
}
