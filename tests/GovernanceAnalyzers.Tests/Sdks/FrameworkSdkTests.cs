using System.Linq;
using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Xunit;

namespace GovernanceAnalyzers.Tests.Sdks;

public class FrameworkSdkTests
{
    [Fact]
    public async Task Semantic_Kernel() => Assert.Equal(
        ["openai model gpt-4o", "azure-openai deployment chat-prod", "google-gemini model gemini-2.5-pro", "google-vertex model gemini-2.5-flash",
            "ollama model llama3.2", "prompt KernelExtensions.InvokePromptAsync", "chat ChatCompletionServiceExtensions.GetChatMessageContentAsync",
            "chat IChatCompletionService.GetChatMessageContentsAsync", "kernel-function Kernel.InvokeAsync"],
        await SdkFacts.OfAsync(ReferenceAssemblies.SemanticKernel, """
            using Microsoft.SemanticKernel;
            using Microsoft.SemanticKernel.ChatCompletion;
            class Bot
            {
                async Task Ask(KernelFunction function)
                {
                    var builder = Kernel.CreateBuilder()
                        .AddOpenAIChatCompletion("gpt-4o", "key")
                        .AddAzureOpenAIChatCompletion(deploymentName: "chat-prod", endpoint: "https://x", apiKey: "key", modelId: "gpt-4o")
                        .AddGoogleAIGeminiChatCompletion("gemini-2.5-pro", "key")
                        .AddVertexAIGeminiChatCompletion("gemini-2.5-flash", "key")
                        .AddOllamaChatCompletion("llama3.2", new Uri("http://localhost:11434"));
                    var kernel = builder.Build();
                    await kernel.InvokePromptAsync("hello");
                    var chat = kernel.GetRequiredService<IChatCompletionService>();
                    await chat.GetChatMessageContentAsync(new ChatHistory("be kind"));
                    await chat.GetChatMessageContentsAsync(new ChatHistory());
                    await kernel.InvokeAsync(function);
                }
            }
            """));

    [Fact]
    public async Task Semantic_Kernel_agents() => Assert.Equal(
        ["agent-run Agent.InvokeAsync", "agent-run AgentGroupChat.InvokeAsync"],
        await SdkFacts.OfAsync(ReferenceAssemblies.SemanticKernel, """
            using Microsoft.SemanticKernel;
            using Microsoft.SemanticKernel.Agents;
            class Bot
            {
                async Task Ask(Kernel kernel)
                {
                    var agent = new ChatCompletionAgent { Name = "a", Instructions = "be kind", Kernel = kernel };
                    await foreach (var answer in agent.InvokeAsync("hello")) { }
                    await foreach (var answer in new AgentGroupChat(agent).InvokeAsync()) { }
                }
            }
            """));

    [Fact]
    public async Task Agent_Framework() => Assert.Equal(
        ["openai model gpt-4o", "agent-run AIAgent.RunAsync", "agent-run AIAgent.RunStreamingAsync", "openai model gpt-5"],
        await SdkFacts.OfAsync(ReferenceAssemblies.AgentFramework, """
            using Microsoft.Agents.AI;
            using Microsoft.Extensions.AI;
            using OpenAI;
            using OpenAI.Chat;
            using OpenAI.Responses;
            class Bot
            {
                async Task Ask(IChatClient injected, ResponsesClient responses)
                {
                    AIAgent agent = new OpenAIClient("key").GetChatClient("gpt-4o").AsAIAgent(instructions: "be kind");
                    await agent.RunAsync("hello");
                    await foreach (var update in injected.AsAIAgent("be kind").RunStreamingAsync("hello")) { }
                    responses.AsAIAgent("gpt-5", "be kind");
                }
            }
            """));

    [Theory]
    [InlineData("agent.AsBuilder().UseLogging().Build()", "")]
    [InlineData("agent", "GOV5001")]
    public async Task Agents_are_logged_by_their_pipeline(string built, string expected)
    {
        var test = new Verify.Test
        {
            ReferenceAssemblies = ReferenceAssemblies.AgentFramework,
            Rules = ["GOV5001"],
            TestCode = $$"""
                using Microsoft.Agents.AI;
                using OpenAI;
                using OpenAI.Chat;
                class Bot
                {
                    async Task Ask()
                    {
                        AIAgent agent = new OpenAIClient("key").GetChatClient("gpt-4o").AsAIAgent();
                        AIAgent built = {{built}};
                        await built.RunAsync("hello");
                    }
                }
                """,
        };
        Assert.Equal(expected, string.Join(",", (await test.GetDiagnosticsAsync()).Where(d => d.Id == "GOV5001").Select(d => d.Id)));
    }

    [Fact]
    public async Task Aspire() => Assert.Equal(
        ["openai model gpt-4o", "azure-openai deployment chat-prod", "unknown model from-parameter"],
        await SdkFacts.OfAsync(ReferenceAssemblies.Aspire, """
            using Aspire.OpenAI;
            using Microsoft.Extensions.Hosting;
            class Startup
            {
                void Configure(IHostApplicationBuilder builder, AspireOpenAIClientBuilder unknown)
                {
                    builder.AddOpenAIClient("ai").AddChatClient("gpt-4o");
                    var azure = builder.AddAzureOpenAIClient("azure");
                    azure.AddChatClient("chat-prod");
                    unknown.AddChatClient("from-parameter");
                }
            }
            """));

    [Fact]
    public async Task Aspire_app_host() => Assert.Equal(
        ["azure-openai model gpt-4o", "ollama model llama3.2"],
        await SdkFacts.OfAsync(ReferenceAssemblies.Aspire, """
            using Aspire.Hosting;
            class AppHost
            {
                void Configure(AzureOpenAIResourceBuilder azure, OllamaBuilder ollama)
                {
                    azure.AddDeployment("chat", "gpt-4o", "2024-08-06");
                    ollama.AddModel("llama3.2");
                }
            }
            """));

    [Fact]
    public async Task LangChain() => Assert.Equal(
        ["chain-run BaseStackableChain.RunAsync"],
        await SdkFacts.OfAsync(ReferenceAssemblies.WithStandIns(["LangChain.Core"]), """
            using Microsoft.Extensions.AI;
            using static LangChain.Chains.Chain;
            class Bot
            {
                async Task Ask(IChatClient client) => await (Set("hello") | Template("{text}") | LLM(client)).RunAsync("text");
            }
            """));

    [Fact]
    public async Task Kernel_Memory() => Assert.Equal(
        ["openai model gpt-4o-mini", "azure-openai deployment chat-prod", "ollama model llama3.2", "rag-answer KernelMemoryExtensions.AskAsync"],
        await SdkFacts.OfAsync(
            ReferenceAssemblies.WithStandIns(
                ["Microsoft.KernelMemory.Core", "Microsoft.KernelMemory.AI.OpenAI", "Microsoft.KernelMemory.AI.AzureOpenAI", "Microsoft.KernelMemory.AI.Ollama"]),
            """
            using Microsoft.KernelMemory;
            class Bot
            {
                async Task Ask()
                {
                    var openAI = new OpenAIConfig { TextModel = "gpt-4o-mini" };
                    var azure = new AzureOpenAIConfig { Deployment = "chat-prod" };
                    var memory = new KernelMemoryBuilder().WithOllamaTextGeneration("llama3.2").Build();
                    await memory.AskAsync("hello");
                }
            }
            """));
}
