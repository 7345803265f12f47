using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository.Infrastructure;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>An infrastructure file deploys a version that retires within the days that the policy wants to be warned of.</summary>
public static class GOV1005_DeployedModelRetiringSoon
{
    public const string Id = "GOV1005";

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input) =>
        from deployment in input.Infrastructure.Deployments
        where deployment.Model.IsKnown && deployment.Version.IsKnown
        let retirement = input.Compiled.FindRetiringSoon(DeploymentReferences.Provider, deployment.Reference)
        where retirement is not null
        select new RepositoryFinding(
            Id,
            $"{GOV1009_DeploymentAutoUpgrades.Place(deployment)} deploys {GOV1009_DeploymentAutoUpgrades.Named(deployment)}, which retires on {retirement.Date}: from then on "
            + $"{RetirementText.After(retirement)}. {RetirementText.WayOut(input.Compiled, DeploymentReferences.Provider, retirement)}",
            deployment.Version.Place,
            GOV1009_DeploymentAutoUpgrades.Subject(deployment)) { Model = GOV1009_DeploymentAutoUpgrades.ModelOf(deployment) };
}
