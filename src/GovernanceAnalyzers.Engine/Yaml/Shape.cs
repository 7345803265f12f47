using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Engine.Yaml;

/// <summary>
/// What a YAML file may hold. One description serves validation (strict: a key nobody described is a mistake) and the JSON Schema that
/// editors use (<see cref="JsonSchema"/>). <see cref="Check"/> adds every problem it finds, so a user sees all of them at once.
/// </summary>
public abstract class Shape
{
    public abstract void Check(YamlValue value, string name, ICollection<FileProblem> problems);

    /// <summary>The accepted kind in the words a message uses: "a mapping", "a list".</summary>
    public abstract string Expected { get; }

    /// <summary>Of one list or mapping, this many problems are told; a machine wrote the others, or nobody would read them.</summary>
    private const int MaximumProblems = 100;

    /// <summary>A key is quoted; a file or an entry as a whole has words of its own: "the policy".</summary>
    private protected static string Named(string name) => name.StartsWith("the ", StringComparison.Ordinal) ? name : $"'{name}'";

    /// <summary>Checks the parts of a list or mapping until there is more to say than anybody wants to read.</summary>
    private protected static void CheckAll<T>(IEnumerable<T> parts, Func<T, SourcePlace> place, string name, ICollection<FileProblem> problems, Action<T> check)
    {
        var before = problems.Count;
        foreach (var part in parts)
        {
            if (problems.Count - before >= MaximumProblems)
            {
                problems.Add(new FileProblem(place(part), $"{Sentence.Begin(Named(name))} has more than {MaximumProblems} problems; what follows here was not looked at. Correct the others first."));
                return;
            }

            check(part);
        }
    }

    protected void Wrong(YamlValue value, string name, ICollection<FileProblem> problems) =>
        problems.Add(new FileProblem(value.Place, $"{Sentence.Begin(Named(name))} must be {Expected}, not {value.Kind}."));
}

/// <summary>A single value; the optional test returns what is wrong with a text, or null.</summary>
public sealed class ScalarShape(string expected, Func<string, string?>? test = null) : Shape
{
    public static readonly ScalarShape Text = new("text");

    public static readonly ScalarShape Boolean =
        new("true or false", text => text is "true" or "false" ? null : $"'{text}' is neither true nor false") { Pattern = "^(true|false)$" };

    public static readonly ScalarShape Date =
        new("a date", text => CalendarDate.TryParse(text, out _) ? null : $"'{text}' is not a date; write yyyy-MM-dd")
        {
            Pattern = "^(?!0000)[0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))$",
        };

    public static readonly ScalarShape Count = new(
        "a whole number",
        text => int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out _)
            ? null
            : $"'{text}' is not a whole number")
    {
        Pattern = "^[0-9]+$",
        Highest = int.MaxValue,
    };

    public static readonly ScalarShape Sha256 = Matching("a SHA-256 digest of 64 hexadecimal digits", new Regex("^[0-9a-fA-F]{64}$", RegexOptions.CultureInvariant));

    public override string Expected => expected;

    /// <summary>The words, or the most useful of them, for editors; empty where any text may stand.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>
    /// A regular expression (ECMA-262, Unicode) for editors. With <see cref="Words"/> it matches what else may stand; empty: nothing else
    /// where there are words, and any text where there are none. It accepts all that the test accepts, and is as close to it as it can be.
    /// </summary>
    public string Pattern { get; init; } = "";

    /// <summary>The highest of a value that is a number from 0 on; null where that has no limit or does not apply.</summary>
    public int? Highest { get; init; }

    /// <summary>The key may stand without a value, which then is somebody else's business.</summary>
    public bool MayBeEmpty { get; init; }

    public static ScalarShape OneOf(params string[] words) => new(
        "one of " + string.Join(", ", words),
        text =>
        {
            if (words.Contains(text, StringComparer.Ordinal))
            {
                return null;
            }

            var nearest = NearestName.Find(text, words);
            return $"'{text}' is not one of {string.Join(", ", words)}" + (nearest is null ? "" : $"; did you mean '{nearest}'?");
        })
    {
        Words = words,
    };

    public static ScalarShape Matching(string expected, Regex pattern) =>
        new(expected, text => pattern.IsMatch(text) ? null : $"'{text}' is not {expected}")
        {
            // The anchors of .NET that ECMA-262 does not know.
            Pattern = pattern.ToString().Replace(@"\A", "^").Replace(@"\z", "$"),
        };

    /// <summary>Whether a text may stand here.</summary>
    public bool Accepts(string text) => test?.Invoke(text) is null;

    public override void Check(YamlValue value, string name, ICollection<FileProblem> problems)
    {
        if (value is YamlScalar { IsNull: true } && MayBeEmpty)
        {
            return;
        }

        if (value is not YamlScalar scalar || scalar.IsNull)
        {
            Wrong(value, name, problems);
            return;
        }

        var wrong = test?.Invoke(scalar.Text);
        if (wrong is not null)
        {
            problems.Add(new FileProblem(scalar.Place, $"'{name}': {wrong}{(wrong.EndsWith("?", StringComparison.Ordinal) ? "" : ".")}"));
        }
    }
}

/// <summary>A list; where <paramref name="orSingle"/> is set, one item may stand without the list around it.</summary>
public sealed class ListShape(Shape item, bool orSingle = false) : Shape
{
    public Shape Item => item;

    public bool OrSingle => orSingle;

    public override string Expected => orSingle ? item.Expected + " or a list of them" : "a list";

