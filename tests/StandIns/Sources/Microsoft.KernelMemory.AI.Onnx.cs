// Stand-in for Microsoft.KernelMemory.AI.Onnx 0.98.0: names from the sources at that version.
// references: Microsoft.KernelMemory.Abstractions
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Microsoft.KernelMemory
{
    public static class KernelMemoryBuilderExtensions
    {
        public static Microsoft.KernelMemory.IKernelMemoryBuilder WithOnnxTextGeneration(this Microsoft.KernelMemory.IKernelMemoryBuilder builder, string modelPath = null) => throw null;
    }

    public class OnnxConfig
    {
        public string TextModelDir { get; set; }
    }
}
