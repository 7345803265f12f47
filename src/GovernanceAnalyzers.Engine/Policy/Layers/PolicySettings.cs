using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Http;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Sdks;
using GovernanceAnalyzers.Core.Security;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Engine.Policy.Layers;

/// <summary>
/// All settings of a policy by name, as <c>governance policy show</c> prints them and <c>locked</c> lists them. Settings of one rule,
/// requirement or endpoint are named after it: <c>rules.GOV1001.severity</c>.
/// </summary>
public static class PolicySettings
{
    public const string Name = "name";
    public const string Owner = "owner";
    public const string FailOn = "failOn";
    public const string Rules = "rules.";
    public const string Severity = ".severity";
    public const string NotVisible = ".notVisible";
    public const string SatisfiedBy = ".satisfiedBy";
    public const string Overrides = "overrides";
    public const string Cards = "models.cards";
    public const string AllowedModels = "models.allow";
    public const string ModelLicences = "models.licences";
    public const string Regions = "models.regions";
    public const string WarnDays = "models.retirement.warnDays";
    public const string DatasetRecords = "datasets.records";
    public const string Licences = "datasets.licences";
    public const string DataFiles = "datasets.files";
    public const string MaxOverlap = "contamination.maxOverlap";
    public const string NearDuplicate = "contamination.nearDuplicate";
    public const string EvaluationFiles = "evaluations.files";
    public const string MetricBaseline = "evaluations.baseline";
    public const string MaxRelativeDrop = "evaluations.maxRelativeDrop";
    public const string MinGroupSamples = "evaluations.minGroupSamples";
    public const string ArtefactManifest = "artefacts.manifest";
    public const string AllowedPackages = "packages.allow";
    public const string AllowedEndpoints = "endpoints.allow";
    public const string ConfigurationFiles = "configuration.files";
    public const string HttpScopeName = "rawHttp.scope";
    public const string HttpEndpoints = "rawHttp.endpoints.";
    public const string Sdks = "sdks";
    public const string Security = "security";
    public const string Register = "register";
    public const string Requirements = "requirements.";
    public const string WaiverFile = "waivers.file";
    public const string WaiverMaxDays = "waivers.maxDays";
    public const string WaiverMaxActive = "waivers.maxActive";
    public const string WaiverUnwaivable = "waivers.unwaivable";
    public const string WaiverSecondPerson = "waivers.secondPerson";
    public const string WaiverWarnDays = "waivers.warnDays";
    public const string WaiverBaseBranch = "waivers.baseBranch";
    public const string BaselineFile = "baseline.file";
    public const string BaselineMaxDays = "baseline.maxDays";
    public const string BaselineBaseBranch = "baseline.baseBranch";
    public const string CatalogueMaxAge = "catalogue.maxAgeDays";

    private static readonly SettingKind<RuleSeverity> RuleSeverities = new(RuleSeverity.Stricter, s => s.ToString());

    private static readonly SettingKind<Severity> HighestSeverity = new((a, b) => a > b ? a : b, s => s.ToWord()) { Unset = Core.Severity.Suggestion };

    private static readonly SettingKind<HttpEndpoint> Endpoint = new(
        (a, b) => string.CompareOrdinal(EndpointText(a), EndpointText(b)) <= 0 ? a : b, EndpointText);

    private static readonly SettingKind<Requirement> RequirementKind = new(Requirement.Combine, RequirementText.Of)
    {
        LooserThan = (now, before) => now.IsLooserThan(before),
    };

    private static readonly SettingKind<IReadOnlyList<LicenceLists>> LicenceKind = new(
        (a, b) => Distinct(a.Concat(b), LicencesText), l => string.Join("; ", l.Select(LicencesText)))
    {
        LooserThan = (now, before) => !before.All(b => now.Any(n => n.IsAtLeastAsStrictAs(b))),
    };

