using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GovernanceAnalyzers.Tests.Rules;

public class GOV5005_SensitiveDataLoggedTests
{
    private const string Bot = """
        using OpenAI.Chat;
        using Microsoft.Extensions.Logging;

        public partial class Bot(ChatClient chat, ILogger logger)
        {
            %%
        }
        """;

    [Theory]
    [InlineData("""public async Task A(string question) { await chat.CompleteChatAsync(question); logger.LogInformation("asked {Question}", [|question|]); }""")]
    [InlineData("""public async Task A(string question) { logger.LogInformation("asked {Question}", [|question|]); await chat.CompleteChatAsync(new UserChatMessage(question)); }""")]
    [InlineData("""public async Task A(string question) { List<ChatMessage> m = [new SystemChatMessage("be kind"), new UserChatMessage(question)]; logger.LogWarning("asked {Question}", [|question|]); await chat.CompleteChatAsync(m); }""")]
    [InlineData("""public async Task A(string question) { var m = new List<ChatMessage>(); m.Add(new UserChatMessage(question)); await chat.CompleteChatAsync(m); logger.LogInformation("asked {Question}", [|question|]); }""")]
    [InlineData("""public async Task A(string question) { await chat.CompleteChatAsync(question); logger.LogInformation([|$"asked {question}"|]); }""")]
    [InlineData("""public async Task A(string question) { await chat.CompleteChatAsync(question); logger.LogInformation([|"asked " + question|]); }""")]
    [InlineData("""public async Task A(string q) { ChatCompletion r = await chat.CompleteChatAsync(q); logger.LogInformation("answer {Answer}", [|r.Content[0].Text|]); }""")]
    [InlineData("""public async Task A(string q) { var r = await chat.CompleteChatAsync(q); var text = r.Value.Content[0].Text; logger.LogInformation("answer {Answer}", [|text|]); }""")]
    [InlineData("""public async Task A(string q) { string text = (await chat.CompleteChatAsync(q)).Value.Content[0].Text; logger.LogInformation("answer {Answer} of {Length}", [|text|], text.Length); }""")]
    [InlineData("""public async Task A(string q) { var r = await chat.CompleteChatAsync(q); logger.LogError("answer {Answer}", [|r.Value.Content.FirstOrDefault()?.Text|]); }""")]
    [InlineData("""public async Task A(string q) { await foreach (var u in chat.CompleteChatStreamingAsync(q)) { logger.LogInformation("{Text}", [|u.ContentUpdate[0].Text|]); } }""")]
    [InlineData("""public async Task A(string q) { var r = await chat.CompleteChatAsync(q); Answered(logger, [|r.Value.Content[0].Text|]); } [LoggerMessage(1, LogLevel.Information, "{Text}")] private static partial void Answered(ILogger logger, string text); private static partial void Answered(ILogger logger, string text) { }""")]
    [InlineData("""public async Task A(string q) { await chat.CompleteChatAsync(q); await chat.CompleteChatAsync(q); logger.LogInformation("{Q}", [|q|]); }""")]
    public Task The_very_text_in_a_log_statement_Triggers(string member) => Test(Bot.Replace("%%", member));

