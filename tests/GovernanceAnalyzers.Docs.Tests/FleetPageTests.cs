using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace GovernanceAnalyzers.Docs.Tests;

/// <summary>docs/fleet.md, run from its first command to its last over two repositories, and what its commands refuse.</summary>
public partial class FleetPageTests
{
    [Fact]
    public async Task The_commands_of_the_page_do_what_the_page_says()
    {
        using var folder = new TemporaryFolder();
        Repositories(folder);
        var blocks = new Queue<FencedBlock>(FencedBlock.In("docs/fleet.md"));
        var exits = new Queue<int>([0, 0, 0, 0, 0, 0, 0, 0, 1]);
        while (blocks.TryDequeue(out var block))
        {
            Assert.Equal("sh", block.Language);
            var printed = "";
            foreach (var command in block.Text.Split('\n', System.StringSplitOptions.RemoveEmptyEntries))
            {
                var run = await Run(folder, [.. command.Split(' ').Skip(1).Select(w => w.Trim('"'))]);
                Assert.Equal((exits.Dequeue(), ""), (run.Exit, run.Error));
                printed = run.Output;
            }

            if (blocks.TryPeek(out var expected) && expected.Language == "text")
            {
                // The digest of a preset changes with every change of it.
                Assert.Equal(Digest().Replace(blocks.Dequeue().Text, "digest"), Digest().Replace(printed, "digest"));
            }
        }

        Assert.Empty(exits);
        Assert.Equal(["fleet.html", "fleet.json", "fleet.md"], Files("fleet"));
        Assert.Equal(["controls.parquet", "findings.parquet", "models.parquet", "repositories.parquet", "waivers.parquet"], Files("warehouse"));

        IEnumerable<string?> Files(string name) => Directory.GetFiles(Path.Combine(folder.Path, name)).Select(Path.GetFileName).Order(System.StringComparer.Ordinal);
    }

    [Fact]
    public async Task Json_is_one_document_and_a_missing_repository_can_fail()
    {
        using var folder = new TemporaryFolder();
        Repositories(folder);
        await Run(folder, "report", "answers", "--format", "json", "--out", "reports/answers", "--evaluation-date", "2026-11-20");
        await Run(folder, "record", "answers", "--out", "recordings", "--evaluation-date", "2026-11-20");

        var fleet = await Run(folder, "fleet", "reports", "--expect", "repositories.txt", "--fail-on-missing", "--json", "--out", "out", "--evaluation-date", "2026-11-20");
        var simulation = await Run(folder, "policy", "simulate", "recordings", "--policy", "answers/governance.yml", "--json");

        Assert.Equal(1, fleet.Exit);
        Assert.Equal(["loans", "search"], JsonNode.Parse(fleet.Output)!["missing"]!.AsArray().Select(m => (string)m!));
        Assert.Equal((0, 0), (simulation.Exit, (int)JsonNode.Parse(simulation.Output)!["breaking"]!));
        Assert.Empty(JsonNode.Parse(simulation.Output)!["repositories"]![0]!["new"]!.AsArray());
    }

    [Theory]
    [InlineData("fleet nowhere", "does not exist")]
    [InlineData("fleet x/*.json", "No file matches")]
    [InlineData("fleet broken.json", "broken.json(1,2): This is not valid JSON")]
    [InlineData("fleet answers", "There is no recording in this folder")]
    [InlineData("fleet reports --retiring-by soon", "'soon' is not a date")]
    [InlineData("fleet reports --stale-after long", "are numbers of days")]
    [InlineData("fleet reports --expect nowhere.txt", "nowhere.txt: The file does not exist")]
    [InlineData("fleet reports --expect empty.txt", "names no repository")]
    [InlineData("fleet", "Required argument missing")]
    [InlineData("record nowhere", "there is no folder 'nowhere'")]
    [InlineData("policy simulate x --policy nowhere.yml", "'nowhere.yml' does not exist")]
    [InlineData("policy simulate broken.json --policy answers/governance.yml", "This is not a recording")]
    [InlineData("policy simulate nowhere --policy answers/governance.yml", "does not exist")]
    public async Task What_cannot_be_done_exits_with_2_and_the_reason(string command, string reason)
    {
        using var folder = new TemporaryFolder();
        Repositories(folder);
        folder.Write("broken.json", "{");
        folder.Write("empty.txt", "# nobody\n");

        var run = await Run(folder, command.Split(' '));

        Assert.Equal(2, run.Exit);
        Assert.Contains(reason, run.Error);
        Assert.DoesNotContain("   at ", run.Error);
    }

    private static void Repositories(TemporaryFolder folder)
    {
        foreach (var (name, owner, model) in new[] { ("answers", "ada@contoso.example", "gpt-4o-2024-11-20"), ("loans", "grace@contoso.example", "gpt-4o") })
        {
            folder.Write(name + "/.git/HEAD", "");
            folder.Write(name + "/governance.yml", $"schemaVersion: 1\nname: contoso-{name}\nowner: {owner}\nextends: [{{ preset: baseline }}]\nrules: {{ GovernanceCheckNotInCi: none }}\n");
            folder.Write(
                name + "/governance/register.yml",
                $"schemaVersion: 1\nsystems:\n  - {{ id: {name}, name: {name}, purpose: Ranks things for people., owner: {owner}, riskTier: minimal, paths: [\"src/**\"] }}\n"
                + $"models:\n  - {{ id: chat, reference: \"openai:{model}\", usedBy: {name}, owner: {owner} }}\n");
        }

        folder.Write("loans/governance/data-map.md", "# Data\n\nApplications come from the branch offices and are kept for ten years.\n");
        folder.Write("repositories.txt", "answers\nloans # both of one team\nsearch\n");
        folder.Write(
            "next/governance.yml",
            "schemaVersion: 1\nname: contoso\nowner: ai-governance@contoso.example\nextends: [{ preset: baseline }]\nrules: { GovernanceCheckNotInCi: none }\n"
            + "requirements:\n  - { id: data-map, kind: document, title: Data map, path: governance/data-map.md, severity: error }\n");
    }

    [GeneratedRegex("(?<= )[0-9a-f]{12}(?= )")]
    private static partial Regex Digest();

    private static Task<(int Exit, string Output, string Error)> Run(TemporaryFolder folder, params string[] arguments) => PageCommands.Start(folder.Path, ["governance", .. arguments]);
}
