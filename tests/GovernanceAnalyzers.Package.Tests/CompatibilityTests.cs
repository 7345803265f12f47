using System.Linq;
using GovernanceAnalyzers.Package.Tests.Infra;
using Xunit;

namespace GovernanceAnalyzers.Package.Tests;

/// <summary>Kinds of projects, languages and code that a repository has beside the ordinary ones.</summary>
[Collection(Builds.Name)]
public class CompatibilityTests(PackageFixture fixture)
{
    /// <summary>C# 7.3 for .NET Standard, as libraries for old hosts have it.</summary>
    [Fact]
    public void Old_C_sharp_for_an_old_framework()
    {
        var repo = fixture.WithApp(Sources.Project(
                "Library", Sources.OpenAI + Sources.Governance, "<LangVersion>7.3</LangVersion><Nullable>disable</Nullable><ImplicitUsings>disable</ImplicitUsings>", "<TargetFramework>netstandard2.0</TargetFramework>")
                .Replace("<Nullable>enable</Nullable>", "", System.StringComparison.Ordinal)
                .Replace("<ImplicitUsings>enable</ImplicitUsings>", "", System.StringComparison.Ordinal))
            .Write("App/Answers.cs", """
                namespace Shop
                {
                    public static class Answers
                    {
                        public static OpenAI.Chat.ChatClient Client()
                        {
                            return new OpenAI.Chat.ChatClient("gpt-4o", "key");
                        }
                    }
                }

                """);

        repo.BuildRestored("App").Exits(1).IsPlain().Finds("App/Answers.cs(7,47): error GOV1001", "App/Answers.cs(7,47): warning GOV2001");
    }

    /// <summary>Code in Razor files is compiled through generated code; a finding belongs to the line that somebody wrote.</summary>
    [Fact]
    public void Razor_pages_and_components_are_reported_at_their_own_lines()
    {
        var repo = fixture.WithApp($"""
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
              </PropertyGroup>
              <ItemGroup>
                {Sources.OpenAI}
                {Sources.Governance}
              </ItemGroup>
            </Project>
            """)
            .Write("App/Program.cs", "var app = WebApplication.CreateBuilder(args).Build();\napp.Run();\n")
            .Write("App/Pages/Ask.cshtml", """
                @page
                @{
                    var client = new OpenAI.Chat.ChatClient("gpt-4o", "key");
                }
                <p>@client.ToString()</p>

                """)
            .Write("App/Components/Chat.razor", """
                <p>@Client.ToString()</p>

                @code {
                    private OpenAI.Chat.ChatClient Client { get; } = new("gpt-4o-mini", "key");
                }

                """);

        repo.BuildRestored("App").Exits(1).IsPlain().Finds(
            "App/Components/Chat.razor(4,58): error GOV1001",
            "App/Components/Chat.razor(4,58): warning GOV1006",
            "App/Components/Chat.razor(4,58): warning GOV2001",
            "App/Pages/Ask.cshtml(3,45): error GOV1001",
            "App/Pages/Ask.cshtml(3,45): warning GOV2001");
    }

