using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Repository.Checks;

public class GOV2005_ModelLicenceNotAllowedTests
{
    private const string Model = "huggingface:contoso/router@0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c";

    [Theory]
    [InlineData("license: cc-by-nc-4.0", "which the policy denies (entry \"non-commercial\"")]
    [InlineData("license: gpl-3.0", "wants reviewed before use (entry \"share-alike\"")]
    [InlineData("license: gemma", "(LicenseRef-gemma), which the policy wants reviewed before use (entry \"use-restricted\"")]
    [InlineData("license: llama3.1", "record the day as acceptableUseReviewed in governance/register.yml(3)")]
    [InlineData("license: other\nlicense_name: Contoso Terms\nlicense_link: LICENSE", "(LicenseRef-Contoso-Terms), which the policy does not list")]
    [InlineData("license: other", "add license_name and license_link")]
    [InlineData("license: other\nlicense_name: Contoso Terms", "add license_name and license_link")]
    [InlineData("license: other\nlicense_name: '[More Information Needed]'\nlicense_link: LICENSE", "add license_name and license_link")]
    [InlineData("license: cc", "such as CC0-1.0, CC-BY-4.0")]
    [InlineData("license: my-licence", "neither an id of the Hugging Face Hub nor an SPDX expression")]
    [InlineData("license: unknown", "has \"unknown\" where the licence should stand")]
    [InlineData("license: '[More Information Needed]'", "where the licence should stand")]
    [InlineData("license: TODO", "where the licence should stand")]
    [InlineData("license: NOASSERTION", "where the licence should stand")]
    [InlineData("owner: me", "neither its register entry nor a model card states a licence")]
    [InlineData("license: MIT AND CC-BY-NC-4.0", "of which the policy denies \"CC-BY-NC-4.0\"")]
    public void Open_weights_Trigger(string card, string part) => Assert.Contains(part, Assert.Single(Run("origin: open-weights", card)).Message);

    [Theory]
    [InlineData("license: apache-2.0")]
    [InlineData("license: MIT")]
    [InlineData("license: cc-by-4.0")]
    [InlineData("license: MIT OR CC-BY-NC-4.0")]
    public void Allowed_licences_DoNotTrigger(string card) => Assert.Empty(Run("origin: open-weights", card));

    [Theory]
    [InlineData("origin: open-weights, acceptableUseReviewed: 2026-05-01", "license: llama3.1", 0)]
    [InlineData("origin: open-weights, acceptableUseReviewed: 2026-05-01", "license: gemma", 0)]
    // A review cannot lie in the future, and does not turn a denial.
    [InlineData("origin: open-weights, acceptableUseReviewed: 2027-05-01", "license: llama3.1", 1)]
    [InlineData("origin: open-weights, acceptableUseReviewed: 2026-05-01", "license: cc-by-nc-4.0", 1)]
    public void Review_on_record_counts(string entry, string card, int findings) => Assert.Equal(findings, Run(entry, card).Count);

    [Theory]
    // Nobody is asked for the licence of what is only called.
    [InlineData("origin: hosted", "owner: me", 0)]
    [InlineData("purpose: answers", "license: unknown", 0)]
    [InlineData("purpose: answers", "license: other", 0)]
    // What is trained here is the team's own.
    [InlineData("origin: trained", "owner: me", 0)]
    [InlineData("origin: fine-tuned", "owner: me", 1)]
    // The terms of a service are its supplier's, and those of weights are not.
    [InlineData("origin: hosted", "license: other\nlicense_name: Terms of use\nlicense_link: https://contoso.example", 0)]
    [InlineData("origin: hosted, license: LicenseRef-Terms-of-use", "owner: me", 0)]
    [InlineData("origin: hosted", "license: LicenseRef-Provider-Terms-Contoso", 1)]
    [InlineData("purpose: answers", "license: other\nlicense_name: Terms of use\nlicense_link: https://contoso.example", 1)]
    // What is stated is judged, whoever serves it.
    [InlineData("origin: hosted", "license: cc-by-nc-4.0", 1)]
    [InlineData("origin: trained", "license: cc-by-nc-4.0", 1)]
    [InlineData("origin: trained, license: cc-by-nc-4.0", "owner: me", 1)]
    public void Origin_says_who_is_asked(string entry, string card, int findings) => Assert.Equal(findings, Run(entry, card).Count);

