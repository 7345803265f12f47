using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Repository.Checks;

public class GOV4008_FairnessGroupNotCoveredTests
{
    private const string Register = """
        schemaVersion: 1
        systems: [{ id: loans, owner: loans@bank.example, riskTier: high }, { id: chat, owner: chat@bank.example, riskTier: limited }]
        models: [{ id: scoring, reference: "openai:gpt-4o-2024-08-06", usedBy: [loans] }]
        """;

    private const string Assessment = "---\napprovedBy: board\ngroups: GROUPS\n---\n# Affected groups\n\nApplicants.\n";

    private static Finding[] Findings(string groups, string evaluation, string dataset = "", string csv = "", string policy = "rules: { GOV4008: warning }\n")
    {
        using var repository = new TemporaryRepository()
            .With("governance.yml", "schemaVersion: 1\n" + policy)
            .With("governance/register.yml", Register)
            .With("governance/evaluations/e.yml", "model: openai:gpt-4o-2024-08-06\ndate: 2026-11-01\ntool: x\n" + evaluation)
            .With("governance/evaluations/p.csv", csv);
        if (groups.Length > 0)
        {
            repository.With("governance/risk/impact-assessment.md", Assessment.Replace("GROUPS", groups));
        }

        if (dataset.Length > 0)
        {
            repository.With("governance/datasets/tickets.yml", dataset);
        }

        var compiler = repository.Compile();
        Assert.Empty(compiler.EvaluationProblems.Select(p => p.Message));
        return [.. RepositoryChecks.Run(compiler).Where(f => f.RuleId == "GOV4008")];
    }

    [Theory]
    [InlineData("[women]", "metrics: [{ name: accuracy, value: 0.9 }]", "Group 'women', which governance/risk/impact-assessment.md(3) names, has no value in the newest evaluation of 'openai:gpt-4o-2024-08-06', governance/evaluations/e.yml. Measure the group")]
    [InlineData("[women]", "metrics: [{ name: accuracy, value: 0.9, slice: men }]", "Group 'women'")]
    [InlineData("{ gender: [women, men] }", "metrics: [{ name: accuracy, value: 0.9, slice: gender=men }]", "Group 'gender=women'")]
    [InlineData("{ gender: [women] }", "metrics: [{ name: accuracy, value: 0.9, slice: author=women }]", "Group 'gender=women'")]
    [InlineData("[{ name: women }]", "metrics: [{ name: latency_p95_ms, value: 9, slice: women }]", "Group 'women'")]
    [InlineData("{ gender: }", "metrics: [{ name: accuracy, value: 0.9, slice: age=old }]", "Group 'gender'")]
    public void A_group_without_a_value_is_found(string groups, string evaluation, string expected)
    {
        var finding = Assert.Single(Findings(groups, evaluation));

        Assert.Contains(expected, finding.Message);
        Assert.Equal("governance/evaluations/e.yml", finding.Place.Path);
    }

    [Theory]
    [InlineData("[women]", "metrics: [{ name: accuracy, value: 0.9, slice: Women }]")]
    [InlineData("[women]", "metrics: [{ name: accuracy, value: 0.9, slice: gender=women }]")]
    [InlineData("[women]", "metrics: [{ name: accuracy, value: 0.9, slice: \"gender: women\" }]")]
    [InlineData("[\"gender=women\"]", "metrics: [{ name: accuracy, value: 0.9, slice: women }]")]
    [InlineData("[gender]", "metrics: [{ name: demographic_parity_difference, value: 0.01, slice: gender }]")]
    [InlineData("{ gender: }", "metrics: [{ name: accuracy, value: 0.9, slice: gender=women }]")]
    [InlineData("[\"[More Information Needed]\"]", "metrics: [{ name: accuracy, value: 0.9 }]")]
    [InlineData("all our customers", "metrics: [{ name: accuracy, value: 0.9 }]")]
    [InlineData("", "metrics: [{ name: accuracy, value: 0.9 }]")]
    [InlineData("[women]", "metrics: [{ name: accuracy, value: 0.9 }]\nnotApplicable: { metric: demographic_parity_difference, reason: It ranks parts., approvedBy: board, date: 2026-10-01 }")]
    public void A_group_with_a_value_is_covered(string groups, string evaluation) => Assert.Empty(Findings(groups, evaluation));

