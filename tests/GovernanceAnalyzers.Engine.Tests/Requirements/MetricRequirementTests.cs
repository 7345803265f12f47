using System.Linq;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Repository.Evaluations;
using GovernanceAnalyzers.Engine.Repository.Requirements;
using GovernanceAnalyzers.Engine.Yaml;
using System.Collections.Generic;
using Xunit;
using static GovernanceAnalyzers.Engine.Tests.Requirements.RequirementTest;

namespace GovernanceAnalyzers.Engine.Tests.Requirements;

public class MetricRequirementTests
{
    private const string Register = """
        models:
          - { id: answers, provider: openai, reference: gpt-4.1-2025-04-14, owner: ml@shop.example, thresholds: { Latency-P95-ms: { atMost: 1500 } } }
        """;

    private const string Evaluation = """
        model: openai:gpt-4.1-2025-04-14
        date: 2026-10-01
        tool: dotnet test
        dataset: { id: tickets, role: test, kind: own }
        environment: ci
        metrics:
          - { name: Accuracy, value: 0.91, samples: 400, interval: [0.88, 0.94] }
          - { name: accuracy, value: 0.70, samples: 40, slice: German }
          - { name: latency_p95_ms, value: 900 }
          - { name: ECE, value: 0.04, samples: 400 }
        notApplicable:
          - { metric: demographic_parity_difference, reason: nobody is affected, approvedBy: lead, date: 2026-09-01 }
        signedBy: qa@shop.example
        reviewedBy: audit@shop.example
        """;

    [Theory]
    [InlineData("", "")]
    [InlineData("metric: { name: accuracy, atLeast: 0.9, minSamples: 400, interval: true, maxAge: 50d }", "")]
    [InlineData("metric: { name: accuracy, atLeast: 0.92 }", "GOV4006 governance/evaluations/a.yml(7) accuracy of 'openai:gpt-4.1-2025-04-14' is 0.91, and at least 0.92")]
    [InlineData("metric: { name: accuracy, minSamples: 401 }", "GOV4006 governance/evaluations/a.yml(7) rests on 400 samples, and 401")]
    [InlineData("metric: { name: latency_p95_ms, minSamples: 1 }", "GOV4006 governance/evaluations/a.yml(9) does not say on how many samples")]
    [InlineData("metric: { name: expected calibration error, interval: true }", "GOV4006 governance/evaluations/a.yml(10) has no interval")]
    [InlineData("metric: { name: expected_calibration_error, atMost: 0.04 }", "")]
    [InlineData("metric: { name: ece, atMost: 0.03 }", "GOV4006 governance/evaluations/a.yml(10) at most 0.03")]
    [InlineData("metric: { maxAge: 50d }", "")]
    [InlineData("metric: { maxAge: 49d }", "GOV4004 governance/evaluations/a.yml(2) 50 days before")]
    [InlineData("metric: { name: robustness }", "GOV4005 governance/evaluations/a.yml(1) has no robustness; it has accuracy, ece, latency_p95_ms")]
    [InlineData("metric: { name: [robustness, robustness_drop] }", "GOV4005 governance/evaluations/a.yml(1) has no robustness or robustness_drop")]
    [InlineData("metric: { name: [robustness, accuracy] }", "")]
    [InlineData("metric: { name: robustness_drop, atMost: 0.1 }\noptional: true", "")]
    [InlineData("metric: { name: demographic_parity_difference }", "")]
    [InlineData("metric: { name: [disparate_impact, demographic_parity_difference] }", "")]
    [InlineData("metric: { name: demographic_parity_difference }\nnotApplicable: false", "GOV4005 governance/evaluations/a.yml(12) does not accept that")]
    [InlineData("metric: { environment: [production, pilot] }", "GOV4001 governance/evaluations no evaluation from pilot or production of")]
    [InlineData("metric: { environment: ci }", "")]
    [InlineData("metric: { datasetKind: own }", "")]
    [InlineData("metric: { datasetKind: public }", "GOV4001 governance/evaluations with public data")]
    [InlineData("metric: { signed: true, reviewed: true }", "")]
    [InlineData("metric: { name: latency_p95_ms, declared: true }", "")]
    [InlineData("metric: { name: accuracy, declared: true }", "GOV4006 governance/register.yml(2) states no threshold for accuracy")]
    [InlineData("metric: { name: accuracy }\nappliesTo: { origin: trained }", "")]
    [InlineData("metric: { minSamples: 400 }", "GOV4006 governance/evaluations/a.yml(9) does not say on how many")]
    public void The_newest_evaluation_shows_what_is_asked_for(string metric, string expected)
    {
        using var repository = new TemporaryRepository().With("governance/evaluations/a.yml", Evaluation);

        var findings = Findings(repository, "id: r\nkind: metric\n" + metric + "\n", Register);

        if (expected.Length == 0)
        {
            Assert.Empty(findings.Select(f => f.Message));
            return;
        }

        var finding = Assert.Single(findings);
        var place = Places([finding])[0];
        Assert.StartsWith(place, expected);
        Assert.Contains(expected[place.Length..].Trim(), finding.Message);
        Assert.Equal("openai:gpt-4.1-2025-04-14", finding.Model);
    }

