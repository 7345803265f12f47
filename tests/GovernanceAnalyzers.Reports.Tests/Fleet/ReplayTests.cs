using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine;
using GovernanceAnalyzers.Engine.Fleet;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Policy.Layers;
using GovernanceAnalyzers.Engine.Reports;
using GovernanceAnalyzers.Engine.Tests;
using GovernanceAnalyzers.StandIns;
using Xunit;

namespace GovernanceAnalyzers.Reports.Tests;

/// <summary>A replay of a recording says what a run in the repository says.</summary>
public class ReplayTests
{
    private static readonly CalendarDate Today = TemporaryRepository.Today;

    private static readonly string Sources = Above(AppContext.BaseDirectory);

    private static readonly string Golden = Path.Combine(Sources, "tests", "GovernanceAnalyzers.Engine.Tests", "Golden");

    public static TheoryData<string> Presets => ["baseline", "iso-42001", "nist-ai-rmf", "eu-ai-act-high-risk"];

    public static TheoryData<string> Samples => ["LoanRisk", "LoanRisk.Governed", "Portfolio", "SupportBot", "SupportBot.Governed"];

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_same_policy_finds_the_same_in_a_sample(string sample)
    {
        using var repository = Sample(sample);
        var recording = Record(repository);

        Same(recording.Results, Replayed(recording, replay => replay.Run(Today)));
        Assert.NotEmpty(recording.Results);
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void The_same_policy_finds_the_same_in_the_golden_repository(string preset)
    {
        using var repository = GoldenRepository(preset);
        var recording = Record(repository);

        Same(recording.Results, Replayed(recording, replay => replay.Run(Today)));
        Same(recording.Results, Replayed(recording, replay => replay.Run(Named(repository.Root), Today)));
    }

    /// <summary>As if its repository had another policy, which is then the case.</summary>
    [Theory]
    [InlineData("LoanRisk", "schemaVersion: 1\nname: n\nowner: a@b.example\nextends: [{ preset: baseline }]\n")]
    [InlineData("LoanRisk", "schemaVersion: 1\nname: n\nowner: a@b.example\nextends: [{ preset: iso-42001 }]\nrules: { OwnerMissing: error, DatasetLicenceMissing: none }\n")]
    [InlineData("LoanRisk", "schemaVersion: 1\nname: n\nowner: TODO\nextends: [{ preset: nist-ai-rmf }]\nfailOn: warning\nmodels: { allow: [\"anthropic:*\"] }\n")]
    [InlineData("SupportBot", "schemaVersion: 1\nname: n\nowner: a@b.example\nextends: [{ preset: eu-ai-act-high-risk }]\nwaivers: { maxDays: 3 }\n")]
    [InlineData("SupportBot.Governed", "schemaVersion: 1\nname: n\nowner: a@b.example\nextends: [{ preset: baseline }]\nrequirements:\n- { id: more, kind: document, path: governance/nothing.md, severity: error }\n- { id: read, kind: document, path: governance/models/*.md, sections: [Nowhere], severity: warning }\n")]
    [InlineData("SupportBot.Governed", "schemaVersion: 1\nnmae: n\nextends: [{ preset: baseline }]\n")]
    [InlineData("Portfolio", "schemaVersion: 1\nname: n\nowner: a@b.example\nextends: [{ preset: baseline }]\nrules: { FloatingModelReference: none }\noverrides: [{ paths: [\"src/**\"], rules: { RetiredModel: none } }]\n")]
    [InlineData("Portfolio", "schemaVersion: 1\nname: n\nowner: a@b.example\nextends: [{ preset: iso-42001 }]\npackages: { allow: [\"Nothing.*\"] }\n")]
    public void Another_policy_finds_what_it_finds_there(string sample, string policy)
    {
        using var repository = Sample(sample);
        var recording = Record(repository);
        using var other = new TemporaryRepository().With("governance.yml", policy);
        var replayed = Replayed(recording, replay => replay.Run(Named(other.Root), Today));

        repository.With("governance.yml", policy);
        Age(repository.Root);
        var (_, report) = Run(repository);

        // The samples teach the compiler their own SDKs; a policy that does not, has it look for less.
        Assert.All(replayed.NotAssessed, n => Assert.Contains("changes what the compiler looks for", n));
        Assert.Equal(Lines(report.Results), Lines(replayed.Results));
        Assert.NotEqual(Lines(recording.Results), Lines(replayed.Results));
    }

    [Fact]
    public void Of_golden_repositories_too()
    {
        using var repository = GoldenRepository("eu-ai-act-high-risk");
        var recording = Record(repository);
        using var other = new TemporaryRepository().With("governance.yml", File.ReadAllText(Path.Combine(Golden, "policies", "nist-ai-rmf.yml")).Replace("local-artifact:models/*", "local-artifact:other/*"));
        var replayed = Replayed(recording, replay => replay.Run(Named(other.Root), Today));

        repository.With("governance.yml", File.ReadAllText(Path.Combine(other.Root, "governance.yml")));
        Age(repository.Root);

        Same(Run(repository).Report.Results, replayed);
        Assert.NotEqual(Lines(recording.Results), Lines(replayed.Results));
    }

    [Fact]
    public void A_changed_pack_takes_the_place_of_itself()
    {
        using var old = new TemporaryRepository().With("policy/governance.yml", "schemaVersion: 1\nname: pack\nextends: [{ preset: baseline }]\nrules: { FloatingModelReference: warning, ModelCardMissing: none, ModelNotInRegister: none }\n");
        using var changed = new TemporaryRepository().With("policy/governance.yml", "schemaVersion: 1\nname: pack\nextends: [{ file: more.yml }]\n").With("policy/more.yml", "schemaVersion: 1\nname: more\nextends: [{ preset: baseline }]\nrules: { FloatingModelReference: { severity: error, locked: true }, ModelCardMissing: none, ModelNotInRegister: none }\n");
        using var repository = new TemporaryRepository()
            .With("governance.yml", "schemaVersion: 1\nname: n\nowner: a@b.example\nextends: [{ package: Contoso.AiPolicy }]\n")
            .With("src/App.csproj", "<Project />");
        Age(repository.Root);
        var recording = Record(repository, Facts()[..1], new PolicyPack("Contoso.AiPolicy", "1.0.0", Path.Combine(old.Root, "policy/governance.yml")));
        Assert.Contains(recording.Results, r => r.Finding.RuleId == "GOV1001" && r.Finding.Severity == Core.Severity.Warning);
        var pack = new GovernedTree(changed.Root, changed.Root, null) { Packs = [new PolicyPack("contoso.aipolicy", "2.0.0", Path.Combine(changed.Root, "policy/governance.yml"))] };

        var simulated = Simulation.Of(recording, pack, null, Temporary);

        Same(recording.Results, Replayed(recording, r => r.Run(Today)));
        Assert.True(simulated.Breaks);
        Assert.Equal(("warning", "error"), Assert.Single(simulated.Changed) is var change ? (Core.SeverityText.ToWord(change.Before.Finding.Severity), Core.SeverityText.ToWord(change.After.Finding.Severity)) : default);
        var other = new GovernedTree(changed.Root, changed.Root, null) { Packs = [new PolicyPack("Another", "2.0.0", "x")] };
        Assert.Equal("It does not stand on Another.", Simulation.Of(recording, other, null, Temporary).LeftOut);
    }

    [Fact]
    public void What_was_not_looked_for_is_not_assessed_and_never_passed()
    {
        using var repository = new TemporaryRepository()
            .With("governance.yml", "schemaVersion: 1\nname: n\nowner: a@b.example\nextends: [{ preset: baseline }]\nrules: { HardCodedCredential: none, DatasetChanged: none }\n")
            .With("appsettings.json", "{}")
            .With("plans/rollout.txt", "Steps: none")
            .With("governance/datasets/a.yml", $"id: a\ntitle: A\nlicence: MIT\nowner: a@b.example\nfiles: [{{ path: data/a.csv, sha256: {new string('a', 64)} }}]\n")
            .With("data/a.csv", "x\n1\n");
        Age(repository.Root);
        var recording = Record(repository);
        using var other = new TemporaryRepository().With(
            "governance.yml",
            "schemaVersion: 1\nname: n\nowner: a@b.example\nextends: [{ preset: baseline }]\nrules: { HardCodedCredential: error, DatasetChanged: error }\nconfiguration: { files: [\"appsettings.json\"] }\n"
            + "requirements:\n- { id: plan, kind: document, path: plans/rollout.txt, fields: [steps], severity: error }\n");

        var replayed = Replayed(recording, replay => replay.Run(Named(other.Root), Today));

        Assert.Contains(replayed.NotAssessed, n => n.Contains("plans/rollout.txt"));
        Assert.Contains(replayed.NotAssessed, n => n.Contains("data/a.csv") && n.Contains("appsettings.json"));
        Assert.Contains(replayed.NotAssessed, n => n.Contains("'rules.GOV6003' changes what the compiler looks for"));
        Assert.Contains(replayed.NotAssessed, n => n.Contains("'configuration.files' changes what the compiler looks for"));
        Assert.DoesNotContain(replayed.Results, r => r.Finding.RuleId is "GOV3006" || r.Finding.Place.Path == "plans/rollout.txt");
    }

    [Fact]
    public void No_key_and_no_password_is_in_a_recording()
    {
        string[] forms = ["openai", "anthropic", "google", "huggingface", "hex32", "base84", "guid"];
        var keys = forms.Select(FakeKeys.Of).ToArray();
        const string Password = "Sommer2026wien";
        using var repository = new TemporaryRepository()
            .With("governance.yml", "schemaVersion: 1\nname: n\nowner: a@b.example\nextends: [{ preset: iso-42001 }]\nconfiguration: { files: [\"config/ai.json\"] }\n")
            .With("src/App.csproj", "<Project />")
            .With("docs/page.md", "Nothing secret.");
        for (var i = 0; i < keys.Length; i++)
        {
            var (key, n) = (keys[i], i.ToString(System.Globalization.CultureInfo.InvariantCulture));
            repository
                .With($"{n}/.env", $"OPENAI_API_KEY={key}\n")
                .With($"{n}/appsettings.json", $"{{ \"OpenAI\": {{ \"ApiKey\": \"{key}\" }} }}")
                .With($"{n}/config/ai.json", $"{{ \"ApiKey\": \"{key}\" }}")
                .With($"{n}/Program.cs", $"var key = \"{key}\";\n")
                .With($"{n}/docker-compose.yml", $"services:\n  a:\n    environment:\n      API_KEY: {key}\n")
                .With($"{n}/values.yaml", $"apiKey: {key}\n")
                .With($"{n}/main.tf", $"variable \"api_key\" {{ default = \"{key}\" }}\nlocals {{ openai_api_key = \"{key}\" }}\n")
                .With($".github/workflows/{n}.yml", $"env:\n  API_KEY: {key}\n")
                .With($"governance/{n}.md", $"api_key: {key}\n")
                .With($"governance/operations/{n}.yml", $"secret: \"{key}\"\n")
                .With($"{n}/readme.md", $"Run with `export ANTHROPIC_API_KEY=\"{key}\"`.\n");
        }

        repository.With("infra/main.bicep", $"param x string\nvar password = '{Password}'\n").With("governance/database.yml", $"connectionString: Server=a;Password={Password};\n").With("x/Directory.Build.props", $"<Project><PropertyGroup><FeedPassword>{Password}</FeedPassword></PropertyGroup></Project>");
        Age(repository.Root);

        var recording = Record(repository, Facts());
        var text = Unpacked(recording);

        Assert.Contains("Nothing secret.", text);
        Assert.All(keys, k => Assert.DoesNotContain(k, text));
        Assert.DoesNotContain(Password, text);
        Assert.Contains("governance/0.md", recording.Withheld);
        Assert.Contains(".github/workflows/0.yml", recording.Withheld);
    }

    [Fact]
    public void What_a_policy_would_do_is_compared_and_the_waivers_that_it_prints_cover_it()
    {
        const string Before = "schemaVersion: 1\nname: n\nowner: a@b.example\nextends: [{ preset: baseline }]\nrules: { FloatingModelReference: warning, RetiredModel: warning, ModelRetiringSoon: none, ModelNotInRegister: none, ModelCardMissing: none }\n";
        using var repository = new TemporaryRepository().With("governance.yml", Before).With("src/App.csproj", "<Project />")
            .With("governance/waivers.yml", "schemaVersion: 1\nwaivers:\n  - { id: known, rule: GOV1004, scope: { model: \"openai:gpt-4-0314\" }, reason: It is being replaced in December., owner: a@b.example, approvedBy: c@b.example, expires: 2026-12-20 }\n");
        Age(repository.Root);
        var recording = Record(repository, Facts());
        Assert.DoesNotContain(recording.Results, r => r.Status == ResultStatus.Open && r.Finding.Severity == Core.Severity.Error);
        using var changed = new TemporaryRepository().With("governance.yml", Before.Replace("FloatingModelReference: warning", "FloatingModelReference: error").Replace("RetiredModel: warning", "RetiredModel: none"));

        var simulated = Simulation.Of(recording, Named(changed.Root), null, Temporary);

        Assert.True(simulated.Breaks);
        Assert.Equal(["GOV1001"], simulated.NewlyFailing.Select(r => r.Finding.RuleId));
        Assert.Equal(["known"], simulated.WaiversNoLongerNeeded);
        Assert.Contains(simulated.Gone, r => r.Finding.RuleId == "GOV1004");
        Assert.Contains(simulated.New, r => r.Finding.RuleId == "GOV0007");
        Assert.Empty(simulated.NotAssessed);

        repository.With("governance.yml", File.ReadAllText(Path.Combine(changed.Root, "governance.yml"))).With(
            "governance/waivers.yml",
            "schemaVersion: 1\nwaivers:\n" + simulated.WaiversNeeded.Replace("expires: TODO", "expires: 2026-12-20").Replace("owner: TODO", "owner: a@b.example").Replace("approvedBy: TODO", "approvedBy: c@b.example").Replace("reason: TODO", "reason: Replaced until the end of the year."));
        Age(repository.Root);
        var after = Run(repository, Facts()).Report;
        Assert.Empty(after.Failing.Select(r => r.Finding.Message));
        Assert.Contains(after.Results, r => r.Finding.RuleId == "GOV1001" && r.Status == ResultStatus.Waived);

        repository.With("out.json", SimulationJson.Write(new Simulation([simulated], [new RecordedProblem(new SourcePlace("f"), "m")])));
        JsonReportTests.Fits(repository, OutputSchema.All.Single(s => s.FileName == SimulationJson.SchemaFileName), "out.json");
    }

    [Theory]
    [InlineData("policyFile", "../governance.yml")]
    [InlineData("policyFile", "/etc/passwd")]
    [InlineData("folder", "..")]
    [InlineData("folder", "a/../../..")]
    [InlineData("path", "../outside.txt")]
    [InlineData("path", "a/../../b")]
    [InlineData("path", "/etc/cron.d/x")]
    [InlineData("path", "C:/x")]
    [InlineData("path", "a\\..\\..\\b")]
    [InlineData("path", "")]
    [InlineData("path", ".")]
    public void A_recording_that_leads_out_of_its_repository_is_refused(string key, string value)
    {
        using var folder = new TemporaryRepository().With("a.txt", "x");
        var recording = Record(folder);
        var json = JsonNode.Parse(Unpacked(recording))!;
        if (key == "path")
        {
            json["files"]![0]!["path"] = value;
        }
        else
        {
            json[key] = value;
        }

        Assert.Null(RecordingFile.Read(Packed(folder, json.ToJsonString()), out var problem));
        Assert.Contains("leads out of its repository", problem!.Message);
    }

    [Fact]
    public void What_is_no_recording_is_said()
    {
        using var folder = new TemporaryRepository().With("a.md", "x").With("plain.gz", "no gzip");
        var whole = Unpacked(Record(folder));
        string[] texts = ["", "{}", "[]", "null", whole[..(whole.Length / 2)], whole.Replace("\"schemaVersion\":\"1\"", "\"schemaVersion\":\"9\""), whole.Replace("\"length\":1", "\"length\":2"), whole.Replace("\"repository\":\"", "\"repository\":7,\"x\":\"")];
        foreach (var text in texts)
        {
            Assert.Null(RecordingFile.Read(Packed(folder, text), out var problem));
            Assert.NotEmpty(problem!.Message);
        }

        Assert.Null(RecordingFile.Read(Path.Combine(folder.Root, "plain.gz"), out var plain));
        Assert.Contains("not a recording", plain!.Message);
        // Few bytes that unpack to a gigabyte.
        using (var bomb = new GZipStream(File.Create(Path.Combine(folder.Root, "bomb.gz")), CompressionLevel.Optimal))
        {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 1024; i++)
            {
                bomb.Write(zeros);
            }
        }

        Assert.Null(RecordingFile.Read(Path.Combine(folder.Root, "bomb.gz"), out var large));
        Assert.Contains("unpacks to more than", large!.Message);
    }

