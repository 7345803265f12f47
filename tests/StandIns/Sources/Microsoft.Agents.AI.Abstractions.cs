// Stand-in for Microsoft.Agents.AI.Abstractions 1.17.0: names from the sources of August 2026.
// references: Microsoft.Extensions.AI.Abstractions
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.AI;

namespace Microsoft.Agents.AI
{
    public abstract class AIAgent
    {
        public string Name { get; }
        public Task<AgentResponse> RunAsync(string message, AgentSession session = null, AgentRunOptions options = null, CancellationToken cancellationToken = default) => throw null;
        public Task<AgentResponse> RunAsync(IEnumerable<ChatMessage> messages, AgentSession session = null, AgentRunOptions options = null, CancellationToken cancellationToken = default) => throw null;
        public Task<AgentResponse<T>> RunAsync<T>(string message, AgentSession session = null, AgentRunOptions options = null, CancellationToken cancellationToken = default) => throw null;
        public IAsyncEnumerable<AgentResponseUpdate> RunStreamingAsync(string message, AgentSession session = null, AgentRunOptions options = null, CancellationToken cancellationToken = default) => throw null;
    }

    public class AgentSession { }

    public class AgentRunOptions { }

    public class AgentResponse { public string Text { get; } }

    public class AgentResponse<T> : AgentResponse { public T Result { get; } }

    public class AgentResponseUpdate { public string Text { get; } }
}
