using System.Linq;
using GovernanceAnalyzers.Package.Tests.Infra;
using Xunit;

namespace GovernanceAnalyzers.Package.Tests;

[Collection(Builds.Name)]
public class WaiverTests(PackageFixture fixture)
{
    private const string Waivers = """
        schemaVersion: 1
        waivers:
          - id: W-1
            rule: GOV1001
            scope: { path: "App/**", symbol: "<top-level-statements-entry-point>" }
            reason: The pinned model is not in our region yet
            owner: ada@example.com
            approvedBy: grace@example.com
            approvedOn: 2026-11-01
            expires: 2026-12-31
          - id: W-2
            rule: GOV5001
            scope: { path: "App/**" }
            reason: Nobody owns this one
            expires: 2026-12-31
          - id: W-3
            rule: GOV3001
            scope: { path: "data/**" }
            reason: There is no such file
            owner: ada@example.com
            expires: 2026-12-31

        """;

    [Fact]
    public void Waivers_cover_until_they_expire()
    {
        var repo = fixture.WithApp(Sources.Console)
            .Write("App/Program.cs", Sources.FloatingAndSilent)
            .Write("governance.yml", Sources.Policy("rules:\n  GOV2001: none\n"))
            .Write("governance/waivers.yml", Waivers);

        repo.BuildRestored("App", "-p:GovernanceEvaluationDate=2026-12-31").Exits(1).IsPlain()
            .Finds("App/Program.cs(4,21): error GOV5001", "governance/waivers.yml(11,5): error GOV0005");

        Assert.Equal(["App/Program.cs(3,29): GOV1001 waived"], repo.Reported("waived"));
        Assert.Contains("governance/waivers.yml(16,5): GOV0007 open", repo.Reported());
        var waived = repo.Report["findings"]!.AsArray().Single(f => (string)f!["status"]! == "waived")!;
        Assert.Equal(("W-1", "The pinned model is not in our region yet"), ((string)waived["by"]!, (string)waived["reason"]!));
        var suppression = Assert.Single(repo.Sarif["results"]!.AsArray().Single(r => (string)r!["ruleId"]! == "GOV1001")!["suppressions"]!.AsArray());
        Assert.Equal("external", (string)suppression!["kind"]!);
        Assert.Contains("W-1", (string)suppression["justification"]!, System.StringComparison.Ordinal);

        repo.BuildRestored("App", "-p:GovernanceEvaluationDate=2027-01-01").Exits(1).IsPlain().Finds(
            "App/Program.cs(3,29): error GOV1001",
            "App/Program.cs(4,21): error GOV5001",
            "governance/waivers.yml(16,5): error GOV0006",
            "governance/waivers.yml(3,5): error GOV0006",
            "governance/waivers.yml(11,5): error GOV0005");
        Assert.Empty(repo.Reported("waived"));
    }
}
