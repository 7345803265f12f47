using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.StandIns;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Gate;

public class ProjectGateTests
{
    private const string Baseline = "schemaVersion: 1\n";
    private const string Locked = "schemaVersion: 1\nrules:\n  GOV1001: { severity: error, locked: true }\n";

    [Fact]
    public void A_fact_is_judged_even_when_the_compiler_shows_nothing()
    {
        var run = Run(Baseline, (policy, root) => [Fact(root), Completed(policy.Digest)]);

        var suppressed = Assert.Single(run.Results, r => r.Finding.RuleId == "GOV1001");
        Assert.Equal(ResultStatus.Suppressed, suppressed.Status);
        Assert.Contains("configuration", suppressed.By);
        Assert.Contains(run.Results, r => r.Finding.RuleId == "GOV0008");
    }

    [Fact]
    public void A_reported_finding_is_open()
    {
        var run = Run(Baseline, (policy, root) => [Fact(root), Reported(root, suppressed: false), Completed(policy.Digest)]);

        Assert.Equal(ResultStatus.Open, Assert.Single(run.Results, r => r.Finding.RuleId == "GOV1001").Status);
    }

    [Theory]
    [InlineData(Baseline, ResultStatus.Suppressed)]
    [InlineData(Locked, ResultStatus.Open)]
    public void A_suppression_counts_unless_the_rule_is_locked(string yaml, ResultStatus expected)
    {
        var run = Run(yaml, (policy, root) => [Fact(root), Reported(root, suppressed: true), Completed(policy.Digest)]);

        Assert.Equal(expected, Assert.Single(run.Results, r => r.Finding.RuleId == "GOV1001").Status);
        var reported = Assert.Single(run.Results, r => r.Finding.RuleId == "GOV0008" && r.Finding.Subject.StartsWith("GOV1001", System.StringComparison.Ordinal));
        Assert.Contains("#pragma", reported.Finding.Message);
    }

    public static TheoryData<string, string> Incomplete() => new()
    {
        { "no log", "the compiler wrote no log" },
        { "no sentinel", "no proof that the analyzers ran" },
        { "other digest", "ran under policy" },
        { "missing facts", "does not hold all facts" },
        { "failed analyzer", "an analyzer failed" },
    };

    [Theory]
    [MemberData(nameof(Incomplete))]
    public void What_did_not_run_to_its_end_is_never_a_pass(string state, string part)
    {
        var run = Run(Baseline, (policy, root) => state switch
        {
            "no log" => null,
            "no sentinel" => [],
            "other digest" => [Completed("sha256:0000", 0)],
            "missing facts" => [Completed(policy.Digest, 3)],
            _ => [new CompilerResult("AD0001", "Analyzer 'GovernanceAnalyzers.GovernanceAnalyzer' threw\nat …", "", 0, 0, false, "", new Dictionary<string, string>()), Completed(policy.Digest, 0)],
        });

        var finding = Assert.Single(run.Results).Finding;
        Assert.Equal(("GOV0009", "App/App.csproj"), (finding.RuleId, finding.Place.Path));
        Assert.Contains(part, finding.Message);
        Assert.DoesNotContain("\n", finding.Message);
    }

    [Theory]
    [InlineData("governance.yml(4,5)", "governance.yml", 4, "which this entry names")]
    [InlineData("policies/sdks/contoso.yml", "App/App.csproj", 0, "which the catalogue (policies/sdks/contoso.yml) names")]
    public void A_name_that_does_not_resolve_is_a_finding_where_it_is_written(string source, string path, int line, string part)
    {
        var run = Run(Baseline, (policy, _) =>
        [
            .. new[] { "G", "F", "A.B", "C", "D", "E" }.Select(name => new CompilerResult(
                FactIds.CatalogueGap, "", "", 0, 0, false, "",
                new CatalogueGapFact { Sdk = "contoso", Name = name, Assembly = "Contoso.Ai", Version = "2.0.0", Source = source }
                    .ToProperties().ToDictionary(p => p.Key, p => p.Value))),
            Completed(policy.Digest, 0),
        ]);

        var finding = Assert.Single(run.Results, r => r.Finding.RuleId == "GOV0010").Finding;
        Assert.Equal((path, line), (finding.Place.Path, finding.Place.Line));
        Assert.StartsWith("Contoso.Ai 2.0.0 has no A.B, C, D, E, F and 1 more, " + part, finding.Message);
        Assert.Equal(Core.Severity.Warning, finding.Severity);
    }

