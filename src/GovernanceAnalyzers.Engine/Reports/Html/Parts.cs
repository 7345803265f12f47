using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using static GovernanceAnalyzers.Engine.Reports.Html.Markup;

namespace GovernanceAnalyzers.Engine.Reports.Html;

/// <summary>Pieces that several sections show.</summary>
internal static class Parts
{
    /// <summary>
    /// Shapes, so that nothing is told by colour alone: a square with a cross, a circle with a check, a diamond half full, a square full at
    /// its base, a broken circle with a question mark, a short line.
    /// </summary>
    public static readonly Markup Shapes = Own(
        """
        <svg width="0" height="0" aria-hidden="true" focusable="false" class="shapes">
        <symbol id="s-fail" viewBox="0 0 16 16"><rect class="k" x="1" y="1" width="14" height="14" rx="2.5"/><path class="o" d="M5 5l6 6M11 5l-6 6"/></symbol>
        <symbol id="s-pass" viewBox="0 0 16 16"><circle class="k" cx="8" cy="8" r="7.2"/><path class="o" d="M4.6 8.3l2.4 2.5 4.4-5"/></symbol>
        <symbol id="s-waived" viewBox="0 0 16 16"><path class="k" d="M8 1L1 8l7 7z"/><path class="l" d="M8 1l7 7-7 7-7-7z"/></symbol>
        <symbol id="s-baselined" viewBox="0 0 16 16"><path class="k" d="M2 9h12v5H2z"/><rect class="l" x="1.8" y="1.8" width="12.4" height="12.4" rx="1.5"/></symbol>
        <symbol id="s-not-assessed" viewBox="0 0 16 16"><circle class="l d" cx="8" cy="8" r="6.8"/><path class="l" d="M6 6.4c0-2.6 4-2.6 4 0 0 1.3-2 1.5-2 3M8 11.2v1.1"/></symbol>
        <symbol id="s-not-applicable" viewBox="0 0 16 16"><path class="l" d="M4 8h8"/></symbol>
        <symbol id="s-blocks" viewBox="0 0 16 16"><path class="k" d="M4.9.8h6.2l4.1 4.1v6.2l-4.1 4.1H4.9L.8 11.1V4.9z"/><path class="o" d="M5 5l6 6M11 5l-6 6"/></symbol>
        <symbol id="s-unknown" viewBox="0 0 16 16"><path class="k" d="M8 .5L15.5 8 8 15.5.5 8z"/><path class="o" d="M6.2 6.2c0-2.5 3.6-2.5 3.6 0 0 1.2-1.8 1.4-1.8 2.9M8 11v1"/></symbol>
        <symbol id="s-open" viewBox="0 0 16 16"><circle class="l" cx="8" cy="8" r="5.5"/></symbol>
        <symbol id="s-suppressed" viewBox="0 0 16 16"><circle class="l" cx="8" cy="8" r="5.5"/><path class="l" d="M4 12l8-8"/></symbol>
        </svg>
        """);

    public static Markup Shape(string name) => Of($"""<svg class="g" aria-hidden="true"><use href="#s-{name}"/></svg>""");

    public static Markup State(Assessment state) => Of($"""<span class="st {state.ToWord()}">{Shape(state.ToWord())}{state.Say()}</span>""");

    public static Markup Place(SourcePlace place) => Of($"""<code>{place.ToString():path}</code>""");

    public static Markup Path(string path) => Of($"""<code>{path:path}</code>""");

    public static Markup Code(string text) => Of($"""<code>{text}</code>""");

    /// <summary>The name of a model, with a digest in it cut short.</summary>
    public static Markup Model(string name) => Words.Short(name) is var shown && shown == name ? Path(name) : Of($"""<code title="{name}">{shown:path}</code>""");

    public static Markup Owner(string owner) => owner.Length == 0 ? Of($"""<span class="none">{Words.Nobody}</span>""") : Who(owner);

    /// <summary>An address may break behind its @, and nowhere else if it can be helped.</summary>
    public static Markup Who(string name) => Of($"""<span class="who">{name:path}</span>""");

    public static Markup Nothing(string text = "none") => Of($"""<span class="none">{text}</span>""");

    public static Markup Lines<T>(IEnumerable<T> items, Func<T, Markup> of, string none = "none")
    {
        var all = items as IReadOnlyCollection<T> ?? items.ToArray();
        return all.Count == 0 ? Nothing(none) : all.Count == 1 ? of(all.First()) : Of($"""<ul class="plain">{Join(all, i => Of($"<li>{of(i)}</li>"))}</ul>""");
    }

    /// <summary>
    /// A table that turns into a list of cards where the screen is narrow. The roles are written out because a style that changes how rows
    /// are laid out makes browsers forget what they are.
    /// </summary>
    /// <param name="note">Goes on after the caption.</param>
    /// <param name="headers">A first cell of each row is its header.</param>
    public static Markup Table(string caption, string note, string kind, IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<Markup>> rows) => Of(
        $"""
        <div class="wide"><table class="cards {kind}" role="table"><caption>{caption}{When(note.Length > 0, () => Of($""" <span class="note">{note}</span>"""))}</caption>
        <thead role="rowgroup"><tr role="row">{Join(headers, h => Of($"""<th scope="col" role="columnheader">{h}</th>"""))}</tr></thead>
        <tbody role="rowgroup">
        {Join(rows, row => Of($"""
            <tr role="row">{Join(row.Select((cell, i) => i == 0
                ? Of($"""<th scope="row" role="rowheader">{cell}</th>""")
                : Of($"""<td role="cell" data-label="{headers[i]}">{cell}</td>""")))}</tr>

            """))}</tbody></table></div>
        """);

    public static Markup Table(string caption, string kind, IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<Markup>> rows) =>
        Table(caption, "", kind, headers, rows);

    /// <summary>Links to findings, the first few of them with their names.</summary>
    public static Markup Findings(ReportView view, IReadOnlyList<int> numbers, int shown = 6)
    {
        if (numbers.Count == 0)
        {
            return None;
        }

        return Of($"""<ul class="refs">{Join(numbers.Take(shown), n => Of($"<li>{Finding(view, n)}</li>"))}{When(numbers.Count > shown, () =>
            Of($"""<li class="more">and {Words.Number(numbers.Count - shown)} more</li>"""))}</ul>""");
    }

    private static Markup Finding(ReportView view, int number)
    {
        if (view.Find(number) is not { } entry)
        {
            return Of($"finding {number}");
        }

        var place = entry.Finding.Place;
        var name = place.Path.Substring(place.Path.TrimEnd('/').LastIndexOf('/') + 1) + (place.Line > 0 ? $"({place.Line})" : "");
        return Of($"""<a href="#f{number}">{entry.Finding.RuleId} {name}</a> <span class="soft">{Words.Status(entry)}</span>""");
    }
}
