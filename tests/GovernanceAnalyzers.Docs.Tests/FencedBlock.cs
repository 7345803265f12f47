using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace GovernanceAnalyzers.Docs.Tests;

/// <param name="Line">Of the opening fence.</param>
/// <param name="Language">The first word after the fence.</param>
/// <param name="Title">The file that the block is, from <c>title=…</c>; empty for a fragment.</param>
/// <param name="Needs">A file that has to be there for the block to be right, from <c>needs=…</c>; or empty.</param>
internal sealed partial record FencedBlock(string Page, int Line, string Language, string Title, string Needs, string Text)
{
    public static IReadOnlyList<FencedBlock> In(string page)
    {
        var blocks = new List<FencedBlock>();
        var lines = Repository.Text(page).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (Opening().Match(lines[i]) is not { Success: true } opening)
            {
                continue;
            }

            var start = i;
            var text = lines.Skip(start + 1).TakeWhile(l => l != "```").ToArray();
            i = start + 1 + text.Length;
            blocks.Add(new FencedBlock(
                page, start + 1, opening.Groups["language"].Value, opening.Groups["title"].Value, opening.Groups["needs"].Value, string.Join("\n", text) + "\n"));
        }

        return blocks;
    }

    /// <summary>The page without its blocks: what is in them is not its own heading or link.</summary>
    public static string Remove(string markdown) => Block().Replace(markdown, "");

    public override string ToString() => $"{Page}({Line}) {Title}";

    [GeneratedRegex(@"^```(?<language>\w+)(\s+title=(?<title>\S+))?(\s+needs=(?<needs>\S+))?\s*$")]
    private static partial Regex Opening();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
