using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GovernanceAnalyzers.Tests.Rules;

/// <summary>Clients that a container or a caller hands over.</summary>
public class GOV5001_InjectedClientTests
{
    private const string Bot = """
        using Microsoft.Extensions.AI;

        public class Bot(IChatClient client)
        {
            public Task<ChatResponse> AskAsync(string q) => client.GetResponseAsync(q);
        }
        """;

    private const string KeyedBot = """
        using Microsoft.Extensions.AI;
        using Microsoft.Extensions.DependencyInjection;

        public class Bot([FromKeyedServices("answers")] IChatClient client)
        {
            public Task<ChatResponse> AskAsync(string q) => client.GetResponseAsync(q);
        }
        """;

    private const string Scrutor = """
        using Microsoft.Extensions.AI;
        using Microsoft.Extensions.DependencyInjection;

        static class Decorating
        {
            public static IServiceCollection Decorate<T, TDecorator>(this IServiceCollection services) => services;
            public static IServiceCollection Decorate<T>(this IServiceCollection services, Func<T, T> decorator) => services;
        }
        """;

    /// <summary>The statements of a method that registers, and the class that is served.</summary>
    private static Verify.Test Registering(string statements, string bot = Bot, string more = "")
    {
        var test = new Verify.Test
        {
            TestCode = bot,
            Rules = ["GOV5001"],
            ReferenceAssemblies = ReferenceAssemblies.ExtensionsAI,
        };
        test.TestState.Sources.Add("src/Startup.cs", $$"""
            using Microsoft.Extensions.AI;
            using Microsoft.Extensions.DependencyInjection;
            using Microsoft.Extensions.DependencyInjection.Extensions;
            using Microsoft.Extensions.Logging;
            using OpenAI;

            static class Startup
            {
                static IChatClient Bare() => new OpenAIClient("key").GetChatClient("o1").AsIChatClient();

                static IChatClient Logged() => Bare().AsBuilder().UseLogging().Build();

                static IChatClient Make(IServiceProvider services) => Bare().AsBuilder().UseOpenTelemetry().Build();

                static void Configure(IServiceCollection services, bool isDevelopment, string section)
                {
                    {{statements}}
                }
            }

            {{more}}
            """);
        return test;
    }

    private static async Task Is(string verdict, Verify.Test test, string evidence = "")
    {
        var found = await test.GetDiagnosticsAsync();
        if (verdict == "logged")
        {
            Assert.Empty(found);
            return;
        }

        var finding = Assert.Single(found);
        Assert.Equal(verdict == "bare" ? DiagnosticSeverity.Error : DiagnosticSeverity.Info, finding.Severity);
        Assert.Contains(evidence, finding.GetMessage());
    }

