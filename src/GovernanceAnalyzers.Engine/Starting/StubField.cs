using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Reports;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Starting;

/// <summary>
/// The fields that requirements name, as one tree, and that tree as YAML or JSON with a placeholder in every leaf. A placeholder that a
/// strict format would refuse (a date, a word from a list) becomes a comment, so that the field is missing instead.
/// </summary>
internal sealed class StubField
{
    private readonly List<(string Key, StubField Field)> _fields = [];
    private readonly List<(string Filter, string Value, StubField Item)> _items = [];
    private StubField? _everyItem;
    private string _text = StubText.Todo;

    private bool IsLeaf => _fields.Count == 0 && !IsList;

    private bool IsList => _everyItem is not null || _items.Count > 0;

    public bool IsEmpty => IsLeaf;

    /// <param name="owner">What to write where an owner is asked for, or empty.</param>
    public void Add(string field, string text, string owner)
    {
        if (FieldPath.Parse(field).Path is not { } path)
        {
            return;
        }

        var node = this;
        foreach (var (key, isList, filter, value) in path.Steps)
        {
            node = node.Child(key);
            node = !isList ? node : filter.Length == 0 ? node._everyItem ??= new StubField() : node.Item(filter, value);
        }

        node._text = path.IsOwner && owner.Length > 0 ? owner : text;
    }

    /// <summary>The fields that are conditions of a requirement, with the one that dates it.</summary>
    public void Add(Requirement asked, string owner)
    {
        foreach (var field in asked.Fields.Where(f => !f.Absent && !f.Optional))
        {
            Add(field.Path, Text(field), owner);
        }

        if (asked.ReviewWithin is not null)
        {
            Add(ReviewField(asked), $"{StubText.Todo}: yyyy-MM-dd", owner);
        }
    }

    /// <summary>Drops what is written already.</summary>
    public void Remove(string key) => _fields.RemoveAll(f => f.Key == key);

    /// <param name="shape">What the file may hold, or null where anything may stand.</param>
    public string ToYaml(int indent, Shape? shape)
    {
        var yaml = new StringBuilder();
        Mapping(yaml, indent, shape as ObjectShape, first: null);
        return yaml.ToString();
    }

    public string ToJson() => JsonText.Write(Json);

    private static string Text(FieldCondition field) =>
        field.File ? $"{StubText.Todo}: the path of a file"
        : field.OneOf is { Count: > 0 } words ? $"{StubText.Todo}: {string.Join(" or ", words)}"
        : (field.AtLeast, field.AtMost) switch
        {
            ({ } low, { } high) => $"{StubText.Todo}: {low} to {high}",
            ({ } low, null) => $"{StubText.Todo}: at least {low}",
            (null, { } high) => $"{StubText.Todo}: at most {high}",
            _ => StubText.Todo,
        };

    private static string ReviewField(Requirement asked) =>
        asked.ReviewField.Length > 0 ? asked.ReviewField : asked.Kind == RequirementShape.Review ? "reviews[].date" : "reviewedOn";

    private StubField Child(string key)
    {
        if (_fields.FirstOrDefault(f => f.Key == key).Field is not { } child)
        {
            child = new StubField();
            // An entry begins with its name.
            _fields.Insert(key == "id" ? 0 : _fields.Count, (key, child));
        }

        return child;
    }

    private StubField Item(string filter, string value)
    {
        if (_items.FirstOrDefault(i => i.Filter == filter && i.Value == value).Item is not { } item)
        {
            item = new StubField();
            _items.Add((filter, value, item));
        }

        return item;
    }

    /// <summary>The items of the list: what is asked of every item is asked of the selected ones, too.</summary>
    private IEnumerable<(string Filter, string Value, StubField Item)> Items()
    {
        if (_items.Count == 0)
        {
            return [("", "", _everyItem!)];
        }

        return _items.Select(i =>
        {
            var item = new StubField { _text = i.Item._text };
            // What selects the item is written already.
            item._fields.AddRange((_everyItem?._fields ?? []).Where(f => f.Key != i.Filter));
            item._fields.AddRange(i.Item._fields.Where(f => item._fields.All(o => o.Key != f.Key)));
            return (i.Filter, i.Value, item);
        });
    }

