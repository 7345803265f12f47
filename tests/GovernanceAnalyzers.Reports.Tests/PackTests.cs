using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Reports;
using GovernanceAnalyzers.Engine.Reports.Pack;
using Xunit;

namespace GovernanceAnalyzers.Reports.Tests;

public sealed class PackTests : IDisposable
{
    private const string Card = "governance/models/gpt-4o.md";

    private readonly Folder _repository = new();
    private readonly Folder _out = new();

    public PackTests()
    {
        Directory.CreateDirectory(_repository.At(".git"));
        _repository.Write("org/layer.yml", "schemaVersion: 1\nname: organisation\r\n");
        _repository.Write("governance.yml", "schemaVersion: 1\nname: bank\nextends: [{ preset: iso-42001 }, { file: org/layer.yml }]\nartefacts: { manifest: governance/appsettings.json }\n");
        _repository.Write("governance/appsettings.json", "{ \"key\": \"secret\" }\n");
        _repository.Write("governance/register.yml", "schemaVersion: 1\nmodels: []\n");
        _repository.Write(Card, "---\nmodels: [\"openai:gpt-4o-2024-08-06\"]\nowner: a@contoso.example\n---\n# GPT-4o\n\n## Intended use\n\nLetters.\n");
    }

    private string Pack => _out.At("pack");

    public void Dispose()
    {
        _repository.Dispose();
        _out.Dispose();
    }

