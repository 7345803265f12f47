using System.Linq;
using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Xunit;

namespace GovernanceAnalyzers.Tests.Flow;

/// <summary>Who interprets a model reference: found wherever the client is made, and unknown where several could answer.</summary>
public class ProviderTests
{
    private const string Groq = """new OpenAIClientOptions { Endpoint = new Uri("https://api.groq.com/openai/v1") }""";

    /// <summary>The ids of what is found about model references, in order.</summary>
    private static async Task<string> Ids(string source, ReferenceAssemblies? references = null) => string.Join(", ", (await new Verify.Test
    {
        TestCode = "using System.ClientModel; using OpenAI; using OpenAI.Chat;\n" + source,
        Rules = ["GOV1001", "GOV1002", "GOV1003"],
        ReferenceAssemblies = references ?? ReferenceAssemblies.OpenAI,
    }.GetDiagnosticsAsync()).Select(d => d.Id));

    [Theory]
    [InlineData("""new OpenAIClient("key")""", "GOV1001")]
    [InlineData($"""new OpenAIClient(new ApiKeyCredential("key"), {Groq})""", "GOV1002")]
    public async Task Client_from_a_caller(string client, string expected) => Assert.Equal(expected, await Ids($$"""
        class Bot(OpenAIClient client)
        {
            ChatClient Make() => client.GetChatClient("gpt-4o");
        }

        class Caller
        {
            object Make() => new Bot({{client}});
        }
        """));

    [Theory]
    [InlineData("Options()", "GOV1002")]
    [InlineData("_options", "GOV1002")]
    [InlineData("Plain()", "GOV1001")]
    public async Task Options_from_elsewhere(string options, string expected) => Assert.Equal(expected, await Ids($$"""
        class Bot
        {
            private readonly OpenAIClientOptions _options = {{Groq}};
            static OpenAIClientOptions Options() => {{Groq}};
            static OpenAIClientOptions Plain() => new() { NetworkTimeout = TimeSpan.FromSeconds(5) };
            ChatClient Make() => new("gpt-4o", new ApiKeyCredential("key"), {{options}});
        }
        """));

    [Theory]
    [InlineData("options.Endpoint = new Uri(url);", "GOV1003")]
    [InlineData("if (url.Length > 0) { options.Endpoint = new Uri(url); }", "GOV1001")]
    [InlineData("""options.Endpoint = new Uri("https://api.openai.com/v1");""", "GOV1001")]
    [InlineData("""options.Endpoint = new Uri(url.Length > 0 ? url : "https://api.groq.com/openai/v1");""", "GOV1002")]
    public async Task Address_that_is_only_set_under_a_condition_leaves_the_default(string statement, string expected) => Assert.Equal(expected, await Ids($$"""
        class Bot
        {
            ChatClient Make(string url)
            {
                var options = new OpenAIClientOptions();
                {{statement}}
                return new ChatClient("gpt-4o", new ApiKeyCredential("key"), options);
            }
        }
        """));

    [Fact]
    public async Task Each_provider_behind_one_call_has_its_own_verdict() => Assert.Equal("GOV1001, GOV1002", await Ids($$"""
        class Bot
        {
            ChatClient Make(bool fast)
            {
                var client = fast
                    ? new OpenAIClient(new ApiKeyCredential("key"), {{Groq}})
                    : new OpenAIClient("key");
                return client.GetChatClient("gpt-4o");
            }
        }
        """));

    [Fact]
    public async Task Way_that_is_known_counts_where_another_is_not() => Assert.Equal("GOV1001", await Ids("""
        class Bot
        {
            static OpenAIClient Client(string url)
            {
                if (url.Length == 0)
                {
                    return new OpenAIClient("key");
                }

                return new OpenAIClient(new ApiKeyCredential("key"), new OpenAIClientOptions { Endpoint = new Uri(url) });
            }

            ChatClient Make(string url) => Client(url).GetChatClient("gpt-4o");
        }
        """));

