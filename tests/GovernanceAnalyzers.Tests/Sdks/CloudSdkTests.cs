using System;
using System.Linq;
using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Xunit;

namespace GovernanceAnalyzers.Tests.Sdks;

public class CloudSdkTests
{
    [Fact]
    public async Task Azure_OpenAI() => Assert.Equal(
        ["azure-openai deployment chat-prod", "chat ChatClient.CompleteChat", "azure-openai deployment embed-prod", "azure-openai deployment as-base"],
        await SdkFacts.OfAsync(ReferenceAssemblies.AzureOpenAI2, """
            using Azure.AI.OpenAI;
            using OpenAI;
            using System.ClientModel;
            class Bot
            {
                void Ask()
                {
                    var azure = new AzureOpenAIClient(new Uri("https://x.openai.azure.com"), new ApiKeyCredential("k"));
                    azure.GetChatClient("chat-prod").CompleteChat("hello");
                    azure.GetEmbeddingClient(deploymentName: "embed-prod");
                    OpenAIClient seenAsBase = new AzureOpenAIClient(new Uri("https://x.openai.azure.com"), new ApiKeyCredential("k"));
                    seenAsBase.GetChatClient("as-base");
                }
            }
            """));

    /// <summary>With Azure's package referenced, an OpenAIClient from elsewhere may be Azure's. Without it, it is OpenAI's.</summary>
    [Fact]
    public async Task An_OpenAI_client_from_elsewhere_may_be_Azures()
    {
        const string source = """
            using OpenAI;
            class Bot
            {
                void Ask(OpenAIClient injected)
                {
                    injected.GetChatClient("gpt-4o");
                    new OpenAIClient("key").GetChatClient("gpt-4o-mini");
                }
            }
            """;
        Assert.Equal(["unknown model gpt-4o", "openai model gpt-4o-mini"], await SdkFacts.OfAsync(ReferenceAssemblies.AzureOpenAI2, source));
        Assert.Equal(["openai model gpt-4o", "openai model gpt-4o-mini"], await SdkFacts.OfAsync(ReferenceAssemblies.OpenAI, source));
    }

    /// <summary>The parameter's name is the override's, not the SDK's.</summary>
    [Fact]
    public async Task An_override_may_name_its_parameter_differently() => Assert.Equal(
        ["openai model gpt-4o"],
        await SdkFacts.OfAsync(ReferenceAssemblies.OpenAI, """
            using OpenAI;
            using OpenAI.Chat;
            class Mine(string key) : OpenAIClient(key)
            {
                public override ChatClient GetChatClient(string name) => null!;
                void Ask() => GetChatClient("gpt-4o");
            }
            """));

    [Fact]
    public async Task Uploads_are_data_when_their_purpose_says_so() => Assert.Equal(
        ["data train.jsonl"],
        await SdkFacts.OfAsync(ReferenceAssemblies.OpenAI, """
            using OpenAI.Files;
            class Tuning
            {
                void Upload(OpenAIFileClient files)
                {
                    files.UploadFile("train.jsonl", FileUploadPurpose.FineTune);
                    files.UploadFile("picture.png", FileUploadPurpose.Vision);
                }
            }
            """));

    [Fact]
    public async Task Azure_Inference() => Assert.Equal(
        ["azure-foundry model Phi-4", "chat ChatCompletionsClient.CompleteAsync", "azure-foundry model mistral-small"],
        await SdkFacts.OfAsync(ReferenceAssemblies.AzureInference, """
            using Azure;
            using Azure.AI.Inference;
            using Microsoft.Extensions.AI;
            class Bot
            {
                async Task Ask(ChatCompletionsClient client)
                {
                    var options = new ChatCompletionsOptions { Model = "Phi-4", Messages = { new ChatRequestUserMessage("hello") } };
                    await client.CompleteAsync(options);
                    IChatClient chat = client.AsIChatClient("mistral-small");
                }
            }
            """));

    [Fact]
    public async Task Azure_agents() => Assert.Equal(
        ["azure-foundry deployment gpt-4o-prod", "agent-run ThreadRuns.CreateRun"],
        await SdkFacts.OfAsync(ReferenceAssemblies.WithStandIns(["Azure.AI.Agents.Persistent"]), """
            using Azure.AI.Agents.Persistent;
            class Bot
            {
                void Ask(PersistentAgentsClient client)
                {
                    var agent = client.Administration.CreateAgent("gpt-4o-prod", name: "a", instructions: "be kind").Value;
                    client.Runs.CreateRun("thread", agent.Id);
                }
            }
            """));

    [Fact]
    public async Task Azure_projects() => Assert.Equal(
        ["azure-foundry deployment gpt-4o-prod", "responses ProjectResponsesClient.CreateResponse", "azure-foundry deployment other-prod",
            "azure-foundry deployment agent-prod"],
        await SdkFacts.OfAsync(ReferenceAssemblies.WithStandIns(["Azure.AI.Projects"], ["System.Memory.Data"]), """
            using Azure.AI.Projects;
            using Azure.AI.Projects.Agents;
            class Bot
            {
                void Ask(AIProjectClient project)
                {
                    var responses = project.ProjectOpenAIClient.GetProjectResponsesClientForModel("gpt-4o-prod");
                    responses.CreateResponse("other-prod", "hello");
                    new DeclarativeAgentDefinition("agent-prod");
                }
            }
            """));

