// Stand-in for Tensorflow.Keras 0.150.0: names from the sources at that version.
// references: Tensorflow.Binding
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Tensorflow.Keras.Models
{
    public class ModelsApi : IModelsApi
    {
        public Tensorflow.Keras.Engine.IModel load_model(string filepath, bool compile = true) => throw null;
    }
}

namespace Tensorflow.Keras.Engine
{
    public class Model : IModel
    {
        public object predict(object x, int batch_size = -1) => throw null;
    }
}
