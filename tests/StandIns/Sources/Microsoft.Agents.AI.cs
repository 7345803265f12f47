// Stand-in for Microsoft.Agents.AI 1.17.0: names from the sources of August 2026.
// references: Microsoft.Agents.AI.Abstractions, Microsoft.Extensions.AI.Abstractions, Microsoft.Extensions.AI, Microsoft.Extensions.Logging.Abstractions
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Microsoft.Agents.AI
{
    public sealed class ChatClientAgent : AIAgent
    {
        public ChatClientAgent(IChatClient chatClient, string instructions = null, string name = null, string description = null, IList<AITool> tools = null, ILoggerFactory loggerFactory = null) { }
        public ChatClientAgent(IChatClient chatClient, ChatClientAgentOptions options, ILoggerFactory loggerFactory = null) { }
        public Task<AgentResponse> RunAsync(string message, AgentSession session, ChatClientAgentRunOptions options, CancellationToken cancellationToken = default) => throw null;
        public IAsyncEnumerable<AgentResponseUpdate> RunStreamingAsync(string message, AgentSession session, ChatClientAgentRunOptions options, CancellationToken cancellationToken = default) => throw null;
    }

    public sealed class ChatClientAgentOptions
    {
        public string Name { get; set; }
        public ChatOptions ChatOptions { get; set; }
    }

    public sealed class ChatClientAgentRunOptions : AgentRunOptions
    {
        public ChatClientAgentRunOptions(ChatOptions chatOptions = null) { }
    }

    public sealed class AIAgentBuilder
    {
        public AIAgentBuilder(AIAgent innerAgent) { }
        public AIAgentBuilder Use(Func<AIAgent, AIAgent> agentFactory) => throw null;
        public AIAgent Build(IServiceProvider services = null) => throw null;
    }

    public static class AIAgentExtensions
    {
        public static AIAgentBuilder AsBuilder(this AIAgent innerAgent) => throw null;
        public static AIFunction AsAIFunction(this AIAgent agent) => throw null;
    }

    public static class LoggingAgentBuilderExtensions
    {
        public static AIAgentBuilder UseLogging(this AIAgentBuilder builder, ILoggerFactory loggerFactory = null) => throw null;
    }

    public static class OpenTelemetryAgentBuilderExtensions
    {
        public static AIAgentBuilder UseOpenTelemetry(this AIAgentBuilder builder, string sourceName = null, Action<OpenTelemetryAgent> configure = null) => throw null;
    }

    public static class ToolApprovalAgentBuilderExtensions
    {
        public static AIAgentBuilder UseToolApproval(this AIAgentBuilder builder) => throw null;
    }

    public sealed class LoggingAgent : AIAgent
    {
        public LoggingAgent(AIAgent innerAgent, ILogger logger) { }
    }

    public sealed class OpenTelemetryAgent : AIAgent
    {
        public OpenTelemetryAgent(AIAgent innerAgent, string sourceName = null) { }
        public bool EnableSensitiveData { get; set; }
    }
}

namespace Microsoft.Extensions.AI
{
    public static class ChatClientExtensions
    {
        public static ChatClientAgent AsAIAgent(this IChatClient chatClient, string instructions = null, string name = null, string description = null, IList<AITool> tools = null, ILoggerFactory loggerFactory = null) => throw null;
        public static ChatClientAgent AsAIAgent(this IChatClient chatClient, ChatClientAgentOptions options, ILoggerFactory loggerFactory = null) => throw null;
    }

    public static class ChatClientBuilderExtensions
    {
        public static ChatClientAgent BuildAIAgent(this ChatClientBuilder builder, string instructions = null, string name = null, string description = null, IList<AITool> tools = null) => throw null;
    }
}
