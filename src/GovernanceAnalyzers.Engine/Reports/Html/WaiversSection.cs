using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Policy;
using static GovernanceAnalyzers.Engine.Reports.Html.Markup;

namespace GovernanceAnalyzers.Engine.Reports.Html;

internal static class WaiversSection
{
    public static Markup Write(ReportView view)
    {
        var waivers = view.Posture.Waivers.OrderBy(w => w.Waiver.Expires).ThenBy(w => w.Waiver.Id, StringComparer.Ordinal).ToArray();
        return Of(
            $"""
            <section id="waivers" aria-labelledby="h-waivers">
            <h2 id="h-waivers">Waivers</h2>
            {(waivers.Length == 0 ? Of($"""<p class="soft">There are none.</p>""") : Of($"{WaiverBurnDown.Write(view)}{Table(view, waivers)}"))}
            </section>
            """);
    }

    private static Markup Table(ReportView view, IEnumerable<WaiverEntry> waivers) => Parts.Table(
        "Waivers, by the day they end",
        "waivers",
        ["Waiver", "Ends", "Rule and scope", "Reason", "Owner", "Approved by", "Covers now"],
        waivers.Select(w => (IReadOnlyList<Markup>)
        [
            Of($"""{Parts.Code(w.Waiver.Id)}{When(w.Waiver.Place.Path.Length > 0, () => Of($"""<span class="sub">{Parts.Place(w.Waiver.Place)}</span>"""))}"""),
            Of($"""<span class="end {(!w.IsActive ? "past" : w.DaysLeft <= Words.Soon ? "soon" : "later")}"><b>{w.Waiver.Expires}</b></span><span class="sub">{Left(w)}</span>"""),
            Of($"""<b>{w.Waiver.RuleId}</b> {Words.Rule(w.Waiver.RuleId)}{Scope(w.Waiver)}"""),
            Text(w.Waiver.Reason),
            Parts.Owner(w.Waiver.Owner),
            Of($"""{(w.Waiver.ApprovedBy.Length == 0 ? Parts.Nothing("nobody") : Parts.Who(w.Waiver.ApprovedBy))}{(w.Waiver.ApprovedOn is { } on ? Of($"""<span class="sub">on {on}</span>""") : None)}{When(w.Waiver.Ticket.Length > 0, () => Of($"""<span class="sub">{w.Waiver.Ticket}</span>"""))}"""),
            w.Findings.Count == 0 ? Parts.Nothing("nothing") : Of($"{Words.Count(w.Findings.Count, "finding")}{Parts.Findings(view, w.Findings, shown: 4)}"),
        ]));

    private static string Left(WaiverEntry waiver) =>
        !waiver.IsActive ? "expired " + Words.InDays(waiver.DaysLeft)
        : waiver.DaysLeft == 0 ? "ends today"
        : $"{Words.Count(waiver.DaysLeft, "day")} left" + (waiver.DaysLeft <= Words.Soon ? ", ends soon" : "");

    private static Markup Scope(Waiver waiver) => Join(
        new[] { ("path", waiver.Path), ("model", waiver.Model), ("symbol", waiver.Symbol), ("dataset", waiver.Dataset), ("requirement", waiver.Requirement) }
            .Where(s => s.Item2.Length > 0),
        s => Of($"""<span class="sub">{s.Item1} {Parts.Path(s.Item2)}</span>"""));
}