    [Fact]
    public void A_recorded_run_is_judged_by_the_policy_of_today()
    {
        var run = Run(Baseline, (policy, root) => [Fact(root), Reported(root, suppressed: false), Completed(policy.Digest)]);
        using var repository = new TemporaryRepository()
            .With("governance.yml", "schemaVersion: 1\nrules:\n  GOV2001: error\n")
            .With("governance/waivers.yml", "schemaVersion: 1\nwaivers:\n  - { id: W1, rule: GOV1001, scope: { path: App/ }, reason: r, owner: o, expires: 2026-12-31 }\n");

        var during = ProjectGate.Judge(run, repository.Compile("2026-12-31").Compiled).Results;
        var after = ProjectGate.Judge(run, repository.Compile("2027-01-01").Compiled).Results;

        Assert.Equal((ResultStatus.Waived, "W1"), (Of(during, "GOV1001").Status, Of(during, "GOV1001").By));
        Assert.Equal(ResultStatus.Open, Of(after, "GOV1001").Status);
        Assert.Equal(Core.Severity.Error, Of(after, "GOV2001").Finding.Severity);

        static Result Of(IEnumerable<Result> results, string rule) => Assert.Single(results, r => r.Finding.RuleId == rule);
    }

    [Fact]
    public void Recorded_runs_survive_the_file()
    {
        using var repository = new TemporaryRepository();
        var run = Run(Baseline, (policy, root) => [Fact(root), Reported(root, suppressed: false), Completed(policy.Digest)]);
        var file = System.IO.Path.Combine(repository.Root, "run.json");
        System.IO.File.WriteAllText(file, ProjectRunFile.Write(run));

        var read = ProjectRunFile.Read(file)!;

        Assert.Equal(run.Facts, read.Facts);
        Assert.Equal(run.Suppressions, read.Suppressions);
        Assert.Equal(run.Results, read.Results);
        Assert.Equal(run.Completed, read.Completed);
        Assert.Equal(ProjectRunFile.Write(run), ProjectRunFile.Write(read));
    }

    /// <summary>As csc 5.9 writes a diagnostic whose location is in an additional file, in both formats; observed, then shortened.</summary>
    public static TheoryData<string> LogsOfTheCompiler() =>
    [
        """
        {"version":"2.1.0","runs":[{"results":[
          {"ruleId":"GOV9001","level":"note","message":{"text":"m"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"URI"},
           "region":{"startLine":2,"startColumn":21,"endLine":2,"endColumn":24}}}],"properties":{"warningLevel":1,"customProperties":{"provider":"openai","value":"gpt-4o"}}},
          {"ruleId":"GOV1001","level":"note","message":{"text":"m"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"URI"},
           "region":{"startLine":2,"startColumn":21,"endLine":2,"endColumn":24}}}],"properties":{"warningLevel":1}},
          {"ruleId":"GOV9000","level":"note","message":{"text":"m"},"properties":{"customProperties":SENTINEL}}]}]}
        """,
        """
        {"version":"1.0.0","runs":[{"results":[
          {"ruleId":"GOV9001","level":"note","message":"m","locations":[{"resultFile":{"uri":"URI",
           "region":{"startLine":2,"startColumn":21,"endLine":2,"endColumn":24}}}],"properties":{"warningLevel":1,"customProperties":{"provider":"openai","value":"gpt-4o"}}},
          {"ruleId":"GOV1001","level":"note","message":"m","locations":[{"resultFile":{"uri":"URI",
           "region":{"startLine":2,"startColumn":21,"endLine":2,"endColumn":24}}}],"properties":{"warningLevel":1}},
          {"ruleId":"GOV9000","level":"note","message":"m","properties":{"customProperties":SENTINEL}}]}]}
        """,
    ];

