using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Fleet;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Reports;
using GovernanceAnalyzers.Engine.Tests;
using Xunit;

namespace GovernanceAnalyzers.Reports.Tests;

/// <summary>Reports of many repositories as one.</summary>
public sealed class FleetTests : IDisposable
{
    private static readonly OutputSchema Schema = OutputSchema.All.Single(s => s.FileName == FleetJson.SchemaFileName);

    private readonly TemporaryRepository _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_is_told_by_repository_model_control_rule_and_waiver()
    {
        With("a/governance.json", Postures.Full("contoso/a"));
        With("b/governance.json", Shipping("contoso/b"));

        var fleet = Fleet();

        Assert.Equal([("contoso/a", false, 1, 0), ("contoso/b", true, 0, 0)], fleet.Repositories.Select(r => (r.Report.Repository, r.Report.MayShip, r.Report.Blockers, r.AgeDays)));
        Assert.Equal(1, fleet.MayShip);
        Assert.Equal([("mistral-7b", 2), ("openai:gpt-4o", 2)], fleet.Models.Select(m => (m.Name, m.Repositories)));
        Assert.Equal((2, 0), (Assert.Single(fleet.Controls).States["fail"], fleet.Controls[0].States["pass"]));
        Assert.Equal(("GOV1001", "FloatingModelReference", 2, 1, 1), fleet.Rules[0] is var rule ? (rule.Rule, rule.Name, rule.Repositories, rule.Blocked, rule.Counts.Blocking) : default);
        Assert.Equal([("contoso/a", "w1", 30), ("contoso/b", "w1", 30)], fleet.Waivers.Select(w => (w.Repository, w.Waiver.Id, w.DaysLeft)));
        Assert.Equal(2, fleet.Expiring.Count());
        Assert.Equal("2 repositories on 2026-11-20: 1 may ship, 1 may not.", fleet.Summary);
    }

    [Fact]
    public void Days_are_counted_from_the_day_of_the_question()
    {
        With("governance.json", Postures.Full("contoso/a"));

        var fleet = Fleet(new FleetQuestion(CalendarDate.Parse("2027-01-10")));

        Assert.Equal((51, true), (fleet.Repositories[0].AgeDays, fleet.Repositories[0].IsStale));
        Assert.Equal(-21, Assert.Single(fleet.Waivers).DaysLeft);
        Assert.Empty(fleet.Expiring);
        Assert.False(Fleet(new FleetQuestion(CalendarDate.Parse("2026-12-20"))).Repositories[0].IsStale);
        Assert.True(Fleet(new FleetQuestion(CalendarDate.Parse("2026-12-21"))).Repositories[0].IsStale);
    }

    [Theory]
    [InlineData("gpt-4o", 2, "")]
    [InlineData("openai:gpt-4o", 2, "")]
    [InlineData("GPT-4O", 2, "")]
    [InlineData("gpt-4o-2024-08-06", 2, "")] // what answers behind the deployments
    [InlineData("azure-openai:*", 0, "")]
    [InlineData("gpt-", 0, "1 model begins with it: ask for 'gpt-*'.")]
    [InlineData("gtp-4o", 0, "Did you mean 'gpt-4o'?")]
    public void Who_uses_a_model(string model, int users, string hint)
    {
        With("a/governance.json", Postures.Full("contoso/a"));
        With("b/governance.json", Postures.Full("contoso/b"));

        var fleet = Fleet(new FleetQuestion(Postures.Day()) { Model = model });

        Assert.Equal((users, hint), (fleet.Asked.Sum(m => m.Users.Count), fleet.Hint));
    }

    [Theory]
    [InlineData("2027-02-28", 0)]
    [InlineData("2027-03-01", 1)]
    [InlineData("2099-01-01", 1)]
    public void Who_is_hit_by_a_retirement(string by, int models)
    {
        With("a/governance.json", Postures.Full("contoso/a"));

        Assert.Equal(models, Fleet(new FleetQuestion(Postures.Day()) { RetiringBy = CalendarDate.Parse(by) }).Asked.Count);
    }

