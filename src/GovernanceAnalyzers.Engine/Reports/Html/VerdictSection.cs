using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Gate;
using static GovernanceAnalyzers.Engine.Reports.Html.Markup;

namespace GovernanceAnalyzers.Engine.Reports.Html;

/// <summary>What is read in the first minute: may it ship, what blocks it and who owns that, which models and waivers end next.</summary>
internal static class VerdictSection
{
    /// <summary>Up to so many blockers all of them are listed; else about so many, shared among the owners.</summary>
    private const int Blocking = 12;
    private const int Owners = 6;
    private const int Ends = 6;

    public static string Verdict(ReportView view) =>
        view.Posture.MayShip ? "May ship"
        : view.Blockers.Count > 0 ? $"Blocked by {Words.Count(view.Blockers.Count, "finding")}"
        : "Not known";

    public static string Name(ReportView view) => view.Posture.Identity.Name.Length > 0 ? view.Posture.Identity.Name : view.Posture.Report.PolicyName;

    public static Markup Write(ReportView view)
    {
        var posture = view.Posture;
        var report = posture.Report;
        var kind = posture.MayShip ? "pass" : view.Blockers.Count > 0 ? "blocks" : "unknown";
        return Of(
            $"""
            <section class="verdict v-{kind}" aria-labelledby="verdict">
            <h1 id="verdict"><span class="eyebrow">AI governance report <b>{Name(view)}</b></span> {Parts.Shape(kind)}<span class="word">{Verdict(view)}</span></h1>
            <p class="lead">{Lead(view)}</p>
            <dl class="meta">
            <div><dt>Evaluated on</dt><dd>{report.EvaluationDate}</dd></div>
            <div><dt>Policy</dt><dd>{(report.PolicyFile.Length == 0 ? Text("built-in baseline") : Text(report.PolicyName))} <a href="#policy">{Parts.Code(Words.Digest(report.PolicyDigest))}</a></dd></div>
            <div><dt>Commit</dt><dd>{(posture.Identity.Commit.Length == 0 ? Parts.Nothing("not known") : Of($"""<code title="{posture.Identity.Commit}">{Words.Digest(posture.Identity.Commit)}</code>"""))}</dd></div>
            <div><dt>Open findings</dt><dd>{Severities(report)}</dd></div>
            <div><dt>Not counted</dt><dd>{NotCounted(report)}</dd></div>
            </dl>
            </section>
            <div class="first">
            <section class="blockers" aria-labelledby="blockers"><h2 id="blockers">What blocks</h2>{Blockers(view)}</section>
            <div class="ends">
            <section aria-labelledby="next-models"><h2 id="next-models">Models that retire next</h2>{Models(view)}</section>
            <section aria-labelledby="next-waivers"><h2 id="next-waivers">Waivers that end next</h2>{Waivers(view)}</section>
            </div>
            </div>
            """);
    }

    private static Markup Lead(ReportView view)
    {
        var posture = view.Posture;
        var limit = posture.Report.FailOn.ToWord();
        if (posture.MayShip)
        {
            return Of($"No open finding reaches the policy’s limit, {limit}. The report says which evidence is present and which is missing; whether a law or a standard is met is not for a build to say.");
        }

        if (view.Blockers.Count == 0)
        {
            return Of($"Nothing that was found blocks, but not everything could be looked at: {Sentence.End(posture.NotKnown.Length == 0 ? "the report does not say what" : posture.NotKnown)}");
        }

        var blocked = posture.Systems.Where(s => s.Blockers.Count > 0).ToArray();
        var systems = posture.Systems.Count < 2 ? "" : blocked.Length == posture.Systems.Count
            ? $" They stand in the way of {(blocked.Length == 2 ? "both systems" : $"all {Words.Count(blocked.Length, "system")}")}."
            : blocked.Length == 0 ? "" : $" They stand in the way of {string.Join(", ", blocked.Select(ReportView.Title))}.";
        var known = posture.NotKnown.Length == 0 ? "" : $" And not everything could be looked at: {Sentence.End(posture.NotKnown)}";
        return Of($"{(view.Blockers.Count == 1 ? "One open finding reaches" : $"{Words.Number(view.Blockers.Count)} open findings reach")} the policy’s limit, {limit}.{systems}{known}");
    }

    private static Markup Severities(Report report) => Join(
        new[] { Severity.Error, Severity.Warning, Severity.Suggestion },
        s => Of($"""<span class="sev {s.ToWord()}">{Words.Count(report.Count(s), s.ToWord())}</span> """));

