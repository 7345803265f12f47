using System.IO;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace GovernanceAnalyzers.Docs.Tests;

/// <summary>docs/bom.md and docs/audit-pack.md, run in a repository with two commits, and what their commands refuse.</summary>
public class ReportPageTests
{
    [Fact]
    public async Task The_commands_of_the_bill_of_materials_do_what_the_page_says()
    {
        using var folder = new TemporaryFolder();
        await PageCommands.Run("docs/bom.md", await Bank(folder));
    }

    [Fact]
    public async Task The_commands_of_the_audit_pack_do_what_the_page_says()
    {
        using var folder = new TemporaryFolder();
        await PageCommands.Run("docs/audit-pack.md", await Bank(folder, withGit: false));
    }

    [Fact]
    public async Task New_use_fails_where_that_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        const string Nothing = """{"bomFormat": "CycloneDX", "specVersion": "1.6"}""";
        folder.Write("before/bom.json", Nothing);
        folder.Write("after.cdx.json", """{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"type": "machine-learning-model", "name": "bert"}]}""");

        Assert.Equal((0, "+ model bert is new.\n1 new model.\n", ""), await Run(folder, "bom", "diff", "before", "after.cdx.json"));
        Assert.Equal(1, (await Run(folder, "bom", "diff", "before", "after.cdx.json", "--fail-on-new")).Exit);
        Assert.Equal(0, (await Run(folder, "bom", "diff", "after.cdx.json", "before", "--fail-on-new")).Exit);
        Assert.Contains("| model `bert` | is new |", (await Run(folder, "bom", "diff", "before", "after.cdx.json", "--markdown")).Output);
        Assert.Equal("added", (string)JsonNode.Parse((await Run(folder, "bom", "diff", "before", "after.cdx.json", "--json")).Output)![0]!["change"]!);
    }

    [Theory]
    [InlineData("bom diff nowhere .", "'nowhere' does not exist")]
    [InlineData("bom diff empty .", "there is no bill of materials in 'empty'")]
    [InlineData("bom diff two .", "there are 2 bills of materials in 'two'")]
    [InlineData("bom diff broken.json broken.json", "broken.json(1,1): This is no CycloneDX document in JSON")]
    [InlineData("bom diff a b --json --markdown", "choose one")]
    [InlineData("report --pack empty --format json", "cannot be used with --format")]
    [InlineData("report --pack empty --out x", "cannot be used with --format or --out")]
    [InlineData("report --pack two", "'two' is not empty and holds no pack")]
    [InlineData("report --pack broken.json", "'broken.json' is a file")]
    [InlineData("verify nowhere", "nowhere/manifest.json: unreadable: There is no such folder.")]
    [InlineData("verify empty", "There is no manifest, so this is no pack")]
    [InlineData("verify broken", "broken/manifest.json(1,1): unreadable: ")]
    [InlineData("verify empty --against nowhere", "there is no folder 'nowhere'")]
    [InlineData("verify empty --manifest-sha256 abc", "'abc' is no SHA-256")]
    public async Task What_cannot_be_done_exits_with_2_and_the_reason(string command, string reason)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "empty"));
        folder.Write("two/a.cdx.json", "");
        folder.Write("two/b.cdx.json", "");
        folder.Write("broken.json", "{}");
        folder.Write("broken/manifest.json", "{}");

        var run = await Run(folder, command.Split(' '));

        Assert.Equal((2, ""), (run.Exit, run.Output));
        Assert.Contains(reason, run.Error);
        Assert.DoesNotContain("   at ", run.Error);
    }

    private static Task<(int Exit, string Output, string Error)> Run(TemporaryFolder folder, params string[] arguments) => PageCommands.Start(folder.Path, ["governance", .. arguments]);

    /// <summary>A repository below the folder: in its first commit one floating model, in its second a pinned one, another model and a dataset.</summary>
    private static async Task<string> Bank(TemporaryFolder folder, bool withGit = true)
    {
        var bank = Path.Combine(folder.Path, "bank");
        folder.Write("bank/governance.yml", "schemaVersion: 1\nname: bank\nextends: [{ preset: baseline }]\n");
        folder.Write("bank/governance/register.yml", "schemaVersion: 1\nmodels:\n  - { id: chat, reference: \"openai:gpt-4o\" }\n");
        if (withGit)
        {
            await Git("init", "--quiet");
            await Commit();
        }
        else
        {
            Directory.CreateDirectory(Path.Combine(bank, ".git"));
        }

        folder.Write(
            "bank/governance/register.yml",
            "schemaVersion: 1\nmodels:\n  - { id: chat, reference: \"openai:gpt-4o-2024-11-20\" }\n  - { id: letters, reference: \"openai:gpt-4.1-2025-04-14\" }\n");
        folder.Write("bank/governance/datasets/faq.yml", "id: faq\nlicence: MIT\nuse: evaluation\n");
        if (withGit)
        {
            await Commit();
        }

        return bank;

        async Task Commit()
        {
            await Git("add", "--all");
            await Git("-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false", "commit", "--quiet", "--message", "change");
        }

        async Task Git(params string[] arguments) => Assert.Equal(0, (await PageCommands.Start(bank, ["git", .. arguments])).Exit);
    }
}
