using System;

namespace GovernanceAnalyzers.Core.Text;

/// <summary>
/// Globs as in .gitignore and MSBuild: <c>?</c> one character, <c>*</c> within a path segment, <c>**</c> across segments,
/// <c>**/</c> any number of whole segments including none. Letter case counts. A pattern that ends in <c>/</c> covers everything below
/// that folder. Time is pattern length times text length, whatever the pattern.
/// </summary>
public static class Glob
{
    /// <summary>Matches a path. Backslashes count as slashes and a leading <c>./</c> is dropped, on both sides.</summary>
    public static bool IsPathMatch(string pattern, string path)
    {
        pattern = Normalise(pattern);
        return Match(pattern.EndsWith("/", StringComparison.Ordinal) ? pattern + "**" : pattern, Normalise(path), separator: '/');
    }

    /// <summary>Matches a name that is not a path, such as <c>openai:*</c>; here <c>*</c> takes any character.</summary>
    public static bool IsNameMatch(string pattern, string name, bool ignoreCase = false) => ignoreCase
        ? Match(pattern.ToUpperInvariant(), name.ToUpperInvariant(), separator: null)
        : Match(pattern, name, separator: null);

    public static bool HasWildcard(string pattern) => pattern.IndexOfAny(['*', '?']) >= 0;

    private static string Normalise(string path)
    {
        path = path.Replace('\\', '/');
        return path.StartsWith("./", StringComparison.Ordinal) ? path.Substring(2) : path;
    }

    /// <summary>Runs the pattern as a state machine: <c>current[t]</c> says that the pattern so far matches the first t characters.</summary>
    private static bool Match(string pattern, string text, char? separator)
    {
        var current = new bool[text.Length + 1];
        var next = new bool[text.Length + 1];
        current[0] = true;
        for (var p = 0; p < pattern.Length; p++)
        {
            var isStar = pattern[p] == '*';
            var isDouble = isStar && p + 1 < pattern.Length && pattern[p + 1] == '*';
            var isWholeSegments = isDouble && p + 2 < pattern.Length && pattern[p + 2] == '/' && separator == '/';
            var reached = false;
            next[0] = isStar && current[0];
            for (var t = 1; t <= text.Length; t++)
            {
                var c = text[t - 1];
                reached |= current[t - 1];
                next[t] = isWholeSegments ? current[t] || (reached && c == '/')
                    : isDouble ? current[t] || next[t - 1]
                    : isStar ? current[t] || (next[t - 1] && c != separator)
                    : current[t - 1] && (pattern[p] == c || (pattern[p] == '?' && c != separator));
            }

            p += isWholeSegments ? 2 : isDouble ? 1 : 0;
            (current, next) = (next, current);
        }

        return current[text.Length];
    }
}
