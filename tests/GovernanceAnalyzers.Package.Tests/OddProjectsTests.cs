using System;
using System.IO;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Package.Tests.Infra;
using Xunit;

namespace GovernanceAnalyzers.Package.Tests;

/// <summary>
/// A solution of projects that have one peculiarity each, built once: names, frameworks, encodings, languages, repositories in
/// repositories. The package comes as a <c>GlobalPackageReference</c> under central package management, and the repository is a linked work tree.
/// </summary>
public sealed class OddProjects
{
    public const string Punctuation = "C# [x] {y} (1) 100% +!$=";

    public const string Separators = "semi;colon, comma";

    public const string Letters = "O'Brien & Söhne – 日本";

    private const string WithoutCards = "rules: { GOV1006: none, GOV1007: none, GOV2001: none, GOV5001: none }\n" + Sources.NothingInWriting;

    private const string Class = """
        namespace Shop
        {
            public static class Answers
            {
                public static OpenAI.Chat.ChatClient Client(string name = null)
                {
                    name ??= "gpt-4o";
                    return new OpenAI.Chat.ChatClient("gpt-4o", "key");
                }
            }
        }

        """;

    public OddProjects(PackageFixture fixture)
    {
        Repository = fixture.Empty("odd");
        Repository.Delete(".git");
        Repository
            .Write(".git", "gitdir: ../main/.git/worktrees/odd\n")
            .Write("governance.yml", Sources.Policy(WithoutCards))
            .Write("Directory.Packages.props", $"""
                <Project>
                  <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
                  <ItemGroup>
                    <PackageVersion Include="OpenAI" Version="2.15.0" />
                    <GlobalPackageReference Include="GovernanceAnalyzers" Version="{PackageFixture.Version}" />
                  </ItemGroup>
                </Project>
                """);
        foreach (var folder in new[] { Punctuation, Separators, Letters, Deep, "Module", "Nested", "Wrong" })
        {
            Add(folder, Sources.FloatingAndSilent);
        }

        Add("Frameworks", Class, "<LangVersion>8</LangVersion><Nullable>disable</Nullable><ImplicitUsings>disable</ImplicitUsings>", "<TargetFrameworks>net8.0;net472</TargetFrameworks>", "Library");
        Add("Utf16", "");
        Repository.Write("Utf16/Program.cs", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Sources.FloatingAndSilent.Replace("\n", "\r\n", StringComparison.Ordinal))]);
        Add("real folder", Sources.FloatingAndSilent);
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateSymbolicLink(Repository.PathOf("Link"), Repository.PathOf("real folder"));
        }

        Repository
            .Write("Nested/.git/HEAD", "ref: refs/heads/main\n")
            .Write("Nested/governance.yml", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Sources.Policy(WithoutCards.Replace("rules: {", "rules: { GOV1001: warning,", StringComparison.Ordinal)).Replace("\n", "\r\n", StringComparison.Ordinal))])
            .Write("Module/.git", "gitdir: ../../main/.git/modules/Module\n")
            .Write("Wrong/.git/HEAD", "ref: refs/heads/main\n")
            .Write("Wrong/Governance.yml", Sources.Policy("rules: { GOV1001: none }\n"))
            .Write("Basic/App.vbproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType></PropertyGroup></Project>""")
            .Write("Basic/Program.vb", "Module Program\n    Sub Main()\n        System.Console.WriteLine(\"Hello\")\n    End Sub\nEnd Module\n")
            .Write("Functional/App.fsproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType><DisableImplicitFSharpCoreReference>false</DisableImplicitFSharpCoreReference><ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally></PropertyGroup><ItemGroup><Compile Include="Program.fs" /></ItemGroup></Project>""")
            .Write("Functional/Program.fs", "printfn \"Hello\"\n");
        WriteSolutions();
        Repository.Dotnet("restore", "All.slnx").Exits(0);
        Build = Repository.BuildRestored("All.slnx");
    }

    /// <summary>Longer than Windows once allowed.</summary>
    public static string Deep { get; } = string.Join('/', Enumerable.Range(0, 6).Select(i => $"Deep{i}-" + new string('x', 50)));

    public Sandbox Repository { get; }

    /// <summary>The one build of everything.</summary>
    public CommandResult Build { get; }

    private void Add(string folder, string program, string properties = "", string frameworks = "<TargetFramework>net10.0</TargetFramework>", string output = "Exe") => Repository
        .Write(folder + "/App.csproj", Sources.Project(output, """<PackageReference Include="OpenAI" />""", properties, frameworks))
        .Write(folder + "/Program.cs", program);

    private void WriteSolutions()
    {
        var projects = Directory.GetFiles(Repository.Folder, "App.*proj", SearchOption.AllDirectories)
            .Select(p => Path.GetRelativePath(Repository.Folder, p).Replace('\\', '/'))
            .Where(p => OperatingSystem.IsWindows() || !p.StartsWith("real folder/", StringComparison.Ordinal))
            .Distinct()
            .OrderBy(p => p, StringComparer.Ordinal)
            .ToArray();
        var text = new StringBuilder("<Solution>\n");
        for (var i = 0; i < projects.Length; i++)
        {
            text.Append($"  <Folder Name=\"/{i}/\"><Project Path=\"{projects[i].Replace("&", "&amp;", StringComparison.Ordinal)}\" /></Folder>\n");
        }

        Repository.Write("All.slnx", text.Append("</Solution>\n").ToString())
            .Write("Some.slnf", """{ "solution": { "path": "All.slnx", "projects": [ "Frameworks\\App.csproj" ] } }""")
            .Write("Old.sln", """

                Microsoft Visual Studio Solution File, Format Version 12.00
                Project("{9A19103F-16F7-4668-BE54-9A1E7A4F7556}") = "App", "Utf16\App.csproj", "{5D8B9F5D-4C0C-4B5B-9B0B-3F1D1C2A7E01}"
                EndProject
                Global
                	GlobalSection(SolutionConfigurationPlatforms) = preSolution
                		Debug|Any CPU = Debug|Any CPU
                	EndGlobalSection
                	GlobalSection(ProjectConfigurationPlatforms) = postSolution
                		{5D8B9F5D-4C0C-4B5B-9B0B-3F1D1C2A7E01}.Debug|Any CPU.ActiveCfg = Debug|Any CPU
                		{5D8B9F5D-4C0C-4B5B-9B0B-3F1D1C2A7E01}.Debug|Any CPU.Build.0 = Debug|Any CPU
                	EndGlobalSection
                EndGlobal

                """);
    }
}

