using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Xunit;

namespace GovernanceAnalyzers.Tests.Rules;

public class GOV5003_NoTimeoutOrCancellationTests
{
    private const string Bot = """
        using OpenAI.Chat;

        public class Bot(ChatClient chat)
        {
            %%
        }
        """;

    [Theory]
    [InlineData("public Task A(List<ChatMessage> m, CancellationToken ct) => chat.[|CompleteChatAsync|](m);")]
    [InlineData("public Task A(List<ChatMessage> m, CancellationToken ct = default) => chat.[|CompleteChatAsync|](m, new ChatCompletionOptions());")]
    [InlineData("public Task A(string q, CancellationToken ct) => chat.[|CompleteChatAsync|](q);")]
    [InlineData("public Task A(string q, CancellationToken ct) => chat.[|CompleteChatAsync|](new SystemChatMessage(\"be kind\"), new UserChatMessage(q));")]
    [InlineData("public void A(List<ChatMessage> m, CancellationToken ct) => chat.[|CompleteChat|](m);")]
    [InlineData("public Task A(List<ChatMessage> m, CancellationToken ct) { return Run(() => chat.[|CompleteChatAsync|](m)); } Task Run(Func<Task> f) => f();")]
    [InlineData("public Task A(List<ChatMessage> m, CancellationToken ct) { return B(); Task B() => chat.[|CompleteChatAsync|](m); }")]
    [InlineData("public Task A(List<ChatMessage> m) { var cts = new CancellationTokenSource(1000); var ct = cts.Token; return chat.[|CompleteChatAsync|](m); }")]
    [InlineData("public async Task A(List<ChatMessage> m, CancellationToken ct) { await foreach (var u in chat.[|CompleteChatStreamingAsync|](m)) { } }")]
    [InlineData("public async Task A(List<ChatMessage> m, CancellationToken ct) { try { await chat.[|CompleteChatAsync|](m); } catch (Exception) { } }")]
    [InlineData("public Func<CancellationToken, Task> A(List<ChatMessage> m) => ct => chat.[|CompleteChatAsync|](m);")]
    public Task A_token_in_scope_that_is_not_passed_Triggers(string member) => Test(Bot.Replace("%%", member));

    [Theory]
    [InlineData("public Task A(List<ChatMessage> m) => chat.CompleteChatAsync(m);")]
    [InlineData("public Task A(List<ChatMessage> m, CancellationToken ct) => chat.CompleteChatAsync(m, null, ct);")]
    [InlineData("public Task A(List<ChatMessage> m, CancellationToken ct) => chat.CompleteChatAsync(m, cancellationToken: ct);")]
    [InlineData("public Task A(List<ChatMessage> m, CancellationToken ct) { using var cts = CancellationTokenSource.CreateLinkedTokenSource(ct); return chat.CompleteChatAsync(m, null, cts.Token); }")]
    [InlineData("public Task A(List<ChatMessage> m, CancellationToken ct) => chat.CompleteChatAsync(m, null, CancellationToken.None);")]
    [InlineData("public Task A(List<ChatMessage> m, CancellationToken ct) => chat.CompleteChatAsync(m, null, default);")]
    [InlineData("public Task A(List<ChatMessage> m, CancellationToken ct) => chat.CompleteChatAsync(m).WaitAsync(ct);")]
    [InlineData("public Task A(List<ChatMessage> m, CancellationToken _) => chat.CompleteChatAsync(m);")]
    [InlineData("public async Task A(List<ChatMessage> m, CancellationToken ct) { await foreach (var u in chat.CompleteChatStreamingAsync(m).WithCancellation(ct)) { } }")]
    [InlineData("public async Task A(List<ChatMessage> m, CancellationToken ct) { await foreach (var u in chat.CompleteChatStreamingAsync(m).WithCancellation(ct).ConfigureAwait(false)) { } }")]
    [InlineData("public async Task A(List<ChatMessage> m, CancellationToken ct) { var s = chat.CompleteChatStreamingAsync(m); await foreach (var u in s.WithCancellation(ct)) { } }")]
    [InlineData("public async Task A(List<ChatMessage> m, CancellationToken ct) { try { await Task.Delay(1, ct); } finally { await chat.CompleteChatAsync(m); } }")]
    [InlineData("public async Task A(List<ChatMessage> m, CancellationToken ct) { try { await Task.Delay(1, ct); } catch (OperationCanceledException) { await chat.CompleteChatAsync(m); } }")]
    [InlineData("public Task A(List<ChatMessage> m, CancellationToken ct) { return B(chat, m); static Task B(ChatClient c, List<ChatMessage> m) => c.CompleteChatAsync(m); }")]
    [InlineData("public Task A(List<ChatMessage> m, CancellationToken ct) => B(chat, static c => c.CompleteChatAsync(new List<ChatMessage>())); Task B(ChatClient c, Func<ChatClient, Task> f) => f(c);")]
    [InlineData("public Task A(List<ChatMessage> m) { var t = chat.CompleteChatAsync(m); var ct = new CancellationTokenSource(9).Token; return t.WaitAsync(ct); }")]
    [InlineData("private CancellationToken _stop; public Task A(List<ChatMessage> m) => chat.CompleteChatAsync(m);")]
    [InlineData("private Timer _timer; public Task StartAsync(List<ChatMessage> m, CancellationToken ct) { _timer = new Timer(async _ => await chat.CompleteChatAsync(m)); return Task.CompletedTask; }")]
    [InlineData("public void A(List<ChatMessage> m, CancellationToken ct) { _ = Task.Run(() => chat.CompleteChatAsync(m)); }")]
    public Task Call_that_can_be_stopped_or_has_nothing_to_stop_it_with_NotTriggers(string member) => Test(Bot.Replace("%%", member));

