// Stand-in for Microsoft.SemanticKernel.Connectors.OpenAI 1.80.0: names from the sources at that version. Overloads are reduced to the strings that rules look at.
// references: Microsoft.SemanticKernel.Abstractions, Microsoft.Extensions.DependencyInjection.Abstractions
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel.ChatCompletion;

namespace Microsoft.Extensions.DependencyInjection
{
    public static class OpenAIServiceCollectionExtensions
    {
        public static IServiceCollection AddOpenAIChatClient(this IServiceCollection services, string modelId, string apiKey, string orgId = null, string serviceId = null) => throw null;
        public static IServiceCollection AddOpenAIEmbeddingGenerator(this IServiceCollection services, string modelId, string apiKey, string orgId = null, string serviceId = null) => throw null;
    }
}

namespace Microsoft.SemanticKernel
{
    public static class OpenAIChatClientKernelBuilderExtensions
    {
        public static IKernelBuilder AddOpenAIChatClient(this IKernelBuilder builder, string modelId, string apiKey, string orgId = null, string serviceId = null) => throw null;
    }

    public static class OpenAIKernelBuilderExtensions
    {
        public static IKernelBuilder AddOpenAIAudioToText(this IKernelBuilder builder, string modelId, string apiKey, string orgId = null, string serviceId = null) => throw null;
        public static IKernelBuilder AddOpenAIChatCompletion(this IKernelBuilder builder, string modelId, string apiKey, string orgId = null, string serviceId = null) => throw null;
        public static IKernelBuilder AddOpenAIEmbeddingGenerator(this IKernelBuilder builder, string modelId, string apiKey, string orgId = null, string serviceId = null) => throw null;
        public static IKernelBuilder AddOpenAITextEmbeddingGeneration(this IKernelBuilder builder, string modelId, string apiKey, string orgId = null, string serviceId = null) => throw null;
        public static IKernelBuilder AddOpenAITextToAudio(this IKernelBuilder builder, string modelId, string apiKey, string orgId = null, string serviceId = null) => throw null;
        public static IKernelBuilder AddOpenAITextToImage(this IKernelBuilder builder, string apiKey, string orgId = null, string modelId = null, string serviceId = null) => throw null;
    }

    public static class OpenAIServiceCollectionExtensions
    {
        public static IServiceCollection AddOpenAIAudioToText(this IServiceCollection services, string modelId, string apiKey, string orgId = null, string serviceId = null) => throw null;
        public static IServiceCollection AddOpenAIChatCompletion(this IServiceCollection services, string modelId, string apiKey, string orgId = null, string serviceId = null) => throw null;
        public static IServiceCollection AddOpenAITextEmbeddingGeneration(this IServiceCollection services, string modelId, string apiKey, string orgId = null, string serviceId = null) => throw null;
        public static IServiceCollection AddOpenAITextToAudio(this IServiceCollection services, string modelId, string apiKey, string orgId = null, string serviceId = null) => throw null;
        public static IServiceCollection AddOpenAITextToImage(this IServiceCollection services, string apiKey, string orgId = null, string modelId = null, string serviceId = null) => throw null;
    }
}

namespace Microsoft.SemanticKernel.Connectors.OpenAI
{
    public class OpenAIAudioToTextService
    {
        public OpenAIAudioToTextService(string modelId, string apiKey, string organization = null) { }
    }

    public class OpenAIChatCompletionService : IChatCompletionService
    {
        public OpenAIChatCompletionService(string modelId, string apiKey, string organization = null) { }
        public Task<IReadOnlyList<ChatMessageContent>> GetChatMessageContentsAsync(ChatHistory chatHistory, PromptExecutionSettings executionSettings = null, Kernel kernel = null, CancellationToken cancellationToken = default) => throw null;
        public IAsyncEnumerable<StreamingChatMessageContent> GetStreamingChatMessageContentsAsync(ChatHistory chatHistory, PromptExecutionSettings executionSettings = null, Kernel kernel = null, CancellationToken cancellationToken = default) => throw null;
        public IReadOnlyDictionary<string, object> Attributes => throw null;
    }

    public class OpenAITextEmbeddingGenerationService
    {
        public OpenAITextEmbeddingGenerationService(string modelId, string apiKey, string organization = null) { }
    }

    public class OpenAITextToAudioService
    {
        public OpenAITextToAudioService(string modelId, string apiKey, string organization = null) { }
    }

    public class OpenAITextToImageService
    {
        public OpenAITextToImageService(string apiKey, string organization = null, string modelId = null) { }
    }

    public class OpenAIPromptExecutionSettings : PromptExecutionSettings
    {
        public int? MaxTokens { get; set; }
        public double? Temperature { get; set; }
        public long? Seed { get; set; }
        public string ChatSystemPrompt { get; set; }
        public string ChatDeveloperPrompt { get; set; }
        public ToolCallBehavior ToolCallBehavior { get; set; }
    }

    public abstract class ToolCallBehavior
    {
        public static ToolCallBehavior EnableKernelFunctions => throw null;
        public static ToolCallBehavior AutoInvokeKernelFunctions => throw null;
    }
}
