// Stand-in for Azure.AI.Inference 0.0.0-main: names from the package's API listing.
// references: Azure.Core, System.ClientModel
using System;
using System.ClientModel.Primitives;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Azure.Core;

namespace Azure.AI.Inference
{
    public class ChatCompletionsClient
    {
        public ChatCompletionsClient(Uri endpoint, AzureKeyCredential credential) { }
        public ChatCompletionsClient(Uri endpoint, AzureKeyCredential credential, AzureAIInferenceClientOptions options) { }
        public ChatCompletionsClient(Uri endpoint, TokenCredential credential, AzureAIInferenceClientOptions options = null) { }
        protected ChatCompletionsClient() { }

        public virtual Response<ChatCompletions> Complete(ChatCompletionsOptions chatCompletionsOptions, CancellationToken cancellationToken = default) => throw null;
        public virtual Task<Response<ChatCompletions>> CompleteAsync(ChatCompletionsOptions chatCompletionsOptions, CancellationToken cancellationToken = default) => throw null;
        public virtual StreamingResponse<StreamingChatCompletionsUpdate> CompleteStreaming(ChatCompletionsOptions chatCompletionsOptions, CancellationToken cancellationToken = default) => throw null;
        public virtual Task<StreamingResponse<StreamingChatCompletionsUpdate>> CompleteStreamingAsync(ChatCompletionsOptions chatCompletionsOptions, CancellationToken cancellationToken = default) => throw null;
    }

    public class EmbeddingsClient
    {
        public EmbeddingsClient(Uri endpoint, AzureKeyCredential credential, AzureAIInferenceClientOptions options = null) { }
        public EmbeddingsClient(Uri endpoint, TokenCredential credential, AzureAIInferenceClientOptions options = null) { }
        protected EmbeddingsClient() { }

        public virtual Response<EmbeddingsResult> Embed(EmbeddingsOptions embeddingsOptions, CancellationToken cancellationToken = default) => throw null;
        public virtual Task<Response<EmbeddingsResult>> EmbedAsync(EmbeddingsOptions embeddingsOptions, CancellationToken cancellationToken = default) => throw null;
    }

    public class AzureAIInferenceClientOptions : ClientOptions { }

    public class ChatCompletionsOptions
    {
        public ChatCompletionsOptions() { }
        public ChatCompletionsOptions(IEnumerable<ChatRequestMessage> messages) { }
        public IList<ChatRequestMessage> Messages { get; set; }
        public string Model { get; set; }
        public int? MaxTokens { get; set; }
        public float? Temperature { get; set; }
        public float? NucleusSamplingFactor { get; set; }
        public long? Seed { get; set; }
        public IList<ChatCompletionsToolDefinition> Tools { get; }
        public ChatCompletionsToolChoice ToolChoice { get; set; }
    }

    public class EmbeddingsOptions
    {
        public EmbeddingsOptions(IEnumerable<string> input) { }
        public string Model { get; set; }
    }

    public abstract class ChatRequestMessage { }

    public class ChatRequestSystemMessage : ChatRequestMessage
    {
        public ChatRequestSystemMessage(string content) { }
    }

    public class ChatRequestUserMessage : ChatRequestMessage
    {
        public ChatRequestUserMessage(string content) { }
    }

    public class ChatCompletionsToolDefinition { }

    public class ChatCompletionsToolChoice { }

    public class ChatCompletions
    {
        public string Content { get; }
        public string Model { get; }
    }

    public class EmbeddingsResult { }

    public class StreamingChatCompletionsUpdate
    {
        public string ContentUpdate { get; }
    }

    public class StreamingResponse<T> : IAsyncEnumerable<T>
    {
        public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) => throw null;
    }

    public static class AIInferenceExtensions
    {
        public static ChatCompletionsClient GetChatCompletionsClient(this ClientConnectionProvider provider) => throw null;
        public static EmbeddingsClient GetEmbeddingsClient(this ClientConnectionProvider provider) => throw null;
    }
}
