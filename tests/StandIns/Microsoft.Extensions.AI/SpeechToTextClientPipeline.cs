// Stand-in, on top of the real Microsoft.Extensions.AI.Abstractions. Type, method and parameter names are those of the entry
// microsoft-extensions-ai in the SDK facts, read from the sources of dotnet/extensions (2026-08-19, 10.10.0), and of
// policies/sdks/microsoft-extensions-ai.yml.
using System;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.AI;

public sealed class SpeechToTextClientBuilder
{
    public SpeechToTextClientBuilder(ISpeechToTextClient innerClient)
    {
    }

    public SpeechToTextClientBuilder(Func<IServiceProvider, ISpeechToTextClient> innerClientFactory)
    {
    }

    public ISpeechToTextClient Build(IServiceProvider services = null) => throw new NotSupportedException();

    public SpeechToTextClientBuilder Use(Func<ISpeechToTextClient, ISpeechToTextClient> clientFactory) => this;

    public SpeechToTextClientBuilder Use(Func<ISpeechToTextClient, IServiceProvider, ISpeechToTextClient> clientFactory) => this;
}

public static class SpeechToTextClientBuilderSpeechToTextClientExtensions
{
    public static SpeechToTextClientBuilder AsBuilder(this ISpeechToTextClient innerClient) => new(innerClient);
}

public class LoggingSpeechToTextClient : DelegatingSpeechToTextClient
{
    public LoggingSpeechToTextClient(ISpeechToTextClient innerClient, ILogger logger)
        : base(innerClient)
    {
    }
}

public static class LoggingSpeechToTextClientBuilderExtensions
{
    public static SpeechToTextClientBuilder UseLogging(
        this SpeechToTextClientBuilder builder, ILoggerFactory loggerFactory = null, Action<LoggingSpeechToTextClient> configure = null) => builder;
}

public sealed class OpenTelemetrySpeechToTextClient : DelegatingSpeechToTextClient
{
    public OpenTelemetrySpeechToTextClient(ISpeechToTextClient innerClient, ILogger logger = null, string sourceName = null)
        : base(innerClient)
    {
    }

    public bool EnableSensitiveData { get; set; }
}

public static class OpenTelemetrySpeechToTextClientBuilderExtensions
{
    public static SpeechToTextClientBuilder UseOpenTelemetry(
        this SpeechToTextClientBuilder builder,
        ILoggerFactory loggerFactory = null,
        string sourceName = null,
        Action<OpenTelemetrySpeechToTextClient> configure = null) => builder;
}
