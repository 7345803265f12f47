using System;
using System.Linq;

namespace GovernanceAnalyzers.Engine.Repository.Requirements;

internal static class Headings
{
    /// <summary>Words before a match that turn it into its opposite: "out-of-scope use" is no "use".</summary>
    private static readonly string[][] Denying =
    [
        ["out", "of", "scope"], ["out", "of"], ["outside"], ["not"], ["non"], ["never"], ["without"], ["unintended"], ["unsupported"], ["unacceptable"], ["prohibited"], ["forbidden"], ["disallowed"], ["excluded"],
    ];

    private static readonly string[][] DenyingAfter = [["out", "of", "scope"], ["not"], ["to", "avoid"]];

    /// <summary>
    /// Whether a heading speaks of what is asked for: its words occur there in a row, in any letter case, as singular or plural, and nothing
    /// right before or after them says the opposite.
    /// </summary>
    public static bool Match(string title, string wanted)
    {
        var have = Words(title);
        var want = Words(wanted);
        return want.Length > 0 && Enumerable.Range(0, Math.Max(0, have.Length - want.Length + 1)).Any(i => want.Select((w, n) => Same(have[i + n], w)).All(s => s) && !IsDenied(have, i, i + want.Length));
    }

    private static bool IsDenied(string[] words, int start, int end)
    {
        while (end < words.Length && words[end] is "that" or "which" or "are" or "is")
        {
            end++;
        }

        return Denying.Any(d => start >= d.Length && words.Skip(start - d.Length).Take(d.Length).SequenceEqual(d) && !IsOfBoth(words, start - d.Length))
            || DenyingAfter.Any(d => words.Skip(end).Take(d.Length).SequenceEqual(d));
    }

    /// <summary>"Intended and out-of-scope uses" speaks of both.</summary>
    private static bool IsOfBoth(string[] words, int start) =>
        start >= 2 && (words[start - 1] is "and" or "or") && (words[start - 2] is "intended" or "direct" or "scope" or "allowed" or "permitted" or "supported" or "primary" or "expected");

    private static bool Same(string a, string b) => a == b || a == b + "s" || b == a + "s";

    private static string[] Words(string text) =>
        new string(text.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ').ToArray()).Split([' '], StringSplitOptions.RemoveEmptyEntries);
}
