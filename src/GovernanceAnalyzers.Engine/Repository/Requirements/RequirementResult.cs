using System.Collections.Generic;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository.Evaluations;

namespace GovernanceAnalyzers.Engine.Repository.Requirements;

/// <summary>What became of one requirement for one thing that it is asked of.</summary>
/// <param name="Requirement">As it is asked of a thing of that risk tier.</param>
/// <param name="Subject">What it is asked of: <c>this repository</c>, a system, model, dataset or card.</param>
public sealed record RequirementResult(Requirement Requirement, string Subject, EvidenceState State)
{
    /// <summary>Files that were looked at, relative to the governed folder, sorted.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>Who says that it does not apply, and why; empty where nobody does.</summary>
    public string NotApplicableReason { get; init; } = "";

    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>The values that were held against limits.</summary>
    public IReadOnlyList<JudgedMetric> Metrics { get; init; } = [];

    /// <summary>Where what it is asked of is declared.</summary>
    public SourcePlace SubjectPlace { get; init; } = new("");

    /// <summary><c>system</c>, <c>model</c>, <c>dataset</c>, <c>card</c> or <c>supplier</c>; empty for the repository.</summary>
    public string SubjectKind { get; init; } = "";

    /// <summary>Its name, as in <see cref="Subject"/>.</summary>
    public string SubjectName { get; init; } = "";
}

/// <param name="AtLeast">The limit of requirement and register together, or null.</param>
public sealed record JudgedMetric(MetricResult Value, Quantity? AtLeast, Quantity? AtMost);

public enum EvidenceState
{
    /// <summary>The evidence is there and has the form that is asked for. Whether it is true is not for a build to say.</summary>
    Present,

    Missing,

    NotApplicable,
}
