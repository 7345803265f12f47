using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Xunit;
using VerifyFix = GovernanceAnalyzers.Tests.Harness.CSharpCodeFixVerifier<
    GovernanceAnalyzers.GovernanceAnalyzer, GovernanceAnalyzers.CodeFixes.GOV5001_AddLoggingStepFix>;

namespace GovernanceAnalyzers.Tests.CodeFixes;

public class GOV5001_AddLoggingStepFixTests
{
    private const string Telemetry = "Add .UseOpenTelemetry() where the client is built";

    /// <summary>The registration, whether or not the shipped catalogue has it.</summary>
    private const string Policy = """
        schemaVersion: 1
        name: test
        sdks:
          - sdk: registrations
            clients:
              - type: Microsoft.Extensions.DependencyInjection.ChatClientBuilderServiceCollectionExtensions
                methods: [AddChatClient]
                kind: registration
                service: Microsoft.Extensions.AI.IChatClient
        """;

    private static VerifyFix.Test Fix(string source, string fixedSource, int choice = 0, params string[] titles) => new()
    {
        Policy = Policy,
        TestCode = source,
        FixedCode = fixedSource,
        Rules = ["GOV5001"],
        ReferenceAssemblies = ReferenceAssemblies.ExtensionsAI,
        CodeActionIndex = choice,
        Titles = titles.Length == 0 ? null : titles,
    };

    private static Task NothingIsOffered(string source, ReferenceAssemblies references)
    {
        var test = new VerifyFix.Test { TestCode = source, Rules = ["GOV5001"], ReferenceAssemblies = references, Titles = [] };
        test.FixedState.Add("src/Test.cs", source.Replace("[|", "").Replace("|]", ""));
        return test.RunAsync();
    }

    [Fact]
    public Task Step_goes_before_Build() => Fix(
        """
        using Microsoft.Extensions.AI;
        using OpenAI;

        class Bot
        {
            private readonly IChatClient _client = new OpenAIClient("key").GetChatClient("o1").AsIChatClient()
                .AsBuilder()
                .UseFunctionInvocation() // tools
                .Build(); // done

            public Task A(string q) => _client.[|GetResponseAsync|](q);
            public Task B(string q) => _client.[|GetResponseAsync|](q);
        }
        """,
        """
        using Microsoft.Extensions.AI;
        using OpenAI;

        class Bot
        {
            private readonly IChatClient _client = new OpenAIClient("key").GetChatClient("o1").AsIChatClient()
                .AsBuilder()
                .UseFunctionInvocation() // tools
                .UseOpenTelemetry()
                .Build(); // done

            public Task A(string q) => _client.GetResponseAsync(q);
            public Task B(string q) => _client.GetResponseAsync(q);
        }
        """,
        titles: Telemetry).RunAsync();

    [Fact]
    public Task Client_without_a_pipeline_gets_one() => Fix(
        """
        using Microsoft.Extensions.AI;
        using OpenAI;

        IChatClient chat = new OpenAIClient("key").GetChatClient("o1").AsIChatClient(); // chat
        await chat.[|GetResponseAsync|]("Hi");
        var embeddings = new OpenAIClient("key")
            .GetEmbeddingClient("text-embedding-3-small")
            .AsIEmbeddingGenerator();
        await embeddings.[|GenerateAsync|](["Hi"]);
        """,
        """
        using Microsoft.Extensions.AI;
        using OpenAI;

        IChatClient chat = new OpenAIClient("key").GetChatClient("o1").AsIChatClient().AsBuilder().UseOpenTelemetry().Build(); // chat
        await chat.GetResponseAsync("Hi");
        var embeddings = new OpenAIClient("key")
            .GetEmbeddingClient("text-embedding-3-small")
            .AsIEmbeddingGenerator()
            .AsBuilder()
            .UseOpenTelemetry()
            .Build();
        await embeddings.GenerateAsync(["Hi"]);
        """).RunAsync();

