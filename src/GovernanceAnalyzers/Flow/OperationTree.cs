using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Flow;

internal static class OperationTree
{
    /// <summary>The body that runs as one unit with the operation: method, accessor, initialiser, local function or lambda.</summary>
    public static IOperation Body(IOperation operation, bool throughLambdas)
    {
        var current = operation;
        while (current.Parent is { } parent)
        {
            if (current is ILocalFunctionOperation || (current is IAnonymousFunctionOperation && !throughLambdas))
            {
                break;
            }

            current = parent;
        }

        return current;
    }

    /// <summary>Looks through parentheses, conversions and <c>await</c>.</summary>
    public static IOperation Unwrap(IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                case IAwaitOperation awaited:
                    operation = awaited.Operation;
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>Every expression that is assigned to a local in the body, its declaration included.</summary>
    /// <param name="complete">False when the local may also be set in a way that has no expression: out, ref, foreach, patterns.</param>
    public static IReadOnlyList<IOperation> Assignments(ILocalSymbol local, IOperation body, out bool complete)
    {
        var values = new List<IOperation>();
        complete = true;
        foreach (var operation in body.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when SymbolEqualityComparer.Default.Equals(declarator.Symbol, local):
                    // "for (var x in …)" and "using" have no initialiser of their own, or have one that counts.
                    if ((declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer) is { } initializer)
                    {
                        values.Add(initializer.Value);
                    }
                    else if (declarator.Parent is IForEachLoopOperation)
                    {
                        complete = false;
                    }

                    break;
                case IAssignmentOperation assignment when IsLocal(assignment.Target, local):
                    values.Add(assignment.Value);
                    break;
                case IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref } argument when IsLocal(argument.Value, local):
                case IDeclarationPatternOperation pattern when SymbolEqualityComparer.Default.Equals(pattern.DeclaredSymbol, local):
                case IDeclarationExpressionOperation declaration when IsLocal(declaration.Expression, local):
                    complete = false;
                    break;
            }
        }

        return values;
    }

    private static bool IsLocal(IOperation operation, ILocalSymbol local) =>
        Unwrap(operation) is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local);
}
