using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Gate;

namespace GovernanceAnalyzers.Engine.Reports;

/// <summary>The results of a run.</summary>
internal static class SarifResults
{
    public static void Write(Utf8JsonWriter json, FindingEntry entry, SarifScope scope)
    {
        var finding = entry.Finding;
        json.WriteStartObject();
        json.WriteString("ruleId", finding.RuleId);
        if (scope.RuleIndex(finding.RuleId) is >= 0 and var rule)
        {
            json.WriteNumber("ruleIndex", rule);
        }

        json.WriteString("level", Level(finding.Severity));
        json.Message("message", scope.IsForGitHub && !scope.Paths.IsInside(finding.Place.Path)
            ? $"In {FileName(finding.Place.Path)}, outside of the repository: {finding.Message}"
            : finding.Message);
        json.WriteStartArray("locations");
        Location(json, finding.Place, "", scope);
        json.WriteEndArray();
        CodeFlow(json, FlowStep.Split(finding.Path), scope);

        json.WriteStartObject("partialFingerprints");
        json.WriteString("governanceFinding/v1", entry.Fingerprint);
        if (scope.IsForGitHub)
        {
            // The one that GitHub goes by. What it would calculate itself, a hash of the line, is the same for several requirements that
            // miss their evidence in one place, and changes with the line.
            json.WriteString("primaryLocationLineHash", entry.Fingerprint);
        }

        json.WriteEndObject();
        scope.Taxonomies.WriteTaxa(json, entry);
        scope.Suppressions?.Write(json, entry.Result, scope);
        if (scope is { Posture: not null, IsForGitHub: false })
        {
            Properties(json, entry);
        }

        json.WriteEndObject();
    }

    public static string Level(Severity severity) => severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" };

    public static void Location(Utf8JsonWriter json, SourcePlace place, string message, SarifScope scope)
    {
        json.WriteStartObject();
        scope.Paths.WritePhysicalLocation(json, place, scope.Artifacts.IndexOf(place.Path));
        if (message.Length > 0)
        {
            json.Message("message", message);
        }

        json.WriteEndObject();
    }

    private static void Properties(Utf8JsonWriter json, FindingEntry entry)
    {
        json.WriteStartObject("properties");
        json.WriteBoolean("blocks", entry.Blocks);
        json.Text("owner", entry.Owner);
        json.Text("policyPlace", entry.Finding.PolicyPlace);
        json.Text("requirement", entry.Finding.Requirement);
        json.Text("model", entry.Finding.Model);
        json.Text("dataset", entry.Finding.Dataset);
        if (entry.Systems.Count > 0)
        {
            json.WriteStartArray("systems");
            foreach (var system in entry.Systems)
            {
                json.WriteStringValue(system);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>The way of a text from where it comes from to where it does harm, as one thread of one flow.</summary>
    private static void CodeFlow(Utf8JsonWriter json, IReadOnlyList<FlowStep> path, SarifScope scope)
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
        foreach (var step in path.Take(scope.IsForGitHub ? GitHubLimits.FlowSteps : int.MaxValue))
        {
            json.WriteStartObject();
            json.WriteStartObject("location");
            scope.Paths.WritePhysicalLocation(json, step.Place, scope.Artifacts.IndexOf(step.Place.Path));
            json.Message("message", step.Text);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static string FileName(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
}
