using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace GovernanceAnalyzers.Docs.Tests;

/// <summary>docs/cli.md, run from its first command to its last in one folder, and what its commands refuse.</summary>
public partial class CliPageTests
{
    private static readonly string[] Day = ["--evaluation-date", "2026-11-20"];

    [Fact]
    public async Task The_commands_of_the_page_do_what_the_page_says()
    {
        using var folder = new TemporaryFolder();
        var blocks = new Queue<FencedBlock>(FencedBlock.In("docs/cli.md"));
        var exits = new Queue<int>([0, 0, 0, 0, 0, 0]);
        while (blocks.TryDequeue(out var block))
        {
            Assert.Equal("sh", block.Language);
            var printed = "";
            foreach (var command in block.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                var run = await Run(folder, Words(command)[1..]);
                Assert.Equal((exits.Dequeue(), ""), (run.Exit, run.Error));
                printed = run.Output;
            }

            if (blocks.TryPeek(out var expected) && expected.Language == "text")
            {
                // Lines of presets move with every change of one.
                Assert.Equal(PresetLine().Replace(blocks.Dequeue().Text, "(n)"), PresetLine().Replace(printed, "(n)"));
            }
        }

        Assert.Empty(exits);
    }

    [Fact]
    public async Task Init_twice_and_a_dry_run_change_nothing()
    {
        using var folder = new TemporaryFolder();
        var dry = await Run(folder, ["init", "--no-build", "--dry-run", "--json", "--preset", "iso-42001", .. Day]);
        Assert.Equal([".git"], Entries(folder).Where(e => e != ".governance"));
        var planned = JsonNode.Parse(dry.Output)!;
        Assert.All(planned["files"]!.AsArray(), f => Assert.Equal("missing", (string)f!["status"]!));

        var first = JsonNode.Parse((await Run(folder, ["init", "--no-build", "--json", "--preset", "iso-42001", "--owner", "a@shop.example", .. Day])).Output)!;
        Assert.Equal(planned["files"]!.AsArray().Select(f => (string)f!["path"]!), first["files"]!.AsArray().Select(f => (string)f!["path"]!));
        var before = Texts(folder);
        var second = await Run(folder, ["init", "--no-build", "--preset", "nist-ai-rmf", .. Day]);

        Assert.Equal(before, Texts(folder));
        Assert.DoesNotContain("wrote", second.Output);
        Assert.Contains("note  governance.yml is kept as it is, so --preset has no effect.", second.Output);
        Assert.Contains("Nothing is missing that could be begun here.", second.Output);
    }

    [Fact]
    public async Task Code_that_does_not_build_leaves_the_files()
    {
        using var folder = new TemporaryFolder();
        folder.Write("App.csproj", "<Project><NoSuchThing /></Project>");

        var run = await Run(folder, ["init", .. Day]);

        Assert.Equal((0, ""), (run.Exit, run.Error));
        Assert.Contains("Known from the files alone: the code does not build.", run.Output);
        Assert.Contains("App.csproj does not build, so nothing is known about its code.", run.Output);
        Assert.True(File.Exists(Path.Combine(folder.Path, "governance/register.yml")));
    }

