using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Tests.Schema;

/// <summary>
/// A document in flow style with every text in quotes, and where in it each part is: so that a part can be replaced or blanked out without
/// moving what comes before it.
/// </summary>
internal sealed class FlowDocument
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly StringBuilder _text = new();
    private readonly List<Part> _parts = [];

    public FlowDocument(YamlValue root, Shape shape) => Write(root, shape, "", null);

    public string Text => _text.ToString();

    /// <summary>In the order in which they are closed: the root is last.</summary>
    public IReadOnlyList<Part> Parts => _parts;

    public static FlowDocument Of(string yaml, Shape shape) => new(YamlReader.ReadText(yaml, "seed", [])!, shape);

    public string With(Part part, string value) => Text[..part.ValueStart] + value + Text[part.ValueEnd..];

    /// <summary>The document with spaces where the entry was: nothing else moves.</summary>
    public string Without(Part part) => Text[..part.Start] + new string(' ', part.End - part.Start) + Text[part.End..];

    /// <summary>The shape that a value of this kind has to have.</summary>
    public static Shape Resolve(Shape shape, YamlValue value) => shape switch
    {
        KeyedShape keyed => keyed.For(value),
        CheckedElsewhere { Shape: { } elsewhere } => Resolve(elsewhere, value),
        EitherShape either => Resolve(value is YamlScalar ? either.Shorthand : either.Full, value),
        ListShape { OrSingle: true } list when value is not YamlSequence => Resolve(list.Item, value),
        _ => shape,
    };

    private void Write(YamlValue value, Shape declared, string path, Property? property, int? start = null)
    {
        var shape = Resolve(declared, value);
        var valueStart = _text.Length;
        switch (value)
        {
            case YamlScalar scalar:
                _text.Append(JsonSerializer.Serialize(scalar.Text, Readable));
                break;
            case YamlSequence sequence:
                _text.Append('[');
                foreach (var item in sequence.Items)
                {
                    Write(item, (shape as ListShape)?.Item ?? new CheckedElsewhere(), path + "[]", null);
                }

                _text.Append(']');
                break;
            case YamlMapping mapping:
                _text.Append('{');
                foreach (var entry in mapping.Entries)
                {
                    var known = (shape as ObjectShape)?.Properties.Single(p => p.Name == entry.Key.Text);
                    var entryStart = _text.Length;
                    _text.Append(JsonSerializer.Serialize(entry.Key.Text, Readable)).Append(": ");
                    var name = path.Length == 0 ? entry.Key.Text : $"{path}.{entry.Key.Text}";
                    Write(entry.Value, known?.Shape ?? (shape as MapShape)?.Value ?? new CheckedElsewhere(), name, known, entryStart);
                }

                _text.Append('}');
                break;
        }

        var valueEnd = _text.Length;
        if (path.Length > 0)
        {
            _text.Append(", ");
        }

        _parts.Add(new Part(path, declared, shape, property, value, start ?? valueStart, valueStart, valueEnd, _text.Length));
    }
}

/// <param name="Path">Keys joined by dots, with [] for items of lists.</param>
/// <param name="Declared">What the key, or the list, may hold.</param>
/// <param name="Shape">Of its alternatives the one that is here.</param>
/// <param name="Property">Null for items of lists, for keys that are data and for the document.</param>
/// <param name="Start">Where the key begins, or the value of an item.</param>
/// <param name="End">Behind the comma.</param>
internal sealed record Part(string Path, Shape Declared, Shape Shape, Property? Property, YamlValue Value, int Start, int ValueStart, int ValueEnd, int End)
{
    public bool IsItem => Path.EndsWith("[]", StringComparison.Ordinal);
}
