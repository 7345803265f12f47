using System.Collections.Generic;
using GovernanceAnalyzers.Engine.Policy;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>A model file without a digest on record.</summary>
public static class GOV6005_ArtefactHashMissing
{
    public const string Id = "GOV6005";

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input) => [];
}
