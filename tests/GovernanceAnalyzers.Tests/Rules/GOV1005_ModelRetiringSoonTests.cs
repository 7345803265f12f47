using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GovernanceAnalyzers.Tests.Rules;

/// <summary>Evaluated on 2026-11-20, as all tests are.</summary>
public class GOV1005_ModelRetiringSoonTests
{
    [Theory]
    [InlineData("gpt-4.1-2025-04-14", "2027-01-14")]
    [InlineData("ft:gpt-4.1-2025-04-14:acme::AbC1", "2027-01-14")]
    [InlineData("gpt-5", "2026-12-11")]
    public async Task Announced_retirement_Triggers(string model, string date)
    {
        var found = Assert.Single(await Test($"""var chat = new OpenAI.Chat.ChatClient("{model}", "key");""").GetDiagnosticsAsync());
        Assert.Equal(DiagnosticSeverity.Warning, found.Severity);
        Assert.Contains($"\"{model}\" retires on {date}, says OpenAI: from then on requests fail.", found.GetMessage());
    }

    [Theory]
    [InlineData("gpt-4-0613")] // over: GOV1004
    [InlineData("gpt-4o")] // an alias that will move on
    [InlineData("gpt-5.6-sol")]
    public Task Reference_without_a_near_retirement_NotTriggers(string model) =>
        Test($"""var chat = new OpenAI.Chat.ChatClient("{model}", "key");""").RunAsync();

    [Theory]
    [InlineData("OpenAI.Audio.AudioClient", "whisper-1", 97, false)] // 2027-02-26
    [InlineData("OpenAI.Audio.AudioClient", "whisper-1", 98, true)]
    [InlineData("OpenAI.Chat.ChatClient", "gpt-5-2025-08-07", 0, false)]
    public async Task The_policy_says_how_many_days_ahead(string client, string model, int days, bool triggers)
    {
        var test = new Verify.Test
        {
            TestCode = $$"""var client = new {{client}}("{{model}}", "key");""",
            Rules = ["GOV1005"],
            Policy = $$"""
                schemaVersion: 1
                models: { retirement: { warnDays: {{days}} } }
                """,
        };
        Assert.Equal(triggers ? 1 : 0, (await test.GetDiagnosticsAsync()).Length);
    }

    [Fact]
    public Task A_day_before_which_nothing_happens_is_no_retirement_NotTriggers() => new Verify.Test
    {
        TestCode = """
            using Anthropic.Models.Messages;
            var parameters = new MessageCreateParams { Model = "claude-opus-4-5-20251101", MaxTokens = 100, Messages = [] };
            """,
        ReferenceAssemblies = ReferenceAssemblies.Anthropic,
        Rules = ["GOV1005"],
    }.RunAsync();

    [Fact]
    public Task The_message_says_what_happens_then()
    {
        var test = new Verify.Test
        {
            TestCode = """
                using System.ClientModel;
                using OpenAI;
                using OpenAI.Chat;
                var options = new OpenAIClientOptions { Endpoint = new Uri("https://generativelanguage.googleapis.com/v1beta/openai/") };
                var chat = new ChatClient({|#0:"gemini-2.5-pro"|}, new ApiKeyCredential("key"), options);
                """,
            Rules = ["GOV1005"],
            Policy = "schemaVersion: 1\nrules: { ModelRetiringSoon: error }\nmodels: { retirement: { warnDays: 30 } }\n",
        };
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("GOV1005").WithMessage(
            "Model reference \"gemini-2.5-pro\" retires on 2026-12-01, says Google Gemini API: from then on another model, \"gemini-3.8-flash\", answers "
            + "silently, which is worse than an error. Evaluate \"gemini-3.8-flash\" and name it here, or move to another model. [governance.yml(2)]").WithLocation(0));
        return test.RunAsync();
    }

    private static Verify.Test Test(string code) => new() { TestCode = code, Rules = ["GOV1005"] };
}
