using System.Collections.Generic;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Findings;

namespace GovernanceAnalyzers.Engine.Gate;

/// <summary>What one compilation showed, and what the policy made of it.</summary>
/// <param name="Project">Path of the project, relative to the governed folder.</param>
/// <param name="TargetFramework">As MSBuild names it.</param>
public sealed record ProjectRun(string Project, string TargetFramework)
{
    /// <summary>Null when the analysis did not complete.</summary>
    public AnalysisCompleted? Completed { get; init; }

    /// <summary>Why nothing can be said about the project; empty when something can.</summary>
    public string Incomplete { get; init; } = "";

    public IReadOnlyList<CodeFact> Facts { get; init; } = [];

    public IReadOnlyList<Suppression> Suppressions { get; init; } = [];

    /// <summary>Follows from all the above and a policy: <see cref="ProjectGate.Judge"/>.</summary>
    public IReadOnlyList<Result> Results { get; init; } = [];
}

/// <summary>A finding that code or configuration kept out of the compiler's output.</summary>
/// <param name="Place">The finding's.</param>
/// <param name="How">Goes on after "is hidden": <c>by [SuppressMessage]</c>.</param>
public sealed record Suppression(string RuleId, SourcePlace Place, string How, string Justification)
{
    /// <summary>Where it is suppressed; empty when that was not found.</summary>
    public SourcePlace Site { get; init; } = new("");
}