    [Theory]
    [InlineData("init nowhere", "'nowhere' does not exist")]
    [InlineData("init --preset iso-42002", "Did you mean 'iso-42001'?")]
    [InlineData("init --owner TODO", "--owner names nobody")]
    [InlineData("init --evaluation-date soon", "'soon' is not a date")]
    [InlineData("card new gpt-4o", "not of the form provider:reference")]
    [InlineData("card new openai:gpt-4o --path docs/card.md", "is not where the policy looks for model cards")]
    [InlineData("card new openai:there", "governance/models/there.md is the card of openai:there already")]
    [InlineData("card new openai:other --id there --path governance/models/there.md", "is there already, and is not overwritten")]
    [InlineData("card lint nowhere.md", "'nowhere.md' does not exist")]
    [InlineData("card lint governance.yml", "is not where the policy looks for model cards")]
    [InlineData("waive GOV1001 --path a --reason r --owner a --expires tomorrow", "neither a date nor a number of days")]
    [InlineData("waive GOV1001 --path a --reason r --owner a --expires 2020-01-01", "2020-01-01 is over")]
    [InlineData("waive GOV1001 --path a --reason r --owner a --expires 400d", "and the policy allows 180")]
    [InlineData("waive GOV1001 --reason r --owner a --expires 10d", "needs a scope")]
    [InlineData("waive GOV0001 --path a --reason r --owner a --expires 10d", "cannot be waived")]
    [InlineData("waive FloatingModelRef --path a --reason r --owner a --expires 10d", "Did you mean 'FloatingModelReference'?")]
    [InlineData("waive card-owner --path a --reason r --owner a --expires 10d", "nothing is reported for the requirement 'card-owner'")]
    [InlineData("waive GOV1001 --path a --owner a --expires 10d", "--reason")]
    [InlineData("explain FloatingModelRef", "Did you mean 'FloatingModelReference'?")]
    [InlineData("explain card-owners", "Did you mean 'card-owner'?")]
    [InlineData("explain nowhere.cs:12", "there is no rule, requirement or finding 'nowhere.cs:12'")]
    [InlineData("explain GOV1001 GOV1002", "name one rule, one requirement or one finding")]
    [InlineData("explain governance.yml GOV1001", "there is no rule, requirement or finding of GOV1001 'governance.yml'")]
    [InlineData("explain GOV1001 --evaluation-date soon", "'soon' is not a date")]
    public async Task What_cannot_be_done_exits_with_2_and_the_reason(string command, string reason)
    {
        using var folder = new TemporaryFolder();
        folder.Write("governance.yml", "schemaVersion: 1\nname: test\nextends: [{ preset: baseline }]\n");
        folder.Write("governance/models/there.md", "---\nmodels: [\"openai:there\"]\nowner: a@shop.example\n---\n# There\n\n## Intended use\n\nTests.\n\n## Limitations\n\nMany.\n");
        var before = Texts(folder);
        var arguments = command.Split(' ');

        var run = await Run(folder, arguments.Contains("--evaluation-date") ? arguments : [.. arguments, .. Day]);

        Assert.Equal((2, ""), (run.Exit, run.Output));
        Assert.Contains(reason, run.Error);
        Assert.DoesNotContain("   at ", run.Error);
        Assert.Equal(before, Texts(folder));
    }

