using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;

namespace GovernanceAnalyzers.Engine.Policy;

/// <summary>Waivers whose time is over (GOV0006) or nearly so (GOV0012).</summary>
internal static class WaiverDates
{
    public static IEnumerable<Finding> Check(PolicyCompiler input)
    {
        var policy = input.Policy;
        return input.Waivers
            .Select(w => (Waiver: w, Left: w.Expires.DaysSince(input.Today)))
            .Where(w => w.Left < 0 || (policy.WaiverRules.WarnDays > 0 && w.Left <= policy.WaiverRules.WarnDays))
            .Select(w => w.Left < 0
                ? policy.Finding(
                    "GOV0006",
                    $"Waiver '{w.Waiver.Id}' for {w.Waiver.RuleId} expired on {w.Waiver.Expires}, so what it covered counts again. Fix it, or renew the waiver. Owner: {w.Waiver.Owner}. [{policy.Rule("GOV0006").Cited}]",
                    w.Waiver.Place,
                    w.Waiver.Id)
                : policy.Finding(
                    "GOV0012",
                    $"Waiver '{w.Waiver.Id}' for {w.Waiver.RuleId} expires on {w.Waiver.Expires}, {Left(w.Left)}; after that what it covers counts again. Fix it, or have the waiver renewed in time. Owner: {w.Waiver.Owner}. [{policy.PlaceOf("waivers.warnDays")}]",
                    w.Waiver.Place,
                    w.Waiver.Id))
            .OfType<Finding>();
    }

    private static string Left(int days) => days switch { 0 => "which is today", 1 => "which is tomorrow", _ => $"in {days} days" };
}
