using System.Collections.Generic;
using GovernanceAnalyzers.Engine.Policy;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>A rollback plan whose target is not a pinned, served and different model.</summary>
public static class GOV5006_RollbackTargetInvalid
{
    public const string Id = "GOV5006";

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input) => [];
}
