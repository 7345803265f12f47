// Stand-in for Microsoft.SemanticKernel.Connectors.AzureOpenAI 1.80.0: names from the sources at that version. Overloads are reduced to the strings that rules look at.
// references: Microsoft.SemanticKernel.Abstractions, Microsoft.Extensions.DependencyInjection.Abstractions, Azure.AI.OpenAI, Microsoft.SemanticKernel.Connectors.OpenAI
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel.ChatCompletion;

namespace Microsoft.Extensions.DependencyInjection
{
    public static class AzureOpenAIServiceCollectionExtensions
    {
        public static IServiceCollection AddAzureOpenAIChatClient(this IServiceCollection services, string deploymentName, string endpoint, string apiKey, string serviceId = null, string modelId = null) => throw null;
        public static IServiceCollection AddAzureOpenAIChatClient(this IServiceCollection services, string deploymentName, Azure.AI.OpenAI.AzureOpenAIClient azureOpenAIClient = null, string serviceId = null, string modelId = null) => throw null;
        public static IServiceCollection AddAzureOpenAIEmbeddingGenerator(this IServiceCollection services, string deploymentName, string endpoint, string apiKey, string serviceId = null, string modelId = null) => throw null;
    }
}

namespace Microsoft.SemanticKernel
{
    public static class AzureOpenAIKernelBuilderExtensions
    {
        public static IKernelBuilder AddAzureOpenAIAudioToText(this IKernelBuilder builder, string deploymentName, string endpoint, string apiKey, string serviceId = null, string modelId = null) => throw null;
        public static IKernelBuilder AddAzureOpenAIAudioToText(this IKernelBuilder builder, string deploymentName, Azure.AI.OpenAI.AzureOpenAIClient azureOpenAIClient = null, string serviceId = null, string modelId = null) => throw null;
        public static IKernelBuilder AddAzureOpenAIChatClient(this IKernelBuilder builder, string deploymentName, string endpoint, string apiKey, string serviceId = null, string modelId = null) => throw null;
        public static IKernelBuilder AddAzureOpenAIChatClient(this IKernelBuilder builder, string deploymentName, Azure.AI.OpenAI.AzureOpenAIClient azureOpenAIClient = null, string serviceId = null, string modelId = null) => throw null;
        public static IKernelBuilder AddAzureOpenAIChatCompletion(this IKernelBuilder builder, string deploymentName, string endpoint, string apiKey, string serviceId = null, string modelId = null) => throw null;
        public static IKernelBuilder AddAzureOpenAIChatCompletion(this IKernelBuilder builder, string deploymentName, Azure.AI.OpenAI.AzureOpenAIClient azureOpenAIClient = null, string serviceId = null, string modelId = null) => throw null;
        public static IKernelBuilder AddAzureOpenAIEmbeddingGenerator(this IKernelBuilder builder, string deploymentName, string endpoint, string apiKey, string serviceId = null, string modelId = null) => throw null;
        public static IKernelBuilder AddAzureOpenAITextEmbeddingGeneration(this IKernelBuilder builder, string deploymentName, string endpoint, string apiKey, string serviceId = null, string modelId = null) => throw null;
        public static IKernelBuilder AddAzureOpenAITextEmbeddingGeneration(this IKernelBuilder builder, string deploymentName, Azure.AI.OpenAI.AzureOpenAIClient azureOpenAIClient = null, string serviceId = null, string modelId = null) => throw null;
        public static IKernelBuilder AddAzureOpenAITextToAudio(this IKernelBuilder builder, string deploymentName, string endpoint, string apiKey, string serviceId = null, string modelId = null) => throw null;
        public static IKernelBuilder AddAzureOpenAITextToAudio(this IKernelBuilder builder, string deploymentName, Azure.AI.OpenAI.AzureOpenAIClient azureOpenAIClient = null, string serviceId = null, string modelId = null) => throw null;
        public static IKernelBuilder AddAzureOpenAITextToImage(this IKernelBuilder builder, string deploymentName, string endpoint, string apiKey, string serviceId = null, string modelId = null) => throw null;
        public static IKernelBuilder AddAzureOpenAITextToImage(this IKernelBuilder builder, string deploymentName, Azure.AI.OpenAI.AzureOpenAIClient azureOpenAIClient = null, string serviceId = null, string modelId = null) => throw null;
    }

