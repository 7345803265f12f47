using System;
using System.IO;

namespace GovernanceAnalyzers.Tests;

/// <summary>The checkout that the tests were built from. Not by CallerFilePath: deterministic builds replace those paths.</summary>
internal static class RepositoryFolder
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "GovernanceAnalyzers.sln")))
        {
            folder = System.IO.Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run from the repository.");
        }

        return folder;
    }
}
