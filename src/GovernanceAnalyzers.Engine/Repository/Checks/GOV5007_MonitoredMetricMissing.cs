using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository.Evaluations;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>
/// A metric with a threshold in the register that the monitoring plan has no signal for. Asked only where there is a plan, and only of what can
/// be seen in operation: not of behaviour under attack, out of distribution or of the data.
/// </summary>
public static class GOV5007_MonitoredMetricMissing
{
    public const string Id = "GOV5007";

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input)
    {
        var plans = RequiredDocuments.Of(input, "monitoring-plan", "governance/operations/monitoring.*").Where(p => p.Fields?["signals"] is not null).ToArray();
        if (plans.Length == 0)
        {
            yield break;
        }

        var signals = new HashSet<string>(plans
            .SelectMany(p => p.Fields!.List("signals").OfType<YamlMapping>())
            .SelectMany(s => s.Texts("metric"))
            .Select(ShippedMetrics.Instance.Canonical));
        var plan = plans[0];
        foreach (var model in input.Register.Models)
        {
            foreach (var threshold in model.Fields.Mapping("thresholds")?.Entries ?? [])
            {
                var metric = ShippedMetrics.Instance.Canonical(threshold.Key.Text);
                if (!signals.Contains(metric) && ShippedMetrics.Instance.Family(metric) is "" or "quality" or "calibration" or "fairness" or "cost")
                {
                    yield return new RepositoryFinding(
                        Id,
                        $"The monitoring plan has no signal for {Excerpt.Of(metric)}, for which {threshold.Key.Place.Path}({threshold.Key.Place.Line}) states a threshold of model '{Excerpt.Of(model.Id.Text)}': what is measured before a release and not after it gets worse unseen. Add a signal with 'metric: {Excerpt.Of(metric)}', 'threshold' and 'action'",
                        plan.Fields!["signals"]!.Place,
                        $"{model.Id.Text} {metric}")
                    {
                        Model = model.Model,
                    };
                }
            }
        }
    }
}
