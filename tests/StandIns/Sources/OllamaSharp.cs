// Stand-in for OllamaSharp 5.4.25: names from the sources at that version.
// references: Microsoft.Extensions.AI.Abstractions
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.AI;
using OllamaSharp.Models;
using OllamaSharp.Models.Chat;

namespace OllamaSharp
{
    public interface IOllamaApiClient
    {
        Uri Uri { get; }
        string SelectedModel { get; set; }
        IAsyncEnumerable<ChatResponseStream> ChatAsync(ChatRequest request, CancellationToken cancellationToken = default);
        IAsyncEnumerable<GenerateResponseStream> GenerateAsync(GenerateRequest request, CancellationToken cancellationToken = default);
        Task<EmbedResponse> EmbedAsync(EmbedRequest request, CancellationToken cancellationToken = default);
        IAsyncEnumerable<PullModelResponse> PullModelAsync(PullModelRequest request, CancellationToken cancellationToken = default);
    }

    public class OllamaApiClient : IOllamaApiClient, IChatClient, IEmbeddingGenerator<string, Embedding<float>>
    {
        public OllamaApiClient(string uriString, string defaultModel = "") { }
        public OllamaApiClient(Uri uri, string defaultModel = "") { }
        public OllamaApiClient(Configuration config) { }
        public OllamaApiClient(HttpClient client, string defaultModel = "") { }

        public Dictionary<string, string> DefaultRequestHeaders { get; }
        public Uri Uri => throw null;
        public string SelectedModel { get; set; }

        public IAsyncEnumerable<ChatResponseStream> ChatAsync(ChatRequest request, CancellationToken cancellationToken = default) => throw null;
        public IAsyncEnumerable<GenerateResponseStream> GenerateAsync(GenerateRequest request, CancellationToken cancellationToken = default) => throw null;
        public Task<EmbedResponse> EmbedAsync(EmbedRequest request, CancellationToken cancellationToken = default) => throw null;
        public IAsyncEnumerable<PullModelResponse> PullModelAsync(PullModelRequest request, CancellationToken cancellationToken = default) => throw null;

        Task<ChatResponse> IChatClient.GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions options, CancellationToken cancellationToken) => throw null;
        IAsyncEnumerable<ChatResponseUpdate> IChatClient.GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions options, CancellationToken cancellationToken) => throw null;
        object IChatClient.GetService(Type serviceType, object serviceKey) => throw null;
        Task<GeneratedEmbeddings<Embedding<float>>> IEmbeddingGenerator<string, Embedding<float>>.GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions options, CancellationToken cancellationToken) => throw null;
        object IEmbeddingGenerator.GetService(Type serviceType, object serviceKey) => throw null;
        public void Dispose() { }

        public class Configuration
        {
            public Uri Uri { get; set; }
            public string Model { get; set; }
        }
    }

    public static class OllamaApiClientExtensions
    {
        public static IAsyncEnumerable<GenerateResponseStream> GenerateAsync(this IOllamaApiClient client, string prompt, ConversationContext context = null, CancellationToken cancellationToken = default) => throw null;
        public static Task<EmbedResponse> EmbedAsync(this IOllamaApiClient client, string input, CancellationToken cancellationToken = default) => throw null;
        public static IAsyncEnumerable<PullModelResponse> PullModelAsync(this IOllamaApiClient client, string model, CancellationToken cancellationToken = default) => throw null;
    }

    public class Chat
    {
        public Chat(IOllamaApiClient client) { }
        public Chat(IOllamaApiClient client, string systemPrompt) { }
        public string Model { get; set; }
        public RequestOptions Options { get; set; }
        public IAsyncEnumerable<string> SendAsync(string message, CancellationToken cancellationToken = default) => throw null;
        public IAsyncEnumerable<string> SendAsync(string message, IEnumerable<object> tools, IEnumerable<string> imagesAsBase64 = null, CancellationToken cancellationToken = default) => throw null;
        public IAsyncEnumerable<string> SendAsAsync(Models.Chat.ChatRole role, string message, CancellationToken cancellationToken = default) => throw null;
    }

    public class ConversationContext { }
}

namespace OllamaSharp.Models
{
    public class GenerateRequest
    {
        public string Model { get; set; }
        public string Prompt { get; set; }
        public string System { get; set; }
        public RequestOptions Options { get; set; }
    }

    public class EmbedRequest
    {
        public string Model { get; set; }
        public List<string> Input { get; set; }
    }

    public class PullModelRequest
    {
        public string Model { get; set; }
    }

    public class CreateModelRequest
    {
        public string Model { get; set; }
        public string System { get; set; }
    }

    public class RequestOptions
    {
        public int? NumPredict { get; set; }
        public int? NumCtx { get; set; }
        public float? Temperature { get; set; }
        public int? Seed { get; set; }
    }

    public class GenerateResponseStream { public string Response { get; set; } }

    public class EmbedResponse { }

    public class PullModelResponse { }
}

namespace OllamaSharp.Models.Chat
{
    public class ChatRequest
    {
        public string Model { get; set; }
        public IEnumerable<Message> Messages { get; set; }
        public RequestOptions Options { get; set; }
        public IEnumerable<object> Tools { get; set; }
    }

    public class Message
    {
        public Message() { }
        public Message(ChatRole role) { }
        public Message(ChatRole role, string content) { }
    }

    public readonly struct ChatRole
    {
        public static ChatRole System => default;
        public static ChatRole User => default;
    }

    public class ChatResponseStream { public Message Message { get; set; } }
}
