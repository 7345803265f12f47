using System;
using System.Collections.Generic;
using System.Linq;
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

    /// <summary>False when a register that ought to be there could not be read at all: then what it does not list says nothing.</summary>
    public bool IsReadable { get; init; } = true;

    /// <summary>The path that the policy names, for messages that tell where one belongs.</summary>
    public string Path { get; init; } = "";

    /// <summary>What analyzers and gate need of it, as records of the compiled policy.</summary>
    internal IEnumerable<string> Records() =>
    [
        PolicyRecords.FormatRegister(!IsReadable ? RegisterState.Unreadable : Exists ? RegisterState.Read : RegisterState.Missing, Path),
        .. Models.OrderBy(m => m.Id.Text, StringComparer.Ordinal).Select(m => PolicyRecords.FormatRegisterModel(
            new RegisterModel(m.Id.Text, $"{m.Place.Path}({m.Place.Line})")
            {
                Model = m.Model,
                Deployments = m.Deployments.Select(d => d.Text).ToArray(),
                UsedBy = m.UsedBy.Select(u => u.Text).ToArray(),
                Serves = m.Serves,
                IsCompensated = m.IsCompensated,
                IsSuppliedAtRunTime = m.IsSuppliedAtRunTime,
            })),
        .. Systems.OrderBy(s => s.Id.Text, StringComparer.Ordinal).Select(s => PolicyRecords.FormatSystem(
            new SystemReference(s.Id.Text, s.Tier, s.Paths.Count == 0 ? ["**"] : s.Paths))),
    ];
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

    /// <summary>What answers behind the deployments, as <c>provider:reference</c>: the resolved version, or else the reference; empty where neither is given.</summary>
    public string Serves { get; init; } = "";

    /// <summary>Says, completely, what makes up for a reference that cannot be pinned.</summary>
    public bool IsCompensated { get; init; }

    /// <summary>Declares, completely, that the systems in <see cref="UsedBy"/> get the reference at run time.</summary>
    public bool IsSuppliedAtRunTime { get; init; }

    /// <summary><c>provider:reference</c>, as in code and cards; empty when the entry names none.</summary>
    public string Model => Reference.Length == 0 ? "" : Provider + ":" + Reference;

    public SourcePlace Place => Id.Place;
}

/// <param name="Fields">Everything the entry says, for requirements that name fields.</param>
public sealed record RegisteredSupplier(LocatedText Id, YamlMapping Fields)
{
    public SourcePlace Place => Id.Place;
}
