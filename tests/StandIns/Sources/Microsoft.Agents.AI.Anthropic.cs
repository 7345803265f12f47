// Stand-in for Microsoft.Agents.AI.Anthropic 1.17.0: names from the sources of August 2026.
// references: Microsoft.Agents.AI, Microsoft.Extensions.AI.Abstractions, Microsoft.Extensions.Logging.Abstractions, Anthropic
using System.Collections.Generic;
using Anthropic.Services;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Anthropic
{
    public static class AnthropicClientExtensions
    {
        public static ChatClientAgent AsAIAgent(this IAnthropicClient client, string model, string instructions = null, string name = null, string description = null, IList<AITool> tools = null, int? defaultMaxTokens = null, ILoggerFactory loggerFactory = null) => throw null;
    }
}

namespace Anthropic.Services
{
    public static class AnthropicBetaServiceExtensions
    {
        public static ChatClientAgent AsAIAgent(this IBetaService betaService, string model, string instructions = null, string name = null, string description = null, IList<AITool> tools = null, int? defaultMaxTokens = null, ILoggerFactory loggerFactory = null) => throw null;
    }
}
