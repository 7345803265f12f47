using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Reports;

namespace GovernanceAnalyzers.Engine.Gate;

/// <summary>Recorded runs, one JSON file each: the facts, for replaying another policy over them, and the results, for merging reports.</summary>
public static class ProjectRunFile
{
    public const string SchemaVersion = "3";

    private const int MaximumBytes = 1 << 28;

    /// <summary>A name that is readable and unique per project and target framework.</summary>
    /// <param name="project">Path of the project, relative to the governed folder.</param>
    public static string FileName(string project, string targetFramework)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        return $"{name}.{targetFramework}.{Sha256Text.Hex(project + "|" + targetFramework, bytes: 4)}.json";
    }

    public static string Write(ProjectRun run) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("schemaVersion", SchemaVersion);
        json.WriteString("project", run.Project);
        json.WriteString("targetFramework", run.TargetFramework);
        if (run.Completed is { } completed)
        {
            WriteMap(json, "completed", completed.ToProperties());
        }

        json.Text("incomplete", run.Incomplete);
        json.WriteStartArray("facts");
        foreach (var fact in run.Facts.OrderBy(f => f.Place).ThenBy(f => f.DiagnosticId, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("id", fact.DiagnosticId);
            WritePlace(json, fact.Place);
            WriteMap(json, "properties", fact.ToProperties());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("suppressions");
        foreach (var suppression in run.Suppressions)
        {
            json.WriteStartObject();
            json.WriteString("rule", suppression.RuleId);
            WritePlace(json, suppression.Place);
            json.WriteString("how", suppression.How);
            json.Text("justification", suppression.Justification);
            json.Text("site", suppression.Site.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteResults(json, run.Results);
        json.WriteEndObject();
    });

    /// <summary>Reads a recorded run; null when the file is not one, which happens only to files from another version.</summary>
    public static ProjectRun? Read(string file)
    {
        try
        {
            return RegularFile.Read(file, file, MaximumBytes, out _) is { } bytes ? Parse(bytes) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>What <see cref="Write"/> gave; null when it is of another version.</summary>
    public static ProjectRun? Parse(string text) => Parse(Encoding.UTF8.GetBytes(text));

    private static ProjectRun? Parse(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement;
            return root.GetProperty("schemaVersion").GetString() != SchemaVersion
                ? null
                : new ProjectRun(root.GetProperty("project").GetString()!, root.GetProperty("targetFramework").GetString()!)
                {
                    Completed = root.TryGetProperty("completed", out var completed) ? AnalysisCompleted.FromProperties(ReadMap(completed)) : null,
                    Facts = root.GetProperty("facts").EnumerateArray()
                        .Select(f => CodeFact.FromProperties(
                            f.GetProperty("id").GetString()!, ReadMap(f.GetProperty("properties")), ReadPlace(f)))
                        .OfType<CodeFact>()
                        .ToArray(),
                    Incomplete = Get(root, "incomplete"),
                    Suppressions = root.GetProperty("suppressions").EnumerateArray()
                        .Select(s => new Suppression(Get(s, "rule"), ReadPlace(s), Get(s, "how"), Get(s, "justification"))
                        {
                            Site = SourcePlace.Parse(Get(s, "site")),
                        })
                        .ToArray(),
                    Results = root.GetProperty("results").EnumerateArray().Select(ReadResult).ToArray(),
                };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    private static void WriteResults(Utf8JsonWriter json, IReadOnlyList<Result> results)
    {
        json.WriteStartArray("results");
        foreach (var result in results)
        {
            json.WriteStartObject();
            WriteResult(json, result);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The members of one result, for any report that lists results.</summary>
    public static void WriteResult(Utf8JsonWriter json, Result result)
    {
        var finding = result.Finding;
        json.WriteString("rule", finding.RuleId);
        json.WriteString("severity", finding.Severity.ToWord());
        json.WriteString("status", result.Status.ToString().ToLowerInvariant());
        json.Text("by", result.By);
        json.Text("reason", result.Reason);
        WritePlace(json, finding.Place);
        json.WriteString("message", finding.Message);
        json.WriteString("subject", finding.Subject);
        json.Text("model", finding.Model);
        json.Text("symbol", finding.Symbol);
        json.Text("dataset", finding.Dataset);
        json.Text("requirement", finding.Requirement);
        json.Text("policy", finding.PolicyPlace);
        if (finding.Path.Length > 0)
        {
            json.WriteStartArray("flow");
            foreach (var step in FlowStep.Split(finding.Path))
            {
                json.WriteStartObject();
                WritePlace(json, step.Place);
                json.WriteString("text", step.Text);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
    }

    private static Result ReadResult(JsonElement e) => new(
        new Finding(
            Get(e, "rule"),
            SeverityText.TryParse(Get(e, "severity"), out var severity) ? severity : Severity.Error,
            Get(e, "message"),
            ReadPlace(e),
            Get(e, "subject"))
        {
            Model = Get(e, "model"),
            Symbol = Get(e, "symbol"),
            Dataset = Get(e, "dataset"),
            Requirement = Get(e, "requirement"),
            PolicyPlace = Get(e, "policy"),
            Path = e.TryGetProperty("flow", out var flow) && flow.ValueKind == JsonValueKind.Array
                ? FlowStep.Join(flow.EnumerateArray().Select(s => new FlowStep(ReadPlace(s), Get(s, "text"))))
                : "",
        },
        Enum.TryParse<ResultStatus>(Get(e, "status"), ignoreCase: true, out var status) ? status : ResultStatus.Open,
        Get(e, "by"),
        Get(e, "reason"));

    private static void WritePlace(Utf8JsonWriter json, SourcePlace place)
    {
        json.WriteString("path", place.Path);
        json.WriteNumber("line", place.Line);
        json.WriteNumber("column", place.Column);
    }

    private static SourcePlace ReadPlace(JsonElement e) =>
        new(Get(e, "path"), e.GetProperty("line").GetInt32(), e.GetProperty("column").GetInt32());

    private static void WriteMap(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> map)
    {
        json.WriteStartObject(name);
        foreach (var pair in map.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            json.WriteString(pair.Key, pair.Value);
        }

        json.WriteEndObject();
    }

    private static Dictionary<string, string> ReadMap(JsonElement e) =>
        e.EnumerateObject().GroupBy(p => p.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Value.GetString() ?? "", StringComparer.Ordinal);

    private static string Get(JsonElement e, string name) => e.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
