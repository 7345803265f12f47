using System.Linq;
using GovernanceAnalyzers.Engine.Policy;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Policy;

public class PolicyDiffTests
{
    [Theory]
    [InlineData("", "", "No change in what the policy means")]
    [InlineData("rules: { GOV2001: warning }", "rules: { GOV2001: error }", "Stricter GOV2001 ModelCardMissing becomes an error (was warning)")]
    [InlineData("rules: { GOV2001: error }", "rules: { GOV2001: none }", "Looser GOV2001 ModelCardMissing is switched off (was error)")]
    [InlineData("rules: { GOV5004: none }", "rules: { GOV5004: suggestion }", "Stricter GOV5004 NoFallback is switched on as a suggestion")]
    [InlineData("rules: { GOV5003: warning }", "rules: { GOV5003: { severity: error, errorFrom: 2027-01-01 } }", "Stricter GOV5003 NoTimeoutOrCancellation becomes an error on 2027-01-01")]
    [InlineData("rules: { GOV5002: suggestion }", "rules: { GOV5002: { severity: error, errorFrom: 2027-01-01 } }", "Stricter GOV5002 OutputUnbounded becomes a warning (was suggestion) and becomes an error on 2027-01-01")]
    [InlineData("rules: { GOV5003: { severity: error, errorFrom: 2027-01-01 } }", "rules: { GOV5003: error }", "Stricter GOV5003 NoTimeoutOrCancellation becomes an error (was warning)")]
    [InlineData("rules: { GOV5003: { severity: error, errorFrom: 2027-01-01 } }", "rules: { GOV5003: warning }", "Looser GOV5003 NoTimeoutOrCancellation is no longer announced to become an error on 2027-01-01")]
    [InlineData("rules: { GOV2001: error }", "rules: { GOV2001: { severity: error, locked: true } }", "Stricter GOV2001 ModelCardMissing is locked now: layers above can only tighten it")]
    [InlineData("rules: { GOV5001: { satisfiedBy: [A] } }", "rules: { GOV5001: { satisfiedBy: [A, B] } }", "Looser GOV5001 InferenceCallNotLogged, satisfiedBy, changes from 'A' to 'A, B'")]
    [InlineData("rules: { GOV5001: { satisfiedBy: [A] } }", "", "Stricter GOV5001 InferenceCallNotLogged, satisfiedBy, is no longer set; it was 'A'")]
    [InlineData("waivers: { maxDays: 90 }", "waivers: { maxDays: 30 }", "Stricter waivers.maxDays changes from '90' to '30'")]
    [InlineData("waivers: { maxActive: 5 }", "", "Looser waivers.maxActive is no longer set; it was '5'")]
    [InlineData("", "waivers: { secondPerson: true }", "Stricter waivers.secondPerson is set to 'true'")]
    [InlineData("failOn: error", "failOn: warning", "Stricter failOn changes from 'error' to 'warning'")]
    [InlineData("models: { cards: a/*.md }", "models: { cards: b/*.md }", "Other models.cards changes from 'a/*.md' to 'b/*.md'")]
    [InlineData("name: a", "name: b", "Other name changes from 'a' to 'b'")]
    [InlineData("datasets: { licences: { deny: [non-commercial] } }", "datasets: { licences: { deny: [] } }", "Looser datasets.licences changes from")]
    [InlineData("", "models: { allow: [\"openai:*\"] }", "Stricter models.allow is set to")]
    public void A_change_is_told_in_words(string before, string after, string expected)
    {
        var changes = PolicyDiff.Compare(Load(before), Load(after));

        var text = changes.Count == 0 ? PolicyDiff.Summary(changes) : string.Join("\n", changes.Select(c => $"{c.Kind} {c.Text}"));
        Assert.StartsWith(expected, text);
        Assert.InRange(changes.Count, 0, 1);
    }

    [Fact]
    public void A_summary_counts()
    {
        var changes = PolicyDiff.Compare(Load("name: a\nfailOn: error"), Load("name: b\nfailOn: warning\nrules: { GOV2001: none }"));

        Assert.Equal("3 changes: 1 stricter, 1 looser, 1 neither", PolicyDiff.Summary(changes));
    }

    private static EffectivePolicy Load(string yaml)
    {
        using var repository = new TemporaryRepository().With("governance.yml", $"schemaVersion: 1\n{yaml}\n");
        var policy = PolicyLoader.Load(repository.Tree(), TemporaryRepository.Today);
        Assert.Empty(policy.Problems);
        return policy;
    }
}
