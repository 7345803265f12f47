using System.Collections.Generic;
using GovernanceAnalyzers.Engine.Policy;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>A model file that is not the recorded one, or is missing.</summary>
public static class GOV6006_ArtefactHashMismatch
{
    public const string Id = "GOV6006";

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input) => [];
}
