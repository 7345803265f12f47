using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Engine.Gate;

namespace GovernanceAnalyzers.Engine.Reports;

/// <summary>The report as one SARIF 2.1.0 run (OASIS standard, 27 March 2020).</summary>
public static class SarifReport
{
    private const string RootId = "SRCROOT";

    public static string Write(Report report) => JsonText.Write(json =>
    {
        var rules = report.Results.Select(r => r.Finding.RuleId).Distinct().OrderBy(id => id, StringComparer.Ordinal).ToArray();
        json.WriteStartObject();
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        Tool(json, rules);

        json.WriteStartObject("automationDetails");
        json.WriteString("id", "governance/");
        json.WriteEndObject();

        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", report.Results.All(r => r.Finding.RuleId is not ("GOV0001" or "GOV0009") || r.Status != ResultStatus.Open));
        json.WriteEndObject();
        json.WriteEndArray();

        json.WriteStartObject("originalUriBaseIds");
        json.WriteStartObject(RootId);
        Message(json, "description", "The governed folder: the one with governance.yml, or the root of the repository.");
        json.WriteEndObject();
        json.WriteEndObject();

        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartArray("results");
        foreach (var (result, fingerprint) in report.Results.Zip(Fingerprints.Of(report.Results), (r, f) => (r, f)))
        {
            Result(json, result, Array.IndexOf(rules, result.Finding.RuleId), fingerprint);
        }

        json.WriteEndArray();

        json.WriteStartObject("properties");
        json.WriteString("policy", report.PolicyName);
        json.WriteString("policyDigest", report.PolicyDigest);
        json.WriteString("evaluationDate", report.EvaluationDate.ToString());
        json.WriteEndObject();

        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Tool(Utf8JsonWriter json, IEnumerable<string> ruleIds)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "GovernanceAnalyzers");
        json.WriteString("semanticVersion", ToolVersion.Text);
        json.WriteString("informationUri", RuleInfo.HelpRoot.Replace("blob/main/docs/rules/", "").TrimEnd('/'));
        json.WriteStartArray("rules");
        foreach (var rule in ruleIds.Select(id => RuleCatalogue.Find(id)!))
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Id);
            json.WriteString("name", rule.Name);
            Message(json, "shortDescription", rule.Title + ".");
            Message(json, "fullDescription", rule.Description);
            json.WriteString("helpUri", rule.HelpUri);
            Message(json, "help", rule.Description);
            json.WriteStartObject("properties");
            json.WriteStartArray("tags");
            json.WriteStringValue(rule.Category);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Result(Utf8JsonWriter json, Result result, int ruleIndex, string fingerprint)
    {
        var finding = result.Finding;
        json.WriteStartObject();
        json.WriteString("ruleId", finding.RuleId);
        json.WriteNumber("ruleIndex", ruleIndex);
        json.WriteString("level", finding.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" });
        Message(json, "message", finding.Message);
        json.WriteStartArray("locations");
        json.WriteStartObject();
        PhysicalLocation(json, finding.Place);
        json.WriteEndObject();
        json.WriteEndArray();
        CodeFlow(json, FlowStep.Split(finding.Path));

        json.WriteStartObject("partialFingerprints");
        json.WriteString("governanceFinding/v1", fingerprint);
        json.WriteEndObject();

        // An absent list would mean "unknown", so an empty one is written as well.
        json.WriteStartArray("suppressions");
        if (result.Status != ResultStatus.Open)
        {
            json.WriteStartObject();
            json.WriteString("kind", result.Status == ResultStatus.Suppressed ? "inSource" : "external");
            json.WriteString("status", "accepted");
            json.WriteString("justification", result.Status switch
            {
                ResultStatus.Waived => $"Waiver {result.By}: {result.Reason}",
                ResultStatus.Baselined => $"Baseline: {result.Reason}",
                _ => $"Suppressed {result.By}{(result.Reason.Length == 0 ? "" : ": " + result.Reason)}",
            });
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void PhysicalLocation(Utf8JsonWriter json, SourcePlace place)
    {
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", ToUri(place.Path));
        if (!IsAbsolute(place.Path))
        {
            json.WriteString("uriBaseId", RootId);
        }

        json.WriteEndObject();
        // A finding about a file as a whole stands at its first line, because code scanning services refuse a result without a line.
        json.WriteStartObject("region");
        json.WriteNumber("startLine", Math.Max(1, place.Line));
        if (place.Column > 0)
        {
            json.WriteNumber("startColumn", place.Column);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>The way of a text from where it comes from to where it does harm, as one thread of one flow.</summary>
    private static void CodeFlow(Utf8JsonWriter json, IReadOnlyList<FlowStep> path)
    {
        if (path.Count == 0)
        {
            return;
        }

        json.WriteStartArray("codeFlows");
        json.WriteStartObject();
        json.WriteStartArray("threadFlows");
        json.WriteStartObject();
        json.WriteStartArray("locations");
        foreach (var step in path)
        {
            json.WriteStartObject();
            json.WriteStartObject("location");
            PhysicalLocation(json, step.Place);
            Message(json, "message", step.Text);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static bool IsAbsolute(string path) => path.StartsWith("/", StringComparison.Ordinal) || (path.Length > 1 && path[1] == ':');

    private static string ToUri(string path) =>
        IsAbsolute(path)
            ? new Uri("file://" + (path[0] == '/' ? "" : "/") + path).AbsoluteUri
            : string.Join("/", path.Split('/').Select(Uri.EscapeDataString));

    private static void Message(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
