using System;
using GovernanceAnalyzers.Core.Findings;

namespace GovernanceAnalyzers.Engine.Gate;

/// <summary>A finding and what became of it.</summary>
/// <param name="Reason">Why it does not count: the waiver's or suppression's own words; empty for open findings.</param>
/// <param name="By">What took it out of the count: a waiver's id, or how it was suppressed.</param>
public sealed record Result(Finding Finding, ResultStatus Status, string By = "", string Reason = "") : IComparable<Result>
{
    /// <summary>Two results with one key are the same thing seen twice, for example in two target frameworks.</summary>
    public string Key => $"{Finding.RuleId}|{Finding.Place.Path}|{Finding.Place.Line}|{Finding.Place.Column}|{Finding.Message}";

    public int CompareTo(Result? other)
    {
        if (other is null)
        {
            return 1;
        }

        var order = Finding.CompareTo(other.Finding);
        return order != 0 ? order : Status.CompareTo(other.Status);
    }
}

public enum ResultStatus
{
    Open,

    /// <summary>An active waiver covers it.</summary>
    Waived,

    /// <summary>Hidden in code or configuration, and the rule is not locked. Reported by GOV0008 as well.</summary>
    Suppressed,

    /// <summary>The baseline records it as known.</summary>
    Baselined,
}
