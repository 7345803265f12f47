using System.Linq;
using GovernanceAnalyzers.Engine.Repository.Requirements;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Repository.Evaluations;

/// <summary>A file in our own format that points to results of a tool.</summary>
public class ResultsBesideTests
{
    private const string Beside = """
        results: "ai/**/*.json"
        dataset: { id: intents, kind: own }
        environment: ci
        signedBy: qa@shop.example
        metrics: [{ name: cost_per_1k_requests, value: 1.2 }]
        """;

    private static TemporaryRepository Repository(string beside, params (string Path, string Text)[] results)
    {
        var repository = new TemporaryRepository().With("governance.yml", "schemaVersion: 1\n").With("governance/register.yml", ResultFiles.Register)
            .With("governance/evaluations/evaluation.yml", beside);
        foreach (var (path, text) in results)
        {
            repository.With("governance/evaluations/" + path, text);
        }

        return repository;
    }

    [Fact]
    public void It_says_what_the_results_do_not()
    {
        using var repository = Repository(
            Beside,
            ("ai/1.json", ResultFiles.Scenario("Orders", "1", "5", true, false)),
            ("ai/deep/2.json", ResultFiles.Scenario("Orders", "2", "4", true, false)));

        var compiler = repository.Compile();
        var evaluation = Assert.Single(compiler.Evaluations);

        Assert.Empty(compiler.EvaluationProblems.Select(p => p.Message));
        Assert.Equal(("openai:gpt-4o-2024-08-06", "2026-11-10", "intents", "own", "ci", "qa@shop.example"), (evaluation.Model.Text, evaluation.Date.ToString(), evaluation.DatasetId, evaluation.DatasetKind, evaluation.Environment, evaluation.SignedBy));
        Assert.Equal(["cost_per_1k_requests", "answered", "coherence_rating", "pass_rate"], evaluation.Metrics.Select(m => m.Name));
        Assert.Equal("governance/evaluations/evaluation.yml", evaluation.Path);
        Assert.Equal(["governance/evaluations/ai/1.json", "governance/evaluations/ai/deep/2.json", "governance/evaluations/evaluation.yml"], evaluation.Files);
    }

    /// <summary>Every file that the result rests on is listed with it.</summary>
    [Fact]
    public void The_results_are_evidence()
    {
        using var repository = Repository(Beside, ("ai/1.json", ResultFiles.Scenario("Orders", "1", "5", true, false)))
            .With("governance.yml", "schemaVersion: 1\nrequirements: [{ id: q, kind: metric, metric: { name: pass_rate }, severity: error }]\n");

        var result = RequirementChecks.Run(repository.Compile()).Single(r => r.Requirement.Id == "q" && r.Findings.Count == 0);

        Assert.Equal(["governance/evaluations/ai/1.json", "governance/evaluations/evaluation.yml"], result.Evidence);
    }

    [Theory]
    [InlineData("results: ai/*.json\nmodel: openai:gpt-4.1-2025-04-14\n", "(2,8) The evaluation says that it is about 'openai:gpt-4.1-2025-04-14', and its results in governance/evaluations/ai/1.json say 'gpt-4o-2024-08-06'")]
    [InlineData("results: ai/*.json\ndate: 2026-11-15\n", "(2,7) The evaluation is dated 2026-11-15, and its results in governance/evaluations/ai/1.json are of 2026-11-10. Results do not become newer")]
    [InlineData("results: other/*.json\n", "(1,10) No file matches 'other/*.json' in governance/evaluations/")]
    [InlineData("results: ../secrets.json\n", "(1,10) '../secrets.json' does not stay in the folder of the evaluation")]
    [InlineData("results: /etc/passwd\n", "does not stay in the folder")]
    [InlineData("results: plain.yml\n", "matches governance/evaluations/plain.yml, which is no result file of a tool")]
    [InlineData("results: data.csv\n", "Results are read from .json, .yml, .yaml, .xml and .md")]
    [InlineData("results: ablation.md\n", "hold no result of CycloneDX, Hugging Face model-index, JUnit,")]
    [InlineData("results: ai/*.json\nmetrics: [{ name: pass_rate, value: 1 }]\n", "'pass_rate' is there twice")]
    [InlineData("results: ai/*.json\nresult: x\n", "Unknown key 'result' in the evaluation. Did you mean 'results'?")]
    public void What_contradicts_the_results_is_no_evidence(string beside, string expected)
    {
        using var repository = Repository(
            beside,
            ("ai/1.json", ResultFiles.Scenario("Orders", "1", "5", true, false)),
            ("plain.yml", "model: openai:gpt-4o-2024-08-06\ndate: 2026-11-01\ntool: x\nmetrics: [{ name: f1, value: 0.5 }]\n"),
            ("data.csv", "a,b\n"),
            ("ablation.md", "# Ablation\n"));

        var compiler = repository.Compile();

        Assert.DoesNotContain(compiler.Evaluations, e => e.Path.EndsWith("evaluation.yml", System.StringComparison.Ordinal));
        Assert.Contains(compiler.EvaluationProblems, p => $"{p.Place} {p.Message}".Contains(expected));
    }

    [Theory]
    [InlineData("openai:gpt-4o-2024-08-06")]
    [InlineData("gateway:gpt-4o-2024-08-06")]
    public void The_provider_may_be_stated_where_the_results_name_none(string model)
    {
        using var repository = Repository($"results: ai/*.json\nmodel: {model}\n", ("ai/1.json", ResultFiles.Scenario("Orders", "1", "5", true, false)));

        Assert.Equal(model, Assert.Single(repository.Compile().Evaluations).Model.Text);
    }

    [Fact]
    public void A_deployment_in_the_results_is_the_model_that_the_register_says()
    {
        using var repository = Repository("results: p.json\nmodel: azure-openai:gpt-4.1-2025-04-14\n", ("p.json", ResultFiles.Promptfoo.Replace("openai:chat:gpt-4o-2024-08-06", "azureopenai:chat:chat-prod")));

        var compiler = repository.Compile();
        Assert.Empty(compiler.EvaluationProblems.Select(p => p.Message));
        Assert.All(compiler.Evaluations, e => Assert.Equal("azure-openai:gpt-4.1-2025-04-14", e.Model.Text));
    }

    /// <summary>Accuracy on other data, or under attack, is another metric.</summary>
    [Theory]
    [InlineData("test", "accuracy, f1, auroc, latency_p95_ms")]
    [InlineData("ood", "ood_accuracy, ood_f1, shifted_auroc, latency_p95_ms")]
    [InlineData("attack", "robustness, attack_f1, attack_auroc, latency_p95_ms")]
    public void The_role_of_the_data_names_the_metric(string role, string expected)
    {
        using var repository = Repository($$"""
            model: openai:gpt-4o-2024-08-06
            date: 2026-11-01
            tool: x
            dataset: { id: d, role: {{role}} }
            metrics: [{ name: acc, value: 0.5 }, { name: f1, value: 0.5 }, { name: auc, value: 0.5 }, { name: latency_p95_ms, value: 9 }]
            """);

        Assert.Equal(expected, string.Join(", ", Assert.Single(repository.Compile().Evaluations).Metrics.Select(m => m.Name)));
    }
}
