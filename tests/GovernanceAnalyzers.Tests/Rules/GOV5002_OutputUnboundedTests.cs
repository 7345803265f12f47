using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GovernanceAnalyzers.Tests.Rules;

public class GOV5002_OutputUnboundedTests
{
    private const string Bot = """
        using OpenAI.Chat;

        public class Bot(string key)
        {
            private readonly ChatClient _chat = new("gpt-4.1-2025-04-14", key);
            private static readonly ChatCompletionOptions Limited = new() { MaxOutputTokenCount = 500 };
            private static readonly ChatCompletionOptions Unlimited = new() { Temperature = 0 };
            private readonly ChatCompletionOptions _given;

            public Bot(string key, ChatCompletionOptions given) : this(key) => _given = given;

        %%
        }
        """;

    [Theory]
    [InlineData("public Task A(string q) => _chat.[|CompleteChatAsync|](q);")]
    [InlineData("public void A(string q) => _chat.[|CompleteChat|](q);")]
    [InlineData("public Task A(List<ChatMessage> m) => _chat.[|CompleteChatAsync|](m);")]
    [InlineData("public Task A(List<ChatMessage> m) => _chat.[|CompleteChatAsync|](m, null);")]
    [InlineData("public Task A(List<ChatMessage> m) => _chat.[|CompleteChatAsync|](m, default);")]
    [InlineData("public Task A(List<ChatMessage> m) => _chat.[|CompleteChatAsync|](m, new ChatCompletionOptions());")]
    [InlineData("public Task A(List<ChatMessage> m) => _chat.[|CompleteChatAsync|](m, new() { Temperature = 0.2f });")]
    [InlineData("public Task A(List<ChatMessage> m) => _chat.[|CompleteChatAsync|](m, new() { MaxOutputTokenCount = null });")]
    [InlineData("public Task A(List<ChatMessage> m) { var o = new ChatCompletionOptions(); o.Temperature = 1; return _chat.[|CompleteChatAsync|](m, o); }")]
    [InlineData("public Task A(List<ChatMessage> m) => _chat.[|CompleteChatAsync|](m, Make()); ChatCompletionOptions Make() => new() { Seed = 4 };")]
    [InlineData("public Task A(List<ChatMessage> m, bool b) => _chat.[|CompleteChatAsync|](m, b ? Limited : new ChatCompletionOptions());")]
    [InlineData("public Task A(List<ChatMessage> m) => B(m, new() { Temperature = 1 }); private Task B(List<ChatMessage> m, ChatCompletionOptions o) => _chat.[|CompleteChatAsync|](m, o);")]
    [InlineData("public Task A(List<ChatMessage> m) => B(m); private Task B(List<ChatMessage> m, ChatCompletionOptions o = null) => _chat.[|CompleteChatAsync|](m, o);")]
    [InlineData("public Task A(List<ChatMessage> m) => _chat.[|CompleteChatAsync|](m, Unlimited);")]
    [InlineData("public async Task A(List<ChatMessage> m) { await foreach (var u in _chat.[|CompleteChatStreamingAsync|](m)) { } }")]
    [InlineData("public async Task A(List<ChatMessage> m) { var o = new ChatCompletionOptions { Tools = { } }; for (var i = 0; i < 3; i++) { await _chat.[|CompleteChatAsync|](m, o); } }")]
    public Task Options_without_a_limit_Trigger(string member) => Test(Bot.Replace("%%", member));

    [Theory]
    [InlineData("public Task A(List<ChatMessage> m) => _chat.CompleteChatAsync(m, new ChatCompletionOptions { MaxOutputTokenCount = 400 });")]
    [InlineData("public Task A(List<ChatMessage> m, int n) => _chat.CompleteChatAsync(m, new() { MaxOutputTokenCount = n });")]
    [InlineData("public Task A(List<ChatMessage> m) => _chat.CompleteChatAsync(m, Limited);")]
    [InlineData("public Task A(List<ChatMessage> m) => _chat.CompleteChatAsync(options: Limited, messages: m);")]
    [InlineData("public Task A(List<ChatMessage> m) { var o = new ChatCompletionOptions(); o.MaxOutputTokenCount = 9; return _chat.CompleteChatAsync(m, o); }")]
    [InlineData("public Task A(List<ChatMessage> m) { ChatCompletionOptions o = new() { Temperature = 0 }; if (m.Count > 2) { o.MaxOutputTokenCount ??= 9; } return _chat.CompleteChatAsync(m, o); }")]
    [InlineData("public Task A(List<ChatMessage> m) { var o = new ChatCompletionOptions(); Limit(o); return _chat.CompleteChatAsync(m, o); } static void Limit(ChatCompletionOptions o) { o.Temperature = 1; o.MaxOutputTokenCount = 3; }")]
    [InlineData("public Task A(List<ChatMessage> m) => _chat.CompleteChatAsync(m, Make(3)); ChatCompletionOptions Make(int n) { var o = new ChatCompletionOptions(); o.MaxOutputTokenCount = n; return o; }")]
    [InlineData("public Task A(List<ChatMessage> m) => B(m, new() { MaxOutputTokenCount = 1 }); private Task B(List<ChatMessage> m, ChatCompletionOptions o) => _chat.CompleteChatAsync(m, o);")]
    [InlineData("public Task A(List<ChatMessage> m, int k) => _chat.CompleteChatAsync(m, k switch { 1 => Limited, _ => new() { MaxOutputTokenCount = 2 } });")]
    [InlineData("public async Task A(List<ChatMessage> m) { await foreach (var u in _chat.CompleteChatStreamingAsync(m, Limited)) { } }")]
    public Task Options_with_a_limit_NotTrigger(string member) => Test(Bot.Replace("%%", member));

