using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GovernanceAnalyzers.Tests.Rules;

public class GOV5001_InferenceCallNotLoggedTests
{
    private const string OpenTelemetryStandIn = """
        namespace OpenTelemetry.Trace
        {
            public abstract class TracerProviderBuilder
            {
                public abstract TracerProviderBuilder AddSource(params string[] names);
            }
        }
        """;

    /// <summary>The members of a class with a field that holds an OpenAI client of its own, so that only what the test adds can log.</summary>
    private static Verify.Test OpenAI(string members) => With(ReferenceAssemblies.OpenAI, $$"""
        using System.Diagnostics;
        using Microsoft.Extensions.Logging;
        using OpenAI;
        using OpenAI.Chat;

        partial class Bot(ILogger<Bot> logger)
        {
            private readonly ChatClient _client = new("gpt-4o-2024-11-20", "key");
            private readonly ILogger _logger = logger;
            private static readonly ActivitySource Source = new("Contoso.Bot");

        {{members}}
        }
        """);

    private static Verify.Test ExtensionsAI(string members) => With(ReferenceAssemblies.ExtensionsAI, $$"""
        using Microsoft.Extensions.AI;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Logging;
        using OpenAI;

        class Bot
        {
        {{members}}
        }
        """);

    private static Verify.Test With(ReferenceAssemblies references, string source, string? policy = null) =>
        new() { TestCode = source, Rules = ["GOV5001"], ReferenceAssemblies = references, Policy = policy };

    private static async Task NotVisible(Verify.Test test)
    {
        var found = Assert.Single(await test.GetDiagnosticsAsync());
        Assert.Equal(DiagnosticSeverity.Info, found.Severity);
        Assert.Contains("is not visible here", found.GetMessage());
    }

    private static async Task AtLeastNotVisible(Verify.Test test) => Assert.Single(await test.GetDiagnosticsAsync());

    private static async Task Logged(Verify.Test test) => Assert.Empty(await test.GetDiagnosticsAsync());

    [Fact]
    public async Task Bare_call_Triggers_and_says_what_was_looked_for()
    {
        var test = OpenAI("""
            public async Task<string> AskAsync(string question)
            {
                var completion = await _client.CompleteChatAsync(question);
                return completion.Value.Content[0].Text;
            }
            """);
        var found = Assert.Single(await test.GetDiagnosticsAsync());
        Assert.Equal(DiagnosticSeverity.Error, found.Severity);
        Assert.Equal("CompleteChatAsync", found.Location.SourceTree!.GetText().ToString(found.Location.SourceSpan));
        Assert.Contains(
            "Call to ChatClient.CompleteChatAsync is not logged: no log statement or activity surrounds it in AskAsync, "
            + "and its client is created at Test.cs(8) without a logging step",
            found.GetMessage());
    }

    [Theory]
    [InlineData("_client.[|CompleteChat|](q);")]
    [InlineData("_client.[|CompleteChatStreaming|](q);")]
    [InlineData("_client?.[|CompleteChat|](q);")]
    [InlineData("_client!.[|CompleteChat|](q);")]
    [InlineData("""new ChatClient("o1", "key").[|CompleteChat|](q);""")]
    [InlineData("""new OpenAIClient("key").GetChatClient("o1").[|CompleteChat|](q);""")]
    [InlineData("""new OpenAIClient("key").GetEmbeddingClient("text-embedding-3-small").[|GenerateEmbedding|](q);""")]
    [InlineData("var client = _client; client.[|CompleteChat|](q);")]
    [InlineData("Console.WriteLine(_client.[|CompleteChat|](q).Value.Content[0].Text);")]
    [InlineData("var f = () => _client.[|CompleteChat|](q); f();")]
    public Task Call_of_any_shape_Triggers(string statement) => OpenAI($$"""
            public void Ask(string q)
            {
                {{statement}}
            }
        """).RunAsync();

    [Fact]
    public Task Async_streaming_Triggers() => OpenAI("""
        public async IAsyncEnumerable<string> AskAsync(string q)
        {
            await foreach (var update in _client.[|CompleteChatStreamingAsync|](q))
            {
                foreach (var part in update.ContentUpdate)
                {
                    yield return part.Text;
                }
            }
        }
        """).RunAsync();

    [Fact]
    public Task Method_group_is_not_followed_DoesNotTrigger() => OpenAI("""
        public void Ask(string[] questions) => questions.Select(q => q).ToList();
        """).RunAsync();

