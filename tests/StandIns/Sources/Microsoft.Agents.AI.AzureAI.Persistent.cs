// Stand-in for Microsoft.Agents.AI.AzureAI.Persistent 1.17.0: names from the sources of August 2026.
// references: Microsoft.Agents.AI, Azure.AI.Agents.Persistent, Azure.Core
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.Agents.AI;

namespace Azure.AI.Agents.Persistent
{
    // The package Azure.AI.Agents.Persistent has a class of this name as well.
    public static class PersistentAgentsClientExtensions
    {
        public static Task<ChatClientAgent> CreateAIAgentAsync(this PersistentAgentsClient persistentAgentsClient, string model, string name = null, string description = null, string instructions = null, IEnumerable<ToolDefinition> tools = null) => throw null;
    }
}
