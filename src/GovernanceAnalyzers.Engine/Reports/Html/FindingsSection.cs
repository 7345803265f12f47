using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Gate;
using static GovernanceAnalyzers.Engine.Reports.Html.Markup;

namespace GovernanceAnalyzers.Engine.Reports.Html;

/// <summary>Everything that was found. What the filters read stands in attributes of each row, so that a script needs no data of its own.</summary>
internal static class FindingsSection
{
    private static readonly string[] Statuses = ["blocks", "open", "waived", "baselined", "suppressed"];

    public static Markup Write(ReportView view)
    {
        var findings = view.Posture.Findings;
        if (findings.Count == 0)
        {
            return Of($"""<section id="findings" aria-labelledby="h-findings"><h2 id="h-findings">Findings</h2><p class="soft">There are none.</p></section>""");
        }

        var index = new Index(findings);
        return Of(
            $"""
            <section id="findings" aria-labelledby="h-findings">
            <h2 id="h-findings">Findings</h2>
            {Filters(view, index)}
            <p class="count" role="status" aria-live="polite" data-count="{findings.Count}">{Words.Count(findings.Count, "finding")}</p>
            <table class="finds" role="table"><caption class="away">Findings</caption>
            <thead role="rowgroup"><tr role="row">{Join(
                new[] { ("status", "Status"), ("severity", "Severity"), ("rule", "Rule"), ("place", "Finding"), ("owner", "Owner") },
                h => Of($"""<th scope="col" role="columnheader" data-sort="{h.Item1}">{h.Item2}</th>"""))}</tr></thead>
            <tbody role="rowgroup">
            {Join(InOrderOfCare(findings), f => Row(view, f, index))}</tbody></table>
            </section>
            """);
    }

    /// <summary>What blocks comes first, what does not count comes last; a script can sort otherwise.</summary>
    private static IEnumerable<FindingEntry> InOrderOfCare(IReadOnlyList<FindingEntry> findings) => findings
        .OrderBy(f => Array.IndexOf(Statuses, Words.Status(f)))
        .ThenByDescending(f => f.Finding.Severity)
        .ThenBy(f => f.Number);

    private static Markup Filters(ReportView view, Index index)
    {
        var findings = view.Posture.Findings;
        return Of(
            $"""
            <form class="filters js" role="search" aria-label="Findings">
            <label class="q">Search <input type="search" name="q" autocomplete="off" placeholder="any text"></label>
            {Select("status", "Status", Statuses.Select(s => (s, s, findings.Count(f => Words.Status(f) == s))))}
            {Select("severity", "Severity", new[] { Severity.Error, Severity.Warning, Severity.Suggestion }.Select(s => (s.ToWord(), s.ToWord(), findings.Count(f => f.Finding.Severity == s))))}
            {Select("rule", "Rule", Counted(findings.Select(f => f.Finding.RuleId)).Select(r => (r.Key, $"{r.Key} {Words.Rule(r.Key)}", r.Value)))}
            {Select("owner", "Owner", Counted(findings.Select(f => f.Owner)).Select(o => (o.Key.Length == 0 ? "-" : o.Key, Words.Owner(o.Key), o.Value)))}
            {Select("system", "System", index.Systems.Select(s => (s.Key, view.SystemTitle(s.Key), s.Count)))}
            {Select("control", "Control", index.Controls.Select(c => (c.Key, view.Scopes[0].Control(c.Key) is { } control ? $"{c.Key} {control.Control.Title}" : c.Key, c.Count)))}
            {Select("clause", "Clause of a standard", index.Clauses.Select(c => (c.Key, c.Key, c.Count)))}
            <label>Path <input type="search" name="path" autocomplete="off" placeholder="part of it"></label>
            <button type="reset">Clear</button>
            </form>
            """);
    }

    private static Markup Select(string name, string label, IEnumerable<(string Value, string Text, int Count)> options)
    {
        var any = options.Where(o => o.Count > 0).ToArray();
        return any.Length == 0 ? None : Of(
            $"""
            <label>{label} <select name="{name}" autocomplete="off"><option value="">all</option>{Join(any, o => Of($"""<option value="{o.Value}">{o.Text} ({Words.Number(o.Count)})</option>"""))}</select></label>
            """);
    }

