using System;
using System.Linq;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Engine.Catalogue;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Requirements;

/// <summary>The controls and checks that the product set out to cover, against what the shipped files say about them.</summary>
public class ControlTests
{
    [Fact]
    public void Every_check_of_every_control_is_accounted_for()
    {
        var expected = Vectors.Read("controls.csv").Select(v => $"{v[0]} {v[2]}").ToArray();

        Assert.Equal(144, expected.Length);
        Assert.Equal(expected.Order(), ShippedControls.Load().SelectMany(c => c.Checks.Select(k => $"{c.Id} {k.Name}")).Order());
    }

    [Fact]
    public void A_check_says_in_exactly_one_way_how_it_is_made() => Assert.All(
        ShippedControls.Load().SelectMany(c => c.Checks),
        c => Assert.Equal(1, new[] { c.Rule.Length > 0, c.Requirements.Count > 0, c.Planned.Length > 0, c.NotCheckable.Length > 0 }.Count(b => b)));

    [Fact]
    public void Requirements_that_a_check_names_exist_in_a_preset()
    {
        var known = ShippedPresets.Names.SelectMany(n => ShippedPresets.Requirements(n).Keys).ToHashSet();

        Assert.Empty(ShippedControls.Load().SelectMany(c => c.Checks).SelectMany(c => c.Requirements).Except(known));
    }

    /// <summary>Rules that a control waits for. One that the catalogue has leaves this list.</summary>
    [Fact]
    public void Rules_that_a_check_names_exist_or_are_known_to_be_missing()
    {
        string[] designed =
        [
            "GOV0011", "GOV1006", "GOV1007", "GOV1009", "GOV1010", "GOV2003", "GOV2005", "GOV3006", "GOV3007", "GOV3008", "GOV4007", "GOV4008", "GOV4009",
            "GOV5006", "GOV6001", "GOV6002", "GOV6004", "GOV6005", "GOV6006", "GOV6007",
        ];

        Assert.All(
            ShippedControls.Load().SelectMany(c => c.Checks).Where(c => c.Rule.Length > 0),
            c => Assert.True(RuleCatalogue.Find(c.Rule) is not null || designed.Contains(c.Rule), $"{c.Name}: there is no {c.Rule}"));
    }

    [Fact]
    public void Standards_hold_what_they_are_known_to_hold()
    {
        var counts = ShippedStandards.Instance.All.ToDictionary(s => s.Id, s => s.Controls.Count);

        Assert.Equal((38, 72, 10, 10, 10), (counts["iso-42001"], counts["nist-ai-rmf-1.0"], counts["owasp-llm-2025"], counts["owasp-llm-2026"], counts["oecd-ai"]));
        Assert.All(ShippedStandards.Instance.All, s => Assert.Equal(s.Controls.Count, s.Controls.Select(c => c.Id).Distinct(StringComparer.Ordinal).Count()));
    }

    [Fact]
    public void The_standards_controls_without_any_check_are_the_known_ones()
    {
        var covered = ShippedControls.Load().SelectMany(c => c.RelevantFor).ToHashSet();

        string[] Uncovered(string id) =>
            [.. ShippedStandards.Instance.All.Single(s => s.Id == id) is var s ? s.Controls.Where(c => !covered.Contains($"{s.Name} {c.Id}")).Select(c => c.Id) : []];

        Assert.Equal(["A.9.3", "A.10.4"], Uncovered("iso-42001"));
        Assert.Equal(["GOVERN 3.1", "GOVERN 4.1", "MAP 1.2", "MAP 1.3", "MAP 1.5", "MANAGE 1.1", "MANAGE 2.2", "MEASURE 3.2"], Uncovered("nist-ai-rmf-1.0").OrderBy(Order));

        static int Order(string id) => id[..2] switch { "GO" => 0, "MA" when id.StartsWith("MAP", StringComparison.Ordinal) => 1, "MA" => 2, _ => 3 };
    }
}
