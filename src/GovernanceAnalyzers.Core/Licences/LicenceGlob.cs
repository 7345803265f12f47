using System;

namespace GovernanceAnalyzers.Core.Licences;

/// <summary>Patterns over licence ids: <c>*</c> any text, <c>?</c> one character, letter case ignored.</summary>
public static class LicenceGlob
{
    public static bool IsPattern(string text) => text.IndexOfAny(['*', '?']) >= 0;

    /// <summary>Goes back to the last <c>*</c> only, so the time is bounded by the product of the lengths, not by an exponent.</summary>
    public static bool IsMatch(string pattern, string text)
    {
        var p = 0;
        var t = 0;
        var star = -1;
        var resume = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = t;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || char.ToUpperInvariant(pattern[p]) == char.ToUpperInvariant(text[t])))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
        {
            p++;
        }

        return p == pattern.Length;
    }
}
