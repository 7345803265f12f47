// Stand-in for Microsoft.SemanticKernel.Abstractions 1.80.0: names from the sources at that version.
// references: Microsoft.Extensions.AI.Abstractions, Microsoft.Extensions.DependencyInjection.Abstractions, Microsoft.Extensions.Logging.Abstractions
using System;
using System.Collections;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.SemanticKernel.ChatCompletion;

namespace Microsoft.SemanticKernel
{
    public interface IKernelBuilder
    {
        IServiceCollection Services { get; }
        IKernelBuilderPlugins Plugins { get; }
    }

    public interface IKernelBuilderPlugins
    {
        IServiceCollection Services { get; }
    }

    public sealed class Kernel
    {
        public Kernel(IServiceProvider services = null, KernelPluginCollection plugins = null) { }
        public KernelPluginCollection Plugins { get; }
        public ILoggerFactory LoggerFactory { get; }
        public static IKernelBuilder CreateBuilder() => throw null;
        public T GetRequiredService<T>(object serviceKey = null) where T : class => throw null;
        public Task<FunctionResult> InvokeAsync(KernelFunction function, KernelArguments arguments = null, CancellationToken cancellationToken = default) => throw null;
        public Task<FunctionResult> InvokeAsync(string pluginName, string functionName, KernelArguments arguments = null, CancellationToken cancellationToken = default) => throw null;
        public IAsyncEnumerable<StreamingKernelContent> InvokeStreamingAsync(KernelFunction function, KernelArguments arguments = null, CancellationToken cancellationToken = default) => throw null;
    }

    internal static class ModelDiagnostics
    {
        public const string Switch = "Microsoft.SemanticKernel.Experimental.GenAI.EnableOTelDiagnostics";
        public const string SensitiveSwitch = "Microsoft.SemanticKernel.Experimental.GenAI.EnableOTelDiagnosticsSensitive";
    }

    public class KernelPluginCollection : ICollection<KernelPlugin>
    {
        public int Count => 0;
        public bool IsReadOnly => false;
        public void Add(KernelPlugin item) { }
        public void Clear() { }
        public bool Contains(KernelPlugin item) => false;
        public void CopyTo(KernelPlugin[] array, int arrayIndex) { }
        public bool Remove(KernelPlugin item) => false;
        public IEnumerator<KernelPlugin> GetEnumerator() => throw null;
        IEnumerator IEnumerable.GetEnumerator() => throw null;
    }

    public abstract class KernelPlugin
    {
        public KernelFunction this[string functionName] => throw null;
    }

    public abstract class KernelFunction
    {
        public Task<FunctionResult> InvokeAsync(Kernel kernel, KernelArguments arguments = null, CancellationToken cancellationToken = default) => throw null;
        public IAsyncEnumerable<StreamingKernelContent> InvokeStreamingAsync(Kernel kernel, KernelArguments arguments = null, CancellationToken cancellationToken = default) => throw null;
    }

    public class FunctionResult
    {
        public T GetValue<T>() => throw null;
    }

    public class KernelArguments : Dictionary<string, object>
    {
        public KernelArguments() { }
        public KernelArguments(PromptExecutionSettings executionSettings) { }
    }

    public class PromptExecutionSettings
    {
        public string ModelId { get; set; }
        public string ServiceId { get; set; }
        public FunctionChoiceBehavior FunctionChoiceBehavior { get; set; }
    }

    public abstract class FunctionChoiceBehavior
    {
        public static FunctionChoiceBehavior Auto(IEnumerable<KernelFunction> functions = null, bool autoInvoke = true) => throw null;
        public static FunctionChoiceBehavior Required(IEnumerable<KernelFunction> functions = null, bool autoInvoke = true) => throw null;
        public static FunctionChoiceBehavior None(IEnumerable<KernelFunction> functions = null) => throw null;
    }

    public sealed class PromptTemplateConfig
    {
        public PromptTemplateConfig() { }
        public PromptTemplateConfig(string template) { }
        public string Template { get; set; }
        public List<InputVariable> InputVariables { get; set; }
        public bool AllowDangerouslySetContent { get; set; }
    }

    public sealed class InputVariable
    {
        public string Name { get; set; }
        public bool AllowDangerouslySetContent { get; set; }
    }

    public abstract class KernelContent { }

    public abstract class StreamingKernelContent { }

    public class TextContent : KernelContent { public string Text { get; set; } }

    public class ImageContent : KernelContent { }

    public class AudioContent : KernelContent { }

    public class StreamingTextContent : StreamingKernelContent { public string Text { get; set; } }

    public class ChatMessageContent : KernelContent
    {
        public ChatMessageContent() { }
        public ChatMessageContent(AuthorRole role, string content, string modelId = null) { }
        public string Content { get; set; }
    }

    public class StreamingChatMessageContent : StreamingKernelContent { public string Content { get; set; } }
}

namespace Microsoft.SemanticKernel.Services
{
    public interface IAIService
    {
        IReadOnlyDictionary<string, object> Attributes { get; }
    }
}

namespace Microsoft.SemanticKernel.ChatCompletion
{
    public readonly struct AuthorRole
    {
        public static AuthorRole System => default;
        public static AuthorRole Developer => default;
        public static AuthorRole User => default;
        public static AuthorRole Assistant => default;
    }

    public class ChatHistory : List<ChatMessageContent>
    {
        public ChatHistory() { }
        public ChatHistory(string systemMessage) { }
        public void AddMessage(AuthorRole authorRole, string content) { }
        public void AddUserMessage(string content) { }
        public void AddSystemMessage(string content) { }
        public void AddDeveloperMessage(string content) { }
        public void AddAssistantMessage(string content) { }
    }

