using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Engine.Policy;
using Xunit;
using static GovernanceAnalyzers.Engine.Tests.Requirements.RequirementTest;

namespace GovernanceAnalyzers.Engine.Tests.Requirements;

public class RecordRequirementTests
{
    private const string Register = """
        systems:
          - { id: support, riskTier: high, dataClasses: [personal], owner: ops, oversight: { mode: human-in-the-loop } }
          - { id: search, riskTier: minimal }
        models:
          - { id: answers, provider: openai, reference: gpt-4.1-2025-04-14, usedBy: [support], owner: ml, purpose: answers }
          - { id: ranker, provider: huggingface, reference: acme/ranker, origin: fine-tuned, usedBy: [search] }
        suppliers:
          - { id: openai, terms: https://openai.com/policies, dataUse: none }
        """;

    [Theory]
    [InlineData("in: system\nfields: [owner]", "GOV2009 governance/register.yml(3)")]
    [InlineData("in: system\nfields: [oversight.mode]\nappliesTo: { riskTier: high }", "")]
    [InlineData("in: system\nfields: [oversight.role]\nappliesTo: { riskTier: high }", "GOV2007 governance/register.yml(2)")]
    [InlineData("in: system\nfields: [oversight.role]\nappliesTo: { riskTier: limited }", "")]
    [InlineData("in: system\nfields: [oversight.role]\nappliesTo: { dataClasses: personal }", "GOV2007 governance/register.yml(2)")]
    [InlineData("in: system\nfields: [oversight.role]\nappliesTo: { dataClasses: health }", "")]
    [InlineData("in: system\nfields: [oversight.role]\nappliesTo: { riskTier: high, dataClasses: health }", "")]
    [InlineData("in: system\nfields: [oversight.role]\nappliesTo: [{ riskTier: high }, { dataClasses: health }]", "GOV2007 governance/register.yml(2)")]
    [InlineData("in: model\nfields: [purpose]", "GOV2007 governance/register.yml(6)")]
    [InlineData("in: model\nfields: [baseModel]\nappliesTo: { origin: [trained, fine-tuned] }", "GOV2007 governance/register.yml(6)")]
    [InlineData("in: model\nfields: [licence]\nappliesTo: { riskTier: high }", "GOV2007 governance/register.yml(5)")]
    [InlineData("in: model\nfields: [optimisation]\nappliesTo: { has: variantOf }", "")]
    [InlineData("in: supplier\nfields: [terms]", "")]
    [InlineData("in: supplier\nfields: [reviewedOn]", "GOV2007 governance/register.yml(8)")]
    [InlineData("in: supplier\nfields: [terms]\nreviewWithin: 365d", "GOV2008 governance/register.yml(8)")]
    public void Entries_of_the_register_have_the_fields(string requirement, string expected)
    {
        using var repository = new TemporaryRepository();

        Assert.Equal(expected.Length == 0 ? [] : [expected], Places(Findings(repository, "id: r\nkind: record\n" + requirement + "\n", Register)));
    }

    [Fact]
    public void A_hosted_models_provider_needs_a_supplier_record()
    {
        using var repository = new TemporaryRepository();
        var register = Register.Replace("id: openai,", "id: mistral,");

        var finding = Assert.Single(Findings(repository, "id: r\nkind: record\nin: supplier\nfields: [terms]\n", register));

        Assert.Equal("GOV2006", finding.RuleId);
        Assert.Contains("no supplier 'openai' in the register", finding.Message);
        Assert.Empty(Findings(repository, "id: r\nkind: record\nin: supplier\nfields: [terms]\n", Register.Replace("id: openai,", "id: oai,").Replace("provider: openai,", "provider: openai, supplier: oai,")));
        Assert.Empty(Findings(repository, "id: r\nkind: record\nin: supplier\nfields: [terms]\noptional: true\n", register));
    }

    [Fact]
    public void A_register_without_systems_lacks_one_unless_the_record_is_optional()
    {
        using var repository = new TemporaryRepository();
        const string Models = "models: [{ id: m, provider: openai, reference: a }]";

        Assert.Equal(["GOV2006 governance/register.yml"], Places(Findings(repository, "id: r\nkind: record\nin: system\nfields: [owner]\n", Models)));
        // What is asked of nothing is not evidence that is present.
        Assert.Empty(Run(repository, ["id: r\nkind: record\nin: system\nfields: [owner]\noptional: true\n"], Models));
        Assert.Empty(Findings(repository, "id: r\nkind: record\nin: system\nfields: [owner]\nappliesTo: { riskTier: high }\n", Models));
    }

    [Fact]
    public void What_belongs_to_no_system_belongs_to_any()
    {
        using var repository = new TemporaryRepository();
        const string Requirement = "id: r\nkind: record\nin: model\nfields: [licence]\nappliesTo: { riskTier: high }\n";

        Assert.NotEmpty(Findings(repository, Requirement, "systems: [{ id: s, riskTier: high }]\nmodels: [{ id: m }]"));
        Assert.Empty(Findings(repository, Requirement, "systems: [{ id: s, riskTier: limited }]\nmodels: [{ id: m }]"));
        Assert.Empty(Findings(repository, Requirement, "models: [{ id: m }]"));
    }