    /// <summary>Wherever C# lets a local be declared.</summary>
    [Theory]
    [InlineData("foreach (var ct in tokens) { await chat.[|CompleteChatAsync|](m); }")]
    [InlineData("for (var ct = tokens[0]; !ct.IsCancellationRequested;) { await chat.[|CompleteChatAsync|](m); }")]
    [InlineData("while (Take(out var ct)) { await chat.[|CompleteChatAsync|](m); }")]
    [InlineData("if (Take(out var ct)) { await chat.[|CompleteChatAsync|](m); }")]
    [InlineData("if (!Take(out var ct)) { return; } await chat.[|CompleteChatAsync|](m);")]
    [InlineData("if (tokens[0] is var ct) { await chat.[|CompleteChatAsync|](m); }")]
    [InlineData("var (ct, n) = (tokens[0], 1); await chat.[|CompleteChatAsync|](m);")]
    [InlineData("switch ((object)tokens[0]) { case CancellationToken ct: await chat.[|CompleteChatAsync|](m); break; }")]
    [InlineData("switch (1) { case 1: var ct = tokens[0]; break; default: ct = tokens[1]; await chat.[|CompleteChatAsync|](m); break; }")]
    [InlineData("await ((object)tokens[0] switch { CancellationToken ct => chat.[|CompleteChatAsync|](m), _ => Task.CompletedTask });")]
    [InlineData("using (var s = Open(out var ct)) { await chat.[|CompleteChatAsync|](m); }")]
    [InlineData("using (Open(out var ct)) { await chat.[|CompleteChatAsync|](m); }")]
    [InlineData("lock (Open(out var ct)) { chat.[|CompleteChat|](m); }")]
    [InlineData("Func<Task> f = () => { var ct = tokens[0]; return chat.[|CompleteChatAsync|](m); }; await f();")]
    [InlineData("{ var ct = tokens[0]; } await chat.CompleteChatAsync(m);")]
    [InlineData("await chat.CompleteChatAsync(m); var ct = tokens[0];")]
    [InlineData("foreach (var ct in tokens) { } await chat.CompleteChatAsync(m);")]
    public Task A_token_in_a_local_is_in_scope_where_its_block_is(string body) => Test(Bot.Replace(
        "%%",
        $"public async Task A(List<ChatMessage> m, CancellationToken[] tokens) {{ {body} await Task.Yield(); }} bool Take(out CancellationToken t) {{ t = default; return true; }} IDisposable Open(out CancellationToken t) {{ t = default; return null; }}"));

