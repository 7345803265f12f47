using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Policy;

namespace GovernanceAnalyzers.Engine.Gate;

/// <summary>GOV0008: one finding per place that suppresses a rule, which says what it hides.</summary>
internal static class SuppressionFindings
{
    private const string Id = "GOV0008";
    private const int PlacesShown = 3;

    public static IEnumerable<Finding> Of(IEnumerable<(Finding Finding, Suppression By)> hidden, CompiledPolicy policy)
    {
        var setting = policy.Rule(Id);
        if (setting.Severity == Severity.None)
        {
            return [];
        }

        // Where the place is not known, every finding is one of its own, in its own place.
        return hidden
            .GroupBy(h => (
                h.Finding.RuleId,
                h.By.How,
                Site: h.By.Site.Path.Length > 0 ? h.By.Site : h.Finding.Place,
                Finding: h.By.Site.Path.Length > 0 ? null : h.Finding))
            .Select(g =>
            {
                var findings = g.Select(h => h.Finding).Distinct().OrderBy(f => f).ToArray();
                var models = findings.Select(f => f.Model).Distinct(StringComparer.Ordinal).ToArray();
                return new Finding(Id, setting.Severity, Message(g.Key.RuleId, g.Key.How, g.Key.Finding is null, findings, policy), g.Key.Site, Subject(g.Key.RuleId, g.Key.Finding))
                {
                    PolicyPlace = setting.Place,
                    Model = models.Length == 1 ? models[0] : "",
                };
            });
    }

    private static string Message(string rule, string how, bool isElsewhere, IReadOnlyList<Finding> findings, CompiledPolicy policy)
    {
        var places = findings.Select(f => f.Place).Distinct().OrderBy(p => p).Select(p => (p with { Column = 0 }).ToString()).Distinct().ToArray();
        var shown = string.Join(", ", places.Take(PlacesShown)) + (places.Length > PlacesShown ? $" and {places.Length - PlacesShown} more" : "");
        return (isElsewhere
                ? $"{rule} is suppressed here {how}, which hides {(findings.Count == 1 ? "a finding" : $"{findings.Count} findings")} ({shown}) that no waiver covers"
                : $"{rule} is suppressed here {how}, and no waiver covers it")
            + (policy.Rule(rule).Locked ? "; the rule is locked, so it counts all the same" : "")
            + $". Use a waiver, which has an owner, a reason and an end. [{policy.Rule(Id).Cited}]";
    }

    /// <summary>Without places: the same suppression moved to another line is the same finding.</summary>
    private static string Subject(string rule, Finding? finding) => finding is null ? rule : rule + " " + finding.Subject;
}
