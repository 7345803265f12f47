// Stand-in for GenerativeAI 3.6.7: names from the sources at that version.
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace GenerativeAI
{
    public class GoogleAi : GenAI
    {
        public GoogleAi(string apiKey = null, string accessToken = null) { }
        public GenerativeModel CreateGenerativeModel(string modelName, object config = null, string systemInstruction = null) => throw null;
        public GeminiModel CreateGeminiModel(string modelName, object config = null, string systemInstruction = null) => throw null;
    }

    public class VertexAI
    {
        public VertexAI(string projectId = null, string region = null, string accessToken = null, string apiKey = null) { }
        public GenerativeModel CreateGenerativeModel(string modelName, object config = null, string systemInstruction = null) => throw null;
        public object CreateVideoGenerationModel(string modelName) => throw null;
    }

    public interface IGenerativeAI
    {
        GenerativeModel CreateGenerativeModel(string modelName, object config = null, string systemInstruction = null);
    }

    public abstract class GenAI
    {
        public GenerativeModel CreateGenerativeModel(string modelName) => throw null;
        public EmbeddingModel CreateEmbeddingModel(string modelName) => throw null;
        public Clients.ImagenModel CreateImageModel(string modelName) => throw null;
    }

    public class GenerativeModel
    {
        public GenerativeModel(string apiKey, string model, object config = null, string systemInstruction = null) { }
        public string Model { get; set; }
        public string SystemInstruction { get; set; }
        public List<object> FunctionTools { get; set; }
        public bool UseGoogleSearch { get; set; }
        public bool UseGrounding { get; set; }
        public bool UseCodeExecutionTool { get; set; }
        public virtual Task<object> GenerateContentAsync(string prompt) => throw null;
        public virtual Task<object> StreamContentAsync(string prompt) => throw null;
        public virtual Task<object> GenerateObjectAsync(string prompt) => throw null;
        public virtual Task<object> GenerateEnumAsync(string prompt) => throw null;
        public virtual Task<object> GenerateAnswerAsync(string prompt) => throw null;
        public void AddFunctionTool(object tool) => throw null;
    }

    public class GeminiModel : GenerativeModel
    {
        public GeminiModel(string apiKey, string model) : base(apiKey, model) { }
        public override Task<object> GenerateContentAsync(string prompt) => throw null;
        public override Task<object> StreamContentAsync(string prompt) => throw null;
    }

    public class ChatSession
    {
        public ChatSession(string model, string apiKey) { }
        public virtual Task<object> GenerateContentAsync(string prompt) => throw null;
        public virtual Task<object> StreamContentAsync(string prompt) => throw null;
    }

    public class EmbeddingModel
    {
        public EmbeddingModel(string apiKey, string model) { }
        public string Model { get; set; }
        public virtual Task<object> EmbedContentAsync(string content) => throw null;
        public virtual Task<object> BatchEmbedContentAsync(string content) => throw null;
    }

    public class VertexAIModel
    {
        public VertexAIModel(string model) { }
    }

    public class SemanticRetrieverModel
    {
        public SemanticRetrieverModel(string modelName) { }
        public virtual Task<object> GenerateAnswerAsync(object request) => throw null;
    }
}

namespace GenerativeAI.Clients
{
    public class ImagenModel
    {
        public ImagenModel(string modelName) { }
        public virtual Task<object> GenerateImagesAsync(object request) => throw null;
    }

    public class BatchClient
    {
        public virtual Task<object> CreateAsync(string model) => throw null;
        public virtual Task<object> CreateEmbeddingsAsync(object request) => throw null;
    }
}

namespace GenerativeAI.Types
{
    public class GenerationConfig
    {
        public int? MaxOutputTokens { get; set; }
        public double? Temperature { get; set; }
        public int? Seed { get; set; }
    }

    public class GenerateContentRequest
    {
        public string SystemInstruction { get; set; }
        public List<object> Tools { get; set; }
    }
}
