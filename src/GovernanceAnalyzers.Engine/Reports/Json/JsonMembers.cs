using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Fleet;

namespace GovernanceAnalyzers.Engine.Reports;

/// <summary>What a kind of JSON object is made of, for a schema.</summary>
public interface IJsonMembers
{
    string Name { get; }

    /// <summary>The object's schema; kinds that it uses are added to <paramref name="definitions"/>.</summary>
    JsonObject Describe(SortedDictionary<string, JsonObject> definitions);
}

/// <summary>
/// A kind of object in JSON that we write, each member said once: it is written and described from the same line, so the published schema
/// cannot differ from what programs get. What is empty or not known is left out, unless it is always there.
/// </summary>
/// <param name="name">Of the definition in the schema.</param>
public sealed class JsonMembers<T>(string name, string description = "") : IJsonMembers
{
    private readonly List<Member> _members = [];

    public string Name => name;

    /// <summary>Text that is always there.</summary>
    public JsonMembers<T> Always(string key, string about, Func<T, string> get) =>
        Add(key, about, Of("string"), (json, value) => json.WriteString(key, get(value)), always: true);

    /// <summary>Text, left out where it is empty.</summary>
    public JsonMembers<T> Text(string key, string about, Func<T, string> get) =>
        Add(key, about, Of("string"), (json, value) => json.Text(key, get(value)));

    /// <summary>One of some words, always there.</summary>
    public JsonMembers<T> Word(string key, string about, IEnumerable<string> words, Func<T, string> get) =>
        Add(key, about, Words(words), (json, value) => json.WriteString(key, get(value)), always: true);

    /// <summary>One of some words, left out where it is empty.</summary>
    public JsonMembers<T> OptionalWord(string key, string about, IEnumerable<string> words, Func<T, string> get) =>
        Add(key, about, Words(words), (json, value) => json.Text(key, get(value)));

    public JsonMembers<T> Date(string key, string about, Func<T, CalendarDate?> get, bool always = false) =>
        Add(
            key,
            about,
            new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" },
            (json, value) =>
            {
                if (get(value) is { } date)
                {
                    json.WriteString(key, date.ToString());
                }
            },
            always);

    public JsonMembers<T> Number(string key, string about, Func<T, int> get) =>
        Add(key, about, Of("integer"), (json, value) => json.WriteNumber(key, get(value)), always: true);

    public JsonMembers<T> OptionalNumber(string key, string about, Func<T, decimal?> get, bool isWhole = false) =>
        Add(
            key,
            about,
            Of(isWhole ? "integer" : "number"),
            (json, value) =>
            {
                if (get(value) is { } number)
                {
                    json.WriteNumber(key, number);
                }
            });

    public JsonMembers<T> Flag(string key, string about, Func<T, bool> get) =>
        Add(key, about, Of("boolean"), (json, value) => json.WriteBoolean(key, get(value)), always: true);

    public JsonMembers<T> OptionalFlag(string key, string about, Func<T, bool?> get) =>
        Add(
            key,
            about,
            Of("boolean"),
            (json, value) =>
            {
                if (get(value) is { } flag)
                {
                    json.WriteBoolean(key, flag);
                }
            });

    public JsonMembers<T> Texts(string key, string about, Func<T, IReadOnlyList<string>> get) =>
        Add(key, about, new JsonObject { ["type"] = "array", ["items"] = Of("string") }, (json, value) =>
        {
            if (get(value) is { Count: > 0 } texts)
            {
                json.WriteStartArray(key);
                foreach (var text in texts)
                {
                    json.WriteStringValue(text);
                }

                json.WriteEndArray();
            }
        });

    public JsonMembers<T> Numbers(string key, string about, Func<T, IReadOnlyList<int>> get) =>
        Add(key, about, new JsonObject { ["type"] = "array", ["items"] = Of("integer") }, (json, value) =>
        {
            if (get(value) is { Count: > 0 } numbers)
            {
                json.WriteStartArray(key);
                foreach (var number in numbers)
                {
                    json.WriteNumberValue(number);
                }

                json.WriteEndArray();
            }
        });

    /// <summary>Keys that nobody can list beforehand, each with one of some words.</summary>
    public JsonMembers<T> WordsByKey(string key, string about, IEnumerable<string> words, Func<T, IEnumerable<KeyValuePair<string, string>>> get) =>
        Add(key, about, new JsonObject { ["type"] = "object", ["additionalProperties"] = Words(words) }, (json, value) =>
        {
            var started = false;
            foreach (var pair in get(value))
            {
                if (!started)
                {
                    json.WriteStartObject(key);
                    started = true;
                }

                json.WriteString(pair.Key, pair.Value);
            }

            if (started)
            {
                json.WriteEndObject();
            }
        });

    /// <summary>Numbers by keys that nobody can list beforehand.</summary>
    public JsonMembers<T> NumbersByKey(string key, string about, Func<T, IEnumerable<KeyValuePair<string, int>>> get) =>
        Add(
            key,
            about,
            new JsonObject { ["type"] = "object", ["additionalProperties"] = Of("integer") },
            (json, value) =>
            {
                json.WriteStartObject(key);
                foreach (var pair in get(value))
                {
                    json.WriteNumber(pair.Key, pair.Value);
                }

                json.WriteEndObject();
            },
            always: true);