    [Fact]
    public Task Pipeline_in_another_file_is_changed()
    {
        var test = Fix(
            """
            using Microsoft.Extensions.AI;
            class Bot { Task Ask(string q) => Clients.Create().[|GetResponseAsync|](q); }
            """,
            """
            using Microsoft.Extensions.AI;
            class Bot { Task Ask(string q) => Clients.Create().GetResponseAsync(q); }
            """);
        test.TestState.Sources.Add("src/Clients.cs", """
            using Microsoft.Extensions.AI;
            using OpenAI;
            static class Clients
            {
                public static IChatClient Create()
                {
                    var builder = new OpenAIClient("key").GetChatClient("o1").AsIChatClient().AsBuilder();
                    builder.UseFunctionInvocation();
                    return builder.Build();
                }
            }
            """);
        test.FixedState.Add("src/Clients.cs", """
            using Microsoft.Extensions.AI;
            using OpenAI;
            static class Clients
            {
                public static IChatClient Create()
                {
                    var builder = new OpenAIClient("key").GetChatClient("o1").AsIChatClient().AsBuilder();
                    builder.UseFunctionInvocation();
                    return builder.UseOpenTelemetry().Build();
                }
            }
            """);
        return test.RunAsync();
    }

    [Theory]
    [InlineData(0, "UseOpenTelemetry()")]
    [InlineData(1, "UseLogging(_loggers)")]
    public Task Logger_factory_at_hand_makes_UseLogging_possible(int choice, string step) => Fix(
        """
        using Microsoft.Extensions.AI;
        using Microsoft.Extensions.Logging;
        using OpenAI;

        class Bot
        {
            private readonly ILoggerFactory _loggers;
            private readonly IChatClient _client;

            public Bot(ILoggerFactory loggers)
            {
                _loggers = loggers;
                _client = new OpenAIClient("key").GetChatClient("o1").AsIChatClient();
            }

            public Task Ask(string q) => _client.[|GetResponseAsync|](q);
        }
        """,
        $$"""
        using Microsoft.Extensions.AI;
        using Microsoft.Extensions.Logging;
        using OpenAI;

        class Bot
        {
            private readonly ILoggerFactory _loggers;
            private readonly IChatClient _client;

            public Bot(ILoggerFactory loggers)
            {
                _loggers = loggers;
                _client = new OpenAIClient("key").GetChatClient("o1").AsIChatClient().AsBuilder().{{step}}.Build();
            }

            public Task Ask(string q) => _client.GetResponseAsync(q);
        }
        """,
        choice,
        Telemetry, "Add .UseLogging(_loggers) where the client is built").RunAsync();

    [Theory]
    [InlineData(0, "UseOpenTelemetry()")]
    [InlineData(1, "UseLogging()")]
    public Task Services_make_UseLogging_possible(int choice, string step) => Fix(
        """
        using Microsoft.Extensions.AI;
        using OpenAI;

        class Bot(IServiceProvider services)
        {
            public Task Ask(string q)
            {
                var client = new ChatClientBuilder(new OpenAIClient("key").GetChatClient("o1").AsIChatClient()).Build(services);
                return client.[|GetResponseAsync|](q);
            }
        }
        """,
        $$"""
        using Microsoft.Extensions.AI;
        using OpenAI;

        class Bot(IServiceProvider services)
        {
            public Task Ask(string q)
            {
                var client = new ChatClientBuilder(new OpenAIClient("key").GetChatClient("o1").AsIChatClient()).{{step}}.Build(services);
                return client.GetResponseAsync(q);
            }
        }
        """,
        choice,
        Telemetry, "Add .UseLogging() where the client is built").RunAsync();

