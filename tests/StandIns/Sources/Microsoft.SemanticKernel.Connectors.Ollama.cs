// Stand-in for Microsoft.SemanticKernel.Connectors.Ollama 1.80.0: names from the sources at that version. Overloads are reduced to the strings that rules look at.
// references: Microsoft.SemanticKernel.Abstractions, Microsoft.Extensions.DependencyInjection.Abstractions
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel.ChatCompletion;

namespace Microsoft.Extensions.DependencyInjection
{
    public static class OllamaServiceCollectionExtensions
    {
        public static IServiceCollection AddOllamaChatClient(this IServiceCollection services, string modelId, Uri endpoint, string serviceId = null) => throw null;
        public static IServiceCollection AddOllamaEmbeddingGenerator(this IServiceCollection services, string modelId, Uri endpoint, string serviceId = null) => throw null;
    }
}

namespace Microsoft.SemanticKernel
{
    public static class OllamaKernelBuilderExtensions
    {
        public static IKernelBuilder AddOllamaChatClient(this IKernelBuilder builder, string modelId, Uri endpoint, string serviceId = null) => throw null;
        public static IKernelBuilder AddOllamaChatCompletion(this IKernelBuilder builder, string modelId, Uri endpoint, string serviceId = null) => throw null;
        public static IKernelBuilder AddOllamaEmbeddingGenerator(this IKernelBuilder builder, string modelId, Uri endpoint, string serviceId = null) => throw null;
        public static IKernelBuilder AddOllamaTextEmbeddingGeneration(this IKernelBuilder builder, string modelId, Uri endpoint, string serviceId = null) => throw null;
        public static IKernelBuilder AddOllamaTextGeneration(this IKernelBuilder builder, string modelId, Uri endpoint, string serviceId = null) => throw null;
    }

    public static class OllamaServiceCollectionExtensions
    {
        public static IServiceCollection AddOllamaChatCompletion(this IServiceCollection services, string modelId, Uri endpoint, string serviceId = null) => throw null;
        public static IServiceCollection AddOllamaTextEmbeddingGeneration(this IServiceCollection services, string modelId, Uri endpoint, string serviceId = null) => throw null;
        public static IServiceCollection AddOllamaTextGeneration(this IServiceCollection services, string modelId, Uri endpoint, string serviceId = null) => throw null;
    }
}

namespace Microsoft.SemanticKernel.Connectors.Ollama
{
    public class OllamaChatCompletionService : IChatCompletionService
    {
        public OllamaChatCompletionService(string modelId, Uri endpoint) { }
        public Task<IReadOnlyList<ChatMessageContent>> GetChatMessageContentsAsync(ChatHistory chatHistory, PromptExecutionSettings executionSettings = null, Kernel kernel = null, CancellationToken cancellationToken = default) => throw null;
        public IAsyncEnumerable<StreamingChatMessageContent> GetStreamingChatMessageContentsAsync(ChatHistory chatHistory, PromptExecutionSettings executionSettings = null, Kernel kernel = null, CancellationToken cancellationToken = default) => throw null;
        public IReadOnlyDictionary<string, object> Attributes => throw null;
    }

    public class OllamaTextEmbeddingGenerationService
    {
        public OllamaTextEmbeddingGenerationService(string modelId, Uri endpoint) { }
    }

    public class OllamaTextGenerationService
    {
        public OllamaTextGenerationService(string modelId, Uri endpoint) { }
    }

    public class OllamaPromptExecutionSettings : PromptExecutionSettings
    {
        public int? NumPredict { get; set; }
        public double? Temperature { get; set; }
    }
}
