using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using GovernanceAnalyzers.Core.Findings;

namespace GovernanceAnalyzers.Engine.Repository.Infrastructure;

internal enum TokenKind
{
    Name,
    Number,
    Text,
    Symbol,
    End,
}

/// <param name="Text">Empty for a string, whose content is in <see cref="Parts"/>.</param>
/// <param name="StartsLine">It is the first of its line, so it may begin something new.</param>
internal sealed record Token(TokenKind Kind, string Text, SourcePlace Place, bool StartsLine)
{
    /// <summary>Text and, in between, the tokens of values.</summary>
    public IReadOnlyList<(string Text, IReadOnlyList<Token>? Value)> Parts { get; init; } = [];

    public bool Is(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    public bool IsName(string name) => Kind == TokenKind.Name && Text == name;
}

/// <summary>The text is not what it claims to be, from this place on.</summary>
internal sealed class TemplateException(SourcePlace place, string message) : Exception(message)
{
    public SourcePlace Place { get; } = place;
}

/// <summary>Cuts Bicep, HCL and ARM expressions into tokens.</summary>
internal sealed class Lexer
{
    private const int MaximumNesting = 20;

    private static readonly string[] Operators = ["...", "=>", "==", "!=", ">=", "<=", "=~", "!~", "&&", "||", "??", ".?", "::"];

    private readonly string _text;
    private readonly string _path;
    private readonly bool _isHcl;
    private readonly SourcePlace? _fixed;
    private readonly int _nesting;
    private int _at;
    private int _line;
    private int _lineStart;

    private Lexer(string text, string path, bool isHcl, SourcePlace? fixedPlace, int at, int line, int lineStart, int nesting)
    {
        (_text, _path, _isHcl, _fixed) = (text, path, isHcl, fixedPlace);
        (_at, _line, _lineStart, _nesting) = (at, line, lineStart, nesting);
    }

    /// <param name="isHcl">Strings have double quotes; otherwise single ones.</param>
    public static IReadOnlyList<Token> Read(string text, string path, bool isHcl) => new Lexer(text, path, isHcl, null, 0, 1, 0, 0).Run(stopAtBrace: false);

    /// <summary>An expression that stands in a string of JSON: everything in it is at the string's place.</summary>
    public static IReadOnlyList<Token> Read(string text, SourcePlace place) => new Lexer(text, place.Path, false, place, 0, 1, 0, 0).Run(stopAtBrace: false);

    /// <summary>The content of a string of Terraform's JSON, as a token.</summary>
    public static Token ReadTemplate(string text, SourcePlace place) => new Lexer(text, place.Path, true, place, 0, 1, 0, 0).Template(place, startsLine: false, end: "", _ => false);

    private SourcePlace Here => _fixed ?? new SourcePlace(_path, _line, _at - _lineStart + 1);

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    private char Peek(int ahead = 1) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    private List<Token> Run(bool stopAtBrace)
    {
        if (_nesting > MaximumNesting)
        {
            throw new TemplateException(Here, "values in strings are nested too deeply");
        }

        var tokens = new List<Token>();
        var startsLine = true;
        var depth = 0;
        while (_at < _text.Length)
        {
            var c = Current;
            if (c == '\n')
            {
                NewLine();
                startsLine = true;
            }
            else if (char.IsWhiteSpace(c) || c == '\uFEFF')
            {
                _at++;
            }
            else if (c == '#' || (c == '/' && Peek() == '/'))
            {
                while (_at < _text.Length && Current != '\n')
                {
                    _at++;
                }
            }
            else if (c == '/' && Peek() == '*')
            {
                Comment();
            }
            else
            {
                if (stopAtBrace && depth == 0 && c == '}')
                {
                    return tokens;
                }

                depth += c == '{' ? 1 : c == '}' ? -1 : 0;
                tokens.Add(Next(startsLine));
                startsLine = false;
            }
        }

        if (stopAtBrace)
        {
            throw new TemplateException(Here, "a value in a string does not end");
        }

        tokens.Add(new Token(TokenKind.End, "", Here, true));
        return tokens;
    }

    private Token Next(bool startsLine)
    {
        var place = Here;
        var c = Current;
        if (char.IsLetter(c) || c == '_')
        {
            var start = _at;
            while (char.IsLetterOrDigit(Current) || Current == '_' || (_isHcl && Current == '-' && char.IsLetterOrDigit(Peek())))
            {
                _at++;
            }

            return new Token(TokenKind.Name, _text.Substring(start, _at - start), place, startsLine);
        }

        if (c is >= '0' and <= '9')
        {
            var start = _at;
            while (Current is >= '0' and <= '9' || (Current == '.' && Peek() is >= '0' and <= '9'))
            {
                _at++;
            }

            return new Token(TokenKind.Number, _text.Substring(start, _at - start), place, startsLine);
        }

        if (!_isHcl && c == '\'')
        {
            return Peek() == '\'' && Peek(2) == '\'' ? Verbatim(place, startsLine) : SingleQuoted(place, startsLine);
        }

        if (_isHcl && c == '"')
        {
            _at++;
            return Template(place, startsLine, "\"", ch => ch == '\n');
        }

        if (_isHcl && c == '<' && Peek() == '<' && (char.IsLetter(Peek(2)) || Peek(2) == '-'))
        {
            return Heredoc(place, startsLine);
        }

        foreach (var symbol in Operators)
        {
            if (string.CompareOrdinal(_text, _at, symbol, 0, symbol.Length) == 0)
            {
                _at += symbol.Length;
                return new Token(TokenKind.Symbol, symbol, place, startsLine);
            }
        }

        _at++;
        return new Token(TokenKind.Symbol, c.ToString(), place, startsLine);
    }

