// Stand-in for Tensorflow.Binding 0.150.0: names from the sources at that version.
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Tensorflow.Keras.Models
{
    public interface IModelsApi
    {
        Tensorflow.Keras.Engine.IModel load_model(string filepath, bool compile = true);
    }
}

namespace Tensorflow
{
    public class Session : BaseSession
    {
        public static Session LoadFromSavedModel(string path) => throw null;
    }

    public class Graph
    {
        public bool Import(string file_path, string prefix = "") => throw null;
        public Graph ImportGraphDef(string file_path) => throw null;
    }

    public class Loader
    {
        public static object load(string export_dir) => throw null;
    }

    public class BaseSession
    {
        public virtual object run(object fetche, params object[] feed_dict) => throw null;
    }
}

namespace Tensorflow.Keras.Engine
{
    public interface IModel
    {
        object predict(object x, int batch_size = -1);
    }
}
