using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GovernanceAnalyzers.Tests.Rules;

public class GOV2003_ModelCardMismatchTests
{
    private static Verify.Test With(string source, string frontMatter, ReferenceAssemblies? references = null)
    {
        var test = new Verify.Test { TestCode = source, Rules = ["GOV2003"], ReferenceAssemblies = references ?? ReferenceAssemblies.OpenAI };
        test.Repository["governance/models/chat.md"] = $"---\n{frontMatter}\n---\n# Chat\n";
        return test;
    }

    private static string Chat(string argument) => $$"""
        using OpenAI.Chat;
        var client = new ChatClient({{argument}}, "key");
        """;

    private static string Claude(string argument) => $$"""
        using Anthropic;
        using Anthropic.Models.Messages;

        class Bot
        {
            MessageCreateParams Ask() => new() { Model = {{argument}}, MaxTokens = 100, Messages = [] };
        }
        """;

    [Fact]
    public async Task Only_card_is_about_another_version_Triggers()
    {
        var found = Assert.Single(await With(Chat("\"gpt-4o-2024-11-20\""), "models: [openai:gpt-4o-2024-08-06]").GetDiagnosticsAsync());

        Assert.Equal(DiagnosticSeverity.Error, found.Severity);
        Assert.Contains("governance/models/chat.md describes, \"openai:gpt-4o-2024-08-06\"", found.GetMessage());
        Assert.Contains("models: [openai:gpt-4o-2024-11-20]", found.GetMessage());
    }

