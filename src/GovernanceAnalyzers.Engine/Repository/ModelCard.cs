using System.Collections.Generic;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository;

/// <summary>
/// A model card, whatever format it was written in: Markdown with YAML front matter as on the Hugging Face Hub, a component of a
/// CycloneDX BOM, or Model Card Toolkit JSON. <see cref="Models"/> and <see cref="Deployments"/> tie it to the code.
/// </summary>
/// <param name="Path">As findings name it.</param>
public sealed record ModelCard(string Path)
{
    /// <summary>Where the card begins; a BOM may hold several.</summary>
    public SourcePlace Place { get; init; } = new(Path, 1, 1);

    /// <summary>What messages call it: its path, and which of them where the file holds several.</summary>
    public string Title { get; init; } = Path;

    /// <summary>Name and version where the format has them apart, and says nothing about who serves the model; else null.</summary>
    public (LocatedText Name, string Version)? Release { get; init; }

    /// <summary>What to say where nothing ties the card to a model; null where that is no matter of the format.</summary>
    public FileProblem? Untied { get; init; }

    /// <summary>The models that the card describes. Empty is possible: then the card belongs to nothing.</summary>
    public IReadOnlyList<CardModel> Models { get; init; } = [];

    /// <summary>Names under which the models are deployed.</summary>
    public IReadOnlyList<LocatedText> Deployments { get; init; } = [];

    public LocatedText? Owner { get; init; }

    public LocatedText? ModelName { get; init; }

    /// <summary>A Hub id, not always SPDX.</summary>
    public LocatedText? License { get; init; }

    public LocatedText? LicenseName { get; init; }

    public LocatedText? LicenseLink { get; init; }

    public IReadOnlyList<LocatedText> BaseModels { get; init; } = [];

    public IReadOnlyList<LocatedText> Languages { get; init; } = [];

    public IReadOnlyList<LocatedText> Tags { get; init; } = [];

    public IReadOnlyList<LocatedText> Datasets { get; init; } = [];

    public LocatedText? PipelineTag { get; init; }

    public LocatedText? LibraryName { get; init; }

    /// <summary>The Hub id of a successor.</summary>
    public LocatedText? NewVersion { get; init; }

    /// <summary>The numbers that the card states.</summary>
    public IReadOnlyList<CardMetric> Metrics { get; init; } = [];

    /// <summary>Everything the front matter says, or what it would say in another format, for fields that a policy requires.</summary>
    public required YamlMapping FrontMatter { get; init; }

    /// <summary>The headings of the body in order; in other formats what would stand under headings.</summary>
    public IReadOnlyList<CardSection> Sections { get; init; } = [];
}

/// <param name="Provider">Before the first colon of the entry: <c>openai</c>.</param>
/// <param name="Reference">After it, which may hold colons of its own: <c>ft:gpt-4o-mini-2024-07-18:acme::abc</c>.</param>
public sealed record CardModel(string Provider, string Reference, LocatedText Written);

/// <summary>A number that a card states.</summary>
/// <param name="Name">Canonical.</param>
/// <param name="Written">As the card has it: <c>93 %</c>.</param>
/// <param name="Value">93 % is 0.93.</param>
/// <param name="Decimals">How many of them the value is written with.</param>
public sealed record CardMetric(string Name, string Written, decimal Value, int Decimals, SourcePlace Place)
{
    /// <summary>The group or part of the data; empty for all of it.</summary>
    public string Slice { get; init; } = "";

    /// <summary>Names of what it was measured with; empty where the card does not say.</summary>
    public IReadOnlyList<string> Datasets { get; init; } = [];
}

/// <param name="Title">Without the marks of Markdown.</param>
/// <param name="Level">1 to 6.</param>
/// <param name="Place">Of the heading.</param>
/// <param name="Content">What stands below the heading, its subsections included.</param>
public sealed record CardSection(string Title, int Level, SourcePlace Place, SectionContent Content);

/// <summary>The order matters: a section with subsections is the best of them.</summary>
public enum SectionContent
{
    Empty,

    /// <summary>Nothing but <c>[More Information Needed]</c>, <c>{{ name }}</c>, TODO and their like.</summary>
    Placeholder,

    Text,
}
