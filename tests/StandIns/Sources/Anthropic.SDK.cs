// Stand-in for Anthropic.SDK 5.10.0: names from the sources at that version.
// references: Microsoft.Extensions.AI.Abstractions
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Anthropic.SDK.Common;
using Anthropic.SDK.Messaging;
using Microsoft.Extensions.AI;

namespace Anthropic.SDK
{
    public class AnthropicClient
    {
        public AnthropicClient(APIAuthentication apiKeys = null, HttpClient client = null) { }
        public MessagesEndpoint Messages { get; }
        public Batches.BatchesEndpoint Batches { get; }
    }

    public class APIAuthentication
    {
        public APIAuthentication(string apiKey) { }
        public static implicit operator APIAuthentication(string key) => throw null;
    }

    public class VertexAIAuthentication
    {
        public VertexAIAuthentication(string projectId, string region, string accessToken = null) { }
    }
}

namespace Anthropic.SDK.Messaging
{
    public class MessagesEndpoint : IChatClient
    {
        public Task<MessageResponse> GetClaudeMessageAsync(MessageParameters parameters, CancellationToken ctx = default) => throw null;
        public IAsyncEnumerable<MessageResponse> StreamClaudeMessageAsync(MessageParameters parameters, CancellationToken ctx = default) => throw null;
        Task<ChatResponse> IChatClient.GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions options, CancellationToken cancellationToken) => throw null;
        IAsyncEnumerable<ChatResponseUpdate> IChatClient.GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions options, CancellationToken cancellationToken) => throw null;
        object IChatClient.GetService(Type serviceType, object serviceKey) => throw null;
        void IDisposable.Dispose() { }
    }

    public class VertexAIMessagesEndpoint
    {
        public Task<MessageResponse> GetClaudeMessageAsync(MessageParameters parameters, CancellationToken ctx = default) => throw null;
        public IAsyncEnumerable<MessageResponse> StreamClaudeMessageAsync(MessageParameters parameters, CancellationToken ctx = default) => throw null;
    }

    public class MessageCountTokenParameters
    {
        public string Model { get; set; }
        public List<Message> Messages { get; set; }
        public List<SystemMessage> System { get; set; }
        public IList<Anthropic.SDK.Common.Tool> Tools { get; set; }
        public ToolChoice ToolChoice { get; set; }
    }

    public class MessageParameters : MessageCountTokenParameters
    {
        public int MaxTokens { get; set; }
        public decimal? Temperature { get; set; }
        public bool? Stream { get; set; }
        public List<MCPServer> MCPServers { get; set; }
    }

    public class Message
    {
        public Message() { }
        public Message(RoleType role, string text) { }
    }

    public enum RoleType { User, Assistant }

    public class SystemMessage
    {
        public SystemMessage(string text) { }
    }

    public class ToolChoice { }

    public class MCPServer { }

    public class MessageResponse { }
}

namespace Anthropic.SDK.Batches
{
    public class BatchesEndpoint
    {
        public Task<object> CreateBatchAsync(List<object> batchRequests, CancellationToken ctx = default) => throw null;
    }
}

namespace Anthropic.SDK.Common
{
    public class Tool
    {
        public static Tool FromFunc<TResult>(string name, Func<TResult> function, string description = null) => throw null;
        public static Tool GetOrCreateTool(Type type, string methodName, string description = null) => throw null;
        public static IReadOnlyList<Tool> GetAllAvailableTools(bool includeDefaults = true) => throw null;
    }
}

namespace Anthropic.SDK.Constants
{
    public static class AnthropicModels
    {
        public const string Claude46Opus = "claude-opus-4-6";
        public const string Claude46Sonnet = "claude-sonnet-4-6";
        public const string Claude45Opus = "claude-opus-4-5-20251101";
        public const string Claude45Sonnet = "claude-sonnet-4-5-20250929";
        public const string Claude4Sonnet = "claude-sonnet-4-20250514";
        public const string Claude4Opus = "claude-opus-4-20250514";
        public const string Claude41Opus = "claude-opus-4-1-20250805";
        public const string Claude45Haiku = "claude-haiku-4-5-20251001";
    }
}
