// Stand-in for GenerativeAI.Microsoft 3.6.7: names from the sources at that version.
// references: Microsoft.Extensions.AI.Abstractions
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace GenerativeAI.Microsoft
{
    public class GenerativeAIChatClient : global::Microsoft.Extensions.AI.IChatClient
    {
        public Task<global::Microsoft.Extensions.AI.ChatResponse> GetResponseAsync(IEnumerable<global::Microsoft.Extensions.AI.ChatMessage> messages, global::Microsoft.Extensions.AI.ChatOptions options = null, CancellationToken cancellationToken = default) => throw null;
        public IAsyncEnumerable<global::Microsoft.Extensions.AI.ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<global::Microsoft.Extensions.AI.ChatMessage> messages, global::Microsoft.Extensions.AI.ChatOptions options = null, CancellationToken cancellationToken = default) => throw null;
        public object GetService(Type serviceType, object serviceKey = null) => throw null;
        public void Dispose() { }
        public GenerativeAIChatClient(string apiKey, string modelName) { }
    }

    public class GenerativeAIEmbeddingGenerator
    {
        public GenerativeAIEmbeddingGenerator(string modelName) { }
    }

    public class GenerativeAIImageGenerator
    {
        public GenerativeAIImageGenerator(string modelName) { }
    }

    public class GenerativeAIImagenGenerator
    {
        public GenerativeAIImagenGenerator(string modelName) { }
    }
}
