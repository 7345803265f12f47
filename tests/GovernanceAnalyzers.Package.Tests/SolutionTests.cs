using System;
using System.Linq;
using GovernanceAnalyzers.Package.Tests.Infra;
using Xunit;

namespace GovernanceAnalyzers.Package.Tests;

[Collection(Builds.Name)]
public class SolutionTests(PackageFixture fixture)
{
    private const string DeniedRecord = "id: tickets\nlicence: CC-BY-NC-4.0\nfiles: [data/tickets.csv]\nowner: a@shop.example\norigin: Tickets of 2026.\npersonalData: none\n";

    private const string Library = """
        using OpenAI.Chat;

        public static class Answers
        {
            public static ChatClient Client() => new("gpt-4o", "key");
        }

        """;

    [Fact]
    public void The_repository_is_checked_once_and_every_project_reports()
    {
        // App depends on Library, which fails; Plain has no AI.
        var repo = fixture.Empty();
        fixture.AddApp(repo, "Library", Sources.Project("Library", Sources.OpenAI + "\n    " + Sources.Governance));
        fixture.AddApp(repo, "Plain", Sources.ConsoleWithoutAi);
        repo.Write("App/App.csproj", Sources.Project(
                "Exe", $"""{Sources.OpenAI} {Sources.Governance} <ProjectReference Include="../Library/App.csproj" />""", "<AssemblyName>Program</AssemblyName>"))
            .Write("App/Program.cs", Sources.FloatingAndLogged.Replace("var client", "_ = Answers.Client();\nvar client", StringComparison.Ordinal))
            .Write("Library/Library.cs", Library)
            .Write("Plain/Program.cs", Sources.NoAi)
            .Write("data/tickets.csv", "a,b\n")
            .Write("governance/datasets/tickets.yml", DeniedRecord)
            .Write("governance.yml", Sources.Policy("rules:\n  GOV2001: none\n  GOV3005: none\n"))
            .WriteSolution();
        repo.Dotnet("restore", "All.slnx").Exits(0);
        string[] expected =
        [
            "App/Program.cs(8,29): error GOV1001",
            "Library/Library.cs(5,46): error GOV1001",
            "governance/datasets/tickets.yml(2,10): error GOV3004",
        ];

        foreach (var how in new[] { "-m:2", "-m:1", "-mt", "-graph -isolate" })
        {
            (how == "-m:2" ? repo.Cold() : repo).BuildRestored(["All.slnx", .. how.Split(' ')]).Exits(1).IsPlain().Finds(expected);

            Assert.Equal(
                ["App/Program.cs(8,29): GOV1001 open", "Library/Library.cs(5,46): GOV1001 open", "governance/datasets/tickets.yml(2,10): GOV3004 open"],
                repo.Reported());
            Assert.Equal(["App/App.csproj", "Library/App.csproj"], repo.Report["projects"]!.AsArray().Select(p => (string)p!["path"]!));
        }
    }

    [Fact]
    public void What_two_target_frameworks_show_counts_once()
    {
        const string frameworks = "<TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks>";
        var project = Sources.Project("Library", Sources.OpenAI + "\n    " + Sources.Governance, "<LangVersion>latest</LangVersion>", frameworks);
        var repo = fixture.WithApp(project).Write("App/Library.cs", Library).Write("App/Modern.cs", """
            #if NET
            using OpenAI.Chat;

            public static class Modern
            {
                public static ChatClient Client() => new("gpt-4o-mini", "key");
            }
            #endif

            """);
        string[] expected =
        [
            "App/Library.cs(5,46): error GOV1001",
            "App/Library.cs(5,46): warning GOV2001",
            "App/Modern.cs(6,46): error GOV1001",
            "App/Modern.cs(6,46): warning GOV1006",
            "App/Modern.cs(6,46): warning GOV2001",
        ];

        repo.BuildRestored("App", "-m:2").Exits(1).IsPlain().Finds(expected);
        repo.BuildRestored("App", "-m:1").Exits(1).Finds(expected);

        Assert.Equal((2, 3), ((int)repo.Report["summary"]!["errors"]!, (int)repo.Report["summary"]!["warnings"]!));
        Assert.Equal(["net10.0", "netstandard2.0"], repo.Report["projects"]!.AsArray().Select(p => (string)p!["targetFramework"]!));
    }

