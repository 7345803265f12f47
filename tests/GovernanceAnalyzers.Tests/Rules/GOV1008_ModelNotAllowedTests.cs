using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GovernanceAnalyzers.Tests.Rules;

public class GOV1008_ModelNotAllowedTests
{
    [Fact]
    public Task Model_outside_of_the_list_Triggers()
    {
        var test = Test(
            """
            var chat = new OpenAI.Chat.ChatClient({|#0:"gpt-4o-mini"|}, "key");
            """,
            "[\"anthropic:claude-*\", \"openai:gpt-4.1*\"]");
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("GOV1008", DiagnosticSeverity.Error).WithMessage(
            "Model \"gpt-4o-mini\" of OpenAI is not allowed: no pattern of governance.yml(2) matches \"openai:gpt-4o-mini\" (anthropic:claude-*, openai:gpt-4.1*). "
            + "Use a model that is listed, or have this one added to the list. [governance.yml(3)]").WithLocation(0));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("[\"openai:*\"]")]
    [InlineData("[openai:*, anthropic:claude-*]")]
    [InlineData("[openai:gpt-4.1-2025-04-14]")]
    [InlineData("[\"OpenAI:GPT-4.1*\"]")]
    [InlineData("[\"*:gpt-4.?-2025-*\"]")]
    public Task Model_on_the_list_NotTriggers(string allow) =>
        Test("""var chat = new OpenAI.Chat.ChatClient("gpt-4.1-2025-04-14", "key");""", allow).RunAsync();

    [Fact]
    public Task Without_a_list_NotTriggers() => new Verify.Test
    {
        TestCode = """var chat = new OpenAI.Chat.ChatClient("gpt-4o-mini", "key");""",
        Rules = ["GOV1008"],
    }.RunAsync();

    [Fact]
    public async Task An_empty_list_allows_nothing_Triggers()
    {
        var found = Assert.Single(await Test("""var chat = new OpenAI.Chat.ChatClient("gpt-4o-mini", "key");""", "[]").GetDiagnosticsAsync());
        Assert.Contains("(the list is empty)", found.GetMessage());
    }

    [Theory]
    [InlineData("Environment.GetEnvironmentVariable(\"MODEL\")")]
    [InlineData("\"${MODEL}\"")]
    [InlineData("\"\"")]
    public Task Value_that_nobody_knows_NotTriggers(string value) =>
        Test($$"""var chat = new OpenAI.Chat.ChatClient({{value}}, "key");""", "[\"anthropic:*\"]").RunAsync();

    [Theory]
    [InlineData("azure-openai:chat-*", true)]
    [InlineData("azure-openai:*", true)]
    [InlineData("openai:chat-*", false)]
    public async Task Deployment_goes_by_its_name(string pattern, bool allowed)
    {
        var diagnostics = await Test(
            """
            using System.ClientModel;
            using OpenAI;
            using OpenAI.Chat;
            var options = new OpenAIClientOptions { Endpoint = new Uri("https://shop.openai.azure.com/openai/v1") };
            var chat = new ChatClient("chat-prod", new ApiKeyCredential("key"), options);
            """,
            $"[\"{pattern}\"]").GetDiagnosticsAsync();
        Assert.Equal(allowed ? 0 : 1, diagnostics.Length);
        Assert.All(diagnostics, d => Assert.StartsWith("Deployment \"chat-prod\" of Azure OpenAI is not allowed", d.GetMessage()));
    }

    [Theory]
    [InlineData("[\"*:gpt-4o*\"]", null, "")]
    [InlineData("[\"*:*\"]", null, "")]
    [InlineData("[\"openai:gpt-4o*\", \"azure-openai:*\"]", DiagnosticSeverity.Info, "allows it only with azure-openai or openai")]
    [InlineData("[\"anthropic:claude-*\"]", DiagnosticSeverity.Error, "no pattern of governance.yml(2) matches it under any provider")]
    public async Task Unknown_provider_is_said(string allow, DiagnosticSeverity? severity, string part)
    {
        var diagnostics = await Test(
            """
            using System.ClientModel;
            using OpenAI;
            using OpenAI.Chat;
            var options = new OpenAIClientOptions { Endpoint = new Uri("https://gateway.shop.example/v1") };
            var chat = new ChatClient("gpt-4o-mini", new ApiKeyCredential("key"), options);
            """,
            allow).GetDiagnosticsAsync();
        Assert.Equal(severity is null ? 0 : 1, diagnostics.Length);
        Assert.All(diagnostics, d => Assert.Equal(severity, d.Severity));
        Assert.All(diagnostics, d => Assert.Contains(part, d.GetMessage()));
    }

    [Fact]
    public async Task A_layer_above_can_only_narrow_what_a_layer_below_allows()
    {
        var test = new Verify.Test
        {
            TestCode = """
                var a = new OpenAI.Chat.ChatClient("gpt-4.1-2025-04-14", "key");
                var b = new OpenAI.Chat.ChatClient("gpt-4o-2024-11-20", "key");
                var c = new OpenAI.Chat.ChatClient("o3-2025-04-16", "key");
                """,
            Rules = ["GOV1008"],
            Policy = """
                schemaVersion: 1
                extends: { file: org.yml }
                models: { allow: ["openai:gpt-4o*", "openai:o3*"] }
                """,
        };
        test.Repository.Add("org.yml", "schemaVersion: 1\nmodels:\n  allow: [\"openai:gpt-*\"]\n");

        var diagnostics = await test.GetDiagnosticsAsync();

        Assert.Equal(2, diagnostics.Length);
        Assert.Contains("no pattern of governance.yml(3) matches \"openai:gpt-4.1-2025-04-14\"", diagnostics[0].GetMessage());
        Assert.Contains("no pattern of org.yml(3) matches \"openai:o3-2025-04-16\"", diagnostics[1].GetMessage());
    }

    private static Verify.Test Test(string code, string allow) => new()
    {
        TestCode = code,
        Rules = ["GOV1008"],
        Policy = $$"""
            schemaVersion: 1
            models: { allow: {{allow}} }
            rules: { ModelNotAllowed: error }
            """,
    };
}
