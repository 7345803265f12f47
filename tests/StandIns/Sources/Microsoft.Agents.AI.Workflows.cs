// Stand-in for Microsoft.Agents.AI.Workflows 1.17.0: names from the sources of August 2026.
// references: Microsoft.Agents.AI.Abstractions
using System.Threading;
using System.Threading.Tasks;

namespace Microsoft.Agents.AI.Workflows
{
    public class Workflow { }

    public class WorkflowBuilder
    {
        public Workflow Build() => throw null;
    }

    public class Run { }

    public class StreamingRun { }

    public static class InProcessExecution
    {
        public static ValueTask<Run> RunAsync<TInput>(Workflow workflow, TInput input, string runId = null, CancellationToken cancellationToken = default) => throw null;
        public static ValueTask<StreamingRun> RunStreamingAsync<TInput>(Workflow workflow, TInput input, string runId = null, CancellationToken cancellationToken = default) => throw null;
    }

    public static class OpenTelemetryWorkflowBuilderExtensions
    {
        public static WorkflowBuilder WithOpenTelemetry(this WorkflowBuilder builder) => throw null;
    }
}

namespace Microsoft.Agents.AI.Workflows.InProc
{
    public sealed class InProcessExecutionEnvironment
    {
        public ValueTask<Run> RunAsync<TInput>(Workflow workflow, TInput input, string runId = null, CancellationToken cancellationToken = default) => throw null;
        public ValueTask<StreamingRun> RunStreamingAsync<TInput>(Workflow workflow, TInput input, string runId = null, CancellationToken cancellationToken = default) => throw null;
    }
}
