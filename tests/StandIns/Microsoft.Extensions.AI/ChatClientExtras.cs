// Stand-in, on top of the real Microsoft.Extensions.AI.Abstractions. Type, method and parameter names are those of the entry
// microsoft-extensions-ai in the SDK facts, read from the sources of dotnet/extensions (2026-08-19, 10.10.0), and of
// policies/sdks/microsoft-extensions-ai.yml.
using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.AI;

public static class ChatClientStructuredOutputExtensions
{
    public static Task<ChatResponse<T>> GetResponseAsync<T>(
        this IChatClient chatClient,
        IEnumerable<ChatMessage> messages,
        ChatOptions options = null,
        bool? useJsonSchemaResponseFormat = null,
        CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public static Task<ChatResponse<T>> GetResponseAsync<T>(
        this IChatClient chatClient,
        string chatMessage,
        ChatOptions options = null,
        bool? useJsonSchemaResponseFormat = null,
        CancellationToken cancellationToken = default) => throw new NotSupportedException();
}

// The typed answer of the method above.
public class ChatResponse<T> : ChatResponse
{
    public ChatResponse(ChatResponse response, JsonSerializerOptions serializerOptions)
    {
    }

    public T Result => throw new NotSupportedException();
}

public class FunctionInvokingChatClient : DelegatingChatClient
{
    public FunctionInvokingChatClient(IChatClient innerClient, ILoggerFactory loggerFactory = null, IServiceProvider functionInvocationServices = null)
        : base(innerClient)
    {
    }

    public int MaximumIterationsPerRequest { get; set; }

    public IList<AITool> AdditionalTools { get; set; }

    public Func<FunctionInvocationContext, System.Threading.CancellationToken, System.Threading.Tasks.ValueTask<object>> FunctionInvoker { get; set; }
}

public class FunctionInvocationContext
{
    public AIFunction Function { get; set; }

    public bool Terminate { get; set; }
}

public static class FunctionInvokingChatClientBuilderExtensions
{
    public static ChatClientBuilder UseFunctionInvocation(
        this ChatClientBuilder builder, ILoggerFactory loggerFactory = null, Action<FunctionInvokingChatClient> configure = null) => builder;
}

public static class ConfigureOptionsChatClientBuilderExtensions
{
    public static ChatClientBuilder ConfigureOptions(this ChatClientBuilder builder, Action<ChatOptions> configure) => builder;
}
