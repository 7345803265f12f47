// Stand-in for Microsoft.SemanticKernel.Agents.Orchestration 1.80.0: names from the sources at that version.
// references: Microsoft.SemanticKernel.Agents.Abstractions
using System.Threading;
using System.Threading.Tasks;

namespace Microsoft.SemanticKernel.Agents.Orchestration
{
    public abstract class AgentOrchestration<TInput, TOutput>
    {
        public ValueTask<OrchestrationResult<TOutput>> InvokeAsync(TInput input, object runtime, CancellationToken cancellationToken = default) => throw null;
    }

    public sealed class OrchestrationResult<TValue> { }
}
