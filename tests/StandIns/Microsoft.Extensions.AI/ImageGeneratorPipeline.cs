// Stand-in, on top of the real Microsoft.Extensions.AI.Abstractions. Type, method and parameter names are those of the entry
// microsoft-extensions-ai in the SDK facts, read from the sources of dotnet/extensions (2026-08-19, 10.10.0), and of
// policies/sdks/microsoft-extensions-ai.yml.
using System;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.AI;

public sealed class ImageGeneratorBuilder
{
    public ImageGeneratorBuilder(IImageGenerator innerGenerator)
    {
    }

    public ImageGeneratorBuilder(Func<IServiceProvider, IImageGenerator> innerGeneratorFactory)
    {
    }

    public IImageGenerator Build(IServiceProvider services = null) => throw new NotSupportedException();

    public ImageGeneratorBuilder Use(Func<IImageGenerator, IImageGenerator> generatorFactory) => this;

    public ImageGeneratorBuilder Use(Func<IImageGenerator, IServiceProvider, IImageGenerator> generatorFactory) => this;
}

public static class ImageGeneratorBuilderImageGeneratorExtensions
{
    public static ImageGeneratorBuilder AsBuilder(this IImageGenerator innerGenerator) => new(innerGenerator);
}

public class LoggingImageGenerator : DelegatingImageGenerator
{
    public LoggingImageGenerator(IImageGenerator innerGenerator, ILogger logger)
        : base(innerGenerator)
    {
    }
}

public static class LoggingImageGeneratorBuilderExtensions
{
    public static ImageGeneratorBuilder UseLogging(
        this ImageGeneratorBuilder builder, ILoggerFactory loggerFactory = null, Action<LoggingImageGenerator> configure = null) => builder;
}

public sealed class OpenTelemetryImageGenerator : DelegatingImageGenerator
{
    public OpenTelemetryImageGenerator(IImageGenerator innerGenerator, ILogger logger = null, string sourceName = null)
        : base(innerGenerator)
    {
    }

    public bool EnableSensitiveData { get; set; }
}

public static class OpenTelemetryImageGeneratorBuilderExtensions
{
    public static ImageGeneratorBuilder UseOpenTelemetry(
        this ImageGeneratorBuilder builder,
        ILoggerFactory loggerFactory = null,
        string sourceName = null,
        Action<OpenTelemetryImageGenerator> configure = null) => builder;
}
