using GovernanceAnalyzers.Package.Tests.Infra;
using Xunit;

namespace GovernanceAnalyzers.Package.Tests;

[Collection(Builds.Name)]
public class CoexistenceTests(PackageFixture fixture)
{
    /// <summary>SecurityCodeScan ships another YamlDotNet among its analyzers.</summary>
    [Fact]
    public void Beside_SecurityCodeScan_both_report()
    {
        var project = Sources.Project(
            "Exe",
            $"""{Sources.OpenAI} {Sources.Governance} <PackageReference Include="SecurityCodeScan.VS2019" Version="5.6.7" PrivateAssets="all" />""");
        var repo = fixture.WithApp(project)
            .Write("App/Program.cs", Sources.FloatingAndSilent)
            .Write("App/Weak.cs", """
                internal static class Weak
                {
                    public static byte[] Hash(byte[] data) => System.Security.Cryptography.MD5.Create().ComputeHash(data);
                }

                """);

        repo.BuildRestored("App").Exits(1).IsPlain()
            .Finds("App/Program.cs(3,29): error GOV1001", "App/Program.cs(3,29): warning GOV2001", "App/Program.cs(4,21): error GOV5001")
            .Says("Weak.cs(3,").Says("SCS0006");
    }

    [Fact]
    public void A_log_of_the_users_own_is_not_taken_over()
    {
        var repo = fixture.Empty();
        foreach (var (folder, log) in new[] { ("New", "my.sarif,version=2.1"), ("Old", "my.sarif") })
        {
            fixture.AddApp(repo, folder, Sources.Console);
            repo.Write(folder + "/App.csproj", Sources.Project("Exe", Sources.OpenAI + "\n    " + Sources.Governance, $"<ErrorLog>{log}</ErrorLog>"))
                .Write(folder + "/Program.cs", "#pragma warning disable GOV2001\n" + Sources.FloatingAndSilent);
        }

        repo.WriteSolution();
        string[] expected =
        [
            "New/Program.cs(4,29): error GOV1001",
            "New/Program.cs(5,21): error GOV5001",
            "Old/Program.cs(4,29): error GOV1001",
            "Old/Program.cs(5,21): error GOV5001",
        ];
        repo.BuildRestored("All.slnx").Exits(1).IsPlain().Finds(expected);
        repo.BuildRestored("All.slnx").Exits(1).Finds(expected);

        Assert.Contains("\"version\": \"2.1.0\"", repo.Read("New/my.sarif"), System.StringComparison.Ordinal);
        Assert.Contains("\"version\": \"1.0.0\"", repo.Read("Old/my.sarif"), System.StringComparison.Ordinal);
        Assert.False(repo.Has("New/obj/Debug/net10.0/governance.compiler.sarif"));
        Assert.Contains("New/Program.cs(4,29): GOV2001 suppressed", repo.Reported());
        Assert.Contains("Old/Program.cs(4,29): GOV2001 suppressed", repo.Reported());
    }

    /// <summary>The user's log is an input of the gate like our own: what changes in code is noticed.</summary>
    [Fact]
    public void With_a_log_of_the_users_own_new_code_is_noticed()
    {
        var repo = fixture.WithApp(Sources.Console)
            .Write("App/Program.cs", Sources.PinnedAndLogged)
            .Write("governance.yml", Sources.Policy("rules:\n  GOV2001: none\n"));
        repo.BuildRestored("App", "-p:ErrorLog=my.sarif%2cversion=2.1").Exits(0).Finds();

        repo.Write("App/Program.cs", Sources.FloatingAndLogged);

        repo.BuildRestored("App", "-p:ErrorLog=my.sarif%2cversion=2.1").Exits(1).Finds("App/Program.cs(7,29): error GOV1001");
    }
}
