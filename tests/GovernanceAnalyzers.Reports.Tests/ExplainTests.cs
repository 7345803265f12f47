using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Reports;
using GovernanceAnalyzers.Engine.Tests;
using Xunit;

namespace GovernanceAnalyzers.Reports.Tests;

public class ExplainTests
{
    private static readonly RepositoryPosture Posture = TestPostures.Of(
        TestPostures.Result("GOV1001", "src/a.cs", 12),
        TestPostures.Result("GOV2001", "src/a.cs", 12),
        TestPostures.Result("GOV2006", "governance/plan.md", 0),
        TestPostures.Result("GOV1001", "C:/other/b.cs", 3),
        TestPostures.Result("GOV1001", "a:7/c.cs", 3));

    [Theory]
    [InlineData("src/a.cs:12", "", 1, 2)]
    [InlineData("src/a.cs(12)", "", 1, 2)]
    [InlineData("src/a.cs(12,5)", "", 1, 2)]
    [InlineData("src/a.cs:12:5", "GOV2001", 2)]
    [InlineData("./src/a.cs:12", "GOV1001", 1)]
    [InlineData(@"src\a.cs:12", "GOV1001", 1)]
    [InlineData("cwd/a.cs:12", "GOV1001", 1)]
    [InlineData("src/a.cs", "", 1, 2)]
    [InlineData("governance/plan.md", "", 3)]
    [InlineData("governance/plan.md:1", "", 3)]
    [InlineData("C:/other/b.cs:3", "", 4)]
    [InlineData("a:7/c.cs", "", 5)]
    [InlineData("a:7/c.cs:3", "", 5)]
    public void A_finding_is_named_by_its_place(string text, string rule, params int[] numbers)
    {
        var search = FindingSearch.By(text, rule, Posture, p => p.Replace("cwd/", "src/"));

        Assert.Equal("", search.Problem);
        Assert.Equal(numbers, search.Found.Select(f => f.Number));
    }

    [Fact]
    public void A_finding_is_named_by_its_fingerprint_or_the_beginning_of_it()
    {
        foreach (var finding in Posture.Findings)
        {
            Assert.Equal([finding.Number], By(finding.Fingerprint).Found.Select(f => f.Number));
            Assert.Equal([finding.Number], By(finding.Fingerprint[..8].ToUpperInvariant()).Found.Select(f => f.Number));
            Assert.Empty(By(finding.Fingerprint[..5]).Found);
        }

        var twins = Posture with { Findings = Posture.Findings.Select((f, i) => f with { Fingerprint = "abcdef0" + i }).ToArray() };
        Assert.StartsWith("several findings have a fingerprint that begins with 'abcdef': abcdef00 src/a.cs(12,5) GOV1001, abcdef01", FindingSearch.By("abcdef", "", twins, p => p).Problem);
    }

    [Theory]
    [InlineData("src/a.cs:13", "there is no finding in line 13 of src/a.cs. In that file: src/a.cs(12,5) GOV1001, src/a.cs(12,5) GOV2001.")]
    [InlineData("src/aa.cs:12", "Did you mean 'src/a.cs'?")]
    [InlineData("FloatingModelRef", "Did you mean 'FloatingModelReference'?")]
    [InlineData("GOV10O1", "Did you mean 'GOV1001'?")]
    [InlineData("", "there is no rule, requirement or finding ''.")]
    [InlineData(":", "there is no rule, requirement or finding ':'.")]
    [InlineData("x:99999999999", "there is no rule, requirement or finding 'x:99999999999'.")]
    [InlineData("\u202Ea\nb(1)", "there is no rule")]
    public void What_is_not_there_is_said_with_what_was_probably_meant(string text, string problem) => Assert.Contains(problem, By(text).Problem);

    [Theory]
    [InlineData("GOV1001", "Model reference \"gpt-5\" is floating: OpenAI may move it. Pin it, for example to \"gpt-5-2025-08-07\". [preset baseline(7)]", "a.cs, line 3: Model reference \"gpt-5\" is floating: OpenAI may move it. Pin it, for example to \"gpt-5-2025-08-07\".")]
    [InlineData("GOV1001", "It is floating. Its pinned form \"x\" is retired: choose another model. [governance.yml(3), an error from 2027-01-01]", "a.cs, line 3: Choose another model.")]
    [InlineData("GOV2001", "It has no model card. Add governance/models/a.md with \"models: [openai:a]\" in its front matter. [governance.yml(8)]", "Add governance/models/a.md with \"models: [openai:a]\" in its front matter.")]
    [InlineData("GOV6006", "It is not the one on record. Put the recorded file back, or evaluate the new one and record its digest. [p(1)]", "a.cs, line 3: Put the recorded file back, or evaluate the new one and record its digest.")]
    [InlineData("GOV3003", "Dataset 'intents' has licence \"CC-BY\", which is not on the list. Did you mean 'CC-BY-4.0'? [p(1)]", "a.cs, line 3: Did you mean 'CC-BY-4.0'?")]
    [InlineData("GOV5001", "The text is \"see. Delete everything\" and no more is known. [p(1)]", null)]
    public void The_smallest_change_is_the_message_s_own_instruction_else_the_rule_s(string rule, string message, string? change)
    {
        var finding = new Finding(rule, Severity.Error, message, new SourcePlace("a.cs", 3), "s");
        var expected = change ?? "a.cs, line 3: " + RuleCatalogue.Find(rule)!.Fix;
        // "Pin it" is said of what stands before it.
        Assert.Equal(expected.Replace("Model reference \"gpt-5\" is floating: ", ""), SmallestChange.Of(finding));
    }

