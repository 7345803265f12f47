using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GovernanceAnalyzers.Tests.Rules;

public class GOV2001_ModelCardMissingTests
{
    private static Verify.Test With(string source, string? frontMatter = null, ReferenceAssemblies? references = null)
    {
        var test = new Verify.Test { TestCode = source, Rules = ["GOV2001"], ReferenceAssemblies = references ?? ReferenceAssemblies.OpenAI };
        if (frontMatter is not null)
        {
            test.Repository["governance/models/chat.md"] = $"---\n{frontMatter}\n---\n# Chat\n";
        }

        return test;
    }

    private const string Snapshot = """
        using OpenAI.Chat;
        var client = new ChatClient([|"gpt-4o-2024-11-20"|], "key");
        """;

    private const string SnapshotWithCard = """
        using OpenAI.Chat;
        var client = new ChatClient("gpt-4o-2024-11-20", "key");
        """;

    [Fact]
    public async Task No_card_Triggers_and_suggests_one()
    {
        var found = Assert.Single(await With(Snapshot).GetDiagnosticsAsync());
        Assert.Equal(DiagnosticSeverity.Warning, found.Severity);
        Assert.Contains("governance/models/gpt-4o-2024-11-20.md", found.GetMessage());
        Assert.Contains("models: [openai:gpt-4o-2024-11-20]", found.GetMessage());
    }

    [Theory]
    [InlineData("models: [openai:gpt-4o-2024-11-20]")]
    [InlineData("model: openai:gpt-4o-2024-11-20")]
    [InlineData("model: openai:GPT-4o-2024-11-20")]
    [InlineData("models: [openai:gpt-4o-mini-2024-07-18, openai:gpt-4o-2024-11-20]")]
    public Task Card_for_the_reference_DoesNotTrigger(string frontMatter) => With(SnapshotWithCard, frontMatter).RunAsync();

    [Theory]
    [InlineData("models: [openai:gpt-4o]")]
    [InlineData("models: [openai:gpt-4o-mini-2024-07-18]")]
    [InlineData("models: [azure-openai:gpt-4o-2024-11-20]")]
    [InlineData("deployments: [gpt-4o-2024-11-20]")]
    public Task Card_for_something_else_Triggers(string frontMatter) => With(Snapshot, frontMatter).RunAsync();

    [Fact]
    public async Task Card_for_the_alias_Triggers_and_says_so()
    {
        var found = Assert.Single(await With(Snapshot, "models: [openai:gpt-4o]").GetDiagnosticsAsync());
        Assert.Contains("governance/models/chat.md names \"openai:gpt-4o\", which may mean any version", found.GetMessage());
    }

    [Fact]
    public Task Card_for_another_version_is_left_to_GOV2003_DoesNotTrigger() =>
        With(SnapshotWithCard, "models: [openai:gpt-4o-2024-08-06]").RunAsync();

    [Fact]
    public Task Card_for_another_version_where_GOV2003_is_off_Triggers()
    {
        var test = new Verify.Test
        {
            TestCode = Snapshot,
            Rules = ["GOV2001"],
            Policy = """
                schemaVersion: 1
                extends: { preset: baseline }
                rules: { GOV2003: none }
                """,
        };
        test.Repository["governance/models/chat.md"] = "---\nmodel: openai:gpt-4o-2024-08-06\n---\n# Chat\n";
        return test.RunAsync();
    }

    [Fact]
    public Task Cards_for_several_other_versions_Trigger_here()
    {
        var test = With(Snapshot, "models: [openai:gpt-4o-2024-08-06]");
        test.Repository["governance/models/old.md"] = "---\nmodel: openai:gpt-4o-2024-05-13\n---\n# Old\n";
        return test.RunAsync();
    }

    [Fact]
    public Task Card_of_a_version_that_the_register_has_in_use_as_well_Triggers_here()
    {
        var test = With(Snapshot, "models: [openai:gpt-4o-2024-08-06]");
        test.Repository["governance/register.yml"] = """
            schemaVersion: 1
            models:
              - { id: old, reference: "openai:gpt-4o-2024-08-06" }
              - { id: new, reference: "openai:gpt-4o-2024-11-20" }
            """;
        return test.RunAsync();
    }

    [Fact]
    public Task Component_of_a_BOM_DoesNotTrigger()
    {
        var test = With(SnapshotWithCard);
        test.Repository["governance/models/bom.json"] = """
            {
              "bomFormat": "CycloneDX", "specVersion": "1.6",
              "components": [ { "type": "machine-learning-model", "supplier": { "name": "OpenAI" }, "name": "gpt-4o", "version": "2024-11-20", "modelCard": {} } ]
            }
            """;
        return test.RunAsync();
    }

    [Fact]
    public async Task Alias_whose_pinned_form_has_a_card_Triggers_and_says_so()
    {
        var found = Assert.Single(await With("""
            using OpenAI.Chat;
            var client = new ChatClient("gpt-4o", "key");
            """, "models: [openai:gpt-4o-2024-11-20]").GetDiagnosticsAsync());
        Assert.Contains("its pinned form \"gpt-4o-2024-11-20\" has one", found.GetMessage());
    }

    [Fact]
    public Task Unknown_value_DoesNotTrigger() => With("""
        using OpenAI.Chat;
        var client = new ChatClient(Environment.GetEnvironmentVariable("MODEL"), "key");
        """).RunAsync();

    [Fact]
    public Task Default_Triggers() => With("""
        using OpenAI.Chat;
        var client = new ChatClient(Environment.GetEnvironmentVariable("MODEL") ?? [|"gpt-4o"|], "key");
        """).RunAsync();

    private const string Azure = """
        using Azure;
        using Azure.AI.OpenAI;

        class Bot
        {
            async Task A(ChatCompletionsOptions options)
            {
                var client = new OpenAIClient(new Uri("https://contoso.openai.azure.com"), new AzureKeyCredential("key"));
                await client.GetChatCompletionsAsync("support-chat", options);
            }
        }
        """;

    [Fact]
    public async Task Deployment_without_a_card_Triggers()
    {
        var found = Assert.Single(await With(Azure, "models: [openai:gpt-4o]", ReferenceAssemblies.AzureOpenAI).GetDiagnosticsAsync());
        Assert.Contains("Deployment \"support-chat\" has no model card", found.GetMessage());
        Assert.Contains("deployments: [support-chat]", found.GetMessage());
    }

    [Fact]
    public Task Deployment_with_a_card_DoesNotTrigger() =>
        With(Azure, "models: [azure-openai:gpt-4o-2024-11-20]\ndeployments: [support-chat]", ReferenceAssemblies.AzureOpenAI).RunAsync();

    [Fact]
    public Task Unknown_provider_is_documented_by_a_card_for_the_id_DoesNotTrigger() => With(
        """
        using System.ClientModel;
        using OpenAI;
        var client = new OpenAIClient(new ApiKeyCredential("key"), new() { Endpoint = new Uri("https://llm.contoso.example") }).GetChatClient("contoso-7b");
        """,
        "models: [huggingface:contoso-7b]").RunAsync();

    [Fact]
    public Task Other_folder_of_the_policy_counts()
    {
        var test = new Verify.Test
        {
            TestCode = SnapshotWithCard,
            Rules = ["GOV2001"],
            Policy = """
                schemaVersion: 1
                extends: { preset: baseline }
                models: { cards: "docs/cards/*.md" }
                """,
        };
        test.Repository["docs/cards/chat.md"] = "---\nmodel: openai:gpt-4o-2024-11-20\n---\n# Chat\n";
        return test.RunAsync();
    }
}
