using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Reports;
using GovernanceAnalyzers.Engine.Tests;
using Xunit;

namespace GovernanceAnalyzers.Reports.Tests;

public class PostureTests
{
    private const string Policy = """
        schemaVersion: 1
        name: test
        owner: lead@example.com
        extends: [{ preset: baseline }]
        """;

    private const string Register = """
        schemaVersion: 1
        systems:
          - { id: answers, name: Answers, purpose: Answers questions., owner: ann@example.com, riskTier: limited, paths: ["src/Answers/**"] }
          - { id: search, name: Search, purpose: Finds documents., owner: sam@example.com, riskTier: minimal, paths: ["src/Search/**"] }
        models:
          - { id: large, reference: "openai:gpt-4o-2024-11-20", usedBy: answers, owner: mia@example.com }
          - { id: old, reference: "openai:gpt-4-0314", usedBy: search }
        """;

    [Fact]
    public void Every_rule_says_what_it_is_about()
    {
        Assert.Equal(RuleCatalogue.All.Select(r => r.Id).OrderBy(i => i), RuleSubjects.Rules.OrderBy(i => i));
    }

    [Fact]
    public void A_finding_belongs_to_the_system_of_its_model_or_its_path_and_to_its_owner()
    {
        using var repository = new TemporaryRepository()
            .With("governance.yml", Policy)
            .With("governance/register.yml", Register);
        var posture = Of(repository, Run(
            Reference("openai", "gpt-4o", "src/Answers/A.cs", 3),
            Reference("openai", "gpt-4-0314", "src/Search/S.cs", 5)));

        var floating = Assert.Single(posture.Findings, f => f.Finding.RuleId == "GOV1001" && f.Finding.Place.Path == "src/Answers/A.cs");
        Assert.Equal(["answers"], floating.Systems);
        Assert.Equal("ann@example.com", floating.Owner);
        Assert.Equal(["C02"], floating.Controls);
        Assert.Contains("ISO/IEC 42001:2023 A.6.2.3", floating.Clauses);
        Assert.True(floating.Blocks);

        var retired = Assert.Single(posture.Findings, f => f.Finding.RuleId == "GOV1004");
        Assert.Equal(["search"], retired.Systems);

        Assert.Equal(["answers", "search"], posture.Systems.Select(s => s.Id));
        Assert.All(posture.Systems, s => Assert.False(s.MayShip));
        Assert.DoesNotContain(retired.Number, posture.Systems[0].Findings);
        Assert.Equal(Assessment.Fail, State(posture.Systems[0].Controls, "C02"));
        Assert.NotEqual(Assessment.Fail, State(posture.Systems[0].Controls, "C03"));
        Assert.Equal(Assessment.Fail, State(posture.Systems[1].Controls, "C03"));
    }

    [Fact]
    public void The_numbers_point_at_the_findings_of_the_report()
    {
        using var repository = new TemporaryRepository().With("governance.yml", Policy).With("governance/register.yml", Register);
        var posture = Of(repository, Run(Reference("openai", "gpt-4o", "src/Answers/A.cs", 3)));

        Assert.Equal(Enumerable.Range(1, posture.Report.Results.Count), posture.Findings.Select(f => f.Number));
        Assert.Equal(posture.Report.Failing.Select(r => r.Key), posture.Blockers.Select(b => posture.Findings[b - 1].Result.Key));
        Assert.Equal(posture.Findings.Count, posture.Findings.Select(f => f.Fingerprint).Distinct().Count());
    }

    [Fact]
    public void Code_that_nobody_analysed_is_no_pass()
    {
        using var repository = new TemporaryRepository()
            .With("governance.yml", Policy)
            .With("governance/register.yml", Register.Replace("gpt-4-0314", "gpt-4.1-2025-04-14"))
            .With("src/Answers/Answers.csproj", "<Project />");
        var posture = Of(repository);

        Assert.False(posture.MayShip);
        Assert.Contains("no build has been recorded", posture.NotKnown);
        Assert.Equal(Assessment.NotAssessed, State(posture.Controls, "C44"));
        Assert.All(posture.Systems, s => Assert.False(s.MayShip));
    }

    [Fact]
    public void Without_ai_nothing_is_claimed()
    {
        using var repository = new TemporaryRepository().With("governance.yml", Policy);
        var posture = Of(repository);

        Assert.True(posture.MayShip, posture.NotKnown);
        Assert.DoesNotContain(posture.Controls, c => c.State == Assessment.Fail);
        // Only checks of the policy itself looked at something.
        Assert.All(
            posture.Controls.SelectMany(c => c.Checks).Where(c => c.State == Assessment.Pass),
            c => Assert.StartsWith("GOV00", c.Check.Rule));
    }