    private static readonly SortedDictionary<string, SettingKind> Fixed = new(StringComparer.Ordinal)
    {
        // Several names are joined; nobody can loosen a name.
        [Name] = new SettingKind<IReadOnlyList<string>>((a, b) => SettingKinds.Sorted(a.Concat(b)), n => string.Join(" and ", n)),
        [Owner] = new SettingKind<IReadOnlyList<string>>((a, b) => SettingKinds.Sorted(a.Concat(b)), n => string.Join(" and ", n)),
        // A lower threshold fails the build sooner.
        [FailOn] = new SettingKind<Severity>((a, b) => a < b ? a : b, s => s.ToWord()) { Unset = Core.Severity.Error },
        [Overrides] = new SettingKind<OverrideChains>(OverrideChains.Both, c => c.ToString()),
        [Cards] = SettingKinds.Paths,
        [AllowedModels] = new SettingKind<IReadOnlyList<ModelAllowList>>(
            (a, b) => Distinct(a.Concat(b), AllowListText), l => string.Join("; ", l.Select(AllowListText))) { Accumulates = true },
        [ModelLicences] = LicenceKind,
        [Regions] = SettingKinds.AllowLists,
        [WarnDays] = SettingKinds.AtLeast,
        [DatasetRecords] = SettingKinds.Paths,
        [DataFiles] = SettingKinds.Union,
        [Licences] = LicenceKind,
        [MaxOverlap] = SettingKinds.FractionAtMost,
        [NearDuplicate] = SettingKinds.FractionAtMost,
        [EvaluationFiles] = SettingKinds.Paths,
        [MetricBaseline] = SettingKinds.Paths,
        [MaxRelativeDrop] = SettingKinds.FractionAtMost,
        [MinGroupSamples] = SettingKinds.AtLeast,
        [ArtefactManifest] = SettingKinds.Paths,
        [AllowedPackages] = SettingKinds.AllowLists,
        [AllowedEndpoints] = SettingKinds.AllowLists,
        // Looking into more files is stricter.
        [ConfigurationFiles] = SettingKinds.Union,
        [HttpScopeName] = new SettingKind<HttpScope>((a, b) => a > b ? a : b, s => s.ToWord()) { Unset = HttpScope.BesideSdks },
        [Sdks] = new SettingKind<IReadOnlyList<SdkEntry>>(
            (a, b) => Distinct(a.Concat(b), SdkText), s => string.Join("; ", s.Select(e => e.Id))) { Accumulates = true },
        [Security] = new SettingKind<IReadOnlyList<SecurityEntry>>(
            (a, b) => Distinct(a.Concat(b), s => s.Write()), s => string.Join("; ", s.Select(SecurityText))) { Accumulates = true },
        [Register] = new SettingKind<IReadOnlyList<RegisterSource>>(
            (a, b) => Distinct(a.Concat(b), RegisterText), s => string.Join(", ", s.Select(RegisterText)))
        {
            LooserThan = (now, before) => !now.Select(RegisterText).SequenceEqual(before.Select(RegisterText)),
        },
        [WaiverFile] = SettingKinds.Paths,
        [WaiverMaxDays] = SettingKinds.AtMost,
        [WaiverMaxActive] = SettingKinds.AtMost,
        [WaiverUnwaivable] = SettingKinds.Union,
        [WaiverSecondPerson] = SettingKinds.Demanded,
        [WaiverWarnDays] = SettingKinds.AtLeast,
        [WaiverBaseBranch] = SettingKinds.Paths,
        [BaselineFile] = SettingKinds.Paths,
        [BaselineMaxDays] = SettingKinds.AtMost,
        [BaselineBaseBranch] = SettingKinds.Paths,
        [CatalogueMaxAge] = SettingKinds.AtMost,
    };

