using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine;

/// <summary>
/// What git ignores: the patterns of one <c>.gitignore</c>, before those of the folders above it. Semantics and corner cases are git's;
/// names are compared by their UTF-8 bytes and letter case counts, as with git's defaults on Linux.
/// </summary>
internal sealed class IgnoreRules
{
    public const string FileName = ".gitignore";

    /// <summary>Nobody writes more by hand, and reading a million would take longer than reading the repository.</summary>
    private const int MaximumBytes = 256 * 1024;

    /// <summary>Of all files from the root to a folder: the time a name takes grows with them.</summary>
    private const int MaximumPatterns = 2000;

    private readonly IgnoreRules? _outer;
    private readonly string _folder;
    private readonly IReadOnlyList<Pattern> _patterns;
    private readonly int _count;

    private IgnoreRules(IgnoreRules? outer, string folder, IReadOnlyList<Pattern> patterns)
    {
        _outer = outer;
        _folder = folder;
        _patterns = patterns;
        _count = patterns.Count + (outer?._count ?? 0);
    }

    /// <summary>The rules of a file, or <paramref name="outer"/> where it has none.</summary>
    /// <param name="folder">The folder that its patterns are relative to, from the root of the repository; empty or with a slash at its end.</param>
    /// <param name="path">How problems name the file.</param>
    public static IgnoreRules? Read(string fullPath, string path, string folder, IgnoreRules? outer, ICollection<FileProblem> problems)
    {
        if (RegularFile.Read(fullPath, path, MaximumBytes, out var problem) is not { } bytes)
        {
            problems.Add(new FileProblem(new SourcePlace(path), $"What it ignores is taken for a part of the repository. {problem}"));
            return outer;
        }

        var start = bytes.Length >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0;
        return Parse(Latin1(bytes, start), path, folder, outer, problems);
    }

    /// <param name="path">From the root of the repository.</param>
    /// <param name="steps">What is left to spend on wildcards; at zero, patterns that need more than a look match nothing.</param>
    public bool IsIgnored(string path, string name, bool isFolder, ref long steps)
    {
        path = Bytes(path);
        name = Bytes(name);
        for (var rules = this; rules is not null; rules = rules._outer)
        {
            for (var i = rules._patterns.Count - 1; i >= 0; i--)
            {
                if (rules._patterns[i].Matches(path, rules._folder.Length, name, isFolder, ref steps))
                {
                    return !rules._patterns[i].IsNegated;
                }
            }
        }

        return false;
    }

    private static IgnoreRules? Parse(string text, string path, string folder, IgnoreRules? outer, ICollection<FileProblem> problems)
    {
        var patterns = new List<Pattern>();
        foreach (var line in text.Split('\n').Select(l => l.EndsWith("\r", StringComparison.Ordinal) ? l.Substring(0, l.Length - 1) : l))
        {
            if (line.Length > 0 && line[0] != '#' && Pattern.Parse(line) is { } pattern)
            {
                patterns.Add(pattern);
            }
        }

        if (patterns.Count + (outer?._count ?? 0) > MaximumPatterns)
        {
            problems.Add(new FileProblem(
                new SourcePlace(path), $"With this file more than {MaximumPatterns} patterns apply here, so it was not used, and what it ignores is taken for a part of the repository. Use fewer and wider patterns."));
            return outer;
        }

        return patterns.Count == 0 ? outer : new IgnoreRules(outer, Bytes(folder), patterns);
    }

    /// <summary>One character for each UTF-8 byte.</summary>
    private static string Bytes(string text)
    {
        foreach (var c in text)
        {
            if (c >= 0x80)
            {
                return Latin1(Encoding.UTF8.GetBytes(text), 0);
            }
        }

        return text;
    }

    private static string Latin1(byte[] bytes, int start)
    {
        var text = new char[bytes.Length - start];
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = (char)bytes[start + i];
        }

