using System;
using System.IO;

namespace GovernanceAnalyzers.Docs.Tests;

/// <summary>A folder that is a repository of its own, so that nothing above it is found.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Directory.CreateDirectory(System.IO.Path.Combine(Path, ".git"));

    public string Path { get; } = Directory.CreateTempSubdirectory("governance-docs-").FullName;

    public string Write(string relative, string text)
    {
        var path = System.IO.Path.Combine(Path, relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
