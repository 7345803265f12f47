// Stand-in for Betalgo.Ranul.OpenAI 9.2.6: names from the sources at that version.
// references: Microsoft.Extensions.DependencyInjection.Abstractions
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Betalgo.Ranul.OpenAI.Interfaces
{
    public interface IChatCompletionService
    {
        Task<object> CreateCompletion(Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.ChatCompletionCreateRequest request, string modelId = null, CancellationToken cancellationToken = default);
        IAsyncEnumerable<object> CreateCompletionAsStream(Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.ChatCompletionCreateRequest request, string modelId = null, CancellationToken cancellationToken = default);
    }

    public interface ICompletionService
    {
        Task<object> CreateCompletion(Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.CompletionCreateRequest request, string modelId = null, CancellationToken cancellationToken = default);
        IAsyncEnumerable<object> CreateCompletionAsStream(Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.CompletionCreateRequest request, string modelId = null, CancellationToken cancellationToken = default);
    }

    public interface IRunService
    {
        Task<object> RunCreate(string modelId);
        Task<object> RunCreateAsStream(string modelId);
        Task<object> CreateThreadAndRun(object request);
        Task<object> CreateThreadAndRunAsStream(object request);
        Task<object> RunSubmitToolOutputs(object request);
        Task<object> RunSubmitToolOutputsAsStream(object request);
    }

    public interface IAssistantService
    {
        Task<object> AssistantCreate(string modelId);
    }

    public interface IEmbeddingService
    {
        Task<object> CreateEmbedding(Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.EmbeddingCreateRequest request, CancellationToken cancellationToken = default);
    }

    public interface IImageService
    {
        Task<object> CreateImage(object request);
        Task<object> CreateImageEdit(object request);
        Task<object> CreateImageVariation(object request);
    }

    public interface IAudioService
    {
        Task<object> CreateTranscription(object request);
        Task<object> CreateTranslation(object request);
        Task<object> CreateSpeech(object request);
    }

    public interface IModerationService
    {
        Task<object> CreateModeration(object request);
    }

    public interface IBatchService
    {
        Task<object> BatchCreate(object request);
    }

    public interface IOpenAIService
    {
        IChatCompletionService ChatCompletion { get; }
        IEmbeddingService Embeddings { get; }
    }
}

namespace Betalgo.Ranul.OpenAI.ObjectModels.RequestModels
{
    public class ChatCompletionCreateRequest
    {
        public IList<ChatMessage> Messages { get; set; }
        public string Model { get; set; }
        public int? MaxTokens { get; set; }
        public int? MaxCompletionTokens { get; set; }
        public float? Temperature { get; set; }
        public int? Seed { get; set; }
        public IList<object> Tools { get; set; }
        public object ToolChoice { get; set; }
    }

    public class CompletionCreateRequest
    {
        public string Model { get; set; }
        public int? MaxTokens { get; set; }
        public double? Temperature { get; set; }
    }

    public class EmbeddingCreateRequest
    {
        public string Model { get; set; }
    }

    public class AudioCreateTranscriptionRequest
    {
        public string Model { get; set; }
    }

    public class AudioCreateSpeechRequest
    {
        public string Model { get; set; }
    }

    public class CreateModerationRequest
    {
        public string Model { get; set; }
    }

    public class AssistantCreateRequest
    {
        public string Model { get; set; }
        public string Instructions { get; set; }
        public List<object> Tools { get; set; }
    }

    public class AssistantModifyRequest
    {
        public string Model { get; set; }
    }

    public class RunCreateRequest
    {
        public string Model { get; set; }
        public int? MaxPromptTokens { get; set; }
        public int? MaxCompletionTokens { get; set; }
        public double? Temperature { get; set; }
        public string Instructions { get; set; }
    }

    public class CreateThreadAndRunRequest
    {
        public string Model { get; set; }
    }

    public class FineTuningJobCreateRequest
    {
        public string Model { get; set; }
    }

    public class ChatMessage
    {
        public static ChatMessage FromUser(string content, string name = null) => throw null;
        public ChatMessage(string role, string content) { }
        public static ChatMessage FromSystem(string content, string name = null) => throw null;
    }
}

namespace Betalgo.Ranul.OpenAI
{
    public class OpenAIOptions
    {
        public string DefaultModelId { get; set; }
        public string ApiKey { get; set; }
        public string ResourceName { get; set; }
        public string BaseDomain { get; set; }
    }
}

namespace Betalgo.Ranul.OpenAI.Extensions
{
    public static class OpenAIServiceCollectionExtensions
    {
        public static Microsoft.Extensions.DependencyInjection.IServiceCollection AddOpenAIService(this Microsoft.Extensions.DependencyInjection.IServiceCollection services, Action<Betalgo.Ranul.OpenAI.OpenAIOptions> setupAction = null) => throw null;
    }
}

namespace Betalgo.Ranul.OpenAI.Managers
{
    public class OpenAIService : Interfaces.IOpenAIService, Interfaces.IChatCompletionService
    {
        public OpenAIService(Betalgo.Ranul.OpenAI.OpenAIOptions settings) { }
        public Interfaces.IChatCompletionService ChatCompletion => throw null;
        public Interfaces.IEmbeddingService Embeddings => throw null;
        public Task<object> CreateCompletion(ObjectModels.RequestModels.ChatCompletionCreateRequest chatCompletionCreateRequest, string modelId = null, CancellationToken cancellationToken = default) => throw null;
        public IAsyncEnumerable<object> CreateCompletionAsStream(ObjectModels.RequestModels.ChatCompletionCreateRequest chatCompletionCreateRequest, string modelId = null, CancellationToken cancellationToken = default) => throw null;
    }
}
