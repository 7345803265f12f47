using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Flow;
using Microsoft.CodeAnalysis;

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
}
