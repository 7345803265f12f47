using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Xunit;

namespace GovernanceAnalyzers.Tests.Sdks;

public class CommunitySdkTests
{
    [Fact]
    public async Task OllamaSharp() => Assert.Equal(
        ["ollama model llama3.2", "chat IChatClient.GetResponseAsync", "ollama model qwen3:8b", "chat Chat.SendAsync", "ollama model nomic-embed-text"],
        await SdkFacts.OfAsync(ReferenceAssemblies.Ollama, """
            using Microsoft.Extensions.AI;
            using OllamaSharp;
            using OllamaSharp.Models;
            class Bot
            {
                async Task Ask()
                {
                    IChatClient chat = new OllamaApiClient(new Uri("http://localhost:11434"), "llama3.2");
                    await chat.GetResponseAsync([new ChatMessage(ChatRole.User, "hello")]);
                    var ollama = new OllamaApiClient("http://localhost:11434") { SelectedModel = "qwen3:8b" };
                    await foreach (var token in new Chat(ollama).SendAsync("hello")) { }
                    new EmbedRequest { Model = "nomic-embed-text" };
                }
            }
            """));

    [Fact]
    public async Task Anthropic_SDK() => Assert.Equal(
        ["anthropic model claude-opus-4-5-20251101", "chat MessagesEndpoint.GetClaudeMessageAsync"],
        await SdkFacts.OfAsync(ReferenceAssemblies.WithStandIns(["Anthropic.SDK"]), """
            using Anthropic.SDK;
            using Anthropic.SDK.Constants;
            using Anthropic.SDK.Messaging;
            class Bot
            {
                async Task Ask()
                {
                    var parameters = new MessageParameters { Model = AnthropicModels.Claude45Opus, MaxTokens = 100 };
                    await new AnthropicClient("key").Messages.GetClaudeMessageAsync(parameters);
                }
            }
            """));

    [Fact]
    public async Task Mistral() => Assert.Equal(
        ["mistral model mistral-large-latest", "chat CompletionsEndpoint.GetCompletionAsync"],
        await SdkFacts.OfAsync(ReferenceAssemblies.WithStandIns(["Mistral.SDK"]), """
            using Mistral.SDK;
            using Mistral.SDK.DTOs;
            class Bot
            {
                async Task Ask()
                {
                    var request = new ChatCompletionRequest("mistral-large-latest", [new ChatMessage(ChatMessage.RoleEnum.User, "hello")]);
                    await new MistralClient("key").Completions.GetCompletionAsync(request);
                }
            }
            """));

    [Fact]
    public async Task Google_GenerativeAI() => Assert.Equal(
        ["google-gemini model gemini-2.5-flash", "chat GenerativeModel.GenerateContentAsync", "google-vertex model gemini-2.5-pro"],
        await SdkFacts.OfAsync(ReferenceAssemblies.WithStandIns(["GenerativeAI"]), """
            using GenerativeAI;
            class Bot
            {
                async Task Ask()
                {
                    var model = new GoogleAi("key").CreateGeminiModel("gemini-2.5-flash");
                    await ((GenerativeModel)model).GenerateContentAsync("hello");
                    new VertexAI("project").CreateGenerativeModel("gemini-2.5-pro");
                }
            }
            """));

    [Fact]
    public async Task Mscc_GenerativeAI() => Assert.Equal(
        ["google-gemini model gemini-2.5-flash", "chat GenerativeModel.GenerateContent", "google-vertex model gemini-2.5-pro"],
        await SdkFacts.OfAsync(ReferenceAssemblies.WithStandIns(["Mscc.GenerativeAI"]), """
            using Mscc.GenerativeAI;
            class Bot
            {
                async Task Ask()
                {
                    var model = new GoogleAI(apiKey: "key").GenerativeModel(model: "gemini-2.5-flash");
                    await model.GenerateContent("hello");
                    new VertexAI("project").GenerativeModel("gemini-2.5-pro");
                }
            }
            """));

    [Fact]
    public async Task Betalgo() => Assert.Equal(
        ["chat OpenAIService.CreateCompletion", "openai model gpt-4o", "chat IChatCompletionService.CreateCompletion", "openai model gpt-4o-mini"],
        await SdkFacts.OfAsync(ReferenceAssemblies.WithStandIns(["Betalgo.Ranul.OpenAI"]), """
            using Betalgo.Ranul.OpenAI;
            using Betalgo.Ranul.OpenAI.Managers;
            using Betalgo.Ranul.OpenAI.ObjectModels.RequestModels;
            class Bot
            {
                async Task Ask()
                {
                    var service = new OpenAIService(new OpenAIOptions { ApiKey = "key" });
                    await service.CreateCompletion(new ChatCompletionCreateRequest { Model = "gpt-4o" });
                    await service.ChatCompletion.CreateCompletion(new ChatCompletionCreateRequest(), "gpt-4o-mini");
                }
            }
            """));

    /// <summary>Shares type names with the official SDK; the assembly decides.</summary>
    [Fact]
    public async Task OpenAI_DotNet() => Assert.Equal(
        ["openai model gpt-4o", "chat ChatEndpoint.GetCompletionAsync", "azure-openai deployment chat-prod"],
        await SdkFacts.OfAsync(ReferenceAssemblies.WithStandIns(["OpenAI-DotNet"]), """
            using OpenAI;
            using OpenAI.Chat;
            class Bot
            {
                async Task Ask()
                {
                    var request = new ChatRequest([new Message(Role.User, "hello")], "gpt-4o");
                    await new OpenAIClient("key").ChatEndpoint.GetCompletionAsync(request);
                    new OpenAISettings(resourceName: "r", deploymentId: "chat-prod");
                }
            }
            """));

    [Fact]
    public async Task HuggingfaceHub() => Assert.Equal(
        ["huggingface model meta-llama/Llama-3.2-1B"],
        await SdkFacts.OfAsync(ReferenceAssemblies.WithStandIns(["HuggingfaceHub"]), """
            using HuggingfaceHub;
            class Models
            {
                async Task Get() => await HFDownloader.DownloadFileAsync("meta-llama/Llama-3.2-1B", "model.safetensors");
            }
            """));
}
