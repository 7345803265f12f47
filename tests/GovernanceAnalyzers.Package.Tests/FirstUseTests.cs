using GovernanceAnalyzers.Package.Tests.Infra;
using Xunit;

namespace GovernanceAnalyzers.Package.Tests;

[Collection(Builds.Name)]
public class FirstUseTests(PackageFixture fixture)
{
    [Fact]
    public void A_new_project_fails_until_model_card_register_and_log_are_there()
    {
        var repo = fixture.WithApp(Sources.Console).Write("App/Program.cs", Sources.FloatingAndSilent).Cold();
        repo.Delete("governance/register.yml");
        string[] four =
        [
            "App/Program.cs(3,29): error GOV1001",
            "App/Program.cs(3,29): warning GOV2001",
            "App/Program.cs(4,21): error GOV5001",
            "governance/register.yml: warning GOV1006",
        ];

        repo.BuildRestored("App").Exits(1).Finds(four).IsPlain();
        // Nothing changed, and the build still fails and still says why.
        repo.BuildRestored("App").Exits(1).Finds(four).IsPlain();
        Assert.Contains("App/Program.cs(3,29): GOV1001 open", repo.Reported());

        repo.Write("App/Program.cs", Sources.PinnedAndLogged).Write("governance/models/gpt-4o.md", Sources.Card("openai:" + Sources.PinnedModel)).Write("governance/register.yml", Sources.Register);
        var clean = repo.Dotnet("build", "App", "--no-restore", "-nologo").Exits(0).Finds().Says("0 Warning(s)").IsPlain();
        Assert.DoesNotContain("governance", clean.Output.Replace(fixture.Root, "", System.StringComparison.Ordinal), System.StringComparison.OrdinalIgnoreCase);
        Assert.Empty(repo.Reported("waived"));

        var unchanged = repo.BuildRestored("App", "-v:d").Exits(0).Finds();
        unchanged.Says("Skipping target \"CoreCompile\"").Says("Skipping target \"_GovernanceGate\"");
    }

    [Fact]
    public void A_project_without_AI_is_left_alone()
    {
        var repo = fixture.WithApp(Sources.ConsoleWithoutAi).Write("App/Program.cs", Sources.NoAi).Cold();

        var build = repo.Dotnet(
            "build", "App", "--no-restore", "-t:Build", "-nologo", "-getItem:AdditionalFiles", "-getItem:FileWrites", "-getProperty:ErrorLog").Exits(0);

        build.DoesNotSay("governance.compiler.sarif").DoesNotSay("governance.policy");
        Assert.Equal("", (string?)System.Text.Json.Nodes.JsonNode.Parse(build.StandardOutput)!["Properties"]!["ErrorLog"]);
        Assert.Empty(System.Text.Json.Nodes.JsonNode.Parse(build.StandardOutput)!["Items"]!["AdditionalFiles"]!.AsArray());
        Assert.False(repo.Has(".governance"), "The folder .governance was made.");
        Assert.True(repo.Has("App/bin/Debug/net10.0/App.dll"));
    }
}
