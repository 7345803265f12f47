using System;
using System.Linq;
using System.Text;

namespace GovernanceAnalyzers.Core.Text;

/// <summary>
/// Recognises text that stands where an answer should be. A template that nobody filled must not count as an answer; these are
/// the marks that templates (Hugging Face's model card, our own <c>governance init</c>) and people leave.
/// </summary>
public static class Placeholder
{
    private const string MoreInformation = "[More Information Needed]";

    private static readonly string[] Words = ["TODO", "TBD", "TBA", "FIXME", "XXX"];

    /// <summary>True when the text holds a placeholder and nothing that answers.</summary>
    public static bool IsOnly(string text) =>
        Remove(text, out var removed).Trim(' ', '\t', '.', ',', ';', ':', '-', '*', '_').Length == 0 && removed;

    /// <summary>The text without its placeholders. A text that begins with TODO or the like is one as a whole.</summary>
    public static string Remove(string text, out bool removed)
    {
        removed = false;
        var rest = text.Trim();
        if (Words.Any(w => StartsWithWord(rest, w)) || (rest.Length > 0 && rest.All(c => c is '?' or '.')))
        {
            removed = true;
            return "";
        }

        return RemoveBetween(RemoveBetween(rest, MoreInformation, "", ref removed), "{{", "}}", ref removed);
    }

    /// <summary>Drops every <paramref name="open"/> up to its <paramref name="close"/>. One pass: the input may be hostile.</summary>
    private static string RemoveBetween(string text, string open, string close, ref bool removed)
    {
        var kept = new StringBuilder();
        var from = 0;
        while (true)
        {
            var start = text.IndexOf(open, from, StringComparison.OrdinalIgnoreCase);
            var end = start < 0 ? -1 : text.IndexOf(close, start + open.Length, StringComparison.Ordinal);
            if (end < 0)
            {
                return kept.Append(text, from, text.Length - from).ToString();
            }

            kept.Append(text, from, start - from);
            from = end + close.Length;
            removed = true;
        }
    }

    /// <summary>Upper case only for text that goes on: "Todo lists of users" is an answer, "TODO: ask legal" and "tbd" are not.</summary>
    private static bool StartsWithWord(string text, string word)
    {
        if (text.Trim('.', '!', '?', '[', ']', '<', '>', '(', ')').Equals(word, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        return text.StartsWith(word, StringComparison.Ordinal) && !char.IsLetterOrDigit(text[word.Length]);
    }
}
