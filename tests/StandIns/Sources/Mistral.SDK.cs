// Stand-in for Mistral.SDK 2.3.1: names from the sources at that version.
// references: Microsoft.Extensions.AI.Abstractions
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.AI;
using Mistral.SDK.DTOs;

namespace Mistral.SDK
{
    public class MistralClient
    {
        public MistralClient(APIAuthentication apiKeys = null, HttpClient client = null) { }
        public Completions.CompletionsEndpoint Completions { get; }
        public Embeddings.EmbeddingsEndpoint Embeddings { get; }
    }

    public class APIAuthentication
    {
        public APIAuthentication(string apiKey) { }
        public static implicit operator APIAuthentication(string key) => throw null;
    }
}

namespace Mistral.SDK.Completions
{
    public class CompletionsEndpoint : IChatClient
    {
        public Task<ChatCompletionResponse> GetCompletionAsync(ChatCompletionRequest request, CancellationToken cancellationToken = default) => throw null;
        public IAsyncEnumerable<ChatCompletionResponse> StreamCompletionAsync(ChatCompletionRequest request, CancellationToken cancellationToken = default) => throw null;
        Task<ChatResponse> IChatClient.GetResponseAsync(IEnumerable<Microsoft.Extensions.AI.ChatMessage> messages, ChatOptions options, CancellationToken cancellationToken) => throw null;
        IAsyncEnumerable<ChatResponseUpdate> IChatClient.GetStreamingResponseAsync(IEnumerable<Microsoft.Extensions.AI.ChatMessage> messages, ChatOptions options, CancellationToken cancellationToken) => throw null;
        object IChatClient.GetService(Type serviceType, object serviceKey) => throw null;
        void IDisposable.Dispose() { }
    }
}

namespace Mistral.SDK.Embeddings
{
    public class EmbeddingsEndpoint
    {
        public Task<EmbeddingResponse> GetEmbeddingsAsync(EmbeddingRequest request, CancellationToken cancellationToken = default) => throw null;
    }
}

namespace Mistral.SDK.Common
{
    public class Tool
    {
        public static Tool FromFunc<TResult>(string name, Func<TResult> function, string description = null) => throw null;
        public static Tool GetOrCreateTool(Type type, string methodName, string description = null) => throw null;
        public static IReadOnlyList<Tool> GetAllAvailableTools(bool includeDefaults = true) => throw null;
    }
}

namespace Mistral.SDK.DTOs
{
    public class ChatCompletionRequest
    {
        public ChatCompletionRequest() { }
        public ChatCompletionRequest(string model, List<ChatMessage> messages, bool safePrompt = false, decimal? temperature = null, int? maxTokens = null) { }
        public string Model { get; set; }
        public int? MaxTokens { get; set; }
        public decimal? Temperature { get; set; }
        public int? RandomSeed { get; set; }
        public IList<Common.Tool> Tools { get; set; }
        public ToolChoiceType ToolChoice { get; set; }
    }

    public class EmbeddingRequest
    {
        public EmbeddingRequest(string model, List<string> input) { }
        public string Model { get; set; }
    }

    public class ChatMessage
    {
        public enum RoleEnum { System, User, Assistant }
        public ChatMessage(RoleEnum role, string content) { }
        public string Content { get; set; }
    }

    public enum ToolChoiceType { none, auto, any }

    public class ChatCompletionResponse { }

    public class EmbeddingResponse { }
}
