using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Core.Facts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Flow;

/// <summary>
/// Whether anything is prepared for the failure of a call. "Missing" is only said where every way to the call is seen and none handles its
/// exception, and where nothing in the compilation points to resilience at all.
/// </summary>
internal sealed class Fallbacks(SourceModels sources)
{
    private const int MaximumHops = 4;

    /// <summary>Names that say that somebody has thought of failures. Where they are configured, they may cover any call.</summary>
    private static readonly string[] Resilience =
    [
        "AddExceptionHandler", "AddPolicyHandler", "AddResilienceHandler", "AddResiliencePipeline", "AddStandardHedgingHandler", "AddStandardResilienceHandler",
        "Polly", "ResiliencePipeline", "ResiliencePipelineBuilder", "UseExceptionHandler",
    ];

    public CallAspect Decide(IInvocationOperation call, CancellationToken cancellation)
    {
        switch (Guarded(call, new HashSet<ISymbol>(SymbolEqualityComparer.Default), 0, cancellation))
        {
            case AspectState.Met:
                return new CallAspect(AspectState.Met, "its failure is handled");
            case AspectState.Missing when Resilience.FirstOrDefault(name => sources.References.Occurrences(name, cancellation).Count > 0) is { } name:
                return new CallAspect(AspectState.NotVisible, $"the project uses {name}");
            case AspectState.Missing:
                return new CallAspect(AspectState.Missing, "neither this method nor what calls it handles its failure");
            default:
                return new CallAspect(AspectState.NotVisible, "who calls this method is not visible here");
        }
    }

    private AspectState Guarded(IOperation operation, HashSet<ISymbol> seen, int hops, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        for (IOperation inner = operation, outer = operation.Parent!; outer is not null; inner = outer, outer = outer.Parent!)
        {
            if (outer is ITryOperation attempt && attempt.Body == inner && attempt.Catches.Any(Handles))
            {
                return AspectState.Met;
            }

            // A delegate runs where it is called: a policy may run it, or run another one when it fails.
            if (outer is IAnonymousFunctionOperation && Taker(outer) is { } taker && !IsMap(taker.TargetMethod))
            {
                return AspectState.NotVisible;
            }
        }

        if (operation.SemanticModel?.GetEnclosingSymbol(operation.Syntax.SpanStart, cancellation) is not { } symbol)
        {
            return AspectState.NotVisible;
        }

        while (symbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction })
        {
            symbol = symbol.ContainingSymbol;
        }

        if (symbol is not IMethodSymbol method || hops >= MaximumHops || !seen.Add(method))
        {
            return AspectState.NotVisible;
        }

        if (method.Name is "<Main>$" or "Main" or "MainAsync" && method.IsStatic)
        {
            return AspectState.Missing;
        }

        var sites = sources.References.Calls(method, cancellation);
        if (sites.Calls.Count == 0 || !sites.IsComplete)
        {
            return AspectState.NotVisible;
        }

        // One caller that handles it shows that somebody has thought of it; others may be inside of tests.
        var states = sites.Calls.Select(s => Guarded(s.Operation, seen, hops + 1, cancellation)).ToArray();
        return states.Contains(AspectState.Met) ? AspectState.Met
            : states.Contains(AspectState.NotVisible) || method.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal && IsVisibleOutside(method.ContainingType)
                ? AspectState.NotVisible
                : AspectState.Missing;
    }

    private static bool IsVisibleOutside(INamedTypeSymbol type)
    {
        for (var t = type; t is not null; t = t.ContainingType)
        {
            if (t.DeclaredAccessibility != Accessibility.Public)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A handler that does something else than to throw again.</summary>
    private static bool Handles(ICatchClauseOperation handler) => handler.Handler.Operations.LastOrDefault() is not (IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation });

    private static IInvocationOperation? Taker(IOperation lambda)
    {
        var current = lambda.Parent;
        while (current is IDelegateCreationOperation or IConversionOperation or IArgumentOperation)
        {
            current = current.Parent;
        }

        return current as IInvocationOperation;
    }

    /// <summary>A route handler: the server answers 500 when it fails.</summary>
    private static bool IsMap(IMethodSymbol method) =>
        method.Name.StartsWith("Map", StringComparison.Ordinal) && method.ContainingNamespace.ToDisplayString().StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal);
}