    [Fact]
    public void An_assessment_of_another_system_does_not_count()
    {
        Assert.Empty(Findings("[women]\nsystem: chat", "metrics: [{ name: accuracy, value: 0.9 }]"));
        Assert.Single(Findings("[women]\nsystem: loans", "metrics: [{ name: accuracy, value: 0.9 }]"));
        // A system that the register does not have is nobody's excuse.
        Assert.Single(Findings("[women]\nsystem: laons", "metrics: [{ name: accuracy, value: 0.9 }]"));
    }

    /// <summary>The record of the data names groups; whoever measures some groups has to measure those.</summary>
    [Theory]
    [InlineData("metrics: [{ name: accuracy, value: 0.9, slice: young }]", "Group 'old', which governance/datasets/tickets.yml(5) names")]
    [InlineData("metrics: [{ name: accuracy, value: 0.9 }]", "")]
    [InlineData("metrics: [{ name: accuracy, value: 0.9, slice: old }]", "")]
    public void Groups_of_the_data_are_covered_where_groups_are_measured(string metrics, string expected)
    {
        var findings = Findings("", "dataset: { id: tickets }\n" + metrics, "id: tickets\nfiles: [data/t.csv]\nlicence: MIT\nuse: [evaluation]\nrepresentativeness: { targetPopulation: everybody, groups: [old], gaps: [none] }\n");

        Assert.Equal(expected.Length > 0, findings.Length == 1);
        Assert.All(findings, f => Assert.Contains(expected, f.Message));
    }

    private const string Few = "rules: { GOV4008: warning }\nevaluations: { minGroupSamples: 3 }\n";

    [Theory]
    [InlineData("metrics: [{ name: accuracy, value: 0.9, slice: women, samples: 2 }]", "Group 'women', which governance/risk/impact-assessment.md(3) names, has 2 examples in the evaluation governance/evaluations/e.yml of 'openai:gpt-4o-2024-08-06', and 3 are asked for (governance.yml(3))")]
    [InlineData("metrics: [{ name: accuracy, value: 0.9, slice: women }]", "does not say on how many examples it rests")]
    [InlineData("metrics: [{ name: recall, value: 0.9, slice: women, samples: 2 }, { name: accuracy, value: 0.9, slice: women, samples: 3 }]", "")]
    public void A_group_needs_enough_examples(string metrics, string expected)
    {
        var findings = Findings("[women]", metrics, policy: Few);

        Assert.Equal(expected.Length > 0, findings.Length == 1);
        Assert.All(findings, f => Assert.Contains(expected, f.Message));
    }

    [Fact]
    public void Groups_in_predictions_are_named_when_they_are_small()
    {
        var findings = Findings("", "predictions: { file: p.csv, label: l, prediction: p, groups: g, positive: 1 }", csv: "l,p,g\n1,1,a\n0,0,a\n1,0,a\n1,1,b\n0,1,b\n", policy: Few);

        Assert.Contains("Group 'g=b' has 2 examples", Assert.Single(findings).Message);
    }

    [Fact]
    public void What_predictions_do_not_tell_is_told()
    {
        var messages = Findings("", "predictions: { file: p.csv, label: l, prediction: p, groups: g, positive: 1 }", csv: "l,p,g\n1,0,a\n0,0,a\n0,0,b\n1,0,\n").Select(f => f.Message).ToArray();

        Assert.Contains(messages, m => m.Contains("recall of 'g=b' cannot be told from the predictions of governance/evaluations/e.yml: the group has no example with the positive label"));
        Assert.Contains(messages, m => m.Contains("equalized_odds_difference of 'g' cannot be told"));
        Assert.Contains(messages, m => m.Contains("disparate_impact of 'g' cannot be told") && m.Contains("no group has a positive prediction"));
        Assert.Contains(messages, m => m.Contains("1 rows have no value in that column"));
    }
}
