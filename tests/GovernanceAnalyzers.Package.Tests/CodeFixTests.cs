using GovernanceAnalyzers.Package.Tests.Infra;
using Xunit;

namespace GovernanceAnalyzers.Package.Tests;

/// <summary>The code fixes as they come out of the package, in the host that every machine with an SDK has.</summary>
[Collection(Builds.Name)]
public class CodeFixTests(PackageFixture fixture)
{
    private const string Program = """
        using OpenAI.Chat;

        // Chosen in March.
        var client = new ChatClient(Models.Chat, "key");
        var small = new ChatClient("gpt-4o-mini" /* cheap */, "key");
        System.Console.WriteLine(client.Model + small.Model);

        """;

    private const string Models = """
        static class Models
        {
            public const string Chat = @"gpt-4o";
        }

        """;

    [Fact]
    public void Dotnet_format_pins_the_models_of_a_project()
    {
        var repo = fixture.WithApp(Sources.Console).Write("App/Program.cs", Program).Write("App/Models.cs", Models);
        repo.BuildRestored("App").Exits(1);

        repo.Dotnet("format", "analyzers", "App/App.csproj", "--no-restore", "--diagnostics", "GOV1001", "--severity", "info").Exits(0);

        Assert.Equal(Models.Replace("gpt-4o", "gpt-4o-2024-11-20", System.StringComparison.Ordinal), repo.Read("App/Models.cs"));
        Assert.Equal(
            Program.Replace("\"gpt-4o-mini\"", "\"gpt-4o-mini-2024-07-18\"", System.StringComparison.Ordinal),
            repo.Read("App/Program.cs"));
        repo.BuildRestored("App").DoesNotSay("GOV1001");

        // Nothing is left to do, and a check says so.
        repo.Dotnet("format", "analyzers", "App/App.csproj", "--no-restore", "--diagnostics", "GOV1001", "--severity", "info", "--verify-no-changes").Exits(0);
    }
}
