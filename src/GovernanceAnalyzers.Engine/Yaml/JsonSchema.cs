using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using GovernanceAnalyzers.Engine.Reports;

namespace GovernanceAnalyzers.Engine.Yaml;

/// <summary>
/// Writes a <see cref="Shape"/> as JSON Schema, draft-07, which editors know best. To us every scalar is text; to an editor, which reads
/// YAML 1.2, <c>1</c> is a number and <c>true</c> a boolean: so where text may stand, those may too. A schema accepts all that the shape
/// accepts, but not always less: what needs the list of SPDX ids, a calendar or another key is the reader's to say.
/// </summary>
public sealed class JsonSchema
{
    /// <summary>What is shorter than that, in characters, is written out wherever it is needed.</summary>
    private const int WorthADefinition = 120;

    private readonly SortedDictionary<string, JsonObject> _definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<Shape, string> _texts = [];
    private readonly Dictionary<string, int> _uses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    private JsonSchema()
    {
    }

    /// <param name="id">The address under which the schema is published.</param>
    /// <param name="title">What the file is.</param>
    public static string Write(Shape shape, string id, string title)
    {
        var schema = new JsonSchema();
        schema.Count(shape);
        var root = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["$id"] = id,
            ["title"] = title,
        };
        foreach (var part in Convert(shape, [], schema.Reference).ToArray())
        {
            root.Add(part.Key, part.Value?.DeepClone());
        }

        if (schema._definitions.Count > 0)
        {
            var definitions = new JsonObject();
            foreach (var definition in schema._definitions)
            {
                definitions.Add(definition.Key, definition.Value);
            }

            root["definitions"] = definitions;
        }

