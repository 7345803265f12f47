using System;
using System.Linq;
using System.Net;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Reports;
using Markdig;
using Xunit;

namespace GovernanceAnalyzers.Reports.Tests;

public partial class MarkdownTests
{
    private static readonly MarkdownPipeline Renderer = new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks().UseEmphasisExtras().UseMathematics().Build();

    [Fact]
    public void It_begins_with_the_answer()
    {
        Assert.Contains("\n\n**May ship: nothing blocks.**\n\n", MarkdownReport.Write(TestPostures.Of()));
        Assert.Contains("**May not ship: 1 finding blocks.**", MarkdownReport.Write(TestPostures.Of(TestPostures.Result("GOV1001", "a.cs"))));
        Assert.Contains("**May not ship: 2 findings block.**", MarkdownReport.Write(TestPostures.Of(TestPostures.Result("GOV1001", "a.cs"), TestPostures.Result("GOV1001", "b.cs"))));
        Assert.Contains("**Not known whether it may ship: no build.**", MarkdownReport.Write(TestPostures.Of() with { MayShip = false, NotKnown = "no build" }));
    }

    [Fact]
    public void It_names_what_blocks_where_and_who_owns_it_and_what_ends_next()
    {
        var posture = TestPostures.Of(
            TestPostures.Result("GOV1001", "src/a.cs", 12, message: "gpt-4o is an alias. Write gpt-4o-2024-11-20. [preset baseline(7)]"),
            TestPostures.Result("GOV2006", "b.md", severity: Severity.Warning),
            TestPostures.Result("GOV2006", "c.md") with { Status = ResultStatus.Waived, By = "w" });
        posture = posture with
        {
            Findings = posture.Findings.Select(f => f with { Owner = f.Number == 1 ? "@shop/answers" : "" }).ToArray(),
            Systems =
            [
                new SystemPosture("answers", Assessment.Fail) { Title = "Answers", Tier = RiskTier.High, Owner = "ann", Blockers = [1] },
                new SystemPosture("search", Assessment.Pass) { MayShip = true },
                new SystemPosture("new", Assessment.NotAssessed),
            ],
            Models =
            [
                new ModelEntry("openai:gone") { Retires = TestPostures.Today.AddDays(-10), IsRetired = true, Systems = ["search"] },
                new ModelEntry("openai:soon") { Retires = TestPostures.Today.AddDays(1), Replacement = "openai:next", Owner = "mia" },
                new ModelEntry("openai:later") { Retires = TestPostures.Today.AddDays(366) },
                new ModelEntry("openai:never"),
            ],
            Waivers =
            [
                new WaiverEntry(new Waiver("today", "GOV2006", "r", "ann", TestPostures.Today), true, 0, [3]),
                new WaiverEntry(new Waiver("far", "GOV2006", "r", "ann", TestPostures.Today.AddDays(31)), true, 31, [3]),
                new WaiverEntry(new Waiver("over", "GOV2006", "r", "ann", TestPostures.Today.AddDays(-1)), false, -1, []),
            ],
            Requirements =
            [
                new RequirementEntry("plan", "system answers", Assessment.Fail) { Title = "Rollback plan", Place = "governance.yml(31)", Evidence = ["governance/rollback.yml", "x", "y"] },
                new RequirementEntry("risk", "this repository", Assessment.Pass),
            ],
        };

        var text = MarkdownReport.Write(posture);

        Assert.Contains("""
            ## What blocks (1)

            | Rule | What | Where | Owner |
            |---|---|---|---|
            | [GOV1001](https://github.com/GovernanceAnalyzers/GovernanceAnalyzers/blob/main/docs/rules/GOV1001.md) | gpt-4o is an alias. Write gpt-4o-2024-11-20. | `src/a.cs:12` | `@shop/answers` |

            ## Systems (3)

            | System | Risk | May ship | Evidence | Owner |
            |---|---|---|---|---|
            | Answers | high | no, 1 finding | missing or outside limits | `ann` |
            | search |  | yes | present | nobody named |
            | new |  | not known | not assessed | nobody named |

            ## Models that retire within 12 months (2)

            | Model | Retires | Replacement | Systems | Owner |
            |---|---|---|---|---|
            | `openai:gone` | 2026-11-10, retired |  | `search` | nobody named |
            | `openai:soon` | 2026-11-21, in 1 day | `openai:next` |  | `mia` |

            ## Waivers that end within 30 days (1)

            | Waiver | Rule | Last day | Covers | Owner |
            |---|---|---|---|---|
            | `today` | [GOV2006](https://github.com/GovernanceAnalyzers/GovernanceAnalyzers/blob/main/docs/rules/GOV2006.md) | 2026-11-20, today | 1 finding | `ann` |

            ## Evidence missing (1)

            | Requirement | For | Looked at | Asked for by |
            |---|---|---|---|
            | Rollback plan | system answers | `governance/rollback.yml` and 2 more | `governance.yml(31)` |

            ## Counts

            | Findings | Open | Waived | In the baseline | Suppressed |
            |---|--:|--:|--:|--:|
            | Errors | 1 | 1 | 0 | 0 |
            | Warnings | 1 | 0 | 0 | 0 |
            | Suggestions | 0 | 0 | 0 | 0 |
            """.ReplaceLineEndings("\n"), text);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(5_000)]
    [InlineData(100_000)]
    public void However_much_there_is_it_fits_into_a_comment_and_says_what_is_left_out(int findings)
    {
        var text = MarkdownReport.Write(TestPostures.Big(findings));

        Assert.InRange(text.Length, 1, MarkdownReport.Limit);
        var blockers = (findings + 2) / 3;
        var shown = text.Split('\n').Count(l => l.StartsWith("| [GOV", StringComparison.Ordinal));
        Assert.Equal(shown < blockers, text.Contains($"\nand {blockers - shown} more.\n", StringComparison.Ordinal));
        Assert.Contains($"## What blocks ({blockers})", text);
        Assert.Contains("people decide.", text);
    }

