// Stand-in for Microsoft.SemanticKernel.Connectors.Amazon 1.80.0: names from the sources at that version. Overloads are reduced to the strings that rules look at.
// references: Microsoft.SemanticKernel.Abstractions, Microsoft.Extensions.DependencyInjection.Abstractions, AWSSDK.BedrockRuntime
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel.ChatCompletion;

namespace Microsoft.Extensions.DependencyInjection
{
    public static class BedrockServiceCollectionExtensions
    {
        public static IServiceCollection AddBedrockChatClient(this IServiceCollection services, string modelId, global::Amazon.BedrockRuntime.IAmazonBedrockRuntime bedrockRuntime = null, string serviceId = null) => throw null;
        public static IServiceCollection AddBedrockEmbeddingGenerator(this IServiceCollection services, string modelId, global::Amazon.BedrockRuntime.IAmazonBedrockRuntime bedrockRuntime = null, string serviceId = null) => throw null;
    }
}

namespace Microsoft.SemanticKernel
{
    public static class BedrockKernelBuilderExtensions
    {
        public static IKernelBuilder AddBedrockChatClient(this IKernelBuilder builder, string modelId, global::Amazon.BedrockRuntime.IAmazonBedrockRuntime bedrockRuntime = null, string serviceId = null) => throw null;
        public static IKernelBuilder AddBedrockChatCompletionService(this IKernelBuilder builder, string modelId, global::Amazon.BedrockRuntime.IAmazonBedrockRuntime bedrockRuntime = null, string serviceId = null) => throw null;
        public static IKernelBuilder AddBedrockEmbeddingGenerator(this IKernelBuilder builder, string modelId, global::Amazon.BedrockRuntime.IAmazonBedrockRuntime bedrockRuntime = null, string serviceId = null) => throw null;
        public static IKernelBuilder AddBedrockTextEmbeddingGenerationService(this IKernelBuilder builder, string modelId, global::Amazon.BedrockRuntime.IAmazonBedrockRuntime bedrockRuntime = null, string serviceId = null) => throw null;
        public static IKernelBuilder AddBedrockTextGenerationService(this IKernelBuilder builder, string modelId, global::Amazon.BedrockRuntime.IAmazonBedrockRuntime bedrockRuntime = null, string serviceId = null) => throw null;
    }

    public static class BedrockServiceCollectionExtensions
    {
        public static IServiceCollection AddBedrockChatCompletionService(this IServiceCollection services, string modelId, global::Amazon.BedrockRuntime.IAmazonBedrockRuntime bedrockRuntime = null, string serviceId = null) => throw null;
        public static IServiceCollection AddBedrockTextEmbeddingGenerationService(this IServiceCollection services, string modelId, global::Amazon.BedrockRuntime.IAmazonBedrockRuntime bedrockRuntime = null, string serviceId = null) => throw null;
        public static IServiceCollection AddBedrockTextGenerationService(this IServiceCollection services, string modelId, global::Amazon.BedrockRuntime.IAmazonBedrockRuntime bedrockRuntime = null, string serviceId = null) => throw null;
    }
}

namespace Microsoft.SemanticKernel.Connectors.Amazon
{
    public class BedrockChatCompletionService : IChatCompletionService
    {
        public BedrockChatCompletionService(string modelId, global::Amazon.BedrockRuntime.IAmazonBedrockRuntime bedrockRuntime = null) { }
        public Task<IReadOnlyList<ChatMessageContent>> GetChatMessageContentsAsync(ChatHistory chatHistory, PromptExecutionSettings executionSettings = null, Kernel kernel = null, CancellationToken cancellationToken = default) => throw null;
        public IAsyncEnumerable<StreamingChatMessageContent> GetStreamingChatMessageContentsAsync(ChatHistory chatHistory, PromptExecutionSettings executionSettings = null, Kernel kernel = null, CancellationToken cancellationToken = default) => throw null;
        public IReadOnlyDictionary<string, object> Attributes => throw null;
    }

    public class BedrockTextEmbeddingGenerationService
    {
        public BedrockTextEmbeddingGenerationService(string modelId, global::Amazon.BedrockRuntime.IAmazonBedrockRuntime bedrockRuntime = null) { }
    }

    public class BedrockTextGenerationService
    {
        public BedrockTextGenerationService(string modelId, global::Amazon.BedrockRuntime.IAmazonBedrockRuntime bedrockRuntime = null) { }
    }

    public class AmazonClaudeExecutionSettings : PromptExecutionSettings
    {
        public int? MaxTokensToSample { get; set; }
        public double? Temperature { get; set; }
    }

    public class AmazonTitanExecutionSettings : PromptExecutionSettings
    {
        public int? MaxTokenCount { get; set; }
        public double? Temperature { get; set; }
    }

    public class AmazonLlama3ExecutionSettings : PromptExecutionSettings
    {
        public int? MaxGenLen { get; set; }
        public double? Temperature { get; set; }
    }

    public class AmazonMistralExecutionSettings : PromptExecutionSettings
    {
        public int? MaxTokens { get; set; }
        public double? Temperature { get; set; }
    }

    public class AmazonCommandRExecutionSettings : PromptExecutionSettings
    {
        public int? MaxTokens { get; set; }
        public double? Temperature { get; set; }
        public long? Seed { get; set; }
    }

    public class AmazonJambaExecutionSettings : PromptExecutionSettings
    {
        public int? MaxTokens { get; set; }
        public double? Temperature { get; set; }
    }
}
