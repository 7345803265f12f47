using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Gate;

public class RegisterGateTests
{
    private const string Register = "governance/register.yml";

    [Fact]
    public void Code_without_a_register_is_one_finding_for_all_projects()
    {
        using var repository = new TemporaryRepository().With("A/A.csproj", "").With("B/B.csproj", "");
        var policy = repository.Compile();
        var store = new ReportStore(policy.Tree);
        var session = store.NewSession();

        var first = store.Record(Run("A/A.csproj", policy, Reference("openai", "gpt-4o-2024-11-20"), Reference("openai", "gpt-4.1-2025-04-14")), session, policy);
        var second = store.Record(Run("B/B.csproj", policy, Reference("openai", null)), session, policy);

        var finding = Assert.Single(first, r => r.Finding.RuleId == "GOV1006").Finding;
        Assert.Equal((Register, 0, Core.Severity.Warning), (finding.Place.Path, finding.Place.Line, finding.Severity));
        Assert.StartsWith("Code here uses AI models, and there is no register (governance/register.yml)", finding.Message);
        Assert.Matches(@"Add one\. \[preset baseline\([0-9]+\)\]$", finding.Message);
        Assert.DoesNotContain(second, r => r.Finding.RuleId == "GOV1006");
        Assert.Single(store.Update(policy).Results, r => r.Finding.RuleId == "GOV1006");
    }

    [Theory]
    [InlineData("dataset")]
    [InlineData("call")]
    [InlineData("nothing")]
    public void Code_that_names_no_model_needs_no_register(string kind)
    {
        using var repository = new TemporaryRepository();
        CodeFact[] facts = kind switch
        {
            "dataset" => [Reference("huggingface", "main") with { Kind = ModelReferenceFact.DatasetKind }],
            "call" => [new InferenceCallFact { Method = "M", Kind = "chat", Logged = Logged.Yes }],
            _ => [],
        };

        Assert.DoesNotContain(Run("A/A.csproj", repository.Compile(), facts).Results, r => r.Finding.RuleId == "GOV1006");
    }

    [Theory]
    [InlineData("schemaVersion: 1\n")]
    [InlineData("not a register\n")]
    public void A_register_that_is_there_is_not_missing(string text)
    {
        using var repository = new TemporaryRepository().With(Register, text);

        var results = Run("A/A.csproj", repository.Compile(), Reference("openai", "gpt-4o-2024-11-20")).Results;

        Assert.DoesNotContain(results, r => r.Finding.Place.Path == Register);
    }

    [Fact]
    public void The_missing_register_can_be_waived()
    {
        using var repository = new TemporaryRepository().With(
            "governance/waivers.yml",
            "schemaVersion: 1\nwaivers:\n  - { id: W1, rule: GOV1006, scope: { path: governance/register.yml }, reason: r, owner: o, expires: 2026-12-31 }\n");

        var result = Assert.Single(Run("A/A.csproj", repository.Compile(), Reference("openai", null)).Results, r => r.Finding.RuleId == "GOV1006");

        Assert.Equal((ResultStatus.Waived, "W1"), (result.Status, result.By));
    }