    [Fact]
    public void Two_builds_at_the_same_time_leave_one_complete_report()
    {
        var repo = fixture.Empty().Cold();
        foreach (var folder in new[] { "A", "B" })
        {
            fixture.AddApp(repo, folder, Sources.Console);
            repo.Write(folder + "/Program.cs", Sources.FloatingAndLogged);
        }

        string[] build = ["-nologo", "--no-restore"];
        using var first = repo.Start("dotnet", ["build", "A", .. build]);
        using var second = repo.Start("dotnet", ["build", "B", .. build]);

        first.End().Exits(1).IsPlain().Finds("A/Program.cs(7,29): error GOV1001", "A/Program.cs(7,29): warning GOV2001");
        second.End().Exits(1).IsPlain().Finds("B/Program.cs(7,29): error GOV1001", "B/Program.cs(7,29): warning GOV2001");
        Assert.Equal(2, (int)repo.Report["summary"]!["errors"]!);
    }

    /// <summary>
    /// Ten projects that end at about the same time write one report. It is the same to the byte however the build was run, and whatever other
    /// build of the same tree was under way.
    /// </summary>
    [Fact]
    public void Ten_projects_leave_the_same_bytes_however_they_are_built()
    {
        var repo = fixture.Empty();
        foreach (var i in Enumerable.Range(0, 10))
        {
            // Two of them depend on others; the rest end side by side.
            var more = i is 8 or 9 ? $"""<ProjectReference Include="../P{i - 7}/App.csproj" />""" : "";
            var name = $"P{i}";
            fixture.AddApp(repo, name, Sources.Project("Library", Sources.OpenAI + "\n    " + Sources.Governance));
            repo.Write($"{name}/App.csproj", Sources.Project("Library", $"{Sources.OpenAI} {Sources.Governance} {more}", $"<AssemblyName>{name}</AssemblyName>"))
                .Write($"{name}/Library.cs", Library.Replace("Answers", $"Answers{i}", StringComparison.Ordinal));
        }

        repo.WriteSolution();
        repo.Dotnet("restore", "All.slnx").Exits(0);
        var expected = Enumerable.Range(0, 10).Select(i => $"P{i}/Library.cs(5,46): error GOV1001").ToArray();

        repo.BuildRestored("All.slnx", "-m:4").Exits(1).IsPlain();
        var first = Reports(repo);
        Assert.Equal(10, repo.Report["projects"]!.AsArray().Count);
        Assert.Equal(expected, repo.Reported("open").Where(r => r.Contains("GOV1001", StringComparison.Ordinal)).Select(r => r.Replace("GOV1001 open", "error GOV1001", StringComparison.Ordinal)));

        // Nothing is compiled again, so that the ten end closer together still, and two builds do not fight over the compiler's files.
        foreach (var how in new[] { "-m:4", "-m:4 -graph", "-m:1", "-mt" })
        {
            repo.Delete(".governance");
            repo.BuildRestored(["All.slnx", .. how.Split(' ')]).Exits(1).IsPlain();
            AssertSame(first, Reports(repo), how);
        }

        repo.Delete(".governance");
        string[] build = ["build", "All.slnx", "-nologo", "-nodeReuse:false", "--no-restore", "-m:4"];
        using var one = repo.Start("dotnet", build);
        using var other = repo.Start("dotnet", build);
        one.End().Exits(1).IsPlain();
        other.End().Exits(1).IsPlain();
        AssertSame(first, Reports(repo), "two builds at once");

        static (string Name, string Text)[] Reports(Sandbox repo) => new[] { "governance.json", "governance.sarif" }
            .Select(f => (f, repo.Read(".governance/" + f)))
            .ToArray();

        static void AssertSame((string Name, string Text)[] expected, (string Name, string Text)[] actual, string how)
        {
            foreach (var (report, now) in expected.Zip(actual))
            {
                Assert.True(report == now, $"{report.Name} differs after {how}:\n--- first\n{report.Text}\n--- now\n{now.Text}");
            }
        }
    }
}
