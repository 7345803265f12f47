using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Policy;

/// <summary>
/// The name of a field inside a mapping: <c>origin.source</c>, <c>signals[].threshold</c> (of every item), <c>signals[type=drift].threshold</c>
/// (of every item whose type is drift, and there must be one).
/// </summary>
internal sealed class FieldPath
{
    /// <summary>What <see cref="Parse"/> accepts, for editors.</summary>
    internal const string Pattern = "^" + OneName + @"(\." + OneName + ")*$";

    private const string OneName = @"[^\s\[\]=.]+(\[([^\[\]=]+=[^\[\]]*)?\])?";

    private readonly IReadOnlyList<Step> _steps;

    private FieldPath(string text, IReadOnlyList<Step> steps)
    {
        Text = text;
        _steps = steps;
    }

    public string Text { get; }

    /// <summary>The key at the top, which a record has to accept.</summary>
    public string FirstKey => _steps[0].Key;

    /// <summary>Key by key; where a list is meant, with what selects its items, or empty for all of them.</summary>
    internal IEnumerable<(string Key, bool IsList, string Filter, string Value)> Steps => _steps.Select(s => (s.Key, s.IsList, s.Filter, s.Value));

    /// <summary>The field is, or ends in, a key named owner.</summary>
    public bool IsOwner => _steps[_steps.Count - 1].Key == "owner";

    /// <summary>The path, or what is wrong with it.</summary>
    public static (FieldPath? Path, string? Problem) Parse(string text)
    {
        var steps = new List<Step>();
        foreach (var part in Parts(text))
        {
            var open = part.IndexOf('[');
            var key = open < 0 ? part : part.Substring(0, open);
            if (key.Length == 0 || key.Any(c => char.IsWhiteSpace(c) || c is ']' or '='))
            {
                return (null, $"'{text}' is not a field: write names joined by dots, like origin.source, signals[].metric or signals[type=drift].threshold");
            }

            if (open < 0)
            {
                steps.Add(new Step(key, false, "", ""));
                continue;
            }

            var inside = part.Substring(open + 1);
            var equals = inside.IndexOf('=');
            if (!inside.EndsWith("]", StringComparison.Ordinal) || inside.Count(c => c is '[' or ']') != 1 || (inside != "]" && equals <= 0))
            {
                return (null, $"'{text}' is not a field: after '[' stands nothing, or name=value, and then ']'");
            }

            steps.Add(inside == "]"
                ? new Step(key, true, "", "")
                : new Step(key, true, inside.Substring(0, equals).Trim(), inside.Substring(equals + 1, inside.Length - equals - 2).Trim()));
        }

        return (new FieldPath(text, steps), null);
    }

    /// <summary>Every place that the path names. A part that is absent gives one match without a value.</summary>
    public IReadOnlyList<FieldMatch> In(YamlMapping root)
    {
        var matches = new List<FieldMatch>();
        Walk(root, root.Place, 0, "", matches);
        return matches;
    }

    private void Walk(YamlValue? value, SourcePlace parent, int index, string path, List<FieldMatch> matches)
    {
        if (index == _steps.Count)
        {
            matches.Add(new FieldMatch(path, value, value?.Place ?? parent, IsMissingItem: false));
            return;
        }

        var step = _steps[index];
        path += (path.Length == 0 ? "" : ".") + step.Key;
        var entry = (value as YamlMapping)?.Entry(step.Key);
        var child = (value as YamlMapping)?[step.Key];
        var place = entry?.Key.Place ?? value?.Place ?? parent;
        if (!step.IsList)
        {
            if (child is null)
            {
                matches.Add(new FieldMatch(string.Join(".", new[] { path }.Concat(_steps.Skip(index + 1).Select(s => s.ToString()))), null, place, IsMissingItem: !_steps.Any(s => s.IsList)) { Near = Near(value, step.Key) });
                return;
            }

            Walk(child, place, index + 1, path, matches);
            return;
        }

        IReadOnlyList<YamlValue> items = child switch { null => [], YamlSequence sequence => sequence.Items, _ => [child] };
        var number = 0;
        var found = false;
        foreach (var item in items)
        {
            number++;
            if (step.Filter.Length > 0 && !string.Equals((item as YamlMapping)?.Text(step.Filter), step.Value, StringComparison.Ordinal))
            {
                continue;
            }

            found = true;
            var name = step.Filter.Length > 0 ? $"{step.Filter}={step.Value}" : number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            Walk(item, item.Place, index + 1, $"{path}[{name}]", matches);
        }

        if (!found)
        {
            matches.Add(new FieldMatch(string.Join(".", new[] { path + step.Suffix }.Concat(_steps.Skip(index + 1).Select(s => s.ToString()))), null, place, IsMissingItem: true) { Near = child is null ? Near(value, step.Key) : "" });
        }
    }

    private static string Near(YamlValue? value, string key) => value is YamlMapping mapping && mapping.Entry(key) is null
        ? NearestName.Find(key, mapping.Entries.Select(e => e.Key.Text)) ?? ""
        : "";

    public override string ToString() => Text;

    /// <summary>Splits at dots outside of brackets.</summary>
    private static IEnumerable<string> Parts(string text)
    {
        var from = 0;
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] == '[' ? 1 : text[i] == ']' ? -1 : 0;
            if (text[i] == '.' && depth <= 0)
            {
                yield return text.Substring(from, i - from);
                from = i + 1;
            }
        }

        yield return text.Substring(from);
    }

    private sealed record Step(string Key, bool IsList, string Filter, string Value)
    {
        public string Suffix => !IsList ? "" : Filter.Length == 0 ? "[]" : $"[{Filter}={Value}]";

        public override string ToString() => Key + Suffix;
    }
}

/// <param name="Path">With the number of the item, or what selects it: <c>signals[2].threshold</c>.</param>
/// <param name="Value">Null where the field, or a part of the path above it, is absent.</param>
/// <param name="Place">Of the value or, where there is none, the nearest thing above it.</param>
/// <param name="IsMissingItem">Nothing is there at all: no item of the list or, in a path without lists, no field.</param>
internal sealed record FieldMatch(string Path, YamlValue? Value, SourcePlace Place, bool IsMissingItem)
{
    /// <summary>A key that is there instead and looks like a slip for the one that is absent; or empty.</summary>
    public string Near { get; init; } = "";
}
