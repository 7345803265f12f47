using System.Collections.Generic;
using GovernanceAnalyzers.Core.Facts;

namespace GovernanceAnalyzers.Engine.Gate;

/// <summary>What one compilation showed and what the policy makes of it.</summary>
/// <param name="Project">Path of the project, relative to the governed folder.</param>
/// <param name="TargetFramework">As MSBuild names it.</param>
public sealed record ProjectRun(string Project, string TargetFramework)
{
    /// <summary>Null when the analysis did not complete.</summary>
    public AnalysisCompleted? Completed { get; init; }

    public IReadOnlyList<CodeFact> Facts { get; init; } = [];

    public IReadOnlyList<Result> Results { get; init; } = [];
}
