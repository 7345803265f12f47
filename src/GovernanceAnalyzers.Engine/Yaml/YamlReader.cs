using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using GovernanceAnalyzers.Core.Findings;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GovernanceAnalyzers.Engine.Yaml;

/// <summary>
/// Reads one YAML document into nodes with places. Refuses, with a located message, what a reviewer cannot see at a glance or what
/// can be used to exhaust a build: anchors and aliases, tags, duplicate keys, several documents, deep nesting, large files, text
/// that is not UTF-8, and characters that end a line or change its direction without being seen.
/// </summary>
public static class YamlReader
{
    /// <summary>Largest file, in bytes.</summary>
    public const int MaximumBytes = 1024 * 1024;

    /// <summary>Most keys of one mapping that are reported as set twice, one by one.</summary>
    private const int MaximumDuplicates = 100;

    /// <summary>Deepest nesting of lists and mappings.</summary>
    public const int MaximumDepth = 40;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file. Returns null and adds a problem when it cannot be read; an empty file gives an empty mapping.</summary>
    /// <param name="fullPath">Where to read.</param>
    /// <param name="displayPath">How problems name the file.</param>
    public static YamlValue? ReadFile(string fullPath, string displayPath, ICollection<FileProblem> problems)
    {
        var text = ReadText(fullPath, displayPath, MaximumBytes, problems);
        return text is null ? null : ReadText(text, displayPath, problems);
    }

    /// <summary>The text of a UTF-8 file (a byte order mark is dropped), or null with a problem.</summary>
    public static string? ReadText(string fullPath, string displayPath, int maximumBytes, ICollection<FileProblem> problems)
    {
        if (RegularFile.Read(fullPath, displayPath, maximumBytes, out var problem) is { } bytes)
        {
            return Decode(bytes, displayPath, problems);
        }

        problems.Add(new FileProblem(File.Exists(fullPath) ? new SourcePlace(displayPath, 1, 1) : new SourcePlace(displayPath), problem));
        return null;
    }

    /// <summary>Reads YAML text.</summary>
    /// <param name="firstLine">Line number of the text's first line in its file; more than 1 for front matter.</param>
    public static YamlValue? ReadText(string text, string displayPath, ICollection<FileProblem> problems, int firstLine = 1)
    {
        if (Hidden(text, displayPath, firstLine) is { } hidden)
        {
            problems.Add(hidden);
            return null;
        }

        var conflict = ConflictMarker(text);
        if (conflict > 0)
        {
            problems.Add(new FileProblem(
                new SourcePlace(displayPath, conflict + firstLine - 1, 1),
                "A merge conflict marker is left in the file. Resolve the conflict."));
            return null;
        }

        var builder = new NodeBuilder(displayPath, problems, firstLine - 1);
        try
        {
            return builder.Build(new Parser(new Scanner(new StringReader(text), skipComments: true)));
        }
        catch (YamlException e)
        {
            problems.Add(e.Message.Contains(" tab ") && IndentedByTab(text, (int)e.Start.Line) is var (line, column)
                ? new FileProblem(
                    new SourcePlace(displayPath, line + firstLine - 1, column),
                    "A tab indents this line, and YAML accepts spaces only. Replace the tab by spaces.")
                : new FileProblem(Within(text, builder.Place(e.Start), firstLine), "This is not valid YAML: " + Plain(e)));
            return null;
        }
        catch (Refused e)
        {
            problems.Add(new FileProblem(e.Place, e.Message));
            return null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException or OverflowException or IndexOutOfRangeException)
        {
            // The parser passes on what .NET says about an escape such as \UFFFFFFFF.
            problems.Add(new FileProblem(Within(text, builder.Last, firstLine), "This is not valid YAML: what follows here cannot be read. Look for an escape (\\x, \\u, \\U) or a name that YAML does not know."));
            return null;
        }
    }

    internal static string? Decode(byte[] bytes, string displayPath, ICollection<FileProblem> problems)
    {
        var start = bytes.Length >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0;
        try
        {
            return StrictUtf8.GetString(bytes, start, bytes.Length - start);
        }
        catch (DecoderFallbackException)
        {
            var (line, column) = FirstInvalid(bytes, start);
            problems.Add(new FileProblem(
                new SourcePlace(displayPath, line, column),
                "The file is not UTF-8: the byte here belongs to another encoding. Save the file as UTF-8."));
            return null;
        }
    }

