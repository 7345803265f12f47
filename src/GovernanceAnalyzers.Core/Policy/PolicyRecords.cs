using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Http;
using GovernanceAnalyzers.Core.Sdks;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Core.Policy;

/// <summary>The records of the compiled policy, other than SDKs and models: how they are written and how they are read.</summary>
public static class PolicyRecords
{
    private const string Digest = "digest";
    private const string Root = "root";
    private const string Policy = "policy";
    private const string Folders = "folders";
    private const string Assemblies = "assemblies";
    private const string Rule = "rule";
    private const string Override = "rule-override";
    private const string SatisfiedBy = "satisfied-by";
    private const string RawHttp = "raw-http";
    private const string RawHttpEndpoint = "raw-http.endpoint";
    private const string ConfigurationFiles = "configuration-files";
    private const string Card = "card";
    private const string Dataset = "dataset";
    private const string RegisterType = "register";
    private const string RegisterModelType = "register-model";
    private const string DeploymentType = "deployment";
    private const string SystemType = "system";
    private const string WaiverType = "waiver";
    private const string Retired = "retired";
    private const string RetiringSoon = "retiring-soon";
    private const string AllowedModels = "allowed-models";
    private const string LogSink = "log-sink";
    private const string Endpoint = "endpoint";
    private const string AllowedEndpoints = "allowed-endpoints";
    private const string AllowedRegions = "allowed-regions";
    private const string ContentSwitch = "content-switch";
    private const string Evaluated = "evaluated";

