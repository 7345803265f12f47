using System.Linq;
using GovernanceAnalyzers.Engine.Policy;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Policy;

/// <summary>What "the stricter" of two parents is, setting by setting, written down independently of how it is computed.</summary>
public class StricterTests
{
    [Theory]
    [InlineData("rules: { GOV2001: suggestion }", "rules: { GOV2001: error }", "rules.GOV2001.severity", "error", "b.yml(2)")]
    [InlineData("rules: { GOV2001: none }", "rules: { GOV2001: none }", "rules.GOV2001.severity", "none", "a.yml(2) and b.yml(2)")]
    [InlineData("rules: { GOV2001: { severity: error, errorFrom: 2027-03-01 } }", "rules: { GOV2001: { severity: suggestion, errorFrom: 2027-01-01 } }", "rules.GOV2001.severity", "warning, error from 2027-01-01", "a.yml(2) and b.yml(2)")]
    [InlineData("rules: { GOV2001: { severity: error, errorFrom: 2027-03-01 } }", "rules: { GOV2001: error }", "rules.GOV2001.severity", "error", "b.yml(2)")]
    [InlineData("rules: { GOV5001: { notVisible: none } }", "rules: { GOV5001: { notVisible: warning } }", "rules.GOV5001.notVisible", "warning", "b.yml(2)")]
    [InlineData("rules: { GOV5001: { satisfiedBy: [A, B] } }", "rules: { GOV5001: { satisfiedBy: [B, C] } }", "rules.GOV5001.satisfiedBy", "B", "a.yml(2) and b.yml(2)")]
    [InlineData("failOn: warning", "failOn: error", "failOn", "warning", "a.yml(2)")]
    [InlineData("models: { retirement: { warnDays: 30 } }", "models: { retirement: { warnDays: 120 } }", "models.retirement.warnDays", "120", "b.yml(2)")]
    [InlineData("models: { cards: a/*.md }", "models: { cards: b/*.md }", "models.cards", "a/*.md, b/*.md", "a.yml(2) and b.yml(2)")]
    [InlineData("configuration: { files: [a.env] }", "configuration: { files: [b.env] }", "configuration.files", "a.env, b.env", "a.yml(2) and b.yml(2)")]
    [InlineData("waivers: { maxDays: 30 }", "waivers: { maxDays: 90 }", "waivers.maxDays", "30", "a.yml(2)")]
    [InlineData("waivers: { maxActive: 30 }", "waivers: { maxActive: 3 }", "waivers.maxActive", "3", "b.yml(2)")]
    [InlineData("waivers: { maxActive: 3 }", "", "waivers.maxActive", "3", "a.yml(2)")]
    [InlineData("waivers: { unwaivable: [GOV1001] }", "waivers: { unwaivable: [RetiredModel] }", "waivers.unwaivable", "GOV1001, GOV1004", "a.yml(2) and b.yml(2)")]
    [InlineData("waivers: { secondPerson: false }", "waivers: { secondPerson: true }", "waivers.secondPerson", "true", "b.yml(2)")]
    [InlineData("waivers: { warnDays: 7 }", "waivers: { warnDays: 14 }", "waivers.warnDays", "14", "b.yml(2)")]
    [InlineData("baseline: { maxDays: 7 }", "baseline: { maxDays: 14 }", "baseline.maxDays", "7", "a.yml(2)")]
    [InlineData("catalogue: { maxAgeDays: 7 }", "catalogue: { maxAgeDays: 14 }", "catalogue.maxAgeDays", "7", "a.yml(2)")]
    [InlineData("rawHttp: off", "rawHttp: everywhere", "rawHttp.scope", "everywhere", "b.yml(2)")]
    [InlineData("name: a", "name: b", "name", "a and b", "a.yml(2) and b.yml(2)")]
    public void Of_two_parents(string a, string b, string setting, string value, string place)
    {
        foreach (var order in new[] { "{ file: a.yml }, { file: b.yml }", "{ file: b.yml }, { file: a.yml }" })
        {
            using var repository = new TemporaryRepository()
                .With("a.yml", $"schemaVersion: 1\n{a}\n")
                .With("b.yml", $"schemaVersion: 1\n{b}\n")
                .With("governance.yml", $"schemaVersion: 1\nextends: [ {order} ]\n");

            var policy = PolicyLoader.Load(repository.Tree(), TemporaryRepository.Today);

            Assert.Empty(policy.Problems);
            var shown = policy.Settings.Single(s => s.Name == setting);
            Assert.Equal((value, place), (shown.Value, shown.Place));
        }
    }

    [Fact]
    public void A_child_replaces_what_its_parents_say()
    {
        using var repository = new TemporaryRepository()
            .With("a.yml", "schemaVersion: 1\nrules: { GOV2001: error }\nwaivers: { maxDays: 30, unwaivable: [GOV1001] }\nfailOn: warning\n")
            .With("governance.yml", "schemaVersion: 1\nextends: { file: a.yml }\nrules: { GOV2001: none }\nwaivers: { maxDays: 300, unwaivable: [] }\nfailOn: error\n");

        var policy = PolicyLoader.Load(repository.Tree(), TemporaryRepository.Today);

        Assert.Empty(policy.Problems);
        Assert.Equal(
            ["failOn error", "rules.GOV2001.severity none", "waivers.maxDays 300", "waivers.unwaivable "],
            policy.Settings.Where(s => s.Place.StartsWith("governance.yml(", System.StringComparison.Ordinal)).Select(s => $"{s.Name} {s.Value}"));
    }
}
