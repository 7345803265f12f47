// Stand-in for Microsoft.SemanticKernel.Agents.Core 1.80.0: names from the sources at that version.
// references: Microsoft.SemanticKernel.Agents.Abstractions, Microsoft.SemanticKernel.Abstractions
using System.Collections.Generic;
using System.Threading;

namespace Microsoft.SemanticKernel.Agents
{
    public sealed class ChatCompletionAgent : Agent
    {
        public KernelArguments Arguments { get; init; }
    }

    public sealed class AgentGroupChat : AgentChat
    {
        public AgentGroupChat(params Agent[] agents) { }
        public IAsyncEnumerable<ChatMessageContent> InvokeAsync(CancellationToken cancellationToken = default) => throw null;
        public IAsyncEnumerable<StreamingChatMessageContent> InvokeStreamingAsync(CancellationToken cancellationToken = default) => throw null;
        public static KernelFunction CreatePromptFunctionForStrategy(string template, object templateFactory = null, params string[] safeParameterNames) => throw null;
    }
}
