using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace GovernanceAnalyzers.Configuration;

/// <summary>
/// Reads JSON the way Microsoft.Extensions.Configuration does: comments and trailing commas are fine, nested names are joined by
/// <c>:</c>, array elements have their index as a name. A file that breaks off or has an error gives what stands before that.
/// </summary>
/// <remarks>Deeper than <see cref="MaximumDepth"/> levels nothing is read, as with an error.</remarks>
internal sealed class JsonConfigurationReader
{
    public const int MaximumDepth = 64;

    private readonly SourceText _text;
    private readonly string _json;
    private readonly List<string> _path = [];
    private readonly ImmutableArray<Entry>.Builder _entries = ImmutableArray.CreateBuilder<Entry>();
    private int _at;

    private JsonConfigurationReader(SourceText text)
    {
        _text = text;
        _json = text.ToString();
    }

    public static ImmutableArray<Entry> Read(SourceText text)
    {
        var reader = new JsonConfigurationReader(text);
        reader.SkipSpace();

        // Configuration has to be an object; anything else is another kind of file.
        if (reader.Next == '{')
        {
            reader.Members();
        }

        return reader._entries.ToImmutable();
    }

    private char Next => _at < _json.Length ? _json[_at] : '\0';

    /// <summary>Each method that reads a part says whether it is whole; after an error nothing more is read.</summary>
    private bool Value()
    {
        SkipSpace();
        var start = _at;
        switch (Next)
        {
            case '{':
                return _path.Count < MaximumDepth && Members();
            case '[':
                return _path.Count < MaximumDepth && Elements();
            case '"':
                if (String() is not { } value)
                {
                    return false;
                }

                Add(value, start);
                return true;
            default:
                var word = Word();
                if (word.Length > 0 && word != "null")
                {
                    Add(word switch { "true" => "True", "false" => "False", _ => word }, start);
                }

                return word.Length > 0;
        }
    }

    private bool Members()
    {
        _at++;
        while (true)
        {
            SkipSpace();
            if (Next == '}')
            {
                _at++;
                return true;
            }

            if (Next != '"' || String() is not { } name)
            {
                return false;
            }

            SkipSpace();
            if (Next != ':')
            {
                return false;
            }

            _at++;
            _path.Add(name);
            var isWhole = Value();
            _path.RemoveAt(_path.Count - 1);
            if (!isWhole || !Separator('}'))
            {
                return false;
            }
        }
    }

    private bool Elements()
    {
        _at++;
        for (var index = 0; ; index++)
        {
            SkipSpace();
            if (Next == ']')
            {
                _at++;
                return true;
            }

            _path.Add(index.ToString(CultureInfo.InvariantCulture));
            var isWhole = Value();
            _path.RemoveAt(_path.Count - 1);
            if (!isWhole || !Separator(']'))
            {
                return false;
            }
        }
    }

    /// <summary>Moves behind a comma, or stays before the end of the list.</summary>
    private bool Separator(char end)
    {
        SkipSpace();
        if (Next == ',')
        {
            _at++;
            return true;
        }

        return Next == end;
    }

    private string? String()
    {
        _at++;
        var from = _at;
        StringBuilder? unescaped = null;
        while (_at < _json.Length)
        {
            var c = _json[_at];
            switch (c)
            {
                case '"':
                    var rest = _json.Substring(from, _at - from);
                    _at++;
                    return unescaped is null ? rest : unescaped.Append(rest).ToString();
                case '\r' or '\n':
                    return null;
                case '\\':
                    unescaped = (unescaped ?? new StringBuilder()).Append(_json, from, _at - from);
                    if (!Escape(unescaped))
                    {
                        return null;
                    }

                    from = _at;
                    break;
                default:
                    _at++;
                    break;
            }
        }

        return null;
    }

    private bool Escape(StringBuilder unescaped)
    {
        var c = _at + 1 < _json.Length ? _json[_at + 1] : '\0';
        if (c == 'u')
        {
            if (_at + 6 > _json.Length
                || !ushort.TryParse(_json.Substring(_at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
            {
                return false;
            }

            unescaped.Append((char)unit);
            _at += 6;
            return true;
        }

        var plain = c switch { '"' or '\\' or '/' => c, 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', _ => '\0' };
        unescaped.Append(plain);
        _at += 2;
        return plain != '\0';
    }

    private string Word()
    {
        var from = _at;
        while (Next is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '+' or '.')
        {
            _at++;
        }

        return _json.Substring(from, _at - from);
    }

    private void SkipSpace()
    {
        while (_at < _json.Length)
        {
            if (_json[_at] is ' ' or '\t' or '\r' or '\n' or '\uFEFF')
            {
                _at++;
            }
            else if (Next == '/' && _at + 1 < _json.Length && _json[_at + 1] is '/' or '*')
            {
                var end = _json[_at + 1] == '/'
                    ? _json.IndexOf('\n', _at)
                    : _json.IndexOf("*/", _at + 2, System.StringComparison.Ordinal);
                _at = end < 0 ? _json.Length : _json[end] == '\n' ? end : end + 2;
            }
            else
            {
                return;
            }
        }
    }

    private void Add(string value, int start)
    {
        if (Substitution.Expand(value, Substitution.Nothing) is { Length: > 0 } text)
        {
            var span = TextSpan.FromBounds(start, _at);
            _entries.Add(new Entry(string.Join(":", _path), text, span, _text.Lines.GetLinePositionSpan(span), IsVariable: false));
        }
    }
}
