// Stand-in for Microsoft.SemanticKernel.Connectors.HuggingFace 1.80.0: names from the sources at that version. Overloads are reduced to the strings that rules look at.
// references: Microsoft.SemanticKernel.Abstractions, Microsoft.Extensions.DependencyInjection.Abstractions
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel.ChatCompletion;

namespace Microsoft.Extensions.DependencyInjection
{
    public static class HuggingFaceServiceCollectionExtensions
    {
        public static IServiceCollection AddHuggingFaceEmbeddingGenerator(this IServiceCollection services, string model, Uri endpoint = null, string apiKey = null, string serviceId = null) => throw null;
    }
}

namespace Microsoft.SemanticKernel
{
    public static class HuggingFaceKernelBuilderExtensions
    {
        public static IKernelBuilder AddHuggingFaceChatCompletion(this IKernelBuilder builder, string model, Uri endpoint = null, string apiKey = null, string serviceId = null) => throw null;
        public static IKernelBuilder AddHuggingFaceEmbeddingGenerator(this IKernelBuilder builder, string model, Uri endpoint = null, string apiKey = null, string serviceId = null) => throw null;
        public static IKernelBuilder AddHuggingFaceImageToText(this IKernelBuilder builder, string model, Uri endpoint = null, string apiKey = null, string serviceId = null) => throw null;
        public static IKernelBuilder AddHuggingFaceTextEmbeddingGeneration(this IKernelBuilder builder, string model, Uri endpoint = null, string apiKey = null, string serviceId = null) => throw null;
        public static IKernelBuilder AddHuggingFaceTextGeneration(this IKernelBuilder builder, string model, Uri endpoint = null, string apiKey = null, string serviceId = null) => throw null;
    }

    public static class HuggingFaceServiceCollectionExtensions
    {
        public static IServiceCollection AddHuggingFaceChatCompletion(this IServiceCollection services, string model, Uri endpoint = null, string apiKey = null, string serviceId = null) => throw null;
        public static IServiceCollection AddHuggingFaceImageToText(this IServiceCollection services, string model, Uri endpoint = null, string apiKey = null, string serviceId = null) => throw null;
        public static IServiceCollection AddHuggingFaceTextEmbeddingGeneration(this IServiceCollection services, string model, Uri endpoint = null, string apiKey = null, string serviceId = null) => throw null;
        public static IServiceCollection AddHuggingFaceTextGeneration(this IServiceCollection services, string model, Uri endpoint = null, string apiKey = null, string serviceId = null) => throw null;
    }
}

namespace Microsoft.SemanticKernel.Connectors.HuggingFace
{
    public class HuggingFaceChatCompletionService : IChatCompletionService
    {
        public HuggingFaceChatCompletionService(string model, Uri endpoint = null, string apiKey = null) { }
        public Task<IReadOnlyList<ChatMessageContent>> GetChatMessageContentsAsync(ChatHistory chatHistory, PromptExecutionSettings executionSettings = null, Kernel kernel = null, CancellationToken cancellationToken = default) => throw null;
        public IAsyncEnumerable<StreamingChatMessageContent> GetStreamingChatMessageContentsAsync(ChatHistory chatHistory, PromptExecutionSettings executionSettings = null, Kernel kernel = null, CancellationToken cancellationToken = default) => throw null;
        public IReadOnlyDictionary<string, object> Attributes => throw null;
    }

    public class HuggingFaceEmbeddingGenerator
    {
        public HuggingFaceEmbeddingGenerator(string modelId, Uri endpoint = null, string apiKey = null) { }
    }

    public class HuggingFaceImageToTextService
    {
        public HuggingFaceImageToTextService(string model, Uri endpoint = null, string apiKey = null) { }
    }

    public class HuggingFaceTextEmbeddingGenerationService
    {
        public HuggingFaceTextEmbeddingGenerationService(string model, Uri endpoint = null, string apiKey = null) { }
    }

    public class HuggingFaceTextGenerationService
    {
        public HuggingFaceTextGenerationService(string model, Uri endpoint = null, string apiKey = null) { }
    }

    public class HuggingFacePromptExecutionSettings : PromptExecutionSettings
    {
        public int? MaxTokens { get; set; }
        public int? MaxNewTokens { get; set; }
        public double? Temperature { get; set; }
        public long? Seed { get; set; }
    }
}