    /// <summary>A list of objects; one that may be left out is where it has no items.</summary>
    public JsonMembers<T> List<TItem>(string key, string about, JsonMembers<TItem> item, Func<T, IEnumerable<TItem>> get, bool always = true) =>
        Add(
            key,
            about,
            null,
            (json, value) =>
            {
                var items = get(value);
                if (!always && !items.Any())
                {
                    return;
                }

                json.WriteStartArray(key);
                foreach (var one in items)
                {
                    item.Write(json, one);
                }

                json.WriteEndArray();
            },
            always,
            definitions => new JsonObject { ["type"] = "array", ["items"] = Reference(item, definitions) });

    /// <summary>An object; one that may be left out is where there is none.</summary>
    public JsonMembers<T> Object<TPart>(string key, string about, JsonMembers<TPart> part, Func<T, TPart?> get, bool always = true)
        where TPart : class =>
        Add(
            key,
            about,
            null,
            (json, value) =>
            {
                if (get(value) is { } there)
                {
                    json.WritePropertyName(key);
                    part.Write(json, there);
                }
            },
            always,
            definitions => Reference(part, definitions));

    /// <summary>The members of a place: <c>path</c>, <c>line</c> and <c>column</c>, from 1; 0 is the file as a whole.</summary>
    public JsonMembers<T> Place(Func<T, SourcePlace> get) => this
        .Always("path", "The file, relative to the governed folder with forward slashes; absolute outside of it.", v => get(v).Path)
        .Number("line", "From 1; 0 for the file as a whole.", v => get(v).Line)
        .Number("column", "From 1; 0 for the line as a whole.", v => get(v).Column);

    /// <summary>As an object.</summary>
    public void Write(Utf8JsonWriter json, T value)
    {
        json.WriteStartObject();
        foreach (var member in _members)
        {
            member.Write(json, value);
        }

        json.WriteEndObject();
    }

    public JsonObject Describe(SortedDictionary<string, JsonObject> definitions)
    {
        var properties = new JsonObject();
        foreach (var member in _members)
        {
            var described = new JsonObject { ["description"] = member.About };
            var schema = member.Schema?.DeepClone().AsObject() ?? member.Describe!(definitions);
            if (schema.ContainsKey("$ref"))
            {
                // Beside a reference draft-07 ignores everything.
                described["allOf"] = new JsonArray(schema);
            }
            else
            {
                foreach (var part in schema.ToArray())
                {
                    described[part.Key] = part.Value?.DeepClone();
                }
            }

            properties.Add(member.Key, described);
        }

        var whole = new JsonObject { ["type"] = "object" };
        if (description.Length > 0)
        {
            whole["description"] = description;
        }

        whole["properties"] = properties;
        whole["required"] = new JsonArray([.. _members.Where(m => m.Always).Select(m => (JsonNode)m.Key)]);
        whole["additionalProperties"] = false;
        return whole;
    }

    private static JsonObject Reference(IJsonMembers part, SortedDictionary<string, JsonObject> definitions)
    {
        if (!definitions.ContainsKey(part.Name))
        {
            definitions.Add(part.Name, []);
            definitions[part.Name] = part.Describe(definitions);
        }

        return new JsonObject { ["$ref"] = "#/definitions/" + part.Name };
    }

    private static JsonObject Of(string type) => new() { ["type"] = type };

    private static JsonObject Words(IEnumerable<string> words) => new() { ["enum"] = new JsonArray([.. words.Select(w => (JsonNode)w)]) };

    private JsonMembers<T> Add(
        string key,
        string about,
        JsonObject? schema,
        Action<Utf8JsonWriter, T> write,
        bool always = false,
        Func<SortedDictionary<string, JsonObject>, JsonObject>? describe = null)
    {
        _members.Add(new Member(key, about, schema, write, always, describe));
        return this;
    }

    private sealed record Member(
        string Key,
        string About,
        JsonObject? Schema,
        Action<Utf8JsonWriter, T> Write,
        bool Always,
        Func<SortedDictionary<string, JsonObject>, JsonObject>? Describe);
}

/// <summary>The JSON Schemas of what we write for programs, as <c>policies/schema</c> holds them.</summary>
/// <param name="FileName">There.</param>
/// <param name="Title">What the file is.</param>
public sealed record OutputSchema(string FileName, string Title, IJsonMembers Root)
{
    public static IReadOnlyList<OutputSchema> All { get; } =
    [
        new(FleetJson.SchemaFileName, "What is known about many repositories: fleet.json", FleetJson.Root),
        new(JsonReport.SchemaFileName, "What is known about one repository: governance.json", JsonReport.Root),
        new(SimulationJson.SchemaFileName, "What a changed policy would do to many repositories", SimulationJson.Root),
    ];

    /// <summary>The schema, draft-07, with a line feed at its end.</summary>
    public string Text
    {
        get
        {
            var definitions = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
            var root = new JsonObject
            {
                ["$schema"] = "http://json-schema.org/draft-07/schema#",
                ["$id"] = RuleInfo.SchemaRoot + FileName,
                ["title"] = Title,
            };
            foreach (var part in Root.Describe(definitions).ToArray())
            {
                root[part.Key] = part.Value?.DeepClone();
            }

            if (definitions.Count > 0)
            {
                var all = new JsonObject();
                foreach (var definition in definitions)
                {
                    all.Add(definition.Key, definition.Value);
                }

                root["definitions"] = all;
            }

            return JsonText.Write(json => root.WriteTo(json));
        }
    }
}