    [Theory]
    [InlineData("public Task A(List<ChatMessage> m, ChatCompletionOptions o) => _chat.[|CompleteChatAsync|](m, o);", "come in through parameter o")]
    [InlineData("public Task A(List<ChatMessage> m, ChatCompletionOptions o) => _chat.[|CompleteChatAsync|](m, o ?? new());", "come in through parameter o")]
    [InlineData("public Task A(List<ChatMessage> m) => _chat.[|CompleteChatAsync|](m, Hook()); protected virtual ChatCompletionOptions Hook() => new();", "come from Hook")]
    [InlineData("public Task A(List<ChatMessage> m, Func<ChatCompletionOptions> f) => _chat.[|CompleteChatAsync|](m, f());", "come from")]
    [InlineData("public Task A(List<ChatMessage> m, Action<ChatCompletionOptions> f) { var o = new ChatCompletionOptions(); f(o); return _chat.[|CompleteChatAsync|](m, o); }", "are passed to Invoke")]
    public async Task Options_from_elsewhere_are_not_visible(string member, string part)
    {
        var diagnostics = await Create(Bot.Replace("%%", member)).GetDiagnosticsAsync();

        var found = Assert.Single(diagnostics);
        Assert.Equal(DiagnosticSeverity.Info, found.Severity);
        Assert.Contains("is not visible here", found.GetMessage());
        Assert.Contains(part, found.GetMessage());
        Assert.Empty(await Create(Bot.Replace("%%", member), ", notVisible: none").GetDiagnosticsAsync());
    }

    [Fact]
    public async Task The_options_given_to_the_constructor_are_not_visible()
    {
        var found = Assert.Single(await Create(Bot.Replace("%%", "public Task A(List<ChatMessage> m) => _chat.CompleteChatAsync(m, _given);")).GetDiagnosticsAsync());
        Assert.Contains("is not visible here", found.GetMessage());
    }

    [Fact]
    public Task Shared_options_that_get_a_limit_somewhere_DoNotTrigger() => Test(
        """
        using OpenAI.Chat;

        public class Defaults
        {
            public ChatCompletionOptions Chat { get; } = new();
        }

        public class Startup
        {
            public void Configure(Defaults defaults) => defaults.Chat.MaxOutputTokenCount = 100;
        }

        public class Bot(ChatClient chat, Defaults defaults)
        {
            public Task A(List<ChatMessage> m) => chat.CompleteChatAsync(m, defaults.Chat);
        }
        """,
        ", notVisible: none");

    [Theory]
    [InlineData("OpenAI.Embeddings.EmbeddingClient", "GenerateEmbeddingAsync(\"x\")")]
    [InlineData("OpenAI.Moderations.ModerationClient", "ClassifyTextAsync(\"x\")")]
    [InlineData("OpenAI.Images.ImageClient", "GenerateImageAsync(\"x\")")]
    public Task What_has_no_length_NotTriggers(string client, string call) => Test($$"""
        var client = new {{client}}("m", "key");
        await client.{{call}};
        """);

    [Fact]
    public async Task The_message_says_what_to_set_and_the_fix_is_told()
    {
        var found = Assert.Single(await Create("""
            using OpenAI.Chat;
            var chat = new ChatClient("gpt-4.1-2025-04-14", "key");
            var options = new ChatCompletionOptions { Temperature = 0 };
            await chat.CompleteChatAsync([new UserChatMessage("hi")], options);
            """).GetDiagnosticsAsync());

        Assert.Equal(
            "Call to ChatClient.CompleteChatAsync sets no limit on the output: its options, made at Test.cs(3), leave MaxOutputTokenCount unset. "
            + "Set ChatCompletionOptions.MaxOutputTokenCount to what the longest good answer needs. [governance.yml(3)]",
            found.GetMessage());
        Assert.Equal(("OpenAI.Chat.ChatCompletionOptions", "MaxOutputTokenCount"), (found.Properties["limit.type"], found.Properties["limit.property"]));
    }

