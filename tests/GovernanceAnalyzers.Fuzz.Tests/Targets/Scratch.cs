using System;
using System.IO;
using GovernanceAnalyzers.Engine.Tests;

namespace GovernanceAnalyzers.Fuzz.Tests.Targets;

/// <summary>One file at a time on disk, for readers that take nothing else.</summary>
internal static class Scratch
{
    private static readonly Lazy<string> Folder = new(() =>
    {
        var repository = new TemporaryRepository();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => repository.Dispose();
        return repository.Root;
    });

    public static T Use<T>(string path, string text, Func<string, T> read) => Use(path, System.Text.Encoding.UTF8.GetBytes(text), read);

    /// <param name="read">Gets the full path.</param>
    public static T Use<T>(string path, byte[] content, Func<string, T> read)
    {
        var full = Path.Combine(Folder.Value, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
        return read(full);
    }
}
