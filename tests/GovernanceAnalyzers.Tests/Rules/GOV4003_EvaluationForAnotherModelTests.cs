using System.Linq;
using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GovernanceAnalyzers.Tests.Rules;

public class GOV4003_EvaluationForAnotherModelTests
{
    private static Verify.Test With(string model, params string[] evaluated)
    {
        var test = new Verify.Test
        {
            TestCode = $$"""
                using OpenAI.Chat;
                var client = new ChatClient({{model}}, "key");
                """,
            Rules = ["GOV4003"],
        };
        foreach (var (name, number) in evaluated.Select((e, i) => (e, i + 1)))
        {
            test.Repository[$"governance/evaluations/{number}.yml"] = $"# Run {number}\nmodel: \"{name}\"\ndate: 2026-10-0{number}\ntool: promptfoo 0.119\nmetrics: [{{ name: accuracy, value: 0.9 }}]\n";
        }

        return test;
    }

    [Fact]
    public async Task Only_another_version_was_evaluated_Triggers()
    {
        var found = Assert.Single(await With("\"gpt-4o-2024-11-20\"", "openai:gpt-4o-2024-08-06").GetDiagnosticsAsync());

        Assert.Equal(DiagnosticSeverity.Warning, found.Severity);
        Assert.Contains("\"openai:gpt-4o-2024-08-06\" (governance/evaluations/1.yml(2))", found.GetMessage());
    }

    [Theory]
    [InlineData("openai:gpt-4o-2024-05-13", "openai:gpt-4o-2024-08-06")]
    [InlineData("openai:gpt-4o-mini-2024-07-18", "openai:gpt-4o-2024-08-06")]
    [InlineData("azure-openai:gpt-4o-2024-08-06")]
    public Task Other_versions_Trigger(params string[] evaluated) => With("[|\"gpt-4o-2024-11-20\"|]", evaluated).RunAsync();

    [Theory]
    // Nothing was evaluated at all: GOV4001.
    [InlineData]
    [InlineData("openai:gpt-4o-mini-2024-07-18")]
    // It was evaluated, whatever was evaluated since.
    [InlineData("openai:gpt-4o-2024-11-20")]
    [InlineData("openai:gpt-4o-2024-11-20", "openai:gpt-4o-2024-08-06")]
    [InlineData("azure-openai:gpt-4o-2024-11-20")]
    // An alias, or a deployment, does not say which version was evaluated.
    [InlineData("openai:gpt-4o")]
    [InlineData("openai:gpt-4o", "openai:gpt-4o-2024-08-06")]
    [InlineData("azure-openai:support-chat")]
    public Task Anything_else_DoesNotTrigger(params string[] evaluated) => With("\"gpt-4o-2024-11-20\"", evaluated).RunAsync();

    [Fact]
    public Task Alias_in_code_DoesNotTrigger() => With("\"gpt-4o\"", "openai:gpt-4o-2024-08-06").RunAsync();

    [Fact]
    public Task Unknown_value_DoesNotTrigger() => With("Environment.GetEnvironmentVariable(\"MODEL\")", "openai:gpt-4o-2024-08-06").RunAsync();

    [Fact]
    public Task Default_Triggers() => With("Environment.GetEnvironmentVariable(\"MODEL\") ?? [|\"gpt-4o-2024-11-20\"|]", "openai:gpt-4o-2024-08-06").RunAsync();

    [Fact]
    public Task Deployment_is_the_registers_matter_DoesNotTrigger()
    {
        var test = new Verify.Test
        {
            TestCode = """
                using Azure;
                using Azure.AI.OpenAI;

                class Bot
                {
                    async Task A(ChatCompletionsOptions options)
                    {
                        var client = new OpenAIClient(new Uri("https://contoso.openai.azure.com"), new AzureKeyCredential("key"));
                        await client.GetChatCompletionsAsync("gpt-4o-2024-11-20", options);
                    }
                }
                """,
            Rules = ["GOV4003"],
            ReferenceAssemblies = ReferenceAssemblies.AzureOpenAI,
        };
        test.Repository["governance/evaluations/1.yml"] = "model: azure-openai:gpt-4o-2024-08-06\ndate: 2026-10-01\ntool: t 1\nmetrics: [{ name: accuracy, value: 0.9 }]\n";
        return test.RunAsync();
    }

    [Fact]
    public Task Evaluation_that_cannot_be_read_says_nothing_DoesNotTrigger()
    {
        var test = With("\"gpt-4o-2024-11-20\"");
        test.Repository["governance/evaluations/1.yml"] = "model: openai:gpt-4o-2024-08-06\ndate: 2031-01-01\ntool: t\nmetrics: []\n";
        return test.RunAsync();
    }
}
