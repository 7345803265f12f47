// Stand-in. The names that a rule matches are those of the entry ml-net in the SDK facts, read from the sources of dotnet/machinelearning
// (main, 2026-08-13), and of policies/sdks/ml-net.yml.
// Names marked "plumbing" are in neither: they are there so that ordinary code compiles, and no rule may rest on them.
using System;
using System.IO;
using Microsoft.ML.Runtime;

namespace Microsoft.ML
{
    public interface ITransformer
    {
        bool IsRowToRowMapper { get; }

        IDataView Transform(IDataView input);
    }

    public interface IEstimator<out TTransformer>
        where TTransformer : ITransformer
    {
        TTransformer Fit(IDataView input);
    }

    public interface IDataLoader<in TSource>
    {
        IDataView Load(TSource input);
    }
}

namespace Microsoft.ML.Data
{
    public interface IMultiStreamSource
    {
        int Count { get; }

        Stream Open(int index);
    }
}

namespace Microsoft.ML.Runtime
{
    // Plumbing.
    public interface IHostEnvironment;
}

namespace Microsoft.ML
{
    // Plumbing: the argument of MLContext.Log.
    public sealed class LoggingEventArgs : EventArgs
    {
        internal LoggingEventArgs(IHostEnvironment environment) => Environment = environment;

        public string Message => "";

        internal IHostEnvironment Environment { get; }
    }
}