    /// <summary>One change to a good evaluation, and what a demanding requirement says about it.</summary>
    [Theory]
    [InlineData("value: 0.91", "value: 0.89", "GOV4006")]
    [InlineData("samples: 400, interval: [0.88", "samples: 99, interval: [0.88", "GOV4006")]
    [InlineData(", interval: [0.88, 0.94]", "", "GOV4006")]
    [InlineData("date: 2026-10-01", "date: 2026-01-01", "GOV4004")]
    [InlineData("name: Accuracy", "name: recall", "GOV4006")] // the slice is all that is left of accuracy: 0.70 on 40
    [InlineData("signedBy: qa@shop.example", "signedBy: TODO", "GOV4005")]
    [InlineData("signedBy: qa@shop.example", "", "GOV4005")]
    [InlineData("reviewedBy: audit@shop.example", "reviewedBy: ML@shop.example", "GOV4005")]
    [InlineData("reviewedBy: audit@shop.example", "reviewedBy: qa@shop.example", "GOV4005")]
    [InlineData("model: openai:gpt-4.1-2025-04-14", "model: openai:gpt-4.1", "GOV4001")]
    public void One_change_is_noticed(string written, string instead, string rule)
    {
        const string Requirement = "id: r\nkind: metric\nmetric: { name: accuracy, atLeast: 0.9, minSamples: 100, interval: true, maxAge: 180d, signed: true, reviewed: true }\n";
        using var repository = new TemporaryRepository().With("governance/evaluations/a.yml", Evaluation);
        Assert.Empty(Findings(repository, Requirement, Register));

        Assert.Contains(written, Evaluation);
        repository.With("governance/evaluations/a.yml", Evaluation.Replace(written, instead));

        Assert.Equal([rule], Findings(repository, Requirement, Register).Select(f => f.RuleId).Distinct());
    }

    [Fact]
    public void Only_the_newest_day_counts_and_all_of_it()
    {
        using var repository = new TemporaryRepository()
            .With("governance/evaluations/old.yml", Evaluation.Replace("2026-10-01", "2026-03-01"))
            .With("governance/evaluations/quality.yml", "model: OpenAI:gpt-4.1-2025-04-14\ndate: 2026-10-01\ntool: t\nmetrics: [{ name: f1, value: 0.8 }]\n")
            .With("governance/evaluations/load.json", "{ \"model\": \"openai:gpt-4.1-2025-04-14\", \"date\": \"2026-10-01\", \"tool\": \"k6\", \"metrics\": [{ \"name\": \"p95 latency ms\", \"value\": 1600 }] }");

        Assert.Empty(Findings(repository, "id: r\nkind: metric\nmetric: { name: f1 }\n", Register));
        Assert.Equal(["GOV4006 governance/evaluations/load.json(1)"], Places(Findings(repository, "id: r\nkind: metric\nmetric: { name: latency_p95_ms }\n", Register)));
        Assert.Equal(["GOV4005"], Findings(repository, "id: r\nkind: metric\nmetric: { name: accuracy }\n", Register).Select(f => f.RuleId));
    }

