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

    /// <summary>What logs the call, as a noun phrase, or null.</summary>
    public string? Around(IOperation call, CancellationToken cancellation)
    {
        for (IOperation inner = call, outer = call.Parent!; outer is not null; inner = outer, outer = outer.Parent!)
        {
            foreach (var sibling in outer.ChildOperations)
            {
                // The arm not taken never runs with the call.
                if (sibling != inner && outer is IConditionalOperation or ISwitchExpressionOperation or ISwitchOperation or ICoalesceOperation
                    && !IsCondition(outer, sibling))
                {
                    continue;
                }

                // A handler runs only when the call fails.
                if (sibling is ICatchClauseOperation)
                {
                    continue;
                }

                if (sibling != inner && Find(sibling, 0, cancellation) is { } found)
                {
                    return found;
                }
            }

            if (IsSink(outer, 0, cancellation) is { } around)
            {
                return around;
            }

            // What surrounds a lambda runs with it only when the call that takes the lambda is awaited there and then: a retry policy is, a
            // route handler is not.
            if (outer is ILocalFunctionOperation || (outer is IAnonymousFunctionOperation lambda && !IsAwaitedArgument(lambda)))
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Whether the method itself logs, whatever branch it takes.</summary>
    public bool Logs(IMethodSymbol method, CancellationToken cancellation) => Logs(method, 0, cancellation);

    private static bool IsAwaitedArgument(IAnonymousFunctionOperation lambda)
    {
        IOperation? current = lambda;
        while (current?.Parent is IDelegateCreationOperation or IConversionOperation or IArgumentOperation)
        {
            current = current.Parent;
        }

        return current?.Parent is IInvocationOperation { Parent: IAwaitOperation };
    }

    private static bool IsCondition(IOperation outer, IOperation sibling) => outer switch
    {
        IConditionalOperation conditional => conditional.Condition == sibling,
        ISwitchExpressionOperation expression => expression.Value == sibling,
        ISwitchOperation statement => statement.Value == sibling,
        ICoalesceOperation coalesce => coalesce.Value == sibling,
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
            IConditionalOperation conditional => IsLevelCheck(conditional.Condition)
                ? [conditional.Condition, conditional.WhenTrue]
                : [conditional.Condition],
            ISwitchOperation statement => [statement.Value],
            ISwitchExpressionOperation expression => [expression.Value],
            ICoalesceOperation coalesce => [coalesce.Value],
            ITryOperation attempt => attempt.Finally is { } last ? [attempt.Body, last] : [attempt.Body],
            IAnonymousFunctionOperation or ILocalFunctionOperation => [],
            _ => operation.ChildOperations,
        };
        foreach (var child in certain)
        {
            if (Find(child, hops, cancellation) is { } found)
            {
                return found;
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

    private bool IsSink(IMethodSymbol method)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
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
