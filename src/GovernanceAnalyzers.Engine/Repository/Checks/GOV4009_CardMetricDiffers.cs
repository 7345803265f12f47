using System.Collections.Generic;
using GovernanceAnalyzers.Engine.Policy;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>A metric in a model card that differs from the evaluation.</summary>
public static class GOV4009_CardMetricDiffers
{
    public const string Id = "GOV4009";

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input) => [];
}
