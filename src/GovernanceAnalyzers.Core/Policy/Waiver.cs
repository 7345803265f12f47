using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Core.Policy;

/// <summary>A written, dated exception to one rule in one scope.</summary>
public sealed record Waiver(string Id, string RuleId, string Reason, string Owner, CalendarDate Expires)
{
    /// <summary>Glob over repository-relative paths, or empty.</summary>
    public string Path { get; init; } = "";

    /// <summary><c>provider:reference</c> or a bare reference, or empty.</summary>
    public string Model { get; init; } = "";

    /// <summary>A documentation-comment id or a display string, with wildcards, or empty: <see cref="SymbolPattern"/>.</summary>
    public string Symbol { get; init; } = "";

    /// <summary>Id of a dataset record, with wildcards, or empty.</summary>
    public string Dataset { get; init; } = "";

    /// <summary>Id of a requirement of the policy, with wildcards, or empty.</summary>
    public string Requirement { get; init; } = "";

    /// <summary>Ids of requirements that the policy lets nobody waive, whatever the scope says.</summary>
    public IReadOnlyList<string> Except { get; init; } = [];

    /// <summary>Who agreed, when, and where it was discussed; each may be empty.</summary>
    public string ApprovedBy { get; init; } = "";

    public CalendarDate? ApprovedOn { get; init; }

    public string Ticket { get; init; } = "";

    public SourcePlace Place { get; init; } = new("");

    /// <summary>The last day on which the waiver counts is the day it expires.</summary>
    public bool IsActive(CalendarDate today) => today <= Expires;

    /// <summary>Whether this waiver, date aside, is about this finding. Every scope that is given must match; one must be given.</summary>
    public bool Covers(Finding finding) =>
        finding.RuleId == RuleId
        && Path.Length + Model.Length + Symbol.Length + Dataset.Length + Requirement.Length > 0
        && (finding.Requirement.Length == 0 || !Except.Contains(finding.Requirement, StringComparer.Ordinal))
        && (Path.Length == 0 || Glob.IsPathMatch(Path, finding.Place.Path))
        && (Model.Length == 0 || ModelMatches(finding.Model))
        && (Symbol.Length == 0 || SymbolPattern.Matches(Symbol, finding.Symbol))
        && (Dataset.Length == 0 || NameMatches(Dataset, finding.Dataset))
        && (Requirement.Length == 0 || NameMatches(Requirement, finding.Requirement));

    /// <summary>What a finding does not have, not even <c>*</c> matches.</summary>
    private static bool NameMatches(string pattern, string name) => name.Length > 0 && Glob.IsNameMatch(pattern, name);

    private bool ModelMatches(string model)
    {
        if (model.Length == 0)
        {
            return false;
        }

        return Glob.IsNameMatch(Model, model)
            || (Model.IndexOf(':') < 0 && Glob.IsNameMatch(Model, model.Substring(model.IndexOf(':') + 1)));
    }
}
