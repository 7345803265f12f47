// Stand-in for Microsoft.SemanticKernel.Connectors.Google 1.80.0: names from the sources at that version. Overloads are reduced to the strings that rules look at.
// references: Microsoft.SemanticKernel.Abstractions, Microsoft.Extensions.DependencyInjection.Abstractions
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel.ChatCompletion;

namespace Microsoft.Extensions.DependencyInjection
{
    public static class GoogleAIServiceCollectionExtensions
    {
        public static IServiceCollection AddGoogleAIChatClient(this IServiceCollection services, string modelId, object googleClient = null, string serviceId = null) => throw null;
        public static IServiceCollection AddGoogleAIEmbeddingGenerator(this IServiceCollection services, string modelId, string apiKey, string serviceId = null) => throw null;
        public static IServiceCollection AddGoogleGenAIChatClient(this IServiceCollection services, string modelId, string apiKey, string serviceId = null) => throw null;
        public static IServiceCollection AddGoogleVertexAIChatClient(this IServiceCollection services, string modelId, string project = null, string location = null, string serviceId = null) => throw null;
    }

    public static class VertexAIServiceCollectionExtensions
    {
        public static IServiceCollection AddVertexAIEmbeddingGenerator(this IServiceCollection services, string modelId, string bearerKey, string location = null, string projectId = null, string serviceId = null) => throw null;
    }
}

namespace Microsoft.SemanticKernel
{
    public static class GoogleAIKernelBuilderExtensions
    {
        public static IKernelBuilder AddGoogleAIChatClient(this IKernelBuilder builder, string modelId, object googleClient = null, string serviceId = null) => throw null;
        public static IKernelBuilder AddGoogleAIEmbeddingGeneration(this IKernelBuilder builder, string modelId, string apiKey, string serviceId = null) => throw null;
        public static IKernelBuilder AddGoogleAIEmbeddingGenerator(this IKernelBuilder builder, string modelId, string apiKey, string serviceId = null) => throw null;
        public static IKernelBuilder AddGoogleAIGeminiChatCompletion(this IKernelBuilder builder, string modelId, string apiKey, string serviceId = null) => throw null;
        public static IKernelBuilder AddGoogleGenAIChatClient(this IKernelBuilder builder, string modelId, string apiKey, string serviceId = null) => throw null;
        public static IKernelBuilder AddGoogleVertexAIChatClient(this IKernelBuilder builder, string modelId, string project = null, string location = null, string serviceId = null) => throw null;
    }

    public static class GoogleAIServiceCollectionExtensions
    {
        public static IServiceCollection AddGoogleAIEmbeddingGeneration(this IServiceCollection services, string modelId, string apiKey, string serviceId = null) => throw null;
        public static IServiceCollection AddGoogleAIGeminiChatCompletion(this IServiceCollection services, string modelId, string apiKey, string serviceId = null) => throw null;
    }

    public static class VertexAIKernelBuilderExtensions
    {
        public static IKernelBuilder AddVertexAIEmbeddingGeneration(this IKernelBuilder builder, string modelId, string bearerKey, string location = null, string projectId = null, string serviceId = null) => throw null;
        public static IKernelBuilder AddVertexAIEmbeddingGenerator(this IKernelBuilder builder, string modelId, string bearerKey, string location = null, string projectId = null, string serviceId = null) => throw null;
        public static IKernelBuilder AddVertexAIGeminiChatCompletion(this IKernelBuilder builder, string modelId, string bearerKey, string location = null, string projectId = null, string serviceId = null) => throw null;
    }

    public static class VertexAIServiceCollectionExtensions
    {
        public static IServiceCollection AddVertexAIEmbeddingGeneration(this IServiceCollection services, string modelId, string bearerKey, string location = null, string projectId = null, string serviceId = null) => throw null;
        public static IServiceCollection AddVertexAIGeminiChatCompletion(this IServiceCollection services, string modelId, string bearerKey, string location = null, string projectId = null, string serviceId = null) => throw null;
    }
}

namespace Microsoft.SemanticKernel.Connectors.Google
{
    public class GoogleAIEmbeddingGenerator
    {
        public GoogleAIEmbeddingGenerator(string modelId, string apiKey) { }
    }

    public class GoogleAIGeminiChatCompletionService : IChatCompletionService
    {
        public GoogleAIGeminiChatCompletionService(string modelId, string apiKey) { }
        public Task<IReadOnlyList<ChatMessageContent>> GetChatMessageContentsAsync(ChatHistory chatHistory, PromptExecutionSettings executionSettings = null, Kernel kernel = null, CancellationToken cancellationToken = default) => throw null;
        public IAsyncEnumerable<StreamingChatMessageContent> GetStreamingChatMessageContentsAsync(ChatHistory chatHistory, PromptExecutionSettings executionSettings = null, Kernel kernel = null, CancellationToken cancellationToken = default) => throw null;
        public IReadOnlyDictionary<string, object> Attributes => throw null;
    }

    public class GoogleAITextEmbeddingGenerationService
    {
        public GoogleAITextEmbeddingGenerationService(string modelId, string apiKey) { }
    }

    public class VertexAIEmbeddingGenerator
    {
        public VertexAIEmbeddingGenerator(string modelId, string bearerKey, string location = null, string projectId = null) { }
    }

    public class VertexAIGeminiChatCompletionService : IChatCompletionService
    {
        public VertexAIGeminiChatCompletionService(string modelId, string bearerKey, string location = null, string projectId = null) { }
        public Task<IReadOnlyList<ChatMessageContent>> GetChatMessageContentsAsync(ChatHistory chatHistory, PromptExecutionSettings executionSettings = null, Kernel kernel = null, CancellationToken cancellationToken = default) => throw null;
        public IAsyncEnumerable<StreamingChatMessageContent> GetStreamingChatMessageContentsAsync(ChatHistory chatHistory, PromptExecutionSettings executionSettings = null, Kernel kernel = null, CancellationToken cancellationToken = default) => throw null;
        public IReadOnlyDictionary<string, object> Attributes => throw null;
    }

    public class VertexAITextEmbeddingGenerationService
    {
        public VertexAITextEmbeddingGenerationService(string modelId, string bearerKey, string location = null, string projectId = null) { }
    }

    public class GeminiPromptExecutionSettings : PromptExecutionSettings
    {
        public int? MaxTokens { get; set; }
        public double? Temperature { get; set; }
    }
}
