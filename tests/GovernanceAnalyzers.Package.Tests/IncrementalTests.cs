using System;
using System.IO;
using GovernanceAnalyzers.Package.Tests.Infra;
using Xunit;

namespace GovernanceAnalyzers.Package.Tests;

[Collection(Builds.Name)]
public class IncrementalTests(PackageFixture fixture)
{
    private const string Alias = "App/Program.cs(7,29): ";

    [Fact]
    public void What_changed_is_noticed_and_nothing_else_is_done_again()
    {
        var repo = fixture.WithApp(Sources.Console).Write("App/Program.cs", Sources.PinnedAndLogged);

        // Without a policy and without a card: a warning, said once.
        Build(repo, Ran.Both).Exits(0).Finds(Alias + "warning GOV2001");
        Build(repo, Ran.Nothing).Exits(0).Finds();

        // A card is added where the folder did not exist.
        repo.Write("governance/models/gpt-4o.md", Sources.Card("openai:" + Sources.PinnedModel));
        Build(repo, Ran.Both).Exits(0).Finds();

        // A policy appears where there was none.
        repo.Write("governance.yml", Sources.Policy("rules:\n  GOV1001: { severity: error, locked: true }\n"));
        Build(repo, Ran.Both).Exits(0).Finds();

        // Touched, not changed.
        File.SetLastWriteTimeUtc(repo.PathOf("governance.yml"), DateTime.UtcNow.AddSeconds(2));
        Build(repo, Ran.Nothing).Exits(0).Finds();

        // The card is taken away.
        repo.Delete("governance/models/gpt-4o.md");
        Build(repo, Ran.Both).Exits(0).Finds(Alias + "warning GOV2001");

        // Only the decision changes, not what the compiler does.
        Build(repo, Ran.Gate, "-p:TreatWarningsAsErrors=true").Exits(1).Finds(Alias + "error GOV2001");
        Build(repo, Ran.Gate, "-p:WarningsAsErrors=GOV2001").Exits(1).Finds(Alias + "error GOV2001");

        repo.Write("governance.yml", Sources.Policy("rules:\n  GOV2001: none\n"));
        Build(repo, Ran.Both).Exits(0).Finds();

        // Somebody deleted the report, then the compiler's log.
        repo.Delete(".governance");
        Build(repo, Ran.Gate).Exits(0).Finds();
        Assert.True(repo.Has(".governance/governance.sarif"));
        Assert.Empty(repo.Reported());

        repo.Delete("App/obj/Debug/net10.0/governance.compiler.sarif");
        Build(repo, Ran.Both).Exits(0).Finds();
        Assert.True(repo.Has("App/obj/Debug/net10.0/governance.compiler.sarif"));

        // "dotnet clean" takes what we wrote below obj.
        repo.Dotnet("clean", "App", "-nologo").Exits(0);
        Assert.Empty(Directory.GetFiles(repo.PathOf("App/obj/Debug/net10.0"), "governance.*"));
    }

    /// <summary>The first project that builds writes the report anew; the others must not take that for "nothing to do".</summary>
    [Theory]
    [InlineData(".governance")]
    [InlineData(".governance/projects")]
    public void A_deleted_report_comes_back_with_every_project(string deleted)
    {
        var repo = fixture.Empty().Write("governance.yml", Sources.Policy("rules:\n  GOV2001: none\n"));
        foreach (var folder in new[] { "A", "B" })
        {
            fixture.AddApp(repo, folder, Sources.Console);
            repo.Write(folder + "/Program.cs", Sources.PinnedAndLogged);
        }

        repo.WriteSolution().BuildRestored("All.slnx").Exits(0);
        repo.Delete(deleted);
        repo.BuildRestored("All.slnx", "-m:1").Exits(0);

        Assert.Equal(2, repo.Report["projects"]!.AsArray().Count);
    }

    [Fact]
    public void The_same_input_and_date_give_the_same_bytes()
    {
        var repo = fixture.WithApp(Sources.Console)
            .Write("App/Program.cs", Sources.FloatingAndSilent + "_ = client.CompleteChat(\"Again\");\n")
            .Write("governance/datasets/a.yml", "id: a\nlicence: CC-BY-NC-4.0\nfiles: [a.csv]\n");

        var first = CleanBuild(repo);
        var second = CleanBuild(repo);

        Assert.Equal(first.Json, second.Json);
        Assert.Equal(first.Sarif, second.Sarif);
    }

    [Flags]
    private enum Ran
    {
        Nothing = 0,
        Compiler = 1,
        Gate = 2,
        Both = Compiler | Gate,
    }

    private static (string Json, string Sarif) CleanBuild(Sandbox repo)
    {
        repo.DeleteOutputs();
        repo.BuildRestored("App", "-p:GovernanceEvaluationDate=2026-11-20").Exits(1);
        return (repo.Read(".governance/governance.json"), repo.Read(".governance/governance.sarif"));
    }

    private static CommandResult Build(Sandbox repo, Ran expected, params string[] arguments)
    {
        var build = repo.BuildRestored(["App", "-v:d", .. arguments]).IsPlain();
        const string compiler = "Skipping target \"CoreCompile\" because all output files are up-to-date";
        const string gate = "Skipping target \"_GovernanceGate\" because all output files are up-to-date";
        var ran = (build.Output.Contains(compiler, StringComparison.Ordinal) ? Ran.Nothing : Ran.Compiler)
            | (build.Output.Contains(gate, StringComparison.Ordinal) ? Ran.Nothing : Ran.Gate);
        Assert.True(ran == expected, $"Expected to run: {expected}; ran: {ran}.\n{build}");
        return build;
    }
}