    /// <summary>Line and column (in code points) of the first byte that is not UTF-8.</summary>
    private static (int Line, int Column) FirstInvalid(byte[] bytes, int start)
    {
        var line = 1;
        var column = 1;
        for (var i = start; i < bytes.Length;)
        {
            var length = SequenceLength(bytes, i);
            if (length == 0)
            {
                break;
            }

            (line, column) = bytes[i] == (byte)'\n' ? (line + 1, 1) : (line, column + 1);
            i += length;
        }

        return (line, column);
    }

    /// <summary>Bytes of the well-formed UTF-8 sequence at <paramref name="i"/> (Unicode Standard, table 3-7), or 0.</summary>
    private static int SequenceLength(byte[] bytes, int i)
    {
        var first = bytes[i];
        var (length, low, high) = first switch
        {
            < 0x80 => (1, 0, 0),
            >= 0xC2 and <= 0xDF => (2, 0x80, 0xBF),
            0xE0 => (3, 0xA0, 0xBF),
            0xED => (3, 0x80, 0x9F),
            >= 0xE1 and <= 0xEF => (3, 0x80, 0xBF),
            0xF0 => (4, 0x90, 0xBF),
            0xF4 => (4, 0x80, 0x8F),
            >= 0xF1 and <= 0xF3 => (4, 0x80, 0xBF),
            _ => (0, 0, 0),
        };
        if (length == 0 || i + length > bytes.Length || (length > 1 && (bytes[i + 1] < low || bytes[i + 1] > high)))
        {
            return 0;
        }

        for (var j = 2; j < length; j++)
        {
            if (bytes[i + j] is < 0x80 or > 0xBF)
            {
                return 0;
            }
        }

        return length;
    }

    /// <summary>The first tab in an indentation from the line on at which the parser's mapping or scalar began, which is all it tells.</summary>
    private static (int Line, int Column)? IndentedByTab(string text, int stoppedAt)
    {
        var lines = text.Split('\n');
        for (var line = stoppedAt; line <= lines.Length; line++)
        {
            var content = lines[line - 1];
            var tab = content.IndexOf('\t');
            if (tab >= 0 && content.Substring(0, tab).Trim().Length == 0 && content.Trim().Length > 0)
            {
                return (line, tab + 1);
            }
        }

        return null;
    }

    /// <summary>
    /// The first character that makes the text mean something else than it looks like. The parser stops at NUL as if the file ended there,
    /// and breaks lines at U+0085, U+2028 and U+2029, where YAML 1.2 and editors do not: a comment could go on as a setting. Directional
    /// controls show text in another order than it has.
    /// </summary>
    private static FileProblem? Hidden(string text, string displayPath, int firstLine)
    {
        var line = firstLine;
        var lineStart = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n' || (c == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                line++;
                lineStart = i + 1;
            }

            var what = c switch
            {
                '\t' or '\n' or '\r' => null,
                '\0' => "A NUL character: the file is binary, or UTF-16. Save it as UTF-8.",
                '\u0085' or '\u2028' or '\u2029' => $"An unusual line separator (U+{(int)c:X4}), which some programs take for the end of the line and others do not. Replace it by a line break or a space.",
                (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') => $"A control character for the direction of text (U+{(int)c:X4}): what follows may look other than it is. Remove it.",
                '\uFEFF' when i > 0 => "A byte order mark (U+FEFF) in the middle of the text. Remove it.",
                < ' ' or (>= '\u007F' and < '\u00A0') => $"A control character (U+{(int)c:X4}), which YAML does not allow. Remove it.",
                _ => null,
            };
            if (what is not null)
            {
                return new FileProblem(new SourcePlace(displayPath, line, i - lineStart + 1), what);
            }
        }

