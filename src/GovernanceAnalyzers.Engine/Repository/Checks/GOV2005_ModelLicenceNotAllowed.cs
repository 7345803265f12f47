using System.Collections.Generic;
using GovernanceAnalyzers.Engine.Policy;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>A model whose licence the policy denies, wants reviewed, or cannot understand.</summary>
public static class GOV2005_ModelLicenceNotAllowed
{
    public const string Id = "GOV2005";

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input) => [];
}
