using System;

namespace GovernanceAnalyzers.Core.Text;

/// <summary>
/// A glob over paths (<see cref="Glob"/>), prepared for being asked of very many: what it begins and ends with decides nearly always.
/// </summary>
public readonly struct PathGlob
{
    private readonly string _pattern;

    /// <summary>Where the first wildcard is, or -1.</summary>
    private readonly int _head;

    /// <summary>Where the text after the last wildcard begins.</summary>
    private readonly int _tail;

    /// <summary>
    /// Where what has to match the last segment begins: after a <c>**/</c> that takes all others. -1 where there is more to it than that.
    /// </summary>
    private readonly int _name;

    /// <summary>The longest text between the wildcards: a path without it is no match, which takes one look to see.</summary>
    private readonly string _within;

    public PathGlob(string pattern)
    {
        pattern = Glob.Normalise(pattern);
        _pattern = pattern.EndsWith("/", StringComparison.Ordinal) ? pattern + "**" : pattern;
        _head = _pattern.IndexOfAny(Glob.Wildcards);
        _tail = _pattern.LastIndexOfAny(Glob.Wildcards) + 1;
        // The slash of "**/" is a part of the wildcard.
        if (_tail > 1 && _tail < _pattern.Length && _pattern[_tail] == '/' && _pattern[_tail - 1] == '*' && _pattern[_tail - 2] == '*')
        {
            _tail++;
        }

        var isNameOnly = _head >= 0 && _tail >= _head + 3
            && string.CompareOrdinal(_pattern, _head, "**/", 0, 3) == 0
            && _pattern.IndexOf('/', _head + 3, _tail - _head - 3) < 0
            && _pattern.IndexOf("**", _head + 3, _tail - _head - 3, StringComparison.Ordinal) < 0;
        _name = isNameOnly ? _head + 3 : -1;
        _within = Within(_pattern, _head, _tail);
    }

    /// <param name="path">With forward slashes and without a leading <c>./</c>: <see cref="Glob.Normalise"/> makes it so.</param>
    public bool IsMatch(string path)
    {
        if (_head < 0)
        {
            return string.Equals(_pattern, path, StringComparison.Ordinal);
        }

        var ending = _pattern.Length - _tail;
        var end = path.Length - ending;
        if (end < _head
            || (ending > 0 && path[path.Length - 1] != _pattern[_pattern.Length - 1])
            || string.CompareOrdinal(path, end, _pattern, _tail, ending) != 0
            || string.CompareOrdinal(path, 0, _pattern, 0, _head) != 0
            || (_within.Length > 0 && path.IndexOf(_within, _head, end - _head, StringComparison.Ordinal) < 0))
        {
            return false;
        }

        if (_name < 0)
        {
            return Glob.Run(_pattern, _head, _tail, path, _head, end, separator: '/');
        }

        var name = end == _head ? _head : Math.Max(_head, path.LastIndexOf('/', end - 1) + 1);
        return _name == _tail ? name == end
            : _tail - _name == 1 && _pattern[_name] == '*' || Glob.Run(_pattern, _name, _tail, path, name, end, separator: '/');
    }

    private static string Within(string pattern, int first, int end)
    {
        var (longest, length) = (0, 0);
        for (var p = Math.Max(first, 0); p < end;)
        {
            var isWildcard = pattern[p] is '*' or '?';
            var next = p + 1;
            while (next < end && (pattern[next] is '*' or '?') == isWildcard)
            {
                next++;
            }

            // The slash of "**/" need not be there.
            if (isWildcard && next < end && pattern[next] == '/')
            {
                next++;
            }

            if (!isWildcard && next - p > length)
            {
                (longest, length) = (p, next - p);
            }

            p = next;
        }

        return pattern.Substring(longest, length);
    }
}
