// Stand-in, on top of the real Microsoft.Extensions.AI.Abstractions. Type, method and parameter names are those of the entry
// microsoft-extensions-ai in the SDK facts, read from the sources of dotnet/extensions (2026-08-19, 10.10.0), and of
// policies/sdks/microsoft-extensions-ai.yml.
using System;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.AI;

public sealed class TextToSpeechClientBuilder
{
    public TextToSpeechClientBuilder(ITextToSpeechClient innerClient)
    {
    }

    public TextToSpeechClientBuilder(Func<IServiceProvider, ITextToSpeechClient> innerClientFactory)
    {
    }

    public ITextToSpeechClient Build(IServiceProvider services = null) => throw new NotSupportedException();

    public TextToSpeechClientBuilder Use(Func<ITextToSpeechClient, ITextToSpeechClient> clientFactory) => this;

    public TextToSpeechClientBuilder Use(Func<ITextToSpeechClient, IServiceProvider, ITextToSpeechClient> clientFactory) => this;
}

public static class TextToSpeechClientBuilderTextToSpeechClientExtensions
{
    public static TextToSpeechClientBuilder AsBuilder(this ITextToSpeechClient innerClient) => new(innerClient);
}

public class LoggingTextToSpeechClient : DelegatingTextToSpeechClient
{
    public LoggingTextToSpeechClient(ITextToSpeechClient innerClient, ILogger logger)
        : base(innerClient)
    {
    }
}

public static class LoggingTextToSpeechClientBuilderExtensions
{
    public static TextToSpeechClientBuilder UseLogging(
        this TextToSpeechClientBuilder builder, ILoggerFactory loggerFactory = null, Action<LoggingTextToSpeechClient> configure = null) => builder;
}

public sealed class OpenTelemetryTextToSpeechClient : DelegatingTextToSpeechClient
{
    public OpenTelemetryTextToSpeechClient(ITextToSpeechClient innerClient, ILogger logger = null, string sourceName = null)
        : base(innerClient)
    {
    }

    public bool EnableSensitiveData { get; set; }
}

public static class OpenTelemetryTextToSpeechClientBuilderExtensions
{
    public static TextToSpeechClientBuilder UseOpenTelemetry(
        this TextToSpeechClientBuilder builder,
        ILoggerFactory loggerFactory = null,
        string sourceName = null,
        Action<OpenTelemetryTextToSpeechClient> configure = null) => builder;
}
