// Stand-in for Azure.AI.Agents.Persistent 0.0.0-main: names from the package's API listing.
// references: Azure.Core, Microsoft.Extensions.AI.Abstractions, System.ClientModel
using System;
using System.ClientModel.Primitives;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Azure.Core;
using Microsoft.Extensions.AI;

namespace Azure.AI.Agents.Persistent
{
    public class PersistentAgentsClient
    {
        public PersistentAgentsClient(string endpoint, TokenCredential credential) { }
        public PersistentAgentsAdministrationClient Administration { get; }
        public ThreadRuns Runs { get; }
        public virtual Response<ThreadRun> CreateThreadAndRun(string assistantId, ThreadAndRunOptions options = null, CancellationToken cancellationToken = default) => throw null;
        public virtual Task<Response<ThreadRun>> CreateThreadAndRunAsync(string assistantId, ThreadAndRunOptions options = null, CancellationToken cancellationToken = default) => throw null;
    }

    public class PersistentAgentsAdministrationClient
    {
        public virtual Response<PersistentAgent> CreateAgent(string model, string name = null, string description = null, string instructions = null, IEnumerable<ToolDefinition> tools = null, CancellationToken cancellationToken = default) => throw null;
        public virtual Task<Response<PersistentAgent>> CreateAgentAsync(string model, string name = null, string description = null, string instructions = null, IEnumerable<ToolDefinition> tools = null, CancellationToken cancellationToken = default) => throw null;
        public virtual Response<PersistentAgent> UpdateAgent(string assistantId, string model = null, string name = null, string description = null, string instructions = null, CancellationToken cancellationToken = default) => throw null;
        public virtual Task<Response<PersistentAgent>> UpdateAgentAsync(string assistantId, string model = null, string name = null, string description = null, string instructions = null, CancellationToken cancellationToken = default) => throw null;
    }

    public class ThreadRuns
    {
        public virtual Response<ThreadRun> CreateRun(string threadId, string assistantId, string overrideModelName = null, string overrideInstructions = null, string additionalInstructions = null, float? temperature = null, int? maxPromptTokens = null, int? maxCompletionTokens = null, CancellationToken cancellationToken = default) => throw null;
        public virtual Task<Response<ThreadRun>> CreateRunAsync(string threadId, string assistantId, string overrideModelName = null, string overrideInstructions = null, string additionalInstructions = null, float? temperature = null, int? maxPromptTokens = null, int? maxCompletionTokens = null, CancellationToken cancellationToken = default) => throw null;
        public virtual IEnumerable<object> CreateRunStreaming(string threadId, string agentId, string overrideModelName = null, string overrideInstructions = null, string additionalInstructions = null, CancellationToken cancellationToken = default) => throw null;
        public virtual IAsyncEnumerable<object> CreateRunStreamingAsync(string threadId, string agentId, string overrideModelName = null, string overrideInstructions = null, string additionalInstructions = null, CancellationToken cancellationToken = default) => throw null;
        public virtual Response<ThreadRun> SubmitToolOutputsToRun(ThreadRun run, IEnumerable<object> toolOutputs, CancellationToken cancellationToken = default) => throw null;
        public virtual Task<Response<ThreadRun>> SubmitToolOutputsToRunAsync(ThreadRun run, IEnumerable<object> toolOutputs, CancellationToken cancellationToken = default) => throw null;
        public virtual IEnumerable<object> SubmitToolOutputsToStream(ThreadRun run, IEnumerable<object> toolOutputs, CancellationToken cancellationToken = default) => throw null;
    }

    public class ThreadAndRunOptions
    {
        public string OverrideModelName { get; set; }
        public string OverrideInstructions { get; set; }
        public int? MaxCompletionTokens { get; set; }
        public int? MaxPromptTokens { get; set; }
        public float? Temperature { get; set; }
        public IEnumerable<ToolDefinition> OverrideTools { get; set; }
    }

    public class ToolDefinition { }

    public class PersistentAgent { public string Id { get; } }

    public class ThreadRun { }

    public static class PersistentAgentsClientExtensions
    {
        public static IChatClient AsIChatClient(this PersistentAgentsClient client, string agentId, string defaultThreadId = null) => throw null;
        public static AITool AsAITool(this ToolDefinition tool) => throw null;
    }

    public static class PersistentAgentsExtensions
    {
        public static PersistentAgentsClient GetPersistentAgentsClient(this ClientConnectionProvider provider) => throw null;
    }
}
