using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Engine.Gate;

namespace GovernanceAnalyzers.Engine.Reports;

/// <summary>The report as one SARIF 2.1.0 run (OASIS standard, 27 March 2020).</summary>
public static class SarifReport
{
    /// <summary>What every build writes: the results and their rules, and no more, because it is written once per project.</summary>
    public static string Write(Report report)
    {
        var entries = report.Results.Zip(Fingerprints.Of(report.Results), (r, f) => new FindingEntry(0, r, f)).ToArray();
        return Write(new SarifScope(report, entries)
        {
            Rules = SarifRules.Used(entries),
            Suppressions = new SarifSuppressions(report, [], ""),
        });
    }

    /// <summary>With all rules, the standards they are relevant for, where exceptions stand, and the digests of the evidence.</summary>
    public static string Write(RepositoryPosture posture) => Write(new SarifScope(posture.Report, posture.Findings)
    {
        Posture = posture,
        Rules = RuleCatalogue.All,
        Taxonomies = SarifTaxonomies.Of(posture.Findings),
        Suppressions = new SarifSuppressions(posture.Report, posture.Waivers, posture.BaselineFile),
        Artifacts = SarifArtifacts.Of(posture),
    });

    /// <summary>
    /// For GitHub code scanning, which shows suppressed results as alerts all the same: open findings only, within its limits, with paths
    /// as they are from the root of the repository.
    /// </summary>
    public static string WriteForGitHub(RepositoryPosture posture)
    {
        var open = posture.Findings.Where(f => f.Result.Status == ResultStatus.Open).ToArray();
        var kept = GitHubLimits.Keep(open);
        return Write(new SarifScope(posture.Report, kept)
        {
            Posture = posture,
            IsForGitHub = true,
            Paths = SarifPaths.InRepository(posture),
            Rules = RuleCatalogue.All,
            Notices = kept.Count == open.Length
                ? []
                : [$"{open.Length - kept.Count} of {open.Length} findings are left out, the least severe, because GitHub accepts {GitHubLimits.Results} at most. The other reports have all of them."],
        });
    }

    private static string Write(SarifScope scope) => JsonText.Write(json =>
    {
        var report = scope.Report;
        json.WriteStartObject();
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();

        SarifRules.Write(json, scope);

        json.WriteStartObject("automationDetails");
        json.WriteString("id", scope.Category);
        json.WriteEndObject();

        Invocation(json, scope);

        json.WriteStartObject("originalUriBaseIds");
        json.WriteStartObject(SarifPaths.RootId);
        json.Message("description", scope.IsForGitHub
            ? "The root of the repository."
            : "The governed folder: the one with governance.yml, or the root of the repository.");
        json.WriteEndObject();
        json.WriteEndObject();

        scope.Artifacts.Write(json, scope.Paths);
        json.WriteString("columnKind", "utf16CodeUnits");
        scope.Taxonomies.Write(json);
        json.WriteStartArray("results");
        foreach (var entry in scope.Entries)
        {
            SarifResults.Write(json, entry, scope);
        }

        json.WriteEndArray();
        Properties(json, scope, report);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Invocation(Utf8JsonWriter json, SarifScope scope)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", scope.Report.Results.All(r => r.Finding.RuleId is not ("GOV0001" or "GOV0009") || r.Status != ResultStatus.Open));
        var notices = scope.Notices.Concat(scope.Posture is { NotKnown.Length: > 0 } posture ? [posture.NotKnown] : []).ToArray();
        if (notices.Length > 0)
        {
            json.WriteStartArray("toolExecutionNotifications");
            foreach (var notice in notices)
            {
                json.WriteStartObject();
                json.Message("message", notice);
                json.WriteString("level", "warning");
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Properties(Utf8JsonWriter json, SarifScope scope, Report report)
    {
        json.WriteStartObject("properties");
        json.WriteString("policy", report.PolicyName);
        json.Text("policyFile", report.PolicyFile);
        json.WriteString("policyDigest", report.PolicyDigest);
        json.WriteString("evaluationDate", report.EvaluationDate.ToString());
        if (scope.Posture is { } posture)
        {
            json.Text("policySha256", report.PolicySha256);
            json.Text("profile", report.Profile);
            json.WriteString("failOn", report.FailOn.ToWord());
            json.Text("repository", posture.Identity.Name);
            json.Text("commit", posture.Identity.Commit);
            json.WriteStartArray("policyLayers");
            foreach (var layer in report.Layers)
            {
                json.WriteStartObject();
                json.WriteString("layer", layer.Name);
                json.Text("version", layer.Version);
                json.WriteString("sha256", layer.Sha256);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}

/// <summary>What one SARIF file is about, and how much of it is written.</summary>
internal sealed record SarifScope(Report Report, IReadOnlyList<FindingEntry> Entries)
{
    private readonly IReadOnlyDictionary<string, int> _rules = new Dictionary<string, int>();

    /// <summary>Null for what a build writes.</summary>
    public RepositoryPosture? Posture { get; init; }

    public bool IsForGitHub { get; init; }

    public IReadOnlyList<RuleInfo> Rules
    {
        get;
        init
        {
            field = value;
            _rules = value.Select((r, i) => (r.Id, i)).ToDictionary(r => r.Id, r => r.i, StringComparer.Ordinal);
        }
    } = [];

    public SarifTaxonomies Taxonomies { get; init; } = SarifTaxonomies.None;

    public SarifSuppressions? Suppressions { get; init; }

    public SarifArtifacts Artifacts { get; init; } = SarifArtifacts.None;

    /// <summary>What the reader has to know about the file itself.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    public SarifPaths Paths { get; init; } = SarifPaths.InFolder(Report);

    /// <summary>Runs of one category replace each other, so two governed folders of one repository need two.</summary>
    public string Category => IsForGitHub && Posture!.Identity.Folder.Length > 0 ? $"governance/{Posture.Identity.Folder}/" : "governance/";

    public int RuleIndex(string ruleId) => _rules.TryGetValue(ruleId, out var index) ? index : -1;
}
