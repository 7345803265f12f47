// Stand-in for Mscc.GenerativeAI 3.1.0: names from the sources at that version.
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Mscc.GenerativeAI
{
    public class GoogleAI
    {
        public GoogleAI(string apiKey = null, string accessToken = null) { }
        public GenerativeModel GenerativeModel(string model = "gemini", object generationConfig = null, object safetySettings = null, object tools = null, string systemInstruction = null) => throw null;
    }

    public class VertexAI
    {
        public VertexAI(string projectId = null, string region = null, string accessToken = null, string apiKey = null) { }
        public GenerativeModel GenerativeModel(string model = "gemini", object generationConfig = null, object safetySettings = null, object tools = null, string systemInstruction = null) => throw null;
    }

    public interface IGenerativeAI
    {
        GenerativeModel GenerativeModel(string model = "gemini", object generationConfig = null, object safetySettings = null, object tools = null, string systemInstruction = null);
    }

    public class GenerativeModel : BaseModel
    {
        public virtual Task<object> GenerateImages(string model) => throw null;
        public virtual Task<object> GenerateContent(string prompt) => throw null;
        public virtual Task<object> GenerateContentStream(string prompt) => throw null;
        public virtual Task<object> GenerateAnswer(string prompt) => throw null;
        public virtual Task<object> GenerateText(string prompt) => throw null;
        public virtual Task<object> GenerateMessage(string prompt) => throw null;
        public virtual Task<object> BatchGenerateContent(string prompt) => throw null;
        public virtual Task<object> Predict(string prompt) => throw null;
        public virtual Task<object> PredictLongRunning(string prompt) => throw null;
        public virtual Task<object> EmbedContent(string prompt) => throw null;
        public virtual Task<object> BatchEmbedContent(string prompt) => throw null;
        public virtual Task<object> EmbedText(string prompt) => throw null;
        public virtual Task<object> BatchEmbedText(string prompt) => throw null;
        public virtual Task<object> EditImage(string prompt) => throw null;
        public virtual Task<object> UpscaleImage(string prompt) => throw null;
        public virtual Task<object> GenerateVideos(string prompt) => throw null;
        public virtual Task<object> BidiGenerateContent(string prompt) => throw null;
    }

    public class InteractionsModel
    {
        public Task<object> Create(string model, string input, string systemInstruction = null) => throw null;
    }

    public class SupervisedTuningJobModel
    {
        public SupervisedTuningJobModel(string model) { }
    }

    public abstract class BaseModel
    {
        public string Model { get; set; }
        public System.TimeSpan Timeout { get; set; }
        public string ApiKey { get; set; }
    }

    public class OpenAIModel
    {
        public virtual Task<object> Completions(object request) => throw null;
        public virtual Task<object> Embeddings(object request) => throw null;
        public virtual Task<object> Images(object request) => throw null;
    }

    public class DynamicModel
    {
        public virtual Task<object> GenerateContent(object request) => throw null;
        public virtual Task<object> GenerateContentStream(object request) => throw null;
    }
}

namespace Mscc.GenerativeAI.Types
{
    public class GenerateContentRequest
    {
        public string Model { get; set; }
        public string SystemInstruction { get; set; }
        public List<object> Tools { get; set; }
    }

    public class GenerationConfig
    {
        public int? MaxOutputTokens { get; set; }
        public double? Temperature { get; set; }
        public int? Seed { get; set; }
    }

    public class RequestOptions
    {
        public System.TimeSpan Timeout { get; set; }
    }

    public class ChatSession
    {
        public virtual Task<object> SendMessage(string prompt) => throw null;
        public virtual Task<object> SendMessageStream(string prompt) => throw null;
    }
}
