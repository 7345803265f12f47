using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Reports;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Gate;

public class BaselineTests
{
    private const string File = "governance/baseline.json";

    private static Finding Finding(string path = "src/Chat/Bot.cs", int line = 3, string subject = "openai:gpt-4o", string rule = "GOV1001") =>
        new(rule, Severity.Error, $"message in line {line}", new SourcePlace(path, line, 9), subject) { Symbol = "Bot.Ask()", Model = subject };

    private static BaselineEntry Entry(Finding finding, int count, string added = "2026-11-01") => new(
        finding.RuleId,
        finding.Place.Path,
        finding.Subject,
        finding.Requirement,
        Baseline.Empty.FingerprintOf(finding)!,
        count,
        CalendarDate.Parse(added));

    private static IEnumerable<(int Line, ResultStatus Status)> Applied(Baseline baseline, params Finding[] findings) =>
        baseline.Apply(findings.Select(f => new Result(f, ResultStatus.Open)).ToArray()).Select(r => (r.Finding.Place.Line, r.Status));

    private static EffectivePolicy Policy(BaselineRules rules, params string[] unwaivable) => new()
    {
        Name = "test",
        Rules = new[] { "GOV0013", "GOV0014", "GOV1001", "GOV3002" }
            .ToDictionary(r => r, r => new RuleSetting(Severity.Error, false, "governance.yml(5)"), StringComparer.Ordinal),
        DatasetRecords = ["governance/datasets/*.yml"],
        Baseline = rules,
        WaiverRules = new WaiverRules { Unwaivable = unwaivable },
        Settings =
        [
            new EffectiveSetting("baseline.file", "", "governance.yml(20)", ""),
            new EffectiveSetting("baseline.maxDays", "", "governance.yml(21)", ""),
            new EffectiveSetting("baseline.baseBranch", "", "governance.yml(22)", ""),
        ],
    };

    private static (Baseline Baseline, IReadOnlyList<Finding> Findings) Read(
        TemporaryRepository repository, BaselineRules? rules = null, string today = "2026-11-20", params string[] unwaivable)
    {
        var findings = new List<Finding>();
        var policy = Policy(rules ?? new BaselineRules { File = File }, unwaivable);
        return (BaselineReader.Read(repository.Tree(), policy, CalendarDate.Parse(today), findings), findings);
    }

    private static string Json(params BaselineEntry[] entries) => "{\"schemaVersion\":1,\"created\":\"2026-11-01\",\"entries\":[\n" + string.Join(",\n", entries.Select(e =>
        $$"""{"rule":"{{e.RuleId}}","path":"{{e.Path}}","subject":"{{e.Subject}}","fingerprint":"{{e.Fingerprint}}","count":{{e.Count}},"added":"{{e.Added}}"}""")) + "\n]}\n";

    /// <summary>Whatever may change around a known finding without making it another one; and what makes it another one.</summary>
    [Fact]
    public void A_fingerprint_survives_what_is_not_the_finding()
    {
        var random = new Random(20261121);
        string Word() => new(Enumerable.Range(0, random.Next(1, 12)).Select(_ => "abcXYZ019_-. ü|\t\\"[random.Next(16)]).ToArray());
        var compared = 0;
        for (var i = 0; i < 500; i++)
        {
            var folder = string.Concat(Enumerable.Range(0, random.Next(0, 4)).Select(_ => Word() + "/"));
            var finding = Finding("x", random.Next(1, 1000), Word()) with { Requirement = i % 2 == 0 ? "" : Word() };
            finding = finding with { Place = finding.Place with { Path = folder + Word() } };
            if (Baseline.Empty.FingerprintOf(finding) is not { } fingerprint)
            {
                continue;
            }

            compared++;
            var moved = finding with
            {
                Place = new SourcePlace(folder + Word(), random.Next(1, 1000), random.Next(1, 80)),
                Message = Word(),
                Symbol = Word(),
                PolicyPlace = Word(),
                Severity = Severity.Suggestion,
            };
            // A name that happens to be the subject is the one thing that a rename may change.
            if (moved.Subject != moved.Place.Path)
            {
                Assert.Equal(fingerprint, Baseline.Empty.FingerprintOf(moved));
            }

            Assert.Matches("^[0-9a-f]{32}$", fingerprint);
            Assert.NotEqual(fingerprint, Baseline.Empty.FingerprintOf(finding with { Subject = finding.Subject + "x" }));
            Assert.NotEqual(fingerprint, Baseline.Empty.FingerprintOf(finding with { Requirement = finding.Requirement + "x" }));
            Assert.NotEqual(fingerprint, Baseline.Empty.FingerprintOf(finding with { RuleId = "GOV1002" }));
            Assert.NotEqual(fingerprint, Baseline.Empty.FingerprintOf(finding with { Place = finding.Place with { Path = folder + "deeper/" + Word() } }));
        }

        Assert.True(compared > 400, $"{compared} compared");
    }

