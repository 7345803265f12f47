using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository.Infrastructure;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>An infrastructure file deploys a model that the policy does not allow, or to a region that it does not allow.</summary>
public static class GOV1008_DeploymentNotAllowed
{
    public const string Id = "GOV1008";

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input)
    {
        if (input.Policy.AllowedModels.Count == 0 && input.Policy.AllowedRegions.Count == 0)
        {
            return [];
        }

        return Models(input).Concat(Regions(input));
    }

    private static IEnumerable<RepositoryFinding> Models(PolicyCompiler input)
    {
        foreach (var deployment in input.Infrastructure.Deployments.Where(d => d.Model.IsKnown))
        {
            // Lists are written with what code says, which is the name of the deployment, or with what is behind it.
            var forms = Forms(deployment).ToArray();
            if (input.Policy.AllowedModels.FirstOrDefault(l => !forms.Any(f => l.Allows(f.Provider, f.Reference))) is { } list)
            {
                yield return new RepositoryFinding(
                    Id,
                    $"{GOV1009_DeploymentAutoUpgrades.Place(deployment)} deploys {GOV1009_DeploymentAutoUpgrades.Named(deployment)}, which is not allowed: no pattern of {list.Place} matches "
                    + $"{string.Join(" or ", forms.Select(f => Quote.Text($"{f.Provider}:{f.Reference}")))}. Deploy a model that is listed, or have this one added to the list",
                    deployment.Model.Place,
                    GOV1009_DeploymentAutoUpgrades.Subject(deployment)) { Model = GOV1009_DeploymentAutoUpgrades.ModelOf(deployment) };
            }
        }
    }

    private static IEnumerable<(string Provider, string Reference)> Forms(Deployment deployment)
    {
        var model = deployment.Model.Text + (deployment.Version.IsKnown ? "-" + deployment.Version.Text : "");
        yield return (DeploymentReferences.Provider, model);
        if (deployment.Name.IsKnown && !string.Equals(deployment.Name.Text, model, StringComparison.OrdinalIgnoreCase))
        {
            yield return (DeploymentReferences.Provider, deployment.Name.Text);
        }

        if (model.StartsWith("gpt-", StringComparison.OrdinalIgnoreCase) || model.StartsWith("text-embedding", StringComparison.OrdinalIgnoreCase) || (model.Length > 1 && model[0] == 'o' && char.IsDigit(model[1])))
        {
            yield return ("openai", model.Replace("gpt-35", "gpt-3.5"));
        }
    }

    private static IEnumerable<RepositoryFinding> Regions(PolicyCompiler input)
    {
        foreach (var account in input.Policy.AllowedRegions.Count == 0 ? [] : input.Infrastructure.Accounts)
        {
            var where = $"{account.Place.Path}({account.Place.Line})";
            var subject = $"{account.Place.Path}: {account.Symbol}: region";
            if (!account.Location.IsKnown)
            {
                var list = input.Policy.AllowedRegions[0];
                var notVisible = input.Policy.Rule(Id).Options.TryGetValue("notVisible", out var word) && SeverityText.TryParse(word, out var severity) ? severity : Severity.Suggestion;
                yield return new RepositoryFinding(
                    Id,
                    $"The region of {Quote.Text(account.Symbol)} ({where}) cannot be told: it comes from {account.Location.Unknown}. {list.Place} allows {Listed(list)}. "
                    + "Write one of these there, or give the parameter a default or a value in a parameter file",
                    account.Location.Place,
                    subject) { AtMost = notVisible };
            }
            else if (input.Policy.AllowedRegions.FirstOrDefault(l => !l.Patterns.Any(p => Glob.IsNameMatch(Normal(p), Normal(account.Location.Text), ignoreCase: true))) is { } list)
            {
                yield return new RepositoryFinding(
                    Id,
                    $"{Quote.Text(account.Symbol)} ({where}) is in the region {Quote.Text(account.Location.Text)}, which is not allowed: {list.Place} allows {Listed(list)}. "
                    + "Deploy to one of these, or have the region added to the list",
                    account.Location.Place,
                    subject);
            }
        }
    }

    /// <summary>Azure takes "East US 2" for eastus2.</summary>
    private static string Normal(string region) => string.Concat(region.Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant();

    private static string Listed(AllowList list) => list.Patterns.Count == 0 ? "no region" : Excerpt.Of(string.Join(", ", list.Patterns), 200);
}