    [Theory]
    [MemberData(nameof(LogsOfTheCompiler))]
    public void A_finding_in_a_configuration_file_keeps_its_place_and_is_waived_by_path(string log)
    {
        using var repository = new TemporaryRepository()
            .With("governance.yml", "schemaVersion: 1\nrules: { GOV1006: none, GOV2001: none }\nwaivers: { file: waivers.yml }\n")
            .With("waivers.yml", "schemaVersion: 1\nwaivers: []\n");
        var policy = repository.Compile().Compiled;
        var file = System.IO.Path.Combine(repository.Root, "log.sarif");
        System.IO.File.WriteAllText(file, log
            .Replace("URI", new System.Uri(repository.Root + "/My App/appsettings.json").AbsoluteUri)
            .Replace("SENTINEL", System.Text.Json.JsonSerializer.Serialize(Completed(policy.Digest).Properties)));

        var run = ProjectGate.Run("My App/App.csproj", "net10.0", repository.Tree(), policy, CompilerLog.Read(file, out var problem), problem);

        var result = Assert.Single(run.Results);
        Assert.Equal(
            ("GOV1001", "My App/appsettings.json", 2, 21, ResultStatus.Open),
            (result.Finding.RuleId, result.Finding.Place.Path, result.Finding.Place.Line, result.Finding.Place.Column, result.Status));

        repository.With("waivers.yml", "schemaVersion: 1\nwaivers:\n  - { id: W1, rule: GOV1001, scope: { path: \"**/appsettings.json\" }, reason: r, owner: o, expires: 2026-12-31 }\n");
        Assert.Equal(ResultStatus.Waived, Assert.Single(ProjectGate.Judge(run, repository.Compile().Compiled).Results).Status);
    }

    /// <summary>A key in a file that git ignores stays on one machine. Code is part of the repository whatever it is called, and so is all else.</summary>
    [Theory]
    [InlineData("App/appsettings.Development.json", "appsettings.Development.json\n", 0)]
    [InlineData("App/appsettings.Development.json", "App/\n", 0)]
    [InlineData("App/appsettings.Development.json", "*.log\n", 1)]
    [InlineData("App/appsettings.Development.json", "*.json\n!appsettings.Development.json\n", 1)]
    [InlineData("App/appsettings.Development.json", "", 1)]
    [InlineData("App/.env", "*.env\n.env\n", 0)]
    [InlineData("App/Secrets.cs", "Secrets.cs\n", 1)]
    [InlineData("../outside/appsettings.json", "*\n", 1)]
    public void A_key_in_a_file_that_git_ignores_is_none(string path, string ignored, int expected)
    {
        using var repository = new TemporaryRepository().With("governance.yml", Baseline).With("App/App.csproj", "<Project />").With(".gitignore", ignored);
        var policy = CompiledPolicy.Parse(repository.Compile().Text(".").Split('\n'))!;
        var key = new HardCodedCredentialFact { Kind = HardCodedCredentialFact.Argument, Sink = "new ApiKeyCredential", Provider = "openai", Length = 32, Variable = "OPENAI_API_KEY" };
        var address = new ModelReferenceFact { Provider = "openai", Value = "gpt-4o", Sink = "new ChatClient" };
        var run = ProjectGate.Run(
            "App/App.csproj",
            "net10.0",
            repository.Tree(),
            policy,
            [
                new CompilerResult(FactIds.HardCodedCredential, "", repository.Root + "/" + path, 1, 1, false, "", key.ToProperties()),
                new CompilerResult(FactIds.ModelReference, "", repository.Root + "/" + path, 2, 1, false, "", address.ToProperties()),
                Completed(policy.Digest),
            ],
            "");

        Assert.Equal(expected, run.Results.Count(r => r.Finding.RuleId == "GOV6003"));
        Assert.Single(run.Results, r => r.Finding.RuleId == "GOV1001");
    }

