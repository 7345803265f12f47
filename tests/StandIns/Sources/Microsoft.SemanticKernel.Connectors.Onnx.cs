// Stand-in for Microsoft.SemanticKernel.Connectors.Onnx 1.80.0: names from the sources at that version. Overloads are reduced to the strings that rules look at.
// references: Microsoft.SemanticKernel.Abstractions, Microsoft.Extensions.DependencyInjection.Abstractions
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel.ChatCompletion;

namespace Microsoft.Extensions.DependencyInjection
{
    public static class OnnxServiceCollectionExtensions
    {
        public static IServiceCollection AddBertOnnxEmbeddingGenerator(this IServiceCollection services, string onnxModelPath, string vocabPath, object options = null, string serviceId = null) => throw null;
        public static IServiceCollection AddOnnxRuntimeGenAIChatClient(this IServiceCollection services, string modelPath, object providers = null, string serviceId = null) => throw null;
    }
}

namespace Microsoft.SemanticKernel
{
    public static class OnnxChatClientKernelBuilderExtensions
    {
        public static IKernelBuilder AddOnnxRuntimeGenAIChatClient(this IKernelBuilder builder, string modelPath, object providers = null, string serviceId = null) => throw null;
    }

    public static class OnnxKernelBuilderExtensions
    {
        public static IKernelBuilder AddBertOnnxEmbeddingGenerator(this IKernelBuilder builder, string onnxModelPath, string vocabPath, object options = null, string serviceId = null) => throw null;
        public static IKernelBuilder AddBertOnnxTextEmbeddingGeneration(this IKernelBuilder builder, string onnxModelPath, string vocabPath, object options = null, string serviceId = null) => throw null;
        public static IKernelBuilder AddOnnxRuntimeGenAIChatCompletion(this IKernelBuilder builder, string modelId, string modelPath, string serviceId = null) => throw null;
    }

    public static class OnnxServiceCollectionExtensions
    {
        public static IServiceCollection AddBertOnnxTextEmbeddingGeneration(this IServiceCollection services, string onnxModelPath, string vocabPath, object options = null, string serviceId = null) => throw null;
        public static IServiceCollection AddOnnxRuntimeGenAIChatCompletion(this IServiceCollection services, string modelId, string modelPath, string serviceId = null) => throw null;
    }
}

namespace Microsoft.SemanticKernel.Connectors.Onnx
{
    public class OnnxRuntimeGenAIChatCompletionService : IChatCompletionService
    {
        public OnnxRuntimeGenAIChatCompletionService(string modelId, string modelPath) { }
        public Task<IReadOnlyList<ChatMessageContent>> GetChatMessageContentsAsync(ChatHistory chatHistory, PromptExecutionSettings executionSettings = null, Kernel kernel = null, CancellationToken cancellationToken = default) => throw null;
        public IAsyncEnumerable<StreamingChatMessageContent> GetStreamingChatMessageContentsAsync(ChatHistory chatHistory, PromptExecutionSettings executionSettings = null, Kernel kernel = null, CancellationToken cancellationToken = default) => throw null;
        public IReadOnlyDictionary<string, object> Attributes => throw null;
    }

    public sealed class BertOnnxTextEmbeddingGenerationService
    {
        public static BertOnnxTextEmbeddingGenerationService Create(string onnxModelPath, string vocabPath) => throw null;
    }

    public class OnnxRuntimeGenAIPromptExecutionSettings : PromptExecutionSettings
    {
        public int? MaxTokens { get; set; }
        public double? Temperature { get; set; }
    }
}
