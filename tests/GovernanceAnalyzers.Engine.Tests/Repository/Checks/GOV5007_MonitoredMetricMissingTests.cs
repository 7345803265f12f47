using System.Linq;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Repository.Checks;

public class GOV5007_MonitoredMetricMissingTests
{
    private static string[] Messages(string thresholds, string? plan)
    {
        using var repository = new TemporaryRepository()
            .With("governance.yml", "schemaVersion: 1\n")
            .With("governance/register.yml", $"schemaVersion: 1\nsystems: [{{ id: s, owner: o@s.example, riskTier: minimal }}]\nmodels:\n  - id: m\n    reference: \"openai:gpt-4o-2024-08-06\"\n    thresholds: {thresholds}\n");
        if (plan is not null)
        {
            repository.With("governance/operations/monitoring.yml", plan);
        }

        return [.. RepositoryChecks.Run(repository.Compile()).Where(f => f.RuleId == "GOV5007").Select(f => $"{f.Place} {f.Message}")];
    }

    [Fact]
    public void A_threshold_without_a_signal_is_found()
    {
        var message = Assert.Single(Messages("{ latency_p95_ms: { atMost: 900 }, Groundedness: { atLeast: 0.8 } }", "owner: ops\nsignals:\n  - { metric: Latency-P95-ms, threshold: 900, action: page }\n"));

        Assert.StartsWith("governance/operations/monitoring.yml(3,3) The monitoring plan has no signal for groundedness, for which governance/register.yml(6) states a threshold of model 'm'", message);
        Assert.Contains("Add a signal with 'metric: groundedness'", message);
    }

    [Theory]
    [InlineData("{ latency_p95_ms: { atMost: 900 } }", null)]
    [InlineData("{ latency_p95_ms: { atMost: 900 } }", "owner: ops\n")]
    [InlineData("{ latency_p95_ms: { atMost: 900 } }", "signals: [\n")]
    [InlineData("{ faithfulness: { atLeast: 0.8 } }", "signals: [{ metric: groundedness }]\n")]
    [InlineData("{ prompt_injection_success_rate: { atMost: 0 }, ood_auroc: { atLeast: 0.7 }, contamination_overlap_rate: { atMost: 0 }, robustness: { atLeast: 0.7 } }", "signals: [{ metric: latency_p95_ms }]\n")]
    public void What_has_a_signal_or_cannot_have_one_is_left_alone(string thresholds, string? plan) => Assert.Empty(Messages(thresholds, plan));
}