    [Theory]
    [InlineData("client", "await client.[|GetResponseAsync|](\"hi\");")]
    [InlineData("client", "await client.[|GetResponseAsync|](\"hi\", new ChatOptions { Temperature = 0 });")]
    [InlineData("client.AsBuilder().UseLogging(loggers).Build()", "await built.[|GetResponseAsync|](\"hi\", new() { ModelId = \"x\" });")]
    public Task A_pipeline_without_a_limit_Triggers(string pipeline, string call) => Extensions(pipeline, call);

    [Theory]
    [InlineData("client", "await client.GetResponseAsync(\"hi\", new ChatOptions { MaxOutputTokens = 300 });")]
    [InlineData("client.AsBuilder().ConfigureOptions(o => o.MaxOutputTokens ??= 300).Build()", "await built.GetResponseAsync(\"hi\");")]
    [InlineData("client.AsBuilder().ConfigureOptions(o => { o.Temperature = 0; o.MaxOutputTokens = 300; }).UseLogging(loggers).Build()", "await built.GetResponseAsync(\"hi\", new ChatOptions());")]
    [InlineData("client", "await built.GetResponseAsync(\"hi\", new ChatOptions { MaxOutputTokens = 3 } );")]
    public Task A_limit_of_the_call_or_of_the_pipeline_NotTriggers(string pipeline, string call) => Extensions(pipeline, call);

    [Fact]
    public async Task An_injected_client_may_have_a_limit()
    {
        var test = new Verify.Test
        {
            TestCode = """
                using Microsoft.Extensions.AI;
                public class Bot(IChatClient chat)
                {
                    public Task A() => chat.GetResponseAsync("hi");
                    public Task B() => chat.GetResponseAsync("hi", new ChatOptions { RawRepresentationFactory = _ => new object() });
                }
                """,
            ReferenceAssemblies = ReferenceAssemblies.ExtensionsAI,
            Rules = ["GOV5002"],
            Policy = OperationPolicy.For("GOV5002"),
        };
        Assert.All(await test.GetDiagnosticsAsync(), d => Assert.Equal(DiagnosticSeverity.Info, d.Severity));
    }

    [Fact]
    public Task A_limit_that_the_compiler_asks_for_NotTriggers() => new Verify.Test
    {
        TestCode = """
            using Anthropic;
            using Anthropic.Models.Messages;
            public class Bot(AnthropicClient client)
            {
                public Task A(MessageCreateParams p) => client.Messages.Create(p);
                public Task B() => client.Messages.Create(new MessageCreateParams { Model = "claude-opus-4-6", MaxTokens = 4, Messages = [] });
            }
            """,
        ReferenceAssemblies = ReferenceAssemblies.Anthropic,
        Rules = ["GOV5002"],
        Policy = OperationPolicy.For("GOV5002"),
    }.RunAsync();

    [Fact]
    public async Task Without_settings_in_the_catalogue_the_question_is_not_asked()
    {
        var test = new Verify.Test
        {
            TestCode = """
                public class Gateway { public Task AskAsync(string q) => Task.CompletedTask; }
                public class Bot(Gateway g) { public Task A() => g.AskAsync("x"); }
                """,
            Rules = ["GOV5002"],
            Policy = "schemaVersion: 1\nrules: { GOV5002: error }\nsdks: [ { type: Gateway, inference: [AskAsync] } ]\n",
        };
        Assert.Empty(await test.GetDiagnosticsAsync());
    }

    private static Task Extensions(string pipeline, string call) => new Verify.Test
    {
        TestCode = $$"""
            using Microsoft.Extensions.AI;
            using Microsoft.Extensions.Logging;
            class Program
            {
                static async Task Run(ILoggerFactory loggers)
                {
                    IChatClient client = new OpenAI.Chat.ChatClient("gpt-4.1-2025-04-14", "key").AsIChatClient();
                    IChatClient built = {{pipeline}};
                    {{call}}
                }
            }
            """,
        ReferenceAssemblies = ReferenceAssemblies.ExtensionsAI,
        Rules = ["GOV5002"],
        Policy = OperationPolicy.For("GOV5002"),
    }.RunAsync();

    private static Verify.Test Create(string code, string options = "") =>
        new() { TestCode = code, Rules = ["GOV5002"], Policy = OperationPolicy.For("GOV5002", options) };

    private static Task Test(string code, string options = "") => Create(code, options).RunAsync();

    [Fact]
    public Task Wrapper_that_hands_on_its_options_DoesNotTrigger() => new Verify.Test
    {
        TestCode = """
            using Microsoft.Extensions.AI;

            class Audited(IChatClient inner) : DelegatingChatClient(inner)
            {
                public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
                    base.GetResponseAsync(messages, options, cancellationToken);
            }
            """,
        Rules = ["GOV5002"],
        ReferenceAssemblies = ReferenceAssemblies.ExtensionsAI,
    }.RunAsync();
}
