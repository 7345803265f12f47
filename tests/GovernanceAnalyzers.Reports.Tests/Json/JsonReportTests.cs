using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Reports;
using GovernanceAnalyzers.Engine.Tests;
using Xunit;

namespace GovernanceAnalyzers.Reports.Tests;

/// <summary>governance.json fits its published schema, and is read back.</summary>
public class JsonReportTests
{
    private static readonly OutputSchema Schema = OutputSchema.All.Single(s => s.FileName == JsonReport.SchemaFileName);

    [Fact]
    public void What_is_written_fits_the_schema_and_nothing_in_the_schema_is_never_written()
    {
        using var folder = new TemporaryRepository();
        var full = JsonReport.Write(Postures.Full(text: Postures.Hostile));
        folder
            .With("full.json", full)
            .With("build.json", JsonReport.Write(Postures.Full().Report))
            .With("empty.json", JsonReport.Write(folder.Compile() is var policy ? new ReportStore(policy.Tree).Update(policy) : throw new InvalidOperationException()))
            .With("big.json", JsonReport.Write(Postures.Big("a/b", 300, 20)));

        Fits(folder, Schema, "full.json", "build.json", "empty.json", "big.json");

        // notKnown goes with nothing that blocks.
        var unknown = JsonReport.Write(Postures.Full() with { Blockers = [], NotKnown = "nothing was compiled" });
        var written = Keys(JsonNode.Parse(full)!).Concat(Keys(JsonNode.Parse(unknown)!)).ToHashSet();
        Assert.DoesNotContain(Described(JsonNode.Parse(Schema.Text)!), k => !written.Contains(k));
    }

    [Fact]
    public void A_member_that_nobody_described_does_not_fit()
    {
        using var folder = new TemporaryRepository();
        var json = JsonNode.Parse(JsonReport.Write(Postures.Full()))!;
        json["findings"]![0]!["surprise"] = 1;
        folder.With("schema.json", Schema.Text).With("a.json", json.ToJsonString());

        Assert.NotEqual(0, Validators.Node("check-schema.mjs", Path.Combine(folder.Root, "schema.json"), Path.Combine(folder.Root, "a.json")).Exit);
    }

    [Fact]
    public void The_same_posture_gives_the_same_bytes() =>
        Assert.Equal(JsonReport.Write(Postures.Full(text: Postures.Hostile)), JsonReport.Write(Postures.Full(text: Postures.Hostile)));

    [Fact]
    public void What_was_written_is_read()
    {
        var posture = Postures.Full(text: Postures.Hostile);
        var findings = new List<RecordedFinding>();
        var read = Read(JsonReport.Write(posture), out var problem, findings);

        Assert.Null(problem);
        Assert.Equal(("contoso/loans", posture.Identity.Commit, "2026-11-20"), (read!.Repository, read.Commit, read.EvaluationDate.ToString()));
        Assert.Equal(("contoso-ai", "d1", "release", "error"), (read.PolicyName, read.PolicyDigest, read.Profile, read.FailOn));
        Assert.Equal([("Contoso.AiPolicy", "2.1.0"), ("preset iso-42001", "")], read.Layers.Select(l => (l.Name, l.Version)));
        Assert.Equal((false, 1, 1, 0, 0), (read.MayShip, read.Blockers, read.Errors, read.Warnings, read.Suggestions));
        Assert.Equal(new RecordedSystem("loans", Postures.Hostile, "high", "ada@contoso.example", "fail", false, 1), Assert.Single(read.Systems));
        Assert.Equal(posture.Controls.Select(c => (c.Control.Id, "fail")), read.Controls.Select(c => (c.Id, c.State)));
        Assert.Equal(["openai:gpt-4o", "mistral-7b"], read.Models.Select(m => m.Name));
        Assert.Equal((1, "src/" + Postures.Hostile + ".cs(12,5)", "2027-03-01", "gpt-5"), (read.Models[0].Uses, read.Models[0].FirstUse, read.Models[0].Retires.ToString(), read.Models[0].Replacement));
        var waiver = Assert.Single(read.Waivers);
        Assert.Equal(("w1", "GOV3002", "2026-12-20", 1), (waiver.Id, waiver.Rule, waiver.Expires.ToString(), waiver.Covers));
        Assert.StartsWith("path governance/**, model ", waiver.Scope);
        Assert.Equal(
            [new("GOV1001", 1, 0, 0, 0, 1), new("GOV3002", 0, 1, 0, 0, 0), new("GOV5001", 0, 0, 0, 1, 0), new RecordedRule("GOV6001", 0, 0, 1, 0, 0)],
            read.Rules);
        Assert.Equal(posture.Findings.Select(f => (f.Fingerprint, f.Finding.Message, f.Finding.Place, f.Owner)), findings.Select(f => (f.Fingerprint, f.Message, f.Place, f.Owner)));
    }

    [Fact]
    public void The_report_of_a_build_names_no_repository()
    {
        var read = Read(JsonReport.Write(Postures.Full().Report), out var problem);

        Assert.Null(problem);
        Assert.False(read!.IsFull);
        Assert.Equal(4, read.Rules.Count);
    }

    [Fact]
    public void What_a_newer_version_adds_is_passed_over()
    {
        var json = JsonNode.Parse(JsonReport.Write(Postures.Full()))!;
        json["news"] = JsonNode.Parse("[{\"a\":[1,{\"b\":null}]}]");
        json["policy"]!["news"] = 1;
        json["models"]![0]!["news"] = JsonNode.Parse("{\"name\":\"other\"}");
        json["findings"]![0]!["news"] = JsonNode.Parse("[[]]");

        var read = Read(json.ToJsonString(), out var problem);

        Assert.Null(problem);
        Assert.Equal("openai:gpt-4o", read!.Models[0].Name);
    }

