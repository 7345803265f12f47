using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Package.Tests.Infra;
using Xunit;

namespace GovernanceAnalyzers.Package.Tests;

/// <summary>Which configuration files the compiler is given, and that their changes are noticed.</summary>
[Collection(Builds.Name)]
public class ConfigurationFileTests(PackageFixture fixture)
{
    private const string Settings = """{ "AI": { "Model": "gpt-4o" } }""";

    private const string Compiled = "Skipping target \"CoreCompile\" because all output files are up-to-date";

    [Fact]
    public void Settings_of_the_project_reach_the_compiler_once()
    {
        var repo = fixture.WithApp(Sources.Console.Replace(
                "</Project>",
                """
                  <ItemGroup>
                    <AdditionalFiles Include="appsettings.json" />
                    <Content Include="../shared/appsettings.Shared.json" Link="appsettings.Shared.json" />
                    <None Include="../shared/other.json" />
                  </ItemGroup>
                </Project>
                """,
                StringComparison.Ordinal))
            .Write("App/Program.cs", Sources.PinnedAndLogged)
            .Write("App/appsettings.json", Settings)
            .Write("App/appsettings.Production.json", Settings)
            .Write("App/appsettingsOld.json", Settings)
            .Write("App/bin/appsettings.json", Settings)
            .Write("App/Properties/launchSettings.json", "{}")
            .Write("App/.env", "AI__Model=gpt-4o")
            .Write("App/Dockerfile", "ENV AI__Model=gpt-4o")
            .Write("shared/appsettings.Shared.json", Settings)
            .Write("shared/other.json", Settings);

        Assert.Equal(
            ["App/Properties/launchSettings.json", "App/appsettings.Production.json", "App/appsettings.json", "shared/appsettings.Shared.json"],
            Given(repo));
    }

    [Fact]
    public void The_policy_lists_more_files()
    {
        var repo = fixture.WithApp(Sources.Console)
            .Write("App/Program.cs", Sources.PinnedAndLogged)
            .Write("governance.yml", Sources.Policy("configuration: { files: [\"deploy/*.env\", App/Dockerfile, \"**/*.txt*\"] }\n"))
            .Write("deploy/prod.env", "AI__Model=gpt-4o")
            .Write("deploy/test.env", "AI__Model=gpt-4o")
            .Write("deploy/notes.txt", "AI__Model=gpt-4o")
            .Write("App/Dockerfile", "ENV AI__Model=gpt-4o")
            .Write("App/.env", "AI__Model=gpt-4o");

        Assert.Equal(["App/Dockerfile", "deploy/prod.env", "deploy/test.env"], Given(repo));
    }

    [Fact]
    public void Changes_are_noticed_and_nothing_else_is_done_again()
    {
        var repo = fixture.WithApp(Sources.Console)
            .Write("App/Program.cs", Sources.PinnedAndLogged)
            .Write("App/appsettings.json", Settings)
            .Write("governance.yml", Sources.Policy("configuration: { files: \"deploy/*.env\" }\n"))
            .Write("deploy/prod.env", "AI__Model=gpt-4o");

        Build(repo, compiles: true);
        Build(repo, compiles: false);

        repo.Write("App/appsettings.json", Settings.Replace("gpt-4o", "gpt-5", StringComparison.Ordinal));
        Build(repo, compiles: true);

        repo.Write("deploy/prod.env", "AI__Model=gpt-5");
        Build(repo, compiles: true);

        // A file that is new here may be old elsewhere.
        repo.Write("App/appsettings.Production.json", Settings);
        File.SetLastWriteTimeUtc(repo.PathOf("App/appsettings.Production.json"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Build(repo, compiles: true);

        repo.Write("deploy/test.env", "AI__Model=gpt-5");
        File.SetLastWriteTimeUtc(repo.PathOf("deploy/test.env"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Build(repo, compiles: true);

        repo.Delete("App/appsettings.Production.json");
        Build(repo, compiles: true);
        Build(repo, compiles: false);
    }

    [Fact]
    public void A_project_without_AI_gives_none()
    {
        var repo = fixture.WithApp(Sources.ConsoleWithoutAi)
            .Write("App/Program.cs", Sources.NoAi)
            .Write("App/appsettings.json", Settings);

        Assert.Empty(Given(repo));
    }

    private static void Build(Sandbox repo, bool compiles)
    {
        var build = repo.BuildRestored("App", "-v:d").IsPlain();
        Assert.True(build.Output.Contains(Compiled, StringComparison.Ordinal) != compiles, $"Expected to compile: {compiles}.\n{build}");
    }

    /// <summary>Which of our own additional files are on the compiler's command line.</summary>
    private static IReadOnlyList<string> Given(Sandbox repo)
    {
        const string option = "/additionalfile:";
        var build = repo.BuildRestored("App", "-v:d").IsPlain();
        return build.Output
            .Split('\n')
            .First(l => l.Contains("csc", StringComparison.Ordinal) && l.Contains("/out:", StringComparison.Ordinal))
            .Split(' ')
            .Where(a => a.StartsWith(option, StringComparison.Ordinal))
            .Select(a => Path.GetFullPath(Path.Combine(repo.PathOf("App"), a[option.Length..].Trim('"'))))
            .Select(f => Path.GetRelativePath(repo.Folder, f).Replace('\\', '/'))
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToArray();
    }
}
