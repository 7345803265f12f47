using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Engine.Yaml;

/// <summary>A YAML node that knows where it was written. Every scalar is text: <c>no</c>, <c>1.0</c> and dates never change type.</summary>
public abstract class YamlValue(SourcePlace place)
{
    public SourcePlace Place { get; } = place;

    /// <summary>The kind in the words a message uses.</summary>
    public abstract string Kind { get; }
}

public sealed class YamlScalar(string text, bool isPlain, SourcePlace place) : YamlValue(place)
{
    public string Text { get; } = text;

    /// <summary>False when the value was quoted or a block scalar.</summary>
    public bool IsPlain { get; } = isPlain;

    /// <summary>An absent value (<c>key:</c>), <c>~</c> or <c>null</c>.</summary>
    public bool IsNull => IsPlain && (Text.Length == 0 || Text is "~" or "null" or "Null" or "NULL");

    public override string Kind => IsNull ? "nothing" : "a single value";

    public override string ToString() => Text;
}

public sealed class YamlSequence(IReadOnlyList<YamlValue> items, SourcePlace place) : YamlValue(place)
{
    public IReadOnlyList<YamlValue> Items { get; } = items;

    public override string Kind => "a list";
}

public sealed class YamlEntry(YamlScalar key, YamlValue value)
{
    public YamlScalar Key { get; } = key;

    public YamlValue Value { get; } = value;
}

public sealed class YamlMapping(IReadOnlyList<YamlEntry> entries, SourcePlace place) : YamlValue(place)
{
    public IReadOnlyList<YamlEntry> Entries { get; } = entries;

    public override string Kind => "a mapping";

    /// <summary>The value of <paramref name="key"/>, or null when the key is absent or written without a value.</summary>
    public YamlValue? this[string key] =>
        Entries.FirstOrDefault(e => e.Key.Text == key)?.Value is { } value && value is not YamlScalar { IsNull: true } ? value : null;

    public YamlEntry? Entry(string key) => Entries.FirstOrDefault(e => e.Key.Text == key);

    public string? Text(string key) => (this[key] as YamlScalar)?.Text;

    public YamlMapping? Mapping(string key) => this[key] as YamlMapping;

    /// <summary>The items of a list; a single value counts as a list of one; an absent key as an empty list.</summary>
    public IReadOnlyList<YamlValue> List(string key) => this[key] switch
    {
        null => [],
        YamlSequence sequence => sequence.Items,
        { } single => [single],
    };

    public IReadOnlyList<YamlScalar> Scalars(string key) => List(key).OfType<YamlScalar>().ToArray();

    public IReadOnlyList<string> Texts(string key) => List(key).OfType<YamlScalar>().Select(s => s.Text).ToArray();
}

/// <summary>Something wrong with a file, at its place, with the way out in the message.</summary>
public sealed record FileProblem(SourcePlace Place, string Message)
{
    /// <summary>One line, whatever the file holds that it quotes.</summary>
    public string Message { get; } = Excerpt.Visible(Message);
}
