using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Facts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Flow;

/// <summary>Clients that come in from outside: by parameter from the callers, or from a container by what was registered.</summary>
internal sealed partial class ClientTracer
{
    private readonly HashSet<IOperation> _active = [];

    private Trace Parameter(IParameterReferenceOperation reference, CallFrame? frame, int depth)
    {
        var parameter = reference.Parameter;
        if (frame?.Argument(parameter) is { } given)
        {
            return Client(given.Value, frame.Caller, depth + 1);
        }

        if (IsInjected(parameter))
        {
            return Service(parameter.Type, InjectedKey(parameter), depth);
        }

        return parameter.ContainingSymbol is not IMethodSymbol owner
            ? ComesIn(parameter)
            : owner.MethodKind switch
            {
                MethodKind.Constructor => ConstructorParameter(parameter, owner, depth),
                MethodKind.AnonymousFunction => IsRouteHandler(Lambda(reference, owner)) ? Service(parameter.Type, null, depth) : ComesIn(parameter),
                _ => MethodParameter(parameter, owner, depth),
            };
    }

    private static Trace ComesIn(IParameterSymbol parameter) =>
        Trace.NotVisible($"the client comes in through parameter {parameter.Name}, and who passes it is not visible in this project");

    private Trace MethodParameter(IParameterSymbol parameter, IMethodSymbol owner, int depth)
    {
        var calls = sources.References.Calls(owner, cancellation);
        var traces = Passed(parameter, calls, depth).ToList();
        if (IsRouteHandler(owner))
        {
            traces.Add(Service(parameter.Type, null, depth));
        }
        else if (!calls.IsComplete)
        {
            traces.Add(ComesIn(parameter));
        }

        return traces.Count > 0 ? Trace.Weakest(traces) : ComesIn(parameter);
    }

    private Trace ConstructorParameter(IParameterSymbol parameter, IMethodSymbol owner, int depth)
    {
        var calls = sources.References.Calls(owner, cancellation);
        var traces = Passed(parameter, calls, depth).ToList();

        // Where nobody writes "new", a container makes it; where somebody does, it may be both.
        if (traces.Count == 0)
        {
            return Service(parameter.Type, null, depth);
        }

        if (sources.References.IsTypeArgument(owner.ContainingType, cancellation) && registrations.Of(parameter.Type, null, cancellation).Count > 0)
        {
            traces.Add(Service(parameter.Type, null, depth));
        }

        return Trace.Weakest(traces);
    }

    private IEnumerable<Trace> Passed(IParameterSymbol parameter, CallSites calls, int depth)
    {
        foreach (var call in calls.Calls)
        {
            if (call.Argument(parameter) is { } argument
                && OperationTree.Unwrap(argument.Value) is not { ConstantValue: { HasValue: true, Value: null } }
                && _active.Add(argument))
            {
                var trace = Client(argument.Value, null, depth + 1);
                _active.Remove(argument);
                yield return trace;
            }
        }
    }

    /// <summary>What is registered for a service. All registrations count: which one a program uses may depend on where it runs.</summary>
    private Trace Service(ITypeSymbol service, ServiceKey? key, int depth)
    {
        var name = service.Name + (key is { Text: { } text } ? $" with the key {text.Substring(text.IndexOf(' ') + 1)}" : key is null ? "" : " with a key");
        var found = registrations.Of(service, key, cancellation);
        if (found.Count == 0)
        {
            return Trace.NotVisible($"the client is an injected {name}, and this project registers none");
        }

        foreach (var decorator in registrations.DecoratorsOf(service, cancellation))
        {
            if (accepted.Step(decorator.Call, member, cancellation) is { }
                || accepted.IsType(decorator.Implementation, member, cancellation)
                || decorator.Value?.DescendantsAndSelf().Any(Logs) == true)
            {
                return Trace.Yes($"{name} is decorated at {Trace.Place(decorator.Call.Syntax)} with {decorator.Implementation?.Name ?? "a client that logs"}");
            }
        }

        var traces = new List<Trace>();
        foreach (var registration in found)
        {
            if (_active.Add(registration.Call))
            {
                var trace = Registered(registration, depth);
                _active.Remove(registration.Call);
                traces.Add(trace with { Evidence = $"{name} is registered at {Trace.Place(Named(registration.Call))}: {trace.Evidence}" });
            }
        }

        return traces.Count > 0 ? Trace.Weakest(traces) : Trace.NotVisible($"{name} is registered in terms of itself");
    }

    /// <summary>A part of a decorating lambda: <c>inner => new LoggingChatClient(inner, logger)</c>, or a pipeline built around it.</summary>
    private bool Logs(IOperation part) => part switch
    {
        IObjectCreationOperation creation => accepted.IsType(creation.Type, member, cancellation),
        IInvocationOperation call => accepted.Step(call, member, cancellation) is not null,
        _ => false,
    };

