// Stand-in. The names that a rule matches are those of the entry ml-net in the SDK facts, read from the sources of dotnet/machinelearning
// (main, 2026-08-13), and of policies/sdks/ml-net.yml.
// Names marked "plumbing" are in neither: they are there so that ordinary code compiles, and no rule may rest on them.
using System;
using Microsoft.ML;

namespace Microsoft.Extensions.ML;

// Plumbing, apart from the name: the real class has services behind it.
public sealed class PredictionEnginePool<TData, TPrediction>
    where TData : class
    where TPrediction : class, new()
{
    public PredictionEngine<TData, TPrediction> GetPredictionEngine() => throw new NotSupportedException();

    public PredictionEngine<TData, TPrediction> GetPredictionEngine(string modelName) => throw new NotSupportedException();
}

public static class PredictionEnginePoolExtensions
{
    public static TPrediction Predict<TData, TPrediction>(this PredictionEnginePool<TData, TPrediction> predictionEnginePool, TData example)
        where TData : class
        where TPrediction : class, new() => throw new NotSupportedException();

    public static TPrediction Predict<TData, TPrediction>(
        this PredictionEnginePool<TData, TPrediction> predictionEnginePool, string modelName, TData example)
        where TData : class
        where TPrediction : class, new() => throw new NotSupportedException();
}

// Plumbing: what AddPredictionEnginePool returns. AddPredictionEnginePool itself needs the dependency injection package and is left out.
public sealed class PredictionEnginePoolBuilder<TData, TPrediction>
    where TData : class
    where TPrediction : class, new();

public static class BuilderExtensions
{
    public static PredictionEnginePoolBuilder<TData, TPrediction> FromUri<TData, TPrediction>(
        this PredictionEnginePoolBuilder<TData, TPrediction> builder, string uri)
        where TData : class
        where TPrediction : class, new() => builder;

    public static PredictionEnginePoolBuilder<TData, TPrediction> FromUri<TData, TPrediction>(
        this PredictionEnginePoolBuilder<TData, TPrediction> builder, string modelName, Uri uri)
        where TData : class
        where TPrediction : class, new() => builder;

    public static PredictionEnginePoolBuilder<TData, TPrediction> FromFile<TData, TPrediction>(
        this PredictionEnginePoolBuilder<TData, TPrediction> builder, string filePath)
        where TData : class
        where TPrediction : class, new() => builder;

    public static PredictionEnginePoolBuilder<TData, TPrediction> FromFile<TData, TPrediction>(
        this PredictionEnginePoolBuilder<TData, TPrediction> builder, string modelName, string filePath, bool watchForChanges)
        where TData : class
        where TPrediction : class, new() => builder;
}