    [Theory]
    [InlineData("gpt-4o-2024-11-20", "openai:gpt-4o-2024-05-13")]
    [InlineData("gpt-4o-2024-11-20", "openai:gpt-4o-mini-2024-07-18, openai:gpt-4o-2024-08-06")]
    [InlineData("gpt-4o-2024-11-20", "openai:gpt-4o-2024-05-13, openai:gpt-4o-2024-08-06")]
    [InlineData("gpt-4-0613", "openai:gpt-4-0314")]
    [InlineData("gpt-3.5-turbo-0125", "openai:gpt-3.5-turbo-1106")]
    // Newer than the catalogue: the rule for dates knows both as versions of one name.
    [InlineData("gpt-9-2027-01-02", "openai:gpt-9-2027-03-04")]
    public Task Other_version_of_the_provider_Triggers(string used, string described) =>
        With(Chat($"[|\"{used}\"|]"), $"models: [\"{described.Replace(", ", "\", \"")}\"]").RunAsync();

    [Theory]
    // The card is right.
    [InlineData("gpt-4o-2024-11-20", "openai:gpt-4o-2024-11-20")]
    [InlineData("gpt-4o-2024-11-20", "openai:gpt-4o-2024-08-06, openai:gpt-4o-2024-11-20")]
    [InlineData("gpt-4o-2024-11-20", "openai:GPT-4o-2024-11-20")]
    // Another model, however alike the names are.
    [InlineData("gpt-4o-2024-11-20", "openai:gpt-4o-mini-2024-07-18")]
    [InlineData("gpt-4.1-2025-04-14", "openai:gpt-4.1-mini-2025-04-14")]
    [InlineData("gpt-4-0613", "openai:gpt-4-32k-0314")]
    [InlineData("gpt-4o-audio-preview-2025-06-03", "openai:gpt-4o-2024-11-20")]
    [InlineData("text-embedding-3-small", "openai:text-embedding-3-large")]
    // Aliases name no version: GOV2001 speaks of those.
    [InlineData("gpt-4o", "openai:gpt-4o-2024-08-06")]
    [InlineData("gpt-4o-2024-11-20", "openai:gpt-4o")]
    [InlineData("gpt-4o-2024-11-20", "openai:chatgpt-4o-latest")]
    // Somebody else serves it.
    [InlineData("gpt-4o-2024-11-20", "gateway:openai/gpt-4o-2024-08-06")]
    // What only looks like a date or a version.
    [InlineData("gpt-4o-2024-13-45", "openai:gpt-4o-2024-08-06")]
    [InlineData("ft:gpt-4o-2024-08-06:contoso:support:abc123", "openai:ft:gpt-4o-2024-08-06:contoso:support:def456")]
    public Task Anything_else_DoesNotTrigger(string used, string described) =>
        With(Chat($"\"{used}\""), $"models: [\"{described.Replace(", ", "\", \"")}\"]").RunAsync();

    [Theory]
    [InlineData("claude-sonnet-4-5-20250929", "anthropic:claude-sonnet-4-20250514")]
    [InlineData("claude-opus-4-7", "anthropic:claude-opus-4-6")]
    [InlineData("claude-3-5-haiku-20241022", "anthropic:claude-3-5-sonnet-20241022")]
    public Task Generations_are_models_of_their_own_DoesNotTrigger(string used, string described) =>
        With(Claude($"\"{used}\""), $"models: [\"{described}\"]", ReferenceAssemblies.Anthropic).RunAsync();

    [Fact]
    public Task Snapshots_of_Claude_Trigger() => With(
        Claude("[|\"claude-3-5-sonnet-20241022\"|]"), "models: [\"anthropic:claude-3-5-sonnet-20240620\"]", ReferenceAssemblies.Anthropic).RunAsync();

    [Fact]
    public async Task Constant_is_named_and_the_other_places_as_well()
    {
        var test = With("""
            using OpenAI.Chat;
            var client = new ChatClient(Settings.Model, "key");
            static class Settings { public const string Model = "gpt-4o-2024-11-20"; }
            """, "models: [openai:gpt-4o-2024-08-06]");
        test.Repository["governance/register.yml"] = "schemaVersion: 1\nmodels:\n  - { id: support, reference: \"openai:gpt-4o-2024-11-20\" }\n";
        test.Repository["governance/evaluations/a.yml"] = "model: openai:gpt-4o-2024-11-20\ndate: 2026-11-01\ntool: t 1\nmetrics: [{ name: accuracy, value: 0.9 }]\n";

        var message = Assert.Single(await test.GetDiagnosticsAsync()).GetMessage();
        Assert.Contains("(from constant Settings.Model)", message);
        Assert.Contains("the register has \"openai:gpt-4o-2024-11-20\" (governance/register.yml(3))", message);
        Assert.Contains("evaluated was \"openai:gpt-4o-2024-11-20\" (governance/evaluations/a.yml(1))", message);
    }

    [Fact]
    public async Task Version_in_a_configuration_file_Triggers_there()
    {
        var test = With("""
            using Microsoft.Extensions.Configuration;
            using OpenAI.Chat;
            class Bot(IConfiguration configuration)
            {
                ChatClient Chat() => new(configuration["AI:Model"]!, "key");
            }
            """, "models: [openai:gpt-4o-2024-08-06]");
        test.TestState.AdditionalFiles.Add("src/appsettings.json", """
            {
              "AI": { "Model": "gpt-4o-2024-11-20" }
            }
            """);

        var found = Assert.Single(await test.GetDiagnosticsAsync());
        Assert.EndsWith("appsettings.json", found.Location.GetLineSpan().Path);
        Assert.Equal(1, found.Location.GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public Task Two_cards_of_other_versions_DoesNotTrigger()
    {
        var test = With(Chat("\"gpt-4o-2024-11-20\""), "models: [openai:gpt-4o-2024-08-06]");
        test.Repository["governance/models/old.md"] = "---\nmodel: openai:gpt-4o-2024-05-13\n---\n# Old\n";
        return test.RunAsync();
    }

    [Fact]
    public Task Card_of_a_version_that_is_in_use_as_well_DoesNotTrigger()
    {
        var test = With(Chat("\"gpt-4o-2024-11-20\""), "models: [openai:gpt-4o-2024-08-06]");
        test.Repository["governance/register.yml"] = "schemaVersion: 1\nmodels:\n  - { id: old, reference: \"openai:gpt-4o-2024-08-06\" }\n";
        return test.RunAsync();
    }

    [Fact]
    public Task Component_of_a_BOM_Triggers()
    {
        var test = new Verify.Test { TestCode = Chat("[|\"gpt-4o-2024-11-20\"|]"), Rules = ["GOV2003"] };
        test.Repository["governance/models/bom.json"] = """
            {
              "bomFormat": "CycloneDX", "specVersion": "1.7",
              "components": [ { "type": "machine-learning-model", "publisher": "openai", "name": "gpt-4o", "version": "2024-08-06", "modelCard": {} } ]
            }
            """;
        return test.RunAsync();
    }

    [Fact]
    public Task Unknown_provider_DoesNotTrigger() => With(
        """
        using System.ClientModel;
        using OpenAI;
        var client = new OpenAIClient(new ApiKeyCredential("key"), new() { Endpoint = new Uri("https://llm.contoso.example") }).GetChatClient("gpt-4o-2024-11-20");
        """,
        "models: [openai:gpt-4o-2024-08-06]").RunAsync();
}
