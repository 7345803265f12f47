// Stand-in, on top of the real Microsoft.Extensions.AI.Abstractions. Type, method and parameter names are those of the entry
// microsoft-extensions-ai in the SDK facts, read from the sources of dotnet/extensions (2026-08-19, 10.10.0), and of
// policies/sdks/microsoft-extensions-ai.yml.
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.AI;

public sealed class ChatClientBuilder
{
    public ChatClientBuilder(IChatClient innerClient)
    {
    }

    public ChatClientBuilder(Func<IServiceProvider, IChatClient> innerClientFactory)
    {
    }

    public IChatClient Build(IServiceProvider services = null) => throw new NotSupportedException();

    public ChatClientBuilder Use(Func<IChatClient, IChatClient> clientFactory) => this;

    public ChatClientBuilder Use(Func<IChatClient, IServiceProvider, IChatClient> clientFactory) => this;

    public ChatClientBuilder Use(
        Func<IEnumerable<ChatMessage>, ChatOptions, Func<IEnumerable<ChatMessage>, ChatOptions, CancellationToken, Task>, CancellationToken, Task>
            sharedFunc) => this;

    public ChatClientBuilder Use(
        Func<IEnumerable<ChatMessage>, ChatOptions, IChatClient, CancellationToken, Task<ChatResponse>> getResponseFunc,
        Func<IEnumerable<ChatMessage>, ChatOptions, IChatClient, CancellationToken, IAsyncEnumerable<ChatResponseUpdate>>
            getStreamingResponseFunc) => this;
}

public static class ChatClientBuilderChatClientExtensions
{
    public static ChatClientBuilder AsBuilder(this IChatClient innerClient) => new(innerClient);
}

public class LoggingChatClient : DelegatingChatClient
{
    public LoggingChatClient(IChatClient innerClient, ILogger logger)
        : base(innerClient)
    {
    }
}

public static class LoggingChatClientBuilderExtensions
{
    public static ChatClientBuilder UseLogging(
        this ChatClientBuilder builder, ILoggerFactory loggerFactory = null, Action<LoggingChatClient> configure = null) => builder;
}

public sealed class OpenTelemetryChatClient : DelegatingChatClient
{
    public OpenTelemetryChatClient(IChatClient innerClient, ILogger logger = null, string sourceName = null)
        : base(innerClient)
    {
    }

    public bool EnableSensitiveData { get; set; }
}

public static class OpenTelemetryChatClientBuilderExtensions
{
    public static ChatClientBuilder UseOpenTelemetry(
        this ChatClientBuilder builder,
        ILoggerFactory loggerFactory = null,
        string sourceName = null,
        Action<OpenTelemetryChatClient> configure = null) => builder;
}
