// Stand-in. The names that a rule matches are those of the entry ml-net in the SDK facts, read from the sources of dotnet/machinelearning
// (main, 2026-08-13), and of policies/sdks/ml-net.yml.
using System;

namespace Microsoft.ML;

public static class ImageEstimatorsCatalog
{
    public static IEstimator<ITransformer> LoadImages(
        this TransformsCatalog catalog, string outputColumnName, string imageFolder, string inputColumnName = null) => throw new NotSupportedException();

    public static IEstimator<ITransformer> LoadRawImageBytes(
        this TransformsCatalog catalog, string outputColumnName, string imageFolder, string inputColumnName = null) => throw new NotSupportedException();
}
