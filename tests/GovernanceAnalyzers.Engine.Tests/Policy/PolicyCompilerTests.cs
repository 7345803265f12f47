using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Engine.Policy;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Policy;

public class PolicyCompilerTests
{
    private const string Card = "---\nmodels: [openai:gpt-4o-2024-11-20]\ndeployments: [chat-prod]\n---\n# Chat\n";

    [Fact]
    public void The_compiled_policy_says_what_the_layers_say()
    {
        using var repository = new TemporaryRepository()
            .With("governance.yml", "schemaVersion: 1\nname: org\nfailOn: warning\nrules:\n  GOV1001: { severity: warning, locked: true }\n  GOV5001: { satisfiedBy: [A.B, C] }\n")
            .With("governance/models/chat.md", Card)
            .With("governance/datasets/faq.yml", "id: faq\nlicence: MIT\nfiles: [data/*.csv]\n");

        var policy = CompiledPolicy.Parse(repository.Compile().Text("../..").Split('\n'))!;

        Assert.Equal(("org", "governance.yml", "../.."), (policy.Name, policy.PolicyFile, policy.RelativeRoot));
        Assert.Equal((Core.Severity.Warning, true, "governance.yml(5)"), (policy.Rule("GOV1001").Severity, policy.Rule("GOV1001").Locked, policy.Rule("GOV1001").Place));
        Assert.Equal(["A.B", "C"], policy.SatisfiedBy);
        Assert.True(policy.HasCard(new ModelReferenceFact { Provider = "openai", Value = "gpt-4o-2024-11-20" }));
        Assert.True(policy.HasCard(new ModelReferenceFact { Provider = "azure-openai", Kind = "deployment", Value = "chat-prod" }));
        Assert.False(policy.HasCard(new ModelReferenceFact { Provider = "anthropic", Value = "gpt-4o-2024-11-20" }));
        Assert.Equal("faq", policy.DatasetFor("data/a.csv")!.Id);
        Assert.Contains("OpenAI", policy.Assemblies);
        Assert.Equal("openai", policy.ProviderAt("https://api.openai.com/v1"));
        Assert.Equal("ollama", policy.ProviderAt("http://localhost:11434/v1"));
        Assert.Equal("", policy.ProviderAt("https://gateway.contoso.example/v1"));
    }

    [Fact]
    public void Listed_configuration_files_are_found_and_known_to_the_analyzers()
    {
        using var repository = new TemporaryRepository()
            .With("governance.yml", "schemaVersion: 1\nconfiguration: { files: [\"deploy/**\", missing.env] }\n")
            .With("deploy/a/prod.env", "X=1")
            .With("deploy/Dockerfile", "")
            .With("deploy/settings.json", "{}")
            .With("deploy/readme.md", "");
        var compiler = repository.Compile();

        Assert.Equal(["deploy/Dockerfile", "deploy/a/prod.env", "deploy/settings.json"], compiler.ConfigurationFiles.Select(compiler.Tree.Relative));
        Assert.Equal(["deploy/**", "missing.env"], compiler.Compiled.ConfigurationFiles);
    }

    [Fact]
    public void The_digest_is_the_same_wherever_the_project_lies_and_on_any_day_that_changes_nothing()
    {
        using var repository = new TemporaryRepository().With("governance/models/chat.md", Card);

        var one = CompiledPolicy.Parse(repository.Compile("2026-11-22").Text("..").Split('\n'))!;
        var two = CompiledPolicy.Parse(repository.Compile("2026-11-23").Text("../../..").Split('\n'))!;

        Assert.Equal(one.Digest, two.Digest);
        Assert.Matches("^sha256:[0-9a-f]{64}$", one.Digest);
    }

    [Fact]
    public void A_retired_snapshot_is_known_from_its_day_on()
    {
        using var repository = new TemporaryRepository();

        Assert.False(Compiled("2026-12-10").IsRetired("openai", "gpt-5-2025-08-07"));
        Assert.True(Compiled("2026-12-11").IsRetired("openai", "gpt-5-2025-08-07"));

        CompiledPolicy Compiled(string date) => CompiledPolicy.Parse(repository.Compile(date).Text(".").Split('\n'))!;
    }

    [Theory]
    [InlineData("2026-10-11", null)] // 61 days ahead, and the baseline warns of 60
    [InlineData("2026-10-12", "2026-12-11")]
    [InlineData("2026-12-10", "2026-12-11")]
    [InlineData("2026-12-11", null)]
    public void A_retirement_is_announced_until_its_day(string today, string? date)
    {
        using var repository = new TemporaryRepository();
        var policy = CompiledPolicy.Parse(repository.Compile(today).Text(".").Split('\n'))!;

        Assert.Equal(date, policy.FindRetiringSoon("openai", "ft:gpt-5-2025-08-07:acme::x1")?.Date.ToString());
        Assert.Equal(date, policy.FindRetiringSoon("openai", " GPT-5-2025-08-07")?.Date.ToString());
        Assert.Null(policy.FindRetiringSoon("anthropic", "gpt-5-2025-08-07"));
    }

