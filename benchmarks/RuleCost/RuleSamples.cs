using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.StandIns;

namespace Benchmarks;

/// <summary>A sample for every rule about code. As of 2026-11-20.</summary>
internal static class RuleSamples
{
    /// <summary>What the samples are compiled against, besides the framework; next to the program.</summary>
    public static readonly string[] References =
    [
        "OpenAI", "System.ClientModel", "System.Memory.Data", "Microsoft.Extensions.AI", "Microsoft.Extensions.AI.Abstractions", "Microsoft.Extensions.Logging.Abstractions",
        "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.ML.Core", "Microsoft.ML.Data", "Microsoft.ML.DataView", "Microsoft.ML.StandardTrainers",
    ];

    private static readonly Dictionary<string, RuleSample> ByRule = new(StringComparer.Ordinal)
    {
        ["GOV1001"] = new(Client("gpt-4o")),
        ["GOV1002"] = new("""
            namespace N%%;
            public class Bot { public object Make() => new OpenAI.OpenAIClient("key").GetEmbeddingClient("text-embedding-3-small"); }
            """),
        ["GOV1003"] = new("""
            namespace N%%;
            public class Bot { public object Make(string model%%) => new OpenAI.Chat.ChatClient(model%%, "key"); }
            """),
        ["GOV1004"] = new(Client("gpt-4-0613")),
        ["GOV1005"] = new(Client("gpt-4.1-2025-04-14")),
        ["GOV1006"] = new(Client("gpt-4o-2024-11-20")) { Repository = File("governance/register.yml", "schemaVersion: 1\nmodels:\n  - { id: answers, reference: \"openai:gpt-4o-2024-08-06\" }\n") },
        ["GOV1008"] = new(Client("gpt-4o-2024-11-20")) { Policy = "models: { allow: [\"anthropic:claude-*\"] }\n" },
        ["GOV2001"] = new(Client("gpt-4o-2024-11-20")),
        ["GOV2003"] = new(Client("gpt-4o-2024-11-20")) { Repository = File("governance/models/chat.md", "---\nmodels: [openai:gpt-4o-2024-08-06]\n---\n# Chat\n") },
        ["GOV3001"] = new("""
            using Microsoft.ML;
            namespace N%%;
            public class Row { }
            public class Trainer { public void Train() { var ml = new MLContext(); ml.Data.LoadFromTextFile<Row>("data/train%%.csv", hasHeader: true); } }
            """),
        ["GOV3008"] = new("""
            using Microsoft.ML;
            namespace N%%;
            public class Trainer
            {
                public void Train(MLContext ml, IDataView data)
                {
                    var pipeline = ml.Transforms.NormalizeMinMax("Features").Append(ml.Regression.Trainers.Sdca());
                    var model = pipeline.Fit(data);
                    ml.Regression.Evaluate(model.Transform(data));
                }
            }
            """),
        ["GOV4003"] = new(Client("gpt-4o-2024-11-20"))
        {
            Repository = File("governance/evaluations/1.yml", "model: \"openai:gpt-4o-2024-08-06\"\ndate: 2026-10-01\ntool: promptfoo 0.119\nmetrics: [{ name: accuracy, value: 0.9 }]\n"),
        },
        ["GOV5001"] = new("""
            using OpenAI.Chat;
            namespace N%%;
            public class Bot
            {
                private readonly ChatClient _chat = new("gpt-4o-2024-11-20", "key");
                public async Task<string> Ask(string q) => (await _chat.CompleteChatAsync(q)).Value.Content[0].Text;
            }
            """),
        ["GOV5002"] = new("""
            using OpenAI.Chat;
            namespace N%%;
            public class Bot(ChatClient chat) { public Task Ask(List<ChatMessage> m) => chat.CompleteChatAsync(m, new ChatCompletionOptions { Temperature = 0 }); }
            """),
        ["GOV5003"] = new("""
            using OpenAI.Chat;
            namespace N%%;
            public class Bot(ChatClient chat) { public Task Ask(List<ChatMessage> m, CancellationToken stop) => chat.CompleteChatAsync(m); }
            """),
        ["GOV5004"] = new("""
            using OpenAI.Chat;
            namespace N%%;
            internal class Bot
            {
                private readonly ChatClient _chat = new("m", "key");
                public async Task<string> AskAsync(string q) => (await InnerAsync(q)).Content[0].Text;
                private async Task<ChatCompletion> InnerAsync(string q) => await _chat.CompleteChatAsync(q);
            }
            """) { EntryPoint = "await new N%%.Bot().AskAsync(\"hi\");" },
        ["GOV5005"] = new("""
            using Microsoft.Extensions.Logging;
            using OpenAI.Chat;
            namespace N%%;
            public class Bot(ChatClient chat, ILogger logger)
            {
                public async Task Ask(string question) { await chat.CompleteChatAsync(question); logger.LogInformation("asked {Question}", question); }
            }
            """),
        ["GOV5008"] = new("""
            using OpenAI.Chat;
            namespace N%%;
            public class Worker
            {
                public async Task Run(CancellationToken stop)
                {
                    while (!stop.IsCancellationRequested)
                    {
                        var chat = new ChatClient("m", "key");
                        await chat.CompleteChatAsync("next");
                    }
                }
            }
            """),
        ["GOV6001"] = new("""
            using OpenAI.Chat;
            namespace N%%;
            public class Bot(ChatClient chat) { public async Task Ask%%(string persona, string q) => await chat.CompleteChatAsync(new SystemChatMessage($"You are {persona}"), new UserChatMessage(q)); }
            public class Cli(Bot bot) { public Task Run() => bot.Ask%%(Console.ReadLine()!, "hi"); }
            """),
        ["GOV6002"] = new("""
            using OpenAI.Chat;
            namespace N%%;
            public class Bot(ChatClient chat) { public async Task<string> Ask%%(string q) { ChatCompletion r = await chat.CompleteChatAsync(q); return r.Content[0].Text; } }
            public class Shell(Bot bot) { public async Task Run(string q) { var text = await bot.Ask%%(q); System.Diagnostics.Process.Start("sh", text); } }
            """),
        ["GOV6003"] = new(FakeKeys.Fill("""
            namespace N%%;
            public class Bot { private const string Key = "{hex32}"; public object Make() => new OpenAI.Chat.ChatClient("gpt-4o-2024-11-20", new System.ClientModel.ApiKeyCredential(Key)); }
            """)),
        ["GOV6007"] = new("""
            using Microsoft.Extensions.AI;
            namespace N%%;
            public class Bot(IChatClient inner)
            {
                public IChatClient Client => inner.AsBuilder().UseFunctionInvocation().Build();
                public AITool Tool => AIFunctionFactory.Create(Delete);
                private static void Delete(string path) => Store.Drop(path);
            }
            public static class Store { public static void Drop(string path) => System.IO.File.Delete(path); }
            """),
        ["GOV6008"] = new("""
            using System.ClientModel;
            using OpenAI;
            namespace N%%;
            public class Bot
            {
                public object Make() => new OpenAI.Chat.ChatClient("m", new ApiKeyCredential("key"), new OpenAIClientOptions { Endpoint = new Uri("https://llm%%.example.net/v1") });
            }
            """) { Policy = "endpoints: { allow: [\"*.openai.azure.com\"] }\n" },
        ["GOV6009"] = new("namespace N%%;\npublic class Texts { public const string SystemPrompt = \"Help\u200B the user\"; }\n"),
    };

    /// <exception cref="InvalidOperationException">Somebody added a rule and no sample.</exception>
    public static RuleSample Of(string rule) => ByRule.TryGetValue(rule, out var sample)
        ? sample
        : throw new InvalidOperationException($"{rule} has no sample in benchmarks/RuleCost/RuleSamples.cs. Add one, so that its cost is measured.");

    public static IReadOnlyList<string> Rules => [.. RuleCatalogue.CodeRules.Select(r => r.Info.Id)];

    private static string Client(string model) =>
        $$"""
        namespace N%%;
        public class Bot { public object Make() => new OpenAI.Chat.ChatClient("{{model}}", "key"); }
        """;

    private static Dictionary<string, string> File(string path, string text) => new(StringComparer.Ordinal) { [path] = text };
}
