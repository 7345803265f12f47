using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Models;

namespace GovernanceAnalyzers.Core.Policy;

public enum RegisterState
{
    Missing,

    /// <summary>It is there and says nothing that can be relied on; GOV0001 has the reason.</summary>
    Unreadable,

    Read,
}

/// <summary>The register as far as code rules need it: who owns a file, and which models the code may be expected to use.</summary>
public sealed class CompiledRegister
{
    private readonly List<RegisterModel> _models = [];
    private readonly List<SystemReference> _systems = [];
    private readonly List<DeploymentReference> _deployments = [];

    public RegisterState State { get; private set; }

    /// <summary>Where it is, or where one belongs.</summary>
    public string Path { get; private set; } = "";

    /// <summary>Sorted by id.</summary>
    public IReadOnlyList<RegisterModel> Models => _models;

    /// <summary>Sorted by id.</summary>
    public IReadOnlyList<SystemReference> Systems => _systems;

    /// <summary>The systems that own a file.</summary>
    public IEnumerable<SystemReference> SystemsAt(string path) => _systems.Where(s => s.Owns(path));

    /// <summary>The entries that list a reference, wherever they say it is used.</summary>
    public IReadOnlyList<RegisterModel> Listing(ModelReferenceFact reference) => [.. _models.Where(m => m.Lists(reference))];

    /// <summary>The entries that list a reference and are about the code it stands in.</summary>
    public IReadOnlyList<RegisterModel> For(ModelReferenceFact reference)
    {
        var owners = Owners(reference);
        return [.. _models.Where(m => m.Lists(reference) && IsUsedBy(m, owners))];
    }

    /// <summary>Whether an entry is about the code at a reference: it names no system, nobody owns the file, or one of the owners is named.</summary>
    public bool IsAbout(RegisterModel model, ModelReferenceFact reference) => IsUsedBy(model, Owners(reference));

    /// <summary>Whether the register says that what is called here is decided at run time. Only a system that owns the file can say so.</summary>
    public bool IsSuppliedAtRunTime(ModelReferenceFact reference)
    {
        var owners = Owners(reference);
        return _models.Any(m => m.IsSuppliedAtRunTime && m.UsedBy.Any(owners.Contains) && m.MayBe(reference));
    }

    /// <summary>
    /// The model that a deployment serves; null for other references, and where nothing says it or several things are said. The register
    /// comes first; where it says nothing, the infrastructure files do.
    /// </summary>
    public ServedModel? ServedBy(ModelReferenceFact reference)
    {
        var entries = Serving(reference);
        if (entries.Count > 0)
        {
            return entries.Select(e => e.Serves).Distinct(StringComparer.OrdinalIgnoreCase).Count() == 1
                ? new ServedModel(entries[0].Serves, entries[0].Place)
                : null;
        }

        var deployments = DeployedAs(reference);
        return deployments.Count > 0 && deployments.All(d => d.Serves.Length > 0 && string.Equals(d.Serves, deployments[0].Serves, StringComparison.OrdinalIgnoreCase))
            ? new ServedModel(deployments[0].Serves, deployments[0].Place) { IsInfrastructure = true }
            : null;
    }

    /// <summary>What infrastructure files deploy under the name that a reference is.</summary>
    internal IReadOnlyList<DeploymentReference> DeployedAs(ModelReferenceFact reference) =>
        _deployments.Count > 0
        && reference.Value is { } value
        && RegisterModel.MayBeDeployment(reference)
        && (reference.Provider.Length == 0 || reference.Provider.StartsWith("azure-", StringComparison.OrdinalIgnoreCase))
            ? [.. _deployments.Where(d => string.Equals(d.Name, value, StringComparison.OrdinalIgnoreCase))]
            : [];

    /// <summary>The entries that say what a deployment serves.</summary>
    internal IReadOnlyList<RegisterModel> Serving(ModelReferenceFact reference) =>
        // "azure-openai:chat" for a deployment that is called chat repeats the name.
        [.. For(reference).Where(m => m.ListsDeployment(reference) && m.Serves.Length > 0
            && !string.Equals(m.Serves, reference.Model, StringComparison.OrdinalIgnoreCase))];

    internal void Set(RegisterState state, string path)
    {
        State = state;
        Path = path;
    }

    internal void Add(RegisterModel model) => _models.Add(model);

    internal void Add(DeploymentReference deployment) => _deployments.Add(deployment);

    internal void Add(SystemReference system) => _systems.Add(system);

    private static bool IsUsedBy(RegisterModel model, IReadOnlyCollection<string> owners) =>
        model.UsedBy.Count == 0 || owners.Count == 0 || model.UsedBy.Any(owners.Contains);

    private IReadOnlyCollection<string> Owners(ModelReferenceFact reference) =>
        new HashSet<string>(SystemsAt(reference.Place.Path).Select(s => s.Id), StringComparer.Ordinal);
}

/// <summary>A model behind a deployment, as the register or an infrastructure file has it.</summary>
/// <param name="Model"><c>provider:reference</c>.</param>
/// <param name="Place">Where that is written.</param>
public sealed record ServedModel(string Model, string Place)
{
    private static readonly Regex Snapshot = new(
        @"^(?<name>.+?)-(?<version>[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}(-preview)?)$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        ModelPattern.Timeout);

    /// <summary>An infrastructure file says it, so nothing has to be written into the register to change it.</summary>
    public bool IsInfrastructure { get; init; }

    public string Provider => Model.Substring(0, Model.IndexOf(':'));

    public string Reference => Model.Substring(Model.IndexOf(':') + 1);

    /// <summary>
    /// Under which provider and name the host of a deployment retires the model, or null where that is not known: a host keeps a
    /// calendar of its own, so the dates of the model's maker say nothing.
    /// </summary>
    public (string Provider, string Reference)? RetiresAs(string host) => (host, Provider) switch
    {
        ("", _) => (Provider, Reference),
        _ when string.Equals(host, Provider, StringComparison.OrdinalIgnoreCase) => (Provider, Reference),
        ("azure-openai" or "azure-foundry", "azure-openai") => (Provider, Reference),
        ("azure-openai" or "azure-foundry", "openai") when AzureName(Reference) is { } name => ("azure-openai", name),
        _ => null,
    };

    /// <summary>Azure has name and version apart, and no dot in one name: <c>gpt-35-turbo;0125</c> for <c>gpt-3.5-turbo-0125</c>.</summary>
    private static string? AzureName(string snapshot)
    {
        var match = Snapshot.Match(snapshot);
        return match.Success
            ? match.Groups["name"].Value.Replace("gpt-3.5", "gpt-35") + ";" + match.Groups["version"].Value
            : null;
    }
}
