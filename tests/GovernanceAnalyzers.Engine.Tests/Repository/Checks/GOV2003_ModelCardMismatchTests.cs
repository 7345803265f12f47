using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Repository.Checks;

public class GOV2003_ModelCardMismatchTests
{
    [Theory]
    // The register names the card.
    [InlineData("id: a, reference: \"openai:gpt-4o-2024-11-20\", card: governance/models/chat.md", "models: [openai:gpt-4o-2024-08-06]", "another version of the model")]
    [InlineData("id: a, reference: \"openai:gpt-4o-2024-11-20\", card: governance/models/chat.md", "models: [openai:gpt-4.1-2025-04-14]", "another model")]
    [InlineData("id: a, reference: \"openai:gpt-4o-2024-11-20\", card: governance/models/chat.md", "models: [openai:gpt-4o]", "names no version")]
    [InlineData("id: a, reference: \"openai:gpt-4o-2024-11-20\", card: ./governance/models/chat.md", "models: [openai:gpt-4o-2024-05-13, openai:gpt-4o-2024-08-06]", "another version")]
    // It has the name of the entry.
    [InlineData("id: chat, reference: \"openai:gpt-4o-2024-11-20\"", "models: [openai:gpt-4o-2024-08-06]", "another version")]
    // It is about the same deployment.
    [InlineData("id: a, deployments: [support], resolvedVersion: \"openai:gpt-4o-2024-11-20\"", "models: [azure-openai:gpt-4o-2024-08-06]\ndeployments: [support]", "another version")]
    [InlineData("id: a, deployments: [support], resolvedVersion: \"openai:gpt-4.1-2025-04-14\"", "models: [openai:gpt-4o-2024-08-06]\ndeployments: [support]", "another model")]
    [InlineData("id: a, reference: \"openai:gpt-4o\", resolvedVersion: gpt-4o-2024-11-20, deployments: [support]", "models: [openai:gpt-4o-2024-08-06]\ndeployments: [support]", "another version")]
    // It is the only card of the model.
    [InlineData("id: a, reference: \"openai:gpt-4o-2024-11-20\"", "models: [openai:gpt-4o-2024-08-06]", "another version")]
    public void Triggers(string entry, string card, string part)
    {
        var finding = Assert.Single(Run(entry, card));

        Assert.Contains(part, finding.Message);
        Assert.Contains("governance/register.yml(3)", finding.Message);
        Assert.Contains("governance/models/chat.md(2)", finding.Message);
        Assert.Equal(("governance/models/chat.md", 2), (finding.Place.Path, finding.Place.Line));
    }

    [Theory]
    [InlineData("id: a, reference: \"openai:gpt-4o-2024-11-20\", card: governance/models/chat.md", "models: [openai:gpt-4o-2024-11-20]")]
    [InlineData("id: a, reference: \"openai:gpt-4o-2024-11-20\", card: governance/models/chat.md", "models: [openai:gpt-4o-2024-08-06, openai:gpt-4o-2024-11-20]")]
    [InlineData("id: a, reference: \"openai:gpt-4o-2024-11-20\", card: governance/models/chat.md", "owner: me")]
    [InlineData("id: a, deployments: [support], card: governance/models/chat.md", "models: [openai:gpt-4o-2024-11-20]")]
    [InlineData("id: chat, reference: \"openai:gpt-4o-2024-11-20\"", "models: [openai:gpt-4.1-2025-04-14]")]
    [InlineData("id: chat, reference: \"openai:gpt-4o\"", "models: [openai:gpt-4o-2024-08-06]")]
    [InlineData("id: a, deployments: [support], resolvedVersion: \"openai:gpt-4o-2024-11-20\"", "models: [azure-openai:gpt-4o-2024-11-20]\ndeployments: [support]")]
    [InlineData("id: a, reference: \"azure-openai:support\", deployments: [support]", "models: [azure-openai:gpt-4o-2024-11-20]\ndeployments: [support]")]
    [InlineData("id: a, deployments: [support], resolvedVersion: \"openai:gpt-4o-2024-11-20\"", "models: [openai:gpt-4o]\ndeployments: [support]")]
    [InlineData("id: a, reference: \"anthropic:claude-opus-4-7\"", "models: [anthropic:claude-opus-4-6]")]
    public void DoesNotTrigger(string entry, string card) => Assert.Empty(Run(entry, card));

