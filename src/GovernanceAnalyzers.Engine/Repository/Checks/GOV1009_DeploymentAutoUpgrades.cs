using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Models;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository.Infrastructure;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>
/// A deployment in Bicep, ARM JSON or Terraform whose model version is missing, may change by itself, cannot be told, or is not the one
/// that the register has.
/// </summary>
public static class GOV1009_DeploymentAutoUpgrades
{
    public const string Id = "GOV1009";

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input)
    {
        var models = input.Infrastructure;
        foreach (var problem in models.Problems)
        {
            yield return new RepositoryFinding(
                Id,
                $"Which models are deployed here cannot be told: {Excerpt.Of(problem.Message, 200).TrimEnd('.')}. Correct the file, or move what it deploys to one that can be read",
                problem.Place,
                problem.Place.Path) { AtMost = Severity.Warning };
        }

        foreach (var deployment in models.Deployments)
        {
            if (Judge(deployment, input) is { } finding)
            {
                yield return finding;
            }

            foreach (var difference in Differences(deployment, input))
            {
                yield return difference;
            }
        }
    }

    private static RepositoryFinding? Judge(Deployment deployment, PolicyCompiler input)
    {
        if (!deployment.IsKnown)
        {
            return Finding(
                deployment.Place,
                $"{Place(deployment)} deploys {deployment.Title}, and which version of which model it serves cannot be told: {DeploymentReferences.Unknown(deployment)}. "
                + "Write it there, or give the parameter a default or a value in a parameter file") with { AtMost = Severity.Warning };
        }

        var verdict = input.Compiled.Models.Classify(DeploymentReferences.Provider, deployment.Reference);
        if (verdict.Verdict == PinVerdict.Pinned)
        {
            return null;
        }

        var option = deployment.IsTerraform ? "version_upgrade_option = \"NoAutoUpgrade\"" : "versionUpgradeOption: 'NoAutoUpgrade'";
        var version = deployment.IsTerraform ? "version = \"...\"" : "version: '...'";
        var (place, what, wayOut) = (deployment.Version.IsKnown, deployment.Upgrade.IsKnown) switch
        {
            (false, false) => (
                deployment.ModelPlace,
                "says neither which version nor that Azure may not change it, so Azure chooses one and moves on to newer ones",
                $"Write the version that was evaluated into its model ({version}), and {option} beside the model"),
            (false, true) => (
                deployment.ModelPlace,
                "does not say which version, so Azure chooses one",
                $"Write the version that was evaluated into its model ({version})"),
            (true, false) => (
                deployment.OptionsPlace,
                $"does not say what happens when there is a newer version, so Azure may move it ({(deployment.IsTerraform ? "version_upgrade_option" : "versionUpgradeOption")} is missing)",
                $"Write {option} beside the model"),
            _ when string.Equals(deployment.Upgrade.Text, "NoAutoUpgrade", StringComparison.OrdinalIgnoreCase) => (
                deployment.Version.Place,
                $"is not pinned: {Quote.Text(deployment.Version.Text)} is not the name of one version",
                $"Write the version that was evaluated ({version})"),
            _ when DeploymentReference.StaysUntilRetired(deployment.Reference) => (
                deployment.Upgrade.Place,
                "lets Azure move it to another version once this one is retired",
                $"Write {option}, or plan the evaluation of the next version before that day"),
            _ => (
                deployment.Upgrade.Place,
                $"lets Azure move it to another version (the upgrade option is {Quote.Text(deployment.Upgrade.Text)})",
                $"Write {option}"),
        };
        if (verdict.Reason.IndexOf("router", StringComparison.Ordinal) >= 0)
        {
            (place, what, wayOut) = (deployment.Model.Place, $"is not pinned: {verdict.Reason}", "Deploy the model that was evaluated");
        }

        return Finding(place, $"{Place(deployment)} deploys {Named(deployment)} and {what}. {wayOut}") with
        {
            AtMost = DeploymentReference.StaysUntilRetired(deployment.Reference) && deployment.Version.IsKnown ? Severity.Suggestion : null,
        };

        RepositoryFinding Finding(SourcePlace at, string message) => new(Id, message, at, Subject(deployment)) { Model = ModelOf(deployment) };
    }

    /// <summary>The register is the first authority, so one of the two has to be put right.</summary>
    private static IEnumerable<RepositoryFinding> Differences(Deployment deployment, PolicyCompiler input)
    {
        if (!deployment.Name.IsKnown || !deployment.Model.IsKnown || !deployment.Version.IsKnown)
        {
            yield break;
        }

        foreach (var entry in input.Register.Models.Where(m =>
            m.Serves.Length > 0 && m.Deployments.Any(d => string.Equals(d.Text, deployment.Name.Text, StringComparison.OrdinalIgnoreCase))))
        {
            if (!IsSame(entry.Serves.Substring(entry.Serves.IndexOf(':') + 1), deployment))
            {
                yield return new RepositoryFinding(
                    Id,
                    $"{Place(deployment)} deploys {Named(deployment)}, and the register says that this deployment serves {Quote.Text(entry.Serves)} "
                    + $"({entry.Place.Path}({entry.Place.Line})). Deploy that version, or write the one that is deployed into the register (resolvedVersion)",
                    deployment.Version.Place,
                    Subject(deployment) + " and register") { Model = entry.Serves };
            }
        }
    }

    private static bool IsSame(string registered, Deployment deployment)
    {
        var name = deployment.Model.Text.Replace("gpt-35", "gpt-3.5");
        registered = registered.Replace("gpt-35", "gpt-3.5");
        // Without a version the register names only the model; that it floats is another finding.
        return new[] { name, $"{name}-{deployment.Version.Text}", $"{name};{deployment.Version.Text}", $"{name}:{deployment.Version.Text}" }
                .Contains(registered, StringComparer.OrdinalIgnoreCase)
            || registered.StartsWith($"model.name={name};model.version={deployment.Version.Text};", StringComparison.OrdinalIgnoreCase)
            || string.Equals(registered, $"model.name={name};model.version={deployment.Version.Text}", StringComparison.OrdinalIgnoreCase);
    }

    internal static string Place(Deployment deployment) => $"{deployment.Place.Path}({deployment.Place.Line})";

    internal static string Named(Deployment deployment) =>
        $"{deployment.Title} (model {Excerpt.Of(deployment.Model.Text)}{(deployment.Version.IsKnown ? ", version " + Excerpt.Of(deployment.Version.Text) : "")})";

    internal static string Subject(Deployment deployment) => $"{deployment.Place.Path}: {(deployment.Name.IsKnown ? deployment.Name.Text : deployment.Symbol)}";

    internal static string ModelOf(Deployment deployment) => deployment.Name.IsKnown ? $"{DeploymentReferences.Provider}:{deployment.Name.Text}" : "";
}
