// Stand-in for Azure.AI.OpenAI 2.9.0-beta.1: names from the package's API listing. The 1.0 beta of the same name is tested as the real assembly.
// references: OpenAI, System.ClientModel, Azure.Core
using System;
using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.Core;
using OpenAI;
using OpenAI.Audio;
using OpenAI.Chat;
using OpenAI.Embeddings;
using OpenAI.Images;
using OpenAI.Responses;

#pragma warning disable OPENAI001

namespace Azure.AI.OpenAI
{
    public class AzureOpenAIClient : OpenAIClient
    {
        public AzureOpenAIClient(Uri endpoint, ApiKeyCredential credential, AzureOpenAIClientOptions options = null) : base(credential) { }
        public AzureOpenAIClient(Uri endpoint, TokenCredential credential, AzureOpenAIClientOptions options = null) { }
        protected AzureOpenAIClient() { }

        public override ChatClient GetChatClient(string deploymentName) => throw null;
        public override EmbeddingClient GetEmbeddingClient(string deploymentName) => throw null;
        public override ImageClient GetImageClient(string deploymentName) => throw null;
        public override AudioClient GetAudioClient(string deploymentName) => throw null;
        public ResponsesClient GetResponsesClient(string deploymentName) => throw null;
    }

    public class AzureOpenAIClientOptions : ClientPipelineOptions
    {
        public AzureOpenAIAudience? Audience { get; set; }
        public string UserAgentApplicationId { get; set; }
    }

    public readonly struct AzureOpenAIAudience
    {
        public static AzureOpenAIAudience AzurePublicCloud => default;
    }

    public static class AzureOpenAIExtensions
    {
        public static ChatClient GetAzureOpenAIChatClient(this ClientConnectionProvider provider, string deploymentName = null) => throw null;
        public static EmbeddingClient GetAzureOpenAIEmbeddingClient(this ClientConnectionProvider provider, string deploymentName = null) => throw null;
    }
}
