using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.StandIns;
using GovernanceAnalyzers.Tests.Analyzer;
using GovernanceAnalyzers.Tests.Corpus;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GovernanceAnalyzers.Tests.Mutation;

/// <summary>The programs that mutation begins with, and what it puts into them.</summary>
internal static class SeedPrograms
{
    private static readonly Lazy<IReadOnlyList<(string Name, string Text)>> Programs = new(() => [.. Read()]);

    /// <summary>Expressions, statements, members and types of all seeds, by what they are.</summary>
    private static readonly Lazy<Dictionary<SyntaxKind, string[]>> Donors = new(() => All
        .SelectMany(p => CSharpSyntaxTree.ParseText(p.Text, MutatedProgram.ParseOptions).GetRoot().DescendantNodes())
        .Where(n => n.Span.Length is > 0 and < 1500)
        .GroupBy(n => n.Kind())
        .ToDictionary(g => g.Key, g => g.Select(n => n.ToString()).Distinct(StringComparer.Ordinal).ToArray()));

    public static IReadOnlyList<(string Name, string Text)> All => Programs.Value;

    /// <summary>Programs with unusual and new features of the language that compile.</summary>
    public static IEnumerable<(string Name, string Text)> Language => CorpusProgram.Of("Unusual").Where(p => p.File == "language").Select(p => (p.Name, p.Source));

    /// <summary>Programs that once failed something, or took too long.</summary>
    public static IEnumerable<(string Name, string Text)> Failed => CorpusProgram.Of("Failed").Select(p => (p.Name, p.Source));

    public static string? Donor(SyntaxKind kind, Random random) => Donors.Value.TryGetValue(kind, out var texts) ? texts[random.Next(texts.Length)] : null;

    private static IEnumerable<(string, string)> Read()
    {
        foreach (var rule in new[] { "Unusual", "Failed" })
        {
            foreach (var (file, name, source) in CorpusProgram.Of(rule))
            {
                yield return ($"{rule}/{file}/{name}", source);
            }
        }

        foreach (var rule in new[] { "GOV6001", "GOV6002", "GOV6007", "PublicCode/GOV6001", "PublicCode/GOV6002", "PublicCode/GOV6003" })
        {
            foreach (var (file, name, source) in CorpusProgram.Of(rule))
            {
                yield return ($"{rule}/{file}/{name}", Markup.Parse(FakeKeys.Fill(source)).Text);
            }
        }

        yield return ("Samples/Chat", Samples.Chat);
        yield return ("Samples/Training", Samples.Training);
        yield return ("Samples/Anthropic", Samples.Anthropic);
        var samples = Path.GetFullPath(Path.Combine(ReferenceAssemblies.CorpusFolder, "..", "..", "..", "samples"));
        foreach (var file in Directory.GetFiles(samples, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var path = Path.GetRelativePath(samples, file).Replace('\\', '/');
            if (!path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            {
                yield return ($"samples/{path}", File.ReadAllText(file).ReplaceLineEndings("\n"));
            }
        }
    }
}
