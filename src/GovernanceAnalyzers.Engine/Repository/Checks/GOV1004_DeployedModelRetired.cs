using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Models;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository.Infrastructure;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>An infrastructure file deploys a version that is retired. Code that calls it may be anywhere.</summary>
public static class GOV1004_DeployedModelRetired
{
    public const string Id = "GOV1004";

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input) => Ending(Id, input, input.Compiled.FindRetired, date => $"was retired on {date}: ");

    /// <summary>Deployed versions with an end.</summary>
    /// <param name="find">The end of a reference of a provider, or null.</param>
    /// <param name="when">Goes on after "which", up to what follows from it.</param>
    internal static IEnumerable<RepositoryFinding> Ending(string id, PolicyCompiler input, Func<string, string, Retirement?> find, Func<CalendarDate, string> when) =>
        from deployment in input.Infrastructure.Deployments
        where deployment.Model.IsKnown && deployment.Version.IsKnown
        let retirement = find(DeploymentReferences.Provider, deployment.Reference)
        where retirement is not null
        select new RepositoryFinding(
            id,
            $"{GOV1009_DeploymentAutoUpgrades.Place(deployment)} deploys {GOV1009_DeploymentAutoUpgrades.Named(deployment)}, which {when(retirement.Date)}"
            + $"{RetirementText.After(retirement)}. {RetirementText.WayOut(input.Compiled, DeploymentReferences.Provider, retirement)}",
            deployment.Version.Place,
            GOV1009_DeploymentAutoUpgrades.Subject(deployment)) { Model = GOV1009_DeploymentAutoUpgrades.ModelOf(deployment) };
}
