using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Rules;
using static GovernanceAnalyzers.Engine.Reports.Html.Markup;

namespace GovernanceAnalyzers.Engine.Reports.Html;

/// <summary>What was asked, of what, and by what: layers, projects, rules, version.</summary>
internal static class PolicySection
{
    public static Markup Write(ReportView view)
    {
        var report = view.Posture.Report;
        return Of(
            $"""
            <section id="policy" aria-labelledby="h-policy">
            <h2 id="h-policy">Policy and method</h2>
            <dl class="method">
            <dt>Policy</dt><dd>{(report.PolicyFile.Length == 0 ? Text("built-in baseline; there is no governance.yml") : Of($"{report.PolicyName}, {Parts.Path(report.PolicyFile)}"))}{When(report.Profile.Length > 0, () => Of($", profile {report.Profile}"))}</dd>
            <dt>Blocks from</dt><dd>{report.FailOn.ToWord()}</dd>
            <dt>Digest of the compiled policy</dt><dd><code class="hash">{report.PolicyDigest}</code></dd>
            {When(report.PolicySha256.Length > 0, () => Of($"""<dt>Digest of the file</dt><dd><code class="hash">{report.PolicySha256}</code></dd>"""))}
            {When(view.Posture.Identity.Commit.Length > 0, () => Of($"""<dt>Commit</dt><dd><code class="hash">{view.Posture.Identity.Commit}</code></dd>"""))}
            <dt>Evaluated on</dt><dd>{report.EvaluationDate}</dd>
            <dt>Made by</dt><dd>GovernanceAnalyzers {ToolVersion.Text}. The same files, policy and evaluation date give the same bytes.</dd>
            </dl>
            {When(report.Layers.Count > 0, () => Parts.Table("Policy layers in force", "layers", ["Layer", "Version", "Named at", "SHA-256"], report.Layers.Select(l => (IReadOnlyList<Markup>)
            [
                Of($"""<span class="name">{l.Name}</span>"""),
                l.Version.Length == 0 ? Parts.Nothing() : Text(l.Version),
                l.Place.Path.Length == 0 ? Parts.Nothing() : Parts.Place(l.Place),
                Of($"""<code class="hash">{l.Sha256}</code>"""),
            ])))}
            {Projects(view)}
            {Rules(view)}
            </section>
            """);
    }

    private static Markup Projects(ReportView view)
    {
        var projects = view.Posture.Report.Projects;
        return projects.Count == 0
            ? Of($"""<h3 id="projects">Projects</h3><p class="soft">No project was analysed, so nothing is said about code.</p>""")
            : Parts.Table("Projects", "projects", ["Project", "Framework", "Analysed", "Model references", "Inference calls", "Dataset loads"], projects.Select(p => (IReadOnlyList<Markup>)
            [
                Parts.Path(p.Project),
                Text(p.TargetFramework),
                p.Completed is null
                    ? Of($"""<span class="st fail">{Parts.Shape("fail")}no</span><span class="sub">{p.Incomplete}</span>""")
                    : Of($"""<span class="st pass">{Parts.Shape("pass")}yes</span>"""),
                Number(p.Completed?.ModelReferences),
                Number(p.Completed?.InferenceCalls),
                Number(p.Completed?.DatasetLoads),
            ]));
    }

    private static Markup Number(int? number) => number is >= 0 and var known ? Of($"""<span class="num">{Words.Number(known)}</span>""") : Parts.Nothing("not known");

    private static Markup Rules(ReportView view)
    {
        var rules = view.Posture.Findings.GroupBy(f => f.Finding.RuleId, StringComparer.Ordinal)
            .Select(g => (Rule: RuleCatalogue.Find(g.Key), Count: g.Count()))
            .Where(r => r.Rule is not null)
            .OrderBy(r => r.Rule!.Id, StringComparer.Ordinal)
            .ToArray();
        return When(rules.Length > 0, () => Parts.Table("Rules with findings in this report", "rules", ["Rule", "What it finds", "Findings", "Page"], rules.Select(r => (IReadOnlyList<Markup>)
        [
            Of($"<b>{r.Rule!.Id}</b> {Words.Apart(r.Rule.Name)}"),
            Text(r.Rule.Title),
            Of($"""<a href="#findings" data-filter="{"rule=" + r.Rule.Id}">{Words.Number(r.Count)}</a>"""),
            Of($"""<a href="{r.Rule.HelpUri}" rel="noreferrer">{r.Rule.HelpUri:path}</a>"""),
        ])));
    }
}
