// Stand-in, on top of the real Microsoft.Extensions.AI.Abstractions. Type, method and parameter names are those of the entry
// microsoft-extensions-ai in the SDK facts, read from the sources of dotnet/extensions (2026-08-19, 10.10.0), and of
// policies/sdks/microsoft-extensions-ai.yml.
using System;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.AI;

public sealed class EmbeddingGeneratorBuilder<TInput, TEmbedding>
    where TEmbedding : Embedding
{
    public EmbeddingGeneratorBuilder(IEmbeddingGenerator<TInput, TEmbedding> innerGenerator)
    {
    }

    public EmbeddingGeneratorBuilder(Func<IServiceProvider, IEmbeddingGenerator<TInput, TEmbedding>> innerGeneratorFactory)
    {
    }

    public IEmbeddingGenerator<TInput, TEmbedding> Build(IServiceProvider services = null) => throw new NotSupportedException();

    public EmbeddingGeneratorBuilder<TInput, TEmbedding> Use(Func<IEmbeddingGenerator<TInput, TEmbedding>, IEmbeddingGenerator<TInput, TEmbedding>> generatorFactory) => this;

    public EmbeddingGeneratorBuilder<TInput, TEmbedding> Use(Func<IEmbeddingGenerator<TInput, TEmbedding>, IServiceProvider, IEmbeddingGenerator<TInput, TEmbedding>> generatorFactory) => this;
}

public static class EmbeddingGeneratorBuilderEmbeddingGeneratorExtensions
{
    public static EmbeddingGeneratorBuilder<TInput, TEmbedding> AsBuilder<TInput, TEmbedding>(this IEmbeddingGenerator<TInput, TEmbedding> innerGenerator)
        where TEmbedding : Embedding => new(innerGenerator);
}

public class LoggingEmbeddingGenerator<TInput, TEmbedding> : DelegatingEmbeddingGenerator<TInput, TEmbedding>
    where TEmbedding : Embedding
{
    public LoggingEmbeddingGenerator(IEmbeddingGenerator<TInput, TEmbedding> innerGenerator, ILogger logger)
        : base(innerGenerator)
    {
    }
}

public static class LoggingEmbeddingGeneratorBuilderExtensions
{
    public static EmbeddingGeneratorBuilder<TInput, TEmbedding> UseLogging<TInput, TEmbedding>(
        this EmbeddingGeneratorBuilder<TInput, TEmbedding> builder, ILoggerFactory loggerFactory = null, Action<LoggingEmbeddingGenerator<TInput, TEmbedding>> configure = null)
        where TEmbedding : Embedding => builder;
}

public sealed class OpenTelemetryEmbeddingGenerator<TInput, TEmbedding> : DelegatingEmbeddingGenerator<TInput, TEmbedding>
    where TEmbedding : Embedding
{
    public OpenTelemetryEmbeddingGenerator(IEmbeddingGenerator<TInput, TEmbedding> innerGenerator, ILogger logger = null, string sourceName = null)
        : base(innerGenerator)
    {
    }

    public bool EnableSensitiveData { get; set; }
}

public static class OpenTelemetryEmbeddingGeneratorBuilderExtensions
{
    public static EmbeddingGeneratorBuilder<TInput, TEmbedding> UseOpenTelemetry<TInput, TEmbedding>(
        this EmbeddingGeneratorBuilder<TInput, TEmbedding> builder,
        ILoggerFactory loggerFactory = null,
        string sourceName = null,
        Action<OpenTelemetryEmbeddingGenerator<TInput, TEmbedding>> configure = null)
        where TEmbedding : Embedding => builder;
}