    [Theory]
    [InlineData("""_logger.LogInformation("Asking"); _client.CompleteChat(q);""")]
    [InlineData("""var answer = _client.CompleteChat(q); _logger.LogInformation("Tokens {N}", answer.Value.Usage.TotalTokenCount);""")]
    [InlineData("""_logger.LogDebug("Answer {A}", _client.CompleteChat(q).Value.Id);""")]
    [InlineData("""_logger.LogInformation("Asking"); if (q.Length > 0) { _client.CompleteChat(q); }""")]
    [InlineData("""_logger.LogInformation("Asking"); foreach (var c in q) { _client.CompleteChat(q); }""")]
    [InlineData("""_logger.LogInformation("Asking"); try { _client.CompleteChat(q); } catch (Exception) { }""")]
    [InlineData("""try { _client.CompleteChat(q); } finally { _logger.LogInformation("Asked"); }""")]
    [InlineData("""try { _client.CompleteChat(q); _logger.LogInformation("Asked"); } catch (Exception) { throw; }""")]
    [InlineData("""if (_logger.IsEnabled(LogLevel.Information)) { _logger.LogInformation("Asking"); } _client.CompleteChat(q);""")]
    [InlineData("""_logger.Log(LogLevel.Information, "Asking"); _client.CompleteChat(q);""")]
    [InlineData("""logger.LogInformation("Asking"); _client.CompleteChat(q);""")]
    [InlineData("""using var activity = Source.StartActivity("ask"); _client.CompleteChat(q);""")]
    [InlineData("""using (Source.StartActivity("ask")) { _client.CompleteChat(q); }""")]
    [InlineData("""using (var activity = Source.StartActivity("ask")) { _client.CompleteChat(q); }""")]
    [InlineData("""Activity.Current?.SetTag("question", q); _client.CompleteChat(q);""")]
    [InlineData("""Activity.Current?.AddEvent(new ActivityEvent("ask")); _client.CompleteChat(q);""")]
    [InlineData("""if (_logger.IsEnabled(LogLevel.Debug) && q.Length > 0) { _client.CompleteChat(q); _logger.LogDebug("Asked"); }""")]
    [InlineData("""switch (q) { case "a": _logger.LogInformation("Asking"); _client.CompleteChat(q); break; }""")]
    public Task Statement_around_the_call_DoesNotTrigger(string statements) => Logged(OpenAI($$"""
            public void Ask(string q)
            {
                {{statements}}
            }
        """));

    [Theory]
    [InlineData("""if (q.Length > 9) { _logger.LogInformation("Long"); } _client.[|CompleteChat|](q);""")]
    [InlineData("""if (q.Length > 9) { _logger.LogInformation("Long"); } else { _client.[|CompleteChat|](q); }""")]
    [InlineData("""_ = q.Length > 9 ? Note() : _client.[|CompleteChat|](q).Value.Id; string Note() { _logger.LogInformation("x"); return ""; }""")]
    [InlineData("""switch (q) { case "a": _logger.LogInformation("A"); break; default: _client.[|CompleteChat|](q); break; }""")]
    [InlineData("""try { _client.[|CompleteChat|](q); } catch (Exception e) { _logger.LogError(e, "Failed"); }""")]
    [InlineData("""var later = () => _logger.LogInformation("Never"); _client.[|CompleteChat|](q);""")]
    [InlineData("""void Later() => _logger.LogInformation("Never"); _client.[|CompleteChat|](q);""")]
    [InlineData("""foreach (var c in q) { _logger.LogInformation("Maybe never"); } _client.[|CompleteChat|](q);""")]
    [InlineData("""while (q.Length > 9) { _logger.LogInformation("Maybe never"); } _client.[|CompleteChat|](q);""")]
    [InlineData("""_ = q ?? Note(); _client.[|CompleteChat|](q); string Note() { _logger.LogInformation("x"); return ""; }""")]
    [InlineData("""_ = q.Length > 9 && Note(); _client.[|CompleteChat|](q); bool Note() { _logger.LogInformation("x"); return true; }""")]
    [InlineData("""Console.WriteLine(q); _client.[|CompleteChat|](q);""")]
    [InlineData("""_logger.IsEnabled(LogLevel.Information); _client.[|CompleteChat|](q);""")]
    public Task Statement_that_may_not_run_Triggers(string statements) => OpenAI($$"""
            public void Ask(string q)
            {
                {{statements}}
            }
        """).RunAsync();

    [Fact]
    public Task Return_before_the_statement_Triggers() => OpenAI("""
        public string Ask(string q)
        {
            return _client.[|CompleteChat|](q).Value.Id;
            _logger.LogInformation("Never");
        }
        """).RunAsync();

