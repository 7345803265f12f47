using System;
using System.Collections.Generic;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Http;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Sdks;

namespace GovernanceAnalyzers.Engine.Policy;

/// <summary>All layers merged: what is in force, and where each setting comes from.</summary>
public sealed class EffectivePolicy
{
    public string Name { get; init; } = "";

    public string Owner { get; init; } = "";

    /// <summary>Relative to the governed folder; empty when the built-in baseline applies.</summary>
    public string PolicyFile { get; init; } = "";

    public Severity FailOn { get; init; } = Severity.Error;

    public IReadOnlyDictionary<string, RuleSetting> Rules { get; init; } = new Dictionary<string, RuleSetting>(StringComparer.Ordinal);

    public string Cards { get; init; } = "";

    /// <summary>One list per layer that has one; a model must be on each of them.</summary>
    public IReadOnlyList<ModelAllowList> AllowedModels { get; init; } = [];

    /// <summary>Days before a retirement from which on it is a finding.</summary>
    public int RetirementWarnDays { get; init; }

    public string DatasetRecords { get; init; } = "";

    /// <summary>Globs, relative to the governed folder.</summary>
    public IReadOnlyList<string> ConfigurationFiles { get; init; } = [];

    public LicenceLists Licences { get; init; } = LicenceLists.Empty;

    public IReadOnlyList<WaiverSource> WaiverFiles { get; init; } = [];

    public WaiverRules WaiverRules { get; init; } = new();

    public BaselineRules Baseline { get; init; } = new();

    public IReadOnlyList<RegisterSource> Registers { get; init; } = [];

    public IReadOnlyList<SdkEntry> Sdks { get; init; } = [];

    public HttpScope HttpScope { get; init; } = HttpScope.BesideSdks;

    public IReadOnlyList<Requirement> Requirements { get; init; } = [];

    /// <summary>The policy's own; the shipped ones come after them.</summary>
    public IReadOnlyList<HttpEndpoint> HttpEndpoints { get; init; } = [];

    /// <summary>GOV0001 and GOV0003 findings of the policy itself.</summary>
    public IReadOnlyList<Finding> Problems { get; init; } = [];

    /// <summary>Files that the policy was read from.</summary>
    public InputFiles Inputs { get; init; } = new();

    /// <summary>Layer and line of each setting other than rules, by its name: <c>waivers.maxDays</c>.</summary>
    public IReadOnlyDictionary<string, string> Places { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The layer and line that set something: <c>governance.yml(12)</c>; the policy's name where nothing did.</summary>
    public string PlaceOf(string setting) => Places.TryGetValue(setting, out var place) ? place : Name;

    public RuleSetting Rule(string id) => Rules.TryGetValue(id, out var setting) ? setting : RuleSetting.Off;

    /// <summary>A finding of a rule at the severity the policy gives it; null when the rule is off.</summary>
    public Finding? Finding(string ruleId, string message, SourcePlace place, string subject)
    {
        var setting = Rule(ruleId);
        return setting.Severity == Severity.None
            ? null
            : new Finding(ruleId, setting.Severity, message, place, subject) { PolicyPlace = setting.Place };
    }
}

/// <summary>Licence lists of a policy, with the place that a message names.</summary>
public sealed record LicenceLists(
    IReadOnlyList<string> Allow, IReadOnlyList<string> Review, IReadOnlyList<string> Deny, string Unlisted, string Place)
{
    public static readonly LicenceLists Empty = new([], [], [], "review", "no policy");
}
