using System;
using System.Linq;

namespace GovernanceAnalyzers.Engine.Repository.Requirements;

internal static class Headings
{
    /// <summary>Whether a heading speaks of what is asked for: its words occur there in a row, in any letter case, as singular or plural.</summary>
    public static bool Match(string title, string wanted)
    {
        var have = Words(title);
        var want = Words(wanted);
        return want.Length > 0 && Enumerable.Range(0, Math.Max(0, have.Length - want.Length + 1)).Any(i => want.Select((w, n) => Same(have[i + n], w)).All(s => s));
    }

    private static bool Same(string a, string b) => a == b || a == b + "s" || b == a + "s";

    private static string[] Words(string text) =>
        new string(text.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ').ToArray()).Split([' '], StringSplitOptions.RemoveEmptyEntries);
}