    [Theory]
    [InlineData("logged", "services.AddChatClient(Bare()).UseLogging();")]
    [InlineData("logged", "services.AddChatClient(Bare()).Use(c => c).UseOpenTelemetry();")]
    [InlineData("logged", "services.AddChatClient(sp => Bare()).UseLogging();")]
    [InlineData("logged", "services.AddChatClient(sp => Logged());")]
    [InlineData("logged", "services.AddChatClient(_ => new ChatClientBuilder(Bare()).UseLogging().Build());")]
    [InlineData("logged", "var builder = services.AddChatClient(Bare()); builder.UseLogging();")]
    [InlineData("logged", "services.AddSingleton<IChatClient>(sp => new ChatClientBuilder(Bare()).UseLogging().Build());")]
    [InlineData("logged", "services.AddSingleton(sp => Logged());")]
    [InlineData("logged", "services.AddSingleton(Logged());")]
    [InlineData("logged", "services.AddSingleton<IChatClient>(Make);")]
    [InlineData("logged", "services.AddScoped(typeof(IChatClient), sp => Logged());")]
    [InlineData("logged", "services.TryAddTransient<IChatClient>(sp => Logged());")]
    [InlineData("logged", "services.AddSingleton<IChatClient>(sp => { var inner = Bare(); return inner.AsBuilder().UseLogging().Build(sp); });")]
    [InlineData("logged", "services.AddSingleton(sp => new OpenAIClient(\"key\")); services.AddChatClient(sp => sp.GetRequiredService<OpenAIClient>().GetChatClient(\"o1\").AsIChatClient()).UseLogging();")]
    [InlineData("logged", "services.Add(ServiceDescriptor.Singleton<IChatClient>(sp => Logged()));")]
    [InlineData("logged", "services.AddChatClient(Logged()); services.AddKeyedChatClient(\"other\", Bare());")]
    [InlineData("bare", "services.AddChatClient(Bare());")]
    [InlineData("bare", "services.AddChatClient(sp => Bare()).Use(c => c);")]
    [InlineData("bare", "var builder = services.AddChatClient(Bare()); if (isDevelopment) { builder.UseLogging(); }")]
    [InlineData("bare", "services.AddSingleton<IChatClient>(sp => Bare());")]
    [InlineData("bare", "services.AddSingleton<IChatClient>(sp => isDevelopment ? Logged() : Bare());")]
    [InlineData("bare", "services.AddSingleton<IChatClient>(sp => { if (isDevelopment) { return Logged(); } return Bare(); });")]
    [InlineData("bare", "services.AddSingleton(new OpenAIClient(\"key\")); services.AddSingleton(sp => sp.GetRequiredService<OpenAIClient>().GetChatClient(\"o1\").AsIChatClient());")]
    [InlineData("bare", "services.Add(ServiceDescriptor.Singleton<IChatClient>(sp => Bare()));")]
    [InlineData("bare", "services.AddChatClient(Logged()); if (isDevelopment) { services.AddChatClient(Bare()); }")]
    [InlineData("unseen", "services.AddSingleton<IChatClient>(sp => sp.GetRequiredService<IChatClient>());")]
    [InlineData("unseen", "services.AddSingleton<IChatClient>(sp => sp.GetRequiredService<OpenAIClient>().GetChatClient(\"o1\").AsIChatClient());")]
    [InlineData("unseen", "services.AddKeyedChatClient(\"other\", Logged());")]
    [InlineData("unseen", "services.AddSingleton<OpenAIClient>(sp => new OpenAIClient(\"key\"));")]
    [InlineData("unseen", "")]
    public Task Registrations_decide(string verdict, string statements) => Is(verdict, Registering(statements));

    [Fact]
    public Task The_message_names_the_registration() => Is(
        "bare",
        Registering("services.AddChatClient(Logged());\n            services\n                .AddChatClient(Bare());"),
        "IChatClient is registered at Startup.cs(19): its client is created at Startup.cs(9) without a logging step");

    [Fact]
    public Task Without_a_registration_the_message_says_what_was_looked_for() =>
        Is("unseen", Registering(""), "the client is an injected IChatClient, and this project registers none");

    [Theory]
    [InlineData("logged", "services.AddKeyedChatClient(\"answers\", Bare()).UseLogging();")]
    [InlineData("logged", "services.AddKeyedSingleton<IChatClient>(\"answers\", (sp, key) => Logged());")]
    [InlineData("logged", "services.AddKeyedSingleton(\"answers\", Logged()); services.AddKeyedSingleton(\"other\", Bare()); services.AddChatClient(Bare());")]
    [InlineData("bare", "services.AddKeyedChatClient(\"answers\", Bare()); services.AddChatClient(Logged());")]
    [InlineData("bare", "services.AddKeyedChatClient(section, Bare());")]
    [InlineData("unseen", "services.AddChatClient(Logged());")]
    [InlineData("unseen", "services.AddKeyedChatClient(\"other\", Bare());")]
    public Task Keys_tell_registrations_apart(string verdict, string statements) => Is(verdict, Registering(statements, KeyedBot));

    [Theory]
    [InlineData("services.GetRequiredService<IChatClient>()")]
    [InlineData("services.GetService<IChatClient>()!")]
    [InlineData("services.GetService<IChatClient>() ?? throw new InvalidOperationException()")]
    [InlineData("((IChatClient)services.GetService(typeof(IChatClient))!)")]
    [InlineData("services.CreateScope().ServiceProvider.GetRequiredService<IChatClient>()")]
    public async Task Every_way_to_ask_a_container_is_known(string request)
    {
        var bot = $$"""
            using Microsoft.Extensions.AI;
            using Microsoft.Extensions.DependencyInjection;

            public class Bot(IServiceProvider services)
            {
                public async Task AskAsync(string q)
                {
                    var client = {{request}};
                    await client.GetResponseAsync(q);
                }
            }
            """;
        await Is("logged", Registering("services.AddChatClient(Bare()).UseLogging();", bot));
        await Is("bare", Registering("services.AddChatClient(Bare());", bot));
    }

