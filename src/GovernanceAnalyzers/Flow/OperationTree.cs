using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Flow;

internal static class OperationTree
{
    /// <summary>Its name is newer than the compiler that we compile against. "params" spans are collection expressions as well.</summary>
    internal const OperationKind CollectionExpression = (OperationKind)127;

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

    /// <summary>The whole member that an operation is part of; local functions may use the locals around them.</summary>
    public static IOperation Root(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }

    /// <summary>What a method is called on, also where it is an extension method; null for other static methods.</summary>
    public static IOperation? Receiver(IInvocationOperation call) =>
        call.Instance ?? (call.TargetMethod.IsExtensionMethod ? call.Arguments.FirstOrDefault()?.Value : null);

    /// <summary>The <c>a</c> of <c>a?.b</c>, for the operation that stands for it inside <c>b</c>.</summary>
    public static IOperation? Accessed(IConditionalAccessInstanceOperation instance)
    {
        for (IOperation? inner = instance, outer = instance.Parent; outer is not null; inner = outer, outer = outer.Parent)
        {
            if (outer is IConditionalAccessOperation access && access.WhenNotNull == inner)
            {
                return access.Operation;
            }
        }

        return null;
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

    /// <summary>The elements of an array creation or collection expression, or null for another operation.</summary>
    public static IEnumerable<IOperation>? Elements(IOperation operation)
    {
        operation = Unwrap(operation);
        return operation is IArrayCreationOperation { Initializer: { } initializer } ? initializer.ElementValues
            : operation.Kind == CollectionExpression ? operation.ChildOperations
            : null;
    }

    /// <summary>
    /// The writes that a local may have its value from where it is read: those before it on a way that leads there and, in loops and
    /// lambdas, also later ones. A write that certainly runs replaces the ones before it.
    /// </summary>
    /// <param name="writes">All writes to the local in its body, in order: see <see cref="Writes"/>.</param>
    public static IEnumerable<LocalWrite> Reaching(ILocalReferenceOperation reference, IEnumerable<LocalWrite> writes)
    {
        var before = new List<LocalWrite>();
        var after = new List<LocalWrite>();
        foreach (var write in writes)
        {
            if (!Precedes(write.Operation, reference))
            {
                if (MayFollow(write.Operation, reference))
                {
                    after.Add(write);
                }

                continue;
            }

            if (write.Replaces && IsCertainBefore(write.Operation, reference))
            {
                before.Clear();
            }

            before.Add(write);
        }

        return before.Concat(after);
    }

    public static bool IsLocal(IOperation operation, ILocalSymbol local) =>
        Unwrap(operation) is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local);

    /// <summary>Whether the operation is over, in the order of the text, where the other begins.</summary>
    public static bool Precedes(IOperation operation, IOperation other) => operation.Syntax.Span.End <= other.Syntax.SpanStart;

    /// <summary>Whether the operation, which stands before the other, has run whenever the other runs: no branch lies between.</summary>
    public static bool IsCertainBefore(IOperation operation, IOperation other)
    {
        for (var current = operation; current.Parent is { } parent; current = parent)
        {
            switch (parent)
            {
                case IBlockOperation or ISwitchCaseOperation or IMethodBodyBaseOperation:
                    return IsWithin(other, parent);
                case IConditionalOperation conditional when conditional.Condition != current:
                case ILoopOperation or ISwitchExpressionArmOperation or IConditionalAccessOperation:
                case ICoalesceOperation coalesce when coalesce.Value != current:
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } binary
                    when binary.LeftOperand != current:
                case IAnonymousFunctionOperation or ILocalFunctionOperation:
                    return false;
            }
        }

        return true;
    }

    /// <summary>What an operation writes to locals.</summary>
    public static IEnumerable<LocalWrite> Writes(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation declarator:
                var initializer = declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer;
                return initializer is not null || declarator.Parent is IForEachLoopOperation
                    ? [new LocalWrite(declarator.Symbol, operation, initializer?.Value, true)]
                    : [];
            case ISimpleAssignmentOperation assignment:
                return To(assignment.Target, assignment.Value, true);
            case ICoalesceAssignmentOperation assignment:
                return To(assignment.Target, assignment.Value, false);
            case ICompoundAssignmentOperation assignment:
                return To(assignment.Target, null, true);
            case IDeconstructionAssignmentOperation deconstruction:
                return deconstruction.Target.DescendantsAndSelf()
                    .OfType<ILocalReferenceOperation>()
                    .Select(l => new LocalWrite(l.Local, operation, null, true));
            case IArgumentOperation { Parameter.RefKind: RefKind.Out } output:
                return To(output.Value is IDeclarationExpressionOperation declaration ? declaration.Expression : output.Value, null, true);
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref } reference:
                return To(reference.Value, null, false);
            case IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol local }:
                return [new LocalWrite(local, operation, Matched(operation), true)];
            case IRecursivePatternOperation { DeclaredSymbol: ILocalSymbol local }:
                return [new LocalWrite(local, operation, Matched(operation), true)];
            case IListPatternOperation { DeclaredSymbol: ILocalSymbol local }:
                return [new LocalWrite(local, operation, null, true)];
            default:
                return [];
        }

        // "configuration["Model"] is { Length: > 0 } model"
        static IOperation? Matched(IOperation pattern) => pattern.Parent is IIsPatternOperation test ? test.Value : null;

        IEnumerable<LocalWrite> To(IOperation target, IOperation? value, bool replaces) =>
            Unwrap(target) is ILocalReferenceOperation reference ? [new LocalWrite(reference.Local, operation, value, replaces)] : [];
    }

    /// <summary>Whether something further down can run before the reference is read: around a loop, or because the reference is in a lambda.</summary>
    private static bool MayFollow(IOperation write, IOperation reference)
    {
        var shared = false;
        for (var current = reference.Parent; current is not null; current = current.Parent)
        {
            shared = shared || IsWithin(write, current);
            if (shared ? current is ILoopOperation : current is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWithin(IOperation operation, IOperation ancestor)
    {
        for (var current = operation; current is not null; current = current.Parent)
        {
            if (current == ancestor)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>One place where a local gets a value.</summary>
/// <param name="Value">The expression, or null where there is none: out, ref, foreach, patterns, <c>+=</c>.</param>
/// <param name="Replaces">Whether the value before is lost.</param>
internal sealed record LocalWrite(ILocalSymbol Local, IOperation Operation, IOperation? Value, bool Replaces);