    [Theory]
    [InlineData("""if (q == "a") { return _client.[|CompleteChat|](q).Value.Id; } _logger.LogInformation("Not a"); return "";""")]
    [InlineData("""var a = _client.[|CompleteChat|](q); if (a is null) { return ""; } _logger.LogInformation("Asked"); return "";""")]
    [InlineData("""Note(q); return _client.[|CompleteChat|](q).Value.Id; void Note(string s) { if (s == "") { return; } _logger.LogInformation(s); }""")]
    [InlineData("""foreach (var c in q) { _client.[|CompleteChat|](q); continue; _logger.LogInformation("x"); } return "";""")]
    public Task Way_out_before_the_statement_Triggers(string statements) => OpenAI($$"""
            public string Ask(string q)
            {
                {{statements}}
            }
        """).RunAsync();

    [Theory]
    [InlineData("""foreach (var c in q) { _client.CompleteChat(q); break; } _logger.LogInformation("Asked"); return "";""")]
    [InlineData("""switch (q) { case "a": _client.CompleteChat(q); break; } _logger.LogInformation("Asked"); return "";""")]
    [InlineData("""try { return _client.CompleteChat(q).Value.Id; } finally { _logger.LogInformation("Asked"); }""")]
    [InlineData("""var a = _client.CompleteChat(q); if (a is null) { throw new Exception(); } _logger.LogInformation("Asked"); return "";""")]
    [InlineData("""foreach (var u in _client.CompleteChatStreaming(q)) { _logger.LogDebug("{U}", u); } return "";""")]
    public Task Way_out_that_passes_the_statement_DoesNotTrigger(string statements) => Logged(OpenAI($$"""
            public string Ask(string q)
            {
                {{statements}}
            }
        """));

    [Fact]
    public Task LoggerMessage_DoesNotTrigger() => Logged(OpenAI("""
            public void Ask(string q)
            {
                LogAsking(_logger, q.Length);
                _client.CompleteChat(q);
            }

            [LoggerMessage(Level = LogLevel.Information, Message = "Asking {Length}")]
            static partial void LogAsking(ILogger logger, int length);
        }

        // What the generator writes.
        partial class Bot
        {
            static partial void LogAsking(ILogger logger, int length) => Generated(logger, length, null);

            private static readonly Action<ILogger, int, Exception?> Generated = null!;
        """));

    [Fact]
    public Task Helper_that_logs_DoesNotTrigger() => Logged(OpenAI("""
        public void Ask(string q)
        {
            Note(q);
            _client.CompleteChat(q);
        }

        private void Note(string q) => Audit.Write(_logger, q);

        static class Audit
        {
            public static void Write(ILogger logger, string text) => logger.LogInformation("Asked {Text}", text);
        }
        """));

    [Fact]
    public Task Helper_that_logs_sometimes_Triggers() => OpenAI("""
        public void Ask(string q)
        {
            Note(q);
            _client.[|CompleteChat|](q);
        }

        private void Note(string q)
        {
            if (q.Length > 9)
            {
                _logger.LogInformation("Long");
            }
        }
        """).RunAsync();

    [Fact]
    public Task Helper_that_calls_itself_Triggers() => OpenAI("""
        public void Ask(string q)
        {
            Note(q);
            _client.[|CompleteChat|](q);
        }

        private void Note(string q) => Other(q);

        private void Other(string q) => Note(q);
        """).RunAsync();

    [Fact]
    public Task Retry_lambda_in_a_method_that_logs_DoesNotTrigger() => Logged(OpenAI("""
        public async Task AskAsync(string q, Retry retry)
        {
            await retry.ExecuteAsync(async () => await _client.CompleteChatAsync(q));
            _logger.LogInformation("Asked");
        }

        public class Retry
        {
            public Task ExecuteAsync(Func<Task> action) => action();
        }
        """));

    [Fact]
    public Task Retry_lambda_with_ConfigureAwait_in_a_method_that_logs_DoesNotTrigger() => Logged(OpenAI("""
        public async Task AskAsync(string q, Retry retry)
        {
            _logger.LogInformation("Asking");
            var answer = await retry.ExecuteAsync(() => _client.CompleteChatAsync(q)).ConfigureAwait(false);
        }

        public class Retry
        {
            public Task<T> ExecuteAsync<T>(Func<Task<T>> action) => action();
        }
        """));

