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

    /// <summary>The package in Directory.Build.props reaches projects in other languages as well; they have no analyzer here, and nothing breaks.</summary>
    [Fact]
    public void F_sharp_and_Visual_Basic_in_one_solution_with_C_sharp()
    {
        var repo = fixture.Empty()
            .Write("Directory.Build.props", $"<Project><ItemGroup>{Sources.Governance}</ItemGroup></Project>")
            .Write("App/App.csproj", Sources.Project("Exe", Sources.OpenAI))
            .Write("App/Program.cs", Sources.FloatingAndSilent)
            .Write("Basic/Basic.vbproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType></PropertyGroup></Project>""")
            .Write("Basic/Program.vb", "Module Program\n    Sub Main()\n        System.Console.WriteLine(\"Hello\")\n    End Sub\nEnd Module\n")
            .Write("Functional/Functional.fsproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType></PropertyGroup><ItemGroup><Compile Include="Program.fs" /></ItemGroup></Project>""")
            .Write("Functional/Program.fs", "printfn \"Hello\"\n")
            .Write("All.slnx", "<Solution>\n  <Project Path=\"App/App.csproj\" />\n  <Project Path=\"Basic/Basic.vbproj\" />\n  <Project Path=\"Functional/Functional.fsproj\" />\n</Solution>\n");

        repo.Build("All.slnx").Exits(1).IsPlain()
            .Finds("App/Program.cs(3,29): error GOV1001", "App/Program.cs(3,29): warning GOV2001", "App/Program.cs(4,21): error GOV5001");
        Assert.True(repo.Has("Basic/bin/Debug/net10.0/Basic.dll"), "Visual Basic was not built.");
        Assert.True(repo.Has("Functional/bin/Debug/net10.0/Functional.dll"), "F# was not built.");
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

    /// <summary>An analysis that is set to run at other times, and a project that takes every rule of the SDK.</summary>
    [Theory]
    [InlineData("-p:AnalysisMode=All")]
    [InlineData("-p:TreatWarningsAsErrors=true")]
    [InlineData("-p:EnforceCodeStyleInBuild=true")]
    [InlineData("-p:EmitCompilerGeneratedFiles=true")]
    [InlineData("-p:Deterministic=false")]
    [InlineData("-p:UseArtifactsOutput=true")]
    public void Settings_of_other_analyzers_change_nothing(string setting)
    {
        var repo = fixture.WithApp(Sources.Console).Write("App/Program.cs", Sources.FloatingAndSilent);
        // What the rules of others say is not the matter here.
        repo.Write(".editorconfig", "root = true\n[*.cs]\ndotnet_analyzer_diagnostic.severity = suggestion\n");

        var build = repo.Build("App", setting).Exits(1).IsPlain();

        Assert.Equal(
            ["App/Program.cs(3,29): GOV1001", "App/Program.cs(3,29): GOV2001", "App/Program.cs(4,21): GOV5001"],
            build.Findings.Select(f => f.Replace("error ", "", System.StringComparison.Ordinal).Replace("warning ", "", System.StringComparison.Ordinal)));
    }
}
