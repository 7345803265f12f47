using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Http;
using GovernanceAnalyzers.Core.Licences;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Secrets;
using GovernanceAnalyzers.Core.Sdks;
using GovernanceAnalyzers.Core.Security;

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

    /// <summary>Other severities for some files: one list per line of inheritance, see <see cref="RuleTable"/>.</summary>
    public IReadOnlyList<IReadOnlyList<RuleOverride>> Overrides { get; init; } = [];

    /// <summary>The risk tier of the system that owns a file; set by whoever has read the register.</summary>
    public Func<string, RiskTier> TierAt { get; set; } = _ => RiskTier.Unknown;

    /// <summary>Globs.</summary>
    public IReadOnlyList<string> Cards { get; init; } = [];

    /// <summary>One list per layer that has one; a model must be on each of them.</summary>
    public IReadOnlyList<ModelAllowList> AllowedModels { get; init; } = [];

    /// <summary>A model's licence has to pass every one of them.</summary>
    public IReadOnlyList<LicenceLists> ModelLicences { get; init; } = [];

    /// <summary>Patterns of regions; a deployment's region must be on each list.</summary>
    public IReadOnlyList<AllowList> AllowedRegions { get; init; } = [];

    /// <summary>Lists of addresses to which prompts may be sent. An address has to be on each of them.</summary>
    public IReadOnlyList<AllowList> AllowedEndpoints { get; init; } = [];

    /// <summary>Patterns of package ids, each with a version range after a blank where one is written; a package must be on each list.</summary>
    public IReadOnlyList<AllowList> AllowedPackages { get; init; } = [];

    /// <summary>Globs of files that have to belong to a dataset record.</summary>
    public IReadOnlyList<string> DataFiles { get; init; } = [];

    /// <summary>The share of evaluation examples, 0 to 1, that may be among other data.</summary>
    public decimal MaxOverlap { get; init; }

    /// <summary>The share of an example's word sequences, 0 to 1, from which on it counts as a near duplicate.</summary>
    public decimal NearDuplicate { get; init; } = 1m;

    /// <summary>Globs.</summary>
    public IReadOnlyList<string> EvaluationFiles { get; init; } = [];

    /// <summary>Files with the metrics to compare with, relative to the governed folder.</summary>
    public IReadOnlyList<string> MetricBaselines { get; init; } = [];

    /// <summary>How much worse than in the baseline a metric may be, as a share of the value there.</summary>
    public decimal MaxRelativeDrop { get; init; } = 1m;

    /// <summary>Examples of each group that an evaluation needs.</summary>
    public int MinGroupSamples { get; init; }

    /// <summary>Files with the digests of model files, relative to the governed folder.</summary>
    public IReadOnlyList<string> ArtefactManifests { get; init; } = [];

    /// <summary>Days before a retirement from which on it is a finding.</summary>
    public int RetirementWarnDays { get; init; }

    /// <summary>Globs.</summary>
    public IReadOnlyList<string> DatasetRecords { get; init; } = [];

    /// <summary>Globs, relative to the governed folder.</summary>
    public IReadOnlyList<string> ConfigurationFiles { get; init; } = [];

    /// <summary>A licence has to pass every one of them.</summary>
    public IReadOnlyList<LicenceLists> Licences { get; init; } = [];

    public IReadOnlyList<WaiverSource> WaiverFiles { get; init; } = [];

    public WaiverRules WaiverRules { get; init; } = new();

    public BaselineRules Baseline { get; init; } = new();

    public IReadOnlyList<RegisterSource> Registers { get; init; } = [];

    public IReadOnlyList<SdkEntry> Sdks { get; init; } = [];

    /// <summary>The policy's own; the shipped ones come before them.</summary>
    public IReadOnlyList<SecurityEntry> Security { get; init; } = [];

    public HttpScope HttpScope { get; init; } = HttpScope.BesideSdks;

    public IReadOnlyList<Requirement> Requirements { get; init; } = [];

    /// <summary>The policy's own; the shipped ones come after them.</summary>
    public IReadOnlyList<HttpEndpoint> HttpEndpoints { get; init; } = [];

    /// <summary>Days after which the shipped catalogue counts as outdated.</summary>
    public int CatalogueMaxAgeDays { get; init; }

    /// <summary>Every setting with the layer and line that won, sorted by name.</summary>
    public IReadOnlyList<EffectiveSetting> Settings { get; init; } = [];

    /// <summary>Digest of the policy itself, as <see cref="PolicyLayer.Sha256"/>; empty when there is none or it cannot be read.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>The profile that was asked for, or empty.</summary>
    public string Profile { get; init; } = "";

    /// <summary>The layers below the policy itself, sorted by name.</summary>
    public IReadOnlyList<PolicyLayer> Layers { get; init; } = [];

    /// <summary>GOV0001, GOV0003 and GOV0004 findings of the policy itself.</summary>
    public IReadOnlyList<Finding> Problems { get; init; } = [];

    /// <summary>Files that the policy was read from.</summary>
    public InputFiles Inputs { get; init; } = new();

    /// <summary>The layer and line that set something other than a rule: <c>governance.yml(12)</c>; the policy's name where nothing did.</summary>
    public string PlaceOf(string setting) => Settings.FirstOrDefault(s => s.Name == setting)?.Place ?? Name;

    public RuleSetting Rule(string id) => Rules.TryGetValue(id, out var setting) ? setting : RuleSetting.Off;

    /// <summary>What the policy says about a rule in a file.</summary>
    public RuleSetting Rule(string id, string path) => RuleTable.At(id, path);

    private RuleTable RuleTable => new(Rules, Overrides, TierAt);

    /// <summary>Whether a rule is on in any file.</summary>
    public bool MayReport(string id) => RuleTable.MayReport(id);

    /// <summary>A finding of a rule at the severity the policy gives it there; null when the rule is off.</summary>
    public Finding? Finding(string ruleId, string message, SourcePlace place, string subject)
    {
        var setting = Rule(ruleId, place.Path);
        return setting.Severity == Severity.None
            ? null
            : new Finding(ruleId, setting.Severity, KeyText.Mask(message), place, KeyText.Mask(subject)) { PolicyPlace = setting.Place };
    }
}

