using System.Linq;
using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GovernanceAnalyzers.Tests.Rules;

public class GOV1001_FloatingModelReferenceTests
{
    private static Verify.Test OpenAI(string source, params string[] more)
    {
        var test = new Verify.Test { TestCode = source, Rules = ["GOV1001"] };
        foreach (var other in more)
        {
            test.TestState.Sources.Add(other);
        }

        return test;
    }

    private static Verify.Test With(ReferenceAssemblies references, string source) =>
        new() { TestCode = source, Rules = ["GOV1001"], ReferenceAssemblies = references };

    [Fact]
    public async Task Literal_Triggers_and_names_the_way_out()
    {
        var diagnostics = await OpenAI("""
            using OpenAI.Chat;
            var client = new ChatClient([|"gpt-4o"|], "key");
            """).GetDiagnosticsAsync();

        var found = Assert.Single(diagnostics);
        Assert.Equal(DiagnosticSeverity.Error, found.Severity);
        Assert.Contains("\"gpt-4o\" is floating", found.GetMessage());
        Assert.Contains("Pin it, for example to \"gpt-4o-2024-11-20\"", found.GetMessage());
        Assert.Contains("[preset baseline(", found.GetMessage());
        Assert.Equal("gpt-4o-2024-11-20|gpt-4o-2024-08-06", found.Properties["replacements"]);
    }

    [Theory]
    [InlineData("""new ChatClient([|"gpt-4o"|], "key")""")]
    [InlineData("""new ChatClient(model: [|"gpt-4o"|], apiKey: "key")""")]
    [InlineData("""new ChatClient(apiKey: "key", model: [|"gpt-4o"|])""")]
    [InlineData("""new OpenAI.Chat.ChatClient([|"gpt-4o"|], "key")""")]
    [InlineData("""new ChatClient(([|"gpt-4o"|]), "key")""")]
    [InlineData("new ChatClient([|\"\"\"gpt-4o\"\"\"|], \"key\")")]
    [InlineData("new ChatClient([|@\"gpt-4o\"|], \"key\")")]
    [InlineData("""new ChatClient([|"gpt-" + "4o"|], "key")""")]
    [InlineData("""new OpenAIClient("key").GetChatClient([|"gpt-4o-mini"|])""")]
    [InlineData("""new OpenAIClient("key")?.GetChatClient([|"gpt-4o-mini"|])""")]
    [InlineData("""new OpenAIClient("key").GetAudioClient([|"tts-1"|])""")]
    public Task Value_at_the_call_Triggers(string expression) => OpenAI($"""
        using OpenAI;
        using OpenAI.Chat;
        var client = {expression};
        """).RunAsync();

    [Theory]
    [InlineData("gpt-4o-2024-11-20")]
    [InlineData("gpt-4-0613")]
    [InlineData("text-embedding-3-small")] // Unpinnable: GOV1002.
    public Task Pinned_or_unpinnable_value_DoesNotTrigger(string model) => OpenAI($"""
        using OpenAI.Chat;
        var client = new ChatClient("{model}", "key");
        """).RunAsync();

    [Fact]
    public Task Target_typed_new_Triggers() => OpenAI("""
        using OpenAI.Chat;

        class Bot
        {
            private readonly ChatClient _client = new([|"gpt-4o"|], "key");

            ChatClient Make() => new(model: [|"o1"|], apiKey: "key");
        }
        """).RunAsync();

    [Fact]
    public Task Constant_Triggers_at_the_call() => OpenAI("""
        using OpenAI.Chat;

        static class Models
        {
            public const string Fast = "gpt-4o-mini";
        }

        class Bot
        {
            private const string Model = "gpt-4o";

            ChatClient A() => new([|Model|], "key");

            ChatClient B() => new([|Models.Fast|], "key");
        }
        """).RunAsync();

    [Fact]
    public async Task Constant_in_another_file_Triggers_with_its_declaration()
    {
        var test = OpenAI(
            """
            using OpenAI.Chat;
            class Bot { ChatClient Make() => new(Settings.Model, "key"); }
            """,
            """
            static class Settings { public const string Model = "gpt-4o"; }
            """);

        var found = Assert.Single(await test.GetDiagnosticsAsync());
        Assert.Equal("Settings.Model", Text(found.Location));
        Assert.Contains("(from constant Settings.Model)", found.GetMessage());
        Assert.Equal("\"gpt-4o\"", Text(Assert.Single(found.AdditionalLocations)));
    }

