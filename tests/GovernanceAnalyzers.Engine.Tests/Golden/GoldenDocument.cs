using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Tests.Golden;

/// <summary>
/// A YAML file, or Markdown with front matter, that can be changed and written again. What was YAML is written as JSON, which is YAML too:
/// comments and lines move, and nothing that any check looks at.
/// </summary>
internal sealed class GoldenDocument
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private GoldenDocument(string path, JsonObject fields, List<string>? body)
    {
        Path = path;
        Fields = fields;
        Body = body;
    }

    public string Path { get; }

    public JsonObject Fields { get; }

    /// <summary>The lines below the front matter; null for a file that is not Markdown.</summary>
    public List<string>? Body { get; }

    public static GoldenDocument Read(string path, byte[] content)
    {
        var text = GoldenTree.Text(content);
        if (!path.EndsWith(".md", StringComparison.Ordinal))
        {
            return new GoldenDocument(path, ReadFields(text, path), null);
        }

        var lines = text.Split('\n').ToList();
        var end = lines[0] == "---" ? lines.IndexOf("---", 1) : -1;
        return end < 0
            ? new GoldenDocument(path, [], lines)
            : new GoldenDocument(path, ReadFields(string.Join("\n", lines.Skip(1).Take(end - 1)), path), lines.Skip(end + 1).ToList());
    }

    public GoldenDocument Clone() => new(Path, (JsonObject)Fields.DeepClone(), Body?.ToList());

    public override string ToString() => Body is null ? Json(Fields) + "\n"
        : (Fields.Count == 0 ? "" : $"---\n{Json(Fields)}\n---\n") + string.Join("\n", Body);

    /// <summary>Headings and the lines below each, up to the next one of the same or a higher level.</summary>
    public IReadOnlyList<GoldenSection> Sections()
    {
        var headings = Body!.Select((line, number) => (line, number)).Where(l => l.line.StartsWith('#')).ToArray();
        return
        [
            .. headings.Select(h => new GoldenSection(
                h.line.TrimStart('#').Trim(),
                h.number,
                headings.Where(o => o.number > h.number && Level(o.line) <= Level(h.line)).Select(o => o.number).DefaultIfEmpty(Body!.Count).First())),
        ];

        static int Level(string line) => line.TakeWhile(c => c == '#').Count();
    }

    private static string Json(JsonObject fields) => fields.ToJsonString(Plain);

    private static JsonObject ReadFields(string yaml, string path) => (JsonObject)Node(YamlReader.ReadText(yaml, path, [])!)!;

    private static JsonNode? Node(YamlValue value) => value switch
    {
        YamlScalar { IsNull: true } => null,
        YamlScalar scalar => JsonValue.Create(scalar.Text),
        YamlSequence sequence => new JsonArray([.. sequence.Items.Select(Node)]),
        YamlMapping mapping => new JsonObject(mapping.Entries.Select(e => KeyValuePair.Create(e.Key.Text, Node(e.Value)))),
        _ => throw new NotSupportedException(value.Kind),
    };
}

/// <param name="Start">Index of the heading's line.</param>
/// <param name="End">Index of the line after the section.</param>
internal sealed record GoldenSection(string Title, int Start, int End);

/// <summary>Reads a field path as the policy language documents it, apart from the product's own reading of it.</summary>
internal static class GoldenField
{
    /// <summary>Every place that a path names. An absent part gives one place without a value.</summary>
    public static IReadOnlyList<GoldenPlace> In(JsonObject root, string path)
    {
        var places = new List<GoldenPlace>();
        Walk(root, Steps(path), 0, places);
        return places;
    }

    /// <summary>The key under which the first list of a path stands, with what holds it; null for a path without lists.</summary>
    public static (JsonObject Holder, string Key)? List(JsonObject root, string path)
    {
        JsonObject? holder = root;
        foreach (var step in Steps(path))
        {
            if (step.IsList)
            {
                return holder is not null && holder.ContainsKey(step.Key) ? (holder, step.Key) : null;
            }

            holder = holder?[step.Key] as JsonObject;
        }

        return null;
    }

    public static string LastKey(string path) => Steps(path)[^1].Key;

    private static void Walk(JsonNode? node, Step[] steps, int index, List<GoldenPlace> places)
    {
        var step = steps[index];
        var holder = node as JsonObject;
        var child = holder?[step.Key];
        var isLast = index == steps.Length - 1;
        if (!step.IsList)
        {
            if (child is null)
            {
                places.Add(new GoldenPlace(isLast ? holder : null, step.Key, null, IsMissingItem: !steps.Any(s => s.IsList)));
            }
            else if (isLast)
            {
                places.Add(new GoldenPlace(holder, step.Key, child, IsMissingItem: false));
            }
            else
            {
                Walk(child, steps, index + 1, places);
            }

            return;
        }

        var items = (child is JsonArray array ? array.ToArray() : child is null ? [] : new JsonNode?[] { child })
            .Where(i => step.Filter.Length == 0 || (i as JsonObject)?[step.Filter]?.ToString() == step.Value)
            .ToArray();
        if (items.Length == 0)
        {
            places.Add(new GoldenPlace(null, step.Key, null, IsMissingItem: true));
        }

        foreach (var item in items)
        {
            if (isLast)
            {
                places.Add(new GoldenPlace(null, step.Key, item, IsMissingItem: false));
            }
            else
            {
                Walk(item, steps, index + 1, places);
            }
        }
    }

    private static Step[] Steps(string path)
    {
        var steps = new List<Step>();
        foreach (System.Text.RegularExpressions.Match m in System.Text.RegularExpressions.Regex.Matches(path, @"([^.\[\]]+)(\[(?:([^=\]]+)=([^\]]*))?\])?"))
        {
            steps.Add(new Step(m.Groups[1].Value, m.Groups[2].Success, m.Groups[3].Value, m.Groups[4].Value));
        }

        return [.. steps];
    }

    private sealed record Step(string Key, bool IsList, string Filter, string Value);
}

/// <param name="Holder">The mapping that has the key or would have it; null where it is absent as well.</param>
/// <param name="IsMissingItem">No item of the list is there or, in a path without lists, nothing of the path's end.</param>
internal sealed record GoldenPlace(JsonObject? Holder, string Key, JsonNode? Value, bool IsMissingItem);
