using System.Collections.Generic;
using GovernanceAnalyzers.Engine.Policy;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>A card that describes another version of the model than the register entry it belongs to.</summary>
public static class GOV2003_ModelCardMismatch
{
    public const string Id = "GOV2003";

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input) => [];
}
