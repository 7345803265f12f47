using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Tests.Gate;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Golden;

/// <summary>One mutation for every rule, and exactly its finding.</summary>
public class RuleMutationTests
{
    /// <summary>Rules that are about what builds did, not about files or code, with the test that makes each happen.</summary>
    private static readonly Dictionary<string, (string Why, Type Tests, string Test)> OfTheGate = new()
    {
        ["GOV0007"] = ("a waiver is unused when the code of every project is known", typeof(GoldenGateTests), nameof(GoldenGateTests.A_waiver_that_covers_nothing_is_the_only_finding)),
        ["GOV0008"] = ("a suppression is seen in the compiler's log", typeof(ProjectGateTests), nameof(ProjectGateTests.A_suppression_counts_unless_the_rule_is_locked)),
        ["GOV0009"] = ("an analysis that did not run leaves no log", typeof(ProjectGateTests), nameof(ProjectGateTests.What_did_not_run_to_its_end_is_never_a_pass)),
        ["GOV0010"] = ("a name resolves in the packages that a compilation references", typeof(ProjectGateTests), nameof(ProjectGateTests.A_name_that_does_not_resolve_is_a_finding_where_it_is_written)),
        ["GOV0013"] = ("a baseline is held against the findings of a whole run", typeof(BaselineTests), nameof(BaselineTests.Files_are_written_shrink_and_never_grow)),
        ["GOV1007"] = ("an entry is unused when the code of every project is known", typeof(RegisterGateTests), nameof(RegisterGateTests.An_entry_that_no_code_refers_to)),
    };

    private static readonly ConcurrentDictionary<string, Lazy<IReadOnlyList<(string, string[], IReadOnlyList<Finding>)>>> Made = new(StringComparer.Ordinal);

    public static TheoryData<string> Presets => [.. ShippedPresets.Names];

    [Fact]
    public void Every_rule_has_a_mutation()
    {
        var generated = ShippedPresets.Names.SelectMany(p => GoldenRuns.Of(p).Results)
            .Where(r => r.Found.Count == 1)
            .Select(r => r.Found.Single().Rule)
            .ToHashSet();
        var written = RuleMutations.All.Keys.Select(k => k.Split(' ')[0]).ToHashSet();

        Assert.Equal([], RuleCatalogue.All.Select(r => r.Id).Where(r => !generated.Contains(r) && !written.Contains(r) && !OfTheGate.ContainsKey(r)));
        Assert.Equal([], written.Concat(OfTheGate.Keys).Where(r => RuleCatalogue.Find(r) is null));
    }

    [Fact]
    public void Rules_of_the_gate_have_their_tests_elsewhere() => Assert.All(OfTheGate, g =>
    {
        Assert.Contains(g.Value.Tests.GetMethod(g.Value.Test)!.GetCustomAttributes(inherit: false), a => a is FactAttribute);
        Assert.Equal(RuleScope.Gate, RuleCatalogue.Find(g.Key)!.Scope);
    });

    [Theory]
    [MemberData(nameof(Presets))]
    public void A_mutation_gives_exactly_the_finding_of_its_rule(string preset)
    {
        var wrong = RunsOf(preset)
            .Where(r => !r.Findings.Select(f => f.RuleId).Order(StringComparer.Ordinal).SequenceEqual(r.Expected))
            .Select(r => $"{r.Key}:\n{string.Join("\n", r.Findings.Select(f => "  " + GoldenTests.Line(f)))}");

        var text = string.Join("\n", wrong);
        Assert.True(text.Length == 0, text);
    }

    /// <summary>The rule once, and what comes with it, where the preset has them on.</summary>
    private static string[] Expected(EffectivePolicy policy, string key) =>
        [.. new[] { key.Split(' ')[0] }.Concat(RuleMutations.Besides.TryGetValue(key, out var others) ? others : []).Where(policy.MayReport).Order(StringComparer.Ordinal)];

    /// <summary>Every mutation with what it has to give and what it gave; made once for all tests that look at them.</summary>
    internal static IReadOnlyList<(string Key, string[] Expected, IReadOnlyList<Finding> Findings)> RunsOf(string preset) => Made.GetOrAdd(preset, p => new(() =>
    {
        var files = GoldenTree.Of(p);
        return GoldenRuns.InFolders(files, RuleMutations.All.ToArray(), (folder, m) => (m.Key, Expected(folder.Policy, m.Key), Run(folder, files, m.Value)));
    })).Value;

    /// <summary>What the checks of the repository and the rules about code say together.</summary>
    private static IReadOnlyList<Finding> Run(GoldenFolder folder, IReadOnlyDictionary<string, byte[]> files, Action<RuleMutation> change)
    {
        var mutation = new RuleMutation(files);
        change(mutation);
        return folder.Run(
            mutation.Edits,
            c => (IReadOnlyList<Finding>)[.. RepositoryChecks.Run(c, codeUsesAi: true), .. mutation.Facts.SelectMany(c.Compiled.Judge).Select(j => j.Finding)],
            mutation.Today);
    }
}
