using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Repository.Checks;

public class GOV5006_RollbackTargetInvalidTests
{
    private const string Register = """
        schemaVersion: 1
        systems:
          - { id: support-bot, riskTier: minimal }
          - { id: search, riskTier: minimal }
        models:
          - { id: chat, reference: 'openai:gpt-4.1-2025-04-14', usedBy: support-bot }
          - { id: embed, reference: 'openai:text-embedding-3-small', usedBy: search, compensation: { reason: r, controls: c, owner: o } }
          - { id: deployed, deployments: prod-chat, usedBy: search }
        """;

    [Theory]
    [InlineData("target: openai:gpt-4o", "is not pinned")]
    [InlineData("target: openai:o1-mini-2024-09-12", "was retired on")]
    [InlineData("target: { support-bot: chat }", "is the model in use")]
    [InlineData("system: support-bot\ntarget: openai:gpt-4.1-2025-04-14", "is the model in use")]
    [InlineData("target: deployed", "does not say what the rollback target")]
    [InlineData("target: latest", "means something else after every release")]
    [InlineData("target: registry.example.com/app:latest", "means something else after every release")]
    [InlineData("target: chatt", "did you mean \"chat\"?")]
    [InlineData("target:\n  - { system: search, target: 'openai:gpt-4o' }", "is not pinned")]
    public void ATargetThatIsNoWayBack_Triggers(string plan, string part)
    {
        var finding = Assert.Single(Run(plan));

        Assert.Contains(part, finding.Message);
        Assert.Equal("governance/operations/rollback.yml", finding.Place.Path);
        Assert.Contains(" [preset baseline(", finding.Message);
    }

    [Theory]
    [InlineData("target: openai:gpt-4o-2024-08-06")]
    [InlineData("target: chat")]
    [InlineData("target: v1.4.2")]
    [InlineData("target: release/2026-10")]
    [InlineData("target: registry.example.com/app:1.4.2")]
    [InlineData("target: app@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("target: 9f2c4d1")]
    [InlineData("target: the build before, as tagged in the release notes")]
    [InlineData("target: TODO")]
    [InlineData("target: ''")]
    [InlineData("owner: me")]
    [InlineData("system: search\ntarget: openai:gpt-4.1-2025-04-14")]
    [InlineData("target: [v1.4.2, openai:gpt-4o-2024-08-06]")]
    [InlineData("target: { support-bot: v3, search: embed }")]
    [InlineData("- a list")]
    [InlineData("target: { a: { b: { c: { d: { e: latest } } } } }")]
    public void AWayBackAndWhatIsSomebodyElsesBusiness_DoNotTrigger(string plan) => Assert.Empty(Run(plan));

    [Fact]
    public void ATargetThatIsRetiredSoon_Triggers()
    {
        using var repository = new TemporaryRepository().With("governance/register.yml", Register).With("governance/operations/rollback.yml", "target: openai:gpt-4-0314\n");

        Assert.Contains("will be retired on", Assert.Single(Run(repository, "2026-03-01")).Message);
        Assert.Empty(Run(repository, "2025-06-01"));
    }

    [Fact]
    public void MarkdownWithFrontMatter_Triggers()
    {
        using var repository = new TemporaryRepository().With("governance/operations/rollback.md", "---\ntarget: openai:gpt-4o\n---\n# Rollback\n");

        var finding = Assert.Single(Run(repository, "2026-11-20"));
        Assert.Equal((2, 9), (finding.Place.Line, finding.Place.Column));
    }

    private static Finding[] Run(string plan)
    {
        using var repository = new TemporaryRepository().With("governance/register.yml", Register).With("governance/operations/rollback.yml", plan + "\n");
        return Run(repository, "2025-12-01");
    }

    private static Finding[] Run(TemporaryRepository repository, string date) => RepositoryChecks.Run(repository.Compile(date)).Where(f => f.RuleId == "GOV5006").ToArray();
}