    [Fact]
    public void Model_tuned_at_its_provider_is_not_asked()
    {
        using var repository = new TemporaryRepository()
            .With("governance/register.yml", "schemaVersion: 1\nmodels:\n  - { id: a, reference: \"openai:ft:gpt-4o-2024-08-06:contoso::abc123\", origin: fine-tuned }\n");
        Assert.Empty(Run(repository));
    }

    [Fact]
    public void Card_of_a_service_may_name_its_terms()
    {
        using var repository = new TemporaryRepository()
            .With("governance/models/a.md", "---\nmodels: [\"openai:gpt-4o-2024-08-06\"]\nlicense: other\nlicense_name: OpenAI terms of use\nlicense_link: https://openai.com/policies\n---\n# A\n");
        Assert.Empty(Run(repository));
    }

    [Fact]
    public void Card_and_register_disagree()
    {
        var findings = Run("origin: open-weights, license: apache-2.0", "license: mit");
        var finding = Assert.Single(findings);
        Assert.Contains("\"mit\" in its model card (governance/models/router.md(3)) and \"apache-2.0\" in its register entry (governance/register.yml(3))", finding.Message);
    }

    [Theory]
    [InlineData("origin: open-weights, license: Apache-2.0", "license: apache-2.0")]
    [InlineData("origin: open-weights, license: LicenseRef-llama3.1, acceptableUseReviewed: 2026-01-01", "license: llama3.1")]
    [InlineData("origin: open-weights, license: MIT", "license: unknown")]
    public void Spellings_of_one_licence_agree(string entry, string card) => Assert.Empty(Run(entry, card));

    [Fact]
    public void Card_without_an_entry_is_judged_by_what_it_states()
    {
        using var repository = new TemporaryRepository()
            .With("governance/models/a.md", "---\nlicense: cc-by-nc-4.0\n---\n# A\n")
            .With("governance/models/b.md", "---\nmodels: [\"openai:gpt-4o-2024-08-06\"]\n---\n# B\n");

        var finding = Assert.Single(Run(repository));
        Assert.Equal(("governance/models/a.md", 2), (finding.Place.Path, finding.Place.Line));
    }

    [Fact]
    public void Every_list_has_to_let_it_through()
    {
        using var repository = With("origin: open-weights", "license: mit").With("governance.yml", """
            schemaVersion: 1
            extends: { file: org.yml }
            models: { licences: { allow: [MIT], unlisted: deny } }
            """).With("org.yml", "schemaVersion: 1\nextends: { preset: baseline }\nmodels: { licences: { deny: [MIT] } }\n");

        var message = Assert.Single(Run(repository)).Message;
        Assert.True(message.Contains("which the policy denies (entry \"MIT\"", System.StringComparison.Ordinal), message);
    }

    [Fact]
    public void Licence_of_a_BOM_counts()
    {
        using var repository = new TemporaryRepository()
            .With("governance/register.yml", $"schemaVersion: 1\nmodels:\n  - {{ id: a, reference: \"{Model}\", origin: open-weights }}\n")
            .With("governance/models/bom.json", $$"""
                { "bomFormat": "CycloneDX", "components": [ { "type": "machine-learning-model", "name": "router", "licenses": [ { "license": { "id": "CC-BY-NC-4.0" } } ],
                  "properties": [ { "name": "governance:model", "value": "{{Model}}" } ], "modelCard": {} } ] }
                """);

        Assert.Equal("governance/models/bom.json", Assert.Single(Run(repository)).Place.Path);
    }

    private static IReadOnlyList<Finding> Run(string entry, string card)
    {
        using var repository = With(entry, card);
        return Run(repository);
    }

    private static TemporaryRepository With(string entry, string card) => new TemporaryRepository()
        .With("governance/register.yml", $"schemaVersion: 1\nmodels:\n  - {{ id: router, reference: \"{Model}\", {entry} }}\n")
        .With("governance/models/router.md", $"---\nmodels: [\"{Model}\"]\n{card}\n---\n# Router\n");

    private static IReadOnlyList<Finding> Run(TemporaryRepository repository)
    {
        var compiled = repository.Compile();
        Assert.Empty(compiled.PolicyFindings.Where(f => f.RuleId == "GOV0001").Select(f => f.Message));
        return [.. RepositoryChecks.Run(compiled).Where(f => f.RuleId == "GOV2005")];
    }
}
