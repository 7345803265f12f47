using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Engine.Repository;

/// <summary>
/// Finds the headings of a Markdown body and what stands below them. Not a Markdown parser: headings (both kinds), fenced code
/// and HTML comments are what it takes to tell an answer from a template.
/// </summary>
internal sealed class CardSections(FileLines lines, string path)
{
    private readonly List<CardSection> _sections = [];
    private bool _inComment;

    /// <param name="firstLine">Of the body.</param>
    public IReadOnlyList<CardSection> Read(int firstLine)
    {
        var fence = "";
        var previousIsText = false;
        for (var number = firstLine; number <= lines.Count; number++)
        {
            var line = lines[number];
            if (fence.Length > 0)
            {
                fence = Closes(line, fence) ? "" : fence;
                Add(fence.Length == 0 ? SectionContent.Empty : ContentOf(line));
                continue;
            }

            line = WithoutComments(line);
            if (Fence(line) is { Length: > 0 } opened)
            {
                fence = opened;
                previousIsText = false;
            }
            else if (Heading(line) is var (level, title))
            {
                Open(title, level, new SourcePlace(path, number, 1));
                previousIsText = false;
            }
            else if (previousIsText && Underline(line) is var under and > 0)
            {
                Open(PlainTitle(lines[number - 1]), under, new SourcePlace(path, number - 1, 1));
                previousIsText = false;
            }
            else
            {
                previousIsText = CanBeTitle(line);
                if (!previousIsText || number == lines.Count || Underline(lines[number + 1]) == 0)
                {
                    Add(ContentOf(line));
                }
            }
        }

        return Subtrees();
    }

    /// <summary>Raises each section to the best of its subsections.</summary>
    private List<CardSection> Subtrees()
    {
        var open = new Stack<int>();
        for (var i = 0; i < _sections.Count; i++)
        {
            while (open.Count > 0 && _sections[open.Peek()].Level >= _sections[i].Level)
            {
                Close(open);
            }

            open.Push(i);
        }

        while (open.Count > 0)
        {
            Close(open);
        }

        return _sections;
    }

    private void Close(Stack<int> open)
    {
        var child = _sections[open.Pop()];
        if (open.Count > 0 && child.Content > _sections[open.Peek()].Content)
        {
            _sections[open.Peek()] = _sections[open.Peek()] with { Content = child.Content };
        }
    }

    private void Open(string title, int level, SourcePlace place) => _sections.Add(new CardSection(title, level, place, SectionContent.Empty));

    private void Add(SectionContent content)
    {
        if (_sections.Count > 0 && content > _sections[_sections.Count - 1].Content)
        {
            _sections[_sections.Count - 1] = _sections[_sections.Count - 1] with { Content = content };
        }
    }

    private static SectionContent ContentOf(string line)
    {
        var rest = Placeholder.Remove(WithoutLabel(line), out var removed);
        return rest.Any(char.IsLetterOrDigit) ? SectionContent.Text : removed ? SectionContent.Placeholder : SectionContent.Empty;
    }

    /// <summary>"- **Developed by:** [More Information Needed]" asks a question; the label is not the answer.</summary>
    private static string WithoutLabel(string line)
    {
        var text = line.TrimStart(' ', '\t', '-', '+', '>', '|');
        text = text.StartsWith("* ", StringComparison.Ordinal) ? text.Substring(2).TrimStart() : text;
        if (!text.StartsWith("**", StringComparison.Ordinal))
        {
            return text;
        }

        var end = text.IndexOf("**", 2, StringComparison.Ordinal);
        if (end < 0)
        {
            return text;
        }

        var isLabel = text[end - 1] == ':' || (end + 2 < text.Length && text[end + 2] == ':');
        return isLabel ? text.Substring(end + 2).TrimStart(':', ' ') : text;
    }

    private string WithoutComments(string line)
    {
        var kept = "";
        var from = 0;
        while (from < line.Length)
        {
            if (_inComment)
            {
                var end = line.IndexOf("-->", from, StringComparison.Ordinal);
                if (end < 0)
                {
                    return kept;
                }

                _inComment = false;
                from = end + 3;
                continue;
            }

            var start = line.IndexOf("<!--", from, StringComparison.Ordinal);
            if (start < 0)
            {
                return kept.Length == 0 && from == 0 ? line : kept + line.Substring(from);
            }

            // A line with very many comments is not worth more than its first ones.
            kept = kept.Length > 4096 ? kept : kept + line.Substring(from, start - from);
            _inComment = true;
            from = start + 4;
        }

        return kept;
    }

    private static (int Level, string Title)? Heading(string line)
    {
        var text = line.TrimStart(' ');
        var level = text.TakeWhile(c => c == '#').Count();
        if (line.Length - text.Length > 3 || level is 0 or > 6 || (text.Length > level && text[level] is not (' ' or '\t')))
        {
            return null;
        }

        return (level, PlainTitle(text.Substring(level).Trim().TrimEnd('#')));
    }

    /// <summary>Below a list, a quote or a table row a line of dashes is a rule, not an underline.</summary>
    private static bool CanBeTitle(string line)
    {
        var text = line.Trim();
        return text.Length > 0 && text[0] is not ('-' or '+' or '*' or '>' or '|') && Underline(line) == 0;
    }

    /// <summary>1 for a line of '=', 2 for a line of '-', else 0.</summary>
    private static int Underline(string line)
    {
        var text = line.Trim();
        return text.Length < 2 ? 0 : text.All(c => c == '=') ? 1 : text.All(c => c == '-') ? 2 : 0;
    }

    private static string PlainTitle(string title) => title.Trim().Trim('*', '_', '`', ' ');

    /// <summary>The mark that opens a fenced block, or nothing.</summary>
    private static string Fence(string line)
    {
        var text = line.TrimStart(' ');
        var mark = text.Length > 0 && text[0] is '`' or '~' ? text[0] : '\0';
        var length = mark == '\0' ? 0 : text.TakeWhile(c => c == mark).Count();
        return length >= 3 ? new string(mark, length) : "";
    }

    private static bool Closes(string line, string fence)
    {
        var text = line.Trim();
        return text.Length >= fence.Length && text.All(c => c == fence[0]);
    }
}