    [Fact]
    public async Task Constant_of_a_constant_Triggers_with_the_literal()
    {
        var found = Assert.Single(await OpenAI("""
            using OpenAI.Chat;
            class Bot
            {
                const string Default = "gpt-4o";
                const string Model = Default;
                ChatClient Make() => new(Model, "key");
            }
            """).GetDiagnosticsAsync());
        Assert.Equal("\"gpt-4o\"", Text(Assert.Single(found.AdditionalLocations)));
    }

    [Fact]
    public Task Local_constant_Triggers() => OpenAI("""
        using OpenAI.Chat;
        const string model = "gpt-4o";
        var client = new ChatClient([|model|], "key");
        """).RunAsync();

    [Fact]
    public Task Read_only_field_and_get_only_property_Trigger() => OpenAI("""
        using OpenAI.Chat;

        class Bot
        {
            private static readonly string Model = "gpt-4o";
            private readonly string _model = "gpt-4o";
            private string Other => "gpt-4o-mini";
            private string Auto { get; } = "gpt-4o-mini";

            ChatClient A() => new([|Model|], "key");
            ChatClient B() => new([|_model|], "key");
            ChatClient C() => new([|Other|], "key");
            ChatClient D() => new([|Auto|], "key");
        }
        """).RunAsync();

    [Fact]
    public async Task Local_with_several_assignments_Triggers_per_value()
    {
        var diagnostics = await OpenAI("""
            using OpenAI.Chat;
            var model = "gpt-4o-mini";
            if (args.Length > 0)
            {
                model = "gpt-4o";
            }

            var client = new ChatClient(model, "key");
            """).GetDiagnosticsAsync();

        Assert.Equal(["\"gpt-4o\"", "\"gpt-4o-mini\""], diagnostics.Select(d => Text(d.AdditionalLocations.Single())).Order());
        Assert.All(diagnostics, d => Assert.Equal("model", Text(d.Location)));
    }

    [Theory]
    [InlineData("""var m = "gpt-4o"; m = "gpt-4o-2024-11-20"; Use(m);""", 0)]
    [InlineData("""var m = "gpt-4o"; if (c) { m = "gpt-4o-2024-11-20"; } Use(m);""", 1)]
    [InlineData("""string m; if (c) { m = "gpt-4o"; } else { m = "o1"; } Use(m);""", 2)]
    [InlineData("""var m = "gpt-4o-2024-11-20"; Use(m); m = "gpt-4o"; Console.WriteLine(m);""", 0)]
    [InlineData("""var m = "gpt-4o-2024-11-20"; while (c) { Use(m); m = "gpt-4o"; }""", 1)]
    [InlineData("""var m = "gpt-4o-2024-11-20"; var f = () => Use(m); m = "gpt-4o"; f();""", 1)]
    [InlineData("""var m = "gpt-4o"; m += "-2024-11-20"; Use(m);""", 0)] // GOV1003
    [InlineData("""var (m, n) = ("gpt-4o", 1); Use(m);""", 1)] // GOV1003
    [InlineData("""foreach (var m in new[] { "gpt-4o" }) { Use(m); }""", 1)]
    [InlineData("""var m = "gpt-4o"; m = m; Use(m);""", 1)]
    public async Task Assignment_that_reaches_the_call_counts(string statements, int count) => Assert.Equal(
        count,
        (await OpenAI($$"""
            class Bot
            {
                void Make(bool c)
                {
                    {{statements}}
                }

                static OpenAI.Chat.ChatClient Use(string m) => null!;
            }
            """.Replace("Use(m)", "new OpenAI.Chat.ChatClient(m, \"key\")")).GetDiagnosticsAsync()).Length);

    [Fact]
    public Task Interpolation_and_concatenation_of_constants_Trigger() => OpenAI("""
        using OpenAI.Chat;

        class Bot
        {
            const string Family = "gpt-4o";
            static readonly string Size = "mini";

            ChatClient A() => new([|$"{Family}-mini"|], "key");
            ChatClient B() => new([|Family + "-mini"|], "key");
            ChatClient C() => new([|$"{Family}-{Size}"|], "key");
            ChatClient D() => new($"{Family}-2024-11-20", "key");
        }
        """).RunAsync();

