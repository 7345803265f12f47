using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository.Requirements;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Repository.Checks;

public class GOV4003_EvaluationForAnotherModelTests
{
    [Theory]
    [InlineData("reference: \"openai:gpt-4o-2024-11-20\"", "openai:gpt-4o-2024-08-06")]
    [InlineData("reference: \"openai:gpt-4o-2024-11-20\"", "openai:gpt-4o-2024-05-13", "openai:gpt-4o-2024-08-06")]
    [InlineData("reference: \"openai:gpt-4o\", resolvedVersion: gpt-4o-2024-11-20", "openai:gpt-4o-2024-08-06")]
    // The deployment moved on.
    [InlineData("reference: \"azure-openai:gpt-4o-2024-08-06\", deployments: [chat], resolvedVersion: gpt-4o-2024-11-20", "azure-openai:gpt-4o-2024-08-06")]
    [InlineData("deployments: [chat], resolvedVersion: \"openai:gpt-4o-2024-11-20\"", "azure-openai:gpt-4o-2024-08-06")]
    public void Triggers(string entry, params string[] evaluated)
    {
        using var repository = With(entry, evaluated);
        var finding = Assert.Single(Of("GOV4003", repository.Compile()));

        Assert.Equal(("governance/register.yml", 3), (finding.Place.Path, finding.Place.Line));
        Assert.Contains($"governance/evaluations/{evaluated.Length}.yml(1) of 2026-10-0{evaluated.Length}, is about {evaluated[^1]}", finding.Message);
    }

    [Theory]
    [InlineData("reference: \"openai:gpt-4o-2024-11-20\"")]
    [InlineData("reference: \"openai:gpt-4o-2024-11-20\"", "openai:gpt-4o-2024-11-20")]
    [InlineData("reference: \"openai:gpt-4o-2024-11-20\"", "openai:gpt-4o-2024-11-20", "openai:gpt-4o-2024-08-06")]
    [InlineData("reference: \"openai:gpt-4o-2024-11-20\"", "openai:gpt-4o-mini-2024-07-18")]
    [InlineData("reference: \"openai:gpt-4o-2024-11-20\"", "openai:gpt-4o", "openai:gpt-4o-2024-08-06")]
    [InlineData("reference: \"openai:gpt-4o\"", "openai:gpt-4o-2024-08-06")]
    [InlineData("deployments: [chat], resolvedVersion: \"openai:gpt-4o-2024-11-20\"", "azure-openai:chat", "openai:gpt-4o-2024-08-06")]
    [InlineData("deployments: [chat]", "openai:gpt-4o-2024-08-06")]
    public void DoesNotTrigger(string entry, params string[] evaluated)
    {
        using var repository = With(entry, evaluated);
        Assert.Empty(Of("GOV4003", repository.Compile()));
    }

    [Fact]
    public void Missing_evaluation_is_said_once_and_is_no_evidence()
    {
        const string Policy = """
            schemaVersion: 1
            rules: { GOV4003: error }
            requirements:
              - { id: evaluation, kind: metric, title: Evaluation, severity: warning }
              - { id: quality, kind: metric, title: Quality, metric: { name: accuracy }, severity: error }
            """;
        using var repository = With("reference: \"openai:gpt-4o-2024-11-20\"", "openai:gpt-4o-2024-08-06").With("governance.yml", Policy);
        var compiled = repository.Compile();

        Assert.Single(Of("GOV4003", compiled));
        Assert.Empty(Of("GOV4001", compiled));
        Assert.All(RequirementChecks.Run(compiled).Where(r => r.Requirement.Id is "evaluation" or "quality"), r => Assert.Equal(EvidenceState.Missing, r.State));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("suggestion")]
    public void Where_it_says_so_less_loudly_the_requirement_speaks(string severity)
    {
        var policy = $$"""
            schemaVersion: 1
            rules: { GOV4003: {{severity}} }
            requirements:
              - { id: evaluation, kind: metric, title: Evaluation, severity: error }
            """;
        using var repository = With("reference: \"openai:gpt-4o-2024-11-20\"", "openai:gpt-4o-2024-08-06").With("governance.yml", policy);

        Assert.Single(Of("GOV4001", repository.Compile()));
    }

    [Fact]
    public void Evaluation_of_what_a_deployment_serves_is_one_of_the_model()
    {
        using var repository = With("deployments: [chat], resolvedVersion: \"openai:gpt-4o-2024-11-20\"", "openai:gpt-4o-2024-11-20")
            .With("governance.yml", "schemaVersion: 1\nrequirements:\n  - { id: evaluation, kind: metric, title: Evaluation, severity: error }\n");

        Assert.Empty(Of("GOV4001", repository.Compile()));
    }

    [Fact]
    public void Compiled_policy_changes_with_what_was_evaluated_and_not_with_when()
    {
        string Text(string date, string model, string rule = "warning")
        {
            using var repository = With("reference: \"openai:gpt-4o-2024-11-20\"")
                .With("governance.yml", $"schemaVersion: 1\nrules: {{ GOV4003: {rule} }}\n")
                .With("governance/evaluations/a.yml", $"model: {model}\ndate: {date}\ntool: t 1\nmetrics: [{{ name: accuracy, value: 0.9 }}]\n");
            return repository.Compile().Text(".");
        }

        Assert.Equal(Text("2026-10-01", "openai:gpt-4o-2024-08-06"), Text("2026-10-02", "openai:gpt-4o-2024-08-06"));
        Assert.NotEqual(Text("2026-10-01", "openai:gpt-4o-2024-08-06"), Text("2026-10-01", "openai:gpt-4o-2024-11-20"));
        Assert.Equal(Text("2026-10-01", "openai:gpt-4o-2024-08-06", "none"), Text("2026-10-01", "openai:gpt-4o-2024-11-20", "none"));
    }

    private static TemporaryRepository With(string entry, params string[] evaluated)
    {
        var repository = new TemporaryRepository().With("governance/register.yml", $"schemaVersion: 1\nmodels:\n  - {{ id: a, {entry} }}\n");
        for (var i = 0; i < evaluated.Length; i++)
        {
            repository.With($"governance/evaluations/{i + 1}.yml", $"model: \"{evaluated[i]}\"\ndate: 2026-10-0{i + 1}\ntool: t 1\nmetrics: [{{ name: accuracy, value: 0.9 }}]\n");
        }

        return repository;
    }

    private static IReadOnlyList<Finding> Of(string rule, PolicyCompiler compiled) => [.. RepositoryChecks.Run(compiled).Where(f => f.RuleId == rule)];
}
