using System.Linq;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Repository.Checks;

public class GOV3004_DatasetLicenceNotAllowedTests
{
    private const string ByClass = "review: [non-commercial, no-derivatives, use-restricted], allow: [permissive]";

    [Theory]
    // Non-commercial: excluded from commercial use, else a question for a person.
    [InlineData("CC-BY-NC-4.0", "commercial: true", "the class non-commercial excludes from commercial use, which its record declares (entry \"non-commercial\", governance.yml(2))")]
    [InlineData("CC-BY-NC-4.0", "commercial: false", "which the policy wants reviewed before use")]
    [InlineData("CC-BY-NC-4.0", "use: training", "The record does not say whether the use is commercial ('commercial'); if it is, the licence excludes it.")]
    // No derivatives: excluded from training.
    [InlineData("CC-BY-ND-4.0", "use: training", "the class no-derivatives excludes from training")]
    [InlineData("CC-BY-ND-4.0", "use: [evaluation, fine-tuning]", "the class no-derivatives excludes from fine-tuning")]
    [InlineData("CC-BY-ND-4.0", "use: evaluation", "which the policy wants reviewed before use (entry \"no-derivatives\"")]
    [InlineData("CC-BY-ND-4.0", "notes: none", "The record does not say what the data is used for ('use'); training with it would be denied.")]
    [InlineData("CC-BY-NC-ND-4.0", "use: training\ncommercial: true", "the class no-derivatives excludes from training")]
    [InlineData("MIT AND CC-BY-ND-4.0", "use: training", "of which the class no-derivatives excludes \"CC-BY-ND-4.0\" from training")]
    [InlineData("LicenseRef-llama3.1", "use: training", "have the terms reviewed and the result recorded under 'licenceReview'")]
    [InlineData("LicenseRef-llama3.1", "licenceReview: { by: legal@shop.example, date: 2026-11-01, result: refused }", "recorded under 'licenceReview'")]
    public void Triggers(string licence, string more, string part) => Assert.Contains(part, Message(ByClass, licence, more));

    [Theory]
    [InlineData("MIT OR CC-BY-ND-4.0", "use: training")]
    [InlineData("CC-BY-4.0", "use: training\ncommercial: true")]
    [InlineData("LicenseRef-llama3.1", "use: training\nlicenceReview: { by: legal@shop.example, date: 2026-11-01, result: allowed }")]
    public void DoesNotTrigger(string licence, string more) => Assert.Equal("", Message(ByClass, licence, more));

    [Fact]
    public void What_the_policy_says_of_one_licence_counts()
    {
        const string More = "use: training\ncommercial: true";
        Assert.Equal("", Message("review: [], allow: [CC-BY-ND-4.0, CC-BY-NC-4.0]", "CC-BY-ND-4.0", More));
        Assert.Equal("", Message("review: [], allow: [CC-BY-ND-4.0, CC-BY-NC-4.0]", "CC-BY-NC-4.0", More));
        Assert.Contains("which the policy denies (entry \"CC-BY-4.0\"", Message("deny: [CC-BY-4.0], allow: [permissive]", "CC-BY-4.0", More));
        // A review of its own takes a waiver, not a line in the record.
        Assert.Contains(
            "recorded as a waiver",
            Message("review: [LicenseRef-llama3.1]", "LicenseRef-llama3.1", "licenceReview: { by: legal@shop.example, date: 2026-11-01, result: allowed }"));
    }

    [Fact]
    public void A_pattern_or_a_class_on_the_list_does_not_undo_what_the_class_says_of_a_use()
    {
        Assert.Contains("excludes from training", Message("review: [], allow: [\"CC-*\"]", "CC-BY-ND-4.0", "use: training"));
        Assert.Contains("excludes from commercial use", Message("review: [], allow: [non-commercial]", "CC-BY-NC-4.0", "commercial: true"));
        Assert.Equal("", Message("review: [], allow: [non-commercial]", "CC-BY-NC-4.0", "commercial: false"));
        Assert.Contains("which the policy denies", Message("deny: [non-commercial]", "CC-BY-NC-4.0", "commercial: false"));
    }

    private static string Message(string lists, string licence, string more)
    {
        using var repository = new TemporaryRepository()
            .With("governance.yml", $"schemaVersion: 1\ndatasets: {{ licences: {{ {lists} }} }}\nrules: {{ GOV3004: error }}\n")
            .With("governance/datasets/a.yml", $"id: a\nlicence: {licence}\n{more}\n");
        var findings = RepositoryChecks.Run(repository.Compile());
        Assert.DoesNotContain(findings, f => f.RuleId is "GOV0001" || (f.RuleId == "GOV3005" && f.Requirement.Length == 0));
        return findings.SingleOrDefault(f => f.RuleId == "GOV3004")?.Message ?? "";
    }
}
