using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Catalogue;

/// <summary>The metrics of <c>policies/metrics.yml</c>: one name for what tools call by several. A metric that is not there keeps its name.</summary>
public sealed class ShippedMetrics
{
    /// <summary>The family of metrics that say how well a task is done, which hold for the data they were measured on.</summary>
    public const string Quality = "quality";

    private static readonly Shape Shape = new ObjectShape(new Property(
        "metrics",
        new ListShape(new ObjectShape(
            new Property("name", ScalarShape.Text, Required: true),
            new Property("better", ScalarShape.OneOf("higher", "lower", "neither"), Required: true),
            new Property("family", ScalarShape.OneOf(Quality, "robustness", "calibration", "ood", "fairness", "cost", "attack", "data"), Required: true),
            new Property("aliases", new ListShape(ScalarShape.Text)))),
        Required: true));

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _lower = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _families = new(StringComparer.Ordinal);

    private ShippedMetrics()
    {
        foreach (var metric in ShippedLists.Root("policies/metrics.yml", Shape).List("metrics").OfType<YamlMapping>())
        {
            var name = metric.Text("name")!;
            if (metric.Text("better") is ("higher" or "lower") and var better)
            {
                _lower.Add(name, better == "lower");
            }

            _families.Add(name, metric.Text("family")!);
            foreach (var alias in metric.Texts("aliases").Prepend(name))
            {
                _names.Add(Plain(alias), name);
            }
        }
    }

    public static ShippedMetrics Instance { get; } = new();

    public IEnumerable<string> Names => _families.Keys.OrderBy(n => n, StringComparer.Ordinal);

    /// <summary>The one name of a metric, whatever letter case, hyphens or alias it is written with.</summary>
    public string Canonical(string name) => _names.TryGetValue(Plain(name), out var canonical) ? canonical : Plain(name);

    /// <summary>Null where it is not known.</summary>
    public bool? IsLowerBetter(string canonical) => _lower.TryGetValue(canonical, out var lower) ? lower : null;

    /// <summary>Neither a higher nor a lower value is an improvement.</summary>
    public bool HasNoDirection(string canonical) => _families.ContainsKey(canonical) && !_lower.ContainsKey(canonical);

    /// <summary>As in <c>policies/metrics.yml</c>; empty for a metric that is not there.</summary>
    public string Family(string canonical) => _families.TryGetValue(canonical, out var family) ? family : "";

    private static string Plain(string name) => name.Trim().ToLowerInvariant().Replace('-', '_').Replace(' ', '_').Replace('.', '_');
}
