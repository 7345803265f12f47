// Stand-in for Microsoft.Agents.AI.Foundry 1.17.0: names from the sources of August 2026.
// references: Microsoft.Agents.AI, Microsoft.Extensions.AI.Abstractions, Azure.AI.Projects, System.ClientModel
using System;
using System.ClientModel;
using System.Collections.Generic;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace Microsoft.Agents.AI.Foundry
{
    public sealed class FoundryAgent : AIAgent
    {
        public FoundryAgent(Uri projectEndpoint, AuthenticationTokenProvider credential, string model, string instructions, string name = null, string description = null, IList<AITool> tools = null) { }
    }
}

namespace Azure.AI.Projects
{
    public static class AIProjectClientExtensions
    {
        public static ChatClientAgent AsAIAgent(this AIProjectClient aiProjectClient, string model, string instructions, string name = null, string description = null, IList<AITool> tools = null) => throw null;
    }
}
