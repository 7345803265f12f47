using System.Collections.Generic;
using GovernanceAnalyzers.Engine.Policy;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>A model file in a format that runs code when it is loaded, told by its content.</summary>
public static class GOV6004_UnsafeModelFormat
{
    public const string Id = "GOV6004";

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input) => [];
}
