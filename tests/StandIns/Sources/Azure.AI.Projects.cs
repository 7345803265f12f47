// Stand-in for Azure.AI.Projects 0.0.0-main: names from the package's API listing.
// references: Azure.AI.Extensions.OpenAI, Azure.AI.Projects.Agents, System.ClientModel
using System;
using System.ClientModel;
using Azure.AI.Extensions.OpenAI;
using Azure.AI.Projects.Agents;

namespace Azure.AI.Projects
{
    public class AIProjectClient
    {
        // The switch and the source that the package traces with.
        private const string Tracing = "Azure.Experimental.EnableGenAITracing";

        public AIProjectClient(Uri endpoint, AuthenticationTokenProvider tokenProvider) => AppContext.TryGetSwitch(Tracing, out _);
        public ProjectOpenAIClient ProjectOpenAIClient { get; }
        public AgentAdministrationClient AgentAdministrationClient { get; }
    }
}