    [Fact]
    public void Only_card_of_a_version_that_is_in_use_as_well_DoesNotTrigger() =>
        Assert.Empty(Run("id: a, reference: \"openai:gpt-4o-2024-11-20\" }\n  - { id: b, reference: \"openai:gpt-4o-2024-08-06\"", "models: [openai:gpt-4o-2024-08-06]"));

    [Fact]
    public void Newest_evaluation_is_named_too()
    {
        using var repository = With("id: a, reference: \"openai:gpt-4o-2024-11-20\"", "models: [openai:gpt-4o-2024-08-06]")
            .With("governance/evaluations/a.yml", "model: openai:gpt-4o-2024-05-13\ndate: 2026-01-01\ntool: t 1\nmetrics: [{ name: accuracy, value: 0.9 }]\n")
            .With("governance/evaluations/b.yml", "date: 2026-02-01\nmodel: openai:gpt-4o-2024-11-20\ntool: t 1\nmetrics: [{ name: accuracy, value: 0.9 }]\n");

        Assert.Contains("the newest evaluation (governance/evaluations/b.yml(2)) is about openai:gpt-4o-2024-11-20", Assert.Single(Run(repository)).Message);
    }

    [Theory]
    [InlineData("governance/models/gone.md", "there is no such file")]
    [InlineData("governance/models/a:b.md", "there is no such file")]
    [InlineData("docs/chat.md", "none of the files where cards are looked for (governance/models/**/*.json, governance/models/**/*.md)")]
    public void Card_that_is_not_where_the_register_says_Triggers(string path, string part)
    {
        using var repository = With($"id: a, reference: \"openai:gpt-4o-2024-11-20\", card: \"{path}\"", "models: [openai:gpt-4o-2024-11-20]").With("docs/chat.md", "---\na: b\n---\n");

        var finding = Assert.Single(Run(repository));
        Assert.True(finding.Message.Contains(part, System.StringComparison.Ordinal), finding.Message);
        Assert.Equal(("governance/register.yml", 3), (finding.Place.Path, finding.Place.Line));
    }

    [Fact]
    public void Card_that_cannot_be_read_is_reported_once()
    {
        using var repository = With("id: a, reference: \"openai:gpt-4o-2024-11-20\", card: governance/models/bad.md", "owner: me").With("governance/models/bad.md", "# no front matter");

        Assert.Empty(Run(repository));
    }

    [Fact]
    public void Component_of_a_BOM_that_is_meant_is_compared()
    {
        const string Bom = """
            { "bomFormat": "CycloneDX", "components": [
              { "type": "machine-learning-model", "supplier": { "name": "OpenAI" }, "name": "gpt-4.1", "version": "2025-04-14", "modelCard": {} },
              { "type": "machine-learning-model", "supplier": { "name": "OpenAI" }, "name": "gpt-4o", "version": "2024-08-06", "modelCard": {} }
            ] }
            """;
        using var repository = new TemporaryRepository()
            .With("governance/register.yml", "schemaVersion: 1\nmodels:\n  - { id: a, reference: \"openai:gpt-4o-2024-11-20\", card: governance/models/bom.json }\n  - { id: b, reference: \"openai:gpt-4.1-2025-04-14\", card: governance/models/bom.json }\n")
            .With("governance/models/bom.json", Bom);

        var finding = Assert.Single(Run(repository));
        Assert.Equal(3, finding.Place.Line);
        Assert.Contains("openai:gpt-4o-2024-08-06", finding.Message);
    }

    private static IReadOnlyList<Finding> Run(string entry, string card)
    {
        using var repository = With(entry, card);
        return Run(repository);
    }

    private static TemporaryRepository With(string entry, string card) => new TemporaryRepository()
        .With("governance/register.yml", $"schemaVersion: 1\nmodels:\n  - {{ {entry} }}\n")
        .With("governance/models/chat.md", $"---\n{card}\n---\n# Chat\n");

    private static IReadOnlyList<Finding> Run(TemporaryRepository repository)
    {
        var compiled = repository.Compile();
        Assert.Empty(compiled.PolicyFindings.Where(f => f.RuleId == "GOV0001").Select(f => f.Message));
        return [.. RepositoryChecks.Run(compiled).Where(f => f.RuleId == "GOV2003")];
    }
}