    [Theory]
    [InlineData("""
        class Bot
        {
            ChatClient Make(string model, string url) => new OpenAIClient(new ApiKeyCredential("key"), new OpenAIClientOptions { Endpoint = new Uri(url) }).GetChatClient(model);
            object A() => Make("gpt-4o", "https://api.openai.com/v1");
            object B() => Make("llama-3.1-8b-instant", "https://api.groq.com/openai/v1");
        }
        """)]
    [InlineData("""
        class Bot(string model, string url)
        {
            private readonly string _model = model;
            private readonly Uri _url = new(url);
            ChatClient Make() => new OpenAIClient(new ApiKeyCredential("key"), new OpenAIClientOptions { Endpoint = _url }).GetChatClient(_model);
            static object A() => new Bot("gpt-4o", "https://api.openai.com/v1");
            static object B() => new Bot("llama-3.1-8b-instant", "https://api.groq.com/openai/v1");
        }
        """)]
    [InlineData("""
        class Opt { public required string Id { get; init; } public required Uri Url { get; init; } }
        class Bot
        {
            static readonly Dictionary<string, Opt> All = new()
            {
                ["a"] = new Opt { Id = "gpt-4o", Url = new Uri("https://api.openai.com/v1") },
                ["b"] = new Opt { Id = "llama-3.1-8b-instant", Url = new Uri("https://api.groq.com/openai/v1") },
            };

            ChatClient Make(string name)
            {
                if (!All.TryGetValue(name, out var o)) { throw new Exception(); }
                return new OpenAIClient(new ApiKeyCredential("key"), new OpenAIClientOptions { Endpoint = o.Url }).GetChatClient(o.Id);
            }
        }
        """)]
    public async Task Model_and_address_that_come_together_stay_together(string source) => Assert.Equal("GOV1001, GOV1002", await Ids(source));

    [Fact]
    public async Task Client_decides_for_the_options_of_a_request() => Assert.Equal("GOV1003", await Ids("""
        using OpenAI.Responses;

        class Bot
        {
            Task Ask()
            {
                var client = new ResponsesClient(new ApiKeyCredential("key"), new ResponsesClientOptions { Endpoint = new Uri("https://contoso.openai.azure.com/openai/v1") });
                var options = new CreateResponseOptions("gpt-4o", [ResponseItem.CreateUserMessageItem("hi")]);
                return client.CreateResponseAsync(options);
            }
        }
        """));

    [Fact]
    public async Task Address_that_is_parsed_first() => Assert.Equal("GOV1002", await Ids("""
        class Bot
        {
            object Ask()
            {
                var options = new OpenAIClientOptions();
                if (Uri.TryCreate("https://api.groq.com/openai/v1 ".Trim(), UriKind.Absolute, out var uri))
                {
                    return new OpenAIClient(new ApiKeyCredential("key"), new OpenAIClientOptions { Endpoint = uri }).GetChatClient("gpt-4o");
                }

                return options;
            }
        }
        """));

    [Fact]
    public async Task Client_of_a_pipeline_decides_for_the_options_that_it_sets() => Assert.Equal("GOV1001", await Ids(
        """
        using Microsoft.Extensions.AI;

        class Bot
        {
            IChatClient Make() => new OpenAIClient("key").GetChatClient("gpt-4o-2024-11-20").AsIChatClient()
                .AsBuilder().ConfigureOptions(o => o.ModelId = "gpt-4o").Build();
        }
        """,
        ReferenceAssemblies.All));

    [Fact]
    public async Task Client_of_a_call_decides_for_its_options() => Assert.Equal("GOV1001", await Ids(
        """
        using Microsoft.Extensions.AI;

        class Bot
        {
            async Task Ask()
            {
                IChatClient client = new OpenAIClient("key").GetChatClient("gpt-4o-2024-11-20").AsIChatClient();
                var options = new ChatOptions { ModelId = "gpt-4o" };
                await client.GetResponseAsync("hi", options);
            }
        }
        """,
        ReferenceAssemblies.All));
}