    public interface IChatCompletionService : Services.IAIService
    {
        Task<IReadOnlyList<ChatMessageContent>> GetChatMessageContentsAsync(ChatHistory chatHistory, PromptExecutionSettings executionSettings = null, Kernel kernel = null, CancellationToken cancellationToken = default);
        IAsyncEnumerable<StreamingChatMessageContent> GetStreamingChatMessageContentsAsync(ChatHistory chatHistory, PromptExecutionSettings executionSettings = null, Kernel kernel = null, CancellationToken cancellationToken = default);
    }

    public static class ChatCompletionServiceExtensions
    {
        public static Task<ChatMessageContent> GetChatMessageContentAsync(this IChatCompletionService chatCompletionService, ChatHistory chatHistory, PromptExecutionSettings executionSettings = null, Kernel kernel = null, CancellationToken cancellationToken = default) => throw null;
        public static Task<ChatMessageContent> GetChatMessageContentAsync(this IChatCompletionService chatCompletionService, string prompt, PromptExecutionSettings executionSettings = null, Kernel kernel = null, CancellationToken cancellationToken = default) => throw null;
        public static Task<IReadOnlyList<ChatMessageContent>> GetChatMessageContentsAsync(this IChatCompletionService chatCompletionService, string prompt, PromptExecutionSettings executionSettings = null, Kernel kernel = null, CancellationToken cancellationToken = default) => throw null;
        public static IAsyncEnumerable<StreamingChatMessageContent> GetStreamingChatMessageContentsAsync(this IChatCompletionService chatCompletionService, string prompt, PromptExecutionSettings executionSettings = null, Kernel kernel = null, CancellationToken cancellationToken = default) => throw null;
    }
}

namespace Microsoft.SemanticKernel.TextGeneration
{
    public interface ITextGenerationService : Services.IAIService
    {
        Task<IReadOnlyList<TextContent>> GetTextContentsAsync(string prompt, PromptExecutionSettings executionSettings = null, Kernel kernel = null, CancellationToken cancellationToken = default);
        IAsyncEnumerable<StreamingTextContent> GetStreamingTextContentsAsync(string prompt, PromptExecutionSettings executionSettings = null, Kernel kernel = null, CancellationToken cancellationToken = default);
    }

    public static class TextGenerationExtensions
    {
        public static Task<TextContent> GetTextContentAsync(this ITextGenerationService textGenerationService, string prompt, PromptExecutionSettings executionSettings = null, Kernel kernel = null, CancellationToken cancellationToken = default) => throw null;
    }
}

namespace Microsoft.SemanticKernel.Embeddings
{
    public interface IEmbeddingGenerationService<TValue, TEmbedding> : Services.IAIService
        where TEmbedding : unmanaged
    {
        Task<IList<ReadOnlyMemory<TEmbedding>>> GenerateEmbeddingsAsync(IList<TValue> data, Kernel kernel = null, CancellationToken cancellationToken = default);
    }

    public interface ITextEmbeddingGenerationService : IEmbeddingGenerationService<string, float> { }

    public static class EmbeddingGenerationExtensions
    {
        public static Task<ReadOnlyMemory<TEmbedding>> GenerateEmbeddingAsync<TValue, TEmbedding>(this IEmbeddingGenerationService<TValue, TEmbedding> generator, TValue value, Kernel kernel = null, CancellationToken cancellationToken = default)
            where TEmbedding : unmanaged => throw null;
    }
}

namespace Microsoft.SemanticKernel.TextToImage
{
    public interface ITextToImageService : Services.IAIService
    {
        Task<IReadOnlyList<ImageContent>> GetImageContentsAsync(TextContent input, PromptExecutionSettings executionSettings = null, Kernel kernel = null, CancellationToken cancellationToken = default);
    }

    public static class TextToImageServiceExtensions
    {
        public static Task<string> GenerateImageAsync(this ITextToImageService service, string description, int width, int height, Kernel kernel = null, CancellationToken cancellationToken = default) => throw null;
    }
}

namespace Microsoft.SemanticKernel.TextToAudio
{
    public interface ITextToAudioService : Services.IAIService
    {
        Task<IReadOnlyList<AudioContent>> GetAudioContentsAsync(string text, PromptExecutionSettings executionSettings = null, Kernel kernel = null, CancellationToken cancellationToken = default);
    }

    public static class TextToAudioServiceExtensions
    {
        public static Task<AudioContent> GetAudioContentAsync(this ITextToAudioService textToAudioService, string text, PromptExecutionSettings executionSettings = null, Kernel kernel = null, CancellationToken cancellationToken = default) => throw null;
    }
}

namespace Microsoft.SemanticKernel.AudioToText
{
    public interface IAudioToTextService : Services.IAIService
    {
        Task<IReadOnlyList<TextContent>> GetTextContentsAsync(AudioContent content, PromptExecutionSettings executionSettings = null, Kernel kernel = null, CancellationToken cancellationToken = default);
    }

    public static class AudioToTextServiceExtensions
    {
        public static Task<TextContent> GetTextContentAsync(this IAudioToTextService audioToTextService, AudioContent content, PromptExecutionSettings executionSettings = null, Kernel kernel = null, CancellationToken cancellationToken = default) => throw null;
    }
}

namespace Microsoft.SemanticKernel.ImageToText
{
    public interface IImageToTextService : Services.IAIService
    {
        Task<IReadOnlyList<TextContent>> GetTextContentsAsync(ImageContent content, PromptExecutionSettings executionSettings = null, Kernel kernel = null, CancellationToken cancellationToken = default);
    }
}

namespace Microsoft.Extensions.DependencyInjection
{
    public static class KernelServiceCollectionExtensions
    {
        public static Microsoft.SemanticKernel.IKernelBuilder AddKernel(this IServiceCollection services) => throw null;
    }
}
