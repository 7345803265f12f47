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

        Assert.Empty(folder.Run().Select(Line));
        Assert.Empty(minimal.Run().Select(Line));
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

    internal static string Line(Finding finding) => $"{finding.Place}: {finding.RuleId} {finding.Requirement}: {finding.Message}";
}