    [Theory]
    [InlineData("Bot(int n) { } public Bot() : this(Take(out var ct, new ChatClient(\"m\", \"k\").[|CompleteChat|](\"q\"))) { }")]
    [InlineData("Bot(int n) { } public Bot(int a, int b) : this(Take(out var ct)) { new ChatClient(\"m\", \"k\").[|CompleteChat|](\"q\"); }")]
    public Task A_token_in_an_initializer_is_in_scope_there(string member) => Test($$"""
        using OpenAI.Chat;
        public class Bot { {{member}} static int Take(out CancellationToken t, object o = null) { t = default; return 1; } }
        """);

    /// <summary>A protocol method takes its token in an object, and no overload of it takes one as an argument.</summary>
    [Theory]
    [InlineData("CancellationToken = ct")]
    [InlineData("")]
    public Task Protocol_methods_NotTrigger(string member) => Test($$"""
        using System.ClientModel;
        using System.ClientModel.Primitives;
        using OpenAI.Chat;
        public class Bot(ChatClient chat)
        {
            public Task A(BinaryContent c, CancellationToken ct) => chat.CompleteChatAsync(c, new RequestOptions { {{member}} });
        }
        """);

    [Theory]
    [InlineData("new OpenAIClientOptions { NetworkTimeout = Timeout.InfiniteTimeSpan }", true)]
    [InlineData("new() { NetworkTimeout = TimeSpan.FromMilliseconds(-1) }", true)]
    [InlineData("new() { NetworkTimeout = TimeSpan.FromSeconds(30) }", false)]
    [InlineData("new()", false)]
    [InlineData("Options()", false)]
    public Task A_timeout_that_is_switched_off_needs_a_token(string options, bool triggers)
    {
        var call = triggers ? "[|CompleteChatAsync|]" : "CompleteChatAsync";
        return Test($$"""
            using System.ClientModel;
            using OpenAI;
            using OpenAI.Chat;
            public class Bot
            {
                private readonly ChatClient _chat = new("m", new ApiKeyCredential("key"), {{options}});
                static OpenAIClientOptions Options() => new();
                public Task A(List<ChatMessage> m) => _chat.{{call}}(m);
                public Task B(List<ChatMessage> m, CancellationToken ct) => _chat.CompleteChatAsync(m, null, ct);
            }
            """);
    }

    [Fact]
    public Task Options_in_a_local_are_looked_at() => Test("""
        using System.ClientModel;
        using OpenAI;
        var options = new OpenAIClientOptions();
        options.NetworkTimeout = Timeout.InfiniteTimeSpan;
        var chat = new OpenAIClient(new ApiKeyCredential("key"), options).GetChatClient("m");
        await chat.[|CompleteChatAsync|]("hi");
        """);

    [Fact]
    public async Task The_message_names_the_token()
    {
        var found = Assert.Single(await Create(Bot.Replace("%%", "public Task A(List<ChatMessage> m, CancellationToken stop) => chat.CompleteChatAsync(m);")).GetDiagnosticsAsync());
        Assert.Equal(
            "Call to ChatClient.CompleteChatAsync cannot be stopped: the token stop is at hand and is not passed. Pass a cancellation token. [governance.yml(3)]",
            found.GetMessage());
    }

    [Theory]
    [InlineData("chat.[|GetResponseAsync|](q)")]
    [InlineData("chat.GetResponseAsync(q, cancellationToken: ct)")]
    [InlineData("chat.GetResponseAsync(q, null, ct)")]
    public Task Extension_methods_are_calls_as_well(string call) => new Verify.Test
    {
        TestCode = $$"""
            using Microsoft.Extensions.AI;
            public class Bot(IChatClient chat) { public Task A(string q, CancellationToken ct) => {{call}}; }
            """,
        ReferenceAssemblies = ReferenceAssemblies.ExtensionsAI,
        Rules = ["GOV5003"],
        Policy = OperationPolicy.For("GOV5003"),
    }.RunAsync();

    private static Verify.Test Create(string code) => new() { TestCode = code, Rules = ["GOV5003"], Policy = OperationPolicy.For("GOV5003") };

    private static Task Test(string code) => Create(code).RunAsync();
}