    [Fact]
    public Task Default_after_the_environment_Triggers_at_the_default() => OpenAI("""
        using Microsoft.Extensions.Configuration;
        using OpenAI.Chat;

        class Bot(IConfiguration configuration)
        {
            ChatClient A() => new(Environment.GetEnvironmentVariable("OPENAI_MODEL") ?? [|"gpt-4o-mini"|], "key");
            ChatClient B() => new(configuration["AI:Model"] ?? Environment.GetEnvironmentVariable("MODEL") ?? [|"gpt-4o"|], "key");
            ChatClient C() => new(configuration["AI:Model"] ?? throw new InvalidOperationException("AI:Model"), "key");
        }
        """).RunAsync();

    [Fact]
    public Task Name_in_an_arm_Triggers_at_the_name() => OpenAI("""
        using OpenAI.Chat;

        class Bot
        {
            const string Default = "gpt-4o";
            ChatClient A() => new(Environment.GetEnvironmentVariable("OPENAI_MODEL") ?? [|Default|], "key");
            ChatClient B(string? model) => new(model ?? [|Default|], "key");
        }
        """).RunAsync();

    [Fact]
    public Task Default_in_a_local_Triggers_at_the_call() => OpenAI("""
        using OpenAI.Chat;
        var model = Environment.GetEnvironmentVariable("OPENAI_MODEL") ?? "gpt-4o-mini";
        var client = new ChatClient([|model|], "key");
        """).RunAsync();

    [Fact]
    public Task Null_coalescing_assignment_Triggers() => OpenAI("""
        using OpenAI.Chat;
        var model = Environment.GetEnvironmentVariable("OPENAI_MODEL");
        model ??= "gpt-4o-mini";
        var client = new ChatClient([|model|], "key");
        """).RunAsync();

    [Fact]
    public Task Each_arm_Triggers() => OpenAI("""
        using OpenAI.Chat;

        class Bot
        {
            ChatClient A(bool fast) => new(fast ? [|"gpt-4o-mini"|] : [|"gpt-4o"|], "key");

            ChatClient B(int tier) => new(
                tier switch
                {
                    1 => [|"gpt-4o-mini"|],
                    2 => "gpt-4o-2024-11-20",
                    3 => [|"gpt-4o"|],
                    _ => throw new ArgumentOutOfRangeException(nameof(tier)),
                },
                "key");

            ChatClient C(string? model) => new(string.IsNullOrEmpty(model) ? [|"gpt-4o"|] : model, "key");
        }
        """).RunAsync();

    [Fact]
    public Task Base_constructor_Triggers() => OpenAI("""
        using OpenAI.Chat;

        class Primary(string key) : ChatClient([|"gpt-4o"|], key);

        class Ordinary : ChatClient
        {
            public Ordinary()
                : base([|"gpt-4o-mini"|], "key")
            {
            }

            public Ordinary(string model)
                : base(model, "key")
            {
            }
        }
        """).RunAsync();

    [Fact]
    public Task Using_alias_Triggers() => OpenAI("""
        using Chat = OpenAI.Chat.ChatClient;

        class Bot
        {
            Chat Make() => new Chat([|"gpt-4o"|], "key");
        }
        """).RunAsync();

    [Fact]
    public Task Global_using_alias_Triggers() => OpenAI(
        """
        class Bot
        {
            Chat Make() => new Chat([|"gpt-4o"|], "key");
        }
        """,
        "global using Chat = OpenAI.Chat.ChatClient;").RunAsync();

    [Fact]
    public Task Static_using_Triggers() => OpenAI(
        """
        using OpenAI.Chat;
        using static Settings;

        class Bot
        {
            ChatClient Make() => new ChatClient([|Model|], "key");
        }
        """,
        "static class Settings { public static readonly string Model = \"gpt-4o\"; }").RunAsync();

    [Fact]
    public Task Object_initialiser_and_assignment_Trigger() => OpenAI("""
        using OpenAI.Responses;

        class Bot
        {
            CreateResponseOptions A() => new() { Model = [|"gpt-4o"|] };

            void B(CreateResponseOptions options)
            {
                options.Model = [|"gpt-4o"|];
                options.Model ??= [|"gpt-4o-mini"|];
            }
        }
        """).RunAsync();

