using System;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Rules;
using Xunit;

namespace GovernanceAnalyzers.Docs.Tests;

public class RulePageTests
{
    private static readonly string[] Sections =
        ["What it finds", "Why", "Example", "How to fix", "Options", "What it cannot see", "Waiving"];

    public static TheoryData<string> Rules => [.. RuleCatalogue.All.Select(r => r.Id)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_rule_has_a_page_with_its_title_and_all_sections(string id)
    {
        var rule = RuleCatalogue.Find(id)!;
        var lines = FencedBlock.Remove(Repository.Text($"docs/rules/{id}.md")).Split('\n');

        Assert.Equal($"# {rule.Id} {rule.Name}", lines[0]);
        Assert.Equal(rule.Title + ".", lines[2]);
        Assert.Equal(Sections, lines.Where(l => l.StartsWith("## ", StringComparison.Ordinal)).Select(l => l[3..]));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_page_names_every_option_of_its_rule(string id)
    {
        var text = Repository.Text($"docs/rules/{id}.md");
        var options = text[text.IndexOf("\n## Options", StringComparison.Ordinal)..text.IndexOf("\n## What it cannot see", StringComparison.Ordinal)];

        Assert.All(RuleCatalogue.Find(id)!.Options, option => Assert.Contains($"`{option}`", options));
    }

    [Fact]
    public void No_page_is_about_a_rule_that_does_not_exist()
    {
        var pages = Directory.GetFiles(Path.Combine(Repository.Root, "docs", "rules"), "*.md").Select(Path.GetFileNameWithoutExtension);

        Assert.Empty(pages.Except(RuleCatalogue.All.Select(r => r.Id)));
    }
}