    [Fact]
    public void A_fingerprint_is_what_it_was_in_the_files_of_last_year()
    {
        // sha256 of "GOV1001<tab>src/Chat/<tab>openai:gpt-4o<tab>", the first half.
        Assert.Equal("d32e2aea08830b53cb9bfba46691e776", Baseline.Empty.FingerprintOf(Finding()));
        // About a file as a whole: the file may be renamed.
        Assert.Equal(
            Baseline.Empty.FingerprintOf(Finding("data/a.yml", subject: "data/a.yml")), Baseline.Empty.FingerprintOf(Finding("data/b.yml", subject: "data/b.yml")));
    }

    [Theory]
    [InlineData("GOV1001", "/tmp/elsewhere.cs")]
    [InlineData("GOV1001", "C:/elsewhere.cs")]
    [InlineData("GOV1001", "")]
    [InlineData("GOV0001", "governance.yml")]
    [InlineData("GOV0003", "governance.yml")]
    [InlineData("GOV0004", "governance.yml")]
    [InlineData("GOV0005", "governance/waivers.yml")]
    [InlineData("GOV0006", "governance/waivers.yml")]
    [InlineData("GOV0009", "App/App.csproj")]
    [InlineData("GOV0013", File)]
    [InlineData("GOV0014", File)]
    public void Some_findings_have_no_place_in_a_baseline(string rule, string path) =>
        Assert.Null(Baseline.Empty.FingerprintOf(Finding(path, rule: rule)));

    [Fact]
    public void What_is_known_is_counted_by_place_and_the_rest_is_open()
    {
        var baseline = new Baseline([Entry(Finding(), 2)], []);

        Assert.Equal([(3, ResultStatus.Baselined)], Applied(baseline, Finding()));
        Assert.Equal(
            [(9, ResultStatus.Open), (3, ResultStatus.Baselined), (5, ResultStatus.Baselined)],
            Applied(baseline, Finding(line: 9), Finding(line: 3), Finding(line: 5)));
        // One place seen twice, as of two target frameworks, counts once.
        Assert.Equal(
            [(3, ResultStatus.Baselined), (3, ResultStatus.Baselined), (5, ResultStatus.Baselined)],
            Applied(baseline, Finding(), Finding() with { Message = "other" }, Finding(line: 5)));
        Assert.Equal([(3, ResultStatus.Open)], Applied(baseline, Finding(subject: "openai:o3")));
        Assert.Equal([(3, ResultStatus.Open)], Applied(baseline, Finding("src/Other/Bot.cs")));
        Assert.Equal([(3, ResultStatus.Open)], Applied(Baseline.Empty, Finding()));
    }

