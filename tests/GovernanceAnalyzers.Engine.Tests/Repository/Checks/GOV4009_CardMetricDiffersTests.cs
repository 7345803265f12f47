using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Repository;
using GovernanceAnalyzers.Engine.Repository.Checks;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Repository.Checks;

public class GOV4009_CardMetricDiffersTests
{
    [Theory]
    [InlineData("0.93", "0.9312")]
    [InlineData("0.93", "0.925")]
    [InlineData("93 %", "0.9312")]
    [InlineData("93.1%", "0.9312")]
    [InlineData("93.12", "0.9312")]
    [InlineData("0.9312000000000001", "0.9312")]
    [InlineData("0.93124", "0.931")]
    [InlineData("1.0", "0.97")]
    [InlineData("254.40", "254.4")]
    [InlineData("-0.5", "-0.52")]
    public void Same_to_the_precision_of_the_card(string card, string shown) => Assert.True(Equal(card, shown));

    [Theory]
    [InlineData("0.93", "0.94")]
    [InlineData("0.93", "0.936")]
    [InlineData("0.930", "0.9312")]
    [InlineData("0.93", "0.9")]
    [InlineData("93 %", "0.94")]
    [InlineData("93.2", "0.9312")]
    [InlineData("1", "0.6")]
    [InlineData("0", "0.3")]
    [InlineData("0.5", "-0.5")]
    [InlineData("79228162514264337593543950335", "-79228162514264337593543950335")]
    public void Different(string card, string shown) => Assert.False(Equal(card, shown));

    [Fact]
    public void Triggers_and_names_both_places()
    {
        var finding = Assert.Single(Run("model-index: [{ name: a, results: [{ dataset: { type: tickets, name: Tickets }, metrics: [{ type: acc, value: 0.95 }] }] }]"));

        Assert.Equal(("governance/models/a.md", 3), (finding.Place.Path, finding.Place.Line));
        Assert.Contains("accuracy 0.95 (governance/models/a.md(3))", finding.Message);
        Assert.Contains("shows 0.9312 (governance/evaluations/new.yml(5), 2026-10-02)", finding.Message);
    }

    [Theory]
    [InlineData("{ dataset: { type: tickets }, metrics: [{ type: accuracy, value: 0.93 }] }")]
    // Another dataset, or slice: a published benchmark of the base model.
    [InlineData("{ dataset: { type: glue, name: GLUE }, metrics: [{ type: accuracy, value: 0.5 }] }")]
    [InlineData("{ metrics: [{ type: accuracy, value: 0.5, slice: de }] }")]
    [InlineData("{ dataset: { type: glue }, metrics: [{ type: f1, value: 0.5 }] }")]
    // Two numbers of one name, of which one is the evaluation's.
    [InlineData("{ dataset: { type: tickets }, metrics: [{ type: accuracy, name: top 5, value: 0.99 }, { type: accuracy, value: 0.93 }] }")]
    [InlineData("{ dataset: { type: tickets }, metrics: [{ type: accuracy, value: TODO }] }")]
    public void DoesNotTrigger(string result) => Assert.Empty(Run($"model-index: [{{ name: a, results: [{result}] }}]"));

    [Fact]
    public void Result_on_a_dataset_of_the_repository_needs_its_evaluation()
    {
        var finding = Assert.Single(Run("model-index: [{ name: a, results: [{ dataset: { type: tickets }, metrics: [{ type: f1, value: 0.9 }] }] }]"));
        Assert.Contains("f1 0.9 on 'tickets', a dataset of this repository, and no evaluation of the model shows it", finding.Message);
    }

    [Fact]
    public void Model_without_any_evaluation_is_left_to_requirements()
    {
        using var repository = new TemporaryRepository()
            .With("governance.yml", "schemaVersion: 1\nrules: { GOV4009: warning }\n")
            .With("governance/models/a.md", "---\nmodels: [openai:gpt-4o-2024-08-06]\nmodel-index: [{ name: a, results: [{ dataset: { type: tickets }, metrics: [{ type: f1, value: 0.9 }] }] }]\n---\n# A\n");
        Assert.Empty(Run(repository));
    }

    [Theory]
    [InlineData("0.9312", 0)]
    [InlineData("93 %", 0)]
    [InlineData("0.7", 1)]
    public void CycloneDX_has_no_datasets_and_is_compared_with_the_newest(string value, int findings)
    {
        using var repository = With("owner: me").With("governance/models/b.json", $$"""
            { "bomFormat": "CycloneDX", "components": [ { "type": "machine-learning-model", "supplier": { "name": "OpenAI" }, "name": "gpt-4o", "version": "2024-08-06",
              "modelCard": { "quantitativeAnalysis": { "performanceMetrics": [ { "type": "accuracy", "value": "{{value}}" } ] } } } ] }
            """);
        Assert.Equal(findings, Run(repository).Count);
    }

    private static bool Equal(string card, string shown)
    {
        var (value, decimals) = ModelCardMetrics.Parse(card)!.Value;
        return GOV4009_CardMetricDiffers.IsEqual(
            new CardMetric("accuracy", card, value, decimals, new SourcePlace("a.md")), decimal.Parse(shown, System.Globalization.CultureInfo.InvariantCulture));
    }

    private static IReadOnlyList<Finding> Run(string frontMatter)
    {
        using var repository = With(frontMatter);
        return Run(repository);
    }

    private static TemporaryRepository With(string frontMatter) => new TemporaryRepository()
        .With("governance.yml", "schemaVersion: 1\nrules: { GOV4009: warning }\n")
        .With("governance/models/a.md", $"---\nmodels: [openai:gpt-4o-2024-08-06]\n{frontMatter}\n---\n# A\n")
        .With("governance/datasets/tickets.yml", "id: tickets\nlicence: MIT\nuse: evaluation\norigin: ours\nowner: me\npersonalData: none\n")
        .With("governance/evaluations/old.yml", "model: openai:gpt-4o-2024-08-06\ndate: 2026-10-01\ntool: t 1\ndataset: { id: tickets }\nmetrics: [{ name: accuracy, value: 0.95 }]\n")
        .With("governance/evaluations/new.yml", "model: openai:gpt-4o-2024-08-06\ndate: 2026-10-02\ntool: t 1\ndataset: { id: Tickets }\nmetrics: [{ name: accuracy, value: 0.9312 }]\n");

    private static IReadOnlyList<Finding> Run(TemporaryRepository repository)
    {
        var compiled = repository.Compile();
        Assert.Empty(compiled.CardProblems.Concat(compiled.EvaluationProblems).Select(p => p.Message));
        return [.. RepositoryChecks.Run(compiled).Where(f => f.RuleId == "GOV4009")];
    }
}
