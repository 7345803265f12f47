namespace GovernanceAnalyzers.Package.Tests.Infra;

/// <summary>The projects and programs that most tests use.</summary>
internal static class Sources
{
    public const string OpenAI = """<PackageReference Include="OpenAI" Version="2.15.0" />""";

    public const string Governance =
        $"""<PackageReference Include="GovernanceAnalyzers" Version="{PackageFixture.Version}" PrivateAssets="all" />""";

    /// <summary>What "dotnet new console" writes, and two package references.</summary>
    public static readonly string Console = Project("Exe", OpenAI + "\n    " + Governance);

    public static readonly string ConsoleWithoutAi = Project("Exe", Governance);

    public static readonly string ConsoleWithoutGovernance = Project("Exe", OpenAI);

    /// <summary>Three findings of the baseline: 3,29 GOV1001 and GOV2001; 4,21 GOV5001.</summary>
    public const string FloatingAndSilent = """
        using OpenAI.Chat;

        var client = new ChatClient("gpt-4o", "key");
        var answer = client.CompleteChat(["Hello"], new ChatCompletionOptions { MaxOutputTokenCount = 400 });
        System.Console.WriteLine(answer.Value.Content[0].Text);

        """;

    /// <summary>One finding, GOV1001 at 7,29, where a card covers the alias; GOV2001 as well where none does.</summary>
    public const string FloatingAndLogged = """
        using Microsoft.Extensions.Logging;
        using Microsoft.Extensions.Logging.Abstractions;
        using OpenAI.Chat;

        ILogger logger = NullLogger.Instance;

        var client = new ChatClient("gpt-4o", "key");
        var answer = client.CompleteChat(["Hello"], new ChatCompletionOptions { MaxOutputTokenCount = 400 });
        logger.LogInformation("Model answered with {Id}", answer.Value.Id);

        """;

    public const string PinnedModel = "gpt-5.1-2025-11-13";

    public static readonly string PinnedAndLogged = FloatingAndLogged.Replace("\"gpt-4o\"", $"\"{PinnedModel}\"", System.StringComparison.Ordinal);

    public const string Register = $"""
        schemaVersion: 1
        models:
          - id: alias
            reference: "openai:gpt-4o"
            owner: team@shop.example
          - id: pinned
            reference: "openai:{PinnedModel}"
            owner: team@shop.example

        """;

    public const string NoAi = """
        System.Console.WriteLine("Hello");

        """;

    public static string Project(string outputType, string references, string properties = "", string frameworks = "<TargetFramework>net10.0</TargetFramework>") => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>{outputType}</OutputType>
            {frameworks}
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            {properties}
          </PropertyGroup>
          <ItemGroup>
            {references}
          </ItemGroup>
        </Project>

        """;

    public static string Card(params string[] models) => $"""
        ---
        name: GPT-4o
        models: [{string.Join(", ", models)}]
        owner: team@shop.example
        ---
        # GPT-4o

        ## Intended use

        Answers questions of staff.

        """;

    /// <summary>For a policy that asks for no document and for no evaluation.</summary>
    public const string NothingInWriting = """
        requirements:
          - { id: ai-disclosure, severity: none }
          - { id: cost, severity: none }
          - { id: evaluation, severity: none }
          - { id: incident-plan, severity: none }
          - { id: quality, severity: none }
          - { id: risk-register, severity: none }
          - { id: rollback-plan, severity: none }

        """;

    public static string Policy(string more = "") => $"""
        schemaVersion: 1
        name: test
        {more}
        """;
}
