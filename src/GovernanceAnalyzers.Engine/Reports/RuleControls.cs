using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Engine.Catalogue;

namespace GovernanceAnalyzers.Engine.Reports;

/// <summary>Which governance controls a rule or a requirement is about, and what of the standards those are relevant for.</summary>
internal static class RuleControls
{
    private static readonly Lazy<IReadOnlyDictionary<string, GovernanceControl>> ById = new(() => ShippedControls.Load().ToDictionary(c => c.Id, StringComparer.Ordinal));

    /// <param name="requirement">An id, or empty for a finding of the rule itself.</param>
    public static IReadOnlyList<GovernanceControl> Of(string ruleId, string requirement = "") =>
        ControlAssessments.ControlsOf(ruleId, requirement).Select(id => ById.Value[id]).ToArray();

    /// <summary>Of a rule by itself, sorted.</summary>
    public static IReadOnlyList<string> Clauses(string ruleId) => ControlAssessments.ClausesOf(ControlAssessments.ControlsOf(ruleId, ""), []);
}
