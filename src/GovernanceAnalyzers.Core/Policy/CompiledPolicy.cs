using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Http;
using GovernanceAnalyzers.Core.Models;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Sdks;
using GovernanceAnalyzers.Core.Secrets;
using GovernanceAnalyzers.Core.Security;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Core.Policy;

/// <summary>
/// The policy in force for one project, as one flat text file: rule settings, what the repository documents, and the catalogue. The
/// engine writes it before compilation; the compiler, the gate and the tool read it. Immutable after <see cref="Parse"/>; the larger
/// parts are only parsed when something asks for them.
/// </summary>
/// <remarks>
/// The file holds nothing that changes from day to day or from machine to machine: waivers and retirements are already resolved
/// against the evaluation date, and paths are relative. So it is rewritten, and code recompiled, only when a decision changes.
/// </remarks>
public sealed class CompiledPolicy
{
    /// <summary>First field of the first line. The second is the format's version.</summary>
    public const string Magic = "governance-policy";

    public const string FormatVersion = "1";

    /// <summary>Name of the file in the intermediate folder; analyzers look for it among the additional files.</summary>
    public const string FileName = "governance.policy.txt";

    private readonly List<SdkLines> _sdkLines = [];
    private readonly List<string> _modelLines = [];
    private readonly Dictionary<string, RuleSetting> _rules = new(StringComparer.Ordinal);
    private readonly List<List<RuleOverride>> _overrides = [];
    private readonly Lazy<RuleTable> _ruleTable;
    private readonly List<CardReference> _cards = [];
    private readonly List<DatasetReference> _datasets = [];
    private readonly List<EvaluatedModel> _evaluated = [];
    private readonly List<Waiver> _waivers = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _logSinks = new(StringComparer.Ordinal);
    private readonly List<(string Host, string Provider, bool IsDefault, string Variable)> _endpoints = [];
    private readonly List<EndpointAllowList> _allowedEndpoints = [];
    private readonly List<RegionAllowList> _allowedRegions = [];
    private readonly List<HttpEndpoint> _httpEndpoints = [];
    private readonly HashSet<string> _assemblies = new(StringComparer.Ordinal);
    private readonly HashSet<string> _retired = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _retiringSoon = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ModelAllowList> _allowLists = [];
    private readonly HashSet<string> _contentSwitches = new(StringComparer.Ordinal);
    private readonly List<string> _securityLines = [];
    private readonly Lazy<IReadOnlyList<SecurityEntry>> _security;
    private readonly Lazy<IReadOnlyList<SdkEntry>> _sdks;
    private readonly Lazy<ModelCatalogue> _models;

    private CompiledPolicy()
    {
        _ruleTable = new Lazy<RuleTable>(() => new RuleTable(_rules, _overrides, TierAt), LazyThreadSafetyMode.ExecutionAndPublication);
        _sdks = new Lazy<IReadOnlyList<SdkEntry>>(
            () => _sdkLines.Select(l => l.Entry).ToArray(), LazyThreadSafetyMode.ExecutionAndPublication);
        _security = new Lazy<IReadOnlyList<SecurityEntry>>(
            () => _securityLines.Select(l => SecurityEntry.Read(Record.Parse(l))).ToArray(), LazyThreadSafetyMode.ExecutionAndPublication);
        _models = new Lazy<ModelCatalogue>(
            () => ModelCatalogue.Read(_modelLines.Select(Record.Parse)), LazyThreadSafetyMode.ExecutionAndPublication);
    }

    /// <summary><c>sha256:</c> and 64 hex digits over every record that affects a decision.</summary>
    public string Digest { get; private set; } = "";

    public string Name { get; private set; } = "";

    /// <summary>The file that is the policy, repository-relative, or empty when the built-in baseline applies.</summary>
    public string PolicyFile { get; private set; } = "";

    /// <summary>Folder of the governed tree, relative to the folder of the compiled file.</summary>
    public string RelativeRoot { get; private set; } = "";

    /// <summary>Findings of this severity or above fail the build.</summary>
    public Severity FailOn { get; private set; } = Severity.Error;

    public string CardFolder { get; private set; } = "governance/models/";

    public string DatasetFolder { get; private set; } = "governance/datasets/";

    /// <summary>Assemblies of all SDKs in the catalogue, by simple name.</summary>
    public IReadOnlyCollection<string> Assemblies => _assemblies;

    /// <summary>An entry without assemblies applies to every project.</summary>
    public bool HasSdkForAnyAssembly { get; private set; }

