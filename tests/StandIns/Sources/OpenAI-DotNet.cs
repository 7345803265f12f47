// Stand-in for OpenAI-DotNet 8.8.7: names from the sources at that version.
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace OpenAI.Chat
{
    public class ChatRequest
    {
        public ChatRequest(IEnumerable<Message> messages, OpenAI.Models.Model model = null, double? temperature = null, int? maxTokens = null) { }
        public int? MaxTokens { get; set; }
        public int? MaxCompletionTokens { get; set; }
        public double? Temperature { get; set; }
        public int? Seed { get; set; }
        public List<object> Tools { get; set; }
    }

    public class Message
    {
        public Message(OpenAI.Role role, string content, string name = null) { }
    }

    public class ChatEndpoint
    {
        public Task<object> GetCompletionAsync(ChatRequest chatRequest, CancellationToken cancellationToken = default) => throw null;
        public Task<object> StreamCompletionAsync(ChatRequest chatRequest, Action<object> resultHandler, CancellationToken cancellationToken = default) => throw null;
        public IAsyncEnumerable<object> StreamCompletionEnumerableAsync(ChatRequest chatRequest, CancellationToken cancellationToken = default) => throw null;
    }
}

namespace OpenAI.Responses
{
    public class CreateResponseRequest
    {
        public CreateResponseRequest(string input, OpenAI.Models.Model model = null, string instructions = null, int? maxOutputTokens = null) { }
        public int? MaxOutputTokens { get; set; }
        public int? MaxToolCalls { get; set; }
        public double? Temperature { get; set; }
    }

    public class ResponsesEndpoint
    {
        public virtual Task<object> CreateModelResponseAsync(object request) => throw null;
    }
}

namespace OpenAI.Threads
{
    public class CreateRunRequest
    {
        public CreateRunRequest(string assistantId, OpenAI.Models.Model model = null, string instructions = null, string additionalInstructions = null) { }
        public int? MaxPromptTokens { get; set; }
        public int? MaxCompletionTokens { get; set; }
        public double? Temperature { get; set; }
    }

    public class CreateThreadAndRunRequest
    {
        public CreateThreadAndRunRequest(string assistantId, object createThreadRequest = null, OpenAI.Models.Model model = null) { }
    }

    public class ThreadsEndpoint
    {
        public virtual Task<object> CreateRunAsync(object request) => throw null;
        public virtual Task<object> CreateThreadAndRunAsync(object request) => throw null;
        public virtual Task<object> SubmitToolOutputsAsync(object request) => throw null;
    }
}

namespace OpenAI.Embeddings
{
    public class EmbeddingsRequest
    {
        public EmbeddingsRequest(string input, OpenAI.Models.Model model = null) { }
    }

    public class EmbeddingsEndpoint
    {
        public Task<object> CreateEmbeddingAsync(string input, OpenAI.Models.Model model = null, CancellationToken cancellationToken = default) => throw null;
    }
}

namespace OpenAI.Moderations
{
    public class ModerationsRequest
    {
        public ModerationsRequest(string input, OpenAI.Models.Model model = null) { }
    }

    public class ModerationsEndpoint
    {
        public Task<bool> GetModerationAsync(string input, OpenAI.Models.Model model = null, CancellationToken cancellationToken = default) => throw null;
        public virtual Task<object> CreateModerationAsync(object request) => throw null;
        public virtual Task<object> GetModerationChunkedAsync(object request) => throw null;
    }
}

namespace OpenAI.Assistants
{
    public class CreateAssistantRequest
    {
        public CreateAssistantRequest(OpenAI.Models.Model model = null, string name = null, string description = null, string instructions = null) { }
    }
}

namespace OpenAI.Audio
{
    public class AudioTranscriptionRequest
    {
        public AudioTranscriptionRequest(string audioPath, OpenAI.Models.Model model = null) { }
    }

    public class AudioTranslationRequest
    {
        public AudioTranslationRequest(string audioPath, OpenAI.Models.Model model = null) { }
    }

    public class SpeechRequest
    {
        public SpeechRequest(string input, OpenAI.Models.Model model = null) { }
    }

    public class AudioEndpoint
    {
        public virtual Task<object> CreateTranscriptionTextAsync(object request) => throw null;
        public virtual Task<object> CreateTranscriptionJsonAsync(object request) => throw null;
        public virtual Task<object> CreateTranslationTextAsync(object request) => throw null;
        public virtual Task<object> CreateTranslationJsonAsync(object request) => throw null;
        public virtual Task<object> CreateSpeechAsync(object request) => throw null;
    }
}

namespace OpenAI.Images
{
    public class ImageGenerationRequest
    {
        public ImageGenerationRequest(string prompt, OpenAI.Models.Model model = null) { }
    }

    public class ImageEditRequest
    {
        public ImageEditRequest(string imagePath, string prompt, OpenAI.Models.Model model = null) { }
    }

    public class ImageVariationRequest
    {
        public ImageVariationRequest(string imagePath, OpenAI.Models.Model model = null) { }
    }

    public class ImagesEndpoint
    {
        public virtual Task<object> GenerateImageAsync(object request) => throw null;
        public virtual Task<object> CreateImageEditAsync(object request) => throw null;
        public virtual Task<object> CreateImageVariationAsync(object request) => throw null;
    }
}

namespace OpenAI.FineTuning
{
    public class CreateFineTuneJobRequest
    {
        public CreateFineTuneJobRequest(OpenAI.Models.Model model, string trainingFileId, string validationFileId = null) { }
    }
}

namespace OpenAI.Realtime
{
    public class SessionConfiguration
    {
        public SessionConfiguration(OpenAI.Models.Model model = null, string instructions = null) { }
    }

    public class RealtimeEndpoint
    {
        public virtual Task<object> CreateSessionAsync(object request) => throw null;
    }

    public class RealtimeSession
    {
        public virtual Task<object> SendAsync(object request) => throw null;
        public virtual Task<object> ReceiveUpdatesAsync(object request) => throw null;
    }
}

namespace OpenAI
{
    public class OpenAIClientSettings
    {
        public OpenAIClientSettings(string resourceName, string deploymentId, string apiVersion = null) { }
    }

    public class OpenAISettings
    {
        public OpenAISettings(string resourceName, string deploymentId, string apiVersion = null) { }
    }

    public class OpenAIAuthentication
    {
        public static implicit operator OpenAIAuthentication(string key) => throw null;
        public OpenAIAuthentication(string apiKey) { }
    }

    public class OpenAIClient
    {
        public Chat.ChatEndpoint ChatEndpoint { get; }
        public Embeddings.EmbeddingsEndpoint EmbeddingsEndpoint { get; }
        public OpenAIClient(OpenAIAuthentication openAIAuthentication = null, OpenAISettings settings = null) { }
    }

    public class Tool
    {
        public virtual Task<object> GetOrCreateTool(object request) => throw null;
        public virtual Task<object> GetAllAvailableTools(object request) => throw null;
        public virtual Task<object> FromFunc(object request) => throw null;
        public virtual Task<object> TryRegisterTool(object request) => throw null;
    }

    public class Function
    {
        public virtual Task<object> FromFunc(object request) => throw null;
    }

    public enum Role { System, Developer, User, Assistant }
}

namespace OpenAI.Models
{
    public class Model
    {
        public static implicit operator Model(string name) => throw null;
        public static implicit operator string(Model model) => throw null;
        public Model(string id, string ownedBy = null) { }
    }
}

namespace OpenAI.Batch
{
    public class BatchEndpoint
    {
        public virtual Task<object> CreateBatchAsync(object request) => throw null;
    }
}
