// Stand-in for Mscc.GenerativeAI.Microsoft 3.1.0: names from the sources at that version.
// references: Mscc.GenerativeAI, Microsoft.Extensions.AI.Abstractions
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Mscc.GenerativeAI.Microsoft
{
    public class GeminiChatClient
    {
        public GeminiChatClient(string model) { }
    }

    public class GeminiEmbeddingGenerator
    {
        public GeminiEmbeddingGenerator(string model) { }
    }

    public class GeminiImageGenerator
    {
        public GeminiImageGenerator(string model) { }
    }

    public class GeminiSpeechToTextClient
    {
        public GeminiSpeechToTextClient(string model) { }
    }

    public static class GeminiClientExtensions
    {
        public static global::Microsoft.Extensions.AI.IChatClient AsIChatClient(this Mscc.GenerativeAI.IGenerativeAI client, string model = null) => throw null;
        public static global::Microsoft.Extensions.AI.IEmbeddingGenerator<string, global::Microsoft.Extensions.AI.Embedding<float>> AsIEmbeddingGenerator(this Mscc.GenerativeAI.IGenerativeAI client, string model = null) => throw null;
        public static global::Microsoft.Extensions.AI.ISpeechToTextClient AsISpeechToTextClient(this Mscc.GenerativeAI.IGenerativeAI client, string model = null) => throw null;
    }
}
