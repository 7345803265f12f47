using System;
using System.IO;
using GovernanceAnalyzers.Package.Tests.Infra;
using Xunit;

namespace GovernanceAnalyzers.Package.Tests;

/// <summary>A project without AI is asked once whether it has something to prepare (docs/decisions/0020); whatever may change the answer is noticed.</summary>
[Collection(Builds.Name)]
public class ProjectsWithoutAiTests(PackageFixture fixture)
{
    [Fact]
    public void No_task_is_loaded_until_something_changes()
    {
        var repo = fixture.WithApp(Sources.ConsoleWithoutAi).Write("App/Program.cs", "System.Console.WriteLine();");

        Build(repo, asks: true).Exits(0).Finds();
        Build(repo, asks: false).Exits(0).Finds();

        // A policy appears, and is older than everything else.
        repo.Write("governance.yml", Sources.Policy());
        Age(repo, "governance.yml", 2001);
        Build(repo, asks: true).Exits(0).Finds();
        Build(repo, asks: false).Exits(0).Finds();

        // An older one that is wrong takes its place. What is wrong is said in every build.
        repo.Write("governance.yml", Sources.Policy("ruels: {}\n"));
        Age(repo, "governance.yml", 2000);
        Build(repo, asks: true).Exits(1).Says("error GOV0001");
        Build(repo, asks: true).Exits(1).Says("error GOV0001");

        repo.Write("governance.yml", Sources.Policy());
        Build(repo, asks: true).Exits(0).Finds();
        Build(repo, asks: false).Exits(0).Finds();

        // One that is nearer, and files that may make a policy invalid.
        foreach (var file in new[] { "App/governance.yml", "governance/waivers.yml", "governance/artefacts.yml" })
        {
            repo.Write(file, "nonsense: true\n");
            Build(repo, asks: true).Exits(1).Says("error GOV0001");
            // Then everything is as it was when the task ran last and found nothing wrong.
            repo.Delete(file);
            Build(repo, asks: false).Exits(0).Finds();
        }

        // Folders have no time there.
        repo.Write("Legacy/Old.cs", "").Write("governance.yml", Sources.Policy("overrides:\n  - paths: [Legacy/**]\n    rules: { GOV1001: none }\n"));
        Build(repo, asks: true).Exits(0).Finds();
        Build(repo, asks: false).Exits(0).Finds();
        repo.Delete("Legacy");
        Build(repo, asks: true).Exits(1).Says("error GOV0001");
        repo.Write("governance.yml", Sources.Policy());
        Build(repo, asks: true).Exits(0).Finds();

        // Model cards do not matter to it.
        repo.Write("governance/models/gpt-4o.md", Sources.Card("openai:gpt-4o"));
        Build(repo, asks: false).Exits(0).Finds();

        // Properties.
        Build(repo, asks: true, "-p:GovernanceProfile=strict").Exits(1).Says("error GOV0001");
        Build(repo, asks: true, "-p:GovernanceEvaluationDate=2030-01-01").Exits(0).Finds();
        Build(repo, asks: false, "-p:GovernanceEvaluationDate=2030-01-01").Exits(0).Finds();
        Build(repo, asks: true, "-p:GovernanceEvaluationDate=tomorrow").Exits(1).Says("not a date");
        Build(repo, asks: true).Exits(0).Finds();

        // Another name among the references.
        repo.Write("App/App.csproj", Sources.Project("Exe", Sources.OpenAI + Sources.Governance)).Write("App/Program.cs", Sources.FloatingAndSilent);
        repo.Dotnet("restore", "App").Exits(0);
        Build(repo, asks: true).Says("GOV5001");
        Build(repo, asks: true).Says("GOV1001");

        repo.Write("App/App.csproj", Sources.ConsoleWithoutAi).Write("App/Program.cs", "System.Console.WriteLine();");
        repo.Dotnet("restore", "App").Exits(0);
        Build(repo, asks: true).Exits(0).Finds();
        Build(repo, asks: false).Exits(0).Finds();

        repo.Dotnet("clean", "App", "-nologo").Exits(0);
        Assert.Empty(Directory.GetFiles(repo.PathOf("App/obj/Debug/net10.0"), "governance.*"));
    }

    /// <summary>Characters that mean something to MSBuild, in the path of everything that is compared.</summary>
    [Theory]
    [InlineData("a;b")]
    [InlineData("a|b")]
    [InlineData("100% sure")]
    [InlineData("it's (so)")]
    [InlineData("Ünï çödé")]
    public void The_folders_may_have_any_name(string folder)
    {
        var repo = fixture.Empty();
        fixture.AddApp(repo, folder, Sources.ConsoleWithoutAi);
        repo.Write(folder + "/Program.cs", "System.Console.WriteLine();");
        var app = repo.At(folder);
        var project = folder + ".csproj";
        app.Dotnet("restore", project);

        Build(app, asks: true).Exits(0);
        app.Write("governance.yml", "nonsense: true\n");
        Build(app, asks: true).Exits(1).Says("error GOV0001");
    }

    private static void Age(Sandbox repo, string file, int year) => File.SetLastWriteTimeUtc(repo.PathOf(file), new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc));

    private static CommandResult Build(Sandbox repo, bool asks, params string[] arguments)
    {
        var build = repo.BuildRestored([.. repo.Has("App") ? ["App"] : Array.Empty<string>(), "-v:d", .. arguments]).IsPlain();
        var asked = build.Output.Contains("Task \"PrepareGovernance\"", StringComparison.Ordinal)
            && !build.Output.Contains("Task \"PrepareGovernance\" skipped", StringComparison.Ordinal);
        Assert.True(asked == asks, $"Expected the task to run: {asks}.\n{build}");
        return build;
    }
}
