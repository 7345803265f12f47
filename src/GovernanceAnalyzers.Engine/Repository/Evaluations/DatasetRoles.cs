using System;
using GovernanceAnalyzers.Engine.Catalogue;

namespace GovernanceAnalyzers.Engine.Repository.Evaluations;

/// <summary>
/// What the role of the data does to a measured quality. Accuracy on data of another distribution is not the model's accuracy, and accuracy
/// under attack is robustness; so neither stands in for the plain one, nor fails its limit.
/// </summary>
public static class DatasetRoles
{
    public const string Ood = "ood";
    public const string Attack = "attack";

    /// <summary>The canonical name of a metric that was measured on data of a role.</summary>
    public static string Name(string canonical, string role) =>
        ShippedMetrics.Instance.Family(canonical) != ShippedMetrics.Quality ? canonical
        : role == Attack ? canonical == "accuracy" ? "robustness" : "attack_" + canonical
        : role != Ood ? canonical
        // ood_auroc is how well the model tells such data apart, which is something else.
        : canonical == "auroc" ? "shifted_auroc" : "ood_" + canonical;

    internal static MetricResult Apply(MetricResult metric, string role)
    {
        var name = Name(metric.Name, role);
        return string.Equals(name, metric.Name, StringComparison.Ordinal)
            ? metric
            : metric with { Name = name, IsLowerBetter = metric.IsLowerBetter ?? ShippedMetrics.Instance.IsLowerBetter(metric.Name) };
    }
}