    [Fact]
    public async Task Lint_reports_cards_only_and_by_path()
    {
        using var folder = new TemporaryFolder();
        folder.Write("governance.yml", "schemaVersion: 1\nname: test\nextends: [{ preset: iso-42001 }]\n");
        folder.Write("governance/models/a.md", "---\nmodels: [\"openai:a\"]\nowner: TODO\n---\n# A\n");
        folder.Write("governance/models/b.md", "no front matter\n");
        folder.Write("governance/datasets/d.yml", "id: d\n");

        var all = await Run(folder, ["card", "lint", "--json", .. Day]);
        var one = await Run(folder, ["card", "lint", "governance/models/b.md", .. Day]);

        Assert.Equal((1, ""), (all.Exit, all.Error));
        var findings = JsonNode.Parse(all.Output)!["findings"]!.AsArray();
        Assert.Equal(["governance/models/a.md", "governance/models/b.md"], findings.Select(f => (string)f!["path"]!).Distinct());
        Assert.Subset(new HashSet<string> { "GOV2002", "GOV2003", "GOV2004", "GOV2005", "GOV2009", "GOV2010", "GOV4009" }, findings.Select(f => (string)f!["rule"]!).ToHashSet());
        Assert.Contains("GOV2009", findings.Select(f => (string)f!["rule"]!));
        Assert.Contains("governance/models/b.md(1,1): warning GOV2004", one.Output);
        Assert.Equal((0, true), (one.Exit, one.Output.EndsWith("1 card, 1 finding.\n", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_waiver_is_added_counts_and_is_told_when_it_covers_nothing()
    {
        using var folder = new TemporaryFolder();
        folder.Write("governance.yml", "schemaVersion: 1\nname: test\nextends: [{ preset: baseline }]\n");
        folder.Write("governance/models/a.md", "---\nmodels: [\"openai:a\"]\n---\n# A\n\n## Intended use\n\nTests.\n");
        string[] common = ["--reason", "why", "--owner", "a@shop.example", "--expires", "10d", .. Day];

        var used = await Run(folder, ["waive", "card-owner", "--path", "governance/models/*.md", "--json", .. common]);
        var unused = await Run(folder, ["waive", "GOV2004", "--path", "nowhere", .. common]);
        var check = await Run(folder, ["check", "--no-build", "--json", .. Day]);

        Assert.Equal("GOV2009", (string)JsonNode.Parse(used.Output)!["covers"]![0]!["rule"]!);
        Assert.Contains("It covers no finding that is known now, so the next check reports it as unused (GOV0007).", unused.Output);
        var findings = JsonNode.Parse(check.Output)!["findings"]!.AsArray();
        Assert.Contains(findings, f => (string)f!["rule"]! == "GOV2009" && (string)f["status"]! == "waived");
        Assert.Contains(findings, f => (string)f!["rule"]! == "GOV0007");
        Assert.DoesNotContain(findings, f => (string)f!["rule"]! is "GOV0001" or "GOV0005");
    }

    [Fact]
    public async Task Explain_tells_programs_what_it_tells_people()
    {
        using var folder = new TemporaryFolder();
        folder.Write("governance.yml", "schemaVersion: 1\nname: test\nextends: [{ preset: baseline }]\nrules:\n  GOV2009: { severity: error, locked: true }\n");
        folder.Write("governance/models/a.md", "---\nmodels: [\"openai:a\"]\n---\n# A\n\n## Intended use\n\nTests.\n");

        var rule = JsonNode.Parse((await Run(folder, ["explain", "OwnerMissing", "--json", .. Day])).Output)!;
        var requirement = JsonNode.Parse((await Run(folder, ["explain", "card-owner", "--json", .. Day])).Output)!;
        var byPlace = JsonNode.Parse((await Run(folder, ["explain", "governance/models/a.md", "GOV2009", "--json", .. Day])).Output)!["findings"]![0]!;
        var byFingerprint = await Run(folder, ["explain", ((string)byPlace["fingerprint"]!)[..8], .. Day]);

        Assert.Equal(("GOV2009", "error", true, "governance.yml(5)"), ((string)rule["id"]!, (string)rule["severity"]!, (bool)rule["locked"]!, (string)rule["setBy"]!));
        Assert.Equal(("record", "owner"), ((string)requirement["kind"]!, (string)requirement["asked"]!["fields"]!));
        Assert.Equal("governance/models/a.md", (string)requirement["askedOf"]![0]!["lookedAt"]![0]!);
        Assert.Contains("EU AI Act Art. 17", requirement["relevantFor"]!.AsArray().Select(c => (string)c!));
        Assert.Equal(("open", false, "card-owner"), ((string)byPlace["status"]!, (bool)byPlace["blocks"]!, (string)byPlace["requirementAsked"]!["id"]!));
        Assert.EndsWith("has no 'owner'. Fill it in.", (string)byPlace["change"]!);
        Assert.Contains("governance waive card-owner --path \"governance/models/a.md\"", (string)byPlace["waive"]!);
        Assert.Contains("State: open, and it does not block\n", byFingerprint.Output);
        Assert.Contains("  severity: warning\n", byFingerprint.Output);
        Assert.Contains("What the requirement 'card-owner' says counts here. The rule by itself: error, locked, set by governance.yml(5)\n", byFingerprint.Output);
    }

    [GeneratedRegex(@"(?<=preset [a-z0-9-]+)\([0-9]+\)")]
    private static partial Regex PresetLine();

    private static SortedDictionary<string, string> Texts(TemporaryFolder folder) => new(
        Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/.governance/", StringComparison.Ordinal))
            .ToDictionary(f => f, File.ReadAllText),
        StringComparer.Ordinal);

    private static IEnumerable<string?> Entries(TemporaryFolder folder) => Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName);

    /// <summary>As a shell splits them, with double quotes.</summary>
    private static string[] Words(string command) => [.. command.Split('"').SelectMany((part, i) => i % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    private static Task<(int Exit, string Output, string Error)> Run(TemporaryFolder folder, params string[] arguments) => PageCommands.Start(folder.Path, ["governance", .. arguments]);
}