    private static Markup NotCounted(Report report)
    {
        var parts = new[] { (ResultStatus.Waived, "waived"), (ResultStatus.Baselined, "in the baseline"), (ResultStatus.Suppressed, "suppressed in code") }
            .Where(p => report.Count(p.Item1) > 0)
            .Select(p => $"{Words.Number(report.Count(p.Item1))} {p.Item2}")
            .ToArray();
        return parts.Length == 0 ? Parts.Nothing("nothing") : Text(string.Join(", ", parts));
    }

    private static Markup Blockers(ReportView view)
    {
        if (view.Blockers.Count == 0)
        {
            return Of($"""<p class="soft">Nothing.</p>""");
        }

        var owners = view.Blockers.GroupBy(b => b.Owner, StringComparer.Ordinal)
            .OrderBy(g => g.Key.Length == 0).ThenByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
            .ToArray();
        var shown = view.Blockers.Count <= Blocking ? Blocking : Math.Max(3, Blocking / Math.Min(owners.Length, Owners));
        return Of(
            $"""
            {Join(owners.Take(Owners), g => Of(
                $"""
                <h3>{Parts.Owner(g.Key)} <span class="soft">{Words.Count(g.Count(), "finding")}</span></h3>
                <ul class="blocking">{Join(g.Take(shown), b => Of(
                    $"""
                    <li><a href="#f{b.Number}">{Words.Split(Words.Message(b.Finding).Message).First}</a>
                    <span class="where">{Parts.Place(b.Finding.Place)} <span class="rule"><b>{b.Finding.RuleId}</b> {Words.Rule(b.Finding.RuleId)}</span></span></li>
                    """))}{When(g.Count() > shown, () => Of(
                    $"""<li class="more"><a href="#findings" data-filter="{"status=blocks&owner=" + Uri.EscapeDataString(g.Key.Length == 0 ? "-" : g.Key)}">and {Words.Number(g.Count() - shown)} more of this owner</a></li>"""))}</ul>

                """))}{When(owners.Length > Owners, () => Of($"""<p><a href="#findings" data-filter="status=blocks">and those of {Words.Count(owners.Length - Owners, "more owner")}</a></p>"""))}
            """);
    }

    private static Markup Models(ReportView view)
    {
        var today = view.Today;
        // One that ended counts as long as something names it.
        var ending = view.Posture.Models.Where(m => m.Retires is not null)
            .OrderBy(m => m.Retires!.Value).ThenBy(m => m.Name, StringComparer.Ordinal).ToArray();
        if (ending.Length == 0)
        {
            return Of($"""<p class="soft">No model here has a known retirement date.</p>""");
        }

        var shown = Math.Max(1, Math.Min(Ends, ending.Count(m => Days(m.Retires!.Value) <= 365)));
        return Of(
            $"""
            <ul class="next">{Join(ending.Take(shown), m => Of(
                $"""
                <li class="{(m.IsRetired ? "past" : Days(m.Retires!.Value) <= 90 ? "soon" : "later")}"><b>{m.Retires!.Value}</b> <span class="soft">{(m.IsRetired ? "retired " : "")}{Words.InDays(Days(m.Retires.Value))}</span>
                {Parts.Model(m.Name)}<span class="soft">{Text(Words.Owner(m.Owner))}{(m.Replacement.Length > 0 ? Of($", replaced by {Parts.Code(m.Replacement)}") : None)}</span></li>

                """))}</ul>{When(ending.Length > shown, () => Of($"""<p class="soft"><a href="#models">and {Words.Number(ending.Length - shown)} more</a></p>"""))}
            """);

        int Days(CalendarDate date) => date.DaysSince(today);
    }

    private static Markup Waivers(ReportView view)
    {
        var waivers = view.Posture.Waivers.OrderBy(w => w.Waiver.Expires).ThenBy(w => w.Waiver.Id, StringComparer.Ordinal).ToArray();
        if (waivers.Length == 0)
        {
            return Of($"""<p class="soft">There are no waivers.</p>""");
        }

        var shown = Math.Max(1, Math.Min(Ends, waivers.Count(w => w.DaysLeft <= 90)));
        return Of(
            $"""
            <ul class="next">{Join(waivers.Take(shown), w => Of(
                $"""
                <li class="{(!w.IsActive ? "past" : w.DaysLeft <= Words.Soon ? "soon" : "later")}"><b>{w.Waiver.Expires}</b> <span class="soft">{(w.IsActive ? "" : "expired ")}{Words.InDays(w.DaysLeft)}</span>
                {Parts.Code(w.Waiver.Id)}<span class="soft">{Words.Owner(w.Waiver.Owner)}, {w.Waiver.RuleId} {Words.Rule(w.Waiver.RuleId)}</span></li>

                """))}</ul>{When(waivers.Length > shown, () => Of($"""<p class="soft"><a href="#waivers">and {Words.Number(waivers.Length - shown)} more</a></p>"""))}
            """);
    }
}