    public override void Check(YamlValue value, string name, ICollection<FileProblem> problems)
    {
        if (value is YamlSequence sequence)
        {
            CheckAll(sequence.Items, i => i.Place, name, problems, i => item.Check(i, name, problems));
        }
        else if (orSingle)
        {
            item.Check(value, name, problems);
        }
        else
        {
            Wrong(value, name, problems);
        }
    }
}

/// <summary>A mapping with known keys.</summary>
public sealed class ObjectShape(params Property[] properties) : Shape
{
    public IReadOnlyList<Property> Properties { get; } = properties;

    /// <summary>Keys of which exactly one has to be there, for editors; whoever reads the mapping says so in its own words.</summary>
    public IReadOnlyList<string> ExactlyOneOf { get; init; } = [];

    public override string Expected => "a mapping";

    public override void Check(YamlValue value, string name, ICollection<FileProblem> problems)
    {
        if (value is not YamlMapping mapping)
        {
            Wrong(value, name, problems);
            return;
        }

        CheckAll(mapping.Entries, e => e.Key.Place, name, problems, entry =>
        {
            var key = entry.Key.Text;
            var property = Properties.FirstOrDefault(p => p.Name == key);
            if (property is null)
            {
                var nearest = NearestName.Find(key, Properties.Select(p => p.Name));
                problems.Add(new FileProblem(
                    entry.Key.Place,
                    $"Unknown key '{key}' in {Named(name)}."
                    + (nearest is null
                        ? $" Known keys: {string.Join(", ", Properties.Select(p => p.Name))}."
                        : $" Did you mean '{nearest}'?")));
            }
            else if (property.MayBeEmpty && entry.Value is YamlScalar { IsNull: true })
            {
                // "requirements:" with nothing below it means "none"; only a scalar without a value is suspicious.
            }
            else
            {
                property.Shape.Check(entry.Value, key, problems);
            }
        });

        foreach (var property in Properties.Where(p => p.Required && mapping.Entry(p.Name) is null))
        {
            problems.Add(new FileProblem(mapping.Place, $"'{property.Name}' is missing in {Named(name)}. Add it."));
        }
    }
}

/// <param name="Description">One sentence for editors.</param>
public sealed record Property(string Name, Shape Shape, bool Required = false, string Description = "")
{
    /// <summary>Whether the key may be written without a value.</summary>
    public bool MayBeEmpty => Shape is ScalarShape { MayBeEmpty: true } || (Shape is not ScalarShape && !Required);
}

/// <summary>A mapping whose keys are data: rule ids, model ids.</summary>
/// <param name="expectedKey">Returns what is wrong with a key, or null.</param>
public sealed class MapShape(Func<string, string?> expectedKey, Shape value) : Shape
{
    public Shape Value => value;

    /// <summary>All keys that are accepted, for editors; empty where they cannot be listed.</summary>
    public IReadOnlyList<MapKey> Keys { get; init; } = [];

    /// <summary>A regular expression (ECMA-262, Unicode) for keys that cannot be listed; empty: any.</summary>
    public string KeyPattern { get; init; } = "";

    public override string Expected => "a mapping";

    public override void Check(YamlValue node, string name, ICollection<FileProblem> problems)
    {
        if (node is not YamlMapping mapping)
        {
            Wrong(node, name, problems);
            return;
        }

        CheckAll(mapping.Entries, e => e.Key.Place, name, problems, entry =>
        {
            if (expectedKey(entry.Key.Text) is { } wrong)
            {
                problems.Add(new FileProblem(entry.Key.Place, wrong));
            }
            else
            {
                value.Check(entry.Value, entry.Key.Text, problems);
            }
        });
    }
}

/// <param name="Description">One sentence for editors.</param>
public sealed record MapKey(string Name, string Description);

/// <summary>A short form (single value) or a long form (mapping or list) of the same thing.</summary>
public sealed class EitherShape(ScalarShape shorthand, Shape full) : Shape
{
    public ScalarShape Shorthand => shorthand;

    public Shape Full => full;

    public override string Expected => $"{shorthand.Expected}, or {full.Expected}";

    public override void Check(YamlValue value, string name, ICollection<FileProblem> problems)
    {
        if (value is YamlScalar { IsNull: false })
        {
            shorthand.Check(value, name, problems);
        }
        else if (value is YamlScalar)
        {
            Wrong(value, name, problems);
        }
        else
        {
            full.Check(value, name, problems);
        }
    }
}

/// <summary>A mapping of two kinds: what it may hold depends on whether it has a key.</summary>
public sealed class KeyedShape(string key, ObjectShape with, ObjectShape without) : Shape
{
    public ObjectShape With => with;

    public ObjectShape Without => without;

    public override string Expected => "a mapping";

    public override void Check(YamlValue value, string name, ICollection<FileProblem> problems) => For(value).Check(value, name, problems);

    public ObjectShape For(YamlValue value) => value is YamlMapping mapping && mapping.Entry(key) is not null ? with : without;
}

/// <summary>Anything here: whoever reads it checks it, so that one bad item does not make the others unreadable.</summary>
/// <param name="shape">What the reader checks it against, for editors; left out: anything. A function, because shapes are made one after the other.</param>
public sealed class CheckedElsewhere(Func<Shape>? shape = null) : Shape
{
    public Shape? Shape => shape?.Invoke();

    public override string Expected => "a value";

    public override void Check(YamlValue value, string name, ICollection<FileProblem> problems)
    {
    }
}