    /// <summary>All SDKs. Analyzers ask for <see cref="SdksFor"/>, which reads no more than a compilation needs.</summary>
    public IReadOnlyList<SdkEntry> Sdks => _sdks.Value;

    /// <summary>The SDKs that matter where these assemblies are referenced. Only their records are read.</summary>
    public IReadOnlyList<SdkEntry> SdksFor(ICollection<string> referencedAssemblies) =>
        _sdkLines.Where(l => l.AppliesTo(referencedAssemblies)).Select(l => l.Entry).ToArray();

    public ModelCatalogue Models => _models.Value;

    public IReadOnlyList<CardReference> Cards => _cards;

    public IReadOnlyList<DatasetReference> Datasets => _datasets;

    public CompiledRegister Register { get; } = new();

    /// <summary>The AI systems of the register.</summary>
    public IReadOnlyList<SystemReference> Systems => Register.Systems;

    /// <summary>The highest tier of the systems that own a file.</summary>
    public RiskTier TierAt(string path) => Register.SystemsAt(path).Select(s => s.Tier).DefaultIfEmpty(RiskTier.Unknown).Max();

    /// <summary>Waivers that count on the evaluation date.</summary>
    public IReadOnlyList<Waiver> Waivers => _waivers;

    /// <summary>Types and methods that the policy accepts as logging, beyond the catalogue.</summary>
    public IReadOnlyList<string> SatisfiedBy { get; private set; } = [];

    /// <summary>Globs of the files, besides those that every project has, in which the policy looks for configuration values.</summary>
    public IReadOnlyList<string> ConfigurationFiles { get; private set; } = [];

    /// <summary>Types whose methods write a log or a trace: metadata name to method names, which may end in <c>*</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> LogSinks => _logSinks;

    /// <summary>AppContext switches and environment variables that put prompts and answers into logs or traces.</summary>
    public ICollection<string> ContentSwitches => _contentSwitches;

    /// <summary>Sources, sinks, validators and approvals of the flow rules: the shipped ones and the policy's.</summary>
    public IReadOnlyList<SecurityEntry> Security => _security.Value;

    /// <summary>Whether a rule is on in any file.</summary>
    public bool MayReport(string id) => _ruleTable.Value.MayReport(id);

    /// <summary>In which projects requests without an SDK are looked for.</summary>
    public HttpScope HttpScope { get; private set; }

    /// <summary>Addresses that such requests go to; the first that matches counts.</summary>
    public IReadOnlyList<HttpEndpoint> HttpEndpoints => _httpEndpoints;

