// Stand-in. The names that a rule matches are those of the entry ml-net in the SDK facts, read from the sources of dotnet/machinelearning
// (main, 2026-08-13), and of policies/sdks/ml-net.yml.
using System;

namespace Microsoft.ML.Data;

public static class SvmLightLoaderSaverCatalog
{
    public static IDataView LoadFromSvmLightFile(
        this DataOperationsCatalog catalog, string path, long? numberOfRows = null, int inputSize = 0, bool zeroBased = false) =>
        throw new NotSupportedException();

    public static IDataView LoadFromSvmLightFileWithFeatureNames(
        this DataOperationsCatalog catalog, string path, long? numberOfRows = null) => throw new NotSupportedException();
}
