using System;

namespace GovernanceAnalyzers.Core.Text;

/// <summary>
/// Globs as in .gitignore and MSBuild: <c>?</c> one character, <c>*</c> within a path segment, <c>**</c> across segments,
/// <c>**/</c> any number of whole segments including none. Letter case counts. A pattern that ends in <c>/</c> covers everything below
/// that folder. Time is pattern length times text length, whatever the pattern.
/// </summary>
public static class Glob
{
    internal static readonly char[] Wildcards = ['*', '?'];

    /// <summary>Matches a path. Backslashes count as slashes and a leading <c>./</c> is dropped, on both sides.</summary>
    public static bool IsPathMatch(string pattern, string path) => new PathGlob(pattern).IsMatch(Normalise(path));

    /// <summary>Matches a name that is not a path, such as <c>openai:*</c>; here <c>*</c> takes any character.</summary>
    public static bool IsNameMatch(string pattern, string name, bool ignoreCase = false) => ignoreCase
        ? Run(pattern.ToUpperInvariant(), 0, pattern.Length, name.ToUpperInvariant(), 0, name.Length, separator: null)
        : Run(pattern, 0, pattern.Length, name, 0, name.Length, separator: null);

    public static bool HasWildcard(string pattern) => pattern.IndexOfAny(Wildcards) >= 0;

    /// <summary>A path as <see cref="PathGlob"/> takes it.</summary>
    public static string Normalise(string path)
    {
        path = path.Replace('\\', '/');
        return path.StartsWith("./", StringComparison.Ordinal) ? path.Substring(2) : path;
    }

    /// <summary>Runs a part of the pattern over a part of the text: <c>current[t]</c> says that the pattern so far matches its first t characters.</summary>
    internal static bool Run(string pattern, int first, int end, string text, int textFirst, int textEnd, char? separator)
    {
        var length = textEnd - textFirst;
        var current = new bool[length + 1];
        var next = new bool[length + 1];
        current[0] = true;
        for (var p = first; p < end; p++)
        {
            var isStar = pattern[p] == '*';
            var isDouble = isStar && p + 1 < end && pattern[p + 1] == '*';
            var isWholeSegments = isDouble && p + 2 < end && pattern[p + 2] == '/' && separator == '/';
            var reached = false;
            next[0] = isStar && current[0];
            for (var t = 1; t <= length; t++)
            {
                var c = text[textFirst + t - 1];
                reached |= current[t - 1];
                next[t] = isWholeSegments ? current[t] || (reached && c == '/')
                    : isDouble ? current[t] || next[t - 1]
                    : isStar ? current[t] || (next[t - 1] && c != separator)
                    : current[t - 1] && (pattern[p] == c || (pattern[p] == '?' && c != separator));
            }

            p += isWholeSegments ? 2 : isDouble ? 1 : 0;
            (current, next) = (next, current);
        }

        return current[length];
    }
}