    [Fact]
    public Task Route_handler_in_a_program_that_logs_Triggers() => With(ReferenceAssemblies.OpenAI, """
        using Microsoft.Extensions.Logging;
        using OpenAI.Chat;

        ILogger logger = null!;
        var client = new ChatClient("o1-2024-12-17", "key");
        var app = new App();
        logger.LogInformation("Starting");
        app.MapPost("/ask", async (string q) => (await client.[|CompleteChatAsync|](q)).Value.Id);
        app.MapPost("/logged", async (string q) =>
        {
            logger.LogInformation("Asking");
            return (await client.CompleteChatAsync(q)).Value.Id;
        });
        app.Run();

        class App
        {
            public void MapPost(string pattern, Delegate handler) { }
            public void Run() { }
        }
        """).RunAsync();

    [Fact]
    public Task Attribute_DoesNotTrigger() => Logged(OpenAI("""
            [InferenceLogged]
            public void Ask(string q) => _client.CompleteChat(q);
        }

        class InferenceLoggedAttribute : Attribute
        {
        """));

    // The pipelines of Microsoft.Extensions.AI.

    [Theory]
    [InlineData("UseLogging()")]
    [InlineData("UseOpenTelemetry()")]
    [InlineData("UseOpenTelemetry(configure: c => c.EnableSensitiveData = true)")]
    [InlineData("Use(inner => inner).UseLogging().Use(inner => inner)")]
    [InlineData("Use(inner => new LoggingChatClient(inner, null!))")]
    public Task Pipeline_in_one_chain_DoesNotTrigger(string steps) => Logged(ExtensionsAI($$"""
        Task<ChatResponse> AskAsync(string q) =>
            new OpenAIClient("key").GetChatClient("o1").AsIChatClient().AsBuilder().{{steps}}.Build().GetResponseAsync(q);
        """));

    [Fact]
    public Task Pipeline_without_logging_Triggers() => ExtensionsAI("""
        Task<ChatResponse> AskAsync(string q) =>
            new OpenAIClient("key").GetChatClient("o1").AsIChatClient().AsBuilder().Use(inner => inner).Build().[|GetResponseAsync|](q);
        """).RunAsync();

    [Fact]
    public Task Pipeline_across_locals_DoesNotTrigger() => Logged(ExtensionsAI("""
        async Task AskAsync(string q)
        {
            var openAI = new OpenAIClient("key");
            var inner = openAI.GetChatClient("o1").AsIChatClient();
            var builder = inner.AsBuilder().UseLogging();
            IChatClient client = builder.Build();
            await client.GetResponseAsync(q);
            await foreach (var update in client.GetStreamingResponseAsync(q))
            {
            }
        }
        """));

    [Fact]
    public Task Inner_client_of_a_logged_pipeline_Triggers() => ExtensionsAI("""
        async Task AskAsync(string q)
        {
            var inner = new OpenAIClient("key").GetChatClient("o1").AsIChatClient();
            var client = inner.AsBuilder().UseLogging().Build();
            await inner.[|GetResponseAsync|](q);
            await client.GetResponseAsync(q);
        }
        """).RunAsync();

    [Fact]
    public Task Pipeline_in_a_field_or_property_DoesNotTrigger() => Logged(ExtensionsAI("""
        private readonly IChatClient _client = new ChatClientBuilder(new OpenAIClient("key").GetChatClient("o1").AsIChatClient())
            .UseLogging()
            .Build();

        private IChatClient Client { get; }

        private IChatClient Made => _client;

        public Bot() => Client = new OpenAIClient("key").GetChatClient("o1").AsIChatClient().AsBuilder().UseOpenTelemetry().Build();

        Task<ChatResponse> A(string q) => _client.GetResponseAsync(q);
        Task<ChatResponse> B(string q) => Client.GetResponseAsync(q);
        Task<ChatResponse> C(string q) => Made.GetResponseAsync(q);
        Task<ChatResponse> D(string q) => this._client.GetResponseAsync(q);
        """));

    [Fact]
    public Task Pipeline_from_a_factory_method_DoesNotTrigger() => Logged(ExtensionsAI("""
        static IChatClient Create(string key)
        {
            var client = new OpenAIClient(key).GetChatClient("o1").AsIChatClient();
            return client.AsBuilder().UseLogging().Build();
        }

        static IChatClient Short(string key) => Create(key);

        Task<ChatResponse> AskAsync(string q) => Short("key").GetResponseAsync(q);
        """));

