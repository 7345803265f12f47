using System.Collections.Generic;
using GovernanceAnalyzers.Engine.Policy;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>A group of people for which the newest evaluation has no value, or one on too few examples.</summary>
public static class GOV4008_FairnessGroupNotCovered
{
    public const string Id = "GOV4008";

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input) => [];
}