    [Fact]
    public async Task Content_safety_and_text_analytics() => Assert.Equal(
        ["moderation ContentSafetyClient.AnalyzeText", "text-analysis TextAnalyticsClient.MultiLabelClassify", "azure-foundry deployment prod"],
        await SdkFacts.OfAsync(ReferenceAssemblies.WithStandIns(["Azure.AI.ContentSafety", "Azure.AI.TextAnalytics"]), """
            using Azure;
            using Azure.AI.ContentSafety;
            using Azure.AI.TextAnalytics;
            class Bot
            {
                void Ask(ContentSafetyClient safety, TextAnalyticsClient text)
                {
                    safety.AnalyzeText("hello");
                    text.MultiLabelClassify(WaitUntil.Completed, ["hello"], "project", "prod");
                }
            }
            """));

    [Fact]
    public async Task Google_GenAI() => Assert.Equal(
        ["chat Models.GenerateContentAsync", "google-gemini model gemini-2.5-flash", "google-gemini model gemini-2.5-pro"],
        await SdkFacts.OfAsync(ReferenceAssemblies.WithStandIns(["Google.GenAI"]), """
            using Google.GenAI;
            using Microsoft.Extensions.AI;
            class Bot
            {
                async Task Ask()
                {
                    var client = new Client(apiKey: "k");
                    await client.Models.GenerateContentAsync("gemini-2.5-flash", "hello");
                    client.AsIChatClient("gemini-2.5-pro");
                }
            }
            """));

    [Fact]
    public async Task Vertex_AI() => Assert.Equal(
        ["google-vertex model projects/p/locations/l/publishers/google/models/gemini-2.5-pro", "chat PredictionServiceClient.GenerateContentAsync"],
        await SdkFacts.OfAsync(ReferenceAssemblies.WithStandIns(["Google.Cloud.AIPlatform.V1"]), """
            using Google.Cloud.AIPlatform.V1;
            class Bot
            {
                async Task Ask()
                {
                    var request = new GenerateContentRequest { Model = "projects/p/locations/l/publishers/google/models/gemini-2.5-pro" };
                    await PredictionServiceClient.Create().GenerateContentAsync(request);
                }
            }
            """));

    [Fact]
    public async Task Bedrock() => Assert.Equal(
        ["chat AmazonBedrockRuntimeClient.ConverseAsync", "aws-bedrock model anthropic.claude-sonnet-4-5-20250929-v1:0",
            "inference IAmazonBedrockRuntime.InvokeModelAsync", "aws-bedrock model amazon.titan-embed-text-v2:0", "aws-bedrock model amazon.nova-pro-v1:0"],
        await SdkFacts.OfAsync(ReferenceAssemblies.Bedrock, """
            using Amazon.BedrockRuntime;
            using Amazon.BedrockRuntime.Model;
            class Bot
            {
                async Task Ask(IAmazonBedrockRuntime injected)
                {
                    await new AmazonBedrockRuntimeClient().ConverseAsync(new ConverseRequest { ModelId = "anthropic.claude-sonnet-4-5-20250929-v1:0" });
                    await injected.InvokeModelAsync(new InvokeModelRequest { ModelId = "amazon.titan-embed-text-v2:0" });
                    injected.AsIChatClient("amazon.nova-pro-v1:0");
                }
            }
            """));

    /// <summary>The client decides who interprets the name of a Claude.</summary>
    [Fact]
    public async Task Claude_on_other_clouds()
    {
        const string source = """
            using Anthropic;
            using Anthropic.Bedrock;
            using Anthropic.Foundry;
            using Anthropic.Vertex;
            using Anthropic.Models.Messages;
            class Bot
            {
                async Task Ask(AnthropicBedrockClient bedrock, AnthropicVertexClient vertex, AnthropicFoundryClient foundry, AnthropicClient own, IAnthropicClient any)
                {
                    await bedrock.Messages.Create(new() { Model = "anthropic.claude-opus-4-6-v1", MaxTokens = 10, Messages = [] });
                    await vertex.Messages.Create(new() { Model = "claude-opus-4-5@20251101", MaxTokens = 10, Messages = [] });
                    await foundry.Messages.Create(new() { Model = "claude-prod", MaxTokens = 10, Messages = [] });
                    await own.Messages.Create(new() { Model = "claude-opus-4-6", MaxTokens = 10, Messages = [] });
                    await any.Messages.Create(new() { Model = "claude-opus-4-7", MaxTokens = 10, Messages = [] });
                    var parameters = new MessageCreateParams { Model = "claude-opus-4-8", MaxTokens = 10, Messages = [] };
                }
            }
            """;
        Assert.Equal(
            ["aws-bedrock model anthropic.claude-opus-4-6-v1", "google-vertex model claude-opus-4-5@20251101", "azure-foundry deployment claude-prod",
                "anthropic model claude-opus-4-6", "unknown model claude-opus-4-7", "unknown model claude-opus-4-8"],
            (await SdkFacts.OfAsync(ReferenceAssemblies.AnthropicClouds, source)).Where(f => !f.StartsWith("chat ", StringComparison.Ordinal)));
    }
}
