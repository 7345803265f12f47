// Stand-in for Microsoft.SemanticKernel.Agents.Abstractions 1.80.0: names from the sources at that version.
// references: Microsoft.SemanticKernel.Abstractions
using System.Collections.Generic;
using System.Threading;
using Microsoft.SemanticKernel.ChatCompletion;

namespace Microsoft.SemanticKernel.Agents
{
    public abstract class Agent
    {
        public string Name { get; init; }
        public string Instructions { get; init; }
        public Kernel Kernel { get; init; }
        public virtual IAsyncEnumerable<AgentResponseItem<ChatMessageContent>> InvokeAsync(string message, AgentThread thread = null, AgentInvokeOptions options = null, CancellationToken cancellationToken = default) => throw null;
        public virtual IAsyncEnumerable<AgentResponseItem<StreamingChatMessageContent>> InvokeStreamingAsync(string message, AgentThread thread = null, AgentInvokeOptions options = null, CancellationToken cancellationToken = default) => throw null;
    }

    public abstract class AgentThread { }

    public class AgentResponseItem<TMessage> { public TMessage Message { get; } }

    public class AgentInvokeOptions
    {
        public string AdditionalInstructions { get; init; }
    }

    public abstract class AgentChat
    {
        public IAsyncEnumerable<ChatMessageContent> InvokeAsync(Agent agent, CancellationToken cancellationToken = default) => throw null;
        public IAsyncEnumerable<StreamingChatMessageContent> InvokeStreamingAsync(Agent agent, CancellationToken cancellationToken = default) => throw null;
    }

    public sealed class AgentDefinition
    {
        public ModelDefinition Model { get; set; }
        public string Instructions { get; set; }
    }

    public sealed class ModelDefinition
    {
        public string Id { get; set; }
    }
}
