// Stand-in for Microsoft.SemanticKernel.Agents.AzureAI 1.80.0: names from the sources at that version.
// references: Microsoft.SemanticKernel.Agents.Abstractions
namespace Microsoft.SemanticKernel.Agents.AzureAI
{
    public sealed class AzureAIInvocationOptions
    {
        public string AdditionalInstructions { get; init; }
    }
}
