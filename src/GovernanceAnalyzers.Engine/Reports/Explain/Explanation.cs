using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy;

namespace GovernanceAnalyzers.Engine.Reports;

/// <summary>What a rule finds, who says how much it matters, and what it is evidence for.</summary>
/// <param name="Setting">In the file that is asked about; where none is, wherever nothing says otherwise.</param>
/// <param name="Overrides">In that file; where none is asked about, all of the rule.</param>
/// <param name="Controls">Governance controls whose evidence it looks for.</param>
/// <param name="Clauses">Controls of standards that those are relevant for.</param>
public sealed record RuleExplanation(
    RuleInfo Rule, RuleSetting Setting, IReadOnlyList<RuleOverride> Overrides, IReadOnlyList<GovernanceControl> Controls, IReadOnlyList<string> Clauses)
{
    /// <param name="path">A file, relative to the governed folder, or null.</param>
    public static RuleExplanation Of(RuleInfo rule, EffectivePolicy policy, string? path = null, string requirement = "", IReadOnlyList<string>? clauses = null) => new(
        rule,
        path is null ? policy.Rule(rule.Id) : policy.Rule(rule.Id, path),
        policy.Overrides.SelectMany(chain => chain).Where(o => o.RuleId == rule.Id && (path is null || o.AppliesTo(path, policy.TierAt(path)))).Distinct().ToArray(),
        RuleControls.Of(rule.Id, requirement),
        clauses ?? RuleControls.Clauses(rule.Id));
}

/// <summary>What a requirement asks for, and what became of it.</summary>
/// <param name="Asked">Part by part: <c>path</c>, <c>fields</c>, <c>sections</c>, <c>metric</c>.</param>
/// <param name="Results">One for each thing that it is asked of, as far as a finding is about it.</param>
public sealed record RequirementExplanation(Requirement Requirement, IReadOnlyList<(string Name, string Value)> Asked, IReadOnlyList<RequirementEntry> Results)
{
    public IReadOnlyList<string> Clauses { get; init; } = [];

    public IReadOnlyList<GovernanceControl> Controls { get; init; } = [];

    public static RequirementExplanation Of(Requirement requirement, IEnumerable<RequirementEntry> results) => new(
        requirement,
        RequirementText.Asked(requirement).Where(p => p.Name is not ("severity" or "controls")).ToArray(),
        results.Where(r => r.Id == requirement.Id).ToArray())
    {
        Controls = RuleControls.Of("", requirement.Id),
        Clauses = ControlAssessments.ClausesOf(ControlAssessments.ControlsOf("", requirement.Id), requirement.Controls),
    };
}

/// <summary>One finding: why it is there, whether it counts, and what clears it.</summary>
/// <param name="Requirement">Null for what rules find by themselves.</param>
/// <param name="Change">The smallest change that clears it.</param>
/// <param name="Waive">A command that has it waived, to be completed; empty where nobody may.</param>
public sealed record FindingExplanation(FindingEntry Entry, RuleExplanation Rule, RequirementExplanation? Requirement, string Change, string Waive)
{
    /// <summary>The waiver that covers it, or null.</summary>
    public Waiver? Waiver { get; init; }

    /// <summary>Where what takes it out of the count stands; its path is empty where that is not known.</summary>
    public SourcePlace SettledAt { get; init; } = new("");

    /// <summary>Ids of the systems that it is about; empty where that is all of them.</summary>
    public IReadOnlyList<string> Systems { get; init; } = [];

    /// <summary>The way of a text to where it does harm.</summary>
    public IReadOnlyList<FlowStep> Flow { get; init; } = [];

    public static FindingExplanation Of(FindingEntry entry, RepositoryPosture posture, EffectivePolicy policy)
    {
        var finding = entry.Finding;
        var requirement = finding.Requirement.Length == 0 ? null : policy.Requirements.FirstOrDefault(r => r.Id == finding.Requirement);
        var results = posture.Requirements.Where(r => r.Findings.Contains(entry.Number)).ToArray();
        var waiver = entry.Result.Status == ResultStatus.Waived ? posture.Waivers.FirstOrDefault(w => w.Waiver.Id == entry.Result.By)?.Waiver : null;
        return new FindingExplanation(
            entry,
            RuleExplanation.Of(RuleCatalogue.Find(finding.RuleId)!, policy, finding.Place.Path, finding.Requirement, entry.Clauses),
            requirement is null ? null : RequirementExplanation.Of(requirement, results),
            SmallestChange.Of(finding),
            WaiveCommand(finding, policy))
        {
            Waiver = waiver,
            SettledAt = new SarifSuppressions(posture.Report, posture.Waivers, posture.BaselineFile).PlaceOf(entry.Result) ?? new SourcePlace(""),
            Systems = entry.Systems.Count < posture.Systems.Count ? entry.Systems : [],
            Flow = FlowStep.Split(finding.Path),
        };
    }

    private static string WaiveCommand(Finding finding, EffectivePolicy policy)
    {
        var unwaivable = policy.WaiverRules.Unwaivable;
        if (WaiverReader.NeverWaivable.Contains(finding.RuleId)
            || unwaivable.Any(u => u == finding.RuleId || RuleCatalogue.Find(u)?.Id == finding.RuleId || (finding.Requirement.Length > 0 && u == finding.Requirement)))
        {
            return "";
        }

        var days = Math.Min(policy.WaiverRules.MaxDays ?? 90, 90);
        var about = finding.Requirement.Length > 0 ? finding.Requirement : finding.RuleId;
        // As a pattern a path of the usual kind means itself.
        var path = finding.Place.Path.Any(c => c is '*' or '?' or '[' or '"' or '$' or '`' or '\\' or '!') ? "" : $" --path \"{finding.Place.Path}\"";
        return path.Length == 0 ? "" : $"governance waive {about}{path} --reason \"...\" --owner ... --expires {days}d";
    }
}
