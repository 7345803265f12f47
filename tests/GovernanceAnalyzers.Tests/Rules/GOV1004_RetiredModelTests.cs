using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GovernanceAnalyzers.Tests.Rules;

/// <summary>Evaluated on 2026-11-20, as all tests are.</summary>
public class GOV1004_RetiredModelTests
{
    [Theory]
    [InlineData("gpt-4-0613", "2026-10-23")]
    [InlineData("gpt-4", "2026-10-23")]
    [InlineData("GPT-4-0613", "2026-10-23")]
    [InlineData("chatgpt-4o-latest", "2026-02-17")]
    [InlineData("ft:gpt-4-0613:acme::AbC1", "2026-10-23")]
    public async Task Retired_reference_Triggers(string model, string date)
    {
        var found = Assert.Single(await Test($"""var chat = new OpenAI.Chat.ChatClient("{model}", "key");""").GetDiagnosticsAsync());
        Assert.Equal(DiagnosticSeverity.Error, found.Severity);
        Assert.Contains($"\"{model}\" was retired by OpenAI on {date}: requests fail.", found.GetMessage());
        Assert.Matches(@"\[preset baseline\(\d+\)\]$", found.GetMessage());
    }

    [Theory]
    [InlineData("gpt-4.1-2025-04-14")] // announced, not over
    [InlineData("gpt-5-2025-08-07")]
    [InlineData("gpt-5.6-sol")]
    [InlineData("gpt-4-0613-contoso")] // a name of someone else's server
    [InlineData("grok-4-0709")] // another provider's name
    [InlineData("claude-2.1")]
    [InlineData("${MODEL}")]
    [InlineData("")]
    public Task Reference_that_is_still_served_NotTriggers(string model) =>
        Test($"""var chat = new OpenAI.Chat.ChatClient("{model}", "key");""").RunAsync();

    [Fact]
    public Task A_replacement_is_named() => Expect(
        """
        var chat = new OpenAI.Chat.ChatClient({|#0:"gpt-4-0613"|}, "key");
        """,
        "Model reference \"gpt-4-0613\" was retired by OpenAI on 2026-10-23: requests fail. "
        + "Evaluate \"gpt-5.6-sol\", the replacement that OpenAI names, and move to it. [governance.yml(2)]");

    [Fact]
    public Task Without_a_replacement_the_reader_is_told_to_choose() => Expect(
        """
        var chat = new OpenAI.Chat.ChatClient({|#0:"gpt-4o-audio-preview"|}, "key");
        """,
        "Model reference \"gpt-4o-audio-preview\" was retired by OpenAI on 2026-05-07: requests fail. "
        + "Evaluate another model and move to it. [governance.yml(2)]");

    [Fact]
    public Task A_provider_that_lets_another_model_answer_is_told_apart() => Expect(
        """
        using System.ClientModel;
        using OpenAI;
        using OpenAI.Chat;
        var chat = new ChatClient({|#0:"grok-4-0709"|}, new ApiKeyCredential("key"), new OpenAIClientOptions { Endpoint = new Uri("https://api.x.ai/v1") });
        """,
        "Model reference \"grok-4-0709\" was retired by xAI on 2026-05-15: another model, \"grok-4.3\", answers silently, which is worse than an error. "
        + "Evaluate \"grok-4.3\" and name it here, or move to another model. [governance.yml(2)]");

    [Fact]
    public Task Azure_deployment_named_like_a_retired_model_NotTriggers() => Test(
        """
        using System.ClientModel;
        using OpenAI;
        using OpenAI.Chat;
        var options = new OpenAIClientOptions { Endpoint = new Uri("https://shop.openai.azure.com/openai/v1") };
        var chat = new ChatClient("gpt-4-0613", new ApiKeyCredential("key"), options);
        """).RunAsync();

    [Fact]
    public Task Unknown_server_NotTriggers() => Test(
        """
        using System.ClientModel;
        using OpenAI;
        using OpenAI.Chat;
        var options = new OpenAIClientOptions { Endpoint = new Uri("https://gateway.shop.example/v1") };
        var chat = new ChatClient("gpt-4-0613", new ApiKeyCredential("key"), options);
        """).RunAsync();

    [Fact]
    public Task Value_from_outside_of_the_code_NotTriggers() => Test(
        """
        var chat = new OpenAI.Chat.ChatClient(Environment.GetEnvironmentVariable("MODEL"), "key");
        """).RunAsync();

    [Fact]
    public Task Each_possible_value_is_judged_by_itself() => Test(
        """
        var chat = new OpenAI.Chat.ChatClient(args.Length > 0 ? [|"gpt-4-0613"|] : "gpt-4.1-2025-04-14", "key");
        """).RunAsync();

    [Fact]
    public Task A_mention_in_a_text_NotTriggers() => Test(
        """
        Console.WriteLine("gpt-4-0613 is gone");
        var chat = new OpenAI.Chat.ChatClient("gpt-4.1-2025-04-14", "key");
        """).RunAsync();

    private static Task Expect(string code, string message)
    {
        var test = new Verify.Test { TestCode = code, Rules = ["GOV1004"], Policy = "schemaVersion: 1\nrules: { RetiredModel: error }\n" };
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("GOV1004").WithMessage(message).WithLocation(0));
        return test.RunAsync();
    }

    private static Verify.Test Test(string code) => new() { TestCode = code, Rules = ["GOV1004"] };
}