    [Fact]
    public void Waivers_and_suppressions_come_first()
    {
        var baseline = new Baseline([Entry(Finding(), 1)], []);
        Result[] results =
        [
            new(Finding(line: 1), ResultStatus.Waived, "W1"),
            new(Finding(line: 2), ResultStatus.Suppressed, "by #pragma"),
            new(Finding(line: 3), ResultStatus.Open),
        ];

        var applied = baseline.Apply(results);

        Assert.Equal([ResultStatus.Waived, ResultStatus.Suppressed, ResultStatus.Baselined], applied.Select(r => r.Status));
        Assert.Equal(("baseline", "known since 2026-11-01"), (applied[2].By, applied[2].Reason));
    }

    [Fact]
    public void What_the_policy_calls_unwaivable_stays_open()
    {
        var entry = Entry(Finding(), 1);
        using var repository = new TemporaryRepository().With(File, Json(entry));

        var (baseline, findings) = Read(repository, unwaivable: "FloatingModelReference");

        Assert.Equal([(3, ResultStatus.Open)], Applied(baseline, Finding()));
        Assert.Equal(
            "GOV1001 FloatingModelReference cannot be in a baseline. Take the entry out, and fix what it records. Until then the entry does not count. [governance.yml(20)]",
            Assert.Single(findings).Message);
        var requirement = new Baseline([], ["rollback-plan"]);
        Assert.Null(requirement.FingerprintOf(Finding() with { Requirement = "rollback-plan" }));
        Assert.NotNull(requirement.FingerprintOf(Finding() with { Requirement = "owner" }));
    }