    [Fact]
    public void The_newest_report_of_a_repository_counts_and_the_others_are_told()
    {
        With("1/governance.json", Postures.Full("contoso/a", "2026-11-01"));
        With("2/governance.json", Postures.Full("Contoso/A", "2026-11-19", commit: new string('1', 40)));
        With("3/governance.json", Postures.Full("contoso/a", "2026-11-19", commit: new string('2', 40)));
        With("4/governance.json", Postures.Full("contoso/a", "2026-11-19", commit: new string('2', 40)));
        With("5/governance.json", Postures.Full("contoso/a", "2026-11-19", "another text", new string('2', 40)));

        var fleet = Fleet();

        var counts = Assert.Single(fleet.Repositories).Report;
        Assert.Equal(("2026-11-19", new string('2', 40)), (counts.EvaluationDate.ToString(), counts.Commit));
        Assert.Equal(4, fleet.Replaced.Count);
        Assert.Equal((false, "older than the one of 2026-11-19"), Reason("1/governance.json"));
        Assert.Equal((true, "of the same day and another commit, so nothing tells which is newer"), Reason("2/governance.json"));
        Assert.Contains(fleet.Replaced, r => !r.IsConflict || r.Reason == "of the same day and commit, and says something else");

        (bool, string) Reason(string file) => fleet.Replaced.Single(r => r.Report.File == file) is var one ? (one.IsConflict, one.Reason) : default;
    }

    [Fact]
    public void A_repository_without_a_report_is_missed()
    {
        With("governance.json", Postures.Full("contoso/a"));

        var fleet = Fleet(new FleetQuestion(Postures.Day()) { Expected = ["Contoso/A", "contoso/gone"] });

        Assert.Equal(["contoso/gone"], fleet.Missing);
        Assert.Empty(fleet.Unexpected);
        Assert.Equal(["contoso/a"], Fleet(new FleetQuestion(Postures.Day()) { Expected = ["contoso/b"] }).Unexpected);
    }

    [Fact]
    public void A_repository_on_an_old_policy_is_told()
    {
        With("a/governance.json", On("contoso/a", ("Contoso.AiPolicy", "2.9.0", "x"), ("preset baseline", "", "p")));
        With("b/governance.json", On("contoso/b", ("Contoso.AiPolicy", "2.10.0", "y"), ("preset baseline", "", "p")));
        With("c/governance.json", On("contoso/c", ("Contoso.AiPolicy", "2.10.0-rc.1", "z"), ("governance/more.yml", "", "own")));

        var fleet = Fleet();

        Assert.Equal(["Contoso.AiPolicy 2.9.0", "", "Contoso.AiPolicy 2.10.0-rc.1"], fleet.Repositories.Select(r => string.Join(",", r.OldLayers)));
        Assert.Equal(["Contoso.AiPolicy", "preset baseline"], fleet.Layers.Select(l => l.Name));
        Assert.Equal(["2.10.0", "2.10.0-rc.1", "2.9.0"], fleet.Layers[0].Versions.Select(v => v.Version));

        static RepositoryPosture On(string name, params (string Name, string Version, string Sha)[] layers) => Postures.Full(name) is var full
            ? full with { Report = full.Report with { Layers = [.. layers.Select(l => new PolicyLayer(l.Name, l.Version, l.Sha, new("")))] } }
            : throw new InvalidOperationException();
    }

    [Fact]
    public void Builds_broken_files_and_links_are_told_and_do_not_stop_the_others()
    {
        With("a/governance.json", Postures.Full("contoso/a"));
        _folder.With("a/.governance/governance.json", JsonReport.Write(Postures.Full().Report));
        _folder.With("b/governance.json", "{");
        _folder.With("c/contoso.governance.json", "[]");
        File.CreateSymbolicLink(Path.Combine(_folder.Root, "d.governance.json"), Path.Combine(_folder.Root, "a/governance.json"));

        var fleet = Fleet(paths: [".", "nowhere", "x/*.json"]);

        Assert.Equal(["contoso/a"], fleet.Repositories.Select(r => r.Report.Repository));
        Assert.Equal(["a/.governance/governance.json"], fleet.Builds);
        Assert.Equal(5, fleet.Problems.Count);
        Assert.Equal("b/governance.json(1,2)", fleet.Problems.Single(p => p.Message.Contains("not valid JSON")).Place.ToString());
        Assert.Contains(fleet.Problems, p => p.Place.Path == "nowhere" && p.Message.Contains("does not exist"));
        Assert.Contains(fleet.Problems, p => p.Place.Path == "x/*.json" && p.Message.Contains("No file matches"));
        Assert.Contains(fleet.Problems, p => p.Message.Contains("symbolic link"));
    }

