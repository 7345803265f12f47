// Stand-in, on top of the real Microsoft.Extensions.AI.Abstractions. Type, method and parameter names are those of the entry
// microsoft-extensions-ai in the SDK facts, read from the sources of dotnet/extensions (2026-08-19, 10.10.0), and of
// policies/sdks/microsoft-extensions-ai.yml.
using System;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.AI;

public sealed class RealtimeClientBuilder
{
    public RealtimeClientBuilder(IRealtimeClient innerClient)
    {
    }

    public RealtimeClientBuilder(Func<IServiceProvider, IRealtimeClient> innerClientFactory)
    {
    }

    public IRealtimeClient Build(IServiceProvider services = null) => throw new NotSupportedException();

    public RealtimeClientBuilder Use(Func<IRealtimeClient, IRealtimeClient> clientFactory) => this;

    public RealtimeClientBuilder Use(Func<IRealtimeClient, IServiceProvider, IRealtimeClient> clientFactory) => this;
}

public static class RealtimeClientBuilderRealtimeClientExtensions
{
    public static RealtimeClientBuilder AsBuilder(this IRealtimeClient innerClient) => new(innerClient);
}

public class LoggingRealtimeClient : DelegatingRealtimeClient
{
    public LoggingRealtimeClient(IRealtimeClient innerClient, ILogger logger)
        : base(innerClient)
    {
    }
}

public static class LoggingRealtimeClientBuilderExtensions
{
    public static RealtimeClientBuilder UseLogging(
        this RealtimeClientBuilder builder, ILoggerFactory loggerFactory = null, Action<LoggingRealtimeClient> configure = null) => builder;
}

public sealed class OpenTelemetryRealtimeClient : DelegatingRealtimeClient
{
    public OpenTelemetryRealtimeClient(IRealtimeClient innerClient, ILogger logger = null, string sourceName = null)
        : base(innerClient)
    {
    }

    public bool EnableSensitiveData { get; set; }
}

public static class OpenTelemetryRealtimeClientBuilderExtensions
{
    public static RealtimeClientBuilder UseOpenTelemetry(
        this RealtimeClientBuilder builder,
        ILoggerFactory loggerFactory = null,
        string sourceName = null,
        Action<OpenTelemetryRealtimeClient> configure = null) => builder;
}
