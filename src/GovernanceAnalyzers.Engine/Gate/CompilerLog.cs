using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace GovernanceAnalyzers.Engine.Gate;

/// <summary>One result in the compiler's log that concerns us: our own rules and facts, and analyzer failures.</summary>
/// <param name="Path">Absolute path, or empty when the result has no location.</param>
/// <param name="IsSuppressed">By <c>#pragma</c> or <c>[SuppressMessage]</c>.</param>
public sealed record CompilerResult(
    string RuleId, string Message, string Path, int Line, int Column, bool IsSuppressed, string Justification, IReadOnlyDictionary<string, string> Properties);

/// <summary>Reads the log that the C# compiler writes for <c>/errorlog</c>, in both formats it knows: SARIF 2.1.0 and its own older 1.0.0.</summary>
public static class CompilerLog
{
    /// <summary>Largest log that is read, in bytes.</summary>
    public const long MaximumBytes = 512L * 1024 * 1024;

    /// <summary>The results, or null with the reason when the log cannot be read.</summary>
    public static IReadOnlyList<CompilerResult>? Read(string file, out string problem)
    {
        problem = "";
        try
        {
            var info = new FileInfo(file);
            if (!info.Exists)
            {
                problem = "the compiler wrote no log";
                return null;
            }

            if (info.Length > MaximumBytes)
            {
                problem = $"the compiler's log has {info.Length} bytes, more than can be read";
                return null;
            }

            using var stream = info.OpenRead();
            using var document = JsonDocument.Parse(stream, new JsonDocumentOptions { MaxDepth = 64 });
            var version = Text(document.RootElement, "version");
            var results = new List<CompilerResult>();
            foreach (var run in Items(document.RootElement, "runs"))
            {
                foreach (var result in Items(run, "results"))
                {
                    var id = Text(result, "ruleId");
                    if (id.StartsWith("GOV", StringComparison.Ordinal) || id == "AD0001")
                    {
                        results.Add(version.StartsWith("1.", StringComparison.Ordinal) ? Version1(id, result) : Version2(id, result));
                    }
                }
            }

            return results;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            problem = $"the compiler's log cannot be read ({e.GetType().Name})";
            return null;
        }
    }

    private static CompilerResult Version2(string id, JsonElement result)
    {
        var location = Items(result, "locations").Select(l => Member(l, "physicalLocation")).FirstOrDefault();
        var region = Member(location, "region");
        var suppression = Items(result, "suppressions").FirstOrDefault();
        return new CompilerResult(
            id,
            Text(Member(result, "message"), "text"),
            LocalPath(Text(Member(location, "artifactLocation"), "uri")),
            Number(region, "startLine"),
            Number(region, "startColumn"),
            suppression.ValueKind == JsonValueKind.Object,
            Text(suppression, "justification"),
            Properties(result));
    }

    private static CompilerResult Version1(string id, JsonElement result)
    {
        var location = Items(result, "locations").Select(l => Member(l, "resultFile")).FirstOrDefault();
        var region = Member(location, "region");
        var message = Member(result, "message");
        return new CompilerResult(
            id,
            message.ValueKind == JsonValueKind.String ? message.GetString()! : "",
            LocalPath(Text(location, "uri")),
            Number(region, "startLine"),
            Number(region, "startColumn"),
            Items(result, "suppressionStates").Any(),
            "",
            Properties(result));
    }

    private static IReadOnlyDictionary<string, string> Properties(JsonElement result)
    {
        var custom = Member(Member(result, "properties"), "customProperties");
        return custom.ValueKind == JsonValueKind.Object
            // A name that is there twice is nothing that a compiler writes, and no reason to read nothing.
            ? custom.EnumerateObject().GroupBy(p => p.Name, StringComparer.Ordinal).ToDictionary(
                g => g.Key, g => g.Last().Value is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "", StringComparer.Ordinal)
            : new Dictionary<string, string>();
    }

    private static string LocalPath(string uri) =>
        Uri.TryCreate(uri, UriKind.Absolute, out var absolute) && absolute.IsFile ? absolute.LocalPath : Uri.UnescapeDataString(uri);

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    private static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : Enumerable.Empty<JsonElement>();

    private static string Text(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    private static int Number(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) ? value : 0;
}