        return null;
    }

    /// <summary>The 1-based line of a merge conflict marker, or 0.</summary>
    private static int ConflictMarker(string text)
    {
        var line = 1;
        for (var i = 0; i < text.Length; i++)
        {
            var atLineStart = i == 0 || text[i - 1] == '\n';
            if (atLineStart
                && (string.CompareOrdinal(text, i, "<<<<<<< ", 0, 8) == 0 || string.CompareOrdinal(text, i, ">>>>>>> ", 0, 8) == 0))
            {
                return line;
            }

            if (text[i] == '\n')
            {
                line++;
            }
        }

        return 0;
    }

    /// <summary>
    /// Where a file ends too early, the parser stands in the line after the last one, which nobody can go to. After front matter, that line
    /// is the mark at its end.
    /// </summary>
    private static SourcePlace Within(string text, SourcePlace place, int firstLine)
    {
        var (line, start) = (1, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                (line, start) = (line + 1, i + 1);
            }
        }

        return firstLine > 1 || place.Line <= line ? place : place with { Line = line, Column = text.Length - start + 1 };
    }

    /// <summary>YamlDotNet prefixes some messages with positions that the place already gives.</summary>
    private static string Plain(YamlException e)
    {
        var message = e.Message;
        var colon = message.StartsWith("(Line:", StringComparison.Ordinal) ? message.IndexOf("): ", StringComparison.Ordinal) : -1;
        message = (colon >= 0 ? message.Substring(colon + 3) : message).Replace('\n', ' ').Replace("\r", "").Trim();
        return message.EndsWith(".", StringComparison.Ordinal) ? message : message + ".";
    }

    private sealed class Refused(SourcePlace place, string message) : Exception(message)
    {
        public SourcePlace Place { get; } = place;
    }

    private sealed class NodeBuilder(string path, ICollection<FileProblem> problems, int lineOffset)
    {
        private IParser _parser = null!;

        /// <summary>The end of what was read last.</summary>
        public SourcePlace Last => _parser?.Current is { } last ? Place(last.End) : new SourcePlace(path, 1 + lineOffset, 1);

        public SourcePlace Place(Mark mark) => new(path, (int)mark.Line + lineOffset, (int)mark.Column);

        public YamlValue Build(IParser parser)
        {
            _parser = parser;
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
            {
                return new YamlMapping([], new SourcePlace(path, 1 + lineOffset, 1));
            }

            parser.Consume<DocumentStart>();
            var root = Node(0);
            parser.Consume<DocumentEnd>();
            if (parser.Accept<DocumentStart>(out var second))
            {
                throw new Refused(Place(second.Start), "A second YAML document starts here; a file holds one. Move it to a file of its own.");
            }

            return root is YamlScalar { IsNull: true } ? new YamlMapping([], root.Place) : root;
        }

        private YamlValue Node(int depth)
        {
            var next = _parser.Current ?? throw new InvalidOperationException("The parser stands nowhere.");
            var place = Place(next.Start);
            if (depth > MaximumDepth)
            {
                throw new Refused(place, $"Nested deeper than {MaximumDepth} levels.");
            }

            if (_parser.TryConsume<AnchorAlias>(out _))
            {
                throw new Refused(place, "YAML aliases (*name) are not accepted: write the value out, so that a reviewer sees it.");
            }

            if (next is NodeEvent { Anchor.IsEmpty: false })
            {
                throw new Refused(place, "YAML anchors (&name) are not accepted: write the value out where it is needed.");
            }

            if (next is NodeEvent { Tag.IsEmpty: false } tagged && !tagged.Tag.IsNonSpecific)
            {
                throw new Refused(place, "YAML tags (!type) are not accepted: remove the tag.");
            }

            if (_parser.TryConsume<Scalar>(out var scalar))
            {
                return new YamlScalar(scalar.Value, scalar.Style == ScalarStyle.Plain, place);
            }

            if (_parser.TryConsume<SequenceStart>(out _))
            {
                var items = new List<YamlValue>();
                while (!_parser.TryConsume<SequenceEnd>(out _))
                {
                    items.Add(Node(depth + 1));
                }

                return new YamlSequence(items, place);
            }

            _parser.Consume<MappingStart>();
            return Mapping(depth, place);
        }

        private YamlMapping Mapping(int depth, SourcePlace place)
        {
            var entries = new List<YamlEntry>();
            var seen = new Dictionary<string, SourcePlace>(StringComparer.Ordinal);
            var duplicates = 0;
            while (!_parser.TryConsume<MappingEnd>(out _))
            {
                var keyNode = Node(depth + 1);
                if (keyNode is not YamlScalar key)
                {
                    throw new Refused(keyNode.Place, "A key must be a single value.");
                }

                var value = Node(depth + 1);
                if (seen.TryGetValue(key.Text, out var first))
                {
                    // What a program wrote wrong, it wrote wrong a thousand times; the first hundred say it.
                    if (++duplicates <= MaximumDuplicates)
                    {
                        problems.Add(new FileProblem(key.Place, $"'{key.Text}' is already set in line {first.Line}. Keep one of the two."));
                    }

                    continue;
                }

                seen.Add(key.Text, key.Place);
                entries.Add(new YamlEntry(key, value));
            }

            if (duplicates > MaximumDuplicates)
            {
                problems.Add(new FileProblem(place, $"{duplicates - MaximumDuplicates} more keys here are set twice."));
            }

            return new YamlMapping(entries, place);
        }
    }
}
