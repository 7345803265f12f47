using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Security;

internal static class MethodBodies
{
    /// <summary>The methods of this compilation that a call may run.</summary>
    public static IReadOnlyList<IMethodSymbol> Of(IMethodSymbol method, SourceModels sources, CancellationToken cancellation)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        method = method.PartialImplementationPart ?? method;
        if (method.DeclaringSyntaxReferences.Length == 0)
        {
            return [];
        }

        var bodies = new List<IMethodSymbol>();
        if (method.IsAbstract || method.IsVirtual || method.IsOverride)
        {
            bodies.AddRange(sources.References.Implementations(method, cancellation).OfType<IMethodSymbol>());
        }

        if (!method.IsAbstract)
        {
            bodies.Add(method);
        }

        return bodies;
    }

    /// <summary>What a method does.</summary>
    public static IEnumerable<IOperation> Operations(IMethodSymbol method, SourceModels sources, CancellationToken cancellation) =>
        method.DeclaringSyntaxReferences.Select(r => sources.Operation(r.GetSyntax(cancellation), cancellation)).OfType<IOperation>();

    /// <summary>The method or local function that an operation is in; null inside of a lambda, or a getter.</summary>
    public static IMethodSymbol? Enclosing(IOperation operation, SourceModels sources, CancellationToken cancellation)
    {
        for (var node = operation.Syntax; node is not null; node = node.Parent)
        {
            switch (node)
            {
                case AnonymousFunctionExpressionSyntax or AccessorDeclarationSyntax or PropertyDeclarationSyntax:
                    return null;
                case MethodDeclarationSyntax or LocalFunctionStatementSyntax:
                    return sources.Declared(node, cancellation) as IMethodSymbol;
            }
        }

        return null;
    }
}