        return new string(text);
    }

    private enum Kind
    {
        Literal,
        AnyCharacter,
        Set,
        Star,
        Folders,
        Everything,
    }

    private readonly struct Token(Kind kind, char literal = '\0', bool[]? set = null)
    {
        public Kind Kind => kind;

        public char Literal => literal;

        public bool TakesOne => kind <= Kind.Set;

        public bool Takes(char c) => kind switch
        {
            Kind.Literal => c == literal,
            Kind.AnyCharacter => c != '/',
            _ => c != '/' && set![c & 0xFF],
        };
    }

    private sealed class Pattern
    {
        private bool _foldersOnly;
        private bool _isPath;
        private bool _hasFolders;
        private string _prefix = "";
        private string _suffix = "";
        private int _least;

        /// <summary>The longest text between the wildcards: without it there is no match.</summary>
        private string _within = "";
        private Token[] _tokens = [];

        public bool IsNegated { get; private init; }

        /// <summary>Null for a pattern that matches nothing.</summary>
        public static Pattern? Parse(string line)
        {
            var isNegated = line[0] == '!';
            var text = TrimEnd(isNegated ? line.Substring(1) : line);
            var pattern = new Pattern { IsNegated = isNegated };
            if (text.EndsWith("/", StringComparison.Ordinal))
            {
                pattern._foldersOnly = true;
                text = text.Substring(0, text.Length - 1);
            }

            pattern._isPath = text.IndexOf('/') >= 0;
            if (pattern._isPath && text[0] == '/')
            {
                text = text.Substring(1);
            }

            var literal = text.IndexOfAny(['*', '?', '[', '\\']);
            pattern._prefix = literal < 0 ? text : text.Substring(0, literal);
            if (text.Length == 0 || Tokens(literal < 0 ? "" : text.Substring(literal), pattern._isPath) is not { } tokens)
            {
                return null;
            }

            var tail = tokens.Length;
            while (tail > 0 && tokens[tail - 1].Kind == Kind.Literal)
            {
                tail--;
            }

            pattern._suffix = new string(tokens.Skip(tail).Select(t => t.Literal).ToArray());
            pattern._tokens = tokens.Take(tail).ToArray();
            pattern._within = Within(pattern._tokens);
            pattern._hasFolders = pattern._tokens.Any(t => t.Kind is Kind.Folders or Kind.Everything);
            pattern._least = pattern._prefix.Length + pattern._suffix.Length + pattern._tokens.Count(t => t.TakesOne);
            return pattern;
        }

        public bool Matches(string path, int start, string name, bool isFolder, ref long steps)
        {
            if (_foldersOnly && !isFolder)
            {
                return false;
            }

            var (text, from) = _isPath ? (path, start) : (name, 0);
            if (text.Length - from < _least
                || string.CompareOrdinal(text, from, _prefix, 0, _prefix.Length) != 0
                || string.CompareOrdinal(text, text.Length - _suffix.Length, _suffix, 0, _suffix.Length) != 0)
            {
                return false;
            }

            from += _prefix.Length;
            var length = text.Length - _suffix.Length - from;
            return _tokens.Length switch
            {
                0 => length == 0,
                1 when _tokens[0].Kind == Kind.Everything => true,
                1 when _tokens[0].Kind == Kind.Star => text.IndexOf('/', from, length) < 0,
                _ when steps <= 0 => false,
                _ when text.IndexOf(_within, from, length, StringComparison.Ordinal) < 0 => false,
                _ => _hasFolders ? Run(text, from, length, ref steps) : RunStars(text, from, length, ref steps),
            };
        }

        private static string Within(Token[] tokens)
        {
            var longest = "";
            for (var first = 0; first < tokens.Length; first++)
            {
                var end = first;
                while (end < tokens.Length && tokens[end].Kind == Kind.Literal)
                {
                    end++;
                }

                if (end - first > longest.Length)
                {
                    longest = new string(tokens.Skip(first).Take(end - first).Select(t => t.Literal).ToArray());
                }

                first = end;
            }

            return longest;
        }

        /// <summary>Without <c>**</c>: the leftmost place of what stands between two stars is as good as any other.</summary>
        private bool RunStars(string text, int from, int length, ref long steps)
        {
            var (t, p, star, mark) = (0, 0, -1, 0);
            while (t < length)
            {
                steps--;
                var c = text[from + t];
                if (p < _tokens.Length && _tokens[p].TakesOne && _tokens[p].Takes(c))
                {
                    t++;
                    p++;
                }
                else if (p < _tokens.Length && _tokens[p].Kind == Kind.Star)
                {
                    (star, mark) = (p++, t);
                }
                else if (star >= 0 && text[from + mark] != '/')
                {
                    (p, t) = (star + 1, ++mark);
                }
                else
                {
                    return false;
                }
            }

            while (p < _tokens.Length && _tokens[p].Kind == Kind.Star)
            {
                p++;
            }

            return p == _tokens.Length;
        }

        /// <summary>Runs the tokens as a state machine: <c>current[t]</c> says that those so far match the first t characters.</summary>
        private bool Run(string text, int from, int length, ref long steps)
        {
            steps -= (long)_tokens.Length * length;
            var current = new bool[length + 1];
            var next = new bool[length + 1];
            current[0] = true;
            foreach (var token in _tokens)
            {
                var reached = false;
                var any = next[0] = !token.TakesOne && current[0];
                for (var t = 1; t <= length; t++)
                {
                    var c = text[from + t - 1];
                    reached |= current[t - 1];
                    any |= next[t] = token.Kind switch
                    {
                        Kind.Star => current[t] || (next[t - 1] && c != '/'),
                        Kind.Folders => current[t] || (reached && c == '/'),
                        Kind.Everything => current[t] || next[t - 1],
                        _ => current[t - 1] && token.Takes(c),
                    };
                }

                if (!any)
                {
                    return false;
                }

                (current, next) = (next, current);
            }

            return current[length];
        }

        /// <summary>Without the blanks at its end, but for those behind a backslash.</summary>
        private static string TrimEnd(string text)
        {
            var end = text.Length;
            for (var i = 0; i < text.Length; i++)
            {
                if (text[i] == ' ')
                {
                    end = end == text.Length ? i : end;
                    continue;
                }

                if (text[i] == '\\' && ++i == text.Length)
                {
                    return text;
                }

                end = text.Length;
            }

            return text.Substring(0, end);
        }

        /// <summary>Null for a pattern that matches nothing.</summary>
        private static Token[]? Tokens(string text, bool isPath)
        {
            var tokens = new List<Token>();
            for (var i = 0; i < text.Length; i++)
            {
                switch (text[i])
                {
                    case '?':
                        tokens.Add(new Token(Kind.AnyCharacter));
                        break;
                    case '*':
                        var first = i;
                        while (i + 1 < text.Length && text[i + 1] == '*')
                        {
                            i++;
                        }

                        var isWhole = isPath && i > first && (first == 0 || text[first - 1] == '/')
                            && (i + 1 == text.Length || text[i + 1] == '/' || (text[i + 1] == '\\' && i + 2 < text.Length && text[i + 2] == '/'));
                        if (isWhole && i + 1 < text.Length && text[i + 1] == '/')
                        {
                            tokens.Add(new Token(Kind.Folders));
                            i++;
                        }
                        else
                        {
                            tokens.Add(new Token(isWhole ? Kind.Everything : Kind.Star));
                        }

                        break;
                    case '[':
                        if (Set(text, ref i) is not { } set)
                        {
                            return null;
                        }

                        tokens.Add(new Token(Kind.Set, set: set));
                        break;
                    case '\\':
                        if (++i == text.Length)
                        {
                            return null;
                        }

                        tokens.Add(new Token(Kind.Literal, text[i]));
                        break;
                    default:
                        tokens.Add(new Token(Kind.Literal, text[i]));
                        break;
                }
            }

            return [.. tokens];
        }

        /// <summary>The characters in brackets, or null where the bracket is not closed or names an unknown class; moves to the closing one.</summary>
        private static bool[]? Set(string text, ref int i)
        {
            var set = new bool[256];
            var isNegated = ++i < text.Length && text[i] is '!' or '^';
            i += isNegated ? 1 : 0;
            var previous = '\0';
            var isFirst = true;
            for (; ; i++, isFirst = false)
            {
                if (i >= text.Length)
                {
                    return null;
                }

                var c = text[i];
                if (c == ']' && !isFirst)
                {
                    break;
                }

                if (c == '\\')
                {
                    if (++i >= text.Length)
                    {
                        return null;
                    }

                    c = text[i];
                    set[c & 0xFF] = true;
                }
                else if (c == '-' && previous != '\0' && i + 1 < text.Length && text[i + 1] != ']')
                {
                    c = text[++i];
                    if (c == '\\')
                    {
                        if (++i >= text.Length)
                        {
                            return null;
                        }

                        c = text[i];
                    }

                    for (int member = previous; member <= c; member++)
                    {
                        set[member & 0xFF] = true;
                    }

                    c = '\0';
                }
                else if (c == '[' && i + 1 < text.Length && text[i + 1] == ':')
                {
                    var end = text.IndexOf(']', i + 2);
                    if (end < 0)
                    {
                        return null;
                    }

                    if (end - i - 3 < 0 || text[end - 1] != ':')
                    {
                        set['['] = true;
                    }
                    else
                    {
                        if (Class(text.Substring(i + 2, end - i - 3)) is not { } isMember)
                        {
                            return null;
                        }

                        for (var member = 0; member < 0x80; member++)
                        {
                            set[member] |= isMember((char)member);
                        }

                        i = end;
                        c = '\0';
                    }
                }
                else
                {
                    set[c & 0xFF] = true;
                }

                previous = c;
            }

            return isNegated ? [.. set.Select(m => !m)] : set;
        }

        private static Func<char, bool>? Class(string name) => name switch
        {
            "alnum" => c => IsLetter(c) || c is >= '0' and <= '9',
            "alpha" => IsLetter,
            "blank" => c => c is ' ' or '\t',
            "cntrl" => c => c is < ' ' or '\x7F',
            "digit" => c => c is >= '0' and <= '9',
            "graph" => c => c is > ' ' and < '\x7F',
            "lower" => c => c is >= 'a' and <= 'z',
            "print" => c => c is >= ' ' and < '\x7F',
            "punct" => c => c is > ' ' and < '\x7F' && !IsLetter(c) && c is not (>= '0' and <= '9'),
            "space" => c => c is ' ' or (>= '\t' and <= '\r'),
            "upper" => c => c is >= 'A' and <= 'Z',
            "xdigit" => c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F'),
            _ => null,
        };

        private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
    }
}
