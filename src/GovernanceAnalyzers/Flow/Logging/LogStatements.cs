using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Flow;

/// <summary>
/// Log statements and activities that are certain to run when a call runs: they stand before or after it in the same block or in a block
/// around it, not inside a branch of their own. A helper method of the same compilation that logs counts, two hops deep.
/// </summary>
internal sealed class LogStatements(SdkIndex sdks, CompiledPolicy policy, SourceModels sources)
{
    private const int MaximumHops = 2;

    // Keyed by hops as well: how deep a helper is looked into depends on where the search started, and a cached answer must not depend
    // on which thread asked first.
    private readonly ConcurrentDictionary<IMethodSymbol, bool>[] _logs =
        [new(SymbolEqualityComparer.Default), new(SymbolEqualityComparer.Default), new(SymbolEqualityComparer.Default)];
    private readonly HashSet<string> _accepted = new(policy.SatisfiedBy, StringComparer.Ordinal);

    /// <summary>What a statement of a block logs with, and whether it may leave the method: every call beside it asks.</summary>
    private readonly ConcurrentDictionary<IOperation, (string? Sink, bool MayReturn)> _statements = new();

    private readonly ConcurrentDictionary<IMethodSymbol, bool> _sinks = new(SymbolEqualityComparer.Default);

    /// <summary>What logs the call, as a noun phrase, or null.</summary>
    public string? Around(IOperation call, CancellationToken cancellation)
    {
        var leaves = Leaves.Nothing;
        for (IOperation inner = call, outer = call.Parent!; outer is not null; inner = outer, outer = outer.Parent!)
        {
            if (Exit(inner) is var exit && exit > leaves)
            {
                leaves = exit;
            }

            var isBefore = true;
            foreach (var sibling in outer.ChildOperations)
            {
                if (sibling == inner)
                {
                    isBefore = false;
                    continue;
                }

                // What stands after "return" is not reached; "finally" always is. A handler runs only when the call fails, and the arm not
                // taken never runs with the call.
                if ((!isBefore && leaves != Leaves.Nothing && !(outer is ITryOperation { Finally: var last } && sibling == last))
                    || sibling is ICatchClauseOperation
                    || !IsCertain(outer, sibling))
                {
                    continue;
                }

                var (found, mayReturn) = Statement(outer, sibling, cancellation);
                if (found is not null)
                {
                    return found;
                }

                if (!isBefore && mayReturn)
                {
                    leaves = Leaves.Method;
                }
                else if (!isBefore && Exit(sibling) is var next && next > leaves)
                {
                    leaves = next;
                }
            }

            if (IsSink(outer, 0, cancellation) is { } around)
            {
                return around;
            }

            switch (outer)
            {
                // What surrounds a lambda runs with it only when the call that takes the lambda runs it there and then: a retry policy does,
                // a route handler does not.
                case ILocalFunctionOperation:
                case IAnonymousFunctionOperation lambda when !RunsThere(lambda, cancellation):
                    return null;
                case IAnonymousFunctionOperation:
                case ILoopOperation when leaves <= Leaves.Loop:
                case ISwitchOperation when leaves <= Leaves.Switch:
                    leaves = Leaves.Nothing;
                    break;
            }
        }

        return null;
    }

    private (string? Sink, bool MayReturn) Statement(IOperation outer, IOperation sibling, CancellationToken cancellation)
    {
        if (outer is not IBlockOperation)
        {
            return (Find(sibling, 0, cancellation), MayReturn(sibling));
        }

        return _statements.TryGetValue(sibling, out var known)
            ? known
            : _statements.GetOrAdd(sibling, (Find(sibling, 0, cancellation), MayReturn(sibling)));
    }

    /// <summary>
    /// What logs every call of the local function or private method that the call stands in, as a noun phrase, or null. Others may be
    /// called from where this compilation does not see.
    /// </summary>
    public string? AroundCallers(IOperation call, CancellationToken cancellation) => AroundCallers(call, 0, cancellation);

    private string? AroundCallers(IOperation call, int hops, CancellationToken cancellation)
    {
        if (hops == MaximumHops || Owner(call, cancellation) is not { } owner)
        {
            return null;
        }

        var callers = sources.References.Calls(owner, cancellation);
        if (!callers.IsComplete || callers.Calls.Count == 0)
        {
            return null;
        }

        var found = callers.Calls
            .Select(c => Around(c.Operation, cancellation) is { } statement ? $"{statement} where {owner.Name} is called" : AroundCallers(c.Operation, hops + 1, cancellation))
            .ToArray();
        return Array.TrueForAll(found, f => f is not null) ? found[0] : null;
    }

