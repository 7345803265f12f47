using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Repository;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Repository.Checks;

public class GOV1010_AiPackageNotAllowedTests
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <OpenAIVersion>2.1.0</OpenAIVersion>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Serilog" Version="4.0.0" />
            REFERENCE
          </ItemGroup>
        </Project>
        """;

    [Theory]
    [InlineData("<PackageReference Include=\"OpenAI\" Version=\"2.1.0\" />", "OpenAI")]
    [InlineData("<PackageReference Include=\"OpenAI\" Version=\"2.1.0\" />", "openai 2.*")]
    [InlineData("<PackageReference Include=\"OpenAI\" Version=\"$(OpenAIVersion)\" />", "OpenAI [2.0,3.0)")]
    [InlineData("<PackageReference Include=\"OpenAI\"><Version>2.1.0</Version></PackageReference>", "Open* [2.1.0]")]
    [InlineData("<PackageReference Include=\"OpenAI\" Version=\"2.1.*\" />", "OpenAI 2.*")]
    [InlineData("<PackageReference Include=\"OpenAI\" Version=\"[2.1.0,2.9]\" />", "OpenAI [2.0,3.0)")]
    // No package for AI, and none at all.
    [InlineData("<PackageReference Include=\"OpenAI.Contoso.Tools\" Version=\"1.0.0\" />", "Anthropic")]
    [InlineData("<!-- <PackageReference Include=\"OpenAI\" Version=\"1.0.0\" /> -->", "Anthropic")]
    public void ListedPackage_IsFine(string reference, string allow) => Assert.Empty(Find($"[\"{allow}\"]", ("src/App/App.csproj", Project.Replace("REFERENCE", reference))));

    [Theory]
    [InlineData("<PackageReference Include=\"OpenAI\" Version=\"2.1.0\" />", "Anthropic", "references the AI package OpenAI 2.1.0, which is not allowed: no entry of governance.yml(3) has it (Anthropic)")]
    [InlineData("<PackageReference Include=\"openai\" Version=\"1.11.0\" />", "OpenAI 2.*", "references the AI package openai 1.11.0, which is not allowed in this version: governance.yml(3) allows OpenAI 2.*")]
    [InlineData("<PackageReference Include=\"OpenAI\" Version=\"3.0.0-beta.1\" />", "OpenAI 2.*", "not allowed in this version")]
    [InlineData("<PackageReference Include=\"OpenAI\" Version=\"2.*\" />", "OpenAI [2.1,3)", "not allowed in this version")]
    [InlineData("<PackageReference Include=\"OpenAI\" Version=\"*\" />", "OpenAI [2.1,3)", "not allowed in this version")]
    [InlineData("<PackageReference Include=\"OpenAI\" Version=\"$(OpenAIVersion)\" />", "OpenAI [3.0,)", "references the AI package OpenAI 2.1.0, which")]
    public void UnlistedPackage_IsReported(string reference, string allow, string message)
    {
        var finding = Assert.Single(Find($"[\"{allow}\"]", ("src/App/App.csproj", Project.Replace("REFERENCE", reference))));
        Assert.Contains("src/App/App.csproj(8) ", finding.Message);
        Assert.Contains(message, finding.Message);
        Assert.Equal(new SourcePlace("src/App/App.csproj", 8, 5), finding.Place);
        Assert.Equal("GOV1010", finding.RuleId);
    }

    [Fact]
    public void CentralVersions_AreUsed()
    {
        var findings = Find(
            "[\"OpenAI 2.*\"]",
            ("Directory.Packages.props", "<Project>\n  <ItemGroup>\n    <PackageVersion Include=\"OpenAI\" Version=\"1.11.0\" />\n    <GlobalPackageReference Include=\"Anthropic\" Version=\"12.0.0\" />\n  </ItemGroup>\n</Project>\n"),
            ("src/A/A.csproj", Project.Replace("REFERENCE", "<PackageReference Include=\"OpenAI\" />")),
            ("src/B/B.csproj", Project.Replace("REFERENCE", "<PackageReference Include=\"OpenAI\" VersionOverride=\"2.2.0\" />")));
        Assert.Equal(2, findings.Length);
        Assert.Contains("references the AI package Anthropic 12.0.0", findings[1].Message);
        Assert.Contains("src/A/A.csproj(8) references the AI package OpenAI 1.11.0 (Directory.Packages.props(3)), which is not allowed in this version", findings[0].Message);
        Assert.Equal("Directory.Packages.props", findings[0].Place.Path);
    }

    [Theory]
    [InlineData("<PackageReference Include=\"OpenAI\" />", "no version is written there or in a Directory.Packages.props above")]
    [InlineData("<PackageReference Include=\"OpenAI\" Version=\"$(Elsewhere)\" />", "property Elsewhere has no value in the files that are read")]
    [InlineData("<PackageReference Include=\"OpenAI\" Version=\"$([System.String]::Copy('2'))\" />", "worked out by MSBuild")]
    [InlineData("<PackageReference Include=\"OpenAI\" Version=\"two\" />", "\"two\" is no version")]
    public void VersionThatCannotBeTold_IsSaidQuietly(string reference, string why)
    {
        var finding = Assert.Single(Find("[\"OpenAI 2.*\"]", ("App.csproj", Project.Replace("REFERENCE", reference))));
        Assert.Contains("cannot be told: ", finding.Message);
        Assert.Contains(why, finding.Message);
        Assert.Equal(Severity.Suggestion, finding.Severity);
        // Any version will do.
        Assert.Empty(Find("[OpenAI]", ("App.csproj", Project.Replace("REFERENCE", reference))));
    }

    [Fact]
    public void PropertyOfAFolderAbove_IsUsed() => Assert.Empty(Find(
        "[\"OpenAI 2.*\"]",
        ("Directory.Build.props", "<Project><PropertyGroup><Shared>2.5.0</Shared></PropertyGroup></Project>"),
        ("src/App.csproj", Project.Replace("REFERENCE", "<PackageReference Include=\"OpenAI\" Version=\"$(Shared)\" />"))));

    [Fact]
    public void PackageOfThePolicysOwnSdks_Counts() => Assert.Contains(
        "Contoso.Ai",
        Assert.Single(Find(
            "[OpenAI]\nsdks:\n  - sdk: contoso\n    name: Contoso AI\n    assemblies: [Contoso.Ai]\n    provider: ''\n    inference: [{ type: Contoso.Ai.Client, methods: [Ask], kind: chat }]",
            ("App.csproj", Project.Replace("REFERENCE", "<PackageReference Include=\"Contoso.Ai\" Version=\"1.0.0\" />")))).Message);

    [Theory]
    [InlineData("OpenAI two", "has no version range behind the id")]
    [InlineData("OpenAI [3.0,2.0]", "has no version range behind the id")]
    [InlineData("Open AI/2.*", "has no version range behind the id")]
    [InlineData("@openai 2.*", "does not begin with the id of a package")]
    public void EntryThatCannotBeRead_IsThePolicysFault(string allow, string message)
    {
        var finding = Assert.Single(Find($"[\"{allow}\"]"));
        Assert.Equal("GOV0001", finding.RuleId);
        Assert.Equal(new SourcePlace("governance.yml", 3), finding.Place with { Column = 0 });
        Assert.Contains(message, finding.Message);
    }

    [Fact]
    public void WithoutAList_NothingIsSaid() => Assert.Empty(Find("", ("App.csproj", Project.Replace("REFERENCE", "<PackageReference Include=\"OpenAI\" Version=\"2.1.0\" />"))));

    [Theory]
    [InlineData("<Project><ItemGroup><PackageReference Include=\"OpenAI\"")]
    [InlineData("<!DOCTYPE a [<!ENTITY x \"y\">]><Project>&x;</Project>")]
    public void BrokenProject_IsSaid(string text) => Assert.Contains("cannot be told: This is not valid XML", Assert.Single(Find("[OpenAI]", ("App.csproj", text))).Message);

    [Theory]
    [InlineData("2.*", "2.0.0", true)]
    [InlineData("2.*", "3.0.0-beta", false)]
    [InlineData("2.1.*", "2.10.0", false)]
    [InlineData("[1.0,2.0)", "2.0", false)]
    [InlineData("(1.0,2.0]", "1.0", false)]
    [InlineData("1.0", "9.0", true)]
    [InlineData("[,2.0]", "1.0-alpha", true)]
    [InlineData("[1.2.3]", "1.2.3.0", true)]
    [InlineData("*", "0.0.1", true)]
    public void Ranges_AreNuGets(string range, string version, bool holds) =>
        Assert.Equal(holds, PackageVersions.Parse(range)!.Holds(PackageVersions.OfReference(version)!));

    private static Finding[] Find(string allow, params (string Path, string Text)[] files)
    {
        using var repository = new TemporaryRepository().With("governance.yml", "schemaVersion: 1\nname: test\n" + (allow.Length == 0 ? "" : $"packages: {{ allow: {allow.Split('\n')[0]} }}\n{string.Join("\n", allow.Split('\n').Skip(1))}\n"));
        foreach (var (path, text) in files)
        {
            repository.With(path, text);
        }

        return RepositoryChecks.Run(repository.Compile()).Where(f => f.RuleId is "GOV1010" or "GOV0001").ToArray();
    }
}
