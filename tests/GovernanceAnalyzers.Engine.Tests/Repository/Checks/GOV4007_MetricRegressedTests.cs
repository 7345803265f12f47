using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Repository.Evaluations;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Repository.Checks;

public class GOV4007_MetricRegressedTests
{
    private const string Register = """
        schemaVersion: 1
        systems: [{ id: shop, owner: shop@shop.example, riskTier: TIER }]
        models: [{ id: answers, reference: "openai:gpt-5-2025-08-07", thresholds: { politeness: { atLeast: 0.1 } } }]
        """;

    private static Finding[] Findings(string baseline, string metrics, string tier = "limited", string policy = "", string more = "")
    {
        using var repository = new TemporaryRepository()
            .With("governance.yml", "schemaVersion: 1\n" + policy)
            .With("governance/register.yml", Register.Replace("TIER", tier));
        if (baseline.Length > 0)
        {
            repository.With("governance/metrics-baseline.yml", baseline);
        }

        if (metrics.Length > 0)
        {
            repository.With("governance/evaluations/b.yml", $"model: openai:gpt-5-2025-08-07\ndate: 2026-11-01\ntool: shop-eval\nmetrics:\n{metrics}{more}");
        }

        return [.. RepositoryChecks.Run(repository.Compile()).Where(f => f.RuleId == "GOV4007")];
    }

    private static string Baseline(string metric, string id = "answers") =>
        $"schemaVersion: 1\nmodels:\n  - id: {id}\n    model: openai:gpt-4o-2024-08-06\n    date: 2026-05-01\n    metrics:\n      - {metric}\n";

    /// <summary>5 % is accepted; the model was changed in between, which is the point.</summary>
    [Theory]
    [InlineData("{ name: accuracy, value: 0.90 }", "{ name: Accuracy, value: 0.85 }", "accuracy of 'openai:gpt-5-2025-08-07' is 0.85 in governance/evaluations/b.yml of 2026-11-01, and 0.9 in the baseline of 2026-05-01 for 'openai:gpt-4o-2024-08-06' (governance/metrics-baseline.yml(7)): worse by 5.56 %, and 5 % is accepted")]
    [InlineData("{ name: latency_p95_ms, value: 1000 }", "{ name: latency_p95_ms, value: 1051 }", "worse by 5.1 %")]
    [InlineData("{ name: ece, value: 0.02 }", "{ name: ece, value: 0.03 }", "worse by 0.01, where a value below 0.1 counts as that")]
    [InlineData("{ name: prompt_injection_success_rate, value: 0 }", "{ name: asr, value: 0.01 }", "worse by 0.01")]
    [InlineData("{ name: r_squared, value: -0.5 }", "{ name: r2, value: -0.6 }", "worse by 20 %")]
    [InlineData("{ name: accuracy, value: 0.90, interval: [0.85, 0.95] }", "{ name: accuracy, value: 0.80, interval: [0.74, 0.86] }", "The intervals overlap, so more samples may show that it is chance.")]
    [InlineData("{ name: accuracy, value: 0.90, interval: [0.88, 0.92] }", "{ name: accuracy, value: 0.80, interval: [0.78, 0.82] }", "The intervals do not overlap.")]
    [InlineData("{ name: accuracy, value: 0.90, slice: de }", "{ name: accuracy, value: 0.50, slice: de }", "accuracy of 'de' of")]
    [InlineData("{ name: tone, value: 0.90, better: lower }", "{ name: tone, value: 1.0 }", "worse by 11.11 %")]
    [InlineData("{ name: politeness, value: 0.90 }", "{ name: politeness, value: 0.5 }", "worse by 44.44 %")]
    [InlineData("{ name: tone, value: 0.90 }", "{ name: tone, value: 1.0 }", "it changed by 11.11 %, and 5 % is accepted (")]
    [InlineData("{ name: accuracy, value: 0.90 }", "{ name: f1, value: 0.9 }", "accuracy of 'openai:gpt-5-2025-08-07' is 0.9 in the baseline (governance/metrics-baseline.yml(7)), and the newest evaluation governance/evaluations/b.yml has no accuracy. Measure it")]
    [InlineData("{ name: accuracy, value: 0.90, dataset: tickets }", "{ name: accuracy, value: 0.9 }", "has no accuracy on 'tickets', only on data without an id")]
    public void A_worse_value_is_found(string before, string after, string expected)
    {
        var finding = Assert.Single(Findings(Baseline(before), "  - " + after + "\n"));

        Assert.Contains(expected, finding.Message);
        Assert.Equal(("governance/evaluations/b.yml", "openai:gpt-5-2025-08-07"), (finding.Place.Path, finding.Model));
    }

