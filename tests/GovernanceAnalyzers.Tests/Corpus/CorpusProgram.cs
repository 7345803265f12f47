using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Tests.Harness;
using Xunit;

namespace GovernanceAnalyzers.Tests.Corpus;

/// <summary>
/// Small programs, as people write them, with the findings of one rule marked in them. A file of a rule's folder holds several: it begins
/// with the usings of all of them, and each program with a line <c>//// name</c>.
/// </summary>
internal static class CorpusProgram
{
    private const string Opening = "//// ";

    public static IEnumerable<(string File, string Name, string Source)> Of(string rule)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(ReferenceAssemblies.CorpusFolder, rule), "*.cs.txt").Order(StringComparer.Ordinal))
        {
            var usings = "";
            string? name = null;
            var lines = new List<string>();
            foreach (var line in File.ReadLines(file).Append(Opening))
            {
                if (!line.StartsWith(Opening, StringComparison.Ordinal))
                {
                    lines.Add(line);
                    continue;
                }

                if (name is null)
                {
                    usings = string.Join('\n', lines) + '\n';
                }
                else
                {
                    yield return (Path.GetFileName(file).Replace(".cs.txt", ""), name, usings + string.Join('\n', lines));
                }

                name = line[Opening.Length..].Trim();
                lines.Clear();
            }
        }
    }

    /// <summary>There are that many, each with a name of its own, and about half of them have no finding.</summary>
    public static void AreEnough(string rule, int atLeast)
    {
        var programs = Of(rule).ToArray();
        var negatives = programs.Count(p => !p.Source.Contains("[|"));
        Assert.True(programs.Length >= atLeast, $"{programs.Length} programs");
        Assert.InRange(negatives, programs.Length * 2 / 5, programs.Length * 3 / 5);
        Assert.Equal(programs.Length, programs.Select(p => (p.File, p.Name)).Distinct().Count());
    }

    public static IEnumerable<object[]> Names(string rule) => Of(rule).Select(p => new object[] { p.File, p.Name });

    public static string Source(string rule, string file, string name) => Of(rule).Single(p => p.File == file && p.Name == name).Source;
}
