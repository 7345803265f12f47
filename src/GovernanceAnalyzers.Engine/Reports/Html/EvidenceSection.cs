using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using static GovernanceAnalyzers.Engine.Reports.Html.Markup;

namespace GovernanceAnalyzers.Engine.Reports.Html;

/// <summary>Evaluations with their numbers against the limits, groups beside each other, requirements, and the files that were read.</summary>
internal static class EvidenceSection
{
    public static Markup Write(ReportView view) => Of(
        $"""
        <section id="evidence" aria-labelledby="h-evidence">
        <h2 id="h-evidence">Evidence</h2>
        <h3 id="evaluations">Evaluations</h3>
        {(view.Posture.Evaluations.Count == 0
            ? Of($"""<p class="soft">There are none.</p>""")
            : Join(view.Posture.Evaluations.Where(e => e.IsNewest), e => Evaluation(view, e)))}
        {Older(view)}
        {Requirements(view)}
        {Files(view)}
        </section>
        """);

    private static Markup Older(ReportView view)
    {
        var older = view.Posture.Evaluations.Where(e => !e.IsNewest).ToArray();
        return When(older.Length > 0, () => Of(
            $"""<details class="older"><summary>{Words.Count(older.Length, "older evaluation")}</summary>{Join(older, e => Evaluation(view, e))}</details>"""));
    }

    private static Markup Evaluation(ReportView view, EvaluationEntry evaluation)
    {
        var facts = new (string Name, string Value)[]
        {
            ("Tool", evaluation.Tool), ("Environment", evaluation.Environment), ("Dataset", evaluation.Dataset),
            ("Signed by", evaluation.SignedBy), ("Reviewed by", evaluation.ReviewedBy),
        };
        var whole = evaluation.Metrics.Where(m => m.Slice.Length == 0).ToArray();
        var groups = evaluation.Metrics.Where(m => m.Slice.Length > 0)
            .GroupBy(m => m.Name, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).ToArray();
        return Of(
            $"""
            <div class="evaluation"><h4>{Parts.Model(evaluation.Model)} <span class="soft">{evaluation.Date}, {Words.InDays(evaluation.Date.DaysSince(view.Today))}</span></h4>
            <p class="facts">{Parts.Path(evaluation.Path)}{Join(facts.Where(f => f.Value.Length > 0), f => Of($""" <span><span class="soft">{f.Name}</span> {f.Value}</span>"""))}</p>
            {When(whole.Length > 0, () => Parts.Table("Metrics, all data", "metrics", ["Metric", "Value", "Against its limit", "Limit", "Result"], whole.Select(m => (IReadOnlyList<Markup>)
            [
                Of($"""{Name(m.Name)}{When(m.IsComputed, () => Of($"""<span class="sub">calculated from predictions</span>"""))}{When(m.Samples is not null, () => Of($"""<span class="sub">{Samples(m)}</span>"""))}"""),
                Of($"""<b class="num"{Exact(m)}>{Value(m)}</b>{Interval(m)}"""),
                Plot(m),
                Limit(m),
                Result(m),
            ])))}
            {Join(groups, g => Group(g.Key, whole.FirstOrDefault(m => m.Name == g.Key), [.. g]))}
            </div>
            """);
    }

    /// <summary>One metric over the groups, all on one scale.</summary>
    private static Markup Group(string name, MetricEntry? overall, IReadOnlyList<MetricEntry> slices)
    {
        var plot = new MetricPlot(overall is null ? slices : slices.Concat([overall]), isClose: true);
        var spreads = slices.Where(s => s.Slice.IndexOf('=') > 0)
            .GroupBy(s => s.Slice.Substring(0, s.Slice.IndexOf('=')), StringComparer.Ordinal)
            .Where(g => g.Count() > 1)
            .Select(g => (Of: g.Key, Low: g.OrderBy(s => s.Value).First(), High: g.OrderBy(s => s.Value).Last()))
            .Select(g => $"{g.Of} from {Value(g.Low)} ({Part(g.Low.Slice)}) to {Value(g.High)} ({Part(g.High.Slice)}), {Number((double)g.High.Value - (double)g.Low.Value)} apart")
            .ToArray();
        return Parts.Table(name + " by group", string.Join("; ", spreads), "groups", ["Group", "Value", $"{Range(plot)}{(overall is null ? "" : ", line: all data")}", "Samples", "Result"], slices.Select(s => (IReadOnlyList<Markup>)
        [
            Name(s.Slice),
            Of($"""<b class="num"{Exact(s)}>{Value(s)}</b>{Interval(s)}"""),
            plot.Dot(s, overall),
            s.Samples is { } samples ? Of($"""<span class="num">{samples.ToString("#,0", CultureInfo.InvariantCulture)}</span>""") : Parts.Nothing("not stated"),
            Result(s),
        ]));

        static string Part(string slice) => slice.Substring(slice.IndexOf('=') + 1);
    }

    private static Markup Plot(MetricEntry metric)
    {
        var plot = new MetricPlot([metric]);
        return Of($"""{plot.Bar(metric)}<span class="sub">{Range(plot)}</span>""");
    }

    /// <summary>Ends of a scale.</summary>
    private static string Range(MetricPlot plot) => $"{Number(Math.Round(plot.Low, 3))} to {Number(Math.Round(plot.High, 3))}";

    private static Markup Name(string name) => Of($"""<span class="name">{name}</span>""");