    /// <summary>The provider that answers at a URL, or empty when the policy knows none for its host.</summary>
    public string ProviderAt(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri))
        {
            return "";
        }

        var authority = uri.Authority.ToLowerInvariant();
        return _endpoints.FirstOrDefault(e => Glob.IsNameMatch(e.Host, authority) || Glob.IsNameMatch(e.Host, uri.Host.ToLowerInvariant())).Provider ?? "";
    }

    /// <summary>The host that an SDK of a provider asks when it is given no address; empty where none is known.</summary>
    public string DefaultHostOf(string provider) =>
        provider.Length == 0 ? "" : _endpoints.FirstOrDefault(e => e.IsDefault && e.Provider == provider).Host ?? "";

    /// <summary>The environment variable in which SDKs of a provider look for another address by themselves; empty where none is known.</summary>
    public string AddressVariableOf(string provider) =>
        provider.Length == 0 ? "" : _endpoints.FirstOrDefault(e => e.IsDefault && e.Provider == provider).Variable ?? "";

    /// <summary>Lists of allowed addresses, one per layer that has one. An address must be on each of them.</summary>
    public IReadOnlyList<EndpointAllowList> AllowedEndpoints => _allowedEndpoints;

    /// <summary>Lists of allowed regions, one per layer that has one.</summary>
    public IReadOnlyList<RegionAllowList> AllowedRegions => _allowedRegions;

    /// <summary>Reads the file; null when it is not one of ours or of another format version.</summary>
    public static CompiledPolicy? Parse(IEnumerable<string> lines)
    {
        var policy = new CompiledPolicy();
        var first = true;
        foreach (var line in lines)
        {
            if (first)
            {
                if (line != Magic + "\t" + FormatVersion)
                {
                    return null;
                }

                first = false;
            }
            else if (line.Length > 0)
            {
                policy.Add(line);
            }
        }

        return first ? null : policy;
    }

    /// <summary>Reads a file that may be cut off or changed by hand since it was written; then it is null, too.</summary>
    public static CompiledPolicy? ParseIntact(IReadOnlyList<string> lines) => PolicyRecords.IsIntact(lines) ? Parse(lines) : null;

    public RuleSetting Rule(string id) => _rules.TryGetValue(id, out var setting) ? setting : RuleSetting.Off;

    /// <summary>What the policy says about a rule in a file.</summary>
    /// <param name="path">Repository-relative.</param>
    public RuleSetting Rule(string id, string path) => _ruleTable.Value.At(id, path);

    public Severity SeverityOption(string ruleId, string option, Severity otherwise) =>
        Rule(ruleId).Options.TryGetValue(option, out var word) && SeverityText.TryParse(word, out var severity) ? severity : otherwise;

    public ModelClassification Classify(ModelReferenceFact reference)
    {
        if (reference.Kind == "deployment")
        {
            return new ModelClassification(
                PinVerdict.Indeterminate,
                Assurance.None,
                "it is a deployment name, which the resource's owner chose; which model and version it serves is set on the server",
                []);
        }

        return Models.Classify(reference.Provider, reference.Value ?? "");
    }

    /// <summary>Under which provider and name retirements are looked up for a reference: what a deployment serves is not in its name.</summary>
    public (string Provider, string Reference)? RetiresAs(ModelReferenceFact reference) => reference.Value is not { } value
        ? null
        : Register.ServedBy(reference) is { } served
            ? served.RetiresAs(reference.Provider)
            : reference.Kind == "deployment" ? null : (reference.Provider, value);

    /// <summary>Whether the provider has stopped serving the reference at the evaluation date.</summary>
    public bool IsRetired(string provider, string reference) => FindRetired(provider, reference) is not null;

    /// <summary>The retirement of a reference that the provider no longer serves at the evaluation date, or null.</summary>
    public Retirement? FindRetired(string provider, string reference) => FindRetirement(_retired, provider, reference);

    /// <summary>The announced retirement of a reference, when it is near enough for the policy to warn of it; null otherwise.</summary>
    public Retirement? FindRetiringSoon(string provider, string reference) => FindRetirement(_retiringSoon, provider, reference);

    /// <summary>Lists of allowed models, one per layer that has one. A model must be on each of them.</summary>
    public IReadOnlyList<ModelAllowList> AllowLists => _allowLists;

    public bool HasCard(ModelReferenceFact reference) => _cards.Any(c => c.Documents(reference));

    /// <summary>Models of which there are evaluations, sorted. Empty where GOV4003 is off.</summary>
    public IReadOnlyList<EvaluatedModel> Evaluated => _evaluated;

    /// <summary>
    /// The one card that is about another version of what code refers to, with what it describes; null where there is none, or several, or
    /// where the register says that the version of the card is in use as well: then a card is missing, and none is wrong.
    /// </summary>
    public (CardReference Card, string Model)? CardOfOtherVersion(ModelReferenceFact reference)
    {
        var others = CardsRelatedTo(reference, ModelRelation.OtherVersion).Take(2).ToArray();
        return others.Length == 1 && !HasCard(reference) && !Register.Models.Any(m => IsSame(m.Model) || IsSame(m.Serves)) ? others[0] : null;

        bool IsSame(string model) => model.Length > 0 && Models.Compare(model, others[0].Model) == ModelRelation.Same;
    }

    /// <summary>Cards of which a model stands to a reference like that.</summary>
    public IEnumerable<(CardReference Card, string Model)> CardsRelatedTo(ModelReferenceFact reference, ModelRelation relation) =>
        reference.Provider.Length == 0 || reference.Kind == "deployment" || string.IsNullOrEmpty(reference.Value)
            ? []
            : _cards
                .Select(c => (Card: c, Model: c.Models.FirstOrDefault(m => Models.Compare(m, reference.Model) == relation)))
                .Where(c => c.Model is not null)
                .Select(c => (c.Card, c.Model!));

    /// <summary>The record whose files or URLs cover the path or URL, or null.</summary>
    public DatasetReference? DatasetFor(string pathOrUrl) => _datasets.FirstOrDefault(d => d.Covers(pathOrUrl));

    /// <summary>A path for a new card: the card folder and the reference, with what file names cannot hold replaced.</summary>
    public string SuggestedCardPath(string reference) =>
        CardFolder + string.Concat(reference.Select(c => char.IsLetterOrDigit(c) || c is '-' or '.' or '_' ? c : '-')) + ".md";

    /// <summary>Judges a fact by every code rule that is on, waivers aside.</summary>
    public IEnumerable<(CodeRule Rule, RuleHit Hit, Finding Finding)> Judge(CodeFact fact)
    {
        foreach (var rule in RuleCatalogue.CodeRules)
        {
            if (fact is ModelReferenceFact { Kind: ModelReferenceFact.DatasetKind } && rule is not GOV1001_FloatingModelReference)
            {
                continue;
            }

            var setting = Rule(rule.Info.Id, fact.Place.Path);
            if (setting.Severity == Severity.None || rule.Check(fact, this) is not { } hit)
            {
                continue;
            }

            var severity = hit.AtMost is { } limit && limit < setting.Severity ? limit : setting.Severity;
            if (severity == Severity.None)
            {
                continue;
            }

            yield return (rule, hit, new Finding(rule.Info.Id, severity, KeyText.Mask($"{hit.Message}. [{setting.Cited}]"), fact.Place, KeyText.Mask(hit.Subject))
            {
                PolicyPlace = setting.Place,
                Model = hit.Model,
                Symbol = fact.Symbol,
                Path = hit.Path,
            });
        }
    }

    /// <summary>The waiver that covers a finding on the evaluation date, or null.</summary>
    public Waiver? WaiverFor(Finding finding) => _waivers.FirstOrDefault(w => w.Covers(finding));

    private Retirement? FindRetirement(HashSet<string> decided, string provider, string reference) =>
        decided.Count > 0 && Models.FindRetirement(provider, reference) is { } found && decided.Contains($"{provider.Trim()}:{found.Model}")
            ? found
            : null;

    private void Add(string line)
    {
        var tab = line.IndexOf('\t');
        var type = tab < 0 ? line : line.Substring(0, tab);
        if (SdkRecords.IsSdkRecord(type))
        {
            if (type == SdkRecords.Sdk)
            {
                _sdkLines.Add(new SdkLines(line));
            }
            else
            {
                _sdkLines[_sdkLines.Count - 1].Add(line);
            }

            return;
        }

        if (ModelRecords.IsModelRecord(type))
        {
            _modelLines.Add(line);
            return;
        }

        if (SecurityEntry.IsRecord(type))
        {
            _securityLines.Add(line);
            return;
        }

        PolicyRecords.Apply(Record.Parse(line), this);
    }

    internal void Set(string digest) => Digest = digest;

    internal void SetHeader(string name, string policyFile, Severity failOn)
    {
        Name = name;
        PolicyFile = policyFile;
        FailOn = failOn;
    }

    internal void SetRoot(string relativeRoot) => RelativeRoot = relativeRoot;

    internal void SetFolders(string cards, string datasets)
    {
        CardFolder = cards;
        DatasetFolder = datasets;
    }

    internal void SetAssemblies(IEnumerable<string> names, bool any)
    {
        _assemblies.UnionWith(names);
        HasSdkForAnyAssembly = any;
    }

    internal void SetSatisfiedBy(IReadOnlyList<string> names) => SatisfiedBy = names;

    internal void SetConfigurationFiles(IReadOnlyList<string> globs) => ConfigurationFiles = globs;

    internal void AddRule(string id, RuleSetting setting) => _rules[id] = setting;

    internal void AddOverride(int chain, RuleOverride item)
    {
        AddChain(chain);
        _overrides[chain].Add(item);
    }

    internal void AddChain(int chain)
    {
        while (_overrides.Count <= chain)
        {
            _overrides.Add([]);
        }
    }

    internal void AddCard(CardReference card) => _cards.Add(card);

    internal void AddDataset(DatasetReference dataset) => _datasets.Add(dataset);

    internal void AddEvaluated(EvaluatedModel model) => _evaluated.Add(model);

    internal void AddWaiver(Waiver waiver) => _waivers.Add(waiver);

    internal void AddLogSink(string type, IReadOnlyList<string> members) => _logSinks[type] = members;

    internal void SetHttpScope(HttpScope scope) => HttpScope = scope;

    internal void AddHttpEndpoint(HttpEndpoint endpoint) => _httpEndpoints.Add(endpoint);

    internal void AddEndpoint(string host, string provider, bool isDefault, string variable) => _endpoints.Add((host, provider, isDefault, variable));

    internal void AddAllowedEndpoints(EndpointAllowList list) => _allowedEndpoints.Add(list);

    internal void AddAllowedRegions(RegionAllowList list) => _allowedRegions.Add(list);

    internal void AddRetired(IEnumerable<string> models) => _retired.UnionWith(models);

    internal void AddRetiringSoon(IEnumerable<string> models) => _retiringSoon.UnionWith(models);

    internal void AddContentSwitches(IEnumerable<string> names) => _contentSwitches.UnionWith(names);

    internal void AddAllowList(ModelAllowList list) => _allowLists.Add(list);
}
