using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Engine.Catalogue;
using static GovernanceAnalyzers.Engine.Reports.Html.Markup;

namespace GovernanceAnalyzers.Engine.Reports.Html;

/// <summary>The systems, and for each the governance controls and the controls of standards, as a grid and as a list that opens.</summary>
internal static class PostureSection
{
    public static Markup Write(ReportView view) => Of(
        $"""
        <section id="posture" aria-labelledby="h-posture">
        <h2 id="h-posture">Systems and controls</h2>
        {Systems(view)}
        {(view.Posture.Controls.Count == 0
            ? Of($"""<p class="soft">Nothing is known about controls.</p>""")
            : Of(
                $"""
                {Meanings}
                <div class="tabs" data-tabs="Frameworks">
                {Controls(view)}
                {Join(view.Posture.Standards.Where(s => s.Clauses.Count > 0), s => Standard(view, s))}
                </div>
                """))}
        </section>
        """);

    private static Markup Systems(ReportView view)
    {
        if (view.Posture.Systems.Count == 0)
        {
            return Of($"""<p class="soft">No register names a system, so everything below is about the repository as a whole.</p>""");
        }

        return Parts.Table("AI systems", "systems", ["System", "May it ship", "Owner", "Risk tier", "Models", "Findings"], view.Posture.Systems.Select(s => (IReadOnlyList<Markup>)
        [
            Of($"""<b>{ReportView.Title(s)}</b>{When(s.Place.Path.Length > 0, () => Of($"""<span class="sub">{Parts.Place(s.Place)}</span>"""))}"""),
            s.Blockers.Count > 0 ? Of($"""<span class="st fail">{Parts.Shape("blocks")}blocked by {s.Blockers.Count}</span>""")
                : s.MayShip ? Of($"""<span class="st pass">{Parts.Shape("pass")}may ship</span>""")
                : Of($"""<span class="st not-assessed">{Parts.Shape("unknown")}not known</span>"""),
            Parts.Owner(s.Owner),
            s.Tier == RiskTier.Unknown ? Parts.Nothing("not stated") : Text(s.Tier.ToWord()),
            Parts.Lines(s.Models, Parts.Model),
            s.Findings.Count == 0 ? Parts.Nothing() : Of($"""<a href="#findings" data-filter="{"system=" + Uri.EscapeDataString(s.Id)}">{Words.Number(s.Findings.Count)}</a>"""),
        ]));
    }

    private static Markup Controls(ReportView view)
    {
        var controls = view.Posture.Controls;
        var groups = controls.GroupBy(c => c.Control.Group, StringComparer.Ordinal).ToArray();
        return Of(
            $"""
            <section class="tab" id="controls" data-tab="Governance controls" aria-labelledby="h-controls">
            <h3 id="h-controls">Governance controls</h3>
            <p class="soft intro">{Words.Count(controls.Count, "control")} of the shipped catalogue, each with the checks that look for its evidence. They are relevant for the standards beside them, and are not the standards.</p>
            {Legend(controls.Select(c => c.State))}
            {Grid(view, groups.Select(g => (g.Key, g.Select(c => new Tile("c-" + c.Control.Id, $"{c.Control.Id} {c.Control.Title}", s => s.Control(c.Control.Id)?.State)).ToArray())).ToArray())}
            {Join(groups, g => Of(
                $"""
                <div class="ctls"><h4>{g.Key}</h4>{Heads(view)}
                {Join(g, c => Control(view, c))}</div>
                """))}
            </section>
            """);
    }

    private static Markup Control(ReportView view, ControlPosture posture)
    {
        var control = posture.Control;
        return Row(
            view,
            "c-" + control.Id,
            Of($"""<span class="id">{control.Id}</span> <span class="name">{control.Title}</span>"""),
            s => s.Control(control.Id)?.State,
            () => Of(
                $"""
                {Parts.Table($"Checks of {control.Id}", "checks", ["Check", "What looks for it", "State", "Note", "Findings"], posture.Checks.SelectMany(k => Check(view, control, k)))}
                {When(control.RelevantFor.Count > 0, () => Of($"""<p class="soft">Relevant for {Words.Clauses(control.RelevantFor, view.StandardNames)}.</p>"""))}
                """));
    }

