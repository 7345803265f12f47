using System.Collections.Generic;
using GovernanceAnalyzers.Engine.Policy;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>A data file of the repository that no dataset record covers.</summary>
public static class GOV3001_DataFileUndeclared
{
    public const string Id = "GOV3001";

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input) => [];
}