    /// <summary>What the compiler and the check of the files found, merged: no piece of a key is in any file of the report.</summary>
    [Fact]
    public void The_merged_report_holds_no_piece_of_a_key()
    {
        string[] forms = ["openai", "openai-old", "anthropic", "google", "hex32", "base84", "mistral"];
        using var repository = new TemporaryRepository()
            .With("governance.yml", "schemaVersion: 1\n")
            .With("App/App.csproj", "<Project />")
            .With("App/appsettings.json", FakeKeys.Fill("{ \"OpenAI\": { \"ApiKey\": \"{openai}\", \"{google}\": \"{google}\" }, \"AzureOpenAI\": { \"{hex32}ApiKey\": \"{base84}\" } }"))
            .With(".env", FakeKeys.Fill("AZURE_OPENAI_API_KEY={hex32}\nA={openai-old}\n"))
            .With("Dockerfile", FakeKeys.Fill("ENV MISTRAL_API_KEY={mistral}\nRUN curl -H 'x-api-key: {anthropic}' https://api.anthropic.com\n"));
        var sources = System.IO.Directory.GetFiles(repository.Root, "*", System.IO.SearchOption.AllDirectories);
        var policy = repository.Compile();
        var compiled = CompiledPolicy.Parse(policy.Text(".").Split('\n'))!;
        var store = new ReportStore(policy.Tree);
        var key = new HardCodedCredentialFact { Kind = HardCodedCredentialFact.Text, Sink = "a string in code", Provider = "openai", Format = "sk-" + "proj-", Length = 164, Variable = "OPENAI_API_KEY" };
        store.Record(
            ProjectGate.Run(
                "App/App.csproj",
                "net10.0",
                repository.Tree(),
                compiled,
                [new CompilerResult(FactIds.HardCodedCredential, "", repository.Root + "/App/Program.cs", 1, 1, false, "", key.ToProperties()), Completed(compiled.Digest, 0)],
                ""),
            "a-session",
            policy);
        var report = store.Update(repository.Compile());

        Assert.Equal(8, report.Results.Count(r => r.Finding.RuleId == "GOV6003" && !r.Finding.Place.Path.EndsWith(".cs", System.StringComparison.Ordinal)));
        Assert.Contains(report.Results, r => r.Finding.RuleId == "GOV6003" && r.Finding.Place.Path == "App/Program.cs");
        var leaks = new KeyLeaks(forms);
        Assert.Equal(forms.Order(), sources.SelectMany(s => leaks.In(System.IO.File.ReadAllBytes(s))).Distinct().Order());
        var written = System.IO.Directory.GetFiles(repository.Root, "*", System.IO.SearchOption.AllDirectories).Except(sources).ToArray();
        Assert.Contains(store.SarifPath, written);
        Assert.Contains(store.JsonPath, written);
        Assert.All(written, f => Assert.Empty(leaks.In(System.IO.File.ReadAllBytes(f))));
    }

    private static ProjectRun Run(string yaml, System.Func<CompiledPolicy, string, IReadOnlyList<CompilerResult>?> log)
    {
        using var repository = new TemporaryRepository().With("governance.yml", yaml).With("App/App.csproj", "<Project />");
        var policy = CompiledPolicy.Parse(repository.Compile().Text(".").Split('\n'))!;
        var results = log(policy, repository.Root);
        return ProjectGate.Run("App/App.csproj", "net10.0", repository.Tree(), policy, results, results is null ? "the compiler wrote no log" : "");
    }

    private static CompilerResult Fact(string root) => new(
        FactIds.ModelReference,
        "",
        root + "/App/Program.cs",
        3,
        9,
        false,
        "",
        new ModelReferenceFact { Provider = "openai", Value = "gpt-4o", Sink = "new ChatClient" }.ToProperties());

    private static CompilerResult Reported(string root, bool suppressed) =>
        new("GOV1001", "floating", root + "/App/Program.cs", 3, 9, suppressed, "because", new Dictionary<string, string>());

    private static CompilerResult Completed(string digest, int references = 1) =>
        new(FactIds.AnalysisCompleted, "", "", 0, 0, false, "", new AnalysisCompleted("App", digest, references, 0, 0).ToProperties());
}
