namespace GovernanceAnalyzers.Sdk.Tests;

/// <summary>Names of the catalogue whose range does not contain the tested version: older or newer API that no test can see.</summary>
internal static class Unchecked
{
    public static readonly string[] Names =
    [
        // Later betas than beta.6, from the changelog.
        "azure-openai-1: Azure.AI.OpenAI.OpenAIClient.GetAudioTranscription",
        "azure-openai-1: Azure.AI.OpenAI.OpenAIClient.GetAudioTranscriptionAsync",
        "azure-openai-1: Azure.AI.OpenAI.OpenAIClient.GetAudioTranslation",
        "azure-openai-1: Azure.AI.OpenAI.OpenAIClient.GetAudioTranslationAsync",
        "azure-openai-1: Azure.AI.OpenAI.OpenAIClient.GenerateSpeechFromText",
        "azure-openai-1: Azure.AI.OpenAI.OpenAIClient.GenerateSpeechFromTextAsync",
        "azure-openai-1: Azure.AI.OpenAI.ChatCompletionsOptions.DeploymentName",
        "azure-openai-1: Azure.AI.OpenAI.CompletionsOptions.DeploymentName",
        "azure-openai-1: Azure.AI.OpenAI.EmbeddingsOptions.DeploymentName",
        "azure-openai-1: Azure.AI.OpenAI.AudioTranscriptionOptions.DeploymentName",
        "azure-openai-1: Azure.AI.OpenAI.AudioTranslationOptions.DeploymentName",
        "azure-openai-1: Azure.AI.OpenAI.ImageGenerationOptions.DeploymentName",
        "azure-openai-1: Azure.AI.OpenAI.SpeechGenerationOptions.DeploymentName",
        "azure-openai-1: Azure.AI.OpenAI.ChatCompletionsOptions..ctor(deploymentName)",
        "azure-openai-1: Azure.AI.OpenAI.CompletionsOptions..ctor(deploymentName)",
        "azure-openai-1: Azure.AI.OpenAI.EmbeddingsOptions..ctor(deploymentName)",
        "azure-openai-1: Azure.AI.OpenAI.AudioTranscriptionOptions..ctor(deploymentName)",
        "azure-openai-1: Azure.AI.OpenAI.AudioTranslationOptions..ctor(deploymentName)",
        "azure-openai-1: Azure.AI.OpenAI.ChatRequestSystemMessage..ctor(content)",

        // The first previews, from the history of dotnet/extensions.
        "microsoft-extensions-ai: Microsoft.Extensions.AI.IChatClient.CompleteAsync",
        "microsoft-extensions-ai: Microsoft.Extensions.AI.IChatClient.CompleteStreamingAsync",
        "microsoft-extensions-ai: Microsoft.Extensions.AI.EmbeddingGeneratorExtensions.GenerateEmbeddingAsync",
        "microsoft-extensions-ai: Microsoft.Extensions.AI.EmbeddingGeneratorExtensions.GenerateEmbeddingVectorAsync",
        "microsoft-extensions-ai: Microsoft.Extensions.AI.OpenAIClientExtensions.AsChatClient(modelId)",
        "microsoft-extensions-ai: Microsoft.Extensions.AI.OpenAIClientExtensions.AsEmbeddingGenerator(modelId)",

        // Older versions than 2.15.0, from the API listings in the repository at each release.
        "openai: OpenAI.Responses.ResponsesClient.CreateResponseStreaming",
        "openai: OpenAI.Responses.OpenAIResponseClient.CreateResponse",
        "openai: OpenAI.Responses.OpenAIResponseClient.CreateResponseAsync",
        "openai: OpenAI.Responses.OpenAIResponseClient.CreateResponseStreaming",
        "openai: OpenAI.Responses.OpenAIResponseClient.CreateResponseStreamingAsync",
        "openai: OpenAI.Assistants.AssistantClient.CreateRunStreaming",
        "openai: OpenAI.Assistants.AssistantClient.CreateThreadAndRunStreaming",
        "openai: OpenAI.Realtime.RealtimeClient.StartConversationSession",
        "openai: OpenAI.Realtime.RealtimeClient.StartTranscriptionSession",
        "openai: OpenAI.Realtime.RealtimeClient.StartSession",
        "openai: OpenAI.RealtimeConversation.RealtimeConversationClient.StartConversationSession",
        "openai: OpenAI.RealtimeConversation.RealtimeConversationClient.StartConversationSessionAsync",
        "openai: OpenAI.Responses.OpenAIResponseClient..ctor(model)",
        "openai: OpenAI.Responses.ResponsesClient..ctor(model)",
        "openai: OpenAI.OpenAIClient.GetOpenAIResponseClient(model)",
        "openai: OpenAI.OpenAIClient.GetResponsesClient(model)",
        "openai: OpenAI.Responses.ResponsesClient.CreateResponseStreaming(model)",
        "openai: OpenAI.Realtime.RealtimeClient.StartConversationSession(model)",
        "openai: OpenAI.Realtime.RealtimeClient.StartSession(model)",
        "openai: OpenAI.Responses.ResponseCreationOptions.MaxOutputTokenCount",
        "openai: OpenAI.Responses.ResponseCreationOptions.Temperature",
        "openai: OpenAI.Responses.ResponseCreationOptions.Instructions",
        "openai: OpenAI.OpenAIClient.GetOpenAIResponseClient",
    ];
}
