using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using GovernanceAnalyzers.Core.Findings;

namespace GovernanceAnalyzers.Engine.Yaml;

/// <summary>
/// Reads JSON into the nodes that shapes check, with places. Strict, as <see cref="YamlReader"/> is: no comments, no trailing commas, no
/// duplicate keys.
/// </summary>
internal ref struct JsonNodes
{
    private readonly byte[] _bytes;
    private readonly string _path;
    private readonly ICollection<FileProblem> _problems;
    private Utf8JsonReader _reader;
    private int _line;
    private int _lineStart;
    private int _seen;

    private JsonNodes(byte[] bytes, string path, ICollection<FileProblem> problems)
    {
        _bytes = bytes;
        _path = path;
        _problems = problems;
        _reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = YamlReader.MaximumDepth });
        _line = 1;
        _lineStart = 0;
        _seen = 0;
    }

    /// <summary>The root, or null with a problem at the place where the text stops being JSON.</summary>
    public static YamlValue? Read(string text, string displayPath, ICollection<FileProblem> problems)
    {
        var before = problems.Count;
        var nodes = new JsonNodes(Encoding.UTF8.GetBytes(text), displayPath, problems);
        try
        {
            nodes._reader.Read();
            var root = nodes.Value();
            // Throws when anything follows.
            nodes._reader.Read();
            return problems.Count == before ? root : null;
        }
        catch (JsonException e)
        {
            // The end of a file that stops too early is the place to look at, whatever line the reader calls it.
            problems.Add(new FileProblem(
                new SourcePlace(displayPath, (int)(e.LineNumber ?? 0) + 1, (int)(e.BytePositionInLine ?? 0) + 1),
                "This is not valid JSON. Correct it here, or a little before."));
            return null;
        }
        catch (InvalidOperationException)
        {
            problems.Add(new FileProblem(nodes.Place(), "This text holds half of a surrogate pair, which is no character. Correct it."));
            return null;
        }
    }

    private YamlValue Value()
    {
        var place = Place();
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var entries = new List<YamlEntry>();
                var keys = new HashSet<string>(StringComparer.Ordinal);
                while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
                {
                    var key = new YamlScalar(_reader.GetString()!, isPlain: false, Place());
                    if (!keys.Add(key.Text))
                    {
                        _problems.Add(new FileProblem(key.Place, $"The key '{key.Text}' is there twice. Keep one."));
                    }

                    _reader.Read();
                    entries.Add(new YamlEntry(key, Value()));
                }

                return new YamlMapping(entries, place);
            case JsonTokenType.StartArray:
                var items = new List<YamlValue>();
                while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Value());
                }

                return new YamlSequence(items, place);
            case JsonTokenType.String:
                return new YamlScalar(_reader.GetString()!, isPlain: false, place);
            default:
                return new YamlScalar(Encoding.UTF8.GetString(_reader.ValueSpan.ToArray()), isPlain: true, place);
        }
    }

    /// <summary>Where the current token starts. Tokens come in order, so every byte is looked at once.</summary>
    private SourcePlace Place()
    {
        var start = (int)_reader.TokenStartIndex;
        for (; _seen < start; _seen++)
        {
            if (_bytes[_seen] == (byte)'\n')
            {
                _line++;
                _lineStart = _seen + 1;
            }
        }

        return new SourcePlace(_path, _line, Encoding.UTF8.GetCharCount(_bytes, _lineStart, start - _lineStart) + 1);
    }
}