[Collection(Builds.Name)]
public class OddProjectsTests(OddProjects odd) : IClassFixture<OddProjects>
{
    [Fact]
    public void Every_project_shows_its_findings_once()
    {
        string[] wrong = OperatingSystem.IsLinux()
            ? ["Wrong/Governance.yml(1,1): error GOV0001", "Wrong/Program.cs(3,29): error GOV1001", "Wrong/Program.cs(3,29): warning GOV2001", "Wrong/Program.cs(4,21): error GOV5001", "Wrong/governance/register.yml: warning GOV1006"]
            : [];

        odd.Build.Exits(1).IsPlain().Finds(
        [
            OddProjects.Punctuation + "/Program.cs(3,29): error GOV1001",
            OddProjects.Separators + "/Program.cs(3,29): error GOV1001",
            OddProjects.Letters + "/Program.cs(3,29): error GOV1001",
            OddProjects.Deep + "/Program.cs(3,29): error GOV1001",
            "Frameworks/Program.cs(8,47): error GOV1001",
            "Module/Program.cs(3,29): error GOV1001",
            "Module/Program.cs(3,29): warning GOV2001",
            "Module/Program.cs(4,21): error GOV5001",
            "Module/governance/register.yml: warning GOV1006",
            "Nested/Program.cs(3,29): warning GOV1001",
            "Utf16/Program.cs(3,29): error GOV1001",
            // Built through a link: the compiler names the files behind it.
            "real folder/Program.cs(3,29): error GOV1001",
            .. wrong,
        ]);
    }

    /// <summary>They have no analyzer here, and nothing breaks.</summary>
    [Fact]
    public void F_sharp_and_Visual_Basic_are_built()
    {
        Assert.True(odd.Repository.Has("Basic/bin/Debug/net10.0/App.dll"), odd.Build.ToString());
        Assert.True(odd.Repository.Has("Functional/bin/Debug/net10.0/App.dll"), odd.Build.ToString());
    }

    /// <summary>A repository in a repository, and a submodule, are governed by themselves.</summary>
    [Fact]
    public void Each_repository_has_its_own_report()
    {
        Assert.Equal(["Program.cs", "governance/register.yml"], Files("Module"));
        Assert.Equal(["Program.cs"], Files("Nested"));
        Assert.DoesNotContain(Files("."), f => f.StartsWith("Module/", StringComparison.Ordinal) || f.StartsWith("Nested/", StringComparison.Ordinal) || f.StartsWith("Wrong/", StringComparison.Ordinal));
        Assert.Contains(OddProjects.Deep + "/Program.cs", Files("."));
        // Two frameworks, one finding.
        Assert.Equal(["net472", "net8.0"], odd.Repository.Report["projects"]!.AsArray().Where(p => (string)p!["path"]! == "Frameworks/App.csproj").Select(p => (string)p!["targetFramework"]!).Order());

        string[] Files(string folder) =>
            [.. Sandbox.Results(odd.Repository.At(folder).Report).Where(f => (string)f!["status"]! == "open" && (string)f["rule"]! != "GOV0002").Select(f => (string)f!["path"]!).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>Nothing has changed since the solution was built: the finding is said again, and nothing is compiled.</summary>
    [Theory]
    [InlineData("Some.slnf", "Frameworks/Program.cs(8,47): error GOV1001")]
    [InlineData("Old.sln", "Utf16/Program.cs(3,29): error GOV1001")]
    public void What_is_built_otherwise_shows_the_same(string what, string expected)
    {
        var build = odd.Repository.BuildRestored(what, "-v:n").Exits(1).IsPlain();

        Assert.Equal([expected], build.Findings.Distinct());
        Assert.DoesNotContain("/csc", build.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("csc.dll", build.Output, StringComparison.Ordinal);
    }
}
