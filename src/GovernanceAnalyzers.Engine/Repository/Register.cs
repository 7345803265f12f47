using System.Collections.Generic;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository;

/// <summary>The AI systems, models and suppliers that a repository declares to be in use: <c>governance/register.yml</c>.</summary>
public sealed record Register(
    IReadOnlyList<RegisteredSystem> Systems, IReadOnlyList<RegisteredModel> Models, IReadOnlyList<RegisteredSupplier> Suppliers)
{
    public static readonly Register Empty = new([], [], []);

    /// <summary>False when there is no register at all, which is not the same as an empty one.</summary>
    public bool Exists { get; init; }

    /// <summary>The path that the policy names, for messages that tell where one belongs.</summary>
    public string Path { get; init; } = "";
}

/// <param name="Fields">Everything the entry says, for requirements that name fields.</param>
public sealed record RegisteredSystem(LocatedText Id, YamlMapping Fields)
{
    public RiskTier Tier { get; init; }

    /// <summary>Globs over repository-relative paths: the code that belongs to it. Empty: the whole governed folder.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    public IReadOnlyList<string> DataClasses { get; init; } = [];

    public LocatedText? Owner { get; init; }

    public SourcePlace Place => Id.Place;
}

/// <param name="Fields">Everything the entry says, for requirements that name fields.</param>
public sealed record RegisteredModel(LocatedText Id, YamlMapping Fields)
{
    /// <summary>As in code and cards: <c>openai</c>.</summary>
    public string Provider { get; init; } = "";

    /// <summary>As in code and cards: <c>gpt-4.1-2025-04-14</c>.</summary>
    public string Reference { get; init; } = "";

    /// <summary>Names under which the model is deployed.</summary>
    public IReadOnlyList<LocatedText> Deployments { get; init; } = [];

    /// <summary>Ids of systems.</summary>
    public IReadOnlyList<LocatedText> UsedBy { get; init; } = [];

    public LocatedText? Owner { get; init; }

    /// <summary><c>hosted</c>, <c>open-weights</c>, <c>fine-tuned</c> or <c>trained</c>.</summary>
    public string Origin { get; init; } = "hosted";

    public SourcePlace Place => Id.Place;
}

/// <param name="Fields">Everything the entry says, for requirements that name fields.</param>
public sealed record RegisteredSupplier(LocatedText Id, YamlMapping Fields)
{
    public SourcePlace Place => Id.Place;
}
