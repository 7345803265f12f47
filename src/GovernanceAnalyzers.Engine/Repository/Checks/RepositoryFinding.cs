using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>What a repository check found, before the policy says how much it matters.</summary>
/// <param name="RuleId"><c>GOVnnnn</c>.</param>
/// <param name="Message">Says what, why and what to do, in that order. One line.</param>
/// <param name="Subject">What the finding is about, without line numbers: a dataset id, a card's path.</param>
public sealed record RepositoryFinding(string RuleId, string Message, SourcePlace Place, string Subject)
{
    /// <summary>Id of the dataset record it is about; empty when there is none.</summary>
    public string Dataset { get; init; } = "";

    /// <summary>
    /// The most it counts as, whatever the policy says of the rule; null for no limit. For what could not be looked at: that is not known to
    /// be wrong.
    /// </summary>
    public Severity? AtMost { get; init; }

    /// <summary>The model it is about, as <c>provider:reference</c>; empty when there is none.</summary>
    public string Model { get; init; } = "";
}