    [Theory]
    [InlineData("""public async Task A(string q) { var r = await chat.CompleteChatAsync(q); logger.LogInformation("{Model} {Tokens}", r.Value.Model, r.Value.Usage.TotalTokenCount); }""")]
    [InlineData("""public async Task A(string q) { var r = await chat.CompleteChatAsync(q); logger.LogInformation("{Id} {Reason}", r.Value.Id, r.Value.FinishReason); }""")]
    [InlineData("""public async Task A(string q) { await chat.CompleteChatAsync(q); logger.LogInformation("{Length}", q.Length); }""")]
    [InlineData("""public async Task A(string q) { var r = await chat.CompleteChatAsync(q); logger.LogInformation($"{q.Length} characters, {r.Value.Content[0].Text.Length} back"); }""")]
    [InlineData("""public async Task A(string q, string user) { await chat.CompleteChatAsync(q); logger.LogInformation("asked by {User}", user); }""")]
    [InlineData("""public async Task A(string q, string user) { await chat.CompleteChatAsync($"{user} asks {q}"); logger.LogInformation("asked by {User}", user); }""")]
    [InlineData("""public async Task A(string q) { var r = await chat.CompleteChatAsync(q); logger.LogDebug("{Q} {A}", q, r.Value.Content[0].Text); }""")]
    [InlineData("""public async Task A(string q) { await chat.CompleteChatAsync(q); logger.LogTrace("{Q}", q); }""")]
    [InlineData("""public async Task A(string q) { await chat.CompleteChatAsync(q); logger.Log(LogLevel.Debug, "{Q}", q); }""")]
    [InlineData("""public async Task A(string q) { var r = await chat.CompleteChatAsync(q); Console.WriteLine(r.Value.Content[0].Text); }""")]
    [InlineData("""public async Task<string> A(string q) { var r = await chat.CompleteChatAsync(q); return r.Value.Content[0].Text; }""")]
    [InlineData("""public async Task A() { const string q = "How are you?"; await chat.CompleteChatAsync(q); logger.LogInformation("{Q}", q); }""")]
    [InlineData("""public async Task A() { var q = "How are you?"; await chat.CompleteChatAsync(q); logger.LogInformation("{Q}", q); }""")]
    [InlineData("""public async Task A(BinaryData d, string media) { await chat.CompleteChatAsync(new UserChatMessage(ChatMessageContentPart.CreateImagePart(d, media))); logger.LogInformation("{Media}", media); }""")]
    [InlineData("""public async Task A(string q, string who) { await chat.CompleteChatAsync(new UserChatMessage(q) { ParticipantName = who }); logger.LogInformation("{Who}", who); }""")]
    [InlineData("""public async Task A(List<ChatMessage> m) { await chat.CompleteChatAsync(m); logger.LogInformation("{Count} messages", m.Count); }""")]
    [InlineData("""public async Task A(string q) { try { await chat.CompleteChatAsync(q); } catch (Exception e) { logger.LogError(e, "failed"); } }""")]
    [InlineData("""public void B(string question) => logger.LogInformation("{Q}", question); public Task A(string question) => chat.CompleteChatAsync(question);""")]
    [InlineData("""public async Task A(string q, Microsoft.Extensions.Hosting.IHostEnvironment env) { await chat.CompleteChatAsync(q); if (Microsoft.Extensions.Hosting.HostEnvironmentEnvExtensions.IsDevelopment(env)) { logger.LogInformation("{Q}", q); } }""")]
    [InlineData("""
        public async Task A(string q)
        {
            await chat.CompleteChatAsync(q);
        #if !DEBUG
        #else
            logger.LogInformation("{Q}", q);
        #endif
        }
        """)]
    public Task Numbers_names_and_development_logs_NotTrigger(string member) => Test("#define DEBUG\n" + Bot.Replace("%%", member));

    [Fact]
    public async Task The_message_names_statement_and_value()
    {
        var found = Assert.Single(await Create(Bot.Replace("%%", """public async Task A(string q) { var r = await chat.CompleteChatAsync(q); logger.LogInformation("{A}", r.Value.Content[0].Text); }""")).GetDiagnosticsAsync());
        Assert.Equal(
            "LogInformation is given \"r\", which is the text of the answer. Log its length, the model and an identifier, or write it to a store that is meant for it. [governance.yml(3)]",
            found.GetMessage());
    }

    [Theory]
    [InlineData("[|c.EnableSensitiveData = true|]")]
    [InlineData("{ _ = c.ToString(); [|c.EnableSensitiveData = true|]; }")]
    public Task Content_capture_that_is_switched_on_Triggers(string body) => Extensions(body);

    [Theory]
    [InlineData("c.EnableSensitiveData = false")]
    [InlineData("c.EnableSensitiveData = env.IsDevelopment()")]
    [InlineData("{ if (env.IsDevelopment()) { c.EnableSensitiveData = true; } }")]
    [InlineData("{ if (!env.IsDevelopment()) { } else { c.EnableSensitiveData = true; } }")]
    [InlineData("c.EnableSensitiveData = System.Diagnostics.Debugger.IsAttached")]
    [InlineData("{ }")]
    public Task Content_capture_that_is_off_or_for_development_NotTriggers(string body) => Extensions(body);