    /// <summary>What a source generator writes calls models as well as what people write.</summary>
    [Fact]
    public void Code_of_a_source_generator_is_seen()
    {
        var repo = fixture.Empty()
            .Write("Generator/Generator.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>netstandard2.0</TargetFramework>
                    <LangVersion>latest</LangVersion>
                    <EnforceExtendedAnalyzerRules>true</EnforceExtendedAnalyzerRules>
                    <NoWarn>$(NoWarn);NU1605;RS1036;NU1701</NoWarn>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="Microsoft.CodeAnalysis.CSharp" Version="4.14.0" PrivateAssets="all" />
                  </ItemGroup>
                </Project>
                """)
            .Write("Generator/ClientGenerator.cs", """
                using Microsoft.CodeAnalysis;

                [Generator]
                public sealed class ClientGenerator : IIncrementalGenerator
                {
                    public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterPostInitializationOutput(c => c.AddSource(
                        "Clients.g.cs", "public static class Clients { public static OpenAI.Chat.ChatClient Make() => new(\"gpt-4o\", \"key\"); }"));
                }

                """)
            .Write("App/App.csproj", Sources.Project("Exe", Sources.OpenAI + Sources.Governance + """<ProjectReference Include="../Generator/Generator.csproj" OutputItemType="Analyzer" ReferenceOutputAssembly="false" />"""))
            .Write("App/Program.cs", "System.Console.WriteLine(Clients.Make());\n");

        var build = repo.Build("App").Exits(1).IsPlain();

        Assert.Contains(build.Findings, f => f.Contains("Clients.g.cs(1,", System.StringComparison.Ordinal) && f.EndsWith("error GOV1001", System.StringComparison.Ordinal));
    }

    /// <summary>A program of one file, without a project.</summary>
    [Fact]
    public void A_file_based_program()
    {
        var repo = fixture.Empty().Write("ask.cs", $"""
            #:property PublishAot=false
            #:package OpenAI@2.15.0
            #:package GovernanceAnalyzers@{PackageFixture.Version}

            {Sources.FloatingAndSilent}
            """);

        repo.Dotnet("build", "ask.cs", "-nologo").Exits(1).IsPlain()
            .Finds("ask.cs(7,29): error GOV1001", "ask.cs(7,29): warning GOV2001", "ask.cs(8,21): error GOV5001");
    }

    [Fact]
    public void Lines_that_end_with_CRLF_and_a_byte_order_mark()
    {
        var repo = fixture.WithApp(Sources.Console)
            .Write("App/Program.cs", [0xEF, 0xBB, 0xBF, .. System.Text.Encoding.UTF8.GetBytes(Sources.FloatingAndSilent.Replace("\n", "\r\n", System.StringComparison.Ordinal))])
            .Write("governance/register.yml", Sources.Register.Replace("\n", "\r\n", System.StringComparison.Ordinal));

        repo.BuildRestored("App").Exits(1).IsPlain()
            .Finds("App/Program.cs(3,29): error GOV1001", "App/Program.cs(3,29): warning GOV2001", "App/Program.cs(4,21): error GOV5001");
    }

    /// <summary>Settings of compiler and of other analyzers, in a solution of a project each.</summary>
    [Fact]
    public void Settings_of_other_analyzers_change_nothing()
    {
        string[] settings = ["AnalysisMode", "ArtifactsPath", "Deterministic", "EmitCompilerGeneratedFiles", "EnforceCodeStyleInBuild", "TreatWarningsAsErrors"];
        string[] values = ["All", "../output", "false", "true", "true", "true"];
        var repo = fixture.Empty();
        foreach (var (setting, value) in settings.Zip(values))
        {
            fixture.AddApp(repo, setting, Sources.Console);
            repo.Write($"{setting}/Directory.Build.props", $"<Project><PropertyGroup><{setting}>{value}</{setting}></PropertyGroup></Project>")
                .Write($"{setting}/Program.cs", Sources.FloatingAndSilent);
        }

        // What the rules of others say is not the matter here.
        repo.Write(".editorconfig", "root = true\n[*.cs]\ndotnet_analyzer_diagnostic.severity = suggestion\n")
            .Write("ArtifactsPath/Directory.Build.props", "<Project><PropertyGroup><UseArtifactsOutput>true</UseArtifactsOutput><ArtifactsPath>$(MSBuildThisFileDirectory)output</ArtifactsPath></PropertyGroup></Project>");
        repo.WriteSolution().Dotnet("restore", "All.slnx").Exits(0);

        repo.BuildRestored("All.slnx").Exits(1).IsPlain().Finds([.. settings.SelectMany(s => Three(s, s == "TreatWarningsAsErrors"))]);
        Assert.True(repo.Has("ArtifactsPath/output/obj/App/debug/governance.compiler.sarif"), "The artifacts layout was not used.");
    }

    /// <summary>What build servers pass. The paths of sources are mapped to <c>/_/</c> then, and findings keep theirs.</summary>
    [Fact]
    public void Settings_of_a_build_server()
    {
        var repo = fixture.WithApp(Sources.Console).Write("App/Program.cs", Sources.FloatingAndSilent);

        repo.BuildRestored("App", "-warnaserror", "-p:ContinuousIntegrationBuild=true").Exits(1).IsPlain().Finds(Three("App", allErrors: true));

        Assert.Contains("App/Program.cs(3,29): GOV1001 open", repo.Reported());
    }

    /// <summary>The sources may not be written to; everything that is written goes elsewhere.</summary>
    [NamespaceFact]
    public void Read_only_sources_with_output_elsewhere()
    {
        var repo = fixture.Empty().Cold()
            .Write("App/App.csproj", Sources.Console)
            .Write("App/Program.cs", Sources.FloatingAndSilent);
        var output = System.IO.Directory.CreateDirectory(repo.PathOf("../output")).FullName;

        // Root may write anywhere, except where the mount says no.
        var build = repo.Run(
            "unshare", "-rm", "bash", "-c",
            "mount --bind . . && mount -o remount,ro,bind . && cd \"$PWD\" && ! touch App/written 2> /dev/null && exec dotnet build App -nologo \"$@\"", "bash",
            "-p:UseArtifactsOutput=true", $"-p:ArtifactsPath={output}", $"-p:GovernanceOutputPath={output}/governance");

        build.Exits(1).IsPlain().Finds(Three("App"));
        Assert.True(System.IO.File.Exists(output + "/governance/governance.json"));
        Assert.False(repo.Has(".governance"));
    }

    private static string[] Three(string folder, bool allErrors = false) =>
    [
        $"{folder}/Program.cs(3,29): error GOV1001",
        $"{folder}/Program.cs(3,29): {(allErrors ? "error" : "warning")} GOV2001",
        $"{folder}/Program.cs(4,21): error GOV5001",
    ];
}
