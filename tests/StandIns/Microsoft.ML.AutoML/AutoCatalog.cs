// Stand-in. The names that a rule matches are those of the entry ml-net in the SDK facts, read from the sources of dotnet/machinelearning
// (main, 2026-08-13), and of policies/sdks/ml-net.yml.
// Names marked "plumbing" are in neither: they are there so that ordinary code compiles, and no rule may rest on them.
using System;

namespace Microsoft.ML.AutoML;

public sealed class AutoCatalog
{
    internal AutoCatalog()
    {
    }

    public ColumnInferenceResults InferColumns(
        string path,
        string labelColumnName = "Label",
        char? separatorChar = null,
        bool? allowQuoting = null,
        bool? allowSparse = null,
        bool trimWhitespace = false,
        bool groupColumns = true) => throw new NotSupportedException();
}

// Plumbing.
public sealed class ColumnInferenceResults;

// Plumbing.
public static class MLContextExtension
{
    public static AutoCatalog Auto(this MLContext mlContext) => new();
}