    [Fact]
    public Task Factory_method_with_one_unlogged_way_out_Triggers() => ExtensionsAI("""
        static IChatClient Create(string key, bool log)
        {
            var client = new OpenAIClient(key).GetChatClient("o1").AsIChatClient();
            if (log)
            {
                return client.AsBuilder().UseLogging().Build();
            }

            return client;
        }

        Task<ChatResponse> AskAsync(string q) => Create("key", true).[|GetResponseAsync|](q);
        """).RunAsync();

    [Fact]
    public Task Step_on_a_builder_variable_as_a_statement_DoesNotTrigger() => Logged(ExtensionsAI("""
        async Task AskAsync(string q)
        {
            var builder = new ChatClientBuilder(new OpenAIClient("key").GetChatClient("o1").AsIChatClient());
            builder.UseLogging();
            var client = builder.Build();
            await client.GetResponseAsync(q);
        }
        """));

    [Fact]
    public Task Reassigned_builder_DoesNotTrigger() => Logged(ExtensionsAI("""
        async Task AskAsync(string q)
        {
            var builder = new OpenAIClient("key").GetChatClient("o1").AsIChatClient().AsBuilder();
            builder = builder.UseLogging();
            await builder.Build().GetResponseAsync(q);
        }
        """));

    [Fact]
    public Task Step_on_a_builder_after_the_client_was_built_Triggers() => ExtensionsAI("""
        async Task AskAsync(string q)
        {
            var builder = new ChatClientBuilder(new OpenAIClient("key").GetChatClient("o1").AsIChatClient());
            var client = builder.Build();
            builder.UseLogging();
            await client.[|GetResponseAsync|](q);
        }
        """).RunAsync();

    [Fact]
    public Task Conditional_client_is_as_logged_as_its_worst_arm() => ExtensionsAI("""
        async Task AskAsync(string q, bool log)
        {
            var inner = new OpenAIClient("key").GetChatClient("o1").AsIChatClient();
            var logged = inner.AsBuilder().UseLogging().Build();
            await (log ? logged : inner).[|GetResponseAsync|](q);
            await (log ? logged : logged).GetResponseAsync(q);
        }
        """).RunAsync();

    [Fact]
    public Task Logging_decorator_DoesNotTrigger() => Logged(ExtensionsAI("""
        private readonly LoggingChatClient _client = new(new OpenAIClient("key").GetChatClient("o1").AsIChatClient(), null!);

        Task<ChatResponse> AskAsync(string q) => _client.GetResponseAsync(q);

        async Task OtherAsync(string q)
        {
            IChatClient client = new LoggingChatClient(new OpenAIClient("key").GetChatClient("o1").AsIChatClient(), null!);
            await client.GetResponseAsync(q);
        }
        """));

    [Fact]
    public Task Embeddings_are_followed_as_well() => ExtensionsAI("""
        async Task EmbedAsync(string q)
        {
            var bare = new OpenAIClient("key").GetEmbeddingClient("text-embedding-3-small").AsIEmbeddingGenerator();
            await bare.[|GenerateAsync|]([q]);
            await bare.AsBuilder().UseLogging().Build().GenerateAsync([q]);
        }
        """).RunAsync();

    [Fact]
    public Task Structured_output_Triggers() => ExtensionsAI("""
        record Answer(string Text);

        async Task AskAsync(string q)
        {
            var client = new OpenAIClient("key").GetChatClient("o1").AsIChatClient();
            await client.[|GetResponseAsync<Answer>|](q);
        }
        """).RunAsync();

    // Clients from elsewhere.

    [Fact]
    public Task Client_from_a_parameter_is_not_visible() => NotVisible(ExtensionsAI("""
        Task<ChatResponse> AskAsync(IChatClient client, string q) => client.GetResponseAsync(q);
        """));

    [Fact]
    public Task Client_from_the_constructor_is_not_visible() => NotVisible(ExtensionsAI("""
        private readonly IChatClient _client;

        public Bot(IChatClient client) => _client = client ?? throw new ArgumentNullException(nameof(client));

        Task<ChatResponse> AskAsync(string q) => _client.GetResponseAsync(q);
        """));

    [Fact]
    public Task Client_from_the_primary_constructor_is_not_visible() => NotVisible(With(ReferenceAssemblies.ExtensionsAI, """
        using Microsoft.Extensions.AI;
        class Bot(IChatClient client)
        {
            Task<ChatResponse> AskAsync(string q) => client.GetResponseAsync(q);
        }
        """));

