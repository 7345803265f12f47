using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Fuzz.Tests.Fuzzing;
using GovernanceAnalyzers.Fuzz.Tests.Targets;
using Xunit;
using Xunit.Abstractions;

namespace GovernanceAnalyzers.Fuzz.Tests;

/// <summary>Whatever a file holds: no exception, an end, bounded memory, complaints with a place in one line each, and the same answer twice.</summary>
public class FuzzTests(ITestOutputHelper output)
{
    private static readonly string Corpus = Path.Combine(System.AppContext.BaseDirectory, "Corpus");

    public static TheoryData<string> Names => [.. AllTargets.List.Select(t => t.Name)];

    /// <summary>What once failed, as folder and file.</summary>
    public static TheoryData<string, string> Kept
    {
        get
        {
            var kept = new TheoryData<string, string>();
            foreach (var file in Directory.EnumerateFiles(Corpus, "*", SearchOption.AllDirectories).Where(f => Path.GetDirectoryName(f) != Corpus).Order(System.StringComparer.Ordinal))
            {
                kept.Add(Path.GetFileName(Path.GetDirectoryName(file)!), Path.GetFileName(file));
            }

            return kept;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Broken_files_are_read(string target)
    {
        var campaign = new Campaign(AllTargets.Find(target));
        var told = campaign.Run();
        output.WriteLine($"{target}: {campaign.Count} cases");
        Nothing(told);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Seeds_are_read(string target)
    {
        var found = AllTargets.Find(target);
        Assert.NotEmpty(found.Seeds);
        // Some have hundreds, and the cases are made of all of them.
        Assert.All(found.Seeds.Take(found.Cost > 1 ? 3 : 10), (s, i) => Nothing(new Campaign(found).Replay($"seed {i}", s.Content)));
    }

    [Theory]
    [MemberData(nameof(Kept))]
    public void What_once_failed_is_read(string target, string file) =>
        Nothing(new Campaign(AllTargets.Find(target)).Replay(file, File.ReadAllBytes(Path.Combine(Corpus, target, file))));

    private static void Nothing(string told) => Assert.True(told.Length == 0, told);
}