    private static IEnumerable<KeyValuePair<string, int>> Counted(IEnumerable<string> values) => values.GroupBy(v => v, StringComparer.Ordinal)
        .OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new KeyValuePair<string, int>(g.Key, g.Count()));

    private static Markup Row(ReportView view, FindingEntry entry, Index index)
    {
        var finding = entry.Finding;
        var (message, policyPlace) = Words.Message(finding);
        var (first, rest) = Words.Split(message);
        var status = Words.Status(entry);
        var severity = finding.Severity.ToWord();
        return Of(
            $"""
            <tr role="row" id="f{entry.Number}" class="{(entry.Blocks ? "fi counts" : "fi")}" data-n="{entry.Number}" data-status="{status}" data-severity="{severity}" data-rule="{finding.RuleId}" data-owner="{(entry.Owner.Length == 0 ? "-" : entry.Owner)}"{Attribute("data-system", index.Numbers(entry.Systems, index.SystemNumbers))}{Attribute("data-control", index.Numbers(entry.Controls, index.ControlNumbers))}{Attribute("data-clause", index.Numbers(entry.Clauses, index.ClauseNumbers))}>
            <td role="cell" class="c-st"><span class="st {State(status)}">{Parts.Shape(status)}{status}</span></td>
            <td role="cell" class="c-sev"><span class="sev {severity}">{severity}</span></td>
            <td role="cell" class="c-rule"><b>{finding.RuleId}</b> <span class="soft">{Words.Rule(finding.RuleId)}</span></td>
            <td role="cell" class="c-what"><details><summary>{first}<span class="where">{Parts.Place(finding.Place)}</span></summary>{Details(view, entry, rest, policyPlace)}</details></td>
            <td role="cell" class="c-who">{Parts.Owner(entry.Owner)}</td></tr>

            """);
    }

    private static string State(string status) => status switch { "blocks" => "fail", "waived" => "waived", "baselined" => "baselined", "suppressed" => "not-assessed", _ => "plain" };

    private static Markup Details(ReportView view, FindingEntry entry, string rest, string policyPlace)
    {
        var finding = entry.Finding;
        var result = entry.Result;
        var flow = FlowStep.Split(finding.Path);
        return Of(
            $"""
            <div class="more">{When(rest.Length > 0, () => Of($"<p>{rest}</p>"))}{When(flow.Count > 0, () => Of(
                $"""<p class="h">How it gets there</p><ol class="flow">{Join(flow, s => Of($"<li>{s.Text} {Parts.Place(s.Place)}</li>"))}</ol>"""))}<dl>{Line("Waiver", result.Status == ResultStatus.Waived, () => Of(
                $"{Parts.Code(result.By)} {result.Reason}"))}{Line("Baseline", result.Status == ResultStatus.Baselined, () => Of($"{result.By} {result.Reason}"))}{Line("Suppressed", result.Status == ResultStatus.Suppressed, () => Of(
                $"{result.By}{(result.Reason.Length > 0 ? ": " : "")}{result.Reason}"))}{Line("Policy", policyPlace.Length > 0, () => Parts.Code(policyPlace))}{Line("Requirement", finding.Requirement.Length > 0, () => Parts.Code(finding.Requirement))}{Line("Model", finding.Model.Length > 0, () => Parts.Code(finding.Model))}{Line("Dataset", finding.Dataset.Length > 0, () => Parts.Code(finding.Dataset))}{Line("In", finding.Symbol.Length > 0, () => Parts.Code(finding.Symbol))}{Line("System", entry.Systems.Count > 0 && view.Posture.Systems.Count > 1, () => Text(string.Join(", ", entry.Systems.Select(view.SystemTitle))))}{Line("Controls", entry.Controls.Count > 0, () => Join(entry.Controls, c => Of($"""<a href="#c-{c}">{c}</a>"""), ", "))}{When(entry.Clauses.Count > 0, () => Of($"""<dt class="rel">Relevant for</dt><dd class="rel">{Words.Clauses(entry.Clauses, view.StandardNames)}</dd>"""))}{Line("Ask", true, () => Of(
                $"""<code class="cmd">governance explain {entry.Fingerprint}</code>"""))}</dl></div>
            """);
    }

    private static Markup Line(string name, bool shown, Func<Markup> value) => shown ? Of($"<dt>{name}</dt><dd>{value()}</dd>") : None;

    /// <summary>Numbers for what rows name over and over.</summary>
    private sealed class Index
    {
        public Index(IReadOnlyList<FindingEntry> findings)
        {
            Systems = Count(findings.SelectMany(f => f.Systems.Distinct(StringComparer.Ordinal)));
            Controls = Count(findings.SelectMany(f => f.Controls.Distinct(StringComparer.Ordinal)));
            Clauses = Count(findings.SelectMany(f => f.Clauses.Distinct(StringComparer.Ordinal)));
            SystemNumbers = Number(Systems);
            ControlNumbers = Number(Controls);
            ClauseNumbers = Number(Clauses);
        }

        public IReadOnlyList<(string Key, int Count)> Systems { get; }

        public IReadOnlyList<(string Key, int Count)> Controls { get; }

        public IReadOnlyList<(string Key, int Count)> Clauses { get; }

        public Dictionary<string, int> SystemNumbers { get; }

        public Dictionary<string, int> ControlNumbers { get; }

        public Dictionary<string, int> ClauseNumbers { get; }

        /// <summary>Places among the options of a filter, from 1, which is how the script counts them too.</summary>
        public string Numbers(IEnumerable<string> keys, Dictionary<string, int> numbers) =>
            string.Join(" ", keys.Where(k => k.Length > 0).Distinct(StringComparer.Ordinal).Select(k => numbers[k].ToString(CultureInfo.InvariantCulture)));

        private static (string, int)[] Count(IEnumerable<string> keys) =>
            [.. keys.Where(k => k.Length > 0).GroupBy(k => k, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, g.Count()))];

        private static Dictionary<string, int> Number(IReadOnlyList<(string Key, int Count)> keys) =>
            keys.Select((k, i) => (k.Key, i + 1)).ToDictionary(k => k.Key, k => k.Item2, StringComparer.Ordinal);
    }
}
