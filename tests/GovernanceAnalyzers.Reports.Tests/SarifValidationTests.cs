using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using GovernanceAnalyzers.Engine.Reports;
using Xunit;

namespace GovernanceAnalyzers.Reports.Tests;

/// <summary>Microsoft's validator reads our SARIF, with its rules for SARIF and those for GitHub code scanning.</summary>
public class SarifValidationTests
{
    /// <summary>What it remarks, and why that stays so.</summary>
    private static readonly Dictionary<string, string> Explained = new(StringComparer.Ordinal)
    {
        ["SARIF2002"] = "Messages are texts, not ids and arguments: they quote files, and are read in reports of other forms as well.",
        ["SARIF2003"] = "versionControlProvenance needs the address of the repository, which may hold a password and differs between clones. The commit is in the properties.",
        ["SARIF2010"] = "No snippets: code, prompts and keys stay in the repository.",
        ["SARIF2011"] = "No snippets: code, prompts and keys stay in the repository.",
        ["SARIF2013"] = "Files are not copied into the report; their digests are there.",
        ["SARIF2012"] = "What a build writes has the rules that it found something of, and no others; with no findings that is none.",
        ["SARIF2016"] = "A file outside of the governed folder keeps its place. Nothing is relative to anything there. Not for GitHub.",
    };

    private const string Usual = "SARIF2003";

    /// <summary>SARIF2006 asks whether addresses answer, and a test asks nobody.</summary>
    private const string Configuration = """{ "SARIF2006.UrisShouldBeReachable.Options": { "RuleEnabled": "Disabled" } }""";

    [Fact]
    public void An_empty_repository_is_valid() => AllAreValid(withBuilds: true, ("empty", TestPostures.Of()));

    [Fact]
    public void Hostile_names_and_texts_are_valid() => AllAreValid(withBuilds: true, ("hostile", TestPostures.Hostile()));

    [Fact]
    public void Samples_are_valid() => AllAreValid(withBuilds: false, [.. TestPostures.Samples.Select(s => (s, TestPostures.Sample(s)))]);

    [Fact]
    public void The_golden_repository_is_valid_whole_and_broken() =>
        AllAreValid(withBuilds: false, [.. new[] { true, false }.Select(b => ($"golden-{b}", TestPostures.Golden("eu-ai-act-high-risk", b)))]);

    /// <summary>The test of the test: what is wrong is seen, with either set of rules.</summary>
    [Fact]
    public void A_broken_file_is_not_valid()
    {
        var sarif = SarifReport.WriteForGitHub(TestPostures.Hostile());

        Assert.Contains(Validate(("schema", sarif.Replace("\"columnKind\"", "\"columnKinds\""))), r => r.Level == "error");
        Assert.Contains(Validate(("uri", sarif.Replace("\"uri\": \"100%25.md\"", "\"uri\": \"100%.md\""))), r => r.Level is "error" or "warning");
        Assert.Contains(Validate(("index", sarif.Replace("\"ruleIndex\": ", "\"ruleIndex\": 1000"))), r => r.Level == "error");
    }

    private static void AllAreValid(bool withBuilds, params (string Name, RepositoryPosture Posture)[] postures)
    {
        var files = postures.SelectMany(p => new[]
        {
            (Name: p.Name + "-build", Sarif: SarifReport.Write(p.Posture.Report)),
            (Name: p.Name + "-report", Sarif: SarifReport.Write(p.Posture)),
            (Name: p.Name + "-github", Sarif: SarifReport.WriteForGitHub(p.Posture)),
        }).Where(f => withBuilds || !f.Name.EndsWith("-build", StringComparison.Ordinal)).ToArray();

        var remarks = Validate(files);

        Assert.True(remarks.All(r => r.Level == "note" && Explained.ContainsKey(r.Rule)), string.Join("\n", remarks.Where(r => r.Level != "note" || !Explained.ContainsKey(r.Rule)).Distinct().Take(20)));
    }

    private static IReadOnlyList<(string Rule, string Level, string Where)> Validate(params (string Name, string Sarif)[] files)
    {
        var folder = Directory.CreateTempSubdirectory("governance-sarif-").FullName;
        try
        {
            foreach (var (name, sarif) in files)
            {
                File.WriteAllText(Path.Combine(folder, name + ".sarif"), sarif);
            }

            var output = Path.Combine(folder, "out", "validation.json");
            Directory.CreateDirectory(Path.GetDirectoryName(output)!);
            var configuration = Path.Combine(folder, "configuration.json");
            File.WriteAllText(configuration, Configuration);
            // The launcher of the npm package hands its arguments to a shell.
            var (exit, text) = Validators.Run(
                "sarif-multitool", "validate",
                $"\"{Path.Combine(folder, "*.sarif")}\"", "--rule-kind", "\"Sarif;Ghas\"",
                "--level", "\"Error;Warning;Note\"", "--output", $"\"{output}\"", "--log", "ForceOverwrite",
                "--config", $"\"{configuration}\"");
            Assert.True(exit == 0 && File.Exists(output), text);
            using var log = JsonDocument.Parse(File.ReadAllText(output));
            var run = log.RootElement.GetProperty("runs")[0];
            var remarks = run.GetProperty("results").EnumerateArray()
                .Select(r => (
                    r.GetProperty("ruleId").GetString()!.Split('/')[0],
                    r.TryGetProperty("level", out var level) ? level.GetString()! : "warning",
                    r.GetProperty("locations")[0].GetProperty("physicalLocation").GetRawText().Replace("\n", "") + r.GetProperty("message").GetRawText()))
                .ToArray();
            // It says nothing at all about some files that it cannot read, so one of its usual remarks has to be there for each.
            Assert.All(files, f => Assert.Contains(remarks, r => (r.Item1 == Usual || r.Item2 == "error") && r.Item3.Contains($"/{f.Name}.sarif", StringComparison.Ordinal)));
            return remarks;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