    [Theory]
    [InlineData("a/b/*.json", "a/b/1.json")]
    [InlineData("a/**/*.json", "a/b/1.json,a/b/c/governance.json")]
    [InlineData("**/governance.json", "a/b/c/governance.json")]
    [InlineData("a", "a/b/c/governance.json")]
    [InlineData("a/b/1.json", "a/b/1.json")]
    public void Files_folders_and_patterns(string given, string found)
    {
        _folder.With("a/b/1.json", "").With("a/b/c/governance.json", "").With("a/b/2.txt", "").With("a/node_modules/governance.json", "");
        var problems = new List<RecordedProblem>();

        Assert.Equal(found.Split(','), FleetFiles.Find([given], _folder.Root, n => n == "governance.json", problems));
        Assert.Empty(problems);
    }

    [Fact]
    public void Merging_is_associative_and_commutative()
    {
        var random = new Random(11);
        for (var round = 0; round < 300; round++)
        {
            var reports = Enumerable.Range(0, random.Next(1, 12)).Select(i => new RecordedReport($"f{random.Next(8)}", $"s{random.Next(4)}")
            {
                Repository = random.Next(6) == 0 ? "" : random.Next(2) == 0 ? "contoso/" + "ab"[random.Next(2)] : "Contoso/" + "ab"[random.Next(2)],
                EvaluationDate = CalendarDate.Parse("2026-11-01").AddDays(random.Next(3)),
                Commit = random.Next(3).ToString(System.Globalization.CultureInfo.InvariantCulture),
            })
                // A file has one content.
                .GroupBy(r => r.File).Select(g => g.First()).ToArray();
            var parts = reports.Select(r => Part([r])).ToList();
            if (random.Next(2) == 0)
            {
                var problem = new FleetPart();
                problem.Add(new RecordedProblem(new("p"), "m"));
                parts.Add(problem);
            }

            var expected = Text(Sum(parts));
            for (var again = 0; again < 4; again++)
            {
                // Any order, any grouping: neighbours are merged until one is left.
                var left = parts.OrderBy(_ => random.Next()).Select(p => Sum([p])).ToList();
                while (left.Count > 1)
                {
                    var at = random.Next(left.Count - 1);
                    left[at] = Sum([left[at], left[at + 1]]);
                    left.RemoveAt(at + 1);
                }

                Assert.Equal(expected, Text(left[0]));
            }

            Assert.Equal(expected, Text(Sum([.. parts, .. parts])));
        }

        static FleetPart Part(IEnumerable<RecordedReport> reports)
        {
            var part = new FleetPart();
            foreach (var report in reports)
            {
                part.Add(report);
            }

            return part;
        }

        static FleetPart Sum(IEnumerable<FleetPart> parts)
        {
            var sum = new FleetPart();
            foreach (var part in parts)
            {
                sum.Add(part);
            }

            return sum;
        }

        static string Text(FleetPart part) => FleetJson.Write(FleetReport.Of(part, new FleetQuestion(Postures.Day())));
    }

    [Fact]
    public void The_json_fits_its_schema_and_everything_in_the_schema_is_written()
    {
        Hostile();
        var fleet = Fleet(new FleetQuestion(Postures.Day()) { Model = "gpt-", RetiringBy = Postures.Day("2028-01-01"), Expected = ["gone/" + Postures.Hostile] }, ".", "nowhere");
        _folder.With("out/fleet.json", FleetJson.Write(fleet)).With("out/empty.json", FleetJson.Write(FleetReport.Of(new FleetPart(), new FleetQuestion(Postures.Day()))));

        JsonReportTests.Fits(_folder, Schema, "out/fleet.json", "out/empty.json");

        var keys = JsonReportTests.Keys(JsonNode.Parse(FleetJson.Write(fleet))!).ToHashSet();
        Assert.DoesNotContain(JsonReportTests.Described(JsonNode.Parse(Schema.Text)!), k => !keys.Contains(k));
    }

    [Fact]
    public void Pages_escape_what_they_print_and_are_the_same_every_time()
    {
        Hostile();
        var fleet = Fleet(new FleetQuestion(Postures.Day()) { Model = "*", Expected = ["gone/" + Postures.Hostile] });

        var html = FleetHtml.Write(fleet);
        var markdown = FleetMarkdown.Write(fleet);

        Assert.Contains("onerror=alert(1)", html);
        Assert.Equal(1, Regex.Count(html, "<script"));
        Assert.Equal(1, Regex.Count(html, "</script"));
        Assert.DoesNotContain("<img", html);
        Assert.DoesNotContain("<img", markdown);
        Assert.DoesNotContain("http://", html);
        Assert.DoesNotContain("https://", html);
        Assert.DoesNotMatch("[\u0000-\u0008\u000b-\u001f\u202e]", html + markdown);
        Assert.All(markdown.Split('\n').Where(l => l.StartsWith('|')), l => Assert.EndsWith("|", l));
        Assert.Equal(html, FleetHtml.Write(Fleet(fleet.Question)));
        Assert.Equal(markdown, FleetMarkdown.Write(Fleet(fleet.Question)));
    }

