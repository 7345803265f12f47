using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Tests.Schema;
using GovernanceAnalyzers.Engine.Yaml;
using JsonSchema = NJsonSchema.JsonSchema;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Policy;

/// <summary>
/// Files as they get broken: by hand, by tools, by merges, on purpose. Whatever is in a file, reading it ends soon, in findings with a
/// place and a sentence, and not in an exception; and what is still right is accepted without a word.
/// </summary>
public class MalformedPolicyTests
{
    /// <summary>A guard against endless work on a slow machine, no measure of speed.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const long MaximumAllocation = 200_000_000;

    private const string Marks = "{}[]:,-#&*!|>'\"%@`?\n \t";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private static readonly Lazy<Case[]> Cases = new(() => [.. HandWritten()]);

    public static TheoryData<string> Written => [.. Cases.Value.Select(c => c.Name)];

    private static Dictionary<string, Func<string, IEnumerable<Case>>> Generated { get; } = new(StringComparer.Ordinal)
    {
        ["wrong kind"] = WrongKinds,
        ["nothing"] = Nothing,
        ["wrong word"] = WrongWords,
        ["escaped"] = Escaped,
        ["unknown key"] = UnknownKeys,
        ["missing key"] = MissingKeys,
        ["duplicate key"] = DuplicateKeys,
        ["truncated flow"] = TruncatedFlow,
        ["truncated block"] = TruncatedBlock,
        ["tab"] = Tabs,
        ["byte order and encoding"] = Encodings,
        ["hidden character"] = HiddenCharacters,
        ["line ends"] = LineEnds,
        ["decoration"] = Decorations,
        ["random bytes"] = RandomBytes,
        ["lines moved"] = MovedLines,
    };

    public static IEnumerable<object[]> KindsAndGenerators => Reading.Kinds.SelectMany(k => Generated.Keys.Select(g => new object[] { k, g }));

    [Theory]
    [MemberData(nameof(Written))]
    public async Task A_policy_as_people_break_it(string name) =>
        Assert.Equal("", await Wrong("governance", Cases.Value.Single(c => c.Name == name)) ?? "");

    [Theory]
    [MemberData(nameof(KindsAndGenerators))]
    public async Task A_file_as_a_machine_breaks_it(string kind, string generator)
    {
        var wrong = new List<string>();
        foreach (var item in Generated[generator](kind))
        {
            if (await Wrong(kind, item) is { } complaint)
            {
                wrong.Add(complaint);
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong.Take(10)));
    }

    [Fact]
    public void There_are_enough_of_them()
    {
        var cases = Cases.Value.Concat(Generated.Values.SelectMany(g => g("governance"))).ToArray();
        var malformed = cases.Where(c => c.Verdict == Verdict.Malformed).Select(c => Convert.ToBase64String(c.Content)).Distinct().Count();

        Assert.True(malformed >= 200, $"{malformed} malformed policies");
        Assert.Contains(cases, c => c.Verdict == Verdict.Fine);
        Assert.Equal(Cases.Value.Length, Cases.Value.DistinctBy(c => c.Name).Count());
    }

    /// <summary>What is wrong with how a case was read, or null.</summary>
    private static async Task<string?> Wrong(string kind, Case item)
    {
        var reading = Task.Factory.StartNew(
            () =>
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var problems = Reading.Problems(kind, item.Content);
                return (Problems: problems, Allocated: GC.GetAllocatedBytesForCurrentThread() - before);
            },
            TaskCreationOptions.LongRunning);
        if (await Task.WhenAny(reading, Task.Delay(Patience)) != reading)
        {
            return Because($"was not read within {Patience.TotalSeconds} s");
        }

        if (reading.Exception is { } exception)
        {
            return Because("threw " + exception.GetBaseException());
        }

        var (found, allocated) = await reading;
        if (allocated > MaximumAllocation)
        {
            return Because($"took {allocated} bytes of memory");
        }

        // Of a file that is too large to be read, only the first line is known.
        if (found.FirstOrDefault(p => p.Place.Line < 1 || p.Place.Column < 1) is { } nowhere)
        {
            return Because($"has a finding without a place: {nowhere.Message}");
        }

        if (found.FirstOrDefault(p => p.Message.Trim().Length < 10 || p.Message.Length > 2100 || p.Message.Any(char.IsControl)) is { } unfit)
        {
            return Because($"has a message that is not fit to be shown: {unfit.Message}");
        }