    /// <summary>One row where the check stands alike everywhere, else one for the repository and each system.</summary>
    private static IEnumerable<IReadOnlyList<Markup>> Check(ReportView view, GovernanceControl control, CheckPosture check)
    {
        var scopes = view.Scopes.Select(s => (Scope: s, Check: s.Control(control.Id)?.Checks.FirstOrDefault(k => k.Check.Name == check.Check.Name)))
            .Where(s => s.Check is not null)
            .ToArray();
        var alike = scopes.All(s => s.Check!.State == check.State && s.Check.Note == check.Note && s.Check.Findings.SequenceEqual(check.Findings));
        var name = Words.Apart(check.Check.Name);
        foreach (var (scope, of) in alike ? scopes.Take(1) : scopes)
        {
            // The name is said once to those who see it, and with each row to those who hear it.
            var isFirst = scope == scopes[0].Scope;
            yield return
            [
                Of($"""{(isFirst ? Text(name) : Of($"""<span class="away">{name}, </span>"""))}{When(!alike, () => Of($"""<span class="sub">{scope.Title}</span>"""))}"""),
                isFirst ? How(check.Check) : None,
                Parts.State(of!.State),
                Of($"{of.Note}{When(check.Check.Note.Length > 0 && check.Check.Note != of.Note, () => Of($"""<span class="sub">{check.Check.Note}</span>"""))}"),
                of.Findings.Count == 0 ? Parts.Nothing() : Parts.Findings(view, of.Findings),
            ];
        }
    }

    private static Markup How(ControlCheck check) =>
        check.Rule.Length > 0 ? Of($"rule {check.Rule}")
        : check.Requirements.Count > 0 ? Of($"{(check.Requirements.Count == 1 ? "requirement" : "requirements")} {Join(check.Requirements, Parts.Code, ", ")}")
        : check.Planned.Length > 0 ? Of($"nothing yet: {check.Planned}")
        : check.NotCheckable.Length > 0 ? Of($"no build can: {check.NotCheckable}")
        : Parts.Nothing("nothing");

    private static Markup Standard(ReportView view, StandardPosture posture)
    {
        var standard = posture.Standard;
        var groups = posture.Clauses.GroupBy(c => Part(c.Clause.Id), StringComparer.Ordinal).ToArray();
        return Of(
            $"""
            <section class="tab std" id="{"std-" + standard.Id}" data-tab="{standard.Name}" aria-labelledby="{"h-std-" + standard.Id}">
            <h3 id="{"h-std-" + standard.Id}">{standard.Name}</h3>
            <p class="soft intro">{standard.Title}, edition {standard.Edition}. What is checked is relevant for these clauses; it does not stand for them. A clause has the worst state of the governance controls that are relevant for it.</p>
            {Legend(posture.Clauses.Select(c => c.State))}
            {Grid(view, groups.Select(g => (g.Key.Length == 0 ? standard.Name : g.Key, g.Select(c => new Tile(Id(standard, c.Clause), $"{c.Clause.Id} {c.Clause.Title}", s => s.Clause(standard.Id, c.Clause.Id)?.State)).ToArray())).ToArray())}
            <div class="ctls">{Heads(view)}
            {Join(posture.Clauses, c => Clause(view, standard, c))}</div>
            </section>
            """);
    }

    private static Markup Clause(ReportView view, Standard standard, ClausePosture clause) => Row(
        view,
        Id(standard, clause.Clause),
        Of($"""<span class="id">{clause.Clause.Id}</span> <span class="name">{clause.Clause.Title}</span>"""),
        s => s.Clause(standard.Id, clause.Clause.Id)?.State,
        () => Of(
            $"""
            {(clause.Controls.Count == 0
                ? Of($"""<p class="soft">No governance control is relevant for it, so no build looks at it.</p>""")
                : Of($"""<p>Relevant for it: {Join(clause.Controls, c => Of($"""<a href="#c-{c}">{c}{(view.Scopes[0].Control(c) is { } control ? Of($" {control.Control.Title}") : None)}</a>"""), "; ")}.</p>"""))}
            {Parts.Findings(view, clause.Findings, shown: 12)}
            """));

    private static string Id(Standard standard, StandardControl clause) =>
        "s-" + standard.Id + "-" + new string([.. clause.Id.Select(c => char.IsLetterOrDigit(c) ? c : '-')]);

    /// <summary>Clauses that belong together: <c>A.6</c>, <c>GOVERN</c>, <c>Annex</c>.</summary>
    private static string Part(string id)
    {
        var space = id.IndexOf(' ');
        if (space > 0)
        {
            return id.Substring(0, space) is var word && word == "Art." ? "Articles" : word;
        }

        var first = id.IndexOf('.');
        if (first < 0)
        {
            return "";
        }

        var second = id.IndexOf('.', first + 1);
        return second < 0 ? id.Substring(0, first) : id.Substring(0, second);
    }

    private static readonly Markup Meanings = Of(
        $"""
        <details class="meanings"><summary>What the six states mean</summary>
        <dl>{Join(Words.States, s => Of($"<div><dt>{Parts.State(s)}</dt><dd>{s.Meaning()}</dd></div>"))}</dl></details>
        """);

    /// <summary>The six states with how many are in each; with script each of them shows or hides its rows.</summary>
    private static Markup Legend(IEnumerable<Assessment> states)
    {
        var count = states.GroupBy(s => s).ToDictionary(g => g.Key, g => g.Count());
        return Of(
            $"""
            <ul class="legend">{Join(Words.States, s => Of(
                $"""<li data-state="{s.ToWord()}"><span class="st {s.ToWord()}">{Parts.Shape(s.ToWord())}<b>{(count.TryGetValue(s, out var n) ? n : 0)}</b> {s.Say()}</span></li>"""))}</ul>
            """);
    }

    /// <summary>All controls at a glance: a row per group, a column for the repository and each system. Its contents are said again below.</summary>
    private static Markup Grid(ReportView view, IReadOnlyList<(string Group, Tile[] Tiles)> groups) => Of(
        $"""
        <div class="wide grid" tabindex="0" role="region" aria-label="All controls at a glance"><table class="tiles"><caption class="away">All controls at a glance</caption>
        <thead><tr><td></td>{Join(view.Scopes, s => Of($"""<th scope="col">{s.Title}</th>"""))}</tr></thead>
        <tbody>{Join(groups, g => Of(
            $"""
            <tr><th scope="row">{g.Group}</th>{Join(view.Scopes, s => Of(
                $"""<td{Attribute("data-label", view.Scopes.Count > 1 ? s.Title : "")}><span class="row" role="img" aria-label="{Summary(s, g.Tiles)}">{Join(g.Tiles, t => t.State(s) is { } state
                    ? Of($"""<span class="t {state.ToWord()}" title="{t.Title}: {state.Say()}" data-go="{t.Id}">{Parts.Shape(state.ToWord())}</span>""")
                    : None)}</span></td>"""))}</tr>

            """))}</tbody></table></div>
        """);

    private static string Summary(ReportView.Scope scope, IReadOnlyList<Tile> tiles)
    {
        var count = tiles.Select(t => t.State(scope)).OfType<Assessment>().GroupBy(s => s).ToDictionary(g => g.Key, g => g.Count());
        return string.Join(", ", Words.States.Where(count.ContainsKey).Select(s => $"{Words.Number(count[s])} {s.Say()}"));
    }

    private static Markup Heads(ReportView view) => view.Scopes.Count == 1
        ? None
        : Of($"""<div class="heads" aria-hidden="true"><span></span><span class="states">{Join(view.Scopes, s => Of($"<span>{s.Title}</span>"))}</span></div>""");

    private static Markup Row(ReportView view, string id, Markup name, Func<ReportView.Scope, Assessment?> state, Func<Markup> details)
    {
        var states = view.Scopes.Select(s => (s.Title, State: state(s) ?? Assessment.NotApplicable)).ToArray();
        var needs = states.Any(s => s.State is Assessment.Fail or Assessment.Waived or Assessment.Baselined);
        return Of(
            $"""
            <details class="ctl{(needs ? " needs" : "")}" id="{id}" data-states="{string.Join(" ", states.Select(s => s.State.ToWord()).Distinct(StringComparer.Ordinal))}">
            <summary><span class="what">{name}</span> <span class="states">{Join(states, s => Of(
                $"""<span>{When(states.Length > 1, () => Of($"""<span class="scope">{s.Title}: </span>"""))}{Parts.State(s.State)}</span> """))}</span></summary>
            <div class="more">{details()}</div>
            </details>

            """);
    }

    /// <summary>One control in the grid.</summary>
    private sealed record Tile(string Id, string Title, Func<ReportView.Scope, Assessment?> State);
}
