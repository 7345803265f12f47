// Stand-in for Azure.AI.Projects.Agents 0.0.0-main: names from the package's API listing.
using System.Collections.Generic;

namespace Azure.AI.Projects.Agents
{
    public class DeclarativeAgentDefinition
    {
        public DeclarativeAgentDefinition(string model) { }
        public string Instructions { get; set; }
        public IList<object> Tools { get; }
    }

    public class AgentAdministrationClient { }
}