    /// <summary>The whole file: header, digest, location, then the records in the order given.</summary>
    /// <param name="relativeRoot">Not part of the digest, because it differs from project to project.</param>
    public static string Document(string relativeRoot, IReadOnlyList<string> records)
    {
        var text = new StringBuilder();
        text.Append(Record.Format(CompiledPolicy.Magic, CompiledPolicy.FormatVersion)).Append('\n');
        text.Append(Record.Format(Digest, ComputeDigest(records))).Append('\n');
        text.Append(Record.Format(Root, relativeRoot)).Append('\n');
        foreach (var record in records)
        {
            text.Append(record).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Whether lines are a whole document: what follows the header has the digest that the header states.</summary>
    public static bool IsIntact(IReadOnlyList<string> lines) =>
        lines.Count > 2
        && lines[0] == Record.Format(CompiledPolicy.Magic, CompiledPolicy.FormatVersion)
        && lines[1] == Record.Format(Digest, ComputeDigest(lines.Skip(3).Where(l => l.Length > 0).ToArray()));

    public static string FormatHeader(string name, string policyFile, Severity failOn) =>
        Record.Format(Policy, name, policyFile, failOn.ToWord());

    public static string FormatFolders(string cards, string datasets) => Record.Format(Folders, cards, datasets);

    /// <param name="any">Every project is analysed, whatever it references.</param>
    public static string FormatAssemblies(IReadOnlyList<SdkEntry> sdks, bool any) => Record.Format(
        Assemblies,
        any ? "any" : "listed",
        Record.JoinList(sdks.SelectMany(s => s.Assemblies).Distinct(StringComparer.Ordinal).OrderBy(a => a, StringComparer.Ordinal)));

    public static string FormatRule(string id, RuleSetting setting)
    {
        var options = setting.Options.OrderBy(o => o.Key, StringComparer.Ordinal).SelectMany(o => new[] { o.Key, o.Value });
        return Record.Format(
            [Rule, id, setting.Severity.ToWord(), setting.Locked ? "locked" : "", setting.Place, setting.ErrorFrom?.ToString() ?? "", .. options]);
    }

    /// <param name="chain">Number of the line of inheritance, from 0.</param>
    public static string FormatOverride(int chain, RuleOverride item) => Record.Format(
        Override,
        chain.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Record.JoinList(item.Paths),
        Record.JoinList(item.Tiers.Select(t => t.ToWord())),
        item.RuleId,
        item.Severity.ToWord(),
        item.Place);

    /// <summary>A line of inheritance without overrides counts as well: there the rule is what it is everywhere.</summary>
    public static string FormatChain(int chain) => Record.Format(Override, chain.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public static string FormatSatisfiedBy(IEnumerable<string> names) => Record.Format(SatisfiedBy, Record.JoinList(names));

    public static string FormatConfigurationFiles(IEnumerable<string> globs) => Record.Format(ConfigurationFiles, Record.JoinList(globs));

    public static string FormatCard(CardReference card) =>
        Record.Format(Card, card.Path, Record.JoinList(card.Models), Record.JoinList(card.Deployments));

    public static string FormatDataset(DatasetReference dataset) => Record.Format(
        Dataset, dataset.Id, dataset.RecordPath, Record.JoinList(dataset.Files), Record.JoinList(dataset.Urls));

    /// <param name="path">Where the register is, or where one belongs.</param>
    public static string FormatRegister(RegisterState state, string path) =>
        Record.Format(RegisterType, state switch { RegisterState.Read => "read", RegisterState.Unreadable => "unreadable", _ => "missing" }, path);

    public static string FormatRegisterModel(RegisterModel model) => Record.Format(
        RegisterModelType,
        model.Id,
        model.Place,
        model.Model,
        Record.JoinList(model.Deployments),
        Record.JoinList(model.UsedBy),
        model.Serves,
        model.IsCompensated ? "compensated" : "",
        model.IsSuppliedAtRunTime ? "at-run-time" : "");

    public static string FormatDeployment(DeploymentReference deployment) =>
        Record.Format(DeploymentType, deployment.Name, deployment.Serves, deployment.Place, deployment.Unknown);

    public static string FormatSystem(SystemReference system) =>
        Record.Format(SystemType, system.Id, system.Tier.ToWord(), Record.JoinList(system.Paths));

    public static string FormatWaiver(Waiver waiver) => Record.Format(
        WaiverType,
        waiver.Id,
        waiver.RuleId,
        waiver.Reason,
        waiver.Owner,
        waiver.Expires.ToString(),
        waiver.Path,
        waiver.Model,
        waiver.Place.Path,
        waiver.Place.Line.ToString(System.Globalization.CultureInfo.InvariantCulture),
        waiver.Symbol,
        waiver.Dataset,
        waiver.Requirement,
        Record.JoinList(waiver.Except));

    /// <param name="models"><c>provider:reference</c> of everything that is retired at the evaluation date.</param>
    public static string FormatRetired(IEnumerable<string> models) => Record.Format(Retired, Record.JoinList(models));

    /// <param name="models"><c>provider:reference</c> of everything that retires within the days that the policy wants warnings for.</param>
    public static string FormatRetiringSoon(IEnumerable<string> models) => Record.Format(RetiringSoon, Record.JoinList(models));

    public static string FormatAllowList(ModelAllowList list) => Record.Format(AllowedModels, list.Place, Record.JoinList(list.Patterns));

    public static string FormatLogSink(string type, IEnumerable<string> members) => Record.Format(LogSink, type, Record.JoinList(members));

    public static string FormatContentSwitches(IEnumerable<string> names) => Record.Format(ContentSwitch, Record.JoinList(names));

    public static string FormatEvaluated(EvaluatedModel model) => Record.Format(Evaluated, model.Model, model.Place);

    /// <param name="host">Lower-case glob over <c>host</c> or <c>host:port</c>.</param>
    /// <param name="isDefault">Whether SDKs of the provider ask there when they are given no address.</param>
    public static string FormatEndpoint(string host, string provider, bool isDefault, string variable = "") => Record.Format(Endpoint, host, provider, isDefault ? "default" : "", variable);

    public static string FormatAllowedEndpoints(string place, IEnumerable<string> patterns) => Record.Format(AllowedEndpoints, place, Record.JoinList(patterns));

    public static string FormatAllowedRegions(string place, IEnumerable<string> patterns) => Record.Format(AllowedRegions, place, Record.JoinList(patterns));

    public static string FormatHttpScope(HttpScope scope) => Record.Format(RawHttp, scope.ToWord());

    public static string FormatHttpEndpoint(HttpEndpoint endpoint) =>
        Record.Format(RawHttpEndpoint, endpoint.Host, endpoint.Path, endpoint.Provider, endpoint.Kind, endpoint.Model);

    internal static void Apply(string[] r, CompiledPolicy policy)
    {
        switch (r[0])
        {
            case Digest:
                policy.Set(r[1]);
                break;
            case Root:
                policy.SetRoot(r[1]);
                break;
            case Policy:
                policy.SetHeader(r[1], r[2], ParseSeverity(r[3]));
                break;
            case Folders:
                policy.SetFolders(r[1], r[2]);
                break;
            case Assemblies:
                policy.SetAssemblies(Record.SplitList(r[2]), r[1] == "any");
                break;
            case Rule:
                var options = new Dictionary<string, string>(StringComparer.Ordinal);
                for (var i = 6; i + 1 < r.Length; i += 2)
                {
                    options[r[i]] = r[i + 1];
                }

                policy.AddRule(r[1], new RuleSetting(ParseSeverity(r[2]), r[3] == "locked", r[4])
                {
                    ErrorFrom = CalendarDate.TryParse(r[5], out var day) ? day : null,
                    Options = options,
                });
                break;
            case Override when r.Length == 2:
                policy.AddChain(int.Parse(r[1], System.Globalization.CultureInfo.InvariantCulture));
                break;
            case Override:
                policy.AddOverride(
                    int.Parse(r[1], System.Globalization.CultureInfo.InvariantCulture),
                    new RuleOverride(
                        Record.SplitList(r[2]),
                        Record.SplitList(r[3]).Select(t => RiskTierText.TryParse(t, out var tier) ? tier : RiskTier.Unknown).ToArray(),
                        r[4],
                        ParseSeverity(r[5]),
                        r[6]));
                break;
            case SatisfiedBy:
                policy.SetSatisfiedBy(Record.SplitList(r[1]));
                break;
            case ConfigurationFiles:
                policy.SetConfigurationFiles(Record.SplitList(r[1]));
                break;
            case Card:
                policy.AddCard(new CardReference(r[1], Record.SplitList(r[2]), Record.SplitList(r[3])));
                break;
            case Dataset:
                policy.AddDataset(new DatasetReference(r[1], r[2], Record.SplitList(r[3]), Record.SplitList(r[4])));
                break;
            case RegisterType:
                policy.Register.Set(
                    r[1] switch { "read" => RegisterState.Read, "unreadable" => RegisterState.Unreadable, _ => RegisterState.Missing }, r[2]);
                break;
            case RegisterModelType:
                policy.Register.Add(new RegisterModel(r[1], r[2])
                {
                    Model = r[3],
                    Deployments = Record.SplitList(r[4]),
                    UsedBy = Record.SplitList(r[5]),
                    Serves = r[6],
                    IsCompensated = r[7].Length > 0,
                    IsSuppliedAtRunTime = r[8].Length > 0,
                });
                break;
            case DeploymentType:
                policy.Register.Add(new DeploymentReference(r[1], r[2], r[3], r[4]));
                break;
            case SystemType:
                policy.Register.Add(new SystemReference(
                    r[1], RiskTierText.TryParse(r[2], out var tier) ? tier : RiskTier.Unknown, Record.SplitList(r[3])));
                break;
            case WaiverType:
                policy.AddWaiver(new Waiver(r[1], r[2], r[3], r[4], CalendarDate.Parse(r[5]))
                {
                    Path = r[6],
                    Model = r[7],
                    Place = new SourcePlace(r[8], int.Parse(r[9], System.Globalization.CultureInfo.InvariantCulture)),
                    Symbol = r[10],
                    Dataset = r[11],
                    Requirement = r[12],
                    Except = Record.SplitList(r[13]),
                });
                break;
            case LogSink:
                policy.AddLogSink(r[1], Record.SplitList(r[2]));
                break;
            case RawHttp:
                policy.SetHttpScope(HttpScopeText.TryParse(r[1]) ?? HttpScope.Off);
                break;
            case RawHttpEndpoint:
                policy.AddHttpEndpoint(new HttpEndpoint(r[1], r[2], r[3], r[4], r[5]));
                break;
            case Endpoint:
                policy.AddEndpoint(r[1], r[2], r[3].Length > 0, r[4]);
                break;
            case AllowedEndpoints:
                policy.AddAllowedEndpoints(new EndpointAllowList(Record.SplitList(r[2]), r[1]));
                break;
            case AllowedRegions:
                policy.AddAllowedRegions(new RegionAllowList(Record.SplitList(r[2]), r[1]));
                break;
            case ContentSwitch:
                policy.AddContentSwitches(Record.SplitList(r[1]));
                break;
            case Evaluated:
                policy.AddEvaluated(new EvaluatedModel(r[1], r[2]));
                break;
            case Retired:
                policy.AddRetired(Record.SplitList(r[1]));
                break;
            case RetiringSoon:
                policy.AddRetiringSoon(Record.SplitList(r[1]));
                break;
            case AllowedModels:
                policy.AddAllowList(new ModelAllowList(Record.SplitList(r[2]), r[1]));
                break;
        }
    }

    private static Severity ParseSeverity(string word) => SeverityText.TryParse(word, out var severity) ? severity : Severity.None;

    private static string ComputeDigest(IReadOnlyList<string> records) => "sha256:" + Sha256Text.Hex(string.Join("\n", records));
}