    [Theory]
    [InlineData("", 1, 1, "not valid JSON")]
    [InlineData("{\"schemaVersion\": \"2\",\n  \"evaluationDate\": \"2026-1", 2, 28, "not valid JSON")]
    [InlineData("[]", 1, 1, "an object is expected")]
    [InlineData("{}", 1, 2, "no 'schemaVersion'")]
    [InlineData("{\"schemaVersion\": \"1\"}", 1, 19, "schema version '1'")]
    [InlineData("{\"schemaVersion\": \"2\"}", 1, 22, "no 'evaluationDate'")]
    [InlineData("{\"schemaVersion\": 2}", 1, 19, "A text is expected")]
    [InlineData("{\"schemaVersion\": \"2\",\n\"evaluationDate\": \"20 November\"}", 2, 19, "'20 November' is not a date")]
    [InlineData("{\"schemaVersion\": \"2\",\n\"findings\": [1]}", 2, 14, "An object is expected")]
    [InlineData("{\"schemaVersion\": \"2\",\n\"findings\": {}}", 2, 13, "A list is expected")]
    [InlineData("{\"schemaVersion\": \"2\",\n\"findings\": [{\"rule\": \"GOV1001\"}]}", 2, 32, "without 'rule' or 'status'")]
    [InlineData("{\"schemaVersion\": \"2\",\n\"findings\": [{\"status\": \"forgiven\"}]}", 2, 25, "'forgiven' is no status")]
    [InlineData("{\"schemaVersion\": \"2\",\n\"controls\": [{\"state\": \"compliant\"}]}", 2, 24, "'compliant' is no state")]
    [InlineData("{\"schemaVersion\": \"2\",\n\"summary\": {\"errors\": -1}}", 2, 23, "A whole number")]
    [InlineData("{\"schemaVersion\": \"2\",\n\"summary\": {\"errors\": 1e99}}", 2, 23, "A whole number")]
    [InlineData("{\"schemaVersion\": \"2\",\n\"summary\": {\"mayShip\": \"yes\"}}", 2, 24, "true or false")]
    [InlineData("{\"schemaVersion\": \"2\",\n\"repository\": {\"name\": \"\\ud800\"}}", 2, 24, "not valid UTF-8")]
    [InlineData("{\"schemaVersion\": \"2\",\n\"repository\": {\"name\": \" \"}}", 2, 27, "names no repository")]
    [InlineData("{\"schemaVersion\": \"2\", \"evaluationDate\": \"2026-11-20\"} more", 1, 56, "not valid JSON")]
    public void What_is_wrong_is_said_at_its_line(string json, int line, int column, string message)
    {
        Assert.Null(Read(json, out var problem));
        Assert.Contains(message, problem!.Message);
        Assert.Equal((line, column), (problem.Place.Line, problem.Place.Column));
    }

    [Fact]
    public void No_prefix_and_no_changed_byte_makes_the_reader_throw()
    {
        var bytes = Encoding.UTF8.GetBytes(JsonReport.Write(Postures.Full(text: Postures.Hostile)));
        var random = new Random(7);
        var reader = new RecordedReportReader(new TextPool());
        for (var round = 0; round < 3000; round++)
        {
            var copy = bytes.ToArray();
            if (round % 2 == 0)
            {
                copy[random.Next(copy.Length)] = (byte)random.Next(256);
            }
            else
            {
                copy = copy[..random.Next(copy.Length)];
            }

            var read = reader.Parse("a.json", new ArraySegment<byte>(copy), out var problem, _ => { });
            Assert.True(read is null == problem is not null);
        }
    }

    [Fact]
    public void Deep_and_missing_files_are_refused()
    {
        var reader = new RecordedReportReader(new TextPool());
        Assert.Null(Read("{\"schemaVersion\": \"2\", \"a\": " + new string('[', 100_000), out var deep));
        Assert.Contains("not valid JSON", deep!.Message);
        Assert.Null(reader.Read(Path.Combine(Path.GetTempPath(), "there-is-no-such.json"), out var missing));
        Assert.Contains("does not exist", missing!.Message);
    }

    internal static void Fits(TemporaryRepository folder, OutputSchema schema, params string[] files)
    {
        folder.With("schema.json", schema.Text);
        var (exit, output) = Validators.Node("check-schema.mjs", [Path.Combine(folder.Root, "schema.json"), .. files.Select(f => Path.Combine(folder.Root, f))]);
        Assert.True(exit == 0, output);
    }

    private static RecordedReport? Read(string json, out RecordedProblem? problem, List<RecordedFinding>? findings = null) =>
        new RecordedReportReader(new TextPool()).Parse("a.json", new ArraySegment<byte>(Encoding.UTF8.GetBytes(json)), out problem, findings is null ? null : findings.Add);

    /// <summary>Every key, wherever it stands.</summary>
    internal static IEnumerable<string> Keys(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(p => Keys(p.Value).Prepend(p.Key)),
        JsonArray a => a.SelectMany(Keys),
        _ => [],
    };

    internal static IEnumerable<string> Described(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(p => p.Key == "properties" ? p.Value!.AsObject().SelectMany(k => Described(k.Value).Prepend(k.Key)) : Described(p.Value)),
        JsonArray a => a.SelectMany(Described),
        _ => [],
    };
}