    public static class AzureOpenAIServiceCollectionExtensions
    {
        public static IServiceCollection AddAzureOpenAIAudioToText(this IServiceCollection services, string deploymentName, string endpoint, string apiKey, string serviceId = null, string modelId = null) => throw null;
        public static IServiceCollection AddAzureOpenAIAudioToText(this IServiceCollection services, string deploymentName, Azure.AI.OpenAI.AzureOpenAIClient azureOpenAIClient = null, string serviceId = null, string modelId = null) => throw null;
        public static IServiceCollection AddAzureOpenAIChatCompletion(this IServiceCollection services, string deploymentName, string endpoint, string apiKey, string serviceId = null, string modelId = null) => throw null;
        public static IServiceCollection AddAzureOpenAIChatCompletion(this IServiceCollection services, string deploymentName, Azure.AI.OpenAI.AzureOpenAIClient azureOpenAIClient = null, string serviceId = null, string modelId = null) => throw null;
        public static IServiceCollection AddAzureOpenAITextEmbeddingGeneration(this IServiceCollection services, string deploymentName, string endpoint, string apiKey, string serviceId = null, string modelId = null) => throw null;
        public static IServiceCollection AddAzureOpenAITextEmbeddingGeneration(this IServiceCollection services, string deploymentName, Azure.AI.OpenAI.AzureOpenAIClient azureOpenAIClient = null, string serviceId = null, string modelId = null) => throw null;
        public static IServiceCollection AddAzureOpenAITextToAudio(this IServiceCollection services, string deploymentName, string endpoint, string apiKey, string serviceId = null, string modelId = null) => throw null;
        public static IServiceCollection AddAzureOpenAITextToAudio(this IServiceCollection services, string deploymentName, Azure.AI.OpenAI.AzureOpenAIClient azureOpenAIClient = null, string serviceId = null, string modelId = null) => throw null;
        public static IServiceCollection AddAzureOpenAITextToImage(this IServiceCollection services, string deploymentName, string endpoint, string apiKey, string serviceId = null, string modelId = null) => throw null;
        public static IServiceCollection AddAzureOpenAITextToImage(this IServiceCollection services, string deploymentName, Azure.AI.OpenAI.AzureOpenAIClient azureOpenAIClient = null, string serviceId = null, string modelId = null) => throw null;
    }
}

namespace Microsoft.SemanticKernel.Connectors.AzureOpenAI
{
    public class AzureOpenAIAudioToTextService
    {
        public AzureOpenAIAudioToTextService(string deploymentName, string endpoint, string apiKey, string modelId = null) { }
    }

    public class AzureOpenAIChatCompletionService : IChatCompletionService
    {
        public AzureOpenAIChatCompletionService(string deploymentName, string endpoint, string apiKey, string modelId = null) { }
        public Task<IReadOnlyList<ChatMessageContent>> GetChatMessageContentsAsync(ChatHistory chatHistory, PromptExecutionSettings executionSettings = null, Kernel kernel = null, CancellationToken cancellationToken = default) => throw null;
        public IAsyncEnumerable<StreamingChatMessageContent> GetStreamingChatMessageContentsAsync(ChatHistory chatHistory, PromptExecutionSettings executionSettings = null, Kernel kernel = null, CancellationToken cancellationToken = default) => throw null;
        public IReadOnlyDictionary<string, object> Attributes => throw null;
    }

    public class AzureOpenAITextEmbeddingGenerationService
    {
        public AzureOpenAITextEmbeddingGenerationService(string deploymentName, string endpoint, string apiKey, string modelId = null) { }
    }

    public class AzureOpenAITextToAudioService
    {
        public AzureOpenAITextToAudioService(string deploymentName, string endpoint, string apiKey, string modelId = null) { }
    }

    public class AzureOpenAITextToImageService
    {
        public AzureOpenAITextToImageService(string deploymentName, string endpoint, string apiKey, string modelId = null) { }
    }

    public class AzureOpenAIPromptExecutionSettings : OpenAI.OpenAIPromptExecutionSettings { }
}
