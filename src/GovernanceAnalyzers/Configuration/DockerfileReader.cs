using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace GovernanceAnalyzers.Configuration;

/// <summary>
/// Reads <c>ENV</c> instructions. <c>ARG</c> exists only while the image is built, so its default counts where an <c>ENV</c> refers to it.
/// </summary>
internal sealed class DockerfileReader
{
    private readonly SourceText _text;
    private readonly Variables _variables;

    // One instruction, joined from its lines, and where each of its characters stands.
    private readonly StringBuilder _line = new();
    private readonly List<int> _positions = [];
    private char _escape = '\\';
    private int _at;

    private DockerfileReader(SourceText text)
    {
        _text = text;
        _variables = new Variables(text);
    }

    public static ImmutableArray<Entry> Read(SourceText text)
    {
        var reader = new DockerfileReader(text);
        reader.Read();
        return reader._variables.ToImmutable();
    }

    private void Read()
    {
        foreach (var line in _text.Lines)
        {
            var content = line.ToString();
            var trimmed = content.Trim();
            if (trimmed.StartsWith("#", StringComparison.Ordinal))
            {
                // A comment between the lines of an instruction is no part of it.
                if (trimmed.Substring(1).Replace(" ", "").Equals("escape=`", StringComparison.OrdinalIgnoreCase))
                {
                    _escape = '`';
                }

                continue;
            }

            var end = content.TrimEnd().Length;
            var goesOn = end > 0 && content[end - 1] == _escape;
            for (var i = 0; i < (goesOn ? end - 1 : content.Length); i++)
            {
                _line.Append(content[i]);
                _positions.Add(line.Start + i);
            }

            if (!goesOn)
            {
                Instruction();
                _line.Clear();
                _positions.Clear();
            }
        }

        Instruction();
    }

    private void Instruction()
    {
        _at = 0;
        SkipSpace();
        var word = Until(' ', '\t');
        var isEnv = word.Equals("ENV", StringComparison.OrdinalIgnoreCase);
        if (!isEnv && !word.Equals("ARG", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        while (SkipSpace())
        {
            var name = Until('=', ' ', '\t');
            if (Next == '=')
            {
                _at++;
                var start = _at;
                Set(isEnv, name, Quoted(), start);
            }
            else if (isEnv)
            {
                // The old form: all the rest is the value.
                SkipSpace();
                var start = _at;
                var value = _line.ToString(start, _line.Length - start).TrimEnd();
                _at = start + value.Length;
                Set(true, name, value, start);
                return;
            }
        }
    }

    private void Set(bool isEnv, string name, string value, int start)
    {
        if (!isEnv)
        {
            _variables.Define(name, value);
        }
        else if (_at > start)
        {
            _variables.Add(name, value, _positions[start], _positions[_at - 1] + 1);
        }
    }

    private string Quoted()
    {
        var value = new StringBuilder();
        var quote = '\0';
        for (; _at < _line.Length && (quote != '\0' || Next is not (' ' or '\t')); _at++)
        {
            if (Next == _escape && quote != '\'' && _at + 1 < _line.Length)
            {
                _at++;
                value.Append(Next);
            }
            else if (Next == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && Next is '"' or '\'')
            {
                quote = Next;
            }
            else
            {
                value.Append(Next);
            }
        }

        return value.ToString();
    }

    private char Next => _at < _line.Length ? _line[_at] : '\0';

    private string Until(params char[] ends)
    {
        var start = _at;
        while (_at < _line.Length && Array.IndexOf(ends, _line[_at]) < 0)
        {
            _at++;
        }

        return _line.ToString(start, _at - start);
    }

    /// <summary>False at the end.</summary>
    private bool SkipSpace()
    {
        while (Next is ' ' or '\t')
        {
            _at++;
        }

        return _at < _line.Length;
    }
}
