// Stand-in for Microsoft.KernelMemory.AI.OpenAI 0.98.0: names from the sources at that version.
// references: Microsoft.KernelMemory.Abstractions
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Microsoft.KernelMemory
{
    public class OpenAIConfig
    {
        public string TextModel { get; set; }
        public string EmbeddingModel { get; set; }
        public int? TextModelMaxTokenTotal { get; set; }
        public int? EmbeddingModelMaxTokenTotal { get; set; }
        public int MaxRetries { get; set; }
        public string APIKey { get; set; }
    }

    public static class KernelMemoryBuilderExtensions
    {
        public static Microsoft.KernelMemory.IKernelMemoryBuilder WithOpenAIDefaults(this Microsoft.KernelMemory.IKernelMemoryBuilder builder, string apiKey = null) => throw null;
    }
}
