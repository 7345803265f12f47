// Stand-in for Microsoft.SemanticKernel.Connectors.AzureAIInference 1.80.0: names from the sources at that version. Overloads are reduced to the strings that rules look at.
// references: Microsoft.SemanticKernel.Abstractions, Microsoft.Extensions.DependencyInjection.Abstractions
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel.ChatCompletion;

namespace Microsoft.Extensions.DependencyInjection
{
    public static class AzureAIInferenceServiceCollectionExtensions
    {
        public static IServiceCollection AddAzureAIInferenceChatClient(this IServiceCollection services, string modelId, string apiKey = null, Uri endpoint = null, string serviceId = null) => throw null;
        public static IServiceCollection AddAzureAIInferenceEmbeddingGenerator(this IServiceCollection services, string modelId, string apiKey = null, Uri endpoint = null, string serviceId = null) => throw null;
    }
}

namespace Microsoft.SemanticKernel
{
    public static class AzureAIInferenceKernelBuilderExtensions
    {
        public static IKernelBuilder AddAzureAIInferenceChatClient(this IKernelBuilder builder, string modelId, string apiKey = null, Uri endpoint = null, string serviceId = null) => throw null;
        public static IKernelBuilder AddAzureAIInferenceChatCompletion(this IKernelBuilder builder, string modelId, string apiKey = null, Uri endpoint = null, string serviceId = null) => throw null;
    }

    public static class AzureAIInferenceServiceCollectionExtensions
    {
        public static IServiceCollection AddAzureAIInferenceChatCompletion(this IServiceCollection services, string modelId, string apiKey = null, Uri endpoint = null, string serviceId = null) => throw null;
    }
}

namespace Microsoft.SemanticKernel.Connectors.AzureAIInference
{
    public class AzureAIInferenceChatCompletionService : IChatCompletionService
    {
        public AzureAIInferenceChatCompletionService(string modelId, string apiKey = null, Uri endpoint = null) { }
        public Task<IReadOnlyList<ChatMessageContent>> GetChatMessageContentsAsync(ChatHistory chatHistory, PromptExecutionSettings executionSettings = null, Kernel kernel = null, CancellationToken cancellationToken = default) => throw null;
        public IAsyncEnumerable<StreamingChatMessageContent> GetStreamingChatMessageContentsAsync(ChatHistory chatHistory, PromptExecutionSettings executionSettings = null, Kernel kernel = null, CancellationToken cancellationToken = default) => throw null;
        public IReadOnlyDictionary<string, object> Attributes => throw null;
    }

    public class AzureAIInferencePromptExecutionSettings : PromptExecutionSettings
    {
        public int? MaxTokens { get; set; }
        public double? Temperature { get; set; }
        public long? Seed { get; set; }
    }
}
