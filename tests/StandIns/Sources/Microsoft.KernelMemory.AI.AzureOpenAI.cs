// Stand-in for Microsoft.KernelMemory.AI.AzureOpenAI 0.98.0: names from the sources at that version.
// references: Microsoft.KernelMemory.Abstractions
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Microsoft.KernelMemory
{
    public class AzureOpenAIConfig
    {
        public string Deployment { get; set; }
        public string APIKey { get; set; }
        public string Endpoint { get; set; }
    }
}
