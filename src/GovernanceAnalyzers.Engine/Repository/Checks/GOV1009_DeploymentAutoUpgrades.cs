using System.Collections.Generic;
using GovernanceAnalyzers.Engine.Policy;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>A deployment in Bicep, ARM JSON or Terraform whose model version is missing or may change by itself.</summary>
public static class GOV1009_DeploymentAutoUpgrades
{
    public const string Id = "GOV1009";

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input) => [];
}
