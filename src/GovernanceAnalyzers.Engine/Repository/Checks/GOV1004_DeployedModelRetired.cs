using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository.Infrastructure;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>An infrastructure file deploys a version that is retired. Code that calls it may be anywhere.</summary>
public static class GOV1004_DeployedModelRetired
{
    public const string Id = "GOV1004";

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input) =>
        from deployment in input.Infrastructure.Deployments
        where deployment.Model.IsKnown && deployment.Version.IsKnown
        let retirement = input.Compiled.FindRetired(DeploymentReferences.Provider, deployment.Reference)
        where retirement is not null
        select new RepositoryFinding(
            Id,
            $"{GOV1009_DeploymentAutoUpgrades.Place(deployment)} deploys {GOV1009_DeploymentAutoUpgrades.Named(deployment)}, which was retired on {retirement.Date}: "
            + $"{RetirementText.After(retirement)}. {RetirementText.WayOut(input.Compiled, DeploymentReferences.Provider, retirement)}",
            deployment.Version.Place,
            GOV1009_DeploymentAutoUpgrades.Subject(deployment)) { Model = GOV1009_DeploymentAutoUpgrades.ModelOf(deployment) };
}