    [Fact]
    public void Dataset_records_have_the_fields_and_a_policy_may_ask_for_its_own()
    {
        using var repository = new TemporaryRepository()
            .With("governance/datasets/a.yml", "id: a\nlicence: MIT\nuse: training\npersonalData: personal\nquality: { completeness: 0.97, duplicateRate: 0.5 }\n")
            .With("governance/datasets/b.yml", "id: b\nlicence: MIT\nuse: evaluation\npersonalData: none\n");

        Assert.Equal(["GOV3005 governance/datasets/a.yml(1)"], Places(Findings(repository, "id: r\nkind: record\nin: dataset\nfields: [origin]\nappliesTo: { use: [training, fine-tuning] }\n")));
        Assert.Equal(["GOV3005 governance/datasets/a.yml(1)"], Places(Findings(repository, "id: r\nkind: record\nin: dataset\nfields: [privacy.basis]\nappliesTo: { personalData: [personal, sensitive] }\n")));
        Assert.Equal(
            ["GOV3005 governance/datasets/a.yml(5)"],
            Places(Findings(repository, "id: r\nkind: record\nin: dataset\nfields: [{ field: quality.completeness, optional: true, atLeast: 0.95 }, { field: quality.duplicateRate, optional: true, atMost: 0.02 }]\n")));
        Assert.Empty(repository.Compile().DatasetProblems);
    }

    [Fact]
    public void A_strict_reader_accepts_the_keys_that_requirements_ask_for()
    {
        var requirement = Parse("id: r\nkind: record\nin: dataset\nfields: [costCentre.number]\nreviewField: checked\nreviewWithin: 90d\nforTier: { high: { fields: [costCentre.number, region] } }\n");

        Assert.Equal(["checked", "costCentre", "region"], Requirement.KeysAskedOf("dataset", [requirement]).Order());
        Assert.Empty(Requirement.KeysAskedOf("model", [requirement]));
    }

    [Fact]
    public void Cards_have_sections_and_fields()
    {
        using var repository = new TemporaryRepository()
            .With("governance/models/answers.md", "---\nmodels: [\"openai:gpt-4.1-2025-04-14\"]\nowner: ml\n---\n# Answers\n\n## Intended use\n\nTickets.\n")
            .With("governance/models/ranker.md", "---\nmodels: [\"huggingface:acme/ranker\"]\n---\n# Ranker\n\n## Intended use\n\nTBD\n");

        Assert.Equal(["GOV2002 governance/models/ranker.md(6)"], Places(Findings(repository, "id: r\nkind: record\nin: card\nsections: [Intended use]\n", Register)));
        Assert.Equal(["GOV2002 governance/models/ranker.md(1)"], Places(Findings(repository, "id: r\nkind: record\nin: card\nsections: [Training]\nappliesTo: { origin: fine-tuned }\n", Register)));
        Assert.Equal(["GOV2009 governance/models/ranker.md(2)"], Places(Findings(repository, "id: r\nkind: record\nin: card\nfields: [owner]\n", Register)));
        var finding = Assert.Single(Findings(repository, "id: r\nkind: record\nin: card\nfields: [base_model]\nappliesTo: { riskTier: high }\n", Register));
        Assert.Equal(("GOV2002", "openai:gpt-4.1-2025-04-14"), (finding.RuleId, finding.Model));
    }

    [Fact]
    public void A_record_may_say_that_a_requirement_does_not_apply()
    {
        using var repository = new TemporaryRepository();

        Assert.Empty(Findings(
            repository,
            "id: oversight\nkind: record\nin: system\nfields: [oversight]\n",
            "systems:\n  - id: s\n    notApplicable: [{ requirement: oversight, reason: it decides nothing, approvedBy: lead, date: 2026-01-01 }]\n"));
    }

    [Fact]
    public void A_document_may_be_asked_for_once_each()
    {
        using var repository = new TemporaryRepository()
            .With("decisions/answers.md", "text\n")
            .With("governance/models/extra.md", "---\nmodels: [\"mistral:x-2501\"]\n---\n");

        Assert.Equal(
            ["GOV2006 decisions/extra.md", "GOV2006 decisions/ranker.md"],
            Places(Findings(repository, "id: r\nkind: document\nper: model\npath: \"decisions/{model}.md\"\n", Register)).Order());
        Assert.Equal(
            ["GOV2006 impact/support.md"],
            Places(Findings(repository, "id: r\nkind: document\nper: system\npath: \"impact/{system}.md\"\nappliesTo: { riskTier: [limited, high] }\n", Register)));
        Assert.Equal(
            ["GOV2006 impact/repository.md"],
            Places(Findings(repository, "id: r\nkind: document\nper: system\npath: \"impact/{system}.md\"\n")));
    }

    [Fact]
    public void An_id_cannot_lead_out_of_its_folder()
    {
        using var repository = new TemporaryRepository();

        Assert.Equal(
            ["GOV2006 d/etc-passwd.md"],
            Places(Findings(repository, "id: r\nkind: document\nper: system\npath: \"d/{system}.md\"\n", "systems: [{ id: ../../etc/passwd }]")).Select(p => p.Replace("..-", "")));
    }

    [Theory]
    [InlineData("high", Severity.Error)]
    [InlineData("limited", Severity.Suggestion)]
    [InlineData("minimal", Severity.Suggestion)]
    public void A_tier_may_be_asked_for_more(string tier, Severity expected)
    {
        using var repository = new TemporaryRepository();

        var finding = Assert.Single(Findings(
            repository,
            "id: r\nkind: document\npath: a.md\nseverity: suggestion\nforTier: { high: { severity: error } }\n",
            $"systems: [{{ id: a, riskTier: minimal }}, {{ id: b, riskTier: {tier} }}]"));

        Assert.Equal(expected, finding.Severity);
    }
}