    [Theory]
    [InlineData("services.GetRequiredKeyedService<IChatClient>(\"answers\")")]
    [InlineData("services.GetKeyedService<IChatClient>(\"answers\")!")]
    public async Task Also_with_a_key(string request)
    {
        var bot = $$"""
            using Microsoft.Extensions.AI;
            using Microsoft.Extensions.DependencyInjection;

            public class Bot(IServiceProvider services)
            {
                public Task AskAsync(string q) => {{request}}.GetResponseAsync(q);
            }
            """;
        await Is("logged", Registering("services.AddKeyedChatClient(\"answers\", Bare()).UseLogging(); services.AddChatClient(Bare());", bot));
        await Is("bare", Registering("services.AddKeyedChatClient(\"answers\", Bare()); services.AddChatClient(Logged());", bot));
    }

    [Theory]
    [InlineData("private readonly IChatClient _client; public Bot(IChatClient client) => _client = client ?? throw new ArgumentNullException(nameof(client));", "_client")]
    [InlineData("private readonly IChatClient _client; public Bot(IChatClient client) { ArgumentNullException.ThrowIfNull(client); _client = client; }", "_client")]
    [InlineData("[Inject] public IChatClient Client { get; set; } = null!; class InjectAttribute : Attribute { }", "Client")]
    [InlineData("public Bot(IChatClient client) => Client = client; private IChatClient Client { get; }", "Client")]
    public async Task Members_lead_to_the_container(string members, string client)
    {
        var bot = $$"""
            using Microsoft.Extensions.AI;

            public class Bot
            {
                {{members}}

                public Task AskAsync(string q) => {{client}}.GetResponseAsync(q);
            }
            """;
        await Is("logged", Registering("services.AddChatClient(Bare()).UseLogging();", bot));
        await Is("bare", Registering("services.AddChatClient(Bare());", bot));
    }

    private const string Routes = """
        using Microsoft.Extensions.AI;

        class FromServicesAttribute : Attribute { }

        class App { public void MapPost(string pattern, Delegate handler) { } }

        static class Program
        {
            static void Map(App app)
            {
                HANDLER
            }

            static Task<ChatResponse> AskAsync(IChatClient client, string q) => CALL;
        }
        """;

    [Theory]
    [InlineData("app.MapPost(\"/ask\", (IChatClient client, string q) => client.GetResponseAsync(q));", "null!")]
    [InlineData("app.MapPost(\"/ask\", async ([FromServices] IChatClient client, string q) => (await client.GetResponseAsync(q)).Text);", "null!")]
    [InlineData("app.MapPost(\"/ask\", AskAsync);", "client.GetResponseAsync(q)")]
    [InlineData("app.MapPost(\"/ask\", Program.AskAsync);", "client.GetResponseAsync(q)")]
    public async Task Route_handlers_are_served_by_the_container(string handler, string call)
    {
        var bot = Routes.Replace("HANDLER", handler).Replace("CALL", call);
        await Is("logged", Registering("services.AddChatClient(Bare()).UseLogging();", bot));
        await Is("bare", Registering("services.AddChatClient(Bare());", bot));
        await Is("unseen", Registering("", bot));
    }

    [Fact]
    public async Task A_builder_that_a_method_of_ones_own_returns_is_followed()
    {
        const string extension = """
            static class Extensions
            {
                public static ChatClientBuilder AddOurClient(this IServiceCollection services) =>
                    services.AddChatClient(new OpenAIClient("key").GetChatClient("o1").AsIChatClient());
            }
            """;
        await Is("logged", Registering("services.AddOurClient().UseLogging();", more: extension));
        await Is("bare", Registering("services.AddOurClient();", more: extension));
        await Is("bare", Registering("services.AddOurClient().UseLogging(); services.AddOurClient();", more: extension));
    }

    [Fact]
    public async Task Decorators_count()
    {
        var logging = Registering("services.AddChatClient(Bare()); services.Decorate<IChatClient, Audited>();", more: LoggingWrapper);
        logging.TestState.Sources.Add(Scrutor);
        await Is("logged", logging);

        var lambda = Registering("services.AddChatClient(Bare()); services.Decorate<IChatClient>(inner => new LoggingChatClient(inner, null!));");
        lambda.TestState.Sources.Add(Scrutor);
        await Is("logged", lambda);

        var silent = Registering("services.AddChatClient(Bare()); services.Decorate<IChatClient, Silent>();", more: "class Silent(IChatClient inner) : DelegatingChatClient(inner);");
        silent.TestState.Sources.Add(Scrutor);
        await Is("bare", silent);
    }

