using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Flow;

/// <summary>
/// Whether a client is made for each call: inside the loop that calls it, or in a method that a server runs for each request. Top-level
/// programs, tests and clients whose arguments differ from turn to turn or from request to request are left alone.
/// </summary>
internal sealed class ClientLifetimes(SourceModels sources)
{
    private static readonly HashSet<string> RequestTypes = new(StringComparer.Ordinal) { "ControllerBase", "PageModel", "Hub", "ComponentBase" };

    private static readonly HashSet<string> MapMethods =
        new(StringComparer.Ordinal) { "MapGet", "MapPost", "MapPut", "MapDelete", "MapPatch", "MapMethods" };

    public CallAspect Decide(IInvocationOperation call, CancellationToken cancellation)
    {
        if ((call.Instance ?? call.Arguments.FirstOrDefault()?.Value) is not { } receiver || Creation(receiver, 0) is not { } creation || IsTest(call))
        {
            return CallAspect.NotAsked;
        }

        var evidence = IsProgram(call, cancellation) ? null : InLoop(call, creation);
        evidence ??= InRequest(call, creation, cancellation);
        return evidence is null ? CallAspect.NotAsked : new CallAspect(AspectState.Missing, evidence);
    }

    /// <summary>The construction of an SDK's client in the same body, which locals and factory methods of other clients lead to.</summary>
    private IObjectCreationOperation? Creation(IOperation expression, int depth)
    {
        var operation = OperationTree.Unwrap(expression);
        return depth > 5 ? null : operation switch
        {
            IObjectCreationOperation { Type: { DeclaringSyntaxReferences.Length: 0, Name: var name } } creation =>
                creation.Arguments.FirstOrDefault(a => a.Value.Type?.Name.EndsWith("Client", StringComparison.Ordinal) == true) is { } inner
                    ? Creation(inner.Value, depth + 1)
                    : name.EndsWith("Client", StringComparison.Ordinal) && name != "HttpClient" ? creation : null,
            ILocalReferenceOperation local => sources.Assignments(local, out var complete) is { Count: 1 } values && complete ? Creation(values[0], depth + 1) : null,
            IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.Length: 0 } call
                when OperationTree.Receiver(call) is { } source => Creation(source, depth + 1),
            _ => null,
        };
    }

    private static string? InLoop(IOperation call, IObjectCreationOperation creation)
    {
        for (var parent = creation.Parent; parent is not null and not (IAnonymousFunctionOperation or ILocalFunctionOperation); parent = parent.Parent)
        {
            if (parent is ILoopOperation loop && Contains(loop, call) && !DependsOn(creation, loop))
            {
                return "is made anew in every turn of a loop";
            }
        }

        return null;
    }

    private static string? InRequest(IOperation call, IObjectCreationOperation creation, CancellationToken cancellation)
    {
        // A lambda of a minimal API, or the method itself.
        for (IOperation? outer = call; outer is not null; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation lambda
                && Contains(lambda, creation)
                && lambda.Parent is IDelegateCreationOperation { Parent: IArgumentOperation or IConversionOperation } handler
                && Invocation(handler) is { TargetMethod: var map } && MapMethods.Contains(map.Name) && map.ContainingNamespace.ToDisplayString().StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal))
            {
                return UsesParameter(creation) ? null : $"is made anew for every request of {map.Name}";
            }
        }

        if (call.SemanticModel?.GetEnclosingSymbol(call.Syntax.SpanStart, cancellation) is not { } symbol || Method(symbol) is not { MethodKind: MethodKind.Ordinary, IsStatic: false } method)
        {
            return null;
        }

        var isRequest = method.DeclaredAccessibility == Accessibility.Public && Bases(method.ContainingType).Any(t => RequestTypes.Contains(t.Name))
            || method.GetAttributes().Any(a => a.AttributeClass?.Name is "FunctionAttribute" or "FunctionNameAttribute")
            || (method.Name is "Invoke" or "InvokeAsync" && method.Parameters.Any(p => p.Type.Name == "HttpContext"));
        return isRequest && !UsesParameter(creation) ? $"is made anew for every request in {method.ContainingType.Name}.{method.Name}" : null;
    }

    private static IInvocationOperation? Invocation(IOperation operation)
    {
        var current = operation.Parent;
        while (current is IArgumentOperation or IConversionOperation)
        {
            current = current.Parent;
        }

        return current as IInvocationOperation;
    }

    /// <summary>Whether the client is another one in each turn: its arguments come from inside the loop.</summary>
    private static bool DependsOn(IObjectCreationOperation creation, ILoopOperation loop) => creation.Descendants().Any(o => o switch
    {
        ILocalReferenceOperation local => local.Local.DeclaringSyntaxReferences.Any(r => loop.Syntax.Span.Contains(r.Span)),
        IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } } => true,
        IInvocationOperation call => call.Arguments.Length > 0 && call.TargetMethod.Name is not ("GetEnvironmentVariable" or "GetValue" or "GetRequiredService" or "GetService"),
        _ => false,
    });

    /// <summary>A client for the caller's own key, tenant or model.</summary>
    private static bool UsesParameter(IObjectCreationOperation creation) => creation.Descendants().Any(o =>
        o is ILocalReferenceOperation { Local.IsConst: false }
            || (o is IParameterReferenceOperation { Parameter: var parameter }
                && parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Constructor }
                && !parameter.Type.Name.StartsWith("IConfiguration", StringComparison.Ordinal)
                && !parameter.Type.Name.StartsWith("IOptions", StringComparison.Ordinal)));

    private static bool IsTest(IOperation call)
    {
        for (var symbol = call.SemanticModel?.GetEnclosingSymbol(call.Syntax.SpanStart); symbol is not null; symbol = symbol.ContainingSymbol)
        {
            if (symbol.GetAttributes().Any(a => a.AttributeClass?.Name is "FactAttribute" or "TheoryAttribute" or "TestAttribute" or "TestCaseAttribute"
                or "TestMethodAttribute" or "DataTestMethodAttribute" or "BenchmarkAttribute"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Top-level statements, Main, and what only they call, is a program's own business.</summary>
    private static bool IsProgram(IOperation call, CancellationToken cancellation)
    {
        var method = call.SemanticModel?.GetEnclosingSymbol(call.Syntax.SpanStart, cancellation) is { } symbol ? Method(symbol) : null;
        return method is null or { IsStatic: true };
    }

    private static IMethodSymbol? Method(ISymbol symbol)
    {
        ISymbol? current = symbol;
        while (current is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction })
        {
            current = current.ContainingSymbol;
        }

        return current as IMethodSymbol;
    }

    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        for (var t = type.BaseType; t is not null; t = t.BaseType)
        {
            yield return t;
        }
    }

    private static bool Contains(IOperation ancestor, IOperation operation)
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
