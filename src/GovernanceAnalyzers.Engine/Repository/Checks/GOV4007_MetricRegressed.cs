using System.Collections.Generic;
using GovernanceAnalyzers.Engine.Policy;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>A metric that is worse than in the committed baseline.</summary>
public static class GOV4007_MetricRegressed
{
    public const string Id = "GOV4007";

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input) => [];
}