    private void Mapping(StringBuilder yaml, int indent, ObjectShape? shape, string? first)
    {
        foreach (var (key, field) in _fields)
        {
            var lead = first ?? new string(' ', indent);
            var property = shape?.Properties.FirstOrDefault(p => p.Name == key);
            var inner = Inside(property?.Shape, field);
            if (field.Refused(property?.Shape) is { } expected)
            {
                // A list item cannot begin with a comment; callers put an id first.
                yaml.Append(new string(' ', indent)).Append("# ").Append(StubText.Yaml(key)).Append(": ").Append(StubText.Todo).Append(", ").Append(StubText.Line(expected)).Append('\n');
                continue;
            }

            first = null;
            yaml.Append(lead).Append(StubText.Yaml(key)).Append(':');
            if (field.IsList)
            {
                yaml.Append('\n');
                foreach (var (filter, value, item) in field.Items())
                {
                    var mark = new string(' ', indent + 2) + "- ";
                    if (filter.Length > 0)
                    {
                        yaml.Append(mark).Append(StubText.Yaml(filter)).Append(": ").Append(StubText.Yaml(value)).Append('\n');
                        mark = null;
                    }

                    if (item._fields.Count > 0)
                    {
                        item.Mapping(yaml, indent + 4, inner as ObjectShape, mark);
                    }
                    else if (mark is not null)
                    {
                        yaml.Append(mark).Append(StubText.Yaml(item._text)).Append('\n');
                    }
                }
            }
            else if (field._fields.Count > 0)
            {
                yaml.Append('\n');
                field.Mapping(yaml, indent + 2, inner as ObjectShape, first: null);
            }
            else
            {
                yaml.Append(' ').Append(StubText.Yaml(field._text)).Append('\n');
            }
        }
    }

    /// <summary>What is expected, where no placeholder may stand in any leaf.</summary>
    private string? Refused(Shape? shape)
    {
        if (shape is null or CheckedElsewhere)
        {
            return null;
        }

        if (IsLeaf)
        {
            var problems = new List<FileProblem>();
            shape.Check(new YamlScalar(_text, isPlain: false, new Core.Findings.SourcePlace("")), "value", problems);
            return problems.Count == 0 ? null : Scalar(shape)?.Expected ?? shape.Expected;
        }

        var inner = Inside(shape, this) as ObjectShape;
        var parts = (IsList ? Items().SelectMany(i => i.Item._fields) : _fields).ToArray();
        return inner is not null && parts.Length > 0 && parts.All(f => f.Field.Refused(inner.Properties.FirstOrDefault(p => p.Name == f.Key)?.Shape) is not null)
            ? "with " + string.Join(", ", parts.Select(p => p.Key))
            : null;
    }

    private static ScalarShape? Scalar(Shape shape) => shape switch
    {
        ScalarShape scalar => scalar,
        ListShape list => Scalar(list.Item),
        EitherShape either => either.Shorthand,
        _ => null,
    };

    private static Shape? Inside(Shape? shape, StubField field) => shape switch
    {
        ListShape list when field.IsList || list.OrSingle => list.Item,
        EitherShape either => either.Full,
        _ => shape,
    };

    private void Json(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        Members(json);
        json.WriteEndObject();
    }

    private void Members(Utf8JsonWriter json)
    {
        foreach (var (key, field) in _fields)
        {
            json.WritePropertyName(key);
            if (field.IsList)
            {
                json.WriteStartArray();
                foreach (var (filter, value, item) in field.Items())
                {
                    if (filter.Length == 0 && item._fields.Count == 0)
                    {
                        json.WriteStringValue(item._text);
                        continue;
                    }

                    json.WriteStartObject();
                    json.Text(filter.Length == 0 ? "-" : filter, value);
                    item.Members(json);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }
            else if (field._fields.Count > 0)
            {
                field.Json(json);
            }
            else
            {
                json.WriteStringValue(field._text);
            }
        }
    }
}
