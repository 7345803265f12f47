using System.Linq;
using System.Text.Json.Nodes;
using GovernanceAnalyzers.Package.Tests.Infra;
using Xunit;

namespace GovernanceAnalyzers.Package.Tests;

/// <summary>Ways in which projects are arranged, installed and built.</summary>
[Collection(Builds.Name)]
public class HostTests(PackageFixture fixture)
{
    /// <summary>What an editor does to learn about a project: no compiler, no gate, but the policy is there for the analyzers.</summary>
    [Fact]
    public void A_design_time_build_passes_the_policy_and_runs_no_gate()
    {
        var repo = fixture.WithApp(Sources.Console).Write("App/Program.cs", Sources.FloatingAndSilent);

        var build = repo.Dotnet(
            "msbuild", "App", "-nologo", "-t:Compile", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true",
            "-getItem:AdditionalFiles", "-getItem:CscCommandLineArgs", "-getItem:EditorConfigFiles").Exits(0).Finds().IsPlain();

        var items = JsonNode.Parse(build.StandardOutput)!["Items"]!;
        var policy = Assert.Single(items["AdditionalFiles"]!.AsArray())!;
        Assert.True(System.IO.File.Exists((string)policy["FullPath"]!));
        Assert.Contains(items["CscCommandLineArgs"]!.AsArray(), a => ((string)a!["Identity"]!).StartsWith("/additionalfile:", System.StringComparison.Ordinal));
        Assert.DoesNotContain(items["CscCommandLineArgs"]!.AsArray(), a => ((string)a!["Identity"]!).StartsWith("/errorlog", System.StringComparison.Ordinal));
        Assert.DoesNotContain(items["EditorConfigFiles"]!.AsArray(), a => ((string)a!["Identity"]!).Contains("governance", System.StringComparison.Ordinal));
        Assert.False(repo.Has(".governance"), "The folder .governance was made.");
    }