    private const string LoggingWrapper = """
        class Audited(IChatClient inner, ILogger<Audited> logger) : DelegatingChatClient(inner)
        {
            public override async Task<ChatResponse> GetResponseAsync(
                IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
            {
                var response = await base.GetResponseAsync(messages, options, cancellationToken);
                logger.LogInformation("Answered with {Model}", response.ModelId);
                return response;
            }
        }
        """;

    [Theory]
    [InlineData("logged", "services.AddChatClient(Bare()).Use((inner, sp) => new Audited(inner, null!));")]
    [InlineData("logged", "services.AddSingleton<IChatClient>(sp => new Audited(Bare(), null!));")]
    [InlineData("logged", "services.AddSingleton<IChatClient, Audited>();")]
    [InlineData("bare", "services.AddChatClient(Bare()).Use((inner, sp) => new Other(inner));")]
    [InlineData("bare", "services.AddSingleton<IChatClient>(sp => new Other(Bare()));")]
    [InlineData("unseen", "services.AddSingleton<IChatClient, Other>();")]
    public Task Wrappers_of_ones_own_count_when_they_log(string verdict, string statements) =>
        Is(verdict, Registering(statements, more: LoggingWrapper + "\nclass Other(IChatClient inner) : DelegatingChatClient(inner);"));

    [Fact]
    public Task A_wrapper_counts_for_the_calls_that_it_logs() => Is(
        "bare",
        Registering(
            "services.AddChatClient(Bare()).Use((inner, sp) => new Audited(inner, null!));",
            """
            using Microsoft.Extensions.AI;

            public class Bot(IChatClient client)
            {
                public async Task AskAsync(string q)
                {
                    await client.GetResponseAsync(q);
                    await foreach (var update in client.GetStreamingResponseAsync(q))
                    {
                    }
                }
            }
            """,
            LoggingWrapper),
        "GetStreamingResponseAsync");

    [Theory]
    [InlineData("logged", "async (messages, options, inner, token) => { var r = await inner.GetResponseAsync(messages, options, token); Log.Info(r.Text); return r; }")]
    [InlineData("bare", "(messages, options, inner, token) => inner.GetResponseAsync(messages, options, token)")]
    public async Task Middleware_counts_when_it_logs(string verdict, string middleware)
    {
        var test = Registering(
            $"services.AddChatClient(Bare()).Use({middleware}, null!);",
            more: "static class Log { public static void Info(string text) => System.Diagnostics.Trace.TraceInformation(text); }");
        var found = (await test.GetDiagnosticsAsync()).RemoveAll(d => d.Location.SourceTree!.FilePath.EndsWith("Startup.cs", System.StringComparison.Ordinal));
        Assert.Equal(verdict == "logged" ? 0 : 1, found.Length);
    }

    [Fact]
    public Task The_middleware_of_all_calls_counts_when_it_logs() => Is("logged", Registering(
        "services.AddChatClient(Bare()).Use(async (messages, options, next, token) => { System.Diagnostics.Trace.TraceInformation(\"x\"); await next(messages, options, token); });"));

    [Fact]
    public async Task Embedding_generators_are_registered_by_type()
    {
        const string bot = """
            using Microsoft.Extensions.AI;

            public class Bot(IEmbeddingGenerator<string, Embedding<float>> generator)
            {
                public Task EmbedAsync(string q) => generator.GenerateAsync([q]);
            }
            """;
        const string bare = "new OpenAIClient(\"key\").GetEmbeddingClient(\"text-embedding-3-small\").AsIEmbeddingGenerator()";
        await Is("logged", Registering($"services.AddEmbeddingGenerator({bare}).UseLogging();", bot));
        await Is("bare", Registering($"services.AddEmbeddingGenerator({bare});", bot));
        await Is("unseen", Registering("services.AddChatClient(Bare());", bot));
    }

