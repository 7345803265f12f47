using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace GovernanceAnalyzers.Docs.Tests;

/// <summary>The documentation of this repository, as files.</summary>
internal static class Repository
{
    public static readonly string Root = Metadata("RepositoryRoot");

    public static readonly string Tool = Metadata("Tool");

    /// <summary>Relative paths of all pages, README first.</summary>
    public static readonly IReadOnlyList<string> Pages =
        [.. Directory.GetFiles(Root, "*.md").Select(Path.GetFileName)!,
         .. new[] { "docs", "samples", "benchmarks" }.SelectMany(folder => Directory.GetFiles(Path.Combine(Root, folder), "*.md", SearchOption.AllDirectories))
             .Select(p => Path.GetRelativePath(Root, p).Replace('\\', '/'))
             .Where(p => !p.Contains("/bin/") && !p.Contains("/obj/") && !p.Contains("/governance/"))
             .Order(StringComparer.Ordinal)];

    public static string Text(string page) => File.ReadAllText(Path.Combine(Root, page)).ReplaceLineEndings("\n");

    private static string Metadata(string key) => typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == key).Value!;
}