    [Fact]
    public void Long_hostile_text_fits_as_well()
    {
        var hostile = TestPostures.Hostile();
        var posture = hostile with
        {
            Systems = [.. Enumerable.Repeat(hostile.Systems[0], 500)],
            Models = [.. Enumerable.Repeat(hostile.Models[0], 500)],
            Waivers = [.. Enumerable.Repeat(hostile.Waivers, 30).SelectMany(w => w)],
            Requirements = [.. Enumerable.Repeat(hostile.Requirements[0], 500)],
        };

        Assert.InRange(MarkdownReport.Write(posture).Length, 40_000, MarkdownReport.Limit);
    }

    [Fact]
    public void Nothing_from_files_becomes_markup_a_link_or_a_mention()
    {
        var text = MarkdownReport.Write(TestPostures.Hostile());

        var html = Markdown.ToHtml(text, Renderer);
        Assert.All(Tags().Matches(html), tag => Assert.Contains(tag.Groups[1].Value, new[] { "h1", "h2", "p", "strong", "table", "thead", "tbody", "tr", "th", "td", "code", "a" }));
        Assert.All(Addresses().Matches(html), a => Assert.StartsWith("https://github.com/GovernanceAnalyzers/GovernanceAnalyzers/blob/main/docs/rules/GOV", a.Groups[1].Value));
        // GitHub and GitLab make links of what is left as text, and of nothing in code.
        var words = Tags().Replace(Code().Replace(html, ""), "");
        Assert.DoesNotMatch(@"@|://|www\.|GH-[0-9]|#[0-9]", words);
        Assert.Contains("&lt;img src=x", words);
        Assert.DoesNotContain("\u202E", text);
        Assert.DoesNotContain("\0", text);
        // Every row has the cells of its table.
        var columns = 0;
        foreach (var line in text.Split('\n'))
        {
            var cells = Regex.Matches(line, @"(?<!\\)\|").Count;
            columns = line.StartsWith('|') && columns == 0 ? cells : line.StartsWith('|') ? columns : 0;
            Assert.True(cells == columns, line);
        }

        Assert.DoesNotContain("omplian", text);
    }

    /// <summary>Whoever wrote the text sees it as written, only that what nobody sees is visible.</summary>
    [Theory]
    [InlineData(TestPostures.HostileText)]
    [InlineData("a_b _c_ max_tokens __init__ 2*3*4 R&D &copy; x|y || C:\\temp\\x `a` ``b`` ~~no~~ [a](b) <b>bold</b> $x$ $$y$$ a@b.example `|` @`@")]
    [InlineData("`")]
    [InlineData("@`")]
    [InlineData("`@ ``@`` @|@")]
    public void Text_is_shown_as_it_is(string text)
    {
        var html = Markdown.ToHtml($"| a | b |\n|---|---|\n| {MarkdownText.Cell(text, 5000)} | {MarkdownText.Code(text, 5000)} |\n", Renderer);
        // In tables the pipe is escaped in code as well, as GitHub has it (GFM 4.10). Markdig leaves the backslash there.
        html = Code().Replace(html, c => c.Value.Replace("\\|", "|"));

        var cells = Regex.Matches(html, "<td>(.*?)</td>", RegexOptions.Singleline).Select(m => WebUtility.HtmlDecode(Tags().Replace(m.Groups[1].Value, ""))).ToArray();
        var expected = string.Join(" ", Excerpt.Visible(text.Trim()).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal([expected, expected], cells.Select(c => string.Join(" ", c.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
    }

    [Fact]
    public void Samples_read_well()
    {
        foreach (var sample in TestPostures.Samples)
        {
            var posture = TestPostures.Sample(sample);
            var text = MarkdownReport.Write(posture);

            Assert.Contains("**", text);
            Assert.Equal(posture.Blockers.Count > 0, text.Contains("## What blocks", StringComparison.Ordinal));
            Assert.Equal(text, MarkdownReport.Write(posture));
        }
    }

    [GeneratedRegex("</?([a-z0-9]+)[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("(?:href|src)=\"([^\"]*)\"")]
    private static partial Regex Addresses();

    [GeneratedRegex("<code>.*?</code>", RegexOptions.Singleline)]
    private static partial Regex Code();
}
