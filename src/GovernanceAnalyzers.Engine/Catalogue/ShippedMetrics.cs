using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Catalogue;

/// <summary>The metrics of <c>policies/metrics.yml</c>: one name for what tools call by several. A metric that is not there keeps its name.</summary>
public sealed class ShippedMetrics
{
    private static readonly Shape Shape = new ObjectShape(new Property(
        "metrics",
        new ListShape(new ObjectShape(
            new Property("name", ScalarShape.Text, Required: true),
            new Property("better", ScalarShape.OneOf("higher", "lower"), Required: true),
            new Property("aliases", new ListShape(ScalarShape.Text)))),
        Required: true));

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _lower = new(StringComparer.Ordinal);

    private ShippedMetrics()
    {
        foreach (var metric in ShippedLists.Root("policies/metrics.yml", Shape).List("metrics").OfType<YamlMapping>())
        {
            var name = metric.Text("name")!;
            _lower.Add(name, metric.Text("better") == "lower");
            foreach (var alias in metric.Texts("aliases").Prepend(name))
            {
                _names.Add(Plain(alias), name);
            }
        }
    }

    public static ShippedMetrics Instance { get; } = new();

    public IEnumerable<string> Names => _lower.Keys.OrderBy(n => n, StringComparer.Ordinal);

    /// <summary>The one name of a metric, whatever letter case, hyphens or alias it is written with.</summary>
    public string Canonical(string name) => _names.TryGetValue(Plain(name), out var canonical) ? canonical : Plain(name);

    /// <summary>Null where it is not known.</summary>
    public bool? IsLowerBetter(string canonical) => _lower.TryGetValue(canonical, out var lower) ? lower : null;

    private static string Plain(string name) => name.Trim().ToLowerInvariant().Replace('-', '_').Replace(' ', '_').Replace('.', '_');
}