    /// <summary>The local function or private method around an operation, unless a lambda lies between that runs at some other time.</summary>
    private IMethodSymbol? Owner(IOperation operation, CancellationToken cancellation)
    {
        for (var current = operation; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case ILocalFunctionOperation local:
                    return local.Symbol;
                case IAnonymousFunctionOperation lambda when !RunsThere(lambda, cancellation):
                    return null;
                case IMethodBodyOperation:
                    return operation.SemanticModel?.GetDeclaredSymbol(current.Syntax, cancellation) is IMethodSymbol
                        { DeclaredAccessibility: Accessibility.Private, MethodKind: MethodKind.Ordinary, IsPartialDefinition: false } method
                            && method.GetAttributes().IsEmpty
                        ? method
                        : null;
            }
        }

        return null;
    }

    /// <summary>Whether something in the operation logs whenever it runs.</summary>
    public bool IsCertainIn(IOperation operation, CancellationToken cancellation) => Find(operation, 0, cancellation) is not null;

    /// <summary>How far a jump leads out. The order matters: further out is greater.</summary>
    private enum Leaves
    {
        Nothing,
        Switch,
        Loop,
        Method,
    }

    private static Leaves Exit(IOperation statement) => statement switch
    {
        IReturnOperation { Kind: OperationKind.Return or OperationKind.YieldBreak } or IThrowOperation => Leaves.Method,
        IBranchOperation { BranchKind: BranchKind.Break, Parent: ISwitchCaseOperation } => Leaves.Switch,
        IBranchOperation => Leaves.Loop,
        _ => Leaves.Nothing,
    };

    private static bool MayReturn(IOperation operation) =>
        operation is IReturnOperation { Kind: OperationKind.Return or OperationKind.YieldBreak }
        || (operation is not (IAnonymousFunctionOperation or ILocalFunctionOperation) && operation.ChildOperations.Any(MayReturn));

    /// <summary>Whether the method itself logs, whatever branch it takes.</summary>
    public bool Logs(IMethodSymbol method, CancellationToken cancellation) => Logs(method, 0, cancellation);

    /// <summary>
    /// Whether a lambda runs where it is written: the call it is passed to is awaited, gives back what the lambda gives back, or is known to
    /// run it before it returns.
    /// </summary>
    private bool RunsThere(IAnonymousFunctionOperation lambda, CancellationToken cancellation)
    {
        IOperation? current = lambda;
        while (current?.Parent is IDelegateCreationOperation or IConversionOperation or IArrayInitializerOperation or IArrayCreationOperation)
        {
            current = current.Parent;
        }

        if (current?.Parent is not IArgumentOperation { Parameter: { } parameter, Parent: IInvocationOperation call })
        {
            return false;
        }

        var result = lambda.Symbol.ReturnType;
        return call.Parent is IAwaitOperation
            || call.Parent is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Parent: IAwaitOperation }
            || (result.SpecialType != SpecialType.System_Void && SymbolEqualityComparer.Default.Equals(call.Type, result))
            || RunsItsDelegates(call.TargetMethod)
            || Runs(call.TargetMethod, parameter, cancellation);
    }

    /// <summary>Methods of libraries that run what they are given before they return: resilience policies and loops.</summary>
    private static bool RunsItsDelegates(IMethodSymbol method) => method is { ContainingType: { Name: var type, ContainingNamespace: { } space } }
        && space.ToDisplayString() is var name
        && ((name == "Polly" || name.StartsWith("Polly.", StringComparison.Ordinal))
            ? method.Name.StartsWith("Execute", StringComparison.Ordinal) && !method.Name.EndsWith("Async", StringComparison.Ordinal)
            : (name, type, method.Name) is ("System.Threading.Tasks", "Parallel", "For" or "ForEach" or "Invoke")
                or ("System", "Array", "ForEach")
                or ("System.Collections.Generic", "List", "ForEach"));

    /// <summary>
    /// Whether a method of this compilation calls the delegate that it is given. Whether it always does so makes no difference: a call that does
    /// not happen needs no log.
    /// </summary>
    private bool Runs(IMethodSymbol method, IParameterSymbol parameter, CancellationToken cancellation)
    {
        var declared = method.ReducedFrom ?? method;
        if (declared.DeclaringSyntaxReferences.Length == 0
            || sources.Operation(declared.DeclaringSyntaxReferences[0].GetSyntax(cancellation), cancellation) is not { } body)
        {
            return false;
        }

        return body.Descendants()
            .OfType<IInvocationOperation>()
            .Any(c => c.TargetMethod.MethodKind == MethodKind.DelegateInvoke
                && c.Instance is { } target
                && OperationTree.Unwrap(target) is IParameterReferenceOperation called
                && called.Parameter.Ordinal == parameter.Ordinal
                && SymbolEqualityComparer.Default.Equals(called.Parameter.ContainingSymbol.OriginalDefinition, declared.OriginalDefinition)
                && IsInBody(c));

        bool IsInBody(IOperation operation)
        {
            for (var parent = operation.Parent; parent is not null && parent != body; parent = parent.Parent)
            {
                if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>Whether a part of an operation runs whenever another part of it does.</summary>
    private static bool IsCertain(IOperation outer, IOperation part) => outer switch
    {
        IConditionalOperation conditional => conditional.Condition == part,
        ISwitchExpressionOperation expression => expression.Value == part,
        ISwitchOperation statement => statement.Value == part,
        ICoalesceOperation coalesce => coalesce.Value == part,
        ICoalesceAssignmentOperation assignment => assignment.Target == part,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } binary => binary.LeftOperand == part,
        _ => true,
    };

    /// <summary>A sink in the operation that runs whenever the operation runs.</summary>
    private string? Find(IOperation operation, int hops, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (IsSink(operation, hops, cancellation) is { } sink)
        {
            return sink;
        }

        IEnumerable<IOperation> certain = operation switch
        {
            // "if (logger.IsEnabled(…))" is how high-performance logging is written; the sink behind it counts.
            IConditionalOperation conditional when IsLevelCheck(conditional.Condition) => [conditional.Condition, conditional.WhenTrue],
            ITryOperation attempt => attempt.Finally is { } last ? [attempt.Body, last] : [attempt.Body],
            // A loop may run no time at all.
            IForEachLoopOperation loop => [loop.Collection],
            IForLoopOperation loop => loop.Before,
            IWhileLoopOperation { ConditionIsTop: true } loop => loop.Condition is { } condition ? [condition] : [],
            IAnonymousFunctionOperation or ILocalFunctionOperation => [],
            _ => operation.ChildOperations.Where(child => IsCertain(operation, child)),
        };
        foreach (var child in certain)
        {
            if (Find(child, hops, cancellation) is { } found)
            {
                return found;
            }

            if (operation is IBlockOperation && MayReturn(child))
            {
                break;
            }
        }

        return null;
    }

    private static bool IsLevelCheck(IOperation condition) =>
        OperationTree.Unwrap(condition) is IInvocationOperation { TargetMethod.Name: "IsEnabled" or "HasListeners" };

    private string? IsSink(IOperation operation, int hops, CancellationToken cancellation)
    {
        if (operation is not IInvocationOperation { TargetMethod: var method })
        {
            return null;
        }

        if (IsSink(method))
        {
            return $"{method.ContainingType.Name}.{method.Name}";
        }

        return hops < MaximumHops && method.DeclaringSyntaxReferences.Length > 0 && Logs(method, hops + 1, cancellation)
            ? $"{method.ContainingType.Name}.{method.Name}, which logs"
            : null;
    }

    private bool IsSink(IMethodSymbol method) => _sinks.GetOrAdd((method.ReducedFrom ?? method).OriginalDefinition, Decide);

    private bool Decide(IMethodSymbol method)
    {
        var type = sdks.MetadataName(method.ContainingType.OriginalDefinition);
        if (_accepted.Count > 0 && (_accepted.Contains(type) || _accepted.Contains(type + "." + method.Name)))
        {
            return true;
        }

        return policy.LogSinks.TryGetValue(type, out var members)
            ? members.Any(m => m == "*" || m == method.Name || (m.EndsWith("*", StringComparison.Ordinal)
                && method.Name.StartsWith(m.Substring(0, m.Length - 1), StringComparison.Ordinal)))
            : method.GetAttributes().Any(a => a.AttributeClass is { Name: "LoggerMessageAttribute" });
    }

    private bool Logs(IMethodSymbol method, int hops, CancellationToken cancellation)
    {
        if (_logs[hops].TryGetValue(method, out var known))
        {
            return known;
        }

        var logs = false;
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            if (sources.Operation(reference.GetSyntax(cancellation), cancellation) is { } body
                && body.ChildOperations.Any(child => Find(child, hops, cancellation) is not null))
            {
                logs = true;
                break;
            }
        }

        _logs[hops][method] = logs;
        return logs;
    }
}