    [Fact]
    public Task Client_from_the_service_provider_is_not_visible() => NotVisible(ExtensionsAI("""
        Task<ChatResponse> AskAsync(IServiceProvider services, string q) => services.GetRequiredService<IChatClient>().GetResponseAsync(q);
        """));

    [Fact]
    public Task Client_from_a_service_in_a_local_is_not_visible() => NotVisible(ExtensionsAI("""
        async Task AskAsync(IServiceProvider services, string q)
        {
            using var scope = services.CreateScope();
            var client = scope.ServiceProvider.GetRequiredService<IChatClient>();
            await client.GetResponseAsync(q);
        }
        """));

    [Fact]
    public Task Client_made_of_an_injected_client_is_not_visible() => NotVisible(ExtensionsAI("""
        Task<ChatResponse> AskAsync(OpenAIClient openAI, string q) => openAI.GetChatClient("o1").AsIChatClient().GetResponseAsync(q);
        """));

    [Fact]
    public Task Not_visible_counts_as_the_policy_says() => With(
        ReferenceAssemblies.ExtensionsAI,
        """
        using Microsoft.Extensions.AI;
        class Bot
        {
            Task<ChatResponse> AskAsync(IChatClient client, string q) => client.GetResponseAsync(q);
        }
        """,
        """
        schemaVersion: 1
        extends: { preset: baseline }
        rules: { GOV5001: { severity: error, notVisible: none } }
        """).RunAsync();

    [Fact]
    public Task Own_fakes_and_wrappers_DoNotTrigger() => Logged(With(ReferenceAssemblies.ExtensionsAI, """
        using Microsoft.Extensions.AI;

        class Fake : IChatClient
        {
            public Task<ChatResponse> GetResponseAsync(
                IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
                Task.FromResult(new ChatResponse());

            public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
                IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
                throw new NotSupportedException();

            public object? GetService(Type serviceType, object? serviceKey = null) => null;

            public void Dispose() { }
        }

        class Tests
        {
            private readonly Fake _field = new();
            private readonly IChatClient _typedAsInterface = new Fake();

            async Task A()
            {
                await new Fake().GetResponseAsync([]);
                await new Fake().GetResponseAsync("question");
                await _field.GetResponseAsync([]);
                IChatClient client = new Fake();
                await client.GetResponseAsync("question");
                await client.GetResponseAsync([]);
                await _typedAsInterface.GetResponseAsync("question");
            }
        }
        """));

    [Fact]
    public Task Own_class_of_the_same_name_DoesNotTrigger() => Logged(With(ReferenceAssemblies.OpenAI, """
        class ChatClient
        {
            public string CompleteChat(string q) => q;
        }

        class Bot
        {
            string A(string q) => new ChatClient().CompleteChat(q);
        }
        """));

    [Fact]
    public Task Call_to_the_base_from_a_wrapper_of_ones_own_Triggers() => AtLeastNotVisible(With(ReferenceAssemblies.OpenAI, """
        using System.ClientModel;
        using OpenAI.Chat;

        class Wrapper() : ChatClient("o1-2024-12-17", "key")
        {
            public ClientResult<ChatCompletion> Ask(string q) => CompleteChat(new UserChatMessage(q));
        }
        """));

    // Accepted by the policy.

    private const string Accepting = """
        schemaVersion: 1
        extends: { preset: baseline }
        rules:
          GOV5001:
            severity: error
            satisfiedBy: [Contoso.GovernedChatClient, UseContosoAudit, Contoso.Audit.Record, Contoso.Ledger]
        """;

    private const string Contoso = """
        using Microsoft.Extensions.AI;
        namespace Contoso
        {
            public class GovernedChatClient(IChatClient inner) : DelegatingChatClient(inner);
            public static class Audit { public static void Record(string text) { } public static void Other() { } }
            public static class Ledger { public static void Anything() { } }
            public static class Steps { public static ChatClientBuilder UseContosoAudit(this ChatClientBuilder builder) => builder; }
        }
        """;