    [Theory]
    [InlineData(0, "UseOpenTelemetry()")]
    [InlineData(1, "UseLogging()")]
    public Task Registration_of_an_injected_client_gets_the_step(int choice, string step) => Fix(
        """
        using Microsoft.Extensions.AI;
        using Microsoft.Extensions.DependencyInjection;
        using OpenAI;

        class Bot(IChatClient client)
        {
            public Task Ask(string q) => client.[|GetResponseAsync|](q);

            public static void Register(IServiceCollection services)
            {
                services.AddSingleton(new OpenAIClient("key"));
                services.AddChatClient(sp => sp.GetRequiredService<OpenAIClient>().GetChatClient("o1").AsIChatClient())
                    .UseFunctionInvocation();
            }
        }
        """,
        $$"""
        using Microsoft.Extensions.AI;
        using Microsoft.Extensions.DependencyInjection;
        using OpenAI;

        class Bot(IChatClient client)
        {
            public Task Ask(string q) => client.GetResponseAsync(q);

            public static void Register(IServiceCollection services)
            {
                services.AddSingleton(new OpenAIClient("key"));
                services.AddChatClient(sp => sp.GetRequiredService<OpenAIClient>().GetChatClient("o1").AsIChatClient())
                    .UseFunctionInvocation()
                    .{{step}};
            }
        }
        """,
        choice,
        Telemetry, "Add .UseLogging() where the client is built").RunAsync();

    [Fact]
    public Task Namespace_is_imported_where_it_is_missing()
    {
        var test = Fix(
            """
            using Microsoft.Extensions.AI;
            class Bot { Task Ask(string q) => Clients.Create().[|GetResponseAsync|](q); }
            """,
            """
            using Microsoft.Extensions.AI;
            class Bot { Task Ask(string q) => Clients.Create().GetResponseAsync(q); }
            """);
        test.TestState.Sources.Add("src/Clients.cs", """
            // Who makes the clients.
            using System;
            using OpenAI;

            static class Clients
            {
                public static Microsoft.Extensions.AI.IChatClient Create() =>
                    Microsoft.Extensions.AI.OpenAIClientExtensions.AsIChatClient(new OpenAIClient("key").GetChatClient("o1"));
            }
            """);
        test.FixedState.Add("src/Clients.cs", """
            // Who makes the clients.
            using System;
            using Microsoft.Extensions.AI;
            using OpenAI;

            static class Clients
            {
                public static Microsoft.Extensions.AI.IChatClient Create() =>
                    Microsoft.Extensions.AI.OpenAIClientExtensions.AsIChatClient(new OpenAIClient("key").GetChatClient("o1")).AsBuilder().UseOpenTelemetry().Build();
            }
            """);
        return test.RunAsync();
    }

    [Fact]
    public Task Nothing_is_offered_for_a_client_that_no_pipeline_fits_around() => NothingIsOffered(
        """
        using OpenAI.Chat;
        new ChatClient("o1", "key").[|CompleteChat|]("Hi");
        """,
        ReferenceAssemblies.ExtensionsAI);

    [Fact]
    public Task Nothing_is_offered_without_the_assembly_that_has_pipelines() => NothingIsOffered(
        """
        using Anthropic;
        using Microsoft.Extensions.AI;
        IChatClient client = new AnthropicClient().AsIChatClient("claude-opus-5");
        await client.[|GetResponseAsync|]("Hi");
        """,
        ReferenceAssemblies.Anthropic);

    [Fact]
    public Task Nothing_is_offered_that_would_not_compile() => NothingIsOffered(
        """
        using Microsoft.Extensions.AI;
        using Microsoft.Extensions.Logging;
        using OpenAI;

        // As a FunctionInvokingChatClient the local has members that IChatClient lacks.
        var client = new FunctionInvokingChatClient(new OpenAIClient("key").GetChatClient("o1").AsIChatClient());
        client.MaximumIterationsPerRequest = 3;
        await client.[|GetResponseAsync|]("Hi");
        """,
        ReferenceAssemblies.ExtensionsAI);
}