    [Theory]
    [InlineData("{ name: accuracy, value: 0.90 }", "{ name: accuracy, value: 0.855 }")]
    [InlineData("{ name: accuracy, value: 0.90 }", "{ name: accuracy, value: 0.99 }")]
    [InlineData("{ name: latency_p95_ms, value: 1000 }", "{ name: latency_p95_ms, value: 1050 }")]
    [InlineData("{ name: latency_p95_ms, value: 1000 }", "{ name: latency_p95_ms, value: 10 }")]
    [InlineData("{ name: ece, value: 0.02 }", "{ name: ece, value: 0.025 }")]
    [InlineData("{ name: tone, value: 0.90 }", "{ name: tone, value: 0.91 }")]
    [InlineData("{ name: selection_rate, value: 0.5, slice: de }", "{ name: selection_rate, value: 0.9, slice: de }")]
    public void A_value_that_is_as_good_is_accepted(string before, string after) => Assert.Empty(Findings(Baseline(before), "  - " + after + "\n"));

    [Fact]
    public void The_policy_says_how_much_worse_is_accepted() =>
        Assert.Empty(Findings(Baseline("{ name: accuracy, value: 0.90 }"), "  - { name: accuracy, value: 0.85 }\n", policy: "evaluations: { maxRelativeDrop: 0.1 }\n"));

    [Fact]
    public void A_metric_that_does_not_apply_is_not_missing() => Assert.Empty(Findings(
        Baseline("{ name: ece, value: 0.02 }"), "  - { name: f1, value: 0.9 }\n", more: "notApplicable: { metric: ece, reason: It gives no probabilities., approvedBy: lead@shop.example, date: 2026-10-01 }\n"));

    [Theory]
    [InlineData("[ece, brier]", "error", 0)]
    [InlineData("[ece, brier]", "suggestion", 1)]
    // The requirement is met by the other metric, so it does not say that this one is gone.
    [InlineData("[ece, f1]", "error", 1)]
    public void A_metric_that_a_requirement_misses_is_missed_once(string names, string severity, int expected) => Assert.Equal(
        expected,
        Findings(
            Baseline("{ name: ece, value: 0.02 }"),
            "  - { name: f1, value: 0.9 }\n",
            policy: $"requirements: [{{ id: calibrated, kind: metric, title: Calibration, metric: {{ name: {names} }}, severity: {severity} }}]\n").Length);

    [Fact]
    public void A_model_that_nobody_names_is_told() =>
        Assert.Contains("The baseline has the metrics of 'gone', and neither the register nor a card names it", Assert.Single(Findings(Baseline("{ name: f1, value: 1 }", "gone"), "  - { name: f1, value: 0.1 }\n")).Message);

    [Theory]
    [InlineData("schemaVersion: 1\n", "'models' is missing")]
    [InlineData("schemaVersion: 1\nmodels: [{ id: answers, metrics: [{ name: f1, value: high }] }]\n", "'high' is not a number")]
    [InlineData("schemaVersion: 1\nmodels: [{ id: answers, metrics: [{ name: f1, value: 1 }, { name: F1, value: 0.2 }] }]\n", "'f1' of 'answers' is there twice")]
    [InlineData("schemaVersion: 1\nmodels: [{ id: answers, metrics: [] }, { id: Answers, metrics: [] }]\n", "is there twice. Keep one.")]
    [InlineData("[\n", "This is not valid YAML")]
    public void A_baseline_that_cannot_be_read_is_told(string baseline, string expected)
    {
        var findings = Findings(baseline, "  - { name: f1, value: 0.1 }\n", tier: "high");

        Assert.Contains(findings, f => f.Message.StartsWith("The baseline of metrics cannot be used, so nothing was compared with it:", System.StringComparison.Ordinal) && f.Message.Contains(expected));
        Assert.All(findings, f => Assert.Equal("governance/metrics-baseline.yml", f.Place.Path));
    }