    [Fact]
    public async Task A_switch_whose_value_is_configured_is_not_visible()
    {
        var found = Assert.Single(await CreateExtensions("c.EnableSensitiveData = configured").GetDiagnosticsAsync());
        Assert.Equal(DiagnosticSeverity.Info, found.Severity);
        Assert.Contains("Whether OpenTelemetryChatClient.EnableSensitiveData puts", found.GetMessage());
    }

    [Theory]
    [InlineData("[|AppContext.SetSwitch(\"Microsoft.SemanticKernel.Experimental.GenAI.EnableOTelDiagnosticsSensitive\", true)|];")]
    [InlineData("[|Environment.SetEnvironmentVariable(\"OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT\", \"true\")|];")]
    [InlineData("[|Environment.SetEnvironmentVariable(\"AZURE_TRACING_GEN_AI_CONTENT_RECORDING_ENABLED\", \"True\")|];")]
    [InlineData("_ = new OpenAI.OpenAIClientOptions { ClientLoggingOptions = new() { [|EnableMessageContentLogging = true|] } };")]
    [InlineData("var o = new OpenAI.OpenAIClientOptions(); o.ClientLoggingOptions = new(); [|o.ClientLoggingOptions.EnableMessageContentLogging = true|];")]
    public Task Known_switches_Trigger(string statement) => Test(statement);

    [Theory]
    [InlineData("AppContext.SetSwitch(\"Microsoft.SemanticKernel.Experimental.GenAI.EnableOTelDiagnosticsSensitive\", false);")]
    [InlineData("AppContext.SetSwitch(\"Microsoft.SemanticKernel.Experimental.GenAI.EnableOTelDiagnostics\", true);")]
    [InlineData("Environment.SetEnvironmentVariable(\"OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT\", \"false\");")]
    [InlineData("_ = new OpenAI.OpenAIClientOptions { ClientLoggingOptions = new() { EnableMessageContentLogging = false, EnableMessageLogging = true } };")]
    [InlineData("#if DEBUG\nAppContext.SetSwitch(\"Azure.Experimental.TraceGenAIMessageContent\", true);\n#endif\n")]
    [InlineData("#if DEBUG && !X\nAppContext.SetSwitch(\"Azure.Experimental.TraceGenAIMessageContent\", true);\n#endif\n")]
    [InlineData("if (args.Length > 0) { Local(); } [System.Diagnostics.Conditional(\"DEBUG\")] static void Local() => AppContext.SetSwitch(\"Azure.Experimental.TraceGenAIMessageContent\", true);")]
    public Task Switches_that_are_off_or_for_development_NotTrigger(string statement) => Test("#define DEBUG\n" + statement + "\nConsole.WriteLine();");

    [Fact]
    public Task Only_the_branch_for_debugging_is_left_alone() => Test("""
        #define DEBUG
        #if X
        #elif DEBUG
        AppContext.SetSwitch("Azure.Experimental.TraceGenAIMessageContent", true);
        #endif
        #if !X
        [|AppContext.SetSwitch("Azure.Experimental.TraceGenAIMessageContent", true)|];
        #endif
        """);

    private static Verify.Test CreateExtensions(string body) => new()
    {
        TestCode = $$"""
            using Microsoft.Extensions.AI;
            using Microsoft.Extensions.Hosting;
            class Setup
            {
                static IChatClient Build(IChatClient inner, IHostEnvironment env, bool configured) =>
                    inner.AsBuilder().UseOpenTelemetry(configure: c => {{body}}).Build();
            }
            """,
        ReferenceAssemblies = ReferenceAssemblies.ExtensionsAI,
        Rules = ["GOV5005"],
        Policy = OperationPolicy.For("GOV5005"),
    };

    private static Task Extensions(string body) => CreateExtensions(body).RunAsync();

    private static Verify.Test Create(string code) => new() { TestCode = code, Rules = ["GOV5005"], Policy = OperationPolicy.For("GOV5005") };

    private static Task Test(string code) => Create(code).RunAsync();
}
