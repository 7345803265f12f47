// Stand-in for TorchSharp 0.107.0: names from the sources at that version.
using System;
using System.Collections.Generic;
using System.IO;

namespace TorchSharp
{
    public static class torch
    {
        public static Tensor from_file(string filename, bool? shared = null, long? size = 0) => throw null;

        public class Tensor { }

        public static class jit
        {
            public static ScriptModule load(string filename, object device_type = null) => throw null;

            public class ScriptModule : nn.Module<Tensor, Tensor>
            {
                public override Tensor forward(Tensor input) => throw null;
                public override Tensor call(Tensor input) => throw null;
                public object forward(params object[] input) => throw null;
                public object invoke(string name, params object[] objs) => throw null;
            }
        }

        public static class nn
        {
            public class Module
            {
                public virtual Module load(string location, bool strict = true, IList<string> skip = null) => throw null;
                public virtual Module load(Stream stream, bool strict = true, IList<string> skip = null) => throw null;
            }

            public abstract class Module<T, TResult> : Module
            {
                public abstract TResult forward(T input);
                public virtual TResult call(T input) => throw null;
            }
        }
    }
}
