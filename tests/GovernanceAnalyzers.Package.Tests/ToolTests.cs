using System.Linq;
using System.Text.Json.Nodes;
using GovernanceAnalyzers.Package.Tests.Infra;
using Xunit;

namespace GovernanceAnalyzers.Package.Tests;

[Collection(Builds.Name)]
public class ToolTests(PackageFixture fixture)
{
    private static readonly string[] Three =
    [
        "App/Program.cs(3,29): GOV1001 open",
        "App/Program.cs(3,29): GOV2001 open",
        "App/Program.cs(4,21): GOV5001 open",
        "governance.yml(0,0): GOV0002 open",
    ];

    [Fact]
    public void A_baseline_is_only_written_where_it_makes_sense()
    {
        var repo = fixture.WithApp(Sources.ConsoleWithoutGovernance).Write("App/Program.cs", Sources.FloatingAndSilent);

        var check = repo.Governance("check", "--write-baseline", "--no-build").Exits(2);
        Assert.Contains("cannot be used with --no-build", check.Output, System.StringComparison.Ordinal);
        repo.Write("governance.yml", Sources.Policy("baseline: { file: [] }\n"));
        Assert.Contains("GOV0001", repo.Governance("check", "--write-baseline").Exits(2).Output, System.StringComparison.Ordinal);
        repo.Delete("governance.yml");
        repo.Governance("check", "--write-baseline").Exits(0).Says("Wrote governance/baseline.json: ");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Check_finds_the_same_whether_or_not_the_project_has_the_package(bool installed)
    {
        var repo = fixture.WithApp(installed ? Sources.Console : Sources.ConsoleWithoutGovernance).Write("App/Program.cs", Sources.FloatingAndSilent);

        var check = repo.Governance("check", "--json").Exits(1).IsPlain();

        var report = JsonNode.Parse(check.StandardOutput)!;
        Assert.Equal(Three, Open(report));
        Assert.Equal(Three, repo.Reported());
        Assert.Single(report["projects"]!.AsArray());
    }

    [Fact]
    public void Check_without_findings_exits_with_0_and_what_does_not_compile_with_2()
    {
        var repo = fixture.WithApp(Sources.ConsoleWithoutGovernance)
            .Write("App/Program.cs", Sources.PinnedAndLogged)
            .Write("governance/models/gpt-4o.md", Sources.Card("openai:" + Sources.PinnedModel));
        repo.Governance("check", "App").Exits(0).IsPlain().Says("under the built-in baseline");

        // Files only; what is known about code stays.
        repo.Governance("check", "--no-build", "--json").Exits(0);
        Assert.Single(repo.Report["projects"]!.AsArray());

        repo.Write("App/Program.cs", "using OpenAI.Chat;\n\nvar client = new ChatClient(;\n");
        repo.Governance("check").Exits(2).IsPlain().Says("Program.cs(3,").Says("error CS1026");
    }

    /// <summary>The build says so, but no report can.</summary>
    [Fact]
    public void A_project_that_could_not_be_checked_is_not_clean()
    {
        var repo = fixture.WithApp(Sources.ConsoleWithoutGovernance)
            .Write("App/Program.cs", Sources.FloatingAndLogged)
            .Write("App/obj/Debug/net10.0/governance.state.txt/in-the-way", "");

        repo.Governance("check").Exits(2).IsPlain().Finds("App/App.csproj: error GOV0009");
    }

    [Fact]
    public void What_cannot_be_done_exits_with_2()
    {
        var repo = fixture.Empty();

        repo.Governance("check", "nowhere").Exits(2).Says("'nowhere' does not exist").IsPlain();
        repo.Governance("check", "--evaluation-date", "tomorrow").Exits(2).Says("'tomorrow' is not a date").IsPlain();
        repo.Governance("check", "--policy", "none.yml").Exits(2).Says("'none.yml' does not exist").IsPlain();
        repo.Governance("chekc").Exits(2).Says("chekc").IsPlain();
    }

    [Fact]
    public void Check_of_a_folder_without_projects_checks_its_files()
    {
        var repo = fixture.Empty().Write("governance/datasets/a.yml", "id: a\nlicence: CC-BY-NC-4.0\nfiles: [a.csv]\n").Write("a.csv", "x\n");

        var check = repo.Governance("check", "--json").Exits(1);

        Assert.Contains("governance/datasets/a.yml(2,10): GOV3004 open", Open(JsonNode.Parse(check.StandardOutput)!));
    }

    [Fact]
    public void Explain_knows_ids_and_names_and_suggests_for_others()
    {
        var repo = fixture.Empty().Write("governance.yml", Sources.Policy("rules:\n  GOV1001: { severity: warning, locked: true }\n"));

        repo.Governance("explain", "GOV1001").Exits(0).Says("GOV1001 FloatingModelReference").Says("warning, locked, set by governance.yml(4)");
        repo.Governance("explain", "FloatingModelReference").Exits(0).Says("GOV1001 FloatingModelReference");
        var json = JsonNode.Parse(repo.Governance("explain", "GOV5001", "--json").Exits(0).StandardOutput)!;
        Assert.Equal(("GOV5001", "error"), ((string)json["id"]!, (string)json["severity"]!));
        repo.Governance("explain", "FloatingModelRef").Exits(2).Says("Did you mean 'FloatingModelReference'?").IsPlain();
    }

    private static string[] Open(JsonNode report) => Sandbox.Results(report)
        .Where(f => (string)f!["status"]! == "open")
        .Select(f => $"{f!["path"]}({f["line"]},{f["column"]}): {f["rule"]} {f["status"]}")
        .OrderBy(f => f, System.StringComparer.Ordinal)
        .ToArray();
}
