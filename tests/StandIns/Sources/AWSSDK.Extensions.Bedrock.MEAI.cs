// Stand-in for AWSSDK.Extensions.Bedrock.MEAI 0.0.0-main: names from single source files.
// references: AWSSDK.BedrockRuntime, Microsoft.Extensions.AI.Abstractions
using Microsoft.Extensions.AI;

namespace Amazon.BedrockRuntime
{
    public static class AmazonBedrockRuntimeExtensions
    {
        public static IChatClient AsIChatClient(this IAmazonBedrockRuntime runtime, string defaultModelId = null) => throw null;

        public static IEmbeddingGenerator<string, Embedding<float>> AsIEmbeddingGenerator(
            this IAmazonBedrockRuntime runtime, string defaultModelId = null, int? defaultModelDimensions = null) => throw null;
    }
}