    /// <summary>The line of the method's name, since a chain may begin far above it.</summary>
    private static SyntaxNode Named(IInvocationOperation call) =>
        call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } ? access.Name : call.Syntax;

    private Trace Registered(Registration registration, int depth)
    {
        if (registration.Unseen.Length > 0)
        {
            return Trace.NotVisible(registration.Unseen);
        }

        if (StepAfter(registration.Call, 0) is { } step)
        {
            return Trace.Yes($"its pipeline has {step}");
        }

        if (registration.Value is { } value)
        {
            return value.Type is { TypeKind: TypeKind.Delegate } or null || OperationTree.Unwrap(value) is IDelegateCreationOperation or IAnonymousFunctionOperation
                ? Factory(value, null, depth) ?? Trace.NotVisible("its factory cannot be looked into")
                : Client(value, null, depth + 1);
        }

        if (registration.Implementation is { } implementation)
        {
            return accepted.IsType(implementation, member, cancellation) ? Trace.Yes($"it is a {implementation.Name}, which logs")
                : implementation.DeclaringSyntaxReferences.Length > 0
                    ? Trace.NotVisible($"it is a {implementation.Name} of this project, whose own calls are judged where they stand")
                    : Trace.NotVisible($"the container makes it as {implementation.Name}, with options that are not visible here");
        }

        return accepted.IsType(registration.Service, member, cancellation)
            ? Trace.Yes($"it is a {registration.Service!.Name}, which logs")
            : Trace.NotVisible("how the container makes it is not visible here");
    }

    /// <summary>A logging step behind a registration that returns a builder: in the chain, on its local, or where a method of one's own returns it.</summary>
    private string? StepAfter(IInvocationOperation call, int hops)
    {
        IOperation current = call;
        while (true)
        {
            if (current is IInvocationOperation link && accepted.Step(link, member, cancellation) is { } step)
            {
                return step;
            }

            var parent = current.Parent;
            while (parent is IConversionOperation or IParenthesizedOperation or IArgumentOperation { Parent: IInvocationOperation { TargetMethod.IsExtensionMethod: true } })
            {
                current = parent;
                parent = parent.Parent;
            }

            switch (parent)
            {
                case IInvocationOperation next when next.Instance == current || (next.TargetMethod.IsExtensionMethod && next.Arguments[0] == current):
                    current = next;
                    continue;
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                    return CallsOn(declarator.Symbol, declarator)
                        .Where(c => OperationTree.IsCertainBefore(c, declarator))
                        .Select(c => accepted.Step(c, member, cancellation))
                        .FirstOrDefault(s => s is not null);
                case IReturnOperation when hops < 3 && call.SemanticModel?.GetEnclosingSymbol(call.Syntax.SpanStart, cancellation) is IMethodSymbol owner:
                    var callers = sources.References.Calls(owner, cancellation);
                    var steps = callers.Calls.Select(c => c.Operation).OfType<IInvocationOperation>().Select(c => StepAfter(c, hops + 1)).ToArray();
                    return callers.IsComplete && steps.Length > 0 && steps.All(s => s is not null) ? steps[0] : null;
                default:
                    return null;
            }
        }
    }

    /// <summary>The service and key that a call asks a container for, or null for another call.</summary>
    private static (ITypeSymbol Service, ServiceKey? Key)? Request(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.Name is not ("GetService" or "GetRequiredService" or "GetKeyedService" or "GetRequiredKeyedService")
            || !IsContainer(call.Instance?.Type ?? call.Arguments.FirstOrDefault()?.Value.Type))
        {
            return null;
        }

        var service = method.TypeArguments.Length == 1
            ? method.TypeArguments[0]
            : call.Arguments.Select(a => OperationTree.Unwrap(a.Value)).OfType<ITypeOfOperation>().FirstOrDefault()?.TypeOperand;
        if (service is null)
        {
            return null;
        }

        var key = call.Arguments.FirstOrDefault(a => a.Parameter?.Name == "serviceKey");
        return (service, key is null ? null : ServiceKey.Of(key.Value));
    }

    private static bool IsContainer(ITypeSymbol? type) =>
        type is { Name: "IServiceProvider" or "ServiceProvider" or "IServiceScope" or "AsyncServiceScope" or "IHost" or "WebApplication" or "IKeyedServiceProvider" };

    private static bool IsInjected(IParameterSymbol parameter) =>
        parameter.GetAttributes().Any(a => a.AttributeClass?.Name is "FromServicesAttribute" or "FromKeyedServicesAttribute");

    private static ServiceKey? InjectedKey(ISymbol target) => target.GetAttributes()
        .Where(a => a.AttributeClass?.Name is "FromKeyedServicesAttribute" or "InjectAttribute")
        .SelectMany(a => a.AttributeClass!.Name == "InjectAttribute" ? a.NamedArguments.Where(n => n.Key == "Key").Select(n => n.Value) : a.ConstructorArguments)
        .Where(c => !c.IsNull)
        .Select(ServiceKey.Of)
        .FirstOrDefault();

    private static IAnonymousFunctionOperation? Lambda(IOperation within, IMethodSymbol symbol)
    {
        for (var parent = within.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation lambda && SymbolEqualityComparer.Default.Equals(lambda.Symbol, symbol))
            {
                return lambda;
            }
        }

        return null;
    }

    /// <summary>Whoever takes a plain Delegate calls it by reflection, and fills parameters from the container: minimal APIs do.</summary>
    private static bool IsRouteHandler(IAnonymousFunctionOperation? lambda)
    {
        IOperation? current = lambda;
        while (current?.Parent is IDelegateCreationOperation or IConversionOperation)
        {
            current = current.Parent;
        }

        return current?.Parent is IArgumentOperation { Parameter.Type: { Name: "Delegate", ContainingNamespace.Name: "System" } };
    }

    private bool IsRouteHandler(IMethodSymbol method)
    {
        foreach (var token in sources.References.Occurrences(method.Name, cancellation))
        {
            SyntaxNode? expression = token.Parent is SimpleNameSyntax { Parent: MemberAccessExpressionSyntax access } name && access.Name == name ? access : token.Parent;
            if (expression?.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax invocation }
                && sources.Operation(invocation, cancellation) is IInvocationOperation call
                && call.Arguments
                    .Where(a => a.Parameter?.Type is { Name: "Delegate", ContainingNamespace.Name: "System" })
                    .SelectMany(a => a.Value.DescendantsAndSelf())
                    .Any(o => o is IMethodReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Method.OriginalDefinition, method.OriginalDefinition)))
            {
                return true;
            }
        }

        return false;
    }
}
