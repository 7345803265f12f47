using System.Linq;
using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GovernanceAnalyzers.Tests.Rules;

public class GOV1006_ModelNotInRegisterTests
{
    private const string Chat = """
        using OpenAI.Chat;
        var client = new ChatClient({|#0:"gpt-4o-2024-11-20"|}, "key");
        """;

    [Fact]
    public Task Model_that_the_register_does_not_list_Triggers()
    {
        var test = With(Chat, "models:\n  - { id: answers, reference: \"openai:gpt-4o-2024-08-06\" }\n");
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("GOV1006", DiagnosticSeverity.Warning).WithLocation(0));
        return test.RunAsync();
    }

    [Fact]
    public async Task Model_of_another_system_Triggers_and_names_both()
    {
        var found = Assert.Single(await With(Chat, """
            systems: [{ id: bot, paths: [other/**] }, { id: search, paths: [src/**] }]
            models:
              - { id: answers, reference: "openai:gpt-4o-2024-11-20", usedBy: bot }
            """).GetDiagnosticsAsync());

        Assert.Contains("is used by bot according to governance/register.yml(4), and this file belongs to search", found.GetMessage());
    }

    [Fact]
    public async Task Reference_from_a_constant_Triggers_and_names_its_origin()
    {
        var found = Assert.Single(await With(
            """
            using OpenAI.Chat;
            var client = new ChatClient(Models.Answers, "key");
            static class Models { public const string Answers = "gpt-4o-2024-11-20"; }
            """,
            "models: []\n").GetDiagnosticsAsync());

        Assert.Contains("\"gpt-4o-2024-11-20\" (from ", found.GetMessage());
    }

    [Fact]
    public async Task Each_arm_is_looked_up_Triggers_for_one_of_them()
    {
        var found = Assert.Single(await With(
            """
            using OpenAI.Chat;
            var client = new ChatClient(args.Length > 0 ? "gpt-4o-2024-11-20" : "gpt-4.1-2025-04-14", "key");
            """,
            "models:\n  - { id: a, reference: \"openai:gpt-4o-2024-11-20\" }\n").GetDiagnosticsAsync());

        Assert.Contains("gpt-4.1-2025-04-14", found.GetMessage());
    }

    [Theory]
    [InlineData("models:\n  - { id: a, reference: \"openai:gpt-4o-2024-11-20\" }\n")]
    [InlineData("systems: [{ id: bot }]\nmodels:\n  - { id: a, reference: \"openai:gpt-4o-2024-11-20\", usedBy: bot }\n")]
    [InlineData("systems: [{ id: bot, paths: src }, { id: ads, paths: [src/**] }]\nmodels:\n  - { id: a, reference: \"openai:gpt-4o-2024-11-20\", usedBy: ads }\n")]
    [InlineData("systems: [{ id: bot, paths: [other/**] }]\nmodels:\n  - { id: a, reference: \"openai:gpt-4o-2024-11-20\", usedBy: bot }\n")]
    public Task Listed_model_NotTriggers(string register) => With(Chat, register).RunAsync();

    [Fact]
    public Task Without_a_register_single_references_NotTriggers() => With(Chat, register: null).RunAsync();

    [Fact]
    public Task Values_of_run_time_and_placeholders_NotTriggers() => With(
        """
        using OpenAI.Chat;
        var a = new ChatClient(Environment.GetEnvironmentVariable("MODEL")!, "key");
        var b = new ChatClient("<your model>", "key");
        """,
        "models: []\n").RunAsync();

    [Theory]
    [InlineData("deployments: [support-chat]", false)]
    [InlineData("deployments: [other]", true)]
    [InlineData("reference: \"openai:support-chat\"", true)]
    public async Task Deployment_that_no_entry_names_Triggers(string entry, bool triggers)
    {
        var test = new Verify.Test
        {
            TestCode = """
                using Azure;
                using Azure.AI.OpenAI;

                class Bot
                {
                    Task A(ChatCompletionsOptions options) =>
                        new OpenAIClient(new Uri("https://contoso.openai.azure.com"), new AzureKeyCredential("key")).GetChatCompletionsAsync("support-chat", options);
                }
                """,
            Rules = ["GOV1006"],
            ReferenceAssemblies = ReferenceAssemblies.AzureOpenAI,
        };
        test.Repository["governance/register.yml"] = $"schemaVersion: 1\nmodels:\n  - {{ id: a, {entry} }}\n";

        var found = await test.GetDiagnosticsAsync();

        Assert.Equal(triggers ? 1 : 0, found.Length);
        Assert.All(found, d => Assert.StartsWith("Deployment \"support-chat\" is not in the register", d.GetMessage()));
    }

    /// <summary>The fix for an alias writes a snapshot where the alias stands; a deployment's name must stay.</summary>
    [Fact]
    public async Task A_deployment_with_a_floating_model_offers_no_replacement()
    {
        var test = new Verify.Test
        {
            TestCode = """
                using Azure;
                using Azure.AI.OpenAI;

                class Bot
                {
                    Task A(ChatCompletionsOptions options) =>
                        new OpenAIClient(new Uri("https://contoso.openai.azure.com"), new AzureKeyCredential("key")).GetChatCompletionsAsync("support-chat", options);
                }
                """,
            Rules = ["GOV1001", "GOV1003", "GOV1006"],
            ReferenceAssemblies = ReferenceAssemblies.AzureOpenAI,
        };
        test.Repository["governance/register.yml"] = "schemaVersion: 1\nmodels:\n  - { id: a, reference: \"openai:gpt-4.1\", deployments: [support-chat] }\n";

        var found = Assert.Single(await test.GetDiagnosticsAsync());

        Assert.Equal("GOV1001", found.Id);
        Assert.Contains("according to governance/register.yml(3); that model is floating", found.GetMessage());
        Assert.DoesNotContain(found.Properties, p => p.Key is "replacements" or "value");
    }

    private static Verify.Test With(string source, string? register)
    {
        var test = new Verify.Test { TestCode = source, Rules = ["GOV1006"] };
        if (register is not null)
        {
            test.Repository["governance/register.yml"] = "schemaVersion: 1\n" + register;
        }

        return test;
    }
}
