using System.Collections.Generic;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository;

/// <summary>
/// A Markdown model card with YAML front matter, as on the Hugging Face Hub, with three keys of ours: <c>models</c> (or
/// <c>model</c>), <c>deployments</c> and <c>owner</c> tie it to the code.
/// </summary>
/// <param name="Path">As findings name it.</param>
public sealed record ModelCard(string Path)
{
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

    /// <summary>Everything the front matter says, for what has no property here: <c>model-index</c>, keys a policy requires.</summary>
    public required YamlMapping FrontMatter { get; init; }

    /// <summary>The headings of the body in order.</summary>
    public IReadOnlyList<CardSection> Sections { get; init; } = [];
}

/// <param name="Provider">Before the first colon of the entry: <c>openai</c>.</param>
/// <param name="Reference">After it, which may hold colons of its own: <c>ft:gpt-4o-mini-2024-07-18:acme::abc</c>.</param>
public sealed record CardModel(string Provider, string Reference, LocatedText Written);

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