    [Fact]
    public Task Options_of_one_call_Trigger() => With(ReferenceAssemblies.ExtensionsAI, """
        using Microsoft.Extensions.AI;

        class Bot(IChatClient client)
        {
            Task<ChatResponse> AskAsync(string question) =>
                client.GetResponseAsync(question, new ChatOptions { ModelId = [|"gpt-4o"|], Temperature = 0 });
        }
        """).RunAsync();

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)] // With two providers in the project nobody can say whose name it is: GOV1003.
    public async Task Abstraction_over_one_provider_means_that_provider(bool one, int count) => Assert.Equal(
        count,
        (await With(one ? ReferenceAssemblies.ExtensionsAI : ReferenceAssemblies.All, """
            var options = new Microsoft.Extensions.AI.ChatOptions { ModelId = "gpt-4o" };
            """).GetDiagnosticsAsync()).Length);

    [Fact]
    public Task With_expression_Triggers() => With(ReferenceAssemblies.Anthropic, """
        using Anthropic.Models.Messages;

        class Bot
        {
            MessageCreateParams Change(MessageCreateParams parameters) => parameters with { Model = [|"claude-3-7-sonnet-latest"|] };
        }
        """).RunAsync();

    [Fact]
    public async Task Anthropic_constant_Triggers_with_its_wire_name()
    {
        var found = await With(ReferenceAssemblies.Anthropic, """
            using Anthropic.Models.Messages;

            class Bot
            {
                MessageCreateParams Make() => new()
                {
                    MaxTokens = 1024,
                    Messages = [],
                    Model = Model.ClaudeSonnet4_5,
                };
            }
            """).GetDiagnosticsAsync();

        Assert.Equal("Model.ClaudeSonnet4_5", Text(Assert.Single(found).Location));
        Assert.Contains("\"claude-sonnet-4-5\" (from Model.ClaudeSonnet4_5)", found[0].GetMessage());
    }

    [Fact]
    public Task Anthropic_dated_constant_DoesNotTrigger() => With(ReferenceAssemblies.Anthropic, """
        using Anthropic.Models.Messages;

        class Bot
        {
            MessageCreateParams Make() => new()
            {
                MaxTokens = 1024,
                Messages = [],
                Model = Model.ClaudeSonnet4_5_20250929,
            };
        }
        """).RunAsync();

    [Fact]
    public Task Extension_method_and_fluent_chain_Trigger() => With(ReferenceAssemblies.ExtensionsAI, """
        using Microsoft.Extensions.AI;
        using OpenAI;

        class Bot
        {
            IChatClient A() => new OpenAIClient("key").GetChatClient([|"gpt-4o"|]).AsIChatClient().AsBuilder().UseLogging().Build();

            IChatClient B() => new OpenAIClient("key").GetResponsesClient().AsIChatClient([|"gpt-4o-mini"|]);

            IChatClient C() => OpenAIClientExtensions.AsIChatClient(new OpenAIClient("key").GetResponsesClient(), defaultModelId: [|"o1"|]);
        }
        """).RunAsync();

    [Fact]
    public Task Top_level_statements_and_lambdas_Trigger() => With(ReferenceAssemblies.ExtensionsAI, """
        using Microsoft.Extensions.AI;
        using Microsoft.Extensions.DependencyInjection;
        using OpenAI;

        IServiceCollection services = null!;
        services.AddChatClient(sp => sp.GetRequiredService<OpenAIClient>().GetChatClient([|"gpt-4o"|]).AsIChatClient());
        Func<string, IChatClient> make = key =>
        {
            var model = "gpt-4o-mini";
            return new OpenAIClient(key).GetChatClient([|model|]).AsIChatClient();
        };
        """).RunAsync();

    [Fact]
    public Task Async_streaming_and_local_functions_Trigger() => OpenAI("""
        using OpenAI.Responses;

        class Bot(ResponsesClient client)
        {
            async IAsyncEnumerable<string> StreamAsync(string question)
            {
                await foreach (var update in await client.CreateResponseStreamingAsync([|"gpt-4o"|], question))
                {
                    yield return Text(update);
                }

                string Text(StreamingResponseUpdate update) => update.ToString()!;
            }
        }
        """).RunAsync();

    [Fact]
    public Task Partial_classes_records_and_generic_wrappers_Trigger() => OpenAI(
        """
        using OpenAI.Chat;

        partial class Bot
        {
            ChatClient Make() => new([|Model|], "key");
        }

        record Configured(string Key)
        {
            public ChatClient Client { get; } = new([|"gpt-4o"|], Key);
        }

        class Lazily<T>(Func<T> make)
        {
            public T Value => make();
        }

        class User
        {
            private readonly Lazily<ChatClient> _client = new(() => new ChatClient([|"gpt-4o"|], "key"));
        }
        """,
        "partial class Bot { private const string Model = \"gpt-4o\"; }").RunAsync();

    [Fact]
    public Task Default_of_a_parameter_Triggers() => OpenAI("""
        using OpenAI.Chat;

        class Bot
        {
            ChatClient Make(string model = "gpt-4o") => new([|model|], "key");
        }
        """).RunAsync();

    [Fact]
    public Task Mentions_DoNotTrigger() => OpenAI("""
        using Microsoft.Extensions.Logging;
        using OpenAI.Chat;

        /// <summary>Uses "gpt-4o".</summary>
        class Bot(ILogger<Bot> logger)
        {
            // new ChatClient("gpt-4o", "key")
            private static readonly Dictionary<string, decimal> Prices = new() { ["gpt-4o"] = 2.5m, ["gpt-4o-mini"] = 0.15m };

            const string Documentation = "Set the model to gpt-4o";

            void Note(string model)
            {
                logger.LogInformation("Using gpt-4o");
                logger.LogInformation("Using {Model}", "gpt-4o");
                if (model != "gpt-4o")
                {
                    throw new ArgumentException("Only gpt-4o is tested", nameof(model));
                }
            }

            void Test() => AssertEqual("gpt-4o", new ChatClient("gpt-4o-2024-11-20", "key").Model);

            static void AssertEqual(string expected, string actual)
            {
            }
        }
        """).RunAsync();

    [Fact]
    public Task Own_types_of_the_same_name_DoNotTrigger() => OpenAI("""
        class ChatClient(string model, string key)
        {
            public string Name => model + key;

            public ChatClient GetChatClient(string model) => new(model, "key");
        }

        class ChatOptions { public string? Model { get; set; } }

        class Bot
        {
            object A() => new ChatClient("gpt-4o", "key");
            object B() => new ChatClient("x", "key").GetChatClient("gpt-4o");
            object C() => new ChatOptions { Model = "gpt-4o" };
        }
        """).RunAsync();

    [Theory]
    [InlineData("https://api.openai.com/v1", "gpt-4o", true)]
    [InlineData("https://eu.api.openai.com/v1", "gpt-4o", true)]
    [InlineData("https://api.deepseek.com", "deepseek-chat", true)]
    [InlineData("http://localhost:11434/v1", "llama3.2", true)]
    [InlineData("http://localhost:11434/v1", "gpt-4o", true)]
    [InlineData("https://contoso.openai.azure.com/openai/v1/", "gpt-4o", false)] // A deployment: GOV1003.
    [InlineData("https://llm.contoso.example/v1", "gpt-4o", false)] // Nobody knows: GOV1003.
    public async Task Endpoint_decides_who_reads_the_name(string endpoint, string model, bool floating)
    {
        var diagnostics = await OpenAI($$"""
            using System.ClientModel;
            using OpenAI;
            using OpenAI.Chat;

            class Bot
            {
                ChatClient A() => new("{{model}}", new ApiKeyCredential("key"), new OpenAIClientOptions { Endpoint = new Uri("{{endpoint}}") });

                ChatClient B()
                {
                    var options = new OpenAIClientOptions();
                    options.Endpoint = new Uri("{{endpoint}}");
                    var client = new OpenAIClient(new ApiKeyCredential("key"), options);
                    return client.GetChatClient("{{model}}");
                }

                private readonly OpenAIClient _client = new(new ApiKeyCredential("key"), new() { Endpoint = new("{{endpoint}}") });

                ChatClient C() => _client.GetChatClient("{{model}}");

                private readonly OpenAIClient _assigned;

                public Bot() => _assigned = new OpenAIClient(new ApiKeyCredential("key"), new() { Endpoint = new("{{endpoint}}") });

                ChatClient D() => _assigned.GetChatClient("{{model}}");

                static OpenAIClient Create() => new(new ApiKeyCredential("key"), new() { Endpoint = new("{{endpoint}}") });

                ChatClient E() => Create().GetChatClient("{{model}}");
            }

            class Derived() : ChatClient("{{model}}", new ApiKeyCredential("key"), new OpenAIClientOptions { Endpoint = new("{{endpoint}}") });
            """).GetDiagnosticsAsync();
        Assert.Equal(floating ? 6 : 0, diagnostics.Length);
    }

    [Fact]
    public Task Azure_beta_with_an_OpenAI_key_Triggers_and_with_an_endpoint_DoesNotTrigger() => With(ReferenceAssemblies.AzureOpenAI, """
        using Azure;
        using Azure.AI.OpenAI;

        class Bot
        {
            async Task A(ChatCompletionsOptions options)
            {
                var client = new OpenAIClient("sk-key");
                await client.GetChatCompletionsAsync([|"gpt-4o"|], options);
            }

            async Task B(ChatCompletionsOptions options)
            {
                var client = new OpenAIClient(new Uri("https://contoso.openai.azure.com"), new AzureKeyCredential("key"));
                await client.GetChatCompletionsAsync("gpt-4o", options);
            }

            private readonly OpenAIClient _client;

            public Bot(OpenAIClient client) => _client = client;

            Task C(ChatCompletionsOptions options) => _client.GetChatCompletionsAsync("gpt-4o", options);
        }
        """).RunAsync();

    [Theory]
    [InlineData("gpt-4-32k", "are retired: choose another model")]
    [InlineData("gpt-4-turbo-preview", "are retired: choose another model")]
    [InlineData("gpt-4-turbo", "Its pinned form \"gpt-4-turbo-2024-04-09\" is retired: choose another model")]
    [InlineData("chatgpt-4o-latest", "It is retired: choose another model")]
    public async Task Retired_snapshots_are_not_offered(string model, string part)
    {
        var found = Assert.Single(await OpenAI($"""
            using OpenAI.Chat;
            var client = new ChatClient("{model}", "key");
            """).GetDiagnosticsAsync());
        Assert.Contains(part, found.GetMessage());
        Assert.False(found.Properties.ContainsKey("replacements"));
    }

    [Fact]
    public async Task A_snapshot_that_retires_soon_is_offered_with_its_date()
    {
        var found = Assert.Single(await OpenAI("""
            using OpenAI.Chat;
            var client = new ChatClient("gpt-4o", "key");
            """).GetDiagnosticsAsync());
        Assert.Contains("Pin it, for example to \"gpt-4o-2024-11-20\", which retires on 2027-01-14", found.GetMessage());
        Assert.Equal("gpt-4o-2024-11-20|gpt-4o-2024-08-06", found.Properties["replacements"]);
    }

    [Fact]
    public Task Waiver_for_a_path_or_a_model_DoesNotTrigger()
    {
        var test = new Verify.Test
        {
            Rules = ["GOV1001"],
            Policy = """
                schemaVersion: 1
                extends: { preset: baseline }
                waivers: { file: governance/waivers.yml }
                """,
        };
        test.Repository["governance/waivers.yml"] = """
            schemaVersion: 1
            waivers:
              - id: W-1
                rule: GOV1001
                scope: { path: "src/Old/**" }
                reason: Is replaced in January.
                owner: ann@contoso.example
                approvedBy: bob@contoso.example
                expires: 2026-12-31
              - id: W-2
                rule: GOV1001
                scope: { model: "openai:gpt-4o-mini" }
                reason: Used for drafts only.
                owner: ann@contoso.example
                approvedBy: bob@contoso.example
                expires: 2026-11-20
              - id: W-3
                rule: GOV1001
                scope: { model: "openai:o1" }
                reason: Expired yesterday.
                owner: ann@contoso.example
                approvedBy: bob@contoso.example
                expires: 2026-11-19
            """;
        test.TestState.Sources.Add("src/Old/Bot.cs", """
            using OpenAI.Chat;
            class Old { ChatClient Make() => new("gpt-4o", "key"); }
            """);
        test.TestState.Sources.Add("src/New/Bot.cs", """
            using OpenAI.Chat;
            class New
            {
                ChatClient A() => new([|"gpt-4o"|], "key");
                ChatClient B() => new("gpt-4o-mini", "key");
                ChatClient C() => new([|"o1"|], "key");
            }
            """);
        return test.RunAsync();
    }

    [Fact]
    public Task Generated_code_Triggers()
    {
        var test = OpenAI("""
            // <auto-generated/>
            using OpenAI.Chat;
            class Bot { ChatClient Make() => new([|"gpt-4o"|], "key"); }
            """);
        test.TestState.Sources.Add("src/More.g.cs", """
            using OpenAI.Chat;
            class More { ChatClient Make() => new([|"gpt-4o"|], "key"); }
            """);
        return test.RunAsync();
    }

    private static string Text(Location location) => location.SourceTree!.GetText().ToString(location.SourceSpan);
}
