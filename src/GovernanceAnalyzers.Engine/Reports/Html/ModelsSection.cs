using System;
using System.Collections.Generic;
using System.Linq;
using static GovernanceAnalyzers.Engine.Reports.Html.Markup;

namespace GovernanceAnalyzers.Engine.Reports.Html;

/// <summary>The models that code, register and cards name, when they end, and the datasets.</summary>
internal static class ModelsSection
{
    public static Markup Write(ReportView view) => Of(
        $"""
        <section id="models" aria-labelledby="h-models">
        <h2 id="h-models">Models</h2>
        {(view.Posture.Models.Count == 0 ? Of($"""<p class="soft">Neither code nor register names a model.</p>""") : Of($"{RetirementTimeline.Write(view)}{Register(view)}"))}
        {Datasets(view)}
        </section>
        """);

    private static Markup Register(ReportView view) => Parts.Table(
        "Model register",
        "models",
        ["Model", "Verdict", "Ends", "Owner", "Used by", "Card and licence", "Where code names it"],
        view.Posture.Models.Select(m => (IReadOnlyList<Markup>)
        [
            Of($"""{Parts.Path(m.Name)}<span class="sub">{(m.RegisterPlace is { } place ? Of($"{m.RegisterId}, {Parts.Place(place)}") : Text("not in the register"))}</span>{When(m.Origin.Length > 0, () => Of($"""<span class="sub">{m.Origin}</span>"""))}{When(m.Deployments.Count > 0, () => Of($"""<span class="sub">deployed as {Join(m.Deployments, Parts.Code, ", ")}</span>"""))}{When(m.Serves.Length > 0, () => Of($"""<span class="sub">answers: {Parts.Code(m.Serves)}</span>"""))}"""),
            m.Verdict.Length == 0
                ? Parts.Nothing("no rules for it")
                : Of($"""<span class="st {(m.Verdict == "pinned" ? "pass" : m.Verdict == "floating" ? "fail" : "not-assessed")}">{Parts.Shape(m.Verdict == "pinned" ? "pass" : m.Verdict == "floating" ? "fail" : "not-assessed")}{m.Verdict}</span>{When(m.VerdictReason.Length > 0, () => Of($"""<span class="sub">{m.VerdictReason}</span>"""))}"""),
            End(view, m),
            Parts.Owner(m.Owner),
            Parts.Lines(m.Systems, s => Text(view.SystemTitle(s))),
            Of($"""{(m.Card.Length == 0 ? Parts.Nothing("no card") : Parts.Path(m.Card))}{When(m.Licence.Length > 0, () => Of($"""<span class="sub">{m.Licence}</span>"""))}"""),
            Uses(m.Uses, "not named in code"),
        ]));

    private static Markup End(ReportView view, ModelEntry model)
    {
        var replaced = When(model.Replacement.Length > 0, () => Of($"""<span class="sub">replaced by {Parts.Code(model.Replacement)}</span>"""));
        if (model.Retires is not { } date)
        {
            return Of($"{(model.GuaranteedUntil is { } until ? Of($"not before {until}") : Parts.Nothing("not known"))}{replaced}");
        }

        var days = date.DaysSince(view.Today);
        return Of($"""<span class="end {(model.IsRetired ? "past" : days <= 90 ? "soon" : "later")}"><b>{date}</b></span><span class="sub">{(model.IsRetired ? "retired " : "")}{Words.InDays(days)}</span>{replaced}""");
    }

    private static Markup Uses(IReadOnlyList<ModelUse> uses, string none)
    {
        if (uses.Count == 0)
        {
            return Parts.Nothing(none);
        }

        var list = Of($"""<ul class="plain">{Join(uses, u => Of($"""<li>{Parts.Place(u.Place)}{When(u.Sink.Length > 0, () => Of($"""<span class="sub">{u.Sink}</span>"""))}</li>"""))}</ul>""");
        return uses.Count <= 2 ? list : Of($"<details><summary>{Words.Count(uses.Count, "place")}</summary>{list}</details>");
    }

    private static Markup Datasets(ReportView view) => When(view.Posture.Datasets.Count > 0, () => Of(
        $"""
        <h3 id="datasets">Datasets</h3>
        {Parts.Table("Datasets", "datasets", ["Dataset", "Licence", "For", "Personal data", "Owner", "Files", "Where code loads it"], view.Posture.Datasets.Select(d => (IReadOnlyList<Markup>)
        [
            Of($"""<b>{(d.Title.Length > 0 ? d.Title : d.Id)}</b><span class="sub">{Parts.Path(d.Path)}</span>{When(d.Version.Length > 0, () => Of($"""<span class="sub">version {d.Version}</span>"""))}{When(d.Origin.Length > 0, () => Of($"""<span class="sub">{d.Origin}</span>"""))}{Join(d.Urls, u => Of($"""<span class="sub">{Parts.Path(u)}</span>"""))}"""),
            Parts.Lines(d.Licences.Count > 0 ? d.Licences : d.SpdxLicences, l => Text(l), "not stated"),
            Parts.Lines(d.Use, u => Text(u), "not stated"),
            d.PersonalData.Length == 0 ? Parts.Nothing("not stated") : Text(d.PersonalData),
            Parts.Owner(d.Owner),
            Parts.Lines(d.Files, f => Of($"""{Parts.Path(f.Path)}{When(f.Sha256.Length > 0, () => Of($"""<span class="sub"><code title="{f.Sha256}">{Words.Digest(f.Sha256)}</code></span>"""))}""")),
            Uses(d.Uses, "not loaded in code"),
        ]))}
        """));
}
