using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace GovernanceAnalyzers.Docs.Tests;

public partial class LinkTests
{
    public static TheoryData<string> Pages => [.. Repository.Pages];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Relative_links_lead_somewhere(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;
        var broken = Link().Matches(FencedBlock.Remove(Repository.Text(page)))
            .Select(m => m.Groups["target"].Value)
            .Where(t => !t.Contains("://") && !t.StartsWith("mailto:", StringComparison.Ordinal))
            .Where(t => !Leads(folder, page, t));

        Assert.Empty(broken);
    }

    private static bool Leads(string folder, string page, string target)
    {
        var parts = target.Split('#');
        var path = parts[0].Length == 0 ? Path.Combine(Repository.Root, page) : Path.GetFullPath(Path.Combine(folder, parts[0]));
        return parts.Length == 1
            ? File.Exists(path) || Directory.Exists(path)
            : File.Exists(path) && Anchors(File.ReadAllText(path)).Contains(parts[1]);
    }

    /// <summary>As GitHub makes them from headings.</summary>
    private static IEnumerable<string> Anchors(string markdown) =>
        FencedBlock.Remove(markdown.ReplaceLineEndings("\n")).Split('\n')
            .Where(l => l.StartsWith('#'))
            .Select(l => NotInAnchor().Replace(l.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\[[^\]]*\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();
}
