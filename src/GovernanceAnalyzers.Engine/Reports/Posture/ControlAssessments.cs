using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy;

namespace GovernanceAnalyzers.Engine.Reports;

/// <summary>What is known about each governance control and about the standards that they are relevant for.</summary>
/// <param name="hasCode">There are C# projects, whether or not they were analysed.</param>
internal sealed class ControlAssessments(
    PolicyCompiler input, Report report, bool hasCode, IReadOnlyList<FindingEntry> findings, IReadOnlyList<RequirementEntry> requirements)
{
    private static readonly Lazy<IReadOnlyList<GovernanceControl>> Shipped = new(() =>
        ShippedControls.Load().OrderBy(c => c.Id, StringComparer.Ordinal).ToArray());

    /// <summary>The controls of standards that each of them is relevant for: every finding asks.</summary>
    private static readonly Lazy<IReadOnlyDictionary<string, IReadOnlyList<string>>> ShippedClauses = new(() =>
        Shipped.Value.ToDictionary(c => c.Id, c => (IReadOnlyList<string>)c.RelevantFor.SelectMany(ShippedStandards.Instance.Clauses).Distinct(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal));

    private readonly Dictionary<string, string?> _missing = new(StringComparer.Ordinal);

    /// <summary>Ids of the governance controls that a finding is about.</summary>
    public static IReadOnlyList<string> ControlsOf(string rule, string requirement) => Shipped.Value
        .Where(c => c.Checks.Any(k => IsAbout(k, rule, requirement)))
        .Select(c => c.Id)
        .ToArray();

    /// <summary>Controls of standards for which those governance controls are relevant, without paragraphs, sorted.</summary>
    public static IReadOnlyList<string> ClausesOf(IEnumerable<string> controls, IEnumerable<string> own) => controls
        .SelectMany(c => ShippedClauses.Value[c])
        .Concat(own.SelectMany(ShippedStandards.Instance.Clauses))
        .Distinct(StringComparer.Ordinal)
        .OrderBy(c => c, StringComparer.Ordinal)
        .ToArray();

    /// <param name="system">Null for the repository as a whole.</param>
    public IReadOnlyList<ControlPosture> Controls(string? system)
    {
        var about = findings.Where(f => system is null || f.Systems.Contains(system)).ToArray();
        var asked = requirements.Where(r => system is null || r.Systems.Contains(system)).ToArray();
        return Shipped.Value
            .Select(control =>
            {
                var checks = control.Checks.Select(c => Check(c, about, asked)).ToArray();
                return new ControlPosture(control, checks.Length == 0 ? Assessment.NotAssessed : checks.Max(c => c.State), checks);
            })
            .ToArray();
    }

    /// <summary>What is known about each rule by itself, for the repository as a whole.</summary>
    public IReadOnlyList<RulePosture> Rules()
    {
        var own = findings.Where(f => f.Finding.Requirement.Length == 0).ToLookup(f => f.Finding.RuleId, StringComparer.Ordinal);
        var asked = new HashSet<string>(findings.Where(f => f.Finding.Requirement.Length > 0).Select(f => f.Finding.RuleId), StringComparer.Ordinal);
        return RuleCatalogue.All
            .Select(rule =>
            {
                var found = own[rule.Id].ToArray();
                var (state, note) = found.Length > 0 ? (StateOf(found.Select(f => f.Result)), Count(found))
                    : asked.Contains(rule.Id) ? (Assessment.NotAssessed, "requirements report under it")
                    : OfRule(rule.Id);
                return new RulePosture(rule, input.Policy.Rule(rule.Id).Severity, state, note, found.Select(f => f.Number).ToArray());
            })
            .ToArray();
    }

    /// <param name="controls">Of the same scope.</param>
    public IReadOnlyList<StandardPosture> Standards(string? system, IReadOnlyList<ControlPosture> controls)
    {
        var byClause = controls
            .SelectMany(c => ShippedClauses.Value[c.Control.Id].Select(clause => (clause, c)))
            .ToLookup(p => p.clause, p => p.c, StringComparer.Ordinal);
        var own = requirements
            .Where(r => system is null || r.Systems.Contains(system))
            .SelectMany(r => r.Clauses.Select(c => (Clause: c, r)))
            .ToLookup(p => p.Clause, p => p.r, StringComparer.Ordinal);
        return ShippedStandards.Instance.All
            .Select(standard => new StandardPosture(standard, standard.Controls.Select(clause =>
            {
                var id = standard.Name + " " + clause.Id;
                var states = byClause[id].Select(c => c.State).Concat(own[id].Select(r => r.State)).ToArray();
                return new ClausePosture(
                    clause,
                    states.Length == 0 ? Assessment.NotAssessed : states.Max(),
                    byClause[id].Select(c => c.Control.Id).ToArray(),
                    byClause[id].SelectMany(c => c.Checks).SelectMany(k => k.Findings).Concat(own[id].SelectMany(r => r.Findings)).Distinct().OrderBy(n => n).ToArray());
            }).ToArray()))
            .ToArray();
    }

    /// <summary>
    /// Of results about one thing: open or hidden ones fail it, the others take it out of the count. What the policy only suggests, or what
    /// could not be told, is no failure; and it is no pass.
    /// </summary>
    public static Assessment StateOf(IEnumerable<Result> results)
    {
        var worst = Assessment.Pass;
        foreach (var result in results)
        {
            var state = result.Status switch
            {
                ResultStatus.Waived => Assessment.Waived,
                ResultStatus.Baselined => Assessment.Baselined,
                _ => result.Finding.Severity > Severity.Suggestion ? Assessment.Fail : Assessment.NotAssessed,
            };
            worst = state > worst ? state : worst;
        }

        return worst;
    }

    private CheckPosture Check(ControlCheck check, IReadOnlyList<FindingEntry> about, IReadOnlyList<RequirementEntry> asked)
    {
        if (check.Planned.Length > 0 || check.NotCheckable.Length > 0)
        {
            return new CheckPosture(check, Assessment.NotAssessed, check.Planned.Length > 0 ? "no check exists yet" : "no build can tell: " + check.NotCheckable, []);
        }

        var found = about.Where(f => IsAbout(check, f.Finding.RuleId, f.Finding.Requirement)).ToArray();
        if (found.Length > 0)
        {
            return new CheckPosture(check, StateOf(found.Select(f => f.Result)), Count(found), found.Select(f => f.Number).ToArray());
        }

        var (state, note) = check.Requirements.Count > 0 ? OfRequirements(check, asked) : OfRule(check.Rule);
        return new CheckPosture(check, state, note, []);
    }

    private static (Assessment State, string Note) OfRequirements(ControlCheck check, IReadOnlyList<RequirementEntry> asked)
    {
        var results = asked.Where(r => check.Requirements.Contains(r.Id)).ToArray();
        return results.Length == 0 ? (Assessment.NotAssessed, "the policy does not ask for it here")
            : results.All(r => r.State == Assessment.NotApplicable) ? (Assessment.NotApplicable, "stated not to apply")
            : (results.Max(r => r.State), results.Any(r => r.State == Assessment.Fail) ? "another finding says why"
                : results.Any(r => r.State == Assessment.NotAssessed) ? "there is nothing to look at yet"
                : "evidence present");
    }

    private (Assessment State, string Note) OfRule(string rule)
    {
        if (RuleCatalogue.Find(rule) is not { } info)
        {
            return (Assessment.NotAssessed, "no check exists yet");
        }

        if (!input.Policy.MayReport(rule))
        {
            return (Assessment.NotAssessed, $"the policy has {rule} off");
        }

        if (!_missing.TryGetValue(rule, out var missing))
        {
            _missing[rule] = missing = RuleSubjects.Missing(rule, input, report.Projects);
        }

        // Where there is code that nobody looked at, "nothing here" is not known either.
        return info.Scope == RuleScope.Code && !hasCode ? (Assessment.NotApplicable, "there is no C# code")
            : info.Scope != RuleScope.Repository && hasCode && !report.CodeIsKnown ? (Assessment.NotAssessed, "the code was not analysed")
            : missing is not null ? (Assessment.NotApplicable, missing)
            : Unlisted(rule) is { } unlisted ? (Assessment.NotAssessed, unlisted)
            : (Assessment.Pass, "nothing found");
    }

    /// <summary>Rules that compare with a list say nothing where the policy has none.</summary>
    private string? Unlisted(string rule) => rule switch
    {
        "GOV1008" when input.Policy.AllowedModels.Count + input.Policy.AllowedRegions.Count == 0 => "the policy lists no allowed models",
        "GOV1010" when input.Policy.AllowedPackages.Count == 0 => "the policy lists no allowed packages",
        "GOV6008" when input.Policy.AllowedEndpoints.Count + input.Policy.AllowedRegions.Count == 0 => "the policy lists no allowed endpoints",
        _ => null,
    };

    private static bool IsAbout(ControlCheck check, string rule, string requirement) =>
        requirement.Length > 0 && check.Requirements.Count > 0 ? check.Requirements.Contains(requirement)
        : check.Rule.Length > 0 && check.Rule == rule;

    private static string Count(IReadOnlyCollection<FindingEntry> found)
    {
        var word = found.All(f => f.Finding.Severity == Severity.Suggestion) ? "suggestion" : "finding";
        return found.Count == 1 ? "1 " + word : $"{found.Count} {word}s";
    }
}
