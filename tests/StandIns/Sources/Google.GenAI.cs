// Stand-in for Google.GenAI 1.21.1: names from the sources at 0.2.0 and from Client.cs, Tunings.cs, GoogleGenAIExtensions.cs and the README of 1.21.
// references: Microsoft.Extensions.AI.Abstractions
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Google.GenAI.Types;
using Microsoft.Extensions.AI;

namespace Google.GenAI
{
    public sealed class Client
    {
        public Client(bool? vertexAI = null, string apiKey = null, string project = null, string location = null, HttpOptions httpOptions = null) { }
        public Models Models { get; }
        public Live Live { get; }
        public Tunings Tunings { get; }
    }

    public sealed class Models
    {
        public Task<GenerateContentResponse> GenerateContentAsync(string model, string contents, GenerateContentConfig config = null, CancellationToken cancellationToken = default) => throw null;
        public Task<GenerateContentResponse> GenerateContentAsync(string model, Content contents, GenerateContentConfig config = null, CancellationToken cancellationToken = default) => throw null;
        public Task<GenerateContentResponse> GenerateContentAsync(string model, List<Content> contents, GenerateContentConfig config = null, CancellationToken cancellationToken = default) => throw null;
        public IAsyncEnumerable<GenerateContentResponse> GenerateContentStreamAsync(string model, string contents, GenerateContentConfig config = null, CancellationToken cancellationToken = default) => throw null;
        public Task<object> GenerateImagesAsync(string model, string prompt, object config = null) => throw null;
        public Task<object> UpscaleImageAsync(string model, object image, string upscaleFactor, object config = null) => throw null;
        public Task<object> EditImageAsync(string model, string prompt, object referenceImages, object config = null) => throw null;
        public Task<object> EmbedContentAsync(string model, string contents, object config = null) => throw null;
        public Task<object> GenerateVideosAsync(string model, object source, object config = null) => throw null;
    }

    public sealed class Live
    {
        public Task<AsyncSession> ConnectAsync(string model, LiveConnectConfig config, CancellationToken cancellationToken = default) => throw null;
    }

    public sealed class AsyncSession
    {
        public Task SendClientContentAsync(object clientContent, CancellationToken cancellationToken = default) => throw null;
        public Task SendRealtimeInputAsync(object realtimeInput, CancellationToken cancellationToken = default) => throw null;
    }

    public sealed class Tunings
    {
        public Task<object> TuneAsync(string baseModel, object trainingDataset, object config = null) => throw null;
    }
}

namespace Google.GenAI.Types
{
    public record GenerateContentConfig
    {
        public int? MaxOutputTokens { get; set; }
        public double? Temperature { get; set; }
        public int? Seed { get; set; }
        public Content SystemInstruction { get; set; }
        public List<Tool> Tools { get; set; }
        public ToolConfig ToolConfig { get; set; }
        public HttpOptions HttpOptions { get; set; }
    }

    public record LiveConnectConfig
    {
        public int? MaxOutputTokens { get; set; }
        public double? Temperature { get; set; }
        public int? Seed { get; set; }
        public Content SystemInstruction { get; set; }
        public List<Tool> Tools { get; set; }
    }

    public record HttpOptions { public int? Timeout { get; set; } }

    public record Content { public List<Part> Parts { get; set; } }

    public record Part { public string Text { get; set; } }

    public record Tool;

    public record ToolConfig;

    public record GenerateContentResponse { public string Text { get; } }
}

namespace Microsoft.Extensions.AI
{
    public static class GoogleGenAIExtensions
    {
        public static IChatClient AsIChatClient(this Google.GenAI.Client client, string defaultModelId = null) => throw null;
        public static IImageGenerator AsIImageGenerator(this Google.GenAI.Client client, string defaultModelId = null) => throw null;
        public static IEmbeddingGenerator<string, Embedding<float>> AsIEmbeddingGenerator(this Google.GenAI.Client client, string defaultModelId = null, int? defaultModelDimensions = null) => throw null;
        public static IRealtimeClient AsIRealtimeClient(this Google.GenAI.Client client, string defaultModelId = null) => throw null;
    }
}