        return (item.Verdict, found.Count) switch
        {
            (Verdict.Fine, > 0) => Because($"is fine, and has findings: {string.Join("; ", found.Select(p => $"{p.Place} {p.Message}"))}"),
            (Verdict.Malformed, 0) => Because("is malformed, and nothing was said"),
            (Verdict.Malformed, _) when item.Message.Length > 0 && !found.Any(p => p.Message.Contains(item.Message, StringComparison.Ordinal)) =>
                Because($"should have said '{item.Message}', not {string.Join("; ", found.Select(p => p.Message))}"),
            (Verdict.AsTheEditorSays, 0) when Editor(kind, item.Content) is { Count: > 0 } problems => Because($"is accepted, and an editor says: {problems[0]}"),
            _ => null,
        };

        string Because(string what) =>
            $"{kind}, {item.Name}: {what}\n{Excerpt.Visible(Utf8.GetString(item.Content, 0, Math.Min(300, item.Content.Length)))}";
    }

    private static IReadOnlyList<string> Editor(string kind, byte[] content) => EditorView.Problems(Utf8.GetString(content), Schemas[kind]);

    private static readonly Dictionary<string, JsonSchema> Schemas =
        SchemaFiles.All.ToDictionary(f => f.Kind, f => JsonSchema.FromJsonAsync(f.Text).GetAwaiter().GetResult(), StringComparer.Ordinal);

    // Generators. Each says by itself whether what it makes is malformed.

    private static IEnumerable<Case> WrongKinds(string kind)
    {
        foreach (var (document, part) in Parts(kind))
        {
            var accepted = Accepted(part.Declared);
            foreach (var (name, text) in new[] { ("scalar", "\"x\""), ("list", "[\"x\"]"), ("mapping", "{\"x\": \"y\"}") })
            {
                if (!accepted.Contains(name))
                {
                    yield return new Case($"{part.Path} as a {name}", document.With(part, text), Verdict.Malformed);
                }
            }
        }

        static HashSet<string> Accepted(Shape shape) => shape switch
        {
            ScalarShape => ["scalar"],
            ListShape list => [.. list.OrSingle ? Accepted(list.Item) : [], "list"],
            EitherShape either => [.. Accepted(either.Full), "scalar"],
            CheckedElsewhere { Shape: { } known } => Accepted(known),
            CheckedElsewhere => ["scalar", "list", "mapping"],
            _ => ["mapping"],
        };
    }

    private static IEnumerable<Case> Nothing(string kind)
    {
        foreach (var (document, part) in Parts(kind).Where(p => p.Part.Property is not null || p.Part.IsItem))
        {
            foreach (var nothing in new[] { "", "~", "null" })
            {
                if (nothing.Length > 0 || !part.IsItem)
                {
                    // Whole lists and mappings may be empty where they may be left out; a text may not.
                    var isFine = part.Property is { Required: false } property && (property.Shape is not ScalarShape || (kind == "dataset" && property.Name == "licence"));
                    var isAnything = part.Declared is CheckedElsewhere { Shape: null };
                    yield return new Case(
                        $"{part.Path}: {nothing}",
                        document.With(part, nothing),
                        isFine && !IsNeeded(kind, part) ? Verdict.Fine : isFine || isAnything ? Verdict.Any : Verdict.Malformed);
                }
            }
        }

        // Keys that need each other.
        static bool IsNeeded(string kind, Part part) =>
            part.Path.StartsWith("sdks[]", StringComparison.Ordinal) || part.Path.Contains("overrides[]", StringComparison.Ordinal)
            || part.Path is "requirements[].path" or "requirements[].fields" or "security.sinks[].whenParameter" or "security.sinks[].whenValues"
            || (kind == "register" && part.Path is "systems" or "suppliers" or "models[].deployments" or "models[].usedBy");
    }

    private static IEnumerable<Case> WrongWords(string kind)
    {
        foreach (var (document, part) in Parts(kind))
        {
            if (part.Shape is ScalarShape { Words.Count: > 0, Pattern.Length: 0 })
            {
                yield return new Case($"{part.Path}: a word nobody knows", document.With(part, "\"nonsense\""), Verdict.Malformed);
                yield return new Case($"{part.Path}: with a space", document.With(part, JsonSerializer.Serialize(((YamlScalar)part.Value).Text + " ")), Verdict.Malformed);
            }
            else if (part.Shape is ScalarShape { Pattern.Length: > 0 } && part.Shape == ScalarShape.Date)
            {
                foreach (var date in new[] { "2027-02-30", "27-1-1", "0000-01-01", "2027-00-10", "2027-1-1", "01.02.2027", "tomorrow", "2027-01-01 ", "20270101", "2027-W01-1", "99999-01-01", "-2027-01-01", "２０２７-01-01" })
                {
                    yield return new Case($"{part.Path}: {date}", document.With(part, $"\"{date}\""), Verdict.Malformed, "is not a date");
                }

                yield return new Case($"{part.Path}: 9999-12-31", document.With(part, "9999-12-31"), Verdict.Any);
            }
            else if (part.Shape is ScalarShape { Highest: { } highest })
            {
                foreach (var number in new[] { "-1", "1.5", "1e3", "0x10", "3651", "2147483648", "99999999999999999999999", new string('9', 5000), "NaN", ".inf", "١٢", "1_000", "+5", " 5 days" })
                {
                    var isFine = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= highest;
                    yield return new Case($"{part.Path}: {Excerpt.Of(number, 30)}", document.With(part, $"\"{number}\""), isFine ? Verdict.Any : Verdict.Malformed);
                }
            }
        }
    }

    /// <summary>Characters that no path, name or pattern has, four of them at each value in turn; text may hold what it likes.</summary>
    private static IEnumerable<Case> Escaped(string kind)
    {
        string[] texts = ["a\\0b", "\\u202Ea", "(", "", "a\\nb\\tc", "|", "**", "\\U0001F600", " ", "[", "a|b", "\\\\", "{", "\\uFFFF"];
        var turn = 0;
        foreach (var (document, part) in Parts(kind).Where(p => p.Part.Shape is ScalarShape).DistinctBy(p => p.Part.Path))
        {
            for (var i = 0; i < 4; i++)
            {
                var text = texts[turn++ % texts.Length];
                yield return new Case(
                    $"{part.Path}: {text}",
                    document.With(part, $"\"{text}\""),
                    part.Shape is ScalarShape { Words.Count: > 0, Pattern.Length: 0 } words && !words.Words.Contains(text) ? Verdict.Malformed : Verdict.Any);
            }
        }
    }

    private static IEnumerable<Case> UnknownKeys(string kind)
    {
        foreach (var (document, part) in Parts(kind).Where(p => p.Part.Shape is ObjectShape))
        {
            var inside = part.ValueStart + 1;
            foreach (var key in new[] { "x-anything", "", " ", "\\u200B", "😀", "\\u05D0\\u05D1", "<<", "a\\nb", "$schema", "null", "1", new string('k', 2000) })
            {
                yield return new Case($"{part.Path}: unknown key {Excerpt.Of(key, 30)}", document.Text.Insert(inside, $"? \"{key}\" : \"1\", "), Verdict.Malformed, "Unknown key");
            }

            // A name that only looks like one that is known.
            foreach (var property in ((ObjectShape)part.Shape).Properties.Take(3))
            {
                yield return new Case($"{part.Path}: {property.Name} with a zero-width space", document.Text.Insert(inside, $"\"{property.Name}\\u200B\": \"1\", "), Verdict.Malformed, $"'{property.Name}\\u200B'");
                yield return new Case($"{part.Path}: {property.Name} with a Cyrillic letter", document.Text.Insert(inside, $"\"{property.Name[..^1]}\u0435\": \"1\", "), Verdict.Malformed, "Unknown key");
            }
        }
    }

    private static IEnumerable<Case> MissingKeys(string kind) => Parts(kind)
        // Results and predictions stand for each other.
        .Where(p => p.Part.Property is { Required: true } && p.Part.Path is not ("sdks[].sdk" or "results" or "predictions"))
        .Select(p => new Case($"{p.Part.Path} left out", p.Document.Without(p.Part), Verdict.Malformed, $"'{p.Part.Property!.Name}' is missing"));

    private static IEnumerable<Case> DuplicateKeys(string kind) => Parts(kind)
        .Where(p => !p.Part.IsItem && p.Part.Path.Length > 0)
        .Select(p => new Case($"{p.Part.Path} twice", p.Document.Text.Insert(p.Part.Start, p.Document.Text[p.Part.Start..p.Part.End]), Verdict.Malformed, "is already set"));

    /// <summary>A mapping in braces is not whole before its last brace.</summary>
    private static IEnumerable<Case> TruncatedFlow(string kind)
    {
        foreach (var document in Documents(kind))
        {
            var step = Math.Max(1, document.Text.Length / 60);
            for (var length = 0; length < document.Text.Length; length += step)
            {
                yield return new Case($"cut after {length} characters", document.Text[..length], Verdict.Malformed);
            }
        }
    }

    /// <summary>Lines may well be whole; then an editor accepts them too.</summary>
    private static IEnumerable<Case> TruncatedBlock(string kind)
    {
        foreach (var text in Texts(kind))
        {
            var bytes = Utf8.GetBytes(text);
            var step = Math.Max(1, bytes.Length / 60);
            for (var length = 0; length < bytes.Length; length += step)
            {
                yield return new Case($"cut after {length} bytes", bytes[..length], Verdict.AsTheEditorSays);
            }
        }
    }

    /// <summary>Each indentation as tabs.</summary>
    private static IEnumerable<Case> Tabs(string kind)
    {
        foreach (var text in Texts(kind))
        {
            var lines = text.Split('\n');
            for (var i = 1; i < lines.Length; i++)
            {
                if (lines[i].StartsWith("  ", StringComparison.Ordinal))
                {
                    yield return new Case($"tabs in line {i + 1}", string.Join("\n", lines.Select((l, n) => n == i ? l.Replace("  ", "\t") : l)), Verdict.Malformed);
                }
            }

            yield return new Case("a tab at the end of a line", lines[0] + "\t\n" + string.Join("\n", lines.Skip(1)), Verdict.Fine);
        }
    }

    private static IEnumerable<Case> Encodings(string kind)
    {
        foreach (var text in Texts(kind))
        {
            var bytes = Utf8.GetBytes(text);
            byte[] mark = [0xEF, 0xBB, 0xBF];
            yield return new Case("byte order mark", [.. mark, .. bytes], Verdict.Fine);
            yield return new Case("two byte order marks", [.. mark, .. mark, .. bytes], Verdict.Any);
            yield return new Case("a byte order mark in the middle", text.Insert(text.IndexOf('\n') + 1, "\uFEFF"), Verdict.Malformed, "byte order mark");
            yield return new Case("UTF-16 little endian with mark", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)], Verdict.Malformed, "UTF-8");
            yield return new Case("UTF-16 big endian with mark", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)], Verdict.Malformed, "UTF-8");
            yield return new Case("UTF-16 little endian without mark", Encoding.Unicode.GetBytes(text), Verdict.Malformed, "UTF-16");
            yield return new Case("UTF-16 big endian without mark", Encoding.BigEndianUnicode.GetBytes(text), Verdict.Malformed, "UTF-16");
            yield return new Case("UTF-32", Encoding.UTF32.GetBytes(text), Verdict.Malformed, "UTF-16");
            yield return new Case("Latin-1", [.. Encoding.Latin1.GetBytes("# Größe\n"), .. bytes], Verdict.Malformed, "UTF-8");
            yield return new Case("an overlong NUL", [.. "# "u8, 0xC0, 0x80, (byte)'\n', .. bytes], Verdict.Malformed, "UTF-8");
            yield return new Case("half a surrogate", [.. "# "u8, 0xED, 0xA0, 0x80, (byte)'\n', .. bytes], Verdict.Malformed, "UTF-8");
            yield return new Case("above Unicode", [.. "# "u8, 0xF4, 0x90, 0x80, 0x80, (byte)'\n', .. bytes], Verdict.Malformed, "UTF-8");
            yield return new Case("cut within a character", [.. bytes, .. "\n# "u8, 0xF0, 0x9F, 0x98], Verdict.Malformed, "UTF-8");
        }
    }

    /// <summary>Behind a comment they would start a line that nobody sees; anywhere they are refused.</summary>
    private static IEnumerable<Case> HiddenCharacters(string kind)
    {
        foreach (var text in Texts(kind))
        {
            foreach (var c in "\0\u0001\u0008\u000B\u000C\u001B\u007F\u0080\u0085\u009F\u2028\u2029\u202A\u202E\u2066\u2069")
            {
                yield return new Case($"U+{(int)c:X4} in a comment", $"# all is well {c}unknown: x\n{text}", Verdict.Malformed, $"(U+{(int)c:X4})".Replace("(U+0000)", "NUL"));
                yield return new Case($"U+{(int)c:X4} at the end", text + c, Verdict.Malformed);
                yield return new Case($"U+{(int)c:X4} in a text", text.Replace(": ", $": \"{c}", StringComparison.Ordinal), Verdict.Malformed);
            }

            yield return new Case("emoji, zero width and right to left in a comment", $"# 👩‍💻 שלום \u200E\u200B مرحبا\n{text}", Verdict.Fine);
        }
    }

    private static IEnumerable<Case> LineEnds(string kind)
    {
        foreach (var text in Texts(kind))
        {
            yield return new Case("CR LF", text.Replace("\n", "\r\n"), Verdict.Fine);
            yield return new Case("CR", text.Replace("\n", "\r"), Verdict.Fine);
            yield return new Case("mixed", text.Replace("\n", "\r\n").Replace(":\r\n", ":\n"), Verdict.Fine);
            yield return new Case("no line end at the end", text.TrimEnd('\n'), Verdict.Fine);
            yield return new Case("many empty lines", text.Replace("\n", "\n\n\n") + new string('\n', 10_000), Verdict.Fine);
            yield return new Case("spaces at the ends of lines", text.Replace("\n", "   \n"), Verdict.Fine);
            yield return new Case("comments between the lines", text.Replace("\n", " # note\n# <<<<< note\n"), Verdict.Fine);
            yield return new Case("LF CR", text.Replace("\n", "\n\r"), Verdict.Fine);
        }
    }

    /// <summary>What YAML has and we do not accept, at each value.</summary>
    private static IEnumerable<Case> Decorations(string kind)
    {
        foreach (var (document, part) in Parts(kind))
        {
            yield return new Case($"{part.Path} with an anchor", document.Text.Insert(part.ValueStart, "&a "), Verdict.Malformed);
            yield return new Case($"{part.Path} with a tag", document.Text.Insert(part.ValueStart, "!!python/object:os.system "), Verdict.Malformed, "tags");
            if (part.Path.Length > 0)
            {
                yield return new Case($"{part.Path} as an alias", document.With(part, "*a "), Verdict.Malformed, "aliases");
            }
        }
    }

    private static IEnumerable<Case> RandomBytes(string kind)
    {
        var random = new Random(20261120);
        foreach (var text in Texts(kind))
        {
            for (var i = 0; i < 60; i++)
            {
                var bytes = Utf8.GetBytes(text);
                for (var n = random.Next(1, 6); n > 0; n--)
                {
                    bytes[random.Next(bytes.Length)] = (byte)(random.Next(2) == 0 ? random.Next(256) : Marks[random.Next(Marks.Length)]);
                }

                yield return new Case($"random bytes {i}", bytes, Verdict.Any);
            }

            for (var i = 0; i < 20; i++)
            {
                var bytes = new byte[random.Next(1, 400)];
                random.NextBytes(bytes);
                yield return new Case($"noise {i}", bytes, Verdict.Malformed);
            }
        }
    }

    private static IEnumerable<Case> MovedLines(string kind)
    {
        var random = new Random(4242);
        foreach (var text in Texts(kind))
        {
            var lines = text.TrimEnd('\n').Split('\n');
            for (var i = 0; i < 40; i++)
            {
                var moved = lines.ToList();
                var (from, to, spaces) = (random.Next(lines.Length), random.Next(lines.Length), random.Next(-2, 3));
                var line = moved[from];
                moved.RemoveAt(from);
                moved.Insert(to, spaces < 0 ? line.Length > 2 ? line[2..] : line : new string(' ', spaces) + line);
                yield return new Case($"line {from + 1} moved to {to + 1} by {spaces} columns", string.Join("\n", moved) + "\n", Verdict.AsTheEditorSays);
            }
        }
    }

    private static IEnumerable<Case> HandWritten()
    {
        const string Start = "schemaVersion: 1\n";
        (string Name, string Text, string Message)[] malformed =
        [
            ("an empty file", "", "empty"),
            ("comments only", "# nothing yet\n# more of it\n", "empty"),
            ("a document mark only", "---\n", "empty"),
            ("null", "null\n", "empty"),
            ("an empty mapping", "{}\n", "empty"),
            ("spaces only", "   \n  \n", "empty"),
            ("a number", "1\n", "must be a mapping"),
            ("a sentence", "No AI here, please.\n", "must be a mapping"),
            ("a list", "- schemaVersion: 1\n", "must be a mapping"),
            ("JSON with a comment", "{\n  // the version\n  \"schemaVersion\": 1\n}\n", ""),
            ("XML", "<policy version=\"1\" />\n", ""),
            ("INI", "[policy]\nschemaVersion = 1\n", ""),
            ("HTML of a proxy", "<!DOCTYPE html>\n<html><body>403: Forbidden</body></html>\n", ""),
            ("a Git LFS pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n", ""),
            ("an unresolved conflict", Start + "<<<<<<< HEAD\nfailOn: error\n=======\nfailOn: warning\n>>>>>>> main\n", "merge conflict"),
            ("the end of a conflict", Start + "failOn: warning\n>>>>>>> main\n", "merge conflict"),
            ("the middle of a conflict", Start + "=======\nfailOn: warning\n", ""),
            ("an alias bomb", "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n", "anchors"),
            ("an alias without an anchor", Start + "name: *shop\n", "aliases"),
            ("an alias to itself", Start + "rules: &r { GOV1001: *r }\n", "anchors"),
            ("a merge key", Start + "rules:\n  <<: { GOV1001: error }\n", "There is no rule '<<'"),
            ("a merge key at the top", Start + "<<: { failOn: error }\n", "Unknown key '<<'"),
            ("a binary tag", Start + "name: !!binary aGVsbG8=\n", "tags"),
            ("a tag of Python", Start + "name: !!python/object/apply:os.system [ls]\n", "tags"),
            ("a tag of .NET", Start + "name: !System.Diagnostics.Process { }\n", "tags"),
            ("a set", Start + "locked: !!set { rules }\n", "tags"),
            ("a verbatim tag", Start + "name: !<tag:yaml.org,2002:str> x\n", "tags"),
            ("a tag directive", "%TAG !e! tag:example.com,2000:app/\n---\nschemaVersion: !e!x 1\n", "tags"),
            ("an undefined tag handle", Start + "name: !e!x 1\n", ""),
            ("a version directive of the future", "%YAML 9.9\n---\nschemaVersion: 1\n", ""),
            ("a directive without a document", "%YAML 1.2\n", ""),
            ("two documents", Start + "---\n" + Start, "second YAML document"),
            ("a second, empty document", Start + "---\n", "second YAML document"),
            ("text behind the end", Start + "...\nfailOn: error\n", "second YAML document"),
            ("a mapping as a key", "? { schemaVersion: 1 }\n: 1\n", "single value"),
            ("a list as a key", "? [schemaVersion]\n: 1\n", "single value"),
            ("an empty key", Start + ": x\n", "Unknown key"),
            ("a key without a colon", Start + "failOn error\n", ""),
            ("a key without a space", Start + "failOn:error\n", ""),
            ("two values in one line", Start + "failOn: error: warning\n", ""),
            ("an equals sign", Start + "failOn=error\n", ""),
            ("a missing dash", Start + "extends:\n  preset: baseline\n  - file: x.yml\n", ""),
            ("a list beside a mapping", Start + "- failOn: error\n", ""),
            ("indented too far", Start + "  failOn: error\n", ""),
            ("indented too little", Start + "models:\n    retirement:\n      warnDays: 30\n   cards: x\n", ""),
            ("indented by a tab", Start + "rules:\n\tGOV1001: error\n", "tab indents"),
            ("a quote that is not closed", Start + "name: \"shop\nowner: x\n", ""),
            ("an apostrophe that is not closed", Start + "name: 'shop\nowner: x\n", ""),
            ("an apostrophe within", Start + "name: 'the shop's'\n", ""),
            ("an unknown escape", Start + "name: \"C:\\policies\"\n", ""),
            ("half an escape", Start + "name: \"\\u12\"\n", ""),
            ("an escaped surrogate", Start + "name: \"\\uD800\"\n", ""),
            ("an escape above Unicode", Start + "name: \"\\UFFFFFFFF\"\n", ""),
            ("a bracket that is not closed", Start + "locked: [rules\n", ""),
            ("a brace that is not closed", Start + "models: { cards: x\n", ""),
            ("a bracket too many", Start + "locked: [rules]]\n", ""),
            ("the wrong bracket", Start + "locked: [rules}\n", ""),
            ("a comma at the beginning", Start + "locked: [, rules]\n", ""),
            ("a percent sign", Start + "name: %shop%\n", ""),
            ("an at sign", Start + "owner: @team\n", ""),
            ("a backtick", Start + "name: `shop`\n", ""),
            ("a star", Start + "models:\n  cards: **/*.md\n", ""),
            ("an exclamation mark", Start + "name: !important\n", ""),
            ("a template", Start + "name: {{ shop }}\n", ""),
            ("a block scalar with a bad indicator", Start + "name: |99\n  x\n", ""),
            ("a block scalar as a severity", Start + "failOn: |\n  error\n", "is not one of"),
            ("a block scalar as a list", Start + "locked: |\n  - rules\n", ""),
            ("a folded key", Start + "? >\n  failOn\n: error\n", "Unknown key"),
            ("a key in capitals", Start + "FAILON: error\n", "Did you mean 'failOn'?"),
            ("a key with a hyphen", Start + "fail-on: error\n", "Did you mean 'failOn'?"),
            ("a key of another product", Start + "policies:\n  - name: x\n", "Unknown key 'policies'"),
            ("an emoji as a key", Start + "🚀: true\n", "Unknown key"),
            ("a key from right to left", Start + "שלום: true\n", "Unknown key"),
            ("a key with a zero-width joiner", Start + "fail\u200DOn: error\n", "'fail\\u200DOn'"),
            ("a key with a non-breaking space", Start + "failOn\u00A0: error\n", "Unknown key"),
            ("a key in full-width letters", Start + "ｆａｉｌＯｎ: error\n", "Unknown key"),
            ("a key twice, once in quotes", Start + "failOn: error\n\"failOn\": warning\n", "already set"),
            ("a rule twice", Start + "rules:\n  GOV1001: error\n  FloatingModelReference: none\n", "is the same rule"),
            ("a circle", Start + "extends: { file: governance.yml }\n", "circle"),
            ("a file outside", Start + "extends: { file: ../../etc/passwd }\n", "outside"),
            ("a file that is a folder", Start + "extends: { file: src }\n", ""),
            ("a file that is not there", Start + "extends: { file: missing.yml }\n", "does not exist"),
            ("a file with a line break in its name", Start + "extends: { file: \"a\\nb.yml\" }\n", "not a relative path"),
            ("a file with a NUL in its name", Start + "extends: { file: \"a\\0b.yml\" }\n", ""),
            ("a file with a very long name", Start + "extends: { file: " + new string('f', 5000) + ".yml }\n", ""),
            ("a glob with a NUL", Start + "overrides: [ { paths: \"a\\0b\", rules: { GOV1001: none } } ]\n", ""),
            ("a glob of stars", Start + "overrides: [ { paths: \"" + string.Concat(Enumerable.Repeat("**/*a*/", 40)) + "x\", rules: { GOV1001: none } } ]\n", "matches no file"),
            ("a glob with brackets", Start + "overrides: [ { paths: \"[[[\", rules: { GOV1001: none } } ]\n", "matches no file"),
            ("an override of nothing", Start + "overrides: [ { paths: [], rules: { GOV1001: none } } ]\n", "is empty"),
            ("an override of no tier", Start + "overrides: [ { paths: [\"src/**\"], riskTier: [], rules: { GOV1001: none } } ]\n", "is empty"),
            ("an endpoint with an open parenthesis", Start + "rawHttp: { endpoints: [ { host: x.example, path: \"/a(b|c\" } ] }\n", ""),
            ("an endpoint with a name that is not closed", Start + "rawHttp: { endpoints: [ { host: x.example, path: \"/{model\" } ] }\n", ""),
            ("a version range of words", Start + "sdks: [ { sdk: x, inference: [ { type: T, methods: M, kind: chat, versions: latest } ] } ]\n", "version range"),
            ("a version range out of bounds", Start + "sdks: [ { sdk: x, inference: [ { type: T, methods: M, kind: chat, versions: 99999999999.0..2 } ] } ]\n", ""),
            ("a licence of parentheses", Start + "datasets: { licences: { allow: [\"" + new string('(', 3000) + "\"] } }\n", ""),
            ("a licence that never ends", Start + "datasets: { licences: { allow: [\"" + string.Concat(Enumerable.Repeat("MIT OR ", 3000)) + "MIT\"] } }\n", ""),
            ("an allowed model of stars", Start + "models: { allow: [\"" + new string('*', 2000) + "x:y z\"] }\n", ""),
            ("a word of a megabyte", Start + "failOn: " + new string('e', 1_000_000) + "\n", "is not one of"),
            ("a key of a megabyte", Start + "? " + new string('k', 1_000_000) + "\n: x\n", "Unknown key"),
            ("a rule of a megabyte", Start + "rules: { ? " + new string('G', 1_000_000) + " : error }\n", "There is no rule"),
            ("a type of a megabyte", Start + "sdks: [ { type: \"" + string.Concat(Enumerable.Repeat("a.", 400_000)) + "\", inference: Ask } ]\n", "type name"),
            ("a digest of a megabyte", Start + "extends: { preset: baseline, sha256: " + new string('a', 1_000_000) + " }\n", "SHA-256"),
            ("a hundred thousand unknown keys", Start + string.Concat(Enumerable.Range(0, 60_000).Select(i => $"k{i}: x\n")), "Unknown key"),
            ("a hundred thousand of the same key", Start + string.Concat(Enumerable.Repeat("failOn: error\n", 60_000)), "already set"),
            ("ten megabytes", Start + "# " + new string('x', 10 * 1024 * 1024) + "\n", "at most 1048576 are read"),
            ("a byte too many", (Start + "# ").PadRight(YamlReader.MaximumBytes, 'x') + "\n", "at most 1048576 are read"),
        ];
        foreach (var (name, text, message) in malformed)
        {
            yield return new Case(name, text, Verdict.Malformed, message);
        }

        foreach (var depth in new[] { 41, 50, 100, 1000, 10_000, 100_000 })
        {
            yield return new Case($"{depth} brackets", $"{Start}name: {new string('[', depth)}", Verdict.Malformed);
            yield return new Case($"{depth} brackets and their ends", $"{Start}name: {new string('[', depth)}{new string(']', depth)}\n", Verdict.Malformed);
            yield return new Case($"{depth} braces", $"{Start}name: {string.Concat(Enumerable.Repeat("{a: ", depth))}", Verdict.Malformed);
            yield return new Case($"{depth} dashes", $"{Start}locked:\n  {string.Concat(Enumerable.Repeat("- ", depth))}x\n", Verdict.Malformed);
            yield return new Case($"{depth} complex keys", $"{Start}{string.Concat(Enumerable.Repeat("? ", depth))}x\n", Verdict.Malformed);
        }

        foreach (var depth in new[] { 100, 1000 })
        {
            yield return new Case(
                $"{depth} levels of indentation",
                Start + "models:\n" + string.Concat(Enumerable.Range(1, depth).Select(i => new string(' ', i) + "a:\n")),
                Verdict.Malformed);
        }

        (string Name, string Text)[] fine =
        [
            ("in braces", "{schemaVersion: 1, failOn: error}\n"),
            ("as JSON", "{\n  \"schemaVersion\": 1,\n  \"failOn\": \"error\"\n}\n"),
            ("with document marks", "---\nschemaVersion: 1\n...\n"),
            ("with a version directive", "%YAML 1.2\n---\nschemaVersion: 1\n"),
            ("keys in quotes", "\"schemaVersion\": '1'\n"),
            ("explicit keys", "? schemaVersion\n: 1\n"),
            ("a folded name", Start + "name: >-\n  the\n  shop\n"),
            ("a literal name", Start + "name: |+\n  the\n\n"),
            ("a name on two lines", Start + "name: the\n  shop\n"),
            ("a name of a megabyte, nearly", Start + "name: " + new string('n', 900_000) + "\n"),
            ("a non-specific tag", Start + "name: ! shop\n"),
            ("escapes", Start + "name: \"\\x41\\u0042\\U00000043\\t\"\n"),
            ("a huge comment", Start + "# " + new string('x', 900_000) + "\n"),
            ("a trailing comma", Start + "locked: [rules, ]\n"),
            ("a colon in a name", Start + "name: shop:support\n"),
            ("a hash in a name", Start + "name: shop#1\n"),
            ("equals signs in a name", Start + "name: ======= shop\n"),
            ("a date far away", Start + "rules: { GOV1001: { errorFrom: 9999-12-31 } }\n"),
            ("no at all", Start + "name: no\nowner: off\n"),
            ("as many days as there may be", Start + "catalogue: { maxAgeDays: 03650 }\n"),
        ];
        foreach (var (name, text) in fine)
        {
            yield return new Case(name, text, Verdict.Fine);
        }
    }

    private static IEnumerable<(FlowDocument Document, Part Part)> Parts(string kind) => Documents(kind).SelectMany(d => d.Parts.Select(p => (d, p)));

    private static IEnumerable<FlowDocument> Documents(string kind) => Texts(kind).Select(t => FlowDocument.Of(t, SchemaFiles.All.Single(f => f.Kind == kind).Shape));

    /// <summary>The full documents, of a policy without the layers that are not there.</summary>
    private static IEnumerable<string> Texts(string kind) => FullDocuments.ByKind[kind]
        // A register within a policy is read like one in a file, which is a kind of its own.
        .Where(t => kind != "governance" || !t.Contains("\nregister:\n", StringComparison.Ordinal))
        .Select(t => kind == "governance" ? WithoutLayers(t) : t);

    private static string WithoutLayers(string policy) => policy
        .Replace("    sha256: BASELINE\n", "")
        .Replace("  - file: policy/company.yml\n", "")
        .Replace("  - package: Contoso.AiPolicy\n", "");

    private enum Verdict
    {
        Malformed,
        Fine,

        /// <summary>Nobody can say; that there is no exception is enough.</summary>
        Any,

        /// <summary>What an editor refuses must not be accepted; what it accepts may still be refused.</summary>
        AsTheEditorSays,
    }

    /// <param name="Message">What one of the messages has to hold.</param>
    private sealed record Case(string Name, byte[] Content, Verdict Verdict, string Message = "")
    {
        public Case(string name, string text, Verdict verdict, string message = "")
            : this(name, Utf8.GetBytes(text), verdict, message)
        {
        }
    }
}