    private Token SingleQuoted(SourcePlace place, bool startsLine)
    {
        _at++;
        if (_fixed is null)
        {
            return Template(place, startsLine, "'", ch => ch == '\n');
        }

        // In ARM a quote is doubled, and nothing else is special.
        var text = new StringBuilder();
        while (_at < _text.Length)
        {
            if (Current == '\'' && Peek() != '\'')
            {
                _at++;
                return new Token(TokenKind.Text, "", place, startsLine) { Parts = [(text.ToString(), null)] };
            }

            _at += Current == '\'' ? 1 : 0;
            text.Append(Current);
            _at++;
        }

        throw new TemplateException(place, "a string does not end");
    }

    /// <summary>A string with values in it, from its first character to the quote that ends it.</summary>
    private Token Template(SourcePlace place, bool startsLine, string end, Func<char, bool> breaks)
    {
        var parts = new List<(string, IReadOnlyList<Token>?)>();
        var text = new StringBuilder();
        while (_at < _text.Length)
        {
            var c = Current;
            if (end.Length > 0 && string.CompareOrdinal(_text, _at, end, 0, end.Length) == 0)
            {
                _at += end.Length;
                return Done();
            }

            if (breaks(c))
            {
                break;
            }

            if (c == '\\')
            {
                _at++;
                text.Append(Escaped());
            }
            else if (_isHcl && c == '$' && Peek() == '$' && Peek(2) == '{')
            {
                text.Append("${");
                _at += 3;
            }
            else if ((c == '$' || (_isHcl && c == '%')) && Peek() == '{')
            {
                parts.Add((text.ToString(), null));
                text.Clear();
                _at += 2;
                var inner = new Lexer(_text, _path, _isHcl, _fixed, _at, _line, _lineStart, _nesting + 1);
                var value = inner.Run(stopAtBrace: true);
                (_at, _line, _lineStart) = (inner._at + 1, inner._line, inner._lineStart);
                value.Add(new Token(TokenKind.End, "", Here, true));
                parts.Add(("", value));
            }
            else
            {
                text.Append(c);
                if (c == '\n')
                {
                    NewLine();
                }
                else
                {
                    _at++;
                }
            }
        }

        return end.Length == 0 ? Done() : throw new TemplateException(place, "a string does not end");

        Token Done()
        {
            parts.Add((text.ToString(), null));
            return new Token(TokenKind.Text, "", place, startsLine) { Parts = parts };
        }
    }

    private string Escaped()
    {
        var c = Current;
        _at++;
        if (c == 'u' && Current == '{')
        {
            var close = _text.IndexOf('}', _at);
            if (close > 0 && int.TryParse(_text.Substring(_at + 1, close - _at - 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code)
                && code is > 0 and <= 0x10FFFF and not (>= 0xD800 and <= 0xDFFF))
            {
                _at = close + 1;
                return char.ConvertFromUtf32(code);
            }
        }

        return c switch { 'n' => "\n", 'r' => "\r", 't' => "\t", '\0' => "", _ => c.ToString() };
    }

    private Token Verbatim(SourcePlace place, bool startsLine)
    {
        _at += 3;
        var start = _at;
        while (_at < _text.Length && !(Current == '\'' && Peek() == '\'' && Peek(2) == '\''))
        {
            if (Current == '\n')
            {
                NewLine();
            }
            else
            {
                _at++;
            }
        }

        if (_at >= _text.Length)
        {
            throw new TemplateException(place, "a string does not end");
        }

        var text = _text.Substring(start, _at - start);
        _at += 3;
        return new Token(TokenKind.Text, "", place, startsLine) { Parts = [(text, null)] };
    }

    private Token Heredoc(SourcePlace place, bool startsLine)
    {
        _at += Peek(2) == '-' ? 3 : 2;
        var start = _at;
        while (char.IsLetterOrDigit(Current) || Current == '_')
        {
            _at++;
        }

        var end = _text.Substring(start, _at - start);
        var lines = new List<string>();
        var lineEnd = _text.IndexOf('\n', _at);
        while (lineEnd >= 0)
        {
            _at = lineEnd;
            NewLine();
            lineEnd = _text.IndexOf('\n', _at);
            var line = _text.Substring(_at, (lineEnd < 0 ? _text.Length : lineEnd) - _at).TrimEnd('\r');
            if (line.Trim() == end)
            {
                _at += line.Length;
                return new Token(TokenKind.Text, "", place, startsLine) { Parts = [(string.Join("\n", lines), null)] };
            }

            lines.Add(line);
        }

        throw new TemplateException(place, "a text block does not end");
    }

    private void Comment()
    {
        var place = Here;
        _at += 2;
        while (_at < _text.Length && !(Current == '*' && Peek() == '/'))
        {
            if (Current == '\n')
            {
                NewLine();
            }
            else
            {
                _at++;
            }
        }

        if (_at >= _text.Length)
        {
            throw new TemplateException(place, "a comment does not end");
        }

        _at += 2;
    }

    private void NewLine()
    {
        _at++;
        _line++;
        _lineStart = _at;
    }
}
