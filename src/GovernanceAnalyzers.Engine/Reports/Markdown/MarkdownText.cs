using System;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Engine.Reports;

/// <summary>Text from files as GitHub's, GitLab's and Azure's Markdown show it: as it is, whatever it says, and calling nobody.</summary>
internal static class MarkdownText
{
    /// <summary>Mentions, addresses and references to issues. Escapes do not keep them from becoming links, because links are made afterwards; code does.</summary>
    private static readonly Regex Live = new(
        @"@|://|www\.|mailto:|xmpp:|(^|[^\w])GH-[0-9]|[#!%&~$][0-9]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex Entity = new("&(?=#?[A-Za-z0-9]+;)", RegexOptions.CultureInvariant);

    private static readonly Regex Underscores = new(@"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])", RegexOptions.CultureInvariant);

    /// <summary>A cell of a table.</summary>
    public static string Cell(string text, int length = 240) =>
        string.Join(" ", OneLine(text, length).Split([' '], StringSplitOptions.RemoveEmptyEntries).Select(Word));

    /// <summary>A name or a path in a cell of a table.</summary>
    public static string Code(string text, int length = 160) => OneLine(text, length) is { Length: > 0 } line ? Span(line) : "";

    private static string Word(string word)
    {
        if (!Live.IsMatch(word))
        {
            return Escape(word);
        }

        var name = word.TrimEnd('.', ',', ';', ':');
        return name.Length > 0 && Live.IsMatch(name) ? Span(name) + word.Substring(name.Length) : Span(word);
    }

    private static string OneLine(string text, int length)
    {
        // Where it is cut, both ends stay: the end of a path says more than its middle.
        var line = Excerpt.Visible(text.Trim());
        if (line.Length <= length)
        {
            return line;
        }

        var (head, tail) = (length * 2 / 3, length / 3);
        head -= char.IsHighSurrogate(line[head - 1]) ? 1 : 0;
        var rest = line.Length - tail;
        rest += char.IsLowSurrogate(line[rest]) ? 1 : 0;
        return line.Substring(0, head) + "…" + line.Substring(rest);
    }

    private static string Span(string text)
    {
        var fence = new string('`', Backticks(text) + 1);
        var padding = fence.Length > 1 || text.StartsWith("`", StringComparison.Ordinal) || text.EndsWith("`", StringComparison.Ordinal) ? " " : "";
        // Tables are taken apart before code is.
        return fence + padding + text.Replace("|", "\\|") + padding + fence;
    }

    private static int Backticks(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    private static string Escape(string word)
    {
        var text = new StringBuilder();
        foreach (var c in Underscores.Replace(Entity.Replace(word, "\u0001"), "\u0002"))
        {
            text.Append(c switch
            {
                '\u0001' => "&amp;",
                '\u0002' => "\\_",
                '<' => "&lt;",
                '>' => "&gt;",
                '\\' or '`' or '*' or '[' or ']' or '|' or '~' or '$' => "\\" + c,
                _ => c.ToString(),
            });
        }

        return text.ToString();
    }
}