    [Fact]
    public void One_absence_is_one_finding_unless_another_matters_more()
    {
        using var repository = new TemporaryRepository();
        const string Any = "id: evaluation\nkind: metric\nseverity: warning\n";

        var ids = Run(repository, [Any, "id: quality\nkind: metric\nmetric: { name: accuracy }\nseverity: suggestion\n", "id: safety\nkind: metric\nmetric: { name: asr }\nseverity: error\n"], Register)
            .SelectMany(r => r.Findings).Select(f => f.Requirement);

        Assert.Equal(["evaluation", "safety"], ids);
    }

    [Fact]
    public void An_evaluation_may_name_the_deployment()
    {
        const string Deployed = "models: [{ id: answers, deployments: [answers-prod] }]";
        using var repository = new TemporaryRepository();
        Assert.Contains("\"model: <provider>:answers-prod\"", Assert.Single(Findings(repository, "id: r\nkind: metric\n", Deployed)).Message);

        repository.With("governance/evaluations/a.yml", Evaluation.Replace("model: openai:gpt-4.1-2025-04-14", "model: azure-openai:answers-prod"));
        Assert.Empty(Findings(repository, "id: r\nkind: metric\n", Deployed));

        repository.With("governance/evaluations/a.yml", Evaluation.Replace("model: openai:gpt-4.1-2025-04-14", "model: azure-openai:old-answers-prod"));
        Assert.NotEmpty(Findings(repository, "id: r\nkind: metric\n", Deployed));
    }

    [Fact]
    public void Models_of_cards_count_once_beside_those_of_the_register()
    {
        using var repository = new TemporaryRepository()
            .With("governance/models/a.md", "---\nmodels: [\"openai:gpt-4.1-2025-04-14\", \"mistral:mistral-large-2411\"]\n---\n");

        Assert.Equal(
            ["mistral:mistral-large-2411", "openai:gpt-4.1-2025-04-14"],
            Findings(repository, "id: r\nkind: metric\n", Register).Select(f => f.Model).Order());
    }

    [Theory]
    [InlineData("model: gpt", "not of the form provider:reference")]
    [InlineData("date: 2026-11-21", "after the evaluation date")]
    [InlineData("date: tomorrow", "not a date")]
    [InlineData("metrics: [{ name: a, value: high }]", "not a number")]
    [InlineData("metrics: [{ name: a, value: \"0,85\" }]", "not a number")]
    [InlineData("metrics: [{ name: a, value: 0.5, interval: [0.6, 0.7] }]", "two numbers with the value between them")]
    [InlineData("metrics: [{ name: a, value: 0.5, interval: [0.4] }]", "two numbers")]
    [InlineData("metrics: [{ name: f1, value: 0.5 }, { name: F1-score, value: 0.6 }]", "there twice")]
    [InlineData("metrics:", "has no 'metrics'")]
    [InlineData("metric: []", "Did you mean 'metrics'?")]
    [InlineData("notApplicable: [{ reason: r, approvedBy: a, date: 2026-01-01 }]", "needs a 'metric' or a 'requirement'")]
    public void A_malformed_evaluation_is_no_evidence(string line, string part)
    {
        var key = line.Split(':')[0] == "metric" ? "metric" : line.Split(':')[0];
        var lines = new[] { "model: openai:gpt-4.1-2025-04-14", "date: 2026-10-01", "tool: t", "metrics: [{ name: a, value: 1 }]" }
            .Select(l => l.StartsWith(key + ":", System.StringComparison.Ordinal) ? line : l).ToList();
        if (!lines.Contains(line))
        {
            lines.Add(line);
        }

        using var repository = new TemporaryRepository()
            .With("governance/evaluations/a.yml", string.Join("\n", lines) + "\n")
            .With("governance/datasets/a.yml", "id: a\nlicence: MIT\n");

        Assert.Contains(part, string.Concat(RequirementChecks.InvalidEvaluations(repository.Compile()).Select(f => f.Message)));
        Assert.Equal(["GOV4001"], Findings(repository, "id: r\nkind: metric\n", Register).Select(f => f.RuleId));
    }

