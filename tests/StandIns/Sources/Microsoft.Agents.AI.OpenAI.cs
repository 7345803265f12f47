// Stand-in for Microsoft.Agents.AI.OpenAI 1.17.0: names from the sources of August 2026.
// references: Microsoft.Agents.AI, Microsoft.Extensions.AI.Abstractions, Microsoft.Extensions.Logging.Abstractions, OpenAI, System.ClientModel
using System.Collections.Generic;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

#pragma warning disable OPENAI001

namespace OpenAI.Chat
{
    public static class OpenAIChatClientExtensions
    {
        public static ChatClientAgent AsAIAgent(this ChatClient client, string instructions = null, string name = null, string description = null, IList<AITool> tools = null, ILoggerFactory loggerFactory = null) => throw null;
    }
}

namespace OpenAI.Responses
{
    public static class OpenAIResponseClientExtensions
    {
        public static ChatClientAgent AsAIAgent(this ResponsesClient client, string model = null, string instructions = null, string name = null, string description = null, IList<AITool> tools = null, ILoggerFactory loggerFactory = null) => throw null;
        public static IChatClient AsIChatClientWithStoredOutputDisabled(this ResponsesClient responseClient, string model = null) => throw null;
    }
}
