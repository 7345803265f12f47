using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace GovernanceAnalyzers.Tests.Harness;

/// <summary>Source with its markup taken out.</summary>
/// <param name="Spans">Diagnostic id to span; the id is empty for <c>[|…|]</c>.</param>
/// <param name="Named">The spans of <c>{|#0:…|}</c>.</param>
internal sealed record Markup(string Text, IReadOnlyList<(string Id, TextSpan Span)> Spans, IReadOnlyDictionary<int, TextSpan> Named)
{
    public static Markup Parse(string marked)
    {
        var text = new StringBuilder(marked.Length);
        var open = new Stack<(string Name, int Start, string End)>();
        var spans = new List<(string, TextSpan)>();
        var named = new Dictionary<int, TextSpan>();
        for (var i = 0; i < marked.Length; i++)
        {
            var two = i + 1 < marked.Length ? marked.Substring(i, 2) : "";
            if (two == "[|")
            {
                open.Push(("", text.Length, "|]"));
                i++;
            }
            else if (two == "{|" && marked.IndexOf(':', i) is > 0 and var colon)
            {
                open.Push((marked[(i + 2)..colon], text.Length, "|}"));
                i = colon;
            }
            else if (open.Count > 0 && two == open.Peek().End)
            {
                var (name, start, _) = open.Pop();
                var span = TextSpan.FromBounds(start, text.Length);
                if (name.StartsWith('#'))
                {
                    named.Add(int.Parse(name[1..]), span);
                }
                else
                {
                    spans.Add((name, span));
                }

                i++;
            }
            else
            {
                text.Append(marked[i]);
            }
        }

        return open.Count == 0
            ? new Markup(text.ToString(), spans, named)
            : throw new ArgumentException($"The markup that opens with '{open.Peek().Name}' is never closed.", nameof(marked));
    }

    /// <summary>The source with diagnostics marked in it, one line number per line.</summary>
    public static string Annotate(SyntaxTree tree, IEnumerable<Diagnostic> diagnostics)
    {
        var text = tree.ToString();
        var marks = diagnostics
            .Where(d => d.Location.SourceTree == tree)
            .SelectMany(d => new[]
            {
                (At: d.Location.SourceSpan.Start, Order: 1, Text: "{|" + d.Id + ":"),
                (At: d.Location.SourceSpan.End, Order: 0, Text: "|}"),
            })
            .OrderByDescending(m => m.At)
            .ThenByDescending(m => m.Order);
        foreach (var (at, _, mark) in marks)
        {
            text = text.Insert(at, mark);
        }

        return $"--- {tree.FilePath}\n" + string.Join("\n", text.Split('\n').Select((line, i) => $"{i + 1,4} {line.TrimEnd('\r')}"));
    }
}
