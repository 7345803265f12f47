using System.Linq;
using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GovernanceAnalyzers.Tests.Rules;

public class GOV1003_IndeterminateModelReferenceTests
{
    private static Verify.Test With(string source, ReferenceAssemblies? references = null) =>
        new() { TestCode = source, Rules = ["GOV1003"], ReferenceAssemblies = references ?? ReferenceAssemblies.OpenAI };

    [Theory]
    [InlineData("model", "parameter model of Make")]
    [InlineData("Environment.GetEnvironmentVariable(\"OPENAI_MODEL\")!", "environment variable OPENAI_MODEL")]
    [InlineData("configuration[\"AI:Model\"]!", "configuration key AI:Model")]
    [InlineData("configuration[\"AI:Model\"] ?? throw new Exception()", "configuration key AI:Model")]
    [InlineData("configuration[Key]!", "configuration key AI:Model")]
    [InlineData("configuration.GetSection(\"AI\")[\"Model\"]!", "configuration key AI:Model")]
    [InlineData("configuration.GetConnectionString(\"model\")!", "configuration key ConnectionStrings:model")]
    [InlineData("options.Model", "property Options.Model")]
    [InlineData("monitor.Value.Model", "property Options.Model")]
    [InlineData("_unset", "field Bot._unset")]
    [InlineData("Settable", "property Bot.Settable")]
    [InlineData("Environment.GetEnvironmentVariable(model)!", "an environment variable chosen at run time")]
    [InlineData("Compute()", "the result of Guid.ToString")]
    [InlineData("models[0]", "parameter models of Make")]
    [InlineData("names[\"fast\"]", "parameter names of Make")]
    [InlineData("$\"gpt-{version}\"", "text built with parameter version of Make")]
    [InlineData("\"gpt-\" + version", "text built with parameter version of Make")]
    [InlineData("string.Format(\"gpt-{0}\", version)", "text built with parameter version of Make")]
    [InlineData("version.ToString()", "the result of Int32.ToString")]
    public async Task Value_of_run_time_Triggers_and_names_its_origin(string expression, string origin)
    {
        var found = Assert.Single(await With($$"""
            using Microsoft.Extensions.Configuration;
            using Microsoft.Extensions.Options;
            using OpenAI.Chat;

            class Options { public string Model { get; set; } = ""; }

            class Bot
            {
                private const string Key = "AI:Model";
                private string _unset = "";
                public string Settable { get; set; } = "";
                string Compute() => Guid.NewGuid().ToString();

                ChatClient Make(
                    IConfiguration configuration, Options options, IOptions<Options> monitor, string model, int version, string[] models,
                    Dictionary<string, string> names) => new({{expression}}, "key");
            }
            """).GetDiagnosticsAsync());
        Assert.Equal(DiagnosticSeverity.Info, found.Severity);
        Assert.Contains("it comes from " + origin, found.GetMessage());
    }

    [Fact]
    public async Task Environment_with_a_default_Triggers_once_for_the_environment()
    {
        var found = Assert.Single(await With("""
            using OpenAI.Chat;
            var client = new ChatClient(Environment.GetEnvironmentVariable("OPENAI_MODEL") ?? "gpt-4o", "key");
            """).GetDiagnosticsAsync());
        Assert.Contains("environment variable OPENAI_MODEL", found.GetMessage());
    }

    [Fact]
    public Task Value_that_is_known_DoesNotTrigger() => With("""
        using OpenAI.Chat;
        var client = new ChatClient("gpt-4o", "key");
        var other = new ChatClient("gpt-4o-2024-11-20", "key");
        """).RunAsync();

    [Theory]
    [InlineData("", "it is not the name of an OpenAI model")]
    [InlineData("https://llm.contoso.example/v1", "the provider is not known")]
    [InlineData("https://contoso.openai.azure.com/openai/v1/", "it is a deployment name")]
    public async Task Name_that_says_nothing_Triggers(string endpoint, string reason)
    {
        var options = endpoint.Length == 0 ? "" : $$""", new OpenAIClientOptions { Endpoint = new Uri("{{endpoint}}") }""";
        var found = Assert.Single(await With($$"""
            using System.ClientModel;
            using OpenAI;
            var client = new OpenAIClient(new ApiKeyCredential("key"){{options}}).GetChatClient("contoso-chat");
            """).GetDiagnosticsAsync());
        Assert.Contains(reason, found.GetMessage());
    }

    [Fact]
    public Task Endpoint_of_run_time_Triggers() => With("""
        using System.ClientModel;
        using OpenAI;

        class Bot
        {
            object Make(string endpoint) =>
                new OpenAIClient(new ApiKeyCredential("key"), new OpenAIClientOptions { Endpoint = new Uri(endpoint) }).GetChatClient([|"gpt-4o"|]);
        }
        """).RunAsync();

    [Theory]
    [InlineData("src/", false)]
    [InlineData("other/", true)]
    public async Task Reference_that_the_register_declares_as_supplied_at_run_time_NotTriggers(string path, bool triggers)
    {
        var test = With("""
            using OpenAI.Chat;
            var client = new ChatClient(Environment.GetEnvironmentVariable("MODEL")!, "key");
            """);
        test.Repository["governance/register.yml"] = $$"""
            schemaVersion: 1
            systems: [{ id: bot, paths: {{path}} }, { id: rest }]
            models:
              - { id: of-tenants, usedBy: bot, suppliedAtRunTime: { by: tenant settings, reason: own contracts, owner: tenants@shop.example } }
            """;

        Assert.Equal(triggers ? 1 : 0, (await test.GetDiagnosticsAsync()).Length);
    }

    [Fact]
    public async Task Azure_deployment_Triggers()
    {
        var found = await With(
            """
            using Azure;
            using Azure.AI.OpenAI;

            class Bot
            {
                async Task A(ChatCompletionsOptions options)
                {
                    var client = new OpenAIClient(new Uri("https://contoso.openai.azure.com"), new AzureKeyCredential("key"));
                    await client.GetChatCompletionsAsync("chat", options);
                    await client.GetChatCompletionsAsync("gpt-4o-2024-11-20", options);
                }
            }
            """,
            ReferenceAssemblies.AzureOpenAI).GetDiagnosticsAsync();
        Assert.Equal(2, found.Length);
        Assert.All(found, d => Assert.Contains("it is a deployment name", d.GetMessage()));
    }

    [Fact]
    public Task Null_as_model_DoesNotTrigger() => With(
        """
        using Microsoft.Extensions.AI;
        var options = new ChatOptions { ModelId = null };
        """,
        ReferenceAssemblies.ExtensionsAI).RunAsync();

    [Fact]
    public async Task Many_values_end_in_one_unknown_rest()
    {
        var arms = string.Concat(Enumerable.Range(0, 40).Select(i => $"{i} => \"contoso-{i}\", "));
        var found = await With($$"""
            using OpenAI.Chat;
            class Bot
            {
                ChatClient Make(int i) => new(i switch { {{arms}} _ => "contoso" }, "key");
            }
            """).GetDiagnosticsAsync();
        Assert.Equal(17, found.Length);
        Assert.Single(found, d => d.GetMessage().Contains("too involved to follow"));
    }
}
