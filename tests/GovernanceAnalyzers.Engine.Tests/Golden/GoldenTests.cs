using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Repository.Requirements;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Golden;

public class GoldenTests
{
    public static TheoryData<string> Presets => [.. ShippedPresets.Names];

    [Theory]
    [MemberData(nameof(Presets))]
    public void The_golden_repository_has_no_finding_of_any_severity(string preset)
    {
        using var folder = new GoldenFolder(GoldenTree.Of(preset));
        using var minimal = new GoldenFolder(GoldenTree.OfMinimalRisk(preset));

        AssertNone(folder.Run());
        AssertNone(minimal.Run());
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void Every_requirement_is_asked_of_something(string preset)
    {
        using var folder = new GoldenFolder(GoldenTree.Of(preset));
        var compiler = folder.Compile();

        var results = RequirementChecks.Run(compiler, codeUsesAi: true);

        Assert.Equal(ShippedPresets.Requirements(preset).Keys.Order(StringComparer.Ordinal), results.Select(r => r.Requirement.Id).Distinct().Order(StringComparer.Ordinal));
        // A requirement that is only ever set aside would be golden for nothing.
        Assert.Empty(results.GroupBy(r => r.Requirement.Id).Where(g => g.All(r => r.State != EvidenceState.Present)).Select(g => g.Key));
    }

    /// <summary>Mutations are written by a writer of their own; where it changes nothing, nothing may be found.</summary>
    [Theory]
    [MemberData(nameof(Presets))]
    public void Documents_that_are_read_and_written_again_stay_golden(string preset)
    {
        using var folder = new GoldenFolder(GoldenTree.Of(preset));
        var world = new GoldenWorld("all", GoldenTree.Of(preset), folder.Compile());
        var edits = new Edits();
        foreach (var path in GoldenTree.Of(preset).Keys.Where(p => world.Document(p) is not null))
        {
            edits.With(path, world.Document(path)!.Clone().ToString());
        }

        Assert.True(edits.Count > 30);
        AssertNone(folder.Run(edits));
    }

    /// <summary>Nothing may depend on threads or on what ran before. Broken evidence, because findings have more to get wrong than their absence.</summary>
    [Fact]
    public void Twenty_runs_at_once_say_the_same()
    {
        var broken = Broken();
        var runs = new string[20];
        Parallel.For(0, runs.Length, i =>
        {
            using var folder = new GoldenFolder(broken);
            runs[i] = string.Join("\n", folder.Run().Select(Line));
        });

        Assert.Single(runs.Distinct());
        Assert.True(runs[0].Split('\n').Length > 10, runs[0]);
    }

    [Fact]
    public void The_order_in_which_files_were_written_does_not_matter()
    {
        var broken = Broken();
        using var forwards = new GoldenFolder(broken);
        using var backwards = new GoldenFolder(broken, paths => paths.Reverse());
        var random = new Random(7);
        using var shuffled = new GoldenFolder(broken, paths => paths.OrderBy(_ => random.Next()).ToArray());

        var expected = forwards.Run().Select(Line).ToArray();

        Assert.Equal(expected, backwards.Run().Select(Line));
        Assert.Equal(expected, shuffled.Run().Select(Line));
    }

    /// <summary>Without register, evaluations and a field here and there.</summary>
    private static SortedDictionary<string, byte[]> Broken()
    {
        var files = new SortedDictionary<string, byte[]>(
            GoldenTree.Of("eu-ai-act-high-risk").Where(f => !f.Key.StartsWith("governance/evaluations/c", StringComparison.Ordinal)).ToDictionary(), StringComparer.Ordinal);
        foreach (var path in files.Keys.Where(k => k.StartsWith("governance/", StringComparison.Ordinal)).ToArray())
        {
            files[path] = GoldenTree.Bytes(GoldenTree.Text(files[path]).Replace("owner: ", "keeper: ").Replace("2026-09", "2024-09"));
        }

        return files;
    }

    /// <summary>With all of their text where there are some.</summary>
    private static void AssertNone(IReadOnlyList<Finding> findings) => Assert.True(findings.Count == 0, string.Join("\n", findings.Select(Line)));

    internal static string Line(Finding finding) => $"{finding.Place}: {finding.RuleId} {finding.Requirement}: {finding.Message}";
}