    [Fact]
    public void A_requirement_s_instruction_comes_with_what_it_is_about() => Assert.Equal(
        "d.yml, line 1: Dataset 'd' has no 'origin', 'version'. Fill them in.",
        SmallestChange.Of(new Finding("GOV3005", Severity.Error, "Origin of a dataset: dataset 'd' has no 'origin', 'version'. Fill them in. (dataset-origin; relevant for EU AI Act Art. 12(2) and 2 more) [preset baseline(171)]", new SourcePlace("d.yml", 1), "s") { Requirement = "dataset-origin" }));

    [Fact]
    public void Every_finding_of_the_samples_and_of_the_broken_golden_repository_says_what_to_do()
    {
        var findings = TestPostures.Samples.Select(TestPostures.Sample).Append(TestPostures.Golden("eu-ai-act-high-risk", broken: true)).SelectMany(p => p.Findings).ToArray();

        Assert.True(findings.Length > 100);
        Assert.All(findings, f =>
        {
            var change = SmallestChange.Of(f.Finding);
            Assert.True(change.Length > 12 && change[^1] is '.' or '?' && !change.EndsWith("].", StringComparison.Ordinal), $"{change} <- {f.Finding.Message}");
            Assert.DoesNotContain(f.Finding.PolicyPlace + "]", change);
        });
    }

    [Fact]
    public void A_finding_comes_with_its_policy_its_requirement_and_the_files_that_were_looked_at()
    {
        using var repository = new TemporaryRepository()
            .With("governance.yml", """
                schemaVersion: 1
                name: test
                owner: lead@example.com
                extends: [{ preset: baseline }]
                rules:
                  GOV2007: { severity: warning, locked: true }
                overrides:
                  - { paths: ["governance/plans/**"], rules: { GOV2007: error } }
                  - { paths: ["samples/**"], rules: { GOV2007: error } }
                requirements:
                  - id: plan
                    kind: document
                    path: governance/plans/a.yml
                    fields: [steps, owner]
                    severity: warning
                    controls: ["ISO/IEC 42001:2023 A.6.2.5"]
                waivers: { file: governance/waivers.yml, unwaivable: [GOV1001] }
                """)
            .With("governance/register.yml", "schemaVersion: 1\nsystems:\n  - { id: a, name: A, purpose: Answers., owner: ann@example.com, riskTier: minimal }\n")
            .With("governance/plans/a.yml", "owner: ann@example.com\n")
            .With("governance/waivers.yml", """
                schemaVersion: 1
                waivers:
                  - { id: w-1, rule: GOV2007, scope: { requirement: plan }, reason: Until the move., owner: ann@example.com, approvedBy: bob@example.com, approvedOn: 2026-11-01, expires: 2026-12-24 }
                """);
        var policy = PolicyLoader.Load(repository.Tree(), TemporaryRepository.Today);
        var compiled = PolicyCompiler.Run(repository.Tree(), policy, TemporaryRepository.Today);
        var posture = RepositoryPostures.Of(compiled, new ReportStore(repository.Tree()).Update(compiled));

        var found = Assert.Single(FindingSearch.By("governance/plans/a.yml", "GOV2007", posture, p => p).Found);
        var explained = FindingExplanation.Of(found, posture, policy);

        Assert.Equal(ResultStatus.Waived, found.Result.Status);
        Assert.Equal(("w-1", "governance/waivers.yml(3,5)"), (explained.Waiver!.Id, explained.SettledAt.ToString()));
        Assert.Equal(["governance/plans/**"], Assert.Single(explained.Rule.Overrides).Paths);
        Assert.Equal((Severity.Error, "governance.yml(8)"), (explained.Rule.Setting.Severity, explained.Rule.Setting.Place));
        Assert.Equal("governance.yml(11)", explained.Requirement!.Requirement.Place);
        Assert.Contains(("fields", "owner, steps"), explained.Requirement.Asked);
        Assert.Equal(["governance/plans/a.yml"], Assert.Single(explained.Requirement.Results).Evidence);
        Assert.Contains("ISO/IEC 42001:2023 A.6.2.5", explained.Rule.Clauses);
        Assert.Contains("steps", explained.Change);
        Assert.Equal("governance waive plan --path \"governance/plans/a.yml\" --reason \"...\" --owner ... --expires 90d", explained.Waive);

        Assert.Equal(2, RuleExplanation.Of(RuleCatalogue.Find("GOV2007")!, policy).Overrides.Count);
        Assert.True(RuleExplanation.Of(RuleCatalogue.Find("GOV2007")!, policy).Setting.Locked);
        var unwaivable = found with { Result = found.Result with { Finding = found.Finding with { RuleId = "GOV1001", Requirement = "" } } };
        Assert.Equal("", FindingExplanation.Of(unwaivable, posture, policy).Waive);
    }

    private static FindingSearch By(string text) => FindingSearch.By(text, "", Posture, p => p);
}
