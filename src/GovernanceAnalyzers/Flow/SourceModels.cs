using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GovernanceAnalyzers.Flow;

/// <summary>Binding of code outside the file at hand: initialisers and methods that a value or a client comes from.</summary>
internal sealed class SourceModels(Compilation compilation)
{
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();

    public Compilation Compilation { get; } = compilation;

    /// <summary>The operation of a node in any file of the compilation; null for a file that is not part of it.</summary>
    public IOperation? Operation(SyntaxNode node, CancellationToken cancellation)
    {
        if (!Compilation.ContainsSyntaxTree(node.SyntaxTree))
        {
            return null;
        }

        // RS1030 warns of the price. It is paid only for the few members that an AI call refers to, and the compiler caches the models.
#pragma warning disable RS1030
        var model = _models.GetOrAdd(node.SyntaxTree, tree => Compilation.GetSemanticModel(tree));
#pragma warning restore RS1030
        return model.GetOperation(node, cancellation);
    }

    /// <summary>The initialiser of a field, or the initialiser or expression body of a property; null when there is none in source.</summary>
    public IOperation? Initializer(ISymbol member, CancellationToken cancellation)
    {
        var syntax = member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);
        var value = syntax switch
        {
            VariableDeclaratorSyntax field => field.Initializer?.Value,
            PropertyDeclarationSyntax property => property.Initializer?.Value
                ?? property.ExpressionBody?.Expression
                ?? (property.AccessorList?.Accessors is { Count: 1 } accessors ? accessors[0].ExpressionBody?.Expression : null),
            _ => null,
        };
        return value is null ? null : Operation(value, cancellation);
    }
}