    private static string Samples(MetricEntry metric) => string.Format(CultureInfo.InvariantCulture, "{0:#,0} {1}", metric.Samples, metric.Samples == 1 ? "sample" : "samples");

    private static Markup Interval(MetricEntry metric) => metric.Low is { } low && metric.High is { } high
        ? Of($"""<span class="sub num">{Number(low)} to {Number(high)}</span>""")
        : None;

    /// <summary>Four digits behind the point are enough to look at; what is calculated has many more.</summary>
    private static string Number(decimal number) => Math.Abs(number) is > 0 and < 0.01m
        ? number.ToString("0.######", CultureInfo.InvariantCulture)
        : number.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Number(double number) => Math.Abs(number) < 1e15 ? Number((decimal)number) : number.ToString("0.##e+0", CultureInfo.InvariantCulture);

    private static string Value(MetricEntry metric) => IsLong(metric) ? Number(metric.Value) : metric.Text;

    /// <summary>All digits, where fewer are shown.</summary>
    private static Markup Exact(MetricEntry metric) => Attribute("title", IsLong(metric) ? metric.Text : "");

    private static bool IsLong(MetricEntry metric) => !metric.IsDuration && metric.Text.Length > 8 && metric.Value != Math.Round(metric.Value, 4)
        && metric.AtLeast != Math.Round(metric.Value, 4) && metric.AtMost != Math.Round(metric.Value, 4);

    private static Markup Limit(MetricEntry metric)
    {
        var limits = new[]
        {
            metric.AtLeast is { } least ? $"at least {Number(least)}" : "",
            metric.AtMost is { } most ? $"at most {Number(most)}" : "",
        }.Where(l => l.Length > 0).ToArray();
        return limits.Length == 0
            ? Parts.Nothing("no limit")
            : Of($"""<span class="num">{string.Join(", ", limits)}{(metric.IsDuration ? " s" : "")}</span>{Join(metric.Requirements, r => Of($"""<span class="sub">{Parts.Code(r)}</span>"""))}""");
    }

    private static Markup Result(MetricEntry metric) => metric.State == Assessment.NotAssessed && metric.AtLeast is null && metric.AtMost is null
        ? Parts.Nothing("not asked for")
        : Parts.State(metric.State);

    private static Markup Requirements(ReportView view)
    {
        var all = view.Posture.Requirements;
        var order = Words.States;
        var (present, others) = (all.Where(r => r.State == Assessment.Pass).ToArray(), all.Where(r => r.State != Assessment.Pass)
            .Select((r, i) => (Requirement: r, Index: i)).OrderBy(r => Array.IndexOf(order, r.Requirement.State)).ThenBy(r => r.Index).Select(r => r.Requirement).ToArray());
        return Of(
            $"""
            <h3 id="requirements">Requirements of the policy</h3>
            {(all.Count == 0 ? Of($"""<p class="soft">The policy states none.</p>""") : None)}
            {When(others.Length > 0, () => Table(view, others, "Evidence missing, excepted or not there to look at"))}
            {When(present.Length > 0, () => Of($"""<details class="present"><summary>{Words.Count(present.Length, "requirement")} with evidence present</summary>{Table(view, present, "Evidence present")}</details>"""))}
            """);
    }

    private static Markup Table(ReportView view, IReadOnlyList<RequirementEntry> requirements, string caption) => Parts.Table(
        caption,
        "requirements",
        ["Requirement", "Asked of", "State", "Files looked at", "Relevant for", "Findings"],
        requirements.Select(r => (IReadOnlyList<Markup>)
        [
            Of($"""{(r.Title.Length > 0 ? r.Title : r.Id)}<span class="sub">{Parts.Code(r.Id)} {r.Place}</span>"""),
            Of($"""<span class="name"{Attribute("title", Words.Short(r.Subject) == r.Subject ? "" : r.Subject)}>{(r.Subject.Length > 0 ? Words.Short(r.Subject) : "the repository"):path}</span>"""),
            Of($"""{Parts.State(r.State)}{When(Why(r).Length > 0, () => Of($"""<span class="sub">{Why(r)}</span>"""))}"""),
            Parts.Lines(r.Evidence, Parts.Path),
            r.Clauses.Count == 0 ? Parts.Nothing() : Of($"""<span class="soft">{Words.Clauses(r.Clauses, view.StandardNames)}</span>"""),
            r.Findings.Count == 0 ? Parts.Nothing() : Parts.Findings(view, r.Findings, shown: 3),
        ]));

    private static string Why(RequirementEntry requirement) =>
        requirement.State == Assessment.NotApplicable ? requirement.NotApplicableReason
        : requirement.State != Assessment.NotAssessed ? ""
        : requirement.Findings.Count > 0 ? "missing; the policy only suggests it"
        : requirement.Evidence.Count == 0 ? "nothing to look at yet"
        : "";

    private static Markup Files(ReportView view) => When(view.Posture.Evidence.Count > 0, () => Of(
        $"""
        <h3 id="files">Files that evidence was read from</h3>
        <details class="digests"><summary>{Words.Count(view.Posture.Evidence.Count, "file")} with SHA-256 digests</summary>
        {Parts.Table("Files and digests", "files", ["File", "SHA-256"], view.Posture.Evidence.Select(e => (IReadOnlyList<Markup>)
        [
            Parts.Path(e.Path),
            e.Sha256.Length == 0 ? Parts.Nothing("none stated") : Of($"""<code class="hash">{e.Sha256}</code>"""),
        ]))}</details>
        """));
}
