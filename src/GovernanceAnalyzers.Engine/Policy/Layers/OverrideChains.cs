using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Policy;

namespace GovernanceAnalyzers.Engine.Policy.Layers;

/// <summary>
/// Overrides of several lines of inheritance, kept apart: within a chain the last that applies to a file counts, and of several chains the
/// strictest. A layer appends to every chain of its parents.
/// </summary>
public sealed class OverrideChains
{
    public static readonly OverrideChains None = new([[]]);

    private readonly string _text;

    private OverrideChains(IEnumerable<IReadOnlyList<RuleOverride>> chains)
    {
        var byText = chains
            .Select(c => (Chain: c, Text: string.Join("; ", c.Select(Text))))
            .GroupBy(c => c.Text, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => g.First())
            .ToArray();
        Chains = byText.Select(c => c.Chain).ToArray();
        _text = string.Join(" || ", byText.Select(c => c.Text.Length == 0 ? "none" : c.Text));
    }

    public IReadOnlyList<IReadOnlyList<RuleOverride>> Chains { get; }

    public bool IsEmpty => Chains.All(c => c.Count == 0);

    public static OverrideChains Both(OverrideChains a, OverrideChains b) => new(a.Chains.Concat(b.Chains));

    public OverrideChains Append(IReadOnlyList<RuleOverride> own) => new(Chains.Select(c => (IReadOnlyList<RuleOverride>)[.. c, .. own]));

    public override string ToString() => _text;

    private static string Text(RuleOverride o) =>
        $"{o.RuleId} {o.Severity.ToWord()}"
        + (o.Paths.Count == 0 ? "" : $" in {string.Join(", ", o.Paths)}")
        + (o.Tiers.Count == 0 ? "" : $" at risk tier {string.Join(", ", o.Tiers.Select(t => t.ToWord()))}")
        + $" ({o.Place})";
}