    [Theory]
    [InlineData("", "high", "has evaluations and no baseline to compare them with. Write governance/metrics-baseline.yml with 'governance evaluation baseline'")]
    [InlineData("schemaVersion: 1\nmodels: []\n", "high", "no baseline to compare them with: 'answers' is not in governance/metrics-baseline.yml")]
    [InlineData("", "limited", "")]
    public void A_high_risk_system_needs_a_baseline(string baseline, string tier, string expected)
    {
        var findings = Findings(baseline, "  - { name: f1, value: 0.1 }\n", tier);

        Assert.Equal(expected.Length > 0, findings.Length == 1);
        Assert.All(findings, f => Assert.Contains(expected, f.Message));
    }

    [Theory]
    [InlineData("79228162514264337593543950335", "-79228162514264337593543950335")]
    [InlineData("-79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("1e-28", "-1e-28")]
    public void Any_number_can_be_compared(string before, string after) =>
        Findings(Baseline($"{{ name: accuracy, value: {before} }}"), $"  - {{ name: accuracy, value: {after} }}\n");

    /// <summary>What is written down is what is compared: at once nothing is worse, and writing again changes nothing.</summary>
    [Fact]
    public void The_written_baseline_fits_the_evaluations()
    {
        using var repository = new TemporaryRepository()
            .With("governance.yml", "schemaVersion: 1\n")
            .With("governance/register.yml", Register.Replace("TIER", "high"))
            .With("governance/evaluations/b.yml", """
                model: openai:gpt-5-2025-08-07
                date: 2026-11-01
                tool: shop-eval
                dataset: { id: "tickets: \"all\"" }
                metrics:
                  - { name: Accuracy, value: 0.90, samples: 400, interval: [0.87, 0.93] }
                  - { name: accuracy, value: 0.80, slice: "språk=svenska" }
                  - { name: tone, value: 3 }
                  - { name: selection_rate, value: 0.5, slice: de }
                """);
        var text = MetricBaselineWriter.Text(repository.Compile())!;
        repository.With("governance/metrics-baseline.yml", text);
        var compiler = repository.Compile();
        var problems = new System.Collections.Generic.List<Yaml.FileProblem>();
        var read = MetricBaseline.ReadFile(System.IO.Path.Combine(repository.Root, "governance/metrics-baseline.yml"), "b", problems)!;

        Assert.Equal(
            """
            # Written by 'governance evaluation baseline': the metrics that later evaluations are compared with (GOV4007). Commit it.
            schemaVersion: 1
            models:
              - id: answers
                model: "openai:gpt-5-2025-08-07"
                date: 2026-11-01
                metrics:
                  - { name: accuracy, value: 0.9, dataset: "tickets: \"all\"", samples: 400, interval: [0.87, 0.93] }
                  - { name: accuracy, value: 0.8, slice: "språk=svenska", dataset: "tickets: \"all\"" }
                  - { name: tone, value: 3, dataset: "tickets: \"all\"" }

            """,
            text);
        Assert.Equal(text, MetricBaselineWriter.Text(compiler, read));
        Assert.DoesNotContain(RepositoryChecks.Run(compiler), f => f.RuleId == "GOV4007");

        // A direction that was declared is kept.
        repository.With("governance/metrics-baseline.yml", text.Replace("name: tone, value: 3", "name: tone, value: 3, better: lower"));
        read = MetricBaseline.ReadFile(System.IO.Path.Combine(repository.Root, "governance/metrics-baseline.yml"), "b", problems)!;
        Assert.Contains("{ name: tone, value: 3, dataset: \"tickets: \\\"all\\\"\", better: lower }", MetricBaselineWriter.Text(compiler, read));
    }
}