    [Fact]
    public void Spaces_and_other_letters_in_paths_and_a_policy_with_CRLF()
    {
        var repo = fixture.Empty("Kunden & Größe – 日本 100% (neu)");
        fixture.AddApp(repo, "Mein Projekt", Sources.Console);
        repo.Write("Mein Projekt/Grüße.cs", Sources.FloatingAndSilent)
            .Write("governance.yml", Sources.Policy("rules:\n  GOV2001: none\n").Replace("\n", "\r\n", System.StringComparison.Ordinal));

        repo.BuildRestored("Mein Projekt").Exits(1).IsPlain()
            .Finds("Mein Projekt/Grüße.cs(3,29): error GOV1001", "Mein Projekt/Grüße.cs(4,21): error GOV5001");
        Assert.Equal("Mein Projekt/Grüße.cs(3,29): GOV1001 open", repo.Reported()[0]);
        Assert.Contains(repo.Sarif["results"]!.AsArray(), r =>
            (string)r!["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]! == "Mein%20Projekt/Gr%C3%BC%C3%9Fe.cs");
    }

    /// <summary>Installed for all projects at once, with versions in one place.</summary>
    [Fact]
    public void Installed_in_Directory_Build_props_with_central_versions()
    {
        var repo = fixture.Empty()
            .Write("Directory.Build.props", """<Project><ItemGroup><PackageReference Include="GovernanceAnalyzers" PrivateAssets="all" /></ItemGroup></Project>""")
            .Write("Directory.Packages.props", $"""
                <Project>
                  <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
                  <ItemGroup>
                    <PackageVersion Include="GovernanceAnalyzers" Version="{PackageFixture.Version}" />
                    <PackageVersion Include="OpenAI" Version="2.15.0" />
                  </ItemGroup>
                </Project>
                """)
            .Write("App/App.csproj", Sources.Project("Exe", """<PackageReference Include="OpenAI" />"""))
            .Write("App/Program.cs", Sources.FloatingAndSilent)
            .Write("Plain/App.csproj", Sources.Project("Exe", ""))
            .Write("Plain/Program.cs", Sources.NoAi)
            .WriteSolution();

        repo.Build("All.slnx").Exits(1).IsPlain()
            .Finds("App/Program.cs(3,29): error GOV1001", "App/Program.cs(3,29): warning GOV2001", "App/Program.cs(4,21): error GOV5001");
        Assert.True(repo.Has("Plain/bin/Debug/net10.0/App.dll"));
    }

    [Fact]
    public void Publish_pack_and_run_work_as_before()
    {
        var repo = fixture.WithApp(Sources.Console)
            .Write("App/Program.cs", Sources.PinnedAndLogged.Replace("var client", "if (args.Length == 0)\n{\n    return;\n}\n\nvar client", System.StringComparison.Ordinal))
            .Write("governance/models/gpt-4o.md", Sources.Card("openai:" + Sources.PinnedModel));

        repo.Dotnet("publish", "App", "--no-restore", "-c", "Debug", "-nologo", "-o", "out").Exits(0).Finds().IsPlain();
        Assert.DoesNotContain(System.IO.Directory.GetFiles(repo.PathOf("out")).Select(System.IO.Path.GetFileName), f => f!.Contains("overnance", System.StringComparison.Ordinal));
        repo.Dotnet("run", "--project", "App", "--no-build").Exits(0).Finds();
        repo.Dotnet("pack", "App", "--no-build", "-c", "Debug", "-nologo").Exits(0).Finds();
    }

    /// <summary>One file with its runtime, and without what nobody calls. Nothing of ours is in it.</summary>
    [Fact]
    public void A_single_trimmed_file_is_published()
    {
        var repo = fixture.Empty()
            .Write("App/App.csproj", Sources.Project("Exe", Sources.OpenAI + Sources.Governance, "<PublishSingleFile>true</PublishSingleFile><PublishTrimmed>true</PublishTrimmed><SuppressTrimAnalysisWarnings>true</SuppressTrimAnalysisWarnings>"))
            .Write("App/Program.cs", Sources.PinnedAndLogged)
            .Write("governance/models/gpt-4o.md", Sources.Card("openai:" + Sources.PinnedModel));

        repo.Dotnet("publish", "App", "--use-current-runtime", "-nologo", "-o", "out").Exits(0).Finds().IsPlain();

        Assert.DoesNotContain(System.IO.Directory.GetFiles(repo.PathOf("out")).Select(System.IO.Path.GetFileName), f => f!.EndsWith(".dll", System.StringComparison.Ordinal));
    }

    /// <summary>Tests of a governed project run. Findings fail the command and do not stop it, so that they and failing tests are seen at once.</summary>
    [Fact]
    public void A_test_project_is_tested()
    {
        var repo = fixture.WithApp(Sources.Project(
                "Library",
                Sources.OpenAI + Sources.Governance + """<PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.0.1" /><PackageReference Include="xunit" Version="2.9.3" /><PackageReference Include="xunit.runner.visualstudio" Version="3.1.5" />"""))
            .Write("App/Tests.cs", "public class Tests\n{\n    [Xunit.Fact]\n    public void Passes() => Xunit.Assert.Equal(4, 2 + 2);\n}\n");

        repo.Dotnet("test", "App", "--no-restore", "-nologo").Exits(0).IsPlain().Finds().Says("Passed!");

        repo.Write("App/Chat.cs", "public static class Chat\n{\n    public static object Client() => new OpenAI.Chat.ChatClient(\"gpt-4o\", \"key\");\n}\n");
        repo.Dotnet("test", "App", "--no-restore", "-nologo").Exits(1).Says("App/Chat.cs(3,65): error GOV1001").Says("Passed!");
    }

    [Theory]
    [InlineData("code")]
    [InlineData("files")]
    public void What_fails_is_not_published_and_not_packed(string what)
    {
        var repo = fixture.WithApp(Sources.Console)
            .Write("App/Program.cs", what == "code" ? Sources.FloatingAndLogged : Sources.PinnedAndLogged)
            .Write("governance.yml", Sources.Policy("rules:\n  GOV2001: none\n" + (what == "code" ? "" : "  GOV9999: error\n")));

        repo.Dotnet("publish", "App", "--no-restore", "-c", "Debug", "-nologo", "-o", "out").Exits(1).IsPlain();
        repo.Dotnet("pack", "App", "--no-restore", "-c", "Debug", "-nologo", "-o", "out").Exits(1).IsPlain();

        Assert.False(repo.Has("out/App.dll"), "It was published.");
        Assert.False(repo.Has("out/App.1.0.0.nupkg"), "It was packed.");
    }

    /// <summary>Where reports cannot be written the build fails, and still shows what it found.</summary>
    [Fact]
    public void An_output_folder_that_cannot_be_written_is_an_error()
    {
        var repo = fixture.WithApp(Sources.Console)
            .Write("App/Program.cs", Sources.FloatingAndLogged)
            .Write("governance/models/gpt-4o.md", Sources.Card("openai:gpt-4o"))
            .Write(".governance", "A file where the folder should be.\n");

        repo.BuildRestored("App").Exits(1).IsPlain().Says("GovernanceOutputPath").Finds(
            ".governance: error GOV0009",
            "App/Program.cs(7,29): error GOV1001");
    }

    [Fact]
    public void A_date_that_is_none_is_an_error()
    {
        var repo = fixture.WithApp(Sources.Console).Write("App/Program.cs", Sources.FloatingAndLogged);

        repo.BuildRestored("App", "-p:GovernanceEvaluationDate=tomorrow").Exits(1).IsPlain().Says("'tomorrow'").Finds("App/App.csproj: error GOV0001");
    }
}