    [Fact]
    public void Tables_hold_every_row()
    {
        With("a/governance.json", Postures.Full("contoso/a", text: Postures.Hostile));
        With("b/governance.json", Shipping("contoso/b"));
        With("old/governance.json", Postures.Full("contoso/b", "2026-01-01"));
        var fleet = Fleet();

        var (files, problems) = FleetTables.Write(fleet, _folder.Root, Path.Combine(_folder.Root, "tables"));

        Assert.Empty(problems);
        var tables = files.ToDictionary(f => Path.GetFileName(f), f => ParquetTests.Read(f)["rows"]!.AsArray());
        Assert.Equal(["contoso/a False 1 2026-11-20", "contoso/b True 0 2026-11-20"], tables["repositories.parquet"].Select(r => $"{r!["repository"]} {(bool)r["may_ship"]!} {r["blockers"]} {((string)r["evaluation_date"]!)[..10]}"));
        Assert.Equal(8, tables["findings.parquet"].Count);
        Assert.Equal(Postures.Full(text: Postures.Hostile).Findings.Select(f => f.Finding.Message), tables["findings.parquet"].Take(4).Select(r => (string)r!["message"]!));
        Assert.Equal(["mistral-7b contoso/a ", "mistral-7b contoso/b ", "openai:gpt-4o contoso/a 2027-03-01", "openai:gpt-4o contoso/b 2027-03-01"], tables["models.parquet"].Select(r => $"{r!["model"]} {r["repository"]} {((string?)r["retires"])?[..10]}"));
        Assert.Equal(fleet.Controls[0].Id + " fail", Assert.Single(tables["controls.parquet"].Select(r => $"{r!["control"]} {r["state"]}").Distinct()));
        Assert.Equal(["w1 30", "w1 30"], tables["waivers.parquet"].Select(r => $"{r!["waiver"]} {r["days_left"]}"));

        var before = files.Select(File.ReadAllBytes).ToArray();
        FleetTables.Write(fleet, _folder.Root, Path.Combine(_folder.Root, "tables"));
        Assert.Equal(before, files.Select(File.ReadAllBytes));
    }

    [Fact]
    public void A_report_that_changes_meanwhile_is_told()
    {
        With("a/governance.json", Postures.Full("contoso/a"));
        var fleet = Fleet();
        With("a/governance.json", Shipping("contoso/a"));

        Assert.Contains("changed while", Assert.Single(FleetTables.Write(fleet, _folder.Root, Path.Combine(_folder.Root, "tables")).Problems).Message);
    }

    private void Hostile()
    {
        With("a/governance.json", Postures.Full("contoso/" + Postures.Hostile, text: Postures.Hostile));
        With("b/governance.json", Postures.Full("contoso/" + Postures.Hostile, "2026-01-01", Postures.Hostile));
        var other = Postures.Full("contoso/c");
        With("c/governance.json", other with { Blockers = [], NotKnown = Postures.Hostile, Report = other.Report with { Layers = [new("Contoso.AiPolicy", "2.0.0", "x", new(""))] } });
        _folder.With("d/governance.json", JsonReport.Write(Postures.Full().Report)).With("e/governance.json", "{\"schemaVersion\": \"" + Postures.Hostile.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\u001b", "\\u001b") + "\"}");
    }

    private void With(string file, RepositoryPosture posture) => _folder.With(file, JsonReport.Write(posture));

    private static RepositoryPosture Shipping(string name) => Postures.Full(name) is var full
        ? full with { Blockers = [], MayShip = true, Findings = [.. full.Findings.Select(f => f with { Blocks = false })] }
        : throw new InvalidOperationException();

    private FleetReport Fleet(FleetQuestion? question = null, params string[] paths)
    {
        var problems = new List<RecordedProblem>();
        var files = FleetFiles.Find(paths.Length == 0 ? ["."] : paths, _folder.Root, n => n.EndsWith("governance.json", StringComparison.Ordinal), problems);
        var part = FleetReader.Read(files, _folder.Root);
        problems.ForEach(part.Add);
        return FleetReport.Of(part, question ?? new FleetQuestion(Postures.Day()));
    }
}
