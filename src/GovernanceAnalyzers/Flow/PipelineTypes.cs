using System.Linq;
using Microsoft.CodeAnalysis;

namespace GovernanceAnalyzers.Flow;

/// <summary>The types of Microsoft.Extensions.AI that a pipeline can be built around.</summary>
internal static class PipelineTypes
{
    /// <summary>IChatClient or IEmbeddingGenerator, or a class that implements one of them, or a builder of one.</summary>
    public static bool IsClient(ITypeSymbol? type) =>
        type is INamedTypeSymbol named && (IsNamed(named) || named.AllInterfaces.Any(IsNamed));

    private static bool IsNamed(INamedTypeSymbol type) =>
        type is
        {
            Name: "IChatClient" or "IEmbeddingGenerator" or "ChatClientBuilder" or "EmbeddingGeneratorBuilder",
            ContainingNamespace: { Name: "AI", ContainingNamespace: { Name: "Extensions", ContainingNamespace: { Name: "Microsoft", ContainingNamespace.IsGlobalNamespace: true } } },
        };
}
