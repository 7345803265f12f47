using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Flow;

/// <summary>
/// The call through which a method body was entered. Its parameters are that call's arguments, not those of all callers; otherwise a
/// helper such as <c>Setting("AI:Model")</c> would read every setting of the program.
/// </summary>
internal sealed record CallFrame(IMethodSymbol Method, ImmutableArray<IArgumentOperation> Arguments, CallFrame? Caller)
{
    public int Depth { get; } = Caller is null ? 1 : Caller.Depth + 1;

    /// <summary>The argument for a parameter of the method that was called, or null when the parameter belongs to another method.</summary>
    public IArgumentOperation? Argument(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol owner && SymbolEqualityComparer.Default.Equals(owner.OriginalDefinition, Method.OriginalDefinition)
            ? Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == parameter.Ordinal)
            : null;
}
