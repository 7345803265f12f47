using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Policy;
using Xunit;

namespace GovernanceAnalyzers.Docs.Tests;

/// <summary>docs/controls.md is generated from the shipped controls, presets and standards. UPDATE_DOCS=1 writes it.</summary>
public class ControlsTests
{
    private const string Page = "docs/controls.md";

    [Fact]
    public void The_page_is_the_generated_one()
    {
        var expected = Generate();
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(Path.Combine(Repository.Root, Page), expected);
            return;
        }

        Assert.True(Repository.Text(Page) == expected, $"{Page} is not what the policies say. UPDATE_DOCS=1 writes it.");
    }

    private static string Generate()
    {
        var presets = ShippedPresets.Names.Select(n => (Name: n, Requirements: ShippedPresets.Requirements(n))).ToArray();
        var controls = ShippedControls.Load();
        var planned = new List<string>();
        var never = new List<string>();
        var page = new StringBuilder();
        page.Append(
            """
            # Controls

            Generated from [policies/controls.yml](../policies/controls.yml), the [presets](../policies/presets) and the [standards](../policies/standards).

            A build can show that evidence exists, has the form that is asked for, is about this model, is recent, has an owner and lies within limits. It cannot show that
            the evidence is true, or that a duty is met. What is listed as relevant for a control of a standard is never the same as it, and no standard named here
            prescribes a severity or a threshold: those are proposals, and any layer of a policy changes them.

            Severities are given for the presets `baseline`, `iso-42001`, `nist-ai-rmf` and `eu-ai-act-high-risk`, in this order; for the last one those of systems with
            `riskTier: high` (all others are asked for what `iso-42001` asks for). "–" means that the preset does not ask.


            """.ReplaceLineEndings("\n"));
        foreach (var group in controls.GroupBy(c => c.Group))
        {
            page.Append($"## {group.Key}\n\n| control | check | decided by | evidence | baseline | iso | nist | eu |\n|---|---|---|---|---|---|---|---|\n");
            foreach (var control in group)
            {
                foreach (var check in control.Checks)
                {
                    Rows(control, check);
                }
            }

            page.Append('\n');
        }

        page.Append("## Planned\n\nThese checks are not there yet. Their severities stand in the presets when they are.\n\n| control | check | |\n|---|---|---|\n");
        page.Append(string.Concat(planned));
        page.Append("\n## What no build can tell\n\n");
        page.Append(never.Count == 0 ? "" : "| control | check | |\n|---|---|---|\n" + string.Concat(never) + "\n");
        page.Append("- Whether what evidence says is true, complete, or meant.\n- Whether a duty of a law or a requirement of a standard is met.\n");
        page.Append(string.Concat(controls.SelectMany(c => c.Checks).Where(c => c.Note.Length > 0).Select(c => $"- {c.Name}: {c.Note}\n")));
        page.Append(string.Concat(ShippedStandards.Instance.All
            .Select(s => (Standard: s, Ids: s.Controls.Where(c => !controls.Any(k => k.RelevantFor.Contains($"{s.Name} {c.Id}"))).Select(c => c.Id).ToArray()))
            .Where(s => s.Ids.Length > 0 && s.Ids.Length < s.Standard.Controls.Count)
            .Select(s => $"- Nothing here is relevant for {s.Standard.Name} {string.Join(", ", s.Ids)}.\n")));
        page.Append("\n## Relevant for\n\n| control | |\n|---|---|\n");
        page.Append(string.Concat(controls.Select(c => $"| {c.Id} {c.Title} | {string.Join(" · ", Grouped(c.RelevantFor))} |\n")));
        page.Append("\n## Standards\n\n| ids begin with | title | edition |\n|---|---|---|\n");
        page.Append(string.Concat(ShippedStandards.Instance.All.Select(s => $"| {s.Name} | {s.Title} | {s.Edition} |\n")));
        return page.ToString();

        void Rows(GovernanceControl control, ControlCheck check)
        {
            var name = $"{control.Id} {control.Title}";
            if (check.Rule.Length > 0 && RuleCatalogue.Find(check.Rule) is { } rule)
            {
                var severities = presets.Select(p => Word(ShippedPresets.SeverityOf(p.Name, rule.Id, Tier(p.Name))));
                page.Append($"| {name} | {check.Name} | [{rule.Id}](rules/{rule.Id}.md) {rule.Name} | {From(rule.Scope)} | {string.Join(" | ", severities)} |\n");
            }
            else if (check.Requirements.Count > 0)
            {
                foreach (var id in check.Requirements)
                {
                    var severities = presets.Select(p => Word(p.Requirements.TryGetValue(id, out var r) ? r.For(Tier(p.Name)).Severity : null));
                    var asked = presets.Last(p => p.Requirements.ContainsKey(id)).Requirements[id];
                    page.Append($"| {name} | {check.Name} | `{id}` | {Evidence(asked)} | {string.Join(" | ", severities)} |\n");
                }
            }
            else if (check.NotCheckable.Length > 0)
            {
                never.Add($"| {name} | {check.Name} | {check.NotCheckable} |\n");
            }
            else
            {
                planned.Add($"| {name} | {check.Name} | {(check.Rule.Length > 0 ? check.Rule : check.Planned)} |\n");
            }
        }
    }

    private static string Evidence(Requirement r)
    {
        var where = r.Kind switch
        {
            RequirementShape.Metric => "`governance/evaluations/`",
            RequirementShape.Record => r.In switch { RequirementShape.InCard => "model cards", RequirementShape.InDataset => "dataset records", var other => $"{other}s of the register" },
            _ => string.Join(", ", r.Paths.Select(p => $"`{p}`")),
        };
        var what = r.Fields.Select(f => $"`{f.Path}`")
            .Concat(r.Sections.Select(s => $"section \"{s.Split('|')[0].Trim()}\""))
            .Concat((r.Metric?.Names ?? ValueList<string>.Empty) is { Count: > 4 } many ? [$"`{many[0]}` or another of {many.Count} metrics"] : r.Metric?.Names.Count > 0 ? [string.Join(" or ", r.Metric.Names.Select(n => $"`{n}`"))] : Array.Empty<string>());
        what = what
            .Concat(r.ReviewWithin is null ? [] : [$"`{(r.ReviewField.Length > 0 ? r.ReviewField : "reviewedOn")}` not too long ago"])
            .Concat(r.Metric is { MaxAge: not null, Names.Count: 0 } ? ["`date` not too long ago"] : Array.Empty<string>())
            .Concat(r.Metric is { MinSamples: not null } ? ["`samples`"] : Array.Empty<string>())
            .Concat(r.Metric is { Interval: true } ? ["`interval`"] : Array.Empty<string>())
            .Concat(r.Metric?.Environment is { } environment ? [$"`environment` {string.Join(" or ", environment)}"] : Array.Empty<string>())
            .Concat(r.Metric?.DatasetKind is { } kind ? [$"`dataset.kind` {string.Join(" or ", kind)}"] : Array.Empty<string>())
            .Concat(r.Metric is { Signed: true } ? ["`signedBy`"] : Array.Empty<string>())
            .Concat(r.Metric is { Reviewed: true } ? ["`reviewedBy`, not the owner"] : Array.Empty<string>());
        var text = string.Join(", ", what);
        return text.Length == 0 ? where : $"{where}: {text}";
    }

    /// <summary>Ids by their standards: "NIST AI RMF 1.0 MAP 2.1, MAP 2.3".</summary>
    private static IEnumerable<string> Grouped(IEnumerable<string> ids) => ids
        .Select(id => ShippedStandards.Instance.Find(id)!.Value)
        .GroupBy(f => f.Standard.Name)
        .Select(g => $"{g.Key} {string.Join(", ", g.Select(f => f.Control.Id))}");

    private static RiskTier Tier(string preset) => preset == "eu-ai-act-high-risk" ? RiskTier.High : RiskTier.Unknown;

    private static string Word(Severity? severity) => severity is null or Severity.None ? "–" : severity.Value.ToWord();

    private static string From(RuleScope scope) => scope switch { RuleScope.Code => "code", RuleScope.Repository => "files", _ => "code and files" };
}
