// Stand-in for Microsoft.KernelMemory.Core 0.98.0: names from the sources at that version.
// references: Microsoft.KernelMemory.Abstractions
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Microsoft.KernelMemory
{
    public class KernelMemoryBuilder : IKernelMemoryBuilder
    {
        public KernelMemoryBuilder() { }
        public IKernelMemory Build() => throw null;
    }
}