    [Fact]
    public async Task SDK_clients_are_registered_as_well()
    {
        const string bot = """
            using OpenAI.Chat;

            public class Bot(ChatClient client)
            {
                public Task AskAsync(string q) => client.CompleteChatAsync(q);
            }
            """;
        await Is("bare", Registering("services.AddSingleton(new OpenAI.Chat.ChatClient(\"o1\", \"key\"));", bot));
        await Is("bare", Registering("services.AddSingleton(sp => new OpenAIClient(\"key\").GetChatClient(\"o1\"));", bot));
        await Is(
            "logged",
            Registering(
                "services.AddSingleton(sp => new OpenAI.Chat.ChatClient(\"o1\", new System.ClientModel.ApiKeyCredential(\"key\"), new OpenAIClientOptions "
                + "{ ClientLoggingOptions = new() { LoggerFactory = sp.GetRequiredService<ILoggerFactory>() } }));",
                bot));
    }

    // Callers.

    private const string Helper = """
        using Microsoft.Extensions.AI;
        using OpenAI;

        class Bot
        {
            static IChatClient Bare() => new OpenAIClient("key").GetChatClient("o1").AsIChatClient();

            static Task<ChatResponse> AskAsync(IChatClient client, string q) => client.GetResponseAsync(q);

            static async Task RunAsync()
            {
                CALLS
            }
        }
        """;

    [Theory]
    [InlineData("logged", "await AskAsync(Bare().AsBuilder().UseLogging().Build(), \"a\");")]
    [InlineData("logged", "var c = Bare().AsBuilder().UseLogging().Build(); await AskAsync(c, \"a\"); await AskAsync(q: \"b\", client: c);")]
    [InlineData("bare", "await AskAsync(Bare(), \"a\");")]
    [InlineData("bare", "await AskAsync(Bare().AsBuilder().UseLogging().Build(), \"a\"); await AskAsync(Bare(), \"b\");")]
    [InlineData("unseen", "Func<IChatClient, string, Task> f = AskAsync; await f(Bare().AsBuilder().UseLogging().Build(), \"a\");")]
    [InlineData("unseen", "await Task.Yield();")]
    public Task Callers_decide_about_a_parameter(string verdict, string calls) => Is(verdict, Registering("", Helper.Replace("CALLS", calls)));

    [Theory]
    [InlineData("logged", "new Bot(Logged());")]
    [InlineData("bare", "new Bot(Bare());")]
    [InlineData("bare", "new Bot(client: Logged()); new Bot(Bare());")]
    [InlineData("bare", "new Bot(Logged()); services.AddSingleton<Bot>(); services.AddChatClient(Bare());")]
    [InlineData("logged", "services.AddSingleton(sp => new Bot(Logged()));")]
    [InlineData("logged", "services.AddSingleton(sp => new Bot(sp.GetRequiredService<IChatClient>())); services.AddSingleton(Logged());")]
    [InlineData("bare", "services.AddSingleton(sp => new Bot(sp.GetRequiredService<IChatClient>())); services.AddSingleton(Bare());")]
    public Task Who_creates_the_class_decides(string verdict, string statements) => Is(verdict, Registering(statements));

    [Fact]
    public Task Base_constructors_are_followed() => Is("bare", Registering(
        "services.AddSingleton<Child>(); services.AddChatClient(Bare());",
        more: "class Child(IChatClient inner) : Bot(inner);"));

    [Fact]
    public Task A_helper_that_builds_is_entered_with_its_own_arguments() => Is("logged", Registering(
        "",
        """
        using Microsoft.Extensions.AI;
        using OpenAI;

        class Bot
        {
            static IChatClient Pass(IChatClient inner) => inner;

            Task A(string q) => Pass(new OpenAIClient("key").GetChatClient("o1").AsIChatClient().AsBuilder().UseLogging().Build()).GetResponseAsync(q);

            void B() => Pass(new OpenAIClient("key").GetChatClient("o1").AsIChatClient());
        }
        """));

    [Fact]
    public Task Clients_that_refer_to_each_other_end_somewhere() => Is("unseen", Registering(
        "services.AddSingleton<IChatClient>(sp => new Bot(sp.GetRequiredService<IChatClient>()).Client); services.AddSingleton<IChatClient>(sp => sp.GetRequiredService<Bot>().Client); services.AddSingleton<Bot>();",
        """
        using Microsoft.Extensions.AI;

        public class Bot(IChatClient client)
        {
            public IChatClient Client => client;

            public Task<ChatResponse> AskAsync(string q) => Client.GetResponseAsync(q);
        }
        """));
}