    [Theory]
    [InlineData("await new Contoso.GovernedChatClient(inner).GetResponseAsync(q);", true)]
    [InlineData("IChatClient c = new Contoso.GovernedChatClient(inner); await c.GetResponseAsync(q);", true)]
    [InlineData("await inner.AsBuilder().Use(i => new Contoso.GovernedChatClient(i)).Build().GetResponseAsync(q);", true)]
    [InlineData("await Contoso.Steps.UseContosoAudit(inner.AsBuilder()).Build().GetResponseAsync(q);", true)]
    [InlineData("await inner.AsBuilder().UseContosoAudit().Build().GetResponseAsync(q);", true)]
    [InlineData("Contoso.Audit.Record(q); await inner.GetResponseAsync(q);", true)]
    [InlineData("Contoso.Ledger.Anything(); await inner.GetResponseAsync(q);", true)]
    [InlineData("Contoso.Audit.Other(); await inner.GetResponseAsync(q);", false)]
    [InlineData("await inner.GetResponseAsync(q);", false)]
    public async Task Satisfied_by_what_the_policy_names(string statements, bool logged)
    {
        var test = With(
            ReferenceAssemblies.ExtensionsAI,
            $$"""
            using Contoso;
            using Microsoft.Extensions.AI;
            using OpenAI;

            class Bot
            {
                async Task AskAsync(string q)
                {
                    var inner = new OpenAIClient("key").GetChatClient("o1").AsIChatClient();
                    {{statements}}
                }
            }
            """,
            Accepting);
        test.TestState.Sources.Add(Contoso);
        Assert.Equal(logged ? 0 : 1, (await test.GetDiagnosticsAsync()).Length);
    }

    // Options of the SDK.

    [Theory]
    [InlineData("new() { ClientLoggingOptions = new() { LoggerFactory = factory } }", true)]
    [InlineData("new OpenAIClientOptions { ClientLoggingOptions = new ClientLoggingOptions { LoggerFactory = factory } }", true)]
    [InlineData("new OpenAIClientOptions { ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = true } }", false)]
    [InlineData("new OpenAIClientOptions { ClientLoggingOptions = new ClientLoggingOptions { LoggerFactory = null } }", false)]
    [InlineData("new OpenAIClientOptions { UserAgentApplicationId = \"bot\" }", false)]
    public async Task Logger_factory_inline(string options, bool logged)
    {
        var diagnostics = await With(ReferenceAssemblies.OpenAI, $$"""
            using System.ClientModel;
            using System.ClientModel.Primitives;
            using Microsoft.Extensions.Logging;
            using OpenAI;
            using OpenAI.Chat;

            class Bot
            {
                void A(ILoggerFactory factory, string q)
                {
                    var client = new ChatClient("o1", new ApiKeyCredential("key"), {{options}});
                    client.CompleteChat(q);
                }

                void B(ILoggerFactory factory, string q) =>
                    new OpenAIClient(new ApiKeyCredential("key"), {{options}}).GetChatClient("o1").CompleteChat(q);
            }
            """).GetDiagnosticsAsync();
        Assert.Equal(logged ? 0 : 2, diagnostics.Length);
    }

    [Fact]
    public Task Logger_factory_in_a_local_or_set_later_DoesNotTrigger() => Logged(With(ReferenceAssemblies.OpenAI, """
        using System.ClientModel;
        using System.ClientModel.Primitives;
        using Microsoft.Extensions.Logging;
        using OpenAI;
        using OpenAI.Chat;

        class Bot
        {
            void A(ILoggerFactory factory, string q)
            {
                var options = new OpenAIClientOptions { ClientLoggingOptions = new() { LoggerFactory = factory } };
                var client = new ChatClient("o1", new ApiKeyCredential("key"), options);
                client.CompleteChat(q);
            }

            void B(ILoggerFactory factory, string q)
            {
                var options = new OpenAIClientOptions();
                options.ClientLoggingOptions = new ClientLoggingOptions { LoggerFactory = factory };
                new ChatClient("o1", new ApiKeyCredential("key"), options).CompleteChat(q);
            }

            void C(ILoggerFactory factory, string q)
            {
                var options = new OpenAIClientOptions { ClientLoggingOptions = new() };
                options.ClientLoggingOptions.LoggerFactory = factory;
                new ChatClient("o1", new ApiKeyCredential("key"), options).CompleteChat(q);
            }

            void D(ILoggerFactory factory, string q)
            {
                var logging = new ClientLoggingOptions { LoggerFactory = factory };
                var options = new OpenAIClientOptions { ClientLoggingOptions = logging };
                new ChatClient("o1", new ApiKeyCredential("key"), options).CompleteChat(q);
            }
        }
        """));

    [Fact]
    public Task Options_from_a_parameter_are_not_visible() => NotVisible(With(ReferenceAssemblies.OpenAI, """
        using System.ClientModel;
        using OpenAI;
        using OpenAI.Chat;

        class Bot
        {
            void A(OpenAIClientOptions options, string q) => new ChatClient("o1", new ApiKeyCredential("key"), options).CompleteChat(q);
        }
        """));

    // Telemetry.

