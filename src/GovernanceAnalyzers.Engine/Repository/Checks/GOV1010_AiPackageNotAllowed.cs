using System.Collections.Generic;
using GovernanceAnalyzers.Engine.Policy;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>A reference to a package for AI that the policy does not list.</summary>
public static class GOV1010_AiPackageNotAllowed
{
    public const string Id = "GOV1010";

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input) => [];
}
