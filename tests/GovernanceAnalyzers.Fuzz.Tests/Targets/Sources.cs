using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Fuzz.Tests.Fuzzing;

namespace GovernanceAnalyzers.Fuzz.Tests.Targets;

/// <summary>Files of this repository, as seeds.</summary>
internal static partial class Sources
{
    /// <summary>The folder with the solution.</summary>
    public static readonly string Root = Above(AppContext.BaseDirectory);

    private const string EngineTests = "tests/GovernanceAnalyzers.Engine.Tests/";

    /// <summary>Everything in the folders that ends so, sorted.</summary>
    /// <param name="folders">From the root of the repository.</param>
    public static IEnumerable<Seed> Files(string end, params string[] folders) => folders
        .Select(f => Path.Combine(Root, f))
        .SelectMany(f => File.Exists(f) ? [f] : Directory.EnumerateFiles(f, "*" + end, SearchOption.AllDirectories))
        .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(p => p is "bin" or "obj" or ".governance"))
        .Order(StringComparer.Ordinal)
        .Select(f => (Seed)File.ReadAllBytes(f));

    /// <summary>The raw string literals of a file of the engine's tests: there is an example of everything.</summary>
    /// <param name="begins">What the examples that are wanted hold.</param>
    public static IEnumerable<Seed> Examples(string file, params string[] holds) => Literal()
        .Matches(File.ReadAllText(Path.Combine(Root, EngineTests, file)).ReplaceLineEndings("\n"))
        .Select(m => string.Join("\n", m.Groups["text"].Value.Split('\n').Select(l => l.Length >= m.Groups["indent"].Length ? l[m.Groups["indent"].Length..] : l.TrimStart())) + "\n")
        .Where(t => holds.Length == 0 || holds.Any(h => t.Contains(h, StringComparison.Ordinal)))
        .Select(t => (Seed)t);

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "GovernanceAnalyzers.sln")) ? folder : Above(Path.GetDirectoryName(folder.TrimEnd('/', '\\'))!);

    [GeneratedRegex("\"\"\"\n(?<text>.*?)\n(?<indent> *)\"\"\"", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Literal();
}
