using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Facts;

namespace GovernanceAnalyzers.Core.Policy;

/// <summary>A model of the register, as far as code rules need it.</summary>
/// <param name="Place">Of the entry, for messages: <c>governance/register.yml(12)</c>.</param>
public sealed record RegisterModel(string Id, string Place)
{
    /// <summary><c>provider:reference</c>, as in code; empty for an entry that only names deployments, or what is supplied at run time.</summary>
    public string Model { get; init; } = "";

    /// <summary>Names under which the model is deployed.</summary>
    public IReadOnlyList<string> Deployments { get; init; } = [];

    /// <summary>Ids of systems; empty where the register does not say, which means all of them.</summary>
    public IReadOnlyList<string> UsedBy { get; init; } = [];

    /// <summary>What answers behind the deployments, as <c>provider:reference</c>; empty where the register does not say.</summary>
    public string Serves { get; init; } = "";

    /// <summary>Written reasons and controls make up for what cannot be pinned.</summary>
    public bool IsCompensated { get; init; }

    /// <summary>The reference is no part of the code, by design.</summary>
    public bool IsSuppliedAtRunTime { get; init; }

    /// <summary>Empty where the entry names none.</summary>
    public string Provider => Model.Length == 0 ? "" : Model.Substring(0, Model.IndexOf(':'));

    /// <summary>What messages call it.</summary>
    public string Name => Model.Length > 0 ? Model : Id;

    /// <summary>Whether the entry is about this reference.</summary>
    public bool Lists(ModelReferenceFact reference) =>
        ListsDeployment(reference)
        || (Model.Length > 0 && reference.Value is not null
            // Without a known provider the reference alone has to do, as with cards.
            && Same(reference.Provider.Length == 0 ? Model.Substring(Model.IndexOf(':') + 1) : Model, reference.Model));

    public bool ListsDeployment(ModelReferenceFact reference) =>
        reference.Value is { } value && MayBeDeployment(reference) && Deployments.Contains(value, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a reference that is not known at build time may stand for this entry, as far as the provider tells.</summary>
    public bool MayBe(ModelReferenceFact reference) =>
        reference.Provider.Length == 0
        || (Deployments.Count > 0 && MayBeDeployment(reference))
        || (Model.Length == 0 && Deployments.Count == 0)
        || Same(Provider, reference.Provider);

    public static bool MayBeDeployment(ModelReferenceFact reference) => reference.Kind == "deployment" || reference.Kind.IndexOf('|') >= 0;

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
