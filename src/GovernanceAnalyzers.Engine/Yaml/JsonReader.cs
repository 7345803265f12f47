using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using GovernanceAnalyzers.Core.Findings;

namespace GovernanceAnalyzers.Engine.Yaml;

/// <summary>Reads JSON into the same nodes as YAML, with places. Comments and trailing commas are fine; keys that are there twice are not.</summary>
public static class JsonReader
{
    /// <summary>Null, with a problem, when the text is not JSON.</summary>
    public static YamlValue? ReadText(string text, string displayPath, ICollection<FileProblem> problems)
    {
        if (text.Trim().Length == 0)
        {
            return new YamlMapping([], new SourcePlace(displayPath, 1, 1));
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        var places = new Places(bytes, displayPath);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions
        {
            AllowTrailingCommas = true,
            CommentHandling = JsonCommentHandling.Skip,
            MaxDepth = YamlReader.MaximumDepth,
        });
        try
        {
            reader.Read();
            var root = Value(ref reader, bytes, places, problems);
            // What follows the value is an error of the reader's, not silence.
            reader.Read();
            return root;
        }
        catch (JsonException e)
        {
            var line = (int)(e.LineNumber ?? 0) + 1;
            var column = (int)(e.BytePositionInLine ?? 0) + 1;
            var reason = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal) is var end and > 0 ? e.Message.Substring(0, end) : e.Message;
            problems.Add(new FileProblem(new SourcePlace(displayPath, line, column), "This is not valid JSON: " + reason));
            return null;
        }
        catch (InvalidOperationException)
        {
            // A string with half a surrogate pair cannot become text.
            problems.Add(new FileProblem(places.At(reader.TokenStartIndex), "This is not valid JSON: the text here is not valid Unicode."));
            return null;
        }
    }

    private static YamlValue Value(ref Utf8JsonReader reader, byte[] bytes, Places places, ICollection<FileProblem> problems)
    {
        var place = places.At(reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var entries = new List<YamlEntry>();
                var seen = new Dictionary<string, SourcePlace>(StringComparer.Ordinal);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var key = new YamlScalar(reader.GetString()!, isPlain: false, places.At(reader.TokenStartIndex));
                    reader.Read();
                    var value = Value(ref reader, bytes, places, problems);
                    if (seen.TryGetValue(key.Text, out var first))
                    {
                        problems.Add(new FileProblem(key.Place, $"'{key.Text}' is already set in line {first.Line}. Keep one of the two."));
                        continue;
                    }

                    seen.Add(key.Text, key.Place);
                    entries.Add(new YamlEntry(key, value));
                }

                return new YamlMapping(entries, place);
            case JsonTokenType.StartArray:
                var items = new List<YamlValue>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Value(ref reader, bytes, places, problems));
                }

                return new YamlSequence(items, place);
            case JsonTokenType.String:
                return new YamlScalar(reader.GetString()!, isPlain: false, place);
            default:
                // Numbers, true, false and null as they are written, like plain YAML.
                var start = (int)reader.TokenStartIndex;
                return new YamlScalar(Encoding.UTF8.GetString(bytes, start, (int)reader.BytesConsumed - start), isPlain: true, place);
        }
    }

    /// <summary>Lines and columns of offsets that only grow.</summary>
    private sealed class Places(byte[] bytes, string path)
    {
        private int _line = 1;
        private int _column = 1;
        private long _offset;

        public SourcePlace At(long offset)
        {
            for (; _offset < offset; _offset++)
            {
                if (bytes[_offset] == (byte)'\n')
                {
                    _line++;
                    _column = 1;
                }
                else if ((bytes[_offset] & 0xC0) != 0x80)
                {
                    _column++;
                }
            }

            return new SourcePlace(path, _line, _column);
        }
    }
}
