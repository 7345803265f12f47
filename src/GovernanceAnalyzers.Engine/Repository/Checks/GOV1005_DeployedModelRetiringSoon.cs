using System.Collections.Generic;
using GovernanceAnalyzers.Engine.Policy;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>An infrastructure file deploys a version that retires within the days that the policy wants to be warned of.</summary>
public static class GOV1005_DeployedModelRetiringSoon
{
    public const string Id = "GOV1005";

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input) =>
        GOV1004_DeployedModelRetired.Ending(Id, input, input.Compiled.FindRetiringSoon, date => $"retires on {date}: from then on ");
}
