// Stand-in for Microsoft.SemanticKernel.Connectors.MistralAI 1.80.0: names from the sources at that version. Overloads are reduced to the strings that rules look at.
// references: Microsoft.SemanticKernel.Abstractions, Microsoft.Extensions.DependencyInjection.Abstractions
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel.ChatCompletion;

namespace Microsoft.Extensions.DependencyInjection
{
    public static class MistralAIServiceCollectionExtensions
    {
        public static IServiceCollection AddMistralEmbeddingGenerator(this IServiceCollection services, string modelId, string apiKey, Uri endpoint = null, string serviceId = null) => throw null;
    }
}

namespace Microsoft.SemanticKernel
{
    public static class MistralAIKernelBuilderExtensions
    {
        public static IKernelBuilder AddMistralChatCompletion(this IKernelBuilder builder, string modelId, string apiKey, Uri endpoint = null, string serviceId = null) => throw null;
        public static IKernelBuilder AddMistralEmbeddingGenerator(this IKernelBuilder builder, string modelId, string apiKey, Uri endpoint = null, string serviceId = null) => throw null;
        public static IKernelBuilder AddMistralTextEmbeddingGeneration(this IKernelBuilder builder, string modelId, string apiKey, Uri endpoint = null, string serviceId = null) => throw null;
    }

    public static class MistralAIServiceCollectionExtensions
    {
        public static IServiceCollection AddMistralChatCompletion(this IServiceCollection services, string modelId, string apiKey, Uri endpoint = null, string serviceId = null) => throw null;
        public static IServiceCollection AddMistralTextEmbeddingGeneration(this IServiceCollection services, string modelId, string apiKey, Uri endpoint = null, string serviceId = null) => throw null;
    }
}

namespace Microsoft.SemanticKernel.Connectors.MistralAI
{
    public class MistralAIChatCompletionService : IChatCompletionService
    {
        public MistralAIChatCompletionService(string modelId, string apiKey, Uri endpoint = null) { }
        public Task<IReadOnlyList<ChatMessageContent>> GetChatMessageContentsAsync(ChatHistory chatHistory, PromptExecutionSettings executionSettings = null, Kernel kernel = null, CancellationToken cancellationToken = default) => throw null;
        public IAsyncEnumerable<StreamingChatMessageContent> GetStreamingChatMessageContentsAsync(ChatHistory chatHistory, PromptExecutionSettings executionSettings = null, Kernel kernel = null, CancellationToken cancellationToken = default) => throw null;
        public IReadOnlyDictionary<string, object> Attributes => throw null;
    }

    public class MistralAIEmbeddingGenerator
    {
        public MistralAIEmbeddingGenerator(string modelId, string apiKey, Uri endpoint = null) { }
    }

    public class MistralAITextEmbeddingGenerationService
    {
        public MistralAITextEmbeddingGenerationService(string modelId, string apiKey, Uri endpoint = null) { }
    }

    public class MistralAIPromptExecutionSettings : PromptExecutionSettings
    {
        public int? MaxTokens { get; set; }
        public double? Temperature { get; set; }
        public int? RandomSeed { get; set; }
    }
}
