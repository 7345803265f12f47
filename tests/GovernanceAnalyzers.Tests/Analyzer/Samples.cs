using GovernanceAnalyzers.Tests.Harness;

namespace GovernanceAnalyzers.Tests.Analyzer;

/// <summary>Programs in which everything occurs that the analyzer looks at. Their expected findings are in the rule tests.</summary>
internal static class Samples
{
    public const string Chat = """
        using System.ClientModel;
        using System.ClientModel.Primitives;
        using Microsoft.Extensions.AI;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Logging;
        using OpenAI;
        using OpenAI.Responses;
        using Chat = OpenAI.Chat.ChatClient;

        namespace Contoso.SupportN;

        public static class Models
        {
            public const string Fast = "gpt-4o-mini";
            public static readonly string Smart = Fast + "-2024-07-18";
        }

        public class Derived(string key) : Chat("gpt-4o", key);

        public record Answer(string Text);

        public sealed partial class Bot(IConfiguration configuration, ILogger<Bot> logger, IChatClient injected)
        {
            private readonly Chat _chat = new(Models.Fast, "key");
            private readonly IChatClient _client = Create("key", true);

            private static IChatClient Create(string key, bool log)
            {
                var options = new OpenAIClientOptions { Endpoint = new Uri("https://api.deepseek.com") };
                options.ClientLoggingOptions = new ClientLoggingOptions { LoggerFactory = null };
                var inner = new OpenAIClient(new ApiKeyCredential(key), options).GetChatClient($"{Models.Fast}").AsIChatClient();
                return log ? inner.AsBuilder().UseLogging().Build() : inner;
            }

            public async Task<string> AskAsync(string question, CancellationToken cancellation = default)
            {
                var model = Environment.GetEnvironmentVariable("MODEL") ?? configuration["AI:Model"];
                model ??= question switch { "a" => "gpt-4o", "b" => Models.Smart, _ => throw new InvalidOperationException() };
                for (var i = 0; i < 3; i++)
                {
                    model = model + "";
                }

                try
                {
                    var completion = await _chat.CompleteChatAsync([question], cancellationToken: cancellation);
                    await injected.GetResponseAsync(question, new ChatOptions { ModelId = model }, cancellation);
                    await _client.GetResponseAsync<Answer>(question, cancellationToken: cancellation);
                    return completion.Value.Content[0].Text;
                }
                catch (ClientResultException e) when (e.Status == 429)
                {
                    logger.LogError(e, "Failed");
                    throw;
                }
                finally
                {
                    Note(question);
                }
            }

            public async IAsyncEnumerable<string> StreamAsync(ResponsesClient responses)
            {
                await foreach (var update in await responses.CreateResponseStreamingAsync("gpt-4o", "question"))
                {
                    yield return update.ToString()!;
                }
            }

            private void Note(string text)
            {
                if (logger.IsEnabled(LogLevel.Information))
                {
                    logger.LogInformation("Asked {Text}", text);
                }
            }

            public static void Register(IServiceCollection services) => services
                .AddChatClient(sp => sp.GetRequiredService<OpenAIClient>().GetChatClient("gpt-4o").AsIChatClient())
                .UseOpenTelemetry()
                .Use(inner => new LoggingChatClient(inner, null!));
        }
        """;

    public const string Training = """
        using Microsoft.ML;
        using Microsoft.ML.Data;

        namespace Contoso.TrainingN;

        public class Row { }

        public class Trainer
        {
            public IDataView Load(MLContext ml, IDataLoader<IMultiStreamSource> loader, string folder)
            {
                var data = ml.Data.LoadFromTextFile<Row>(Path.Combine(AppContext.BaseDirectory, "data", "train.csv"), hasHeader: true);
                loader.Load("a.csv", Path.Combine(folder, "b.csv"));
                loader.Load(["c.csv", .. Directory.GetFiles(folder)]);
                return data;
            }
        }
        """;

    public const string Anthropic = """
        using Anthropic;
        using Anthropic.Models.Messages;

        namespace Contoso.ClaudeN;

        public class Claude
        {
            private readonly AnthropicClient _client = new();

            public Task<Message> AskAsync(MessageCreateParams old) =>
                _client.Messages.Create(old with { Model = Model.ClaudeSonnet4_5, MaxTokens = 1024 });
        }
        """;

    /// <summary>Everything, in several files of one compilation.</summary>
    public static Verify.Test All(int copies = 1)
    {
        var test = new Verify.Test { ReferenceAssemblies = ReferenceAssemblies.All };
        for (var i = 0; i < copies; i++)
        {
            foreach (var (name, text) in new[] { ("Chat", Chat), ("Training", Training), ("Claude", Anthropic) })
            {
                test.TestState.Sources.Add($"src/{name}{i}.cs", text.Replace("N;", $"{i};"));
            }
        }

        return test;
    }
}
