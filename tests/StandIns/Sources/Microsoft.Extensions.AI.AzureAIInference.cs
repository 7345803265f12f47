// Stand-in for Microsoft.Extensions.AI.AzureAIInference 9.10.0: names from the sources of dotnet/extensions at that tag.
// references: Azure.AI.Inference, Microsoft.Extensions.AI.Abstractions
using Azure.AI.Inference;

namespace Microsoft.Extensions.AI
{
    public static class AzureAIInferenceExtensions
    {
        public static IChatClient AsIChatClient(this ChatCompletionsClient chatCompletionsClient, string modelId = null) => throw null;

        public static IEmbeddingGenerator<string, Embedding<float>> AsIEmbeddingGenerator(
            this EmbeddingsClient embeddingsClient, string defaultModelId = null, int? defaultModelDimensions = null) => throw null;
    }
}
