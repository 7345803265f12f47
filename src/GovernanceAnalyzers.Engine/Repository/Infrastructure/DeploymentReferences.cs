using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Policy;

namespace GovernanceAnalyzers.Engine.Repository.Infrastructure;

/// <summary>What code rules need of the infrastructure: which model and version answers under which name.</summary>
internal static class DeploymentReferences
{
    public const string Provider = "azure-openai";

    /// <summary>Each name with each version once, sorted.</summary>
    public static IEnumerable<DeploymentReference> Of(InfrastructureModels models) => models.Deployments
        .Where(d => d.Name.IsKnown)
        .Select(d => new DeploymentReference(
            d.Name.Text,
            d.IsKnown ? $"{Provider}:{d.Reference}" : "",
            $"{d.Place.Path}({d.Place.Line})",
            d.IsKnown ? "" : Unknown(d)))
        .GroupBy(d => (d.Name.ToUpperInvariant(), d.Serves.ToUpperInvariant()))
        .Select(g => g.OrderBy(d => d.Place, StringComparer.Ordinal).First())
        .OrderBy(d => d.Name, StringComparer.Ordinal)
        .ThenBy(d => d.Serves, StringComparer.Ordinal);

    /// <summary>Why it cannot be told what a deployment serves.</summary>
    public static string Unknown(Deployment deployment) =>
        new[] { ("its model", deployment.Model), ("its version", deployment.Version), ("its upgrade option", deployment.Upgrade) }
            .Where(p => p.Item2.Unknown.Length > 0)
            .Select(p => $"{p.Item1} comes from {p.Item2.Unknown}")
            .FirstOrDefault()
        ?? (deployment.Model.IsKnown ? "a value of it holds a semicolon, which no name has" : "it names no model");
}
