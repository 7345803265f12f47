// Stand-in for Microsoft.KernelMemory.AI.Anthropic 0.98.0: names from the sources at that version.
// references: Microsoft.KernelMemory.Abstractions
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Microsoft.KernelMemory.AI.Anthropic
{
    public class AnthropicConfig
    {
        public string TextModelName { get; set; }
        public int? MaxTokenIn { get; set; }
        public int? MaxTokenOut { get; set; }
        public string DefaultSystemPrompt { get; set; }
        public string ApiKey { get; set; }
    }
}