        return JsonText.Write(json => root.WriteTo(json));
    }

    /// <summary>Counts how often each part is used, not counting again inside of what is used again.</summary>
    private void Count(Shape shape)
    {
        if (shape is CheckedElsewhere elsewhere)
        {
            if (elsewhere.Shape is { } known)
            {
                Count(known);
            }

            return;
        }

        var text = Text(shape);
        var uses = _uses.TryGetValue(text, out var before) ? before + 1 : 1;
        _uses[text] = uses;
        if (uses == 1)
        {
            foreach (var part in Parts(shape))
            {
                Count(part);
            }
        }
    }

    private string Text(Shape shape)
    {
        if (!_texts.TryGetValue(shape, out var text))
        {
            text = Convert(shape, [], (part, _) => Convert(part, [], Whole)).ToJsonString();
            _texts.Add(shape, text);
        }

        return text;

        JsonObject Whole(Shape part, IReadOnlyList<string> path) => JsonNode.Parse(Text(part))!.AsObject();
    }

    private static IEnumerable<Shape> Parts(Shape shape) => shape switch
    {
        ObjectShape o => o.Properties.Select(p => p.Shape),
        MapShape map => Enumerable.Repeat(map.Value, Math.Max(1, map.Keys.Count)),
        ListShape list => list.OrSingle ? [list.Item, list.Item] : [list.Item],
        EitherShape either => [either.Shorthand, either.Full],
        KeyedShape keyed => [keyed.With, keyed.Without],
        _ => [],
    };

    /// <summary>A part, or a reference to its definition where it is used more than once.</summary>
    /// <param name="path">The keys that lead to it; the definition is named after the last of them.</param>
    private JsonObject Reference(Shape shape, IReadOnlyList<string> path)
    {
        if (shape is CheckedElsewhere elsewhere)
        {
            return elsewhere.Shape is { } known ? Reference(known, path) : [];
        }

        var text = Text(shape);
        if (text.Length < WorthADefinition || _uses[text] == 1 || path.Count == 0)
        {
            return Convert(shape, path, Reference);
        }

        if (!_names.TryGetValue(text, out var name))
        {
            name = NameFor(path);
            _names.Add(text, name);
            _definitions.Add(name, new JsonObject());
            _definitions[name] = Convert(shape, path, Reference);
        }

        return new JsonObject { ["$ref"] = "#/definitions/" + name };
    }

    /// <summary>The last key; with those before it where that name is taken.</summary>
    private string NameFor(IReadOnlyList<string> path)
    {
        for (var parts = 1; parts <= path.Count; parts++)
        {
            var name = string.Concat(path.Skip(path.Count - parts).Select((p, i) => i == 0 ? p : char.ToUpperInvariant(p[0]) + p.Substring(1)));
            if (!_definitions.ContainsKey(name))
            {
                return name;
            }
        }

        return path[path.Count - 1] + (_definitions.Count + 1).ToString(CultureInfo.InvariantCulture);
    }

    private static JsonObject Convert(Shape shape, IReadOnlyList<string> path, Func<Shape, IReadOnlyList<string>, JsonObject> part) => shape switch
    {
        ScalarShape scalar => Scalar(scalar),
        ListShape list when list.OrSingle => AnyOf(part(list.Item, Inside(path, "Item")), List(part(list.Item, Inside(path, "Item")))),
        ListShape list => List(part(list.Item, Inside(path, "Item"))),
        ObjectShape o => Object(o, path, part),
        MapShape map => Map(map, path, part),
        EitherShape either => AnyOf(part(either.Shorthand, path), part(either.Full, path)),
        KeyedShape keyed => AnyOf(part(keyed.With, path), part(keyed.Without, path)),
        CheckedElsewhere elsewhere => elsewhere.Shape is { } known ? part(known, path) : [],
        _ => throw new InvalidOperationException($"How {shape.GetType().Name} looks as JSON Schema is not said here."),
    };

    /// <summary>How what is inside of a key is called: <c>rulesValue</c>.</summary>
    private static string[] Inside(IReadOnlyList<string> path, string what) =>
        path.Count == 0 ? [] : [.. path.Take(path.Count - 1), path[path.Count - 1] + what];

    private static JsonObject List(JsonObject item) => new() { ["type"] = "array", ["items"] = item };

    private static JsonObject Object(ObjectShape shape, IReadOnlyList<string> path, Func<Shape, IReadOnlyList<string>, JsonObject> part)
    {
        var properties = new JsonObject();
        foreach (var property in shape.Properties)
        {
            var value = part(property.Shape, [.. path, property.Name]);
            properties.Add(property.Name, Described(property.Description, property.MayBeEmpty ? OrNull(value) : value));
        }

        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (shape.Properties.Any(p => p.Required))
        {
            schema["required"] = Array(shape.Properties.Where(p => p.Required).Select(p => (JsonNode)p.Name));
        }

        if (shape.ExactlyOneOf.Count > 0)
        {
            schema["oneOf"] = Array(shape.ExactlyOneOf.Select(k => new JsonObject { ["required"] = Array([k]) }));
        }

        schema["additionalProperties"] = false;
        return schema;
    }

    private static JsonObject Map(MapShape shape, IReadOnlyList<string> path, Func<Shape, IReadOnlyList<string>, JsonObject> part)
    {
        var schema = new JsonObject { ["type"] = "object" };
        path = Inside(path, "Value");
        if (shape.Keys.Count > 0)
        {
            var properties = new JsonObject();
            foreach (var key in shape.Keys)
            {
                properties.Add(key.Name, Described(key.Description, part(shape.Value, path)));
            }

            schema["properties"] = properties;
            schema["additionalProperties"] = false;
        }
        else if (shape.KeyPattern.Length > 0)
        {
            schema["patternProperties"] = new JsonObject { [shape.KeyPattern] = part(shape.Value, path) };
            schema["additionalProperties"] = false;
        }
        else
        {
            schema["additionalProperties"] = part(shape.Value, path);
        }

        return schema;
    }

    private static JsonObject Scalar(ScalarShape shape)
    {
        var words = new JsonObject { ["enum"] = Array(shape.Words.SelectMany(Values)) };
        if (shape.Words.Count > 0 && shape.Pattern.Length == 0)
        {
            return shape.MayBeEmpty ? OrNull(words) : words;
        }

        var schema = new JsonObject { ["type"] = Array(Types(shape).Select(t => (JsonNode)t)) };
        if (schema["type"] is JsonArray { Count: 1 } single)
        {
            schema["type"] = single[0]!.GetValue<string>();
        }

        if (shape.Pattern.Length > 0)
        {
            schema["pattern"] = shape.Pattern;
        }

        if (shape.Highest is { } highest)
        {
            schema["minimum"] = 0;
            schema["maximum"] = highest;
        }

        return shape.Words.Count > 0 ? AnyOf(words, schema) : schema;
    }

    /// <summary>The kinds of values an editor may see where the shape sees text that it accepts.</summary>
    private static IEnumerable<string> Types(ScalarShape shape)
    {
        yield return "string";
        if (shape.Accepts("1.5") || shape.Accepts("0.5"))
        {
            yield return "number";
        }
        else if (shape.Accepts("1"))
        {
            yield return "integer";
        }

        if (shape.Accepts("true") || shape.Accepts("false"))
        {
            yield return "boolean";
        }

        if (shape.MayBeEmpty)
        {
            yield return "null";
        }
    }

    /// <summary>A word as an editor may see it: <c>1</c> without quotes is a number.</summary>
    private static IEnumerable<JsonNode> Values(string word)
    {
        if (long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            yield return number;
        }
        else if (word is "true" or "false")
        {
            yield return word == "true";
        }

        yield return word;
    }

    /// <summary>Beside <c>$ref</c> draft-07 ignores everything, so that the description needs a place of its own.</summary>
    private static JsonObject Described(string description, JsonObject schema)
    {
        if (description.Length == 0)
        {
            return schema;
        }

        var described = new JsonObject { ["description"] = description };
        if (schema.ContainsKey("$ref"))
        {
            described["allOf"] = Array([schema]);
            return described;
        }

        foreach (var part in schema.ToArray())
        {
            described[part.Key] = part.Value?.DeepClone();
        }

        return described;
    }

    private static JsonObject OrNull(JsonObject schema)
    {
        switch (schema)
        {
            case var _ when schema["enum"] is JsonArray words:
                words.Add(null);
                return schema;
            case var _ when schema["anyOf"] is JsonArray anyOf:
                anyOf.Add(new JsonObject { ["type"] = "null" });
                return schema;
            case var _ when schema["type"] is JsonArray types:
                if (!types.Any(t => t!.GetValue<string>() == "null"))
                {
                    types.Add("null");
                }

                return schema;
            case var _ when schema["type"] is { } type:
                schema["type"] = Array([type.GetValue<string>(), "null"]);
                return schema;
            default:
                return AnyOf(schema, new JsonObject { ["type"] = "null" });
        }
    }

    /// <summary>Alternatives; those of an alternative that has nothing but alternatives come in its place.</summary>
    private static JsonObject AnyOf(params JsonObject[] alternatives) => new()
    {
        ["anyOf"] = Array(alternatives.SelectMany(a => a.Count == 1 && a["anyOf"] is JsonArray inner ? inner.Select(i => i!.DeepClone()) : [a])),
    };

    private static JsonArray Array(IEnumerable<JsonNode> items) => new(items.ToArray());
}