    /// <summary>
    /// Locking a rule locks what the rule goes by: a rule that may not be loosened by its severity may not be starved of its limits either.
    /// </summary>
    private static readonly Dictionary<string, string[]> GovernedBy = new(StringComparer.Ordinal)
    {
        [WarnDays] = ["GOV1005"],
        [Licences] = ["GOV3004"],
        [ModelLicences] = ["GOV2005"],
        [DataFiles] = ["GOV3001"],
        [MaxOverlap] = ["GOV3007"],
        [NearDuplicate] = ["GOV3007"],
        [MetricBaseline] = ["GOV4007"],
        [MaxRelativeDrop] = ["GOV4007"],
        [MinGroupSamples] = ["GOV4008"],
        [ArtefactManifest] = ["GOV6005", "GOV6006"],
        [HttpScopeName] = RuleCatalogue.CodeRules.Select(r => r.Info.Id).ToArray(),
        [CatalogueMaxAge] = ["GOV0011"],
    };

    /// <summary>Names that <c>locked</c> may list: settings, and groups of them.</summary>
    public static IReadOnlyList<string> LockableNames { get; } = Fixed.Keys
        .Concat(Fixed.Keys.SelectMany(Groups))
        .Concat(["rules", "requirements", "rawHttp.endpoints"])
        .Where(n => n is not (Name or Owner or Sdks or Security))
        .Distinct(StringComparer.Ordinal)
        .OrderBy(n => n, StringComparer.Ordinal)
        .ToArray();

    public static SettingKind KindOf(string name) =>
        Fixed.TryGetValue(name, out var kind) ? kind
        : name.StartsWith(Requirements, StringComparison.Ordinal) ? RequirementKind
        : name.StartsWith(HttpEndpoints, StringComparison.Ordinal) ? Endpoint
        : name.EndsWith(SatisfiedBy, StringComparison.Ordinal) ? SettingKinds.Intersection
        : name.EndsWith(NotVisible, StringComparison.Ordinal) ? HighestSeverity
        : RuleSeverities;

    /// <summary>The names under which a setting may be locked: its own, those of its groups, and the rules that go by it.</summary>
    public static IEnumerable<string> LocksOf(string name)
    {
        yield return name;
        foreach (var group in Groups(name))
        {
            yield return group;
        }

        foreach (var rule in GovernedBy.TryGetValue(name, out var rules) ? rules : [])
        {
            yield return Rules + rule;
        }
    }

    public static string OfRule(string id, string part) => Rules + id + part;

    private static IEnumerable<string> Groups(string name)
    {
        for (var dot = name.LastIndexOf('.'); dot > 0; dot = name.LastIndexOf('.', dot - 1))
        {
            yield return name.Substring(0, dot);
        }
    }

    private static IReadOnlyList<T> Distinct<T>(IEnumerable<T> items, Func<T, string> text) => items
        .GroupBy(text, StringComparer.Ordinal)
        .OrderBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => g.First())
        .ToArray();

    private static string AllowListText(ModelAllowList list) => $"[{string.Join(", ", list.Patterns)}] ({list.Place})";

    private static string LicencesText(LicenceLists l) =>
        $"allow [{string.Join(", ", l.Allow)}], review [{string.Join(", ", l.Review)}], deny [{string.Join(", ", l.Deny)}], unlisted {l.Unlisted} ({l.Place})";

    private static string SdkText(SdkEntry sdk) => sdk.Source + "\n" + string.Join("\n", SdkRecords.Write(sdk));

    private static string SecurityText(SecurityEntry entry) =>
        $"{SecurityKinds.Word(entry.Section)} {entry.Type}{(entry.Type.Length > 0 && entry.Members.Count > 0 ? "." : "")}{string.Join(", ", entry.Members)}";

    private static string RegisterText(RegisterSource source) =>
        source.Inline is null ? source.File : $"written in {source.Inline.Place}";

    private static string EndpointText(HttpEndpoint e) => $"{e.Provider} {e.Kind} {e.Model}".Trim();
}
