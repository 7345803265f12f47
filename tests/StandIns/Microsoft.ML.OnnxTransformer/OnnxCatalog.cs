// Stand-in. The names that a rule matches are those of the entry ml-net in the SDK facts, read from the sources of dotnet/machinelearning
// (main, 2026-08-13), and of policies/sdks/ml-net.yml.
using System;
using System.IO;

namespace Microsoft.ML;

public static class OnnxCatalog
{
    public static IEstimator<ITransformer> ApplyOnnxModel(
        this TransformsCatalog catalog, string modelFile, int? gpuDeviceId = null, bool fallbackToCpu = false) => throw new NotSupportedException();

    public static IEstimator<ITransformer> ApplyOnnxModel(
        this TransformsCatalog catalog, Stream modelBytes, int? gpuDeviceId = null, bool fallbackToCpu = false) => throw new NotSupportedException();

    public static IEstimator<ITransformer> ApplyOnnxModel(
        this TransformsCatalog catalog,
        string outputColumnName,
        string inputColumnName,
        string modelFile,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false) => throw new NotSupportedException();
}
