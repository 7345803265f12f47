// Stand-in for Microsoft.KernelMemory.AI.Ollama 0.98.0: names from the sources at that version.
// references: Microsoft.KernelMemory.Abstractions
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Microsoft.KernelMemory
{
    public static class KernelMemoryBuilderExtensions
    {
        public static Microsoft.KernelMemory.IKernelMemoryBuilder WithOllamaTextEmbeddingGeneration(this Microsoft.KernelMemory.IKernelMemoryBuilder builder, string modelName = null) => throw null;
        public static Microsoft.KernelMemory.IKernelMemoryBuilder WithOllamaTextGeneration(this Microsoft.KernelMemory.IKernelMemoryBuilder builder, string modelName = null) => throw null;
    }
}
