using System.Collections.Generic;
using GovernanceAnalyzers.Engine.Policy;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>A data file whose SHA-256 is not the one in its record.</summary>
public static class GOV3006_DatasetChanged
{
    public const string Id = "GOV3006";

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input) => [];
}
