using System;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Policy.Layers;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Policy;

/// <summary>Requirements as settings of layers, and presets as effective policies.</summary>
public class RequirementLayerTests
{
    private const string Org = """
        schemaVersion: 1
        requirements:
          - id: works-council
            kind: document
            title: Agreement with the works council
            path: governance/works-council.md
            fields: [agreedOn, signedBy]
            reviewWithin: 365d
            severity: warning
            locked: true
        """;

    [Theory]
    [InlineData("severity: suggestion", "severity 'warning' becomes 'suggestion'")]
    [InlineData("severity: none", "severity 'warning' becomes 'none'")]
    [InlineData("reviewWithin: 730d", "reviewWithin '365d' becomes '730d'")]
    [InlineData("optional: true", "optional 'true' is added")]
    [InlineData("appliesTo: { riskTier: high }", "appliesTo 'riskTier high' is added")]
    [InlineData("severity: error", "")]
    [InlineData("reviewWithin: 90d", "")]
    public void A_locked_requirement_can_only_be_tightened(string change, string message)
    {
        using var repository = new TemporaryRepository()
            .With("org.yml", Org)
            .With("governance.yml", $"schemaVersion: 1\nextends: {{ file: org.yml }}\nrequirements:\n  - id: works-council\n    {change}\n");

        var policy = PolicyLoader.Load(repository.Tree(), TemporaryRepository.Today);

        if (message.Length == 0)
        {
            Assert.Empty(policy.Problems);
            Assert.Equal("governance.yml(4)", policy.Settings.Single(s => s.Name == "requirements.works-council").Place);
            return;
        }

        var problem = Assert.Single(policy.Problems);
        Assert.Equal(("GOV0003", "governance.yml(4,9)"), (problem.RuleId, problem.Place.ToString()));
        Assert.Contains($"The requirement 'works-council' is locked by org.yml(3) and cannot be loosened here: {message}; it is written in org.yml(3)", problem.Message);
        Assert.Equal("org.yml(3)", policy.Settings.Single(s => s.Name == "requirements.works-council").Place);
    }

    [Fact]
    public void An_own_requirement_needs_no_code()
    {
        using var repository = new TemporaryRepository()
            .With("governance.yml", Org)
            .With("governance/register.yml", "schemaVersion: 1\nsystems:\n  - { id: bot, owner: a@b.example, purpose: Answers., riskTier: limited }\n");

        var finding = Assert.Single(RepositoryChecks.Run(repository.Compile()), f => f.Requirement == "works-council");

        Assert.Equal(("GOV2006", Severity.Warning, "governance/works-council.md"), (finding.RuleId, finding.Severity, finding.Place.Path));
        Assert.Contains("[governance.yml(3)]", finding.Message);

        repository.With("governance/works-council.md", "---\nagreedOn: 2026-10-01\nsignedBy: The council\nreviewedOn: 2026-10-01\n---\n# Agreement\n\nText.\n");
        Assert.DoesNotContain(RepositoryChecks.Run(repository.Compile()), f => f.Requirement == "works-council");
    }

    [Fact]
    public void A_slip_in_evidence_is_told()
    {
        using var repository = new TemporaryRepository()
            .With("governance.yml", Org)
            .With("governance/register.yml", "schemaVersion: 1\nsystems:\n  - { id: bot, owner: a@b.example, purpose: Answers., riskTier: limited }\n")
            .With("governance/works-council.md", "---\nagredOn: 2026-10-01\nsignedBy: The council\nreviewedOn: 2026-10-01\n---\n# Agreement\n\nText.\n");

        var finding = Assert.Single(RepositoryChecks.Run(repository.Compile()), f => f.Requirement == "works-council");

        Assert.Contains("has no 'agreedOn' (there is 'agredOn')", finding.Message);
    }

    [Theory]
    [InlineData("- id: a\n    kind: document\n    path: x.yml\n  - id: a\n    severity: error\n", 6, 9, "There is a requirement 'a' in line 3 already")]
    [InlineData("- id: a\n", 3, 5, "No layer below has a requirement 'a', so it needs a 'kind'")]
    [InlineData("- id: a\n    kind: documnet\n    path: x.yml\n", 4, 11, "did you mean 'document'?")]
    [InlineData("- id: a\n    kind: document\n    path: x.yml\n    controls: [\"ISO/IEC 42001:2023 A.99\"]\n", 6, 16, "A.99")]
    [InlineData("- id: a\n    kind: document\n    path: x.yml\n    reviewWithin: 180\n", 6, 19, "write 180d for days")]
    public void A_mistake_is_located(string requirements, int line, int column, string part)
    {
        using var repository = new TemporaryRepository().With("governance.yml", $"schemaVersion: 1\nrequirements:\n  {requirements}");

        var problem = Assert.Single(PolicyLoader.Load(repository.Tree(), TemporaryRepository.Today).Problems);

        Assert.Equal(("GOV0001", line, column), (problem.RuleId, problem.Place.Line, problem.Place.Column));
        Assert.Contains(part, problem.Message);
    }

    [Theory]
    [InlineData("iso-42001")]
    [InlineData("nist-ai-rmf")]
    [InlineData("eu-ai-act-high-risk")]
    public void A_preset_is_nowhere_looser_than_the_baseline(string preset)
    {
        var baseline = Load("baseline");
        var strict = Load(preset);

        Assert.All(baseline.Settings.Where(s => s.Name is not ("name" or "owner")), before =>
        {
            var after = strict.Settings.Single(s => s.Name == before.Name);
            Assert.False(PolicySettings.KindOf(before.Name).IsLooser(after.Raw!, before.Raw), $"{before.Name}: {after.Value} after {before.Value}");
        });
        Assert.True(strict.Settings.Count > baseline.Settings.Count);
    }

    [Fact]
    public void Two_presets_combine_in_either_order_to_what_is_stricter_than_both()
    {
        var one = Load("iso-42001, nist-ai-rmf");
        var other = Load("nist-ai-rmf, iso-42001");

        Assert.Equal(one.Settings.Select(s => s.ToString()), other.Settings.Select(s => s.ToString()));
        Assert.All(new[] { "iso-42001", "nist-ai-rmf" }, preset => Assert.All(
            Load(preset).Settings.Where(s => s.Name is not "name"),
            before => Assert.False(PolicySettings.KindOf(before.Name).IsLooser(one.Settings.Single(s => s.Name == before.Name).Raw!, before.Raw), before.Name)));
    }

    private static EffectivePolicy Load(string presets)
    {
        using var repository = new TemporaryRepository()
            .With("governance.yml", $"schemaVersion: 1\nextends: [ {string.Join(", ", presets.Split(", ").Select(p => $"{{ preset: {p} }}"))} ]\n");
        var policy = PolicyLoader.Load(repository.Tree(), TemporaryRepository.Today);
        Assert.Empty(policy.Problems);
        return policy;
    }
}
