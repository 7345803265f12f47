// Stand-in, on top of the real Microsoft.Extensions.AI.Abstractions. Type, method and parameter names are those of the entry
// microsoft-extensions-ai in the SDK facts, read from the sources of dotnet/extensions (2026-08-19, 10.10.0), and of
// policies/sdks/microsoft-extensions-ai.yml.
using System;
using Microsoft.Extensions.AI;

namespace Microsoft.Extensions.DependencyInjection;

public static class ChatClientBuilderServiceCollectionExtensions
{
    public static ChatClientBuilder AddChatClient(
        this IServiceCollection serviceCollection, IChatClient innerClient, ServiceLifetime lifetime = ServiceLifetime.Singleton) =>
        new(innerClient);

    public static ChatClientBuilder AddChatClient(
        this IServiceCollection serviceCollection,
        Func<IServiceProvider, IChatClient> innerClientFactory,
        ServiceLifetime lifetime = ServiceLifetime.Singleton) => new(innerClientFactory);

    public static ChatClientBuilder AddKeyedChatClient(
        this IServiceCollection serviceCollection,
        object serviceKey,
        IChatClient innerClient,
        ServiceLifetime lifetime = ServiceLifetime.Singleton) => new(innerClient);

    public static ChatClientBuilder AddKeyedChatClient(
        this IServiceCollection serviceCollection,
        object serviceKey,
        Func<IServiceProvider, IChatClient> innerClientFactory,
        ServiceLifetime lifetime = ServiceLifetime.Singleton) => new(innerClientFactory);
}

public static class EmbeddingGeneratorBuilderServiceCollectionExtensions
{
    public static EmbeddingGeneratorBuilder<TInput, TEmbedding> AddEmbeddingGenerator<TInput, TEmbedding>(
        this IServiceCollection serviceCollection,
        IEmbeddingGenerator<TInput, TEmbedding> innerGenerator,
        ServiceLifetime lifetime = ServiceLifetime.Singleton)
        where TEmbedding : Embedding => new(innerGenerator);

    public static EmbeddingGeneratorBuilder<TInput, TEmbedding> AddEmbeddingGenerator<TInput, TEmbedding>(
        this IServiceCollection serviceCollection,
        Func<IServiceProvider, IEmbeddingGenerator<TInput, TEmbedding>> innerGeneratorFactory,
        ServiceLifetime lifetime = ServiceLifetime.Singleton)
        where TEmbedding : Embedding => new(innerGeneratorFactory);

    public static EmbeddingGeneratorBuilder<TInput, TEmbedding> AddKeyedEmbeddingGenerator<TInput, TEmbedding>(
        this IServiceCollection serviceCollection,
        object serviceKey,
        IEmbeddingGenerator<TInput, TEmbedding> innerGenerator,
        ServiceLifetime lifetime = ServiceLifetime.Singleton)
        where TEmbedding : Embedding => new(innerGenerator);
}