    [Fact]
    public void A_pack_holds_reports_policy_and_evidence_and_is_whole()
    {
        var digest = Write()!;

        var files = Files();
        Assert.Equal(
            [
                "evidence/governance/models/gpt-4o.md", "evidence/governance/register.yml", "manifest.json", "policy/files/governance.yml", "policy/files/org/layer.yml", "policy/presets/baseline.yml", "policy/presets/iso-42001.yml",
                .. ReportFormats.All.Select(f => "reports/" + f.FileName).Order(StringComparer.Ordinal),
            ],
            files);
        // Byte for byte, line ends and all.
        Assert.Equal(File.ReadAllBytes(_repository.At("org/layer.yml")), File.ReadAllBytes(Path.Combine(Pack, "policy/files/org/layer.yml")));
        var manifest = JsonNode.Parse(Read("manifest.json"))!;
        Assert.Equal(files.Where(f => f != "manifest.json"), manifest["files"]!.AsArray().Select(f => (string)f!["path"]!));
        Assert.All(manifest["files"]!.AsArray(), f => Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Pack, (string)f!["path"]!)))), (string)f["sha256"]!));
        Assert.Equal(["governance.yml", "org/layer.yml", "preset baseline", "preset iso-42001"], manifest["policy"]!["layers"]!.AsArray().Select(l => (string)l!["layer"]!));
        // Named, with the reason, and not copied.
        Assert.Equal("governance/appsettings.json", (string)Assert.Single(manifest["notIncluded"]!.AsArray())!["source"]!);

        var check = PackVerification.Run(Pack, digest, Tree());
        Assert.Equal([], check.Problems.Select(p => p.ToString()));
        Assert.Equal((digest, 5), (check.ManifestSha256, check.Compared));
    }

    [Fact]
    public void The_same_repository_gives_the_same_bytes_and_an_older_pack_goes()
    {
        var first = Write();
        var before = Files().ToDictionary(f => f, f => Read(f));
        Assert.Equal(first, Write());
        Assert.Equal(before, Files().ToDictionary(f => f, f => Read(f)));

        _repository.Write("governance/models/sub/other.md", "---\nmodels: [\"openai:gpt-4.1-2025-04-14\"]\n---\n# Other\n");
        _repository.Write("governance.yml", "schemaVersion: 1\nname: bank\nmodels: { cards: [governance/models/**/*.md] }\n");
        Write();
        Assert.Contains("evidence/governance/models/sub/other.md", Files());
        Assert.DoesNotContain("policy/presets/iso-42001.yml", Files());
        File.Delete(_repository.At("governance/models/sub/other.md"));
        Write();
        Assert.False(Directory.Exists(Path.Combine(Pack, "evidence/governance/models/sub")));
        Assert.Empty(PackVerification.Run(Pack).Problems);
    }

    [Fact]
    public void What_is_missing_changed_or_added_is_named()
    {
        Write();
        File.AppendAllText(Path.Combine(Pack, "evidence", Card), "x");
        Flip("reports/governance.json");
        File.Delete(Path.Combine(Pack, "policy/presets/baseline.yml"));
        File.WriteAllText(Path.Combine(Pack, "evidence/new.md"), "");
        Directory.CreateDirectory(Path.Combine(Pack, "empty"));

        Assert.Equal(
            ["Changed evidence/governance/models/gpt-4o.md", "Missing policy/presets/baseline.yml", "Changed reports/governance.json", "Added evidence/new.md"],
            PackVerification.Run(Pack).Problems.Select(p => $"{p.Kind} {p.Place}"));
    }

    [Fact]
    public void Evidence_that_changed_since_is_told_apart_from_a_changed_pack()
    {
        Write();
        File.AppendAllText(_repository.At(Card), "More.\n");
        File.Delete(_repository.At("governance/register.yml"));
        File.AppendAllText(_repository.At("governance/appsettings.json"), "\n");

        Assert.Empty(PackVerification.Run(Pack).Problems);
        Assert.Equal(
            ["ChangedSince governance/appsettings.json", "ChangedSince governance/models/gpt-4o.md", "ChangedSince governance/register.yml"],
            PackVerification.Run(Pack, "", Tree()).Problems.Select(p => $"{p.Kind} {p.Place}"));
    }

    /// <summary>Whoever exchanges a file and its digest has to exchange the manifest, whose digest is noted, and every text that cites the policy.</summary>
    [Fact]
    public void A_forged_manifest_shows_by_its_digest_and_by_the_policy()
    {
        var digest = Write()!;
        var preset = Path.Combine(Pack, "policy/presets/iso-42001.yml");
        File.AppendAllText(preset, "# looser\n");
        var node = JsonNode.Parse(Read("manifest.json"))!;
        var entry = node["files"]!.AsArray().Single(f => (string)f!["path"]! == "policy/presets/iso-42001.yml")!;
        entry["sha256"] = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(preset)));
        entry["length"] = new FileInfo(preset).Length;
        File.WriteAllText(Path.Combine(Pack, "manifest.json"), node.ToJsonString());

        Assert.Equal(
            ["OtherManifest manifest.json", "OtherPolicy policy/presets/iso-42001.yml"],
            PackVerification.Run(Pack, digest).Problems.Select(p => $"{p.Kind} {p.Place}"));

        node["policy"]!["layers"]![3]!["sha256"] = entry["sha256"]!.DeepClone();
        node["policy"]!["digest"] = "sha256:" + new string('0', 64);
        File.WriteAllText(Path.Combine(Pack, "manifest.json"), node.ToJsonString());
        var problems = PackVerification.Run(Pack).Problems;
        Assert.All(problems, p => Assert.Equal(PackProblemKind.OtherPolicy, p.Kind));
        Assert.Superset(new HashSet<string> { "reports/governance.cdx.json", "reports/governance.json", "reports/governance.sarif" }, problems.Select(p => p.Place.Path).ToHashSet());
    }

    [Theory]
    [InlineData("../outside.txt")]
    [InlineData("/etc/hostname")]
    [InlineData("evidence/../../outside.txt")]
    [InlineData("c:/windows/win.ini")]
    [InlineData("evidence\\\\..\\\\x")]
    [InlineData("evidence//x")]
    [InlineData("")]
    [InlineData("evidence/x\\u0000")]
    [InlineData("evidence/x. /y")]
    public void A_manifest_leads_nowhere_else(string path)
    {
        Write();
        File.WriteAllText(_out.At("outside.txt"), "");
        File.WriteAllText(Path.Combine(Pack, "manifest.json"), Read("manifest.json").Replace("\"path\": \"evidence/governance/register.yml\"", $"\"path\": \"{path}\""));

        var problem = Assert.Single(PackVerification.Run(Pack).Problems);

        Assert.Equal((PackProblemKind.Unreadable, "manifest.json", true), (problem.Kind, problem.Place.Path, problem.Place.Line > 1));
        // Nor does rewriting the pack take anything away there.
        var problems = new List<string>();
        Assert.Null(Write(problems));
        Assert.Contains("nothing is written there", Assert.Single(problems));
        Assert.True(File.Exists(_out.At("outside.txt")));
    }

    [Theory]
    [InlineData("", "format")]
    [InlineData("[]", "must be a JSON object")]
    [InlineData("{", "not valid JSON")]
    [InlineData("{\"format\": \"governance-pack\", \"formatVersion\": \"2\"}", "knows 1")]
    [InlineData("{\"format\": \"zip\", \"formatVersion\": \"1\"}", "'zip' is not")]
    [InlineData("{\"format\": \"governance-pack\", \"formatVersion\": \"1\", \"incomplete\": true, \"paths\": []}", "was interrupted")]
    public void What_is_no_manifest_is_said_with_its_place(string text, string says)
    {
        Write();
        File.WriteAllText(Path.Combine(Pack, "manifest.json"), text);

        var check = PackVerification.Run(Pack);

        Assert.True(check.IsUnreadable);
        Assert.Contains(check.Problems, p => p.Message.Contains(says, StringComparison.Ordinal) && p.Place.Path == "manifest.json");
    }

    [Fact]
    public void Files_that_are_listed_twice_or_are_no_numbers_are_refused()
    {
        Write();
        var text = Read("manifest.json");
        File.WriteAllText(Path.Combine(Pack, "manifest.json"), text.Replace("evidence/governance/register.yml", "EVIDENCE/" + Card));
        Assert.Contains("is listed twice", Assert.Single(PackVerification.Run(Pack).Problems).Message);
        File.WriteAllText(Path.Combine(Pack, "manifest.json"), text.Replace("\"length\": ", "\"length\": -"));
        Assert.All(PackVerification.Run(Pack).Problems, p => Assert.Contains("is not a number of bytes", p.Message));
    }

    [Fact]
    public void Links_are_neither_written_through_nor_believed()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Write();
        var evidence = Path.Combine(Pack, "evidence");
        var moved = _out.At("moved");
        Directory.Move(evidence, moved);
        Directory.CreateSymbolicLink(evidence, moved);

        Assert.Equal(
            ["Changed evidence/governance/models/gpt-4o.md", "Changed evidence/governance/register.yml", "Added evidence"],
            PackVerification.Run(Pack).Problems.Select(p => $"{p.Kind} {p.Place}"));
        var problems = new List<string>();
        Assert.Null(Write(problems));
        Assert.Contains("evidence is a symbolic link", Assert.Single(problems));
    }

    [Fact]
    public void A_folder_with_something_else_is_left_alone()
    {
        Directory.CreateDirectory(Pack);
        File.WriteAllText(Path.Combine(Pack, "thesis.docx"), "");
        var problems = new List<string>();

        Assert.Null(Write(problems));

        Assert.Contains("holds no pack (manifest.json is missing)", Assert.Single(problems));
        Assert.Equal(["thesis.docx"], Files());
    }

    [Fact]
    public void A_pack_that_was_interrupted_says_so_and_can_be_written_again()
    {
        Write();
        // As after a kill: the manifest that says so, files of the pack before, half of a write.
        File.WriteAllText(Path.Combine(Pack, "manifest.json"), new PackManifest { IsIncomplete = true, Paths = ["evidence/old.md", "reports/governance.json"] }.Write());
        File.WriteAllText(Path.Combine(Pack, "evidence/old.md"), "");
        File.WriteAllText(Path.Combine(Pack, "reports/governance.json." + new string('0', 32) + ".tmp"), "");
        File.WriteAllText(Path.Combine(Pack, "note.txt"), "");
        Assert.True(PackVerification.Run(Pack).IsUnreadable);

        var remarks = new List<string>();
        Write(remarks: remarks);

        Assert.Contains("note.txt is not of the pack", Assert.Single(remarks));
        Assert.Equal(["Added note.txt"], PackVerification.Run(Pack).Problems.Select(p => $"{p.Kind} {p.Place}"));
    }

    [Fact]
    public void Evidence_that_changes_meanwhile_gives_no_pack()
    {
        var (compiler, posture) = Posture();
        File.AppendAllText(_repository.At("org/layer.yml"), "# changed\n");
        File.AppendAllText(_repository.At(Card), "changed\n");
        var problems = new List<string>();

        Assert.Null(AuditPack.Of(compiler, posture, problems));

        Assert.Equal(2, problems.Count);
        Assert.Contains(problems, p => p.StartsWith("org/layer.yml ", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.StartsWith(Card, StringComparison.Ordinal));
    }

    private GovernedTree Tree() => GovernedTree.Find(_repository.Path);

    private (PolicyCompiler Compiler, RepositoryPosture Posture) Posture()
    {
        var tree = Tree();
        var policy = PolicyCompiler.Run(tree, CalendarDate.Parse("2026-11-20"));
        return (policy, RepositoryPostures.Of(policy, new ReportStore(tree).Update(policy)));
    }

    private string? Write(List<string>? problems = null, List<string>? remarks = null)
    {
        var (compiler, posture) = Posture();
        var found = problems ?? [];
        var pack = AuditPack.Of(compiler, posture, found);
        Assert.Equal([], found);
        var digest = PackFolder.Write(pack!, Pack, "pack", found, remarks ?? []);
        Assert.True(problems is not null || digest is not null, string.Join("\n", found));
        return digest;
    }

    private string Read(string path) => File.ReadAllText(Path.Combine(Pack, path));

    private string[] Files() => [.. Directory.GetFiles(Pack, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Pack, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    private void Flip(string path)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Pack, path));
        bytes[^2] ^= 1;
        File.WriteAllBytes(Path.Combine(Pack, path), bytes);
    }
}
