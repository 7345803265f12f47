// Stand-in, on top of the real OpenAI and Microsoft.Extensions.AI.Abstractions. Type, method and parameter names are those of the entry
// microsoft-extensions-ai in the SDK facts, read from the sources of dotnet/extensions (2026-08-19, 10.10.0), and of
// policies/sdks/microsoft-extensions-ai.yml.
using System;
using OpenAI.Assistants;
using OpenAI.Audio;
using OpenAI.Chat;
using OpenAI.Embeddings;
using OpenAI.Images;
using OpenAI.Responses;

namespace Microsoft.Extensions.AI;

public static class OpenAIClientExtensions
{
    public static IChatClient AsIChatClient(this ChatClient chatClient) => throw new NotSupportedException();

    public static IChatClient AsIChatClient(this ResponsesClient responseClient, string defaultModelId = null) => throw new NotSupportedException();

    public static IChatClient AsIChatClient(this AssistantClient assistantClient, string assistantId, string threadId = null) =>
        throw new NotSupportedException();

    public static IEmbeddingGenerator<string, Embedding<float>> AsIEmbeddingGenerator(
        this EmbeddingClient embeddingClient, int? defaultModelDimensions = null) => throw new NotSupportedException();

    public static IImageGenerator AsIImageGenerator(this ImageClient imageClient) => throw new NotSupportedException();

    public static ISpeechToTextClient AsISpeechToTextClient(this AudioClient audioClient) => throw new NotSupportedException();

    public static ITextToSpeechClient AsITextToSpeechClient(this AudioClient audioClient) => throw new NotSupportedException();
}

// Only its constructors: nothing else of it is looked at.
public sealed class OpenAIRealtimeClient
{
    public OpenAIRealtimeClient(string apiKey, string model)
    {
    }
}
