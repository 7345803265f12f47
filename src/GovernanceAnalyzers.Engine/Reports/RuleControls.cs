using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Engine.Catalogue;

namespace GovernanceAnalyzers.Engine.Reports;

/// <summary>Which governance controls a rule looks for evidence of, and which controls of standards those are relevant for.</summary>
public static class RuleControls
{
    private static readonly Lazy<ILookup<string, GovernanceControl>> ByRule = new(() => ShippedControls.Load()
        .SelectMany(c => c.Checks.Where(k => k.Rule.Length > 0).Select(k => (k.Rule, Control: c)))
        .Distinct()
        .ToLookup(p => p.Rule, p => p.Control, StringComparer.Ordinal));

    private static readonly Lazy<ILookup<string, GovernanceControl>> ByRequirement = new(() => ShippedControls.Load()
        .SelectMany(c => c.Checks.SelectMany(k => k.Requirements).Select(r => (Requirement: r, Control: c)))
        .Distinct()
        .ToLookup(p => p.Requirement, p => p.Control, StringComparer.Ordinal));

    /// <summary>In the order of <c>policies/controls.yml</c>.</summary>
    public static IEnumerable<GovernanceControl> OfRule(string ruleId) => ByRule.Value[ruleId];

    /// <summary>In the order of <c>policies/controls.yml</c>.</summary>
    public static IEnumerable<GovernanceControl> OfRequirement(string id) => ByRequirement.Value[id];

    /// <summary>Controls of standards that a rule is relevant for, sorted.</summary>
    public static IReadOnlyList<string> Clauses(string ruleId) =>
        OfRule(ruleId).SelectMany(c => c.RelevantFor).Distinct(StringComparer.Ordinal).OrderBy(c => c, StringComparer.Ordinal).ToArray();
}