    [Fact]
    public void A_waived_finding_waives_its_control_and_hidden_ones_fail_it()
    {
        using var repository = new TemporaryRepository()
            .With("governance.yml", Policy)
            .With("governance/register.yml", Register.Replace("gpt-4-0314", "gpt-4.1-2025-04-14"))
            .With("governance/waivers.yml", """
                schemaVersion: 1
                waivers:
                  - { id: moving, rule: GOV1001, scope: { path: "src/Answers/**" }, reason: Is being replaced., owner: ann@example.com, approvedBy: lead@example.com, approvedOn: 2026-11-01, expires: 2026-12-20 }
                """);
        var waived = Of(repository, Run(Reference("openai", "gpt-4o", "src/Answers/A.cs", 3)));

        Assert.Equal(Assessment.Waived, State(waived.Controls, "C02"));
        var waiver = Assert.Single(waived.Waivers);
        Assert.True(waiver.IsActive);
        Assert.Equal(30, waiver.DaysLeft);
        Assert.Equal("GOV1001", waived.Findings[Assert.Single(waiver.Findings) - 1].Finding.RuleId);
        Assert.Equal("lead@example.com", waiver.Waiver.ApprovedBy);

        var reference = Reference("openai", "gpt-4o", "src/Search/S.cs", 3);
        var hidden = Of(repository, Run(reference) with { Suppressions = [new Suppression("GOV1001", reference.Place, "by #pragma warning disable", "")] });
        Assert.Equal(ResultStatus.Suppressed, Assert.Single(hidden.Findings, f => f.Finding.RuleId == "GOV1001").Result.Status);
        Assert.Equal(Assessment.Fail, State(hidden.Controls, "C02"));
    }

    [Fact]
    public void Models_of_register_code_and_cards_are_one_list()
    {
        using var repository = new TemporaryRepository()
            .With("governance.yml", Policy)
            .With("governance/register.yml", Register)
            .With("governance/models/large.md", "---\nmodels: [\"openai:gpt-4o-2024-11-20\"]\nowner: mia@example.com\nlicense: other\n---\n# Large\n");
        var posture = Of(repository, Run(
            Reference("openai", "gpt-4o-2024-11-20", "src/Answers/A.cs", 3),
            Reference("openai", "gpt-4o-2024-11-20", "src/Search/S.cs", 9),
            Reference("anthropic", "claude-sonnet-4-5", "src/Search/S.cs", 12)));

        Assert.Equal(["anthropic:claude-sonnet-4-5", "openai:gpt-4-0314", "openai:gpt-4o-2024-11-20"], posture.Models.Select(m => m.Name));
        var large = posture.Models[2];
        Assert.Equal(("large", "pinned", "mia@example.com", "governance/models/large.md"), (large.RegisterId, large.Verdict, large.Owner, large.Card));
        Assert.Equal(["src/Answers/A.cs", "src/Search/S.cs"], large.Uses.Select(u => u.Place.Path));
        Assert.NotNull(large.Retires);
        Assert.False(large.IsRetired);
        Assert.True(posture.Models[1].IsRetired);
        Assert.Equal(["search"], posture.Models[0].Systems);
        Assert.Contains(posture.Evidence, e => e.Path == "governance/models/large.md" && e.Sha256.Length == 64);
    }

    [Theory]
    [InlineData("https://example.com/contoso/bot.git", "contoso/bot")]
    [InlineData("git@example.com:contoso/bot.git", "contoso/bot")]
    [InlineData("ssh://git@example.com:22/contoso/bot", "contoso/bot")]
    [InlineData("https://user:secret@example.com/group/sub/bot/", "sub/bot")]
    [InlineData("C:\\repositories\\bot", "repositories/bot")]
    [InlineData("https://user:secret@", "")]
    public void A_repository_is_called_as_its_remote_calls_it(string address, string name)
    {
        Assert.Equal(name, GitIdentity.NameOf(address));
    }

    [Fact]
    public void Name_and_commit_come_from_gits_files()
    {
        var commit = new string('a', 40);
        using var repository = new TemporaryRepository()
            .With(".git/config", "[core]\n\tbare = false\n[remote \"fork\"]\n\turl = https://example.com/other/bot\n[remote \"origin\"]\n\turl = https://example.com/contoso/bot.git\n")
            .With(".git/HEAD", "ref: refs/heads/main\n")
            .With(".git/packed-refs", $"# pack-refs\n{commit} refs/heads/main\n{new string('b', 40)} refs/heads/other/main\n")
            .With("governance.yml", Policy);

        Assert.Equal(new RepositoryIdentity("contoso/bot", commit), Of(repository).Identity);
    }

    private static Assessment State(IEnumerable<ControlPosture> controls, string id) => controls.Single(c => c.Control.Id == id).State;

    private static ModelReferenceFact Reference(string provider, string value, string path, int line) =>
        new() { Provider = provider, Value = value, Place = new SourcePlace(path, line, 10), Symbol = "A.B()", Sink = "OpenAI.Chat.ChatClient(model)", Sdk = "openai" };

    private static ProjectRun Run(params CodeFact[] facts) => new("src/App.csproj", "net8.0")
    {
        Facts = facts,
        Completed = new AnalysisCompleted("", "", facts.OfType<ModelReferenceFact>().Count(), 0, 0),
    };

    private static RepositoryPosture Of(TemporaryRepository repository, params ProjectRun[] runs)
    {
        var policy = repository.Compile();
        var report = new Report(policy.Policy.Name, policy.Policy.PolicyFile, policy.Compiled.Digest, policy.Policy.FailOn, policy.Today)
        {
            Projects = runs,
            Results = ReportStore.Results(policy, runs),
        };
        return RepositoryPostures.Of(policy, report);
    }
}
