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
    public void A_model_in_the_settings_is_reported_and_waived_there()
    {
        var repo = fixture.WithApp(Sources.Console)
            .Write("App/Program.cs", """
                using Microsoft.Extensions.Configuration;
                using OpenAI.Chat;

                #pragma warning disable
                IConfiguration configuration = null!;
                _ = new ChatClient(configuration["AI:Model"]!, "key");

                """)
            .Write("App/appsettings.json", "{\n  \"AI\": {\n    \"Model\": \"gpt-4o\"\n  },\n  \"ConnectionStrings\": { \"Main\": \"Password=secret-of-ours\" }\n}\n")
            .Write("governance.yml", Sources.Policy("rules: { GOV2001: none, GOV1005: none }\n"));

        repo.BuildRestored("App").IsPlain().Exits(1).Finds("App/appsettings.json(3,14): error GOV1001");
        Assert.Equal(["App/appsettings.json(3,14): GOV1001 open"], repo.Reported());
        Assert.DoesNotContain("secret-of-ours", repo.Read(".governance/governance.json"), StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of-ours", repo.Read(".governance/governance.sarif"), StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of-ours", repo.Read("App/obj/Debug/net10.0/governance.compiler.sarif"), StringComparison.Ordinal);

        repo.Write("governance/waivers.yml", $"schemaVersion: 1\nwaivers:\n  - {{ id: W1, rule: GOV1001, scope: {{ path: \"**/appsettings.json\" }}, reason: r, owner: o, expires: {System.DateTime.UtcNow.AddDays(90):yyyy-MM-dd} }}\n");
        repo.BuildRestored("App").IsPlain().Exits(0).Finds();
        Assert.Equal(["App/appsettings.json(3,14): GOV1001 waived"], repo.Reported());

        repo.Delete("governance/waivers.yml");
        repo.Write("App/appsettings.json", $"{{ \"AI\": {{ \"Model\": \"{Sources.PinnedModel}\" }} }}");
        repo.BuildRestored("App").IsPlain().Exits(0).Finds();
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