    /// <summary>One value that is too high is one finding, whatever else is asked of the evaluation.</summary>
    [Theory]
    [InlineData("latency")]
    [InlineData("latency-limit")]
    [InlineData("evaluation")]
    public void A_declared_threshold_is_judged_once(string judge)
    {
        using var repository = new TemporaryRepository().With("governance/evaluations/a.yml", Evaluation.Replace("value: 900", "value: 1501"));
        string[] requirements =
        [
            "id: age\nkind: metric\nmetric: { maxAge: 365d }\n",
            "id: evaluation\nkind: metric\n",
            "id: signature\nkind: metric\nmetric: { signed: true }\n",
            "id: context\nkind: metric\nmetric: { datasetKind: own }\n",
            .. judge == "evaluation" ? new string[0] : ["id: latency\nkind: metric\nmetric: { name: latency_p95_ms }\n"],
            // Of two that name the metric, the one that has a limit of its own.
            .. judge == "latency-limit" ? new[] { "id: latency-limit\nkind: metric\nmetric: { name: latency_p95_ms, atMost: 2000 }\n" } : [],
        ];

        var finding = Assert.Single(Run(repository, requirements, Register).SelectMany(r => r.Findings));

        Assert.Equal((judge, "GOV4006"), (finding.Requirement, finding.RuleId));
        Assert.Contains("is 1501, and at most 1500 is accepted", finding.Message);
    }

    [Theory]
    [InlineData("requirement: latency-limit")]
    [InlineData("metric: cost_per_1k_requests")]
    public void A_declared_threshold_is_judged_by_a_requirement_that_applies(string setAside)
    {
        using var repository = new TemporaryRepository().With(
            "governance/evaluations/a.yml",
            Evaluation.Replace("value: 900", "value: 1501").Replace("notApplicable:\n", $"notApplicable:\n  - {{ {setAside}, reason: Nobody waits for it., approvedBy: lead, date: 2026-09-01 }}\n"));
        string[] requirements =
        [
            "id: latency\nkind: metric\nmetric: { name: latency_p95_ms }\n",
            "id: latency-limit\nkind: metric\nmetric: { name: [latency_p95_ms, cost_per_1k_requests], atMost: 2000 }\n",
        ];

        Assert.Equal("latency", Assert.Single(Run(repository, requirements, Register).SelectMany(r => r.Findings)).Requirement);
    }

    /// <summary>It is the registered model's, whatever version it describes.</summary>
    [Theory]
    [InlineData(", card: governance/models/a.md", 1)]
    [InlineData("", 2)]
    public void The_model_of_a_card_that_the_register_names_is_no_further_model(string card, int expected)
    {
        using var repository = new TemporaryRepository()
            .With("governance.yml", "schemaVersion: 1\nextends: [{ preset: iso-42001 }]\n")
            .With("governance/register.yml", $"schemaVersion: 1\nmodels:\n  - {{ id: answers, reference: \"openai:gpt-4.1-2025-04-14\"{card} }}\n")
            .With("governance/models/a.md", "---\nmodels: [\"openai:gpt-4o-2024-08-06\"]\n---\n# Answers\n");

        Assert.Equal(expected, RequirementChecks.Run(repository.Compile(), codeUsesAi: true).Where(r => r.Requirement.Id == "evaluation").SelectMany(r => r.Findings).Count(f => f.RuleId == "GOV4001"));
    }

    [Fact]
    public void A_file_of_another_form_says_where_it_stands()
    {
        var problems = new List<FileProblem>();

        Assert.Empty(EvaluationReader.Read("[1, 2]", "a.json", CalendarDate.Parse(Today), problems));
        Assert.Equal("a.json(1,1)", Assert.Single(problems).Place.ToString());
    }
}
