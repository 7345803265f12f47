using GovernanceAnalyzers.Core.Licences;
using Xunit;

namespace GovernanceAnalyzers.Core.Tests.Licences;

public class LicencePolicyTests
{
    private static readonly LicencePolicy Policy = new(
        allow: ["MIT", "Apache-2.0", "CC-BY-*", "GPL-2.0-only WITH Classpath-exception-2.0"],
        review: ["CC-BY-SA-*", "LicenseRef-llama*"],
        deny: ["*-NC-*", "GPL-*"]);

    [Theory]
    [InlineData("MIT", "Allow", "MIT", "MIT")]
    [InlineData("Apache-2.0+", "Allow", "Apache-2.0+", "Apache-2.0")]
    [InlineData("CC-BY-4.0", "Allow", "CC-BY-4.0", "CC-BY-*")]
    [InlineData("CC-BY-SA-4.0", "Review", "CC-BY-SA-4.0", "CC-BY-SA-*")]
    [InlineData("cc-by-nc-sa-4.0", "Deny", "CC-BY-NC-SA-4.0", "*-NC-*")]
    [InlineData("LicenseRef-llama3.1", "Review", "LicenseRef-llama3.1", "LicenseRef-llama*")]
    [InlineData("0BSD", "Review", "0BSD", "")]
    // OR takes the best branch
    [InlineData("CC-BY-NC-4.0 OR MIT", "Allow", "MIT", "MIT")]
    [InlineData("CC-BY-NC-4.0 OR CC-BY-SA-4.0", "Review", "CC-BY-SA-4.0", "CC-BY-SA-*")]
    [InlineData("MIT OR Apache-2.0", "Allow", "MIT", "MIT")]
    // AND takes the worst
    [InlineData("MIT AND CC-BY-NC-4.0", "Deny", "CC-BY-NC-4.0", "*-NC-*")]
    [InlineData("MIT AND CC-BY-SA-4.0 AND Apache-2.0", "Review", "CC-BY-SA-4.0", "CC-BY-SA-*")]
    [InlineData("MIT AND Apache-2.0", "Allow", "MIT", "MIT")]
    // Both, in each nesting
    [InlineData("CC-BY-NC-4.0 AND MIT OR CC-BY-SA-4.0", "Review", "CC-BY-SA-4.0", "CC-BY-SA-*")]
    [InlineData("(CC-BY-NC-4.0 OR MIT) AND Apache-2.0", "Allow", "MIT", "MIT")]
    [InlineData("(CC-BY-NC-4.0 OR GPL-3.0-only) AND MIT", "Deny", "CC-BY-NC-4.0", "*-NC-*")]
    // WITH
    [InlineData("GPL-2.0-only", "Deny", "GPL-2.0-only", "GPL-*")]
    [InlineData("GPL-2.0-only WITH Classpath-exception-2.0", "Allow", "GPL-2.0-only WITH Classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0")]
    [InlineData("GPL-2.0-only WITH GCC-exception-3.1", "Deny", "GPL-2.0-only WITH GCC-exception-3.1", "GPL-*")]
    [InlineData("MIT WITH LLVM-exception", "Allow", "MIT WITH LLVM-exception", "MIT")]
    [InlineData("GPL-2.0-with-classpath-exception", "Allow", "GPL-2.0-with-classpath-exception", "GPL-2.0-only WITH Classpath-exception-2.0")]
    [InlineData("GPL-2.0 WITH Classpath-exception-2.0", "Allow", "GPL-2.0 WITH Classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0")]
    public void Decides(string text, string decision, string id, string entry)
    {
        var verdict = Policy.Evaluate(SmallList.Parse(text));

        Assert.Equal((decision, id, entry), (verdict.Decision.ToString(), verdict.Id, verdict.Entry));
    }

    [Theory]
    [InlineData("GPL-3.0", "GPL-3.0-only")]
    [InlineData("GPL-3.0+", "GPL-3.0-or-later")]
    [InlineData("GPL-3.0+", "GPL-3.0+")]
    public void A_deprecated_id_counts_as_what_replaced_it(string text, string denied)
    {
        var policy = new LicencePolicy([], [], [denied], LicenceDecision.Allow);

        Assert.Equal(LicenceDecision.Deny, policy.Evaluate(SmallList.Parse(text)).Decision);
    }

    [Fact]
    public void Deny_wins_over_review_and_review_over_allow()
    {
        var parsed = SmallList.Parse("MIT");

        Assert.Equal(LicenceDecision.Deny, new LicencePolicy(["MIT"], ["M*"], ["*"]).Evaluate(parsed).Decision);
        Assert.Equal(LicenceDecision.Review, new LicencePolicy(["MIT"], ["M*"], []).Evaluate(parsed).Decision);
    }

    [Theory]
    [InlineData(LicenceDecision.Allow)]
    [InlineData(LicenceDecision.Review)]
    [InlineData(LicenceDecision.Deny)]
    public void What_no_list_names_gets_the_decision_for_it(LicenceDecision unlisted)
    {
        var verdict = new LicencePolicy([], [], [], unlisted).Evaluate(SmallList.Parse("MIT"));

        Assert.Equal(unlisted, verdict.Decision);
        Assert.True(verdict.IsUnlisted);
    }

    [Fact]
    public void A_class_name_stands_for_its_licences()
    {
        var policy = new LicencePolicy(["Permissive"], [], ["non-commercial"], classes: SmallList.Classes);

        Assert.Equal("Permissive", policy.Evaluate(SmallList.Parse("CC-BY-4.0")).Entry);
        Assert.Equal(new LicenceVerdict(LicenceDecision.Deny, "CC-BY-NC-4.0", "non-commercial"), policy.Evaluate(SmallList.Parse("CC-BY-NC-4.0")));
    }

    [Theory]
    [InlineData("CC-BY-NC-4.0", true, "evaluation", LicenceDecision.Deny)]
    [InlineData("CC-BY-NC-4.0", false, "evaluation", LicenceDecision.Review)]
    [InlineData("CC-BY-ND-4.0", true, "evaluation", LicenceDecision.Review)]
    [InlineData("CC-BY-ND-4.0", false, "training", LicenceDecision.Deny)]
    [InlineData("CC-BY-4.0", true, "training", LicenceDecision.Allow)]
    [InlineData("0BSD", true, "training", LicenceDecision.Review)]
    public void Classes_decide_where_there_is_no_policy(string text, bool commercial, string use, LicenceDecision expected) =>
        Assert.Equal(expected, SmallList.Classes.DefaultPolicy(commercial, [use]).Evaluate(SmallList.Parse(text)).Decision);

    [Theory]
    [InlineData("MIT", null)]
    [InlineData("*-NC-*", null)]
    [InlineData("non-commercial", null)]
    [InlineData("LicenseRef-acme*", null)]
    [InlineData("GPL-2.0-only WITH Classpath-exception-2.0", null)]
    [InlineData("GPL-* WITH Classpath-exception-2.0", null)]
    [InlineData("*-XX-*", "matches no licence")]
    [InlineData("MTI", "did you mean 'MIT'")]
    [InlineData("GPL-3.0", "write 'GPL-3.0-only'")]
    [InlineData("MIT OR Apache-2.0", "list each of them on its own")]
    [InlineData("", "neither a licence nor a class")]
    public void List_entries_are_checked(string entry, string? problem)
    {
        var actual = LicencePolicy.ProblemOf(entry, SmallList.Spdx, SmallList.Classes);

        if (problem is null)
        {
            Assert.Null(actual);
        }
        else
        {
            Assert.Contains(problem, actual);
        }
    }
}