    [Theory]
    [InlineData(true, "builder.AddSource(\"OpenAI.ChatClient\");", true)]
    [InlineData(true, "builder.AddSource(\"OpenAI.*\");", true)]
    [InlineData(true, "builder.AddSource(\"Contoso\", \"OpenAI.ChatClient\");", true)]
    [InlineData(true, "builder.AddSource(\"Contoso\");", false)]
    [InlineData(true, "", false)]
    [InlineData(false, "builder.AddSource(\"OpenAI.ChatClient\");", false)]
    public async Task OpenAI_switch_needs_a_listener(bool on, string listen, bool logged)
    {
        var test = With(ReferenceAssemblies.OpenAI, """
            using OpenAI.Chat;
            class Bot
            {
                void A(string q) => new ChatClient("o1", "key").CompleteChat(q);
            }
            """);
        test.TestState.Sources.Add(OpenTelemetryStandIn);
        test.TestState.Sources.Add($$"""
            static class Startup
            {
                static void Configure(OpenTelemetry.Trace.TracerProviderBuilder builder)
                {
                    AppContext.SetSwitch("OpenAI.Experimental.EnableOpenTelemetry", {{(on ? "true" : "false")}});
                    {{listen}}
                }
            }
            """);
        Assert.Equal(logged ? 0 : 1, (await test.GetDiagnosticsAsync()).Length);
    }

    [Fact]
    public Task OpenAI_switch_does_not_cover_streaming()
    {
        var test = With(ReferenceAssemblies.OpenAI, """
            using OpenAI.Chat;
            class Bot
            {
                void A(string q) => new ChatClient("o1", "key").[|CompleteChatStreaming|](q);

                void Configure(OpenTelemetry.Trace.TracerProviderBuilder builder)
                {
                    AppContext.SetSwitch("OpenAI.Experimental.EnableOpenTelemetry", true);
                    builder.AddSource("OpenAI.*");
                }
            }
            """);
        test.TestState.Sources.Add(OpenTelemetryStandIn);
        return test.RunAsync();
    }

    [Theory]
    [InlineData("builder.AddSource(\"com.anthropic.sdk.csharp\");", true)]
    [InlineData("builder.AddSource(Name);", true)]
    [InlineData("builder?.AddSource(\"com.anthropic.sdk.csharp\");", true)]
    [InlineData("builder.AddSource(\"*\");", true)]
    [InlineData("builder.AddSource(\"Contoso\");", false)]
    [InlineData("", false)]
    public async Task Anthropic_needs_a_listener_only(string listen, bool logged)
    {
        var test = With(ReferenceAssemblies.Anthropic, $$"""
            using Anthropic;
            using Anthropic.Models.Messages;

            class Bot
            {
                private const string Name = "com.anthropic.sdk.csharp";
                private readonly AnthropicClient _client = new();

                Task A(MessageCreateParams p) => _client.Messages.Create(p);

                async Task B(MessageCreateParams p)
                {
                    await foreach (var e in _client.Messages.CreateStreaming(p))
                    {
                    }
                }

                void Configure(OpenTelemetry.Trace.TracerProviderBuilder builder)
                {
                    {{listen}}
                }
            }
            """);
        test.TestState.Sources.Add(OpenTelemetryStandIn);
        var diagnostics = await test.GetDiagnosticsAsync();
        Assert.Equal(logged ? 0 : 2, diagnostics.Length);
        Assert.All(diagnostics, d => Assert.Equal(DiagnosticSeverity.Error, d.Severity));
    }

    [Fact]
    public Task Anthropic_injected_is_not_visible() => NotVisible(With(ReferenceAssemblies.Anthropic, """
        using Anthropic;
        using Anthropic.Models.Messages;

        class Bot(AnthropicClient client)
        {
            Task A(MessageCreateParams p) => client.Messages.Create(p);
        }
        """));

    [Fact]
    public Task Prediction_Triggers() => With(ReferenceAssemblies.MachineLearning, """
        using Microsoft.Extensions.Logging;
        using Microsoft.ML;

        class Row { }
        class Score { }

        class Scorer(ILogger<Scorer> logger)
        {
            Score A(MLContext ml, ITransformer model, Row row) =>
                ml.Model.CreatePredictionEngine<Row, Score>(model).[|Predict|](row);

            Score B(MLContext ml, ITransformer model, Row row)
            {
                var score = ml.Model.CreatePredictionEngine<Row, Score>(model).Predict(row);
                logger.LogInformation("Scored");
                return score;
            }
        }
        """).RunAsync();
}