    [Fact]
    public void The_same_repository_gives_the_same_bytes()
    {
        using var repository = Sample("LoanRisk");
        Assert.Equal(Unpacked(Record(repository)), Unpacked(Record(repository)));
    }

    private static CodeFact[] Facts() =>
    [
        new ModelReferenceFact { Provider = "openai", Value = "gpt-4o", Sink = "ChatClient(model)", Place = new SourcePlace("src/A.cs", 3, 5) },
        new ModelReferenceFact { Provider = "openai", Value = "gpt-4-0314", Sink = "ChatClient(model)", Place = new SourcePlace("src/A.cs", 4, 5) },
    ];

    private static GovernedTree Named(string folder) => new(folder, folder, Path.Combine(folder, "governance.yml"));

    private static (PolicyCompiler Policy, Report Report) Run(TemporaryRepository repository, CodeFact[]? facts = null, params PolicyPack[] packs)
    {
        var tree = new GovernedTree(repository.Root, repository.Root, File.Exists(Path.Combine(repository.Root, "governance.yml")) ? Path.Combine(repository.Root, "governance.yml") : null) { Packs = packs };
        var policy = PolicyCompiler.Run(tree, Today);
        var store = new ReportStore(tree);
        if (Directory.EnumerateFiles(repository.Root, "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal).FirstOrDefault() is { } project)
        {
            facts ??= Facts();
            var run = new ProjectRun(tree.Relative(project), "net10.0")
            {
                Facts = facts,
                Completed = new AnalysisCompleted("App", policy.Compiled.Digest, facts.OfType<ModelReferenceFact>().Count(), 0, 0),
            };
            store.Record(ProjectGate.Judge(run, policy.Compiled), "", policy);
        }

        return (policy, store.Update(policy));
    }

    private static Recording Record(TemporaryRepository repository, CodeFact[]? facts = null, params PolicyPack[] packs)
    {
        var (policy, report) = Run(repository, facts, packs);
        var recording = Recorder.Record(policy, RepositoryPostures.Of(policy, report));
        // As it is after a file.
        using var other = new TemporaryRepository();
        var read = RecordingFile.Read(Packed(other, Unpacked(recording)), out var problem);
        Assert.Null(problem);
        return read!;
    }

    private static ReplayResult Replayed(Recording recording, Func<Replay, ReplayResult> run)
    {
        using var replay = Replay.Of(recording, Temporary());
        return run(replay);
    }

    private static void Same(IReadOnlyList<Result> expected, ReplayResult replayed)
    {
        Assert.Empty(replayed.NotAssessed);
        Assert.Equal(Lines(expected), Lines(replayed.Results));
    }

    private static IEnumerable<string> Lines(IEnumerable<Result> results) =>
        results.Select(r => $"{r.Finding.Place} {r.Finding.Severity} {r.Finding.RuleId} {r.Status} {r.By} {r.Finding.Message} {r.Finding.Subject} {r.Finding.PolicyPlace}");

    private static TemporaryRepository Sample(string name)
    {
        var repository = new TemporaryRepository();
        Copy(Path.Combine(Sources, "samples", name), repository.Root);
        Age(repository.Root);
        return repository;
    }

    private static TemporaryRepository GoldenRepository(string preset)
    {
        var repository = new TemporaryRepository();
        Copy(Path.Combine(Golden, "repository"), repository.Root);
        repository.With("governance.yml", File.ReadAllText(Path.Combine(Golden, "policies", preset + ".yml")));
        Age(repository.Root);
        return repository;
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(f => !Path.GetRelativePath(from, f).Split('/', '\\').Any(p => p is "bin" or "obj" or ".governance")))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }

    /// <summary>What changed a moment ago is not remembered.</summary>
    private static void Age(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddTicks(12_345_678));
        }
    }

    private static string Temporary() => Directory.CreateTempSubdirectory("governance-replay-").FullName;

    private static string Unpacked(Recording recording)
    {
        using var stream = new MemoryStream();
        RecordingFile.Write(recording, stream);
        stream.Position = 0;
        using var reader = new StreamReader(new GZipStream(stream, CompressionMode.Decompress));
        return reader.ReadToEnd();
    }

    private static string Packed(TemporaryRepository folder, string text)
    {
        var file = Path.Combine(folder.Root, "x.replay.json.gz");
        using var gzip = new GZipStream(File.Create(file), CompressionLevel.Fastest);
        gzip.Write(Encoding.UTF8.GetBytes(text));
        return file;
    }

    private static string Above(string folder) => File.Exists(Path.Combine(folder, "GovernanceAnalyzers.sln")) ? folder : Above(Path.GetDirectoryName(folder.TrimEnd('/', '\\'))!);
}
