using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Infrastructure;

/// <summary>A part of a deployment: its text, or why it cannot be told, or neither where it is not written.</summary>
/// <param name="Place">Where the text, or what stands for it, is written.</param>
public sealed record DeploymentPart(string Text, string Unknown, SourcePlace Place)
{
    public bool IsKnown => Text.Length > 0;

    public bool IsMissing => Text.Length == 0 && Unknown.Length == 0;

    internal static DeploymentPart Of(InfrastructureValue value) => value switch
    {
        TextValue text => new DeploymentPart(text.Text.Trim(), "", text.Place),
        NothingValue => new DeploymentPart("", "", value.Place),
        UnknownValue unknown => new DeploymentPart("", unknown.Why, value.Place),
        _ => new DeploymentPart("", "a value that is no text", value.Place),
    };
}

/// <summary>A model under a name, as an infrastructure file deploys it to Azure.</summary>
/// <param name="Place">Of the resource.</param>
/// <param name="ModelPlace">Where the version belongs.</param>
/// <param name="OptionsPlace">Where the upgrade option belongs.</param>
/// <param name="Symbol">What the file calls the resource.</param>
public sealed record Deployment(SourcePlace Place, SourcePlace ModelPlace, SourcePlace OptionsPlace, string Symbol)
{
    private static readonly string[] Words = ["CognitiveServices/accounts", "azurerm_cognitive_deployment", "cognitive-services/account", "cognitiveservices-account"];

    public required DeploymentPart Name { get; init; }

    public required DeploymentPart Model { get; init; }

    public required DeploymentPart Version { get; init; }

    public required DeploymentPart Upgrade { get; init; }

    public bool IsTerraform { get; init; }

    /// <summary>In quotes, as messages call it.</summary>
    public string Title => Core.Rules.Quote.Text(Name.IsKnown ? Name.Text : Symbol);

    /// <summary>Everything that decides what is served is known.</summary>
    public bool IsKnown => Model.IsKnown && Version.Unknown.Length == 0 && Upgrade.Unknown.Length == 0 && Texts.All(t => t.IndexOf(';') < 0);

    /// <summary>What is served, as <c>policies/models/azure-openai.yml</c> reads it.</summary>
    public string Reference => $"model.name={Model.Text}"
        + (Version.IsKnown ? ";model.version=" + Version.Text : "")
        + (Upgrade.IsKnown ? ";versionUpgradeOption=" + Upgrade.Text : "");

    private IEnumerable<string> Texts => [Model.Text, Version.Text, Upgrade.Text];

    /// <summary>Whether a text may be about a deployment of a model at all.</summary>
    internal static bool IsMentionedIn(string text) => Words.Any(w => text.IndexOf(w, StringComparison.OrdinalIgnoreCase) >= 0);
}

/// <summary>An Azure resource that models are deployed to.</summary>
/// <param name="Location">The region, as it is written.</param>
public sealed record ModelAccount(SourcePlace Place, string Symbol, DeploymentPart Location);

/// <summary>What the infrastructure files of a repository deploy.</summary>
public sealed record InfrastructureModels(
    IReadOnlyList<Deployment> Deployments, IReadOnlyList<ModelAccount> Accounts, IReadOnlyList<FileProblem> Problems)
{
    public static readonly InfrastructureModels None = new([], [], []);
}
