using System;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Core.Findings;

/// <summary>Something a rule found. Pure data: hosts decide how to show it.</summary>
/// <param name="RuleId"><c>GOVnnnn</c>.</param>
/// <param name="Severity">What the policy says for this rule at this place.</param>
/// <param name="Message">Says what, why and what to do, in that order. One line.</param>
/// <param name="Subject">What the finding is about, without line numbers: a model reference, a dataset path, a symbol. Part of the fingerprint.</param>
public sealed record Finding(string RuleId, Severity Severity, string Message, SourcePlace Place, string Subject) : IComparable<Finding>
{
    /// <summary>One line, whatever it quotes: a line break in it could pass for a line of another tool.</summary>
    public string Message { get; init; } = Excerpt.Visible(Message);

    /// <summary>Where the policy set the severity of this rule: <c>governance.yml(12)</c> or <c>preset baseline(7)</c>.</summary>
    public string PolicyPlace { get; init; } = "";

    /// <summary>The model the finding is about, as <c>provider:reference</c>; empty when there is none. Waivers match on it.</summary>
    public string Model { get; init; } = "";

    /// <summary>The containing member as a documentation-comment id or display string; empty when there is none.</summary>
    public string Symbol { get; init; } = "";

    /// <summary>Id of the dataset record the finding is about; empty when there is none. Waivers match on it.</summary>
    public string Dataset { get; init; } = "";

    /// <summary>Id of the policy's requirement that is not met; empty for findings of built-in checks. Waivers match on it.</summary>
    public string Requirement { get; init; } = "";

    /// <summary>The way that text takes to where it does harm, as <see cref="FlowStep.Join"/> writes it; empty for a finding at one place.</summary>
    public string Path { get; init; } = "";

    public int CompareTo(Finding? other)
    {
        if (other is null)
        {
            return 1;
        }

        var order = Place.CompareTo(other.Place);
        order = order != 0 ? order : string.CompareOrdinal(RuleId, other.RuleId);
        order = order != 0 ? order : string.CompareOrdinal(Subject, other.Subject);
        return order != 0 ? order : string.CompareOrdinal(Message, other.Message);
    }
}
