// Stand-in for Microsoft.SemanticKernel.Agents.OpenAI 1.80.0: names from the sources at that version.
// references: Microsoft.SemanticKernel.Agents.Abstractions, Microsoft.SemanticKernel.Abstractions, OpenAI, System.ClientModel
using System.Threading;
using System.Threading.Tasks;
using OpenAI.Assistants;
using OpenAI.Responses;

#pragma warning disable OPENAI001

namespace Microsoft.SemanticKernel.Agents.OpenAI
{
    public sealed class OpenAIResponseAgent : Agent
    {
        public OpenAIResponseAgent(ResponsesClient client, string modelId) { }
    }

    public sealed class OpenAIAssistantDefinition
    {
        public OpenAIAssistantDefinition(string modelId) { }
    }

    public sealed class OpenAIAssistantInvocationOptions
    {
        public string AdditionalInstructions { get; init; }
    }

    public static class AssistantClientExtensions
    {
        public static Task<Assistant> CreateAssistantAsync(this AssistantClient client, string modelId, string name = null, string description = null, string instructions = null, float? temperature = null, CancellationToken cancellationToken = default) => throw null;
        public static Task<Assistant> CreateAssistantFromTemplateAsync(this AssistantClient client, string modelId, PromptTemplateConfig config, CancellationToken cancellationToken = default) => throw null;
    }
}