/// <summary>One setting in force, in words.</summary>
/// <param name="Name">As in <c>governance policy show</c>: <c>rules.GOV1001.severity</c>.</param>
/// <param name="Place">The layer and line that won; several where none says all of it.</param>
/// <param name="LockedBy">The layer and line that locks it, or empty.</param>
public sealed record EffectiveSetting(string Name, string Value, string Place, string LockedBy)
{
    /// <summary>The value, in a few words where it says much.</summary>
    public string Summary => Raw is Requirement requirement ? RequirementText.Summary(requirement) : Value;

    /// <summary>The value itself, for comparing it with another policy's.</summary>
    internal object? Raw { get; init; }
}

/// <summary>One layer that the policy stands on.</summary>
/// <param name="Name"><c>preset baseline</c>, <c>policy/company.yml</c>, <c>Contoso.AiPolicy/governance.yml</c>.</param>
/// <param name="Version">Of the package, or empty.</param>
/// <param name="Sha256">64 hex digits over its text, with line ends as LF and without byte order mark.</param>
/// <param name="Place">The entry of <c>extends</c> that names it.</param>
public sealed record PolicyLayer(string Name, string Version, string Sha256, SourcePlace Place);

/// <summary>What a layer allows by name, with wildcards.</summary>
/// <param name="Place">Where it stands: <c>governance.yml(12)</c>.</param>
public sealed record AllowList(ValueList<string> Patterns, string Place)
{
    public AllowList(IReadOnlyList<string> patterns, string place)
        : this(new ValueList<string>(patterns), place)
    {
    }

    public override string ToString() => $"[{string.Join(", ", Patterns)}] ({Place})";
}

/// <summary>Licence lists of a policy, with the place that a message names.</summary>
public sealed record LicenceLists(
    IReadOnlyList<string> Allow, IReadOnlyList<string> Review, IReadOnlyList<string> Deny, string Unlisted, string Place)
{
    public static readonly LicenceLists Empty = new([], [], [], "review", "no policy");

    private static readonly string[] Strictness = ["allow", "review", "deny"];

    /// <summary>What decides by these lists.</summary>
    public LicencePolicy Over(LicenceClasses classes) => new(
        Allow,
        Review,
        Deny,
        Unlisted switch { "allow" => LicenceDecision.Allow, "deny" => LicenceDecision.Deny, _ => LicenceDecision.Review },
        classes);

    /// <summary>Nothing that the other denies or wants reviewed gets through here, and nothing more is allowed.</summary>
    public bool IsAtLeastAsStrictAs(LicenceLists other) =>
        !Allow.Except(other.Allow, StringComparer.Ordinal).Any()
        && !other.Deny.Except(Deny, StringComparer.Ordinal).Any()
        && !other.Review.Except(Review, StringComparer.Ordinal).Except(Deny, StringComparer.Ordinal).Any()
        && Array.IndexOf(Strictness, Unlisted) >= Array.IndexOf(Strictness, other.Unlisted);
}