    public static TheoryData<string, int, int, string> Malformed() => new()
    {
        { "{", 1, 2, "not valid JSON" },
        { "{\n  \"schemaVersion\": 1,\n  oops\n}", 3, 3, "not valid JSON" },
        { "", 1, 1, "not valid JSON" },
        { "[]", 1, 1, "must be a mapping" },
        { "null", 1, 1, "must be a mapping" },
        { "{\"schemaVersion\":2,\"created\":\"2026-11-01\",\"entries\":[]}", 1, 18, "'2' is not one of 1" },
        { "{\"schemaVersion\":1,\"created\":\"2026-11-01\",\n  \"entires\":[]}", 2, 3, "Did you mean 'entries'?" },
        { "{\"schemaVersion\":1,\n\"ä\":1,\n\"schemaVersion\":1,\"created\":\"2026-11-01\",\"entries\":[]}", 3, 1, "twice" },
        { "{\"schemaVersion\":1,\"created\":\"2026-11-01\",\"entries\":[]} x", 1, 57, "not valid JSON" },
        { "{\"schemaVersion\":1,\"created\":\"\\ud800\",\"entries\":[]}", 1, 30, "surrogate" },
        { "<<<<<<< HEAD\n", 1, 1, "not valid JSON" },
        { string.Concat(Enumerable.Repeat("[", 5000)), 1, 41, "not valid JSON" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void A_file_that_cannot_be_read_is_a_finding_at_its_place_and_nothing_is_known(string text, int line, int column, string part)
    {
        using var repository = new TemporaryRepository().With(File, text);

        var (baseline, findings) = Read(repository);

        Assert.Empty(baseline.Entries);
        var finding = findings.First(f => f.Message.Contains(part, StringComparison.Ordinal));
        Assert.Equal(("GOV0014", File, line, column), (finding.RuleId, finding.Place.Path, finding.Place.Line, finding.Place.Column));
        Assert.EndsWith("Until then nothing counts as known. [governance.yml(20)]", finding.Message);
    }

    [Theory]
    [InlineData("\"count\":1", "\"count\":0", "'0' is not a whole number from 1 on")]
    [InlineData("\"count\":1", "\"count\":99999999999", "not a whole number from 1 on")]
    [InlineData("\"count\":1,", "", "'count' is missing")]
    [InlineData("\"rule\":\"GOV1001\"", "\"rule\":\"GOV101\"", "Did you mean 'GOV1001'?")]
    [InlineData("\"rule\":\"GOV1001\"", "\"rule\":\"GOV1002\"", "The fingerprint does not belong to this rule, path and subject")]
    [InlineData("src/Chat/Bot.cs", "src/Other/Bot.cs", "The fingerprint does not belong")]
    [InlineData("openai:gpt-4o", "openai:*", "The fingerprint does not belong")]
    [InlineData("\"fingerprint\":\"", "\"fingerprint\":\"Z", "not 32 hexadecimal digits")]
    [InlineData("2026-11-01\"}", "2026-11-31\"}", "not a date")]
    [InlineData("2026-11-01\"}", "2026-11-21\"}", "which is after the evaluation date, 2026-11-20")]
    [InlineData("{\"rule\"", "5,{\"rule\"", "must be a mapping")]
    public void An_entry_that_does_not_hold_together_does_not_count(string good, string bad, string part)
    {
        var other = Entry(Finding(subject: "openai:o3"), 1);
        var json = Json(Entry(Finding(), 1), other);
        Assert.Contains(good, json);
        var first = json.IndexOf(good, StringComparison.Ordinal);
        using var repository = new TemporaryRepository().With(File, json.Remove(first, good.Length).Insert(first, bad));

        var (baseline, findings) = Read(repository);

        Assert.Contains(other.Fingerprint, baseline.Entries.Select(e => e.Fingerprint));
        Assert.Equal(bad.StartsWith('5') ? 2 : 1, baseline.Entries.Count);
        var finding = Assert.Single(findings);
        Assert.Equal(("GOV0014", 2), (finding.RuleId, finding.Place.Line));
        Assert.Contains(part, finding.Message);
        Assert.EndsWith("Until then the entry does not count. [governance.yml(20)]", finding.Message);
    }

    [Fact]
    public void The_same_entry_twice_counts_once()
    {
        using var repository = new TemporaryRepository().With(File, Json(Entry(Finding(), 1), Entry(Finding(), 1)));

        var (baseline, findings) = Read(repository);

        Assert.Equal(1, Assert.Single(baseline.Entries).Count);
        Assert.Contains("already in line 2", Assert.Single(findings).Message);
    }

    [Theory]
    [InlineData("2026-11-30", 2, null)]
    [InlineData("2026-12-01", 0, "2 entries, of which this is the first, were added on 2026-11-01, 30 days ago, and the policy lets a finding be known for 29. What they record counts again.")]
    public void Entries_end(string today, int count, string? message)
    {
        using var repository = new TemporaryRepository().With(File, Json(Entry(Finding(), 1), Entry(Finding(subject: "openai:o3"), 1)));

        var (baseline, findings) = Read(repository, new BaselineRules { File = File, MaxDays = 29 }, today);

        Assert.Equal(count, baseline.Entries.Count);
        Assert.Equal(message is null ? 0 : 1, findings.Count);
        if (message is not null)
        {
            Assert.StartsWith(message, findings[0].Message);
            Assert.EndsWith(" [governance.yml(21)]", findings[0].Message);
            Assert.Equal(2, findings[0].Place.Line);
        }
    }

    [Fact]
    public void A_baseline_that_is_named_and_not_written_yet_is_no_problem()
    {
        using var repository = new TemporaryRepository();
        var (baseline, findings) = Read(repository);
        Assert.Empty(findings);
        Assert.False(baseline.Exists);

        var (_, outside) = Read(repository, new BaselineRules { File = "../baseline.json" });
        Assert.Contains("lies outside the repository", Assert.Single(outside).Message);
    }

    [GitFact]
    public void Only_what_is_in_the_base_branch_is_known()
    {
        var (one, two, three) = (Finding(), Finding(subject: "openai:o3"), Finding(subject: "openai:gpt-5"));
        using var repository = new TemporaryRepository(withGit: false)
            .With(File, Json(Entry(one, 2), Entry(two, 2)))
            .Committed()
            .With(File, Json(Entry(one, 1), Entry(two, 3, "2026-11-10"), Entry(three, 1)));

        var (baseline, findings) = Read(repository, new BaselineRules { File = File, BaseBranch = "main" });

        Assert.Equal(
            [("openai:gpt-4o", 1, "2026-11-01"), ("openai:o3", 2, "2026-11-01")],
            baseline.Entries.Select(e => (e.Subject, e.Count, e.Added.ToString())));
        Assert.Equal([3, 3, 4], findings.Select(f => f.Place.Line));
        Assert.StartsWith("This entry, GOV1001 about 'openai:o3' in src/Chat, counts 3, and in main it counts 2: a baseline may only shrink.", findings[0].Message);
        Assert.Contains("says that it was added on 2026-11-10, and in main it was added on 2026-11-01", findings[1].Message);
        Assert.StartsWith("This entry, GOV1001 about 'openai:gpt-5' in src/Chat, is not in main: a baseline may only shrink.", findings[2].Message);
        Assert.All(findings, f => Assert.EndsWith(" [governance.yml(22)]", f.Message));

        var (none, missing) = Read(repository, new BaselineRules { File = File, BaseBranch = "origin/main" });
        Assert.Empty(none.Entries);
        Assert.False(none.IsUsable);
        Assert.Contains("fetch-depth: 0", Assert.Single(missing).Message);
    }

    [Fact]
    public void Files_are_written_shrink_and_never_grow()
    {
        using var repository = new TemporaryRepository();
        for (var i = 1; i <= 3; i++)
        {
            repository.With($"governance/datasets/{i}.yml", $"id: d{i}\nfiles: [a.csv]\n");
        }

        var first = Update(repository);
        Assert.Equal((3, 0, 0), (first.Known, first.Removed, first.NotAdded.Count));
        Assert.StartsWith("{\n  \"schemaVersion\": 1,\n  \"created\": \"2026-11-20\",\n  \"entries\": [\n    {\n      \"rule\": \"GOV3002\",\n      \"path\": \"governance/datasets/1.yml\",\n      \"subject\": \"d1\",\n", first.Text);
        repository.With(File, first.Text);
        Assert.All(ReportStore.RepositoryResults(Compile(repository)), r => Assert.Equal(ResultStatus.Baselined, r.Status));
        Assert.Equal(first.Text, Update(repository, "2026-12-01").Text);

        // One is fixed, one is renamed, one is new.
        repository.With("governance/datasets/1.yml", "id: d1\nlicence: MIT\nfiles: [a.csv]\n").With("governance/datasets/4.yml", "id: d4\nfiles: [a.csv]\n");
        System.IO.File.Move(Path.Combine(repository.Root, "governance/datasets/2.yml"), Path.Combine(repository.Root, "governance/datasets/z.yml"));
        var results = ReportStore.RepositoryResults(Compile(repository)).Where(r => r.Finding.RuleId == "GOV3002").ToArray();
        Assert.Equal(
            [("d3", ResultStatus.Baselined), ("d4", ResultStatus.Open), ("d2", ResultStatus.Baselined)],
            results.Select(r => (r.Finding.Subject, r.Status)));
        var unused = Assert.Single(Compile(repository).Baseline.Unused(Compile(repository).Policy, results, codeIsKnown: false));
        Assert.Equal(("GOV0013", File, 5), (unused.RuleId, unused.Place.Path, unused.Place.Line));
        Assert.StartsWith("The baseline knows GOV3002 about 'd1' in governance/datasets, and it is not there any more. Run \"governance check --write-baseline\"", unused.Message);

        var second = Update(repository, "2026-12-01");
        Assert.Equal((2, 1, "d4"), (second.Known, second.Removed, Assert.Single(second.NotAdded).Subject));
        Assert.DoesNotContain("\"d1\"", second.Text);
        Assert.DoesNotContain("\"d4\"", second.Text);
        Assert.Contains("\"created\": \"2026-11-20\"", second.Text);
    }

    [Fact]
    public void Counts_are_lowered_and_code_that_was_not_looked_at_is_left_alone()
    {
        using var repository = new TemporaryRepository().With(File, Json(Entry(Finding(), 3)));
        var compiler = Compile(repository);
        var one = new Report("p", "", "", Severity.Error, compiler.Today) { Results = [new Result(Finding(), ResultStatus.Baselined)] };
        var known = one with { Projects = [new ProjectRun("a.csproj", "net10.0") { Completed = new AnalysisCompleted("a", "", 0, 0, 0) }] };

        Assert.Equal((3, 0), (BaselineUpdate.Of(compiler, one).Known, BaselineUpdate.Of(compiler, one).Removed));
        Assert.Equal((1, 2), (BaselineUpdate.Of(compiler, known).Known, BaselineUpdate.Of(compiler, known).Removed));
        Assert.Empty(compiler.Baseline.Unused(compiler.Policy, one.Results, codeIsKnown: false));
        Assert.StartsWith(
            "The baseline knows GOV1001 about 'openai:gpt-4o' in src/Chat 3 times, and it is there once.",
            Assert.Single(compiler.Baseline.Unused(compiler.Policy, one.Results, codeIsKnown: true)).Message);
    }

    [Fact]
    public void No_baseline_is_written_that_would_lose_or_lack_something()
    {
        using var repository = new TemporaryRepository();
        var report = new Report("p", "", "", Severity.Error, CalendarDate.Parse("2026-11-20"));
        var incomplete = report with { Projects = [new ProjectRun("a.csproj", "net10.0")] };

        Assert.Null(BaselineUpdate.Refusal(Compile(repository), report));
        Assert.Contains("What a first baseline leaves out can never be added", BaselineUpdate.Refusal(Compile(repository), incomplete));
        Assert.Contains(
            "Add \"baseline: { file: governance/baseline.json }\"",
            BaselineUpdate.Refusal(PolicyCompiler.Run(repository.Tree(), Policy(new BaselineRules()), report.EvaluationDate), report));
        repository.With(File, Json(Entry(Finding(), 1)));
        Assert.Null(BaselineUpdate.Refusal(Compile(repository), incomplete));
        repository.With(File, "{");
        Assert.Contains("cannot be used as it is", BaselineUpdate.Refusal(Compile(repository), report));
    }

    [Fact]
    public void Reports_show_what_is_known_and_count_it_apart()
    {
        var report = new Report("p", "governance.yml", "sha256:0", Severity.Error, CalendarDate.Parse("2026-11-20"))
        {
            Results = new Baseline([Entry(Finding(), 1)], []).Apply([new Result(Finding(), ResultStatus.Open)]),
        };

        Assert.Empty(report.Failing);
        Assert.StartsWith("1 in the baseline under policy p", report.Summary);
        var json = System.Text.Json.Nodes.JsonNode.Parse(JsonReport.Write(report))!;
        Assert.Equal((1, false), ((int)json["summary"]!["baselined"]!, (bool)json["summary"]!["fails"]!));
        Assert.Equal(("baselined", "baseline"), ((string?)json["findings"]![0]!["status"], (string?)json["findings"]![0]!["by"]));
        var suppression = System.Text.Json.Nodes.JsonNode.Parse(SarifReport.Write(report))!["runs"]![0]!["results"]![0]!["suppressions"]![0]!;
        Assert.Equal(
            ("external", "accepted", "Baseline: known since 2026-11-01"),
            ((string?)suppression["kind"], (string?)suppression["status"], (string?)suppression["justification"]));
    }

    private static PolicyCompiler Compile(TemporaryRepository repository, string today = "2026-11-20") =>
        PolicyCompiler.Run(repository.Tree(), Policy(new BaselineRules { File = File }), CalendarDate.Parse(today));

    private static BaselineUpdate Update(TemporaryRepository repository, string today = "2026-11-20")
    {
        var compiler = Compile(repository, today);
        return BaselineUpdate.Of(compiler, new ReportStore(repository.Tree()).Update(compiler));
    }
}