    [Theory]
    // No code refers to it.
    [InlineData("reference: 'openai:gpt-4o-2024-11-20'", "openai", "gpt-4o-2024-08-06", "model", "src/Bot/A.cs", true)]
    [InlineData("reference: 'openai:gpt-4o-2024-11-20', deployments: [chat]", "azure-openai", "other", "model", "src/Bot/A.cs", true)]
    [InlineData("reference: 'openai:ft:gpt-4o:acme::x', origin: fine-tuned", "openai", "gpt-4o-2024-08-06", "model", "src/Bot/A.cs", true)]
    [InlineData("reference: 'openai:gpt-4o-2024-11-20'", "anthropic", null, "model", "src/Bot/A.cs", true)]
    [InlineData("reference: 'openai:gpt-4o-2024-11-20', usedBy: bot", "openai", null, "model", "src/Search/A.cs", true)]
    [InlineData("reference: 'openai:gpt-4o-2024-11-20'", "openai", null, ModelReferenceFact.DatasetKind, "src/Bot/A.cs", true)]
    // Used.
    [InlineData("reference: 'openai:gpt-4o-2024-11-20'", "openai", "gpt-4o-2024-11-20", "model", "src/Bot/A.cs", false)]
    [InlineData("reference: 'openai:gpt-4o-2024-11-20', usedBy: bot", "openai", "gpt-4o-2024-11-20", "model", "src/Search/A.cs", false)] // GOV1006 says it.
    [InlineData("deployments: [chat]", "azure-openai", "chat", "deployment", "src/Bot/A.cs", false)]
    // Perhaps used.
    [InlineData("reference: 'openai:gpt-4o-2024-11-20'", "openai", null, "model", "src/Bot/A.cs", false)]
    [InlineData("reference: 'openai:gpt-4o-2024-11-20'", "", null, "model", "src/Bot/A.cs", false)]
    [InlineData("reference: 'openai:gpt-4o-2024-11-20', usedBy: bot", "openai", null, "model", "src/Bot/A.cs", false)]
    [InlineData("reference: 'openai:gpt-4o-2024-11-20', usedBy: bot", "openai", null, "model", "src/Other/A.cs", false)]
    [InlineData("reference: 'openai:gpt-4o-2024-11-20'", "azure-openai", "unlisted", "deployment", "src/Bot/A.cs", false)]
    [InlineData("usedBy: bot, suppliedAtRunTime: { by: b, reason: r, owner: o }", "openai", null, "model", "src/Bot/A.cs", false)]
    // Files: how code loads them is not recorded.
    [InlineData("reference: 'local-artifact:models/rank.onnx'", "openai", "x", "model", "src/Bot/A.cs", false)]
    [InlineData("reference: 'huggingface:acme/rank@0123456789012345678901234567890123456789', origin: open-weights", "openai", "x", "model", "src/Bot/A.cs", false)]
    public void An_entry_that_no_code_refers_to(string entry, string provider, string? value, string kind, string path, bool isUnused)
    {
        using var repository = new TemporaryRepository()
            .With("A/A.csproj", "")
            .With(Register, $"schemaVersion: 1\nsystems: [{{ id: bot, paths: src/Bot/ }}, {{ id: search, paths: src/Search/ }}]\nmodels:\n  - {{ id: m, {entry} }}\n");

        var results = Results(repository, Reference(provider, value) with { Kind = kind, Place = new SourcePlace(path, 1, 1) });

        var found = results.Where(r => r.Finding.RuleId == "GOV1007").ToArray();
        Assert.Equal(isUnused ? 1 : 0, found.Length);
        Assert.All(found, r => Assert.Equal((Register, 4, 11, Core.Severity.Suggestion), (r.Finding.Place.Path, r.Finding.Place.Line, r.Finding.Place.Column, r.Finding.Severity)));
        Assert.All(found, r => Assert.Contains("no code that was analysed refers to it", r.Finding.Message));
    }

    [Fact]
    public void An_entry_is_unused_only_when_the_code_of_every_project_is_known()
    {
        using var repository = new TemporaryRepository()
            .With("A/A.csproj", "")
            .With("B/B.csproj", "")
            .With(Register, "schemaVersion: 1\nmodels:\n  - { id: a, reference: 'openai:a' }\n  - { id: b, reference: 'openai:b' }\n  - { id: c, reference: 'openai:c' }\n");
        var policy = repository.Compile();
        var store = new ReportStore(policy.Tree);

        Assert.Empty(Unused());
        store.Record(Run("A/A.csproj", policy, Reference("openai", "a")), "", policy);
        store.Record(Run("B/B.csproj", policy, Reference("openai", "b")) with { Completed = null, Incomplete = "no log" }, "", policy);
        Assert.Empty(Unused());
        store.Record(Run("B/B.csproj", policy, Reference("openai", "b")), "", policy);
        Assert.Equal(["c"], Unused());

        IEnumerable<string> Unused() => store.Update(policy).Results.Where(r => r.Finding.RuleId == "GOV1007").Select(r => r.Finding.Subject);
    }

    [Fact]
    public void An_unused_entry_can_be_waived_by_its_model()
    {
        using var repository = new TemporaryRepository()
            .With("A/A.csproj", "")
            .With(Register, "schemaVersion: 1\nmodels:\n  - { id: b, reference: 'openai:b' }\n")
            .With(
                "governance/waivers.yml",
                "schemaVersion: 1\nwaivers:\n  - { id: W1, rule: GOV1007, scope: { model: \"openai:b\" }, reason: A script uses it., owner: o, expires: 2026-12-31 }\n");

        var results = Results(repository, Reference("openai", "a"));

        Assert.Equal(ResultStatus.Waived, Assert.Single(results, r => r.Finding.RuleId == "GOV1007").Status);
        Assert.DoesNotContain(results, r => r.Finding.RuleId == "GOV0007");
    }

    private static IReadOnlyList<Result> Results(TemporaryRepository repository, params CodeFact[] facts)
    {
        var policy = repository.Compile();
        Assert.Empty(policy.PolicyFindings);
        var store = new ReportStore(policy.Tree);
        store.Record(Run("A/A.csproj", policy, facts), "", policy);
        return store.Update(policy).Results;
    }

    private static ProjectRun Run(string project, PolicyCompiler policy, params CodeFact[] facts) => ProjectGate.Judge(
        new ProjectRun(project, "net10.0")
        {
            Facts = facts,
            Completed = new AnalysisCompleted("A", policy.Compiled.Digest, facts.OfType<ModelReferenceFact>().Count(), 0, 0),
        },
        policy.Compiled);

    private static ModelReferenceFact Reference(string provider, string? value) =>
        new() { Provider = provider, Value = value, Sink = "new ChatClient", Place = new SourcePlace("src/Bot/A.cs", 1, 1) };
}
