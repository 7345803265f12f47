using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Text;

namespace GovernanceAnalyzers.Configuration;

/// <summary>Replaces what a text leaves to be filled in, where the same file says by what; other texts of that kind are no values.</summary>
internal static class Substitution
{
    public static readonly IReadOnlyDictionary<string, string> Nothing = ImmutableDictionary<string, string>.Empty;

    // Marks of deployment tools: Octopus and Azure Pipelines tokens, MSBuild and pipeline variables, templates.
    private static readonly string[] Tokens = ["#{", "$(", "{{", "${{"];

    /// <summary>
    /// The text with <c>$X</c>, <c>${X}</c>, <c>${X:-default}</c> and <c>${X-default}</c> replaced; null when something is left open.
    /// </summary>
    public static string? Expand(string text, IReadOnlyDictionary<string, string> known)
    {
        foreach (var token in Tokens)
        {
            if (text.IndexOf(token, StringComparison.Ordinal) >= 0)
            {
                return null;
            }
        }

        if (IsWindowsVariable(text))
        {
            return null;
        }

        if (text.IndexOf('$') < 0)
        {
            return text;
        }

        var expanded = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            var next = at + 1 < text.Length ? text[at + 1] : '\0';
            if (text[at] != '$' || !(next is '{' or '$' or '_' || IsLetter(next)))
            {
                expanded.Append(text[at]);
                continue;
            }

            if (next == '$')
            {
                // A compose file's way to write the character itself.
                expanded.Append('$');
                at++;
                continue;
            }

            var close = next == '{' ? text.IndexOf('}', at) : NameEnd(text, at + 1);
            if (close < 0)
            {
                return null;
            }

            var reference = next == '{' ? text.Substring(at + 2, close - at - 2) : text.Substring(at + 1, close - at - 1);
            if (ValueOf(reference, known) is not { } value)
            {
                return null;
            }

            expanded.Append(value);
            at = next == '{' ? close : close - 1;
        }

        return expanded.ToString();
    }

    private static string? ValueOf(string reference, IReadOnlyDictionary<string, string> known)
    {
        var dash = reference.IndexOf('-');
        var name = dash < 0 ? reference : reference.Substring(0, dash).TrimEnd(':');
        return known.TryGetValue(name, out var value) && value.Length > 0 ? value
            : dash < 0 || reference.IndexOf('$') >= 0 ? null
            : reference.Substring(dash + 1);
    }

    private static int NameEnd(string text, int from)
    {
        while (from < text.Length && (IsLetter(text[from]) || text[from] is '_' or (>= '0' and <= '9')))
        {
            from++;
        }

        return from;
    }

    private static bool IsWindowsVariable(string text) =>
        text.Length > 2 && text[0] == '%' && text[text.Length - 1] == '%' && text.IndexOf('%', 1) == text.Length - 1;

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