    [Fact]
    public void The_digest_changes_on_the_days_on_which_a_retirement_comes_near_or_happens()
    {
        using var repository = new TemporaryRepository();

        Assert.NotEqual(Digest("2026-10-11"), Digest("2026-10-12"));
        Assert.Equal(Digest("2026-12-08"), Digest("2026-12-10"));
        Assert.NotEqual(Digest("2026-12-10"), Digest("2026-12-11"));

        string Digest(string today) => CompiledPolicy.Parse(repository.Compile(today).Text(".").Split('\n'))!.Digest;
    }

    [Theory]
    [InlineData("2026-12-31", true)]
    [InlineData("2027-01-01", false)]
    public void A_waiver_counts_up_to_and_including_the_day_it_expires(string today, bool counts)
    {
        using var repository = new TemporaryRepository()
            .With("governance/waivers.yml", "schemaVersion: 1\nwaivers:\n  - { id: W1, rule: GOV1001, scope: { model: openai:gpt-4o }, reason: r, owner: o, expires: 2026-12-31 }\n");
        var compiler = repository.Compile(today);
        var policy = CompiledPolicy.Parse(compiler.Text(".").Split('\n'))!;
        var finding = new Finding("GOV1001", Core.Severity.Error, "m", new SourcePlace("src/a.cs", 1, 1), "s") { Model = "openai:gpt-4o" };

        Assert.Equal(counts, policy.WaiverFor(finding) is not null);
        Assert.Equal(!counts, RepositoryChecks.Run(compiler).Any(f => f.RuleId == "GOV0006" && f.Place.Line == 3));
    }

    [Theory]
    [InlineData("{ id: W1, rule: GOV1001, scope: { path: src/** }, owner: o, expires: 2027-01-01 }", "'reason' is missing")]
    [InlineData("{ id: W1, rule: GOV1001, scope: { path: src/** }, reason: r, owner: o }", "'expires' is missing")]
    [InlineData("{ id: W1, rule: GOV1001, scope: { path: src/** }, reason: r, owner: o, expires: 2027-02-30 }", "not a date")]
    [InlineData("{ id: W1, rule: GOV1001, scope: {}, reason: r, owner: o, expires: 2027-01-01 }", "needs a scope")]
    [InlineData("{ id: W1, rule: GOV1001, reason: r, owner: o, expires: 2027-01-01 }", "'scope' is missing")]
    [InlineData("{ id: W1, rule: GOV0009, scope: { path: a }, reason: r, owner: o, expires: 2027-01-01 }", "cannot be waived")]
    [InlineData("{ id: W1, rule: GOV101, scope: { path: a }, reason: r, owner: o, expires: 2027-01-01 }", "Did you mean 'GOV1001'?")]
    [InlineData("just text", "must be a mapping")]
    public void An_incomplete_waiver_is_a_finding_and_waives_nothing(string waiver, string part)
    {
        using var repository = new TemporaryRepository().With("governance/waivers.yml", $"schemaVersion: 1\nwaivers:\n  - {waiver}\n");

        var compiler = repository.Compile();

        var finding = Assert.Single(compiler.PolicyFindings);
        Assert.Equal(("GOV0005", "governance/waivers.yml", 3), (finding.RuleId, finding.Place.Path, finding.Place.Line));
        Assert.Contains(part, finding.Message);
        Assert.Empty(compiler.Waivers);
    }

    [Fact]
    public void Repository_checks_find_licence_problems_at_their_places()
    {
        using var repository = new TemporaryRepository()
            .With("governance/datasets/a.yml", "id: a\nfiles: [a.csv]\n")
            .With("governance/datasets/b.yml", "id: b\nlicence: MIT AND\n")
            .With("governance/datasets/c.yml", "id: c\nlicence: CC-BY-NC-4.0\n")
            .With("governance/datasets/d.yml", "id: d\nlicence: CC-BY-4.0\n")
            .With("governance/models/broken.md", "no front matter\n");

        var findings = RepositoryChecks.Run(repository.Compile()).Where(f => f.RuleId != "GOV0002" && f.Requirement.Length == 0);

        Assert.Equal(
            ["GOV3002 governance/datasets/a.yml", "GOV3003 governance/datasets/b.yml", "GOV3004 governance/datasets/c.yml", "GOV2004 governance/models/broken.md"],
            findings.Select(f => $"{f.RuleId} {f.Place.Path}"));
        Assert.All(findings, f => Assert.Contains("preset baseline(", f.Message));
    }

    [Fact]
    public void Inputs_notice_added_changed_and_removed_files()
    {
        using var repository = new TemporaryRepository().With("governance/models/a.md", Card);
        var state = repository.Compile().Inputs.Format().ToArray();
        Assert.True(InputFiles.AreUnchanged(state));

        repository.With("governance/models/b.md", Card);
        Assert.False(InputFiles.AreUnchanged(state));

        state = repository.Compile().Inputs.Format().ToArray();
        repository.With("governance/models/a.md", Card + "more\n");
        Assert.False(InputFiles.AreUnchanged(state));

        state = repository.Compile().Inputs.Format().ToArray();
        File.Delete(Path.Combine(repository.Root, "governance/models/b.md"));
        Assert.False(InputFiles.AreUnchanged(state));

        state = repository.Compile().Inputs.Format().ToArray();
        repository.With("governance/waivers.yml", "schemaVersion: 1\nwaivers: []\n");
        Assert.False(InputFiles.AreUnchanged(state));
    }
}
