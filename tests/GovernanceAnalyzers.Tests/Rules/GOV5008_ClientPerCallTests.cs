using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Xunit;

namespace GovernanceAnalyzers.Tests.Rules;

public class GOV5008_ClientPerCallTests
{
    /// <summary>As much of ASP.NET Core as the tests need.</summary>
    private const string Web = """

        namespace Microsoft.AspNetCore.Mvc { public abstract class ControllerBase; public class Controller : ControllerBase; }
        namespace Microsoft.AspNetCore.Builder
        {
            public class WebApplication;
            public static class EndpointRouteBuilderExtensions
            {
                public static void MapPost(this WebApplication app, string pattern, System.Delegate handler) { }
                public static void MapGet(this WebApplication app, string pattern, System.Delegate handler) { }
            }
        }
        """;

    [Theory]
    [InlineData("""
        public class ChatController(Options options) : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            public async Task<string> Ask(string q)
            {
                var client = new ChatClient("m", options.Key);
                return (await client.[|CompleteChatAsync|](q)).Value.Content[0].Text;
            }
        }
        public record Options(string Key);
        """)]
    [InlineData("""
        public class ChatController : Microsoft.AspNetCore.Mvc.Controller
        {
            public Task Ask(string q) => new OpenAI.OpenAIClient("key").GetChatClient("m").[|CompleteChatAsync|](q);
        }
        """)]
    [InlineData("""
        public class Startup
        {
            public void Map(Microsoft.AspNetCore.Builder.WebApplication app) => app.MapPost("/ask", async (string q) =>
            {
                var chat = new ChatClient("m", "key");
                return (await chat.[|CompleteChatAsync|](q)).Value.Content[0].Text;
            });
        }
        """)]
    [InlineData("""
        public class Worker
        {
            public async Task Run(CancellationToken stop)
            {
                while (!stop.IsCancellationRequested)
                {
                    var chat = new ChatClient("m", "key");
                    await chat.[|CompleteChatAsync|]("next");
                }
            }
        }
        """)]
    [InlineData("""
        public class Batch
        {
            public async Task Run(string[] lines)
            {
                foreach (var line in lines)
                {
                    var chat = new ChatClient("m", Environment.GetEnvironmentVariable("KEY"));
                    await chat.[|CompleteChatAsync|](line);
                }
            }
        }
        """)]
    public Task A_client_made_for_each_request_or_turn_Triggers(string code) => Test(code);

    [Theory]
    [InlineData("""
        public class ChatController(ChatClient chat) : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            public Task Ask(string q) => chat.CompleteChatAsync(q);
        }
        """)]
    [InlineData("""
        public class ChatController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private readonly ChatClient _chat = new("m", "key");
            private ChatClient _lazy;
            public Task Ask(string q) => _chat.CompleteChatAsync(q);
            public Task Ask2(string q) { _lazy ??= new ChatClient("m", "key"); return _lazy.CompleteChatAsync(q); }
        }
        """)]
    [InlineData("""
        public class ChatController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            public Task Ask(string q, string key) => new ChatClient("m", key).CompleteChatAsync(q);
        }
        """)]
    [InlineData("""
        public class ChatController(OpenAI.OpenAIClient client) : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            public Task Ask(string q) => client.GetChatClient("m").CompleteChatAsync(q);
        }
        """)]
    [InlineData("""
        public class Startup
        {
            public void Map(Microsoft.AspNetCore.Builder.WebApplication app)
            {
                var chat = new ChatClient("m", "key");
                app.MapPost("/ask", async (string q) => (await chat.CompleteChatAsync(q)).Value.Content[0].Text);
            }
        }
        """)]
    [InlineData("""
        public class Service
        {
            public Task Ask(string q) => new ChatClient("m", "key").CompleteChatAsync(q);
        }
        """)]
    [InlineData("""
        public class Worker
        {
            public async Task Run(CancellationToken stop)
            {
                var chat = new ChatClient("m", "key");
                while (!stop.IsCancellationRequested) { await chat.CompleteChatAsync("next"); }
            }
        }
        """)]
    [InlineData("""
        public class Comparison
        {
            public async Task Run(string[] models)
            {
                foreach (var model in models)
                {
                    var chat = new ChatClient(model, "key");
                    await chat.CompleteChatAsync("question");
                }
            }
        }
        """)]
    [InlineData("""
        public class Comparison
        {
            public async Task Run(OpenAI.OpenAIClient client, string[] models)
            {
                foreach (var model in models) { await client.GetChatClient(model).CompleteChatAsync("question"); }
            }
        }
        """)]
    [InlineData("""
        public static class Program
        {
            public static async Task Main()
            {
                while (true)
                {
                    var chat = new ChatClient("m", "key");
                    await chat.CompleteChatAsync(Console.ReadLine());
                }
            }
        }
        """)]
    [InlineData("""
        public class Tests
        {
            [Fact]
            public async Task Answers()
            {
                for (var i = 0; i < 3; i++) { await new ChatClient("m", "key").CompleteChatAsync("q"); }
            }
        }
        public class FactAttribute : Attribute;
        """)]
    public Task A_client_that_is_shared_or_differs_NotTriggers(string code) => Test(code);

    [Fact]
    public Task A_top_level_program_NotTriggers() => Test("""
        while (Console.ReadLine() is { } line)
        {
            var chat = new ChatClient("m", "key");
            await chat.CompleteChatAsync(line);
        }
        """);

    [Fact]
    public async Task The_message_says_where()
    {
        var found = Assert.Single(await Create("""
            public class ChatController : Microsoft.AspNetCore.Mvc.ControllerBase
            {
                public Task Ask(string q) => new ChatClient("m", "key").CompleteChatAsync(q);
            }
            """).GetDiagnosticsAsync());
        Assert.Equal(
            "The client of the call to ChatClient.CompleteChatAsync is made anew for every request in ChatController.Ask. Make it once, as a singleton or a field, and share it. [governance.yml(3)]",
            found.GetMessage());
    }

    private static Verify.Test Create(string code) =>
        new() { TestCode = "using Microsoft.AspNetCore.Builder;\nusing OpenAI.Chat;\n" + code + Web, Rules = ["GOV5008"], Policy = OperationPolicy.For("GOV5008") };

    private static Task Test(string code) => Create(code).RunAsync();
}
