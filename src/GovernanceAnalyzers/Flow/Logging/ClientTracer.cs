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
/// Follows the client of one call to where it was made, through locals, members, methods, callers and containers, looking for logging on
/// the way. One instance per call.
/// </summary>
/// <param name="member">The method that is called on the client: a wrapper may log some and not others.</param>
/// <remarks>Caps: <see cref="MaximumDepth"/> hops one behind the other, <see cref="MaximumSteps"/> in all.</remarks>
internal sealed partial class ClientTracer(
    SdkIndex sdks,
    SourceModels sources,
    AcceptedLogging accepted,
    Registrations registrations,
    LoggingOptions options,
    LoggingHandlers handlers,
    string member,
    CancellationToken cancellation)
{
    public const int MaximumDepth = 16;
    public const int MaximumSteps = 400;

    private int _steps;

    public Trace Follow(IOperation client) => Client(client, null, 0);

    private Trace Client(IOperation expression, CallFrame? frame, int depth)
    {
        cancellation.ThrowIfCancellationRequested();
        var operation = OperationTree.Unwrap(expression);
        if (operation.Type is INamedTypeSymbol type && accepted.IsType(type, member, cancellation))
        {
            return Trace.Yes($"the client is a {type.Name}, which logs");
        }

        if (depth > MaximumDepth || ++_steps > MaximumSteps)
        {
            return Trace.NotVisible("the client passes through too many steps to follow");
        }

        switch (operation)
        {
            case ICoalesceOperation { WhenNull: IThrowOperation or IConversionOperation { Operand: IThrowOperation } } guarded:
                return Client(guarded.Value, frame, depth + 1);
            case ICoalesceOperation coalesce:
                return Trace.Weakest([Client(coalesce.Value, frame, depth + 1), Client(coalesce.WhenNull, frame, depth + 1)]);
            case IConditionalOperation { WhenFalse: { } whenFalse } conditional:
                return Trace.Weakest([Client(conditional.WhenTrue, frame, depth + 1), Client(whenFalse, frame, depth + 1)]);
            case ISwitchExpressionOperation { Arms.Length: > 0 } choice:
                return Trace.Weakest(choice.Arms
                    .Where(a => OperationTree.Unwrap(a.Value) is not IThrowOperation)
                    .Select(a => Client(a.Value, frame, depth + 1))
                    .DefaultIfEmpty(Trace.NotVisible("where the client comes from cannot be followed")));
            case IConditionalAccessOperation access:
                return Client(access.WhenNotNull, frame, depth + 1);
            case IConditionalAccessInstanceOperation instance when OperationTree.Accessed(instance) is { } accessed:
                return Client(accessed, frame, depth + 1);
            case ISimpleAssignmentOperation assignment:
                return Client(assignment.Value, frame, depth + 1);
            case ICoalesceAssignmentOperation assignment:
                return Trace.Weakest([Client(assignment.Target, frame, depth + 1), Client(assignment.Value, frame, depth + 1)]);
            case ILocalReferenceOperation local:
                return Local(local, frame, depth);
            case IFieldReferenceOperation field:
                return Member(field.Field, frame, depth);
            case IPropertyReferenceOperation property:
                // A property of an SDK client (client.Messages) belongs to that client.
                return property.Property.DeclaringSyntaxReferences.Length == 0 && property.Instance is { } owner
                    ? Client(owner, frame, depth + 1)
                    : Member(property.Property, frame, depth);
            case IParameterReferenceOperation parameter:
                return Parameter(parameter, frame, depth);
            case IObjectCreationOperation creation:
                return Created(creation, frame, depth).By(creation);
            case IInvocationOperation call:
                // A container only hands out what was made elsewhere, and so does a method of this compilation.
                return Declaration(call.TargetMethod) is null && Request(call) is null
                    ? Returned(call, frame, depth).By(call)
                    : Returned(call, frame, depth);
            default:
                return Trace.NotVisible("where the client comes from cannot be followed");
        }
    }

    private Trace Local(ILocalReferenceOperation local, CallFrame? frame, int depth)
    {
        if (StepBefore(local) is { } earlier)
        {
            return Trace.Yes($"its pipeline has {earlier}");
        }

        var values = sources.Assignments(local, out var complete);
        return complete && values.Count > 0
            ? Trace.Weakest(values.Select(v => Client(v, frame, depth + 1)))
            : Trace.NotVisible($"the client in local {local.Local.Name} is set in a way that cannot be followed");
    }

    private Trace Member(ISymbol target, CallFrame? frame, int depth)
    {
        if (target.GetAttributes().Any(a => a.AttributeClass?.Name == "InjectAttribute") && TypeOf(target) is { } injected)
        {
            return Service(injected, InjectedKey(target), depth);
        }

        var values = new List<IOperation>();
        if (sources.Initializer(target, cancellation) is { } initializer)
        {
            values.Add(initializer);
        }
        else if (target is IPropertySymbol property)
        {
            values.AddRange(sources.Returned(property, cancellation));
        }

        var writes = sources.References.Writes(target, cancellation);
        values.AddRange(writes.Values);
        var traces = values
            .Where(v => OperationTree.Unwrap(v) is not { ConstantValue: { HasValue: true, Value: null } } and not IDefaultValueOperation)
            .Select(v => Client(v, frame, depth + 1))
            .ToList();
        return traces.Count > 0 && writes.IsComplete
            ? Trace.Weakest(traces)
            : Trace.NotVisible($"the client in {target.Name} is set outside of what is analysed here");
    }

    private Trace Created(IObjectCreationOperation creation, CallFrame? frame, int depth)
    {
        if (options.SetBy(creation, cancellation) is { } option)
        {
            return Trace.Yes($"{option} is set where the client is created");
        }

        // A builder or an adapter wraps another client: what that one does counts. A factory is as good as what it returns.
        foreach (var argument in creation.Arguments)
        {
            if (IsClientLike(argument.Value.Type))
            {
                return Client(argument.Value, frame, depth + 1);
            }

            if (argument.Value.Type is INamedTypeSymbol { DelegateInvokeMethod.ReturnType: var made } && IsClientLike(made)
                && Factory(argument.Value, frame, depth) is { } trace)
            {
                return trace;
            }
        }

        if (handlers.In(creation, cancellation) is { } handled)
        {
            return handled;
        }

        return options.Unseen(creation, cancellation) is { } unseen
            ? Trace.NotVisible($"its options come in through {unseen}")
            : Trace.No($"its client is created at {Trace.Place(creation.Syntax)} without a logging step");
    }

    private Trace Returned(IInvocationOperation call, CallFrame? frame, int depth)
    {
        var method = call.TargetMethod.ReducedFrom ?? call.TargetMethod;
        if (accepted.Step(call, member, cancellation) is { } step)
        {
            return Trace.Yes($"its pipeline has {step}");
        }

        if (Request(call) is var (service, key))
        {
            return Service(service, key, depth);
        }

        if (Declaration(method) is { } declaration)
        {
            if (frame is { Depth: > 6 })
            {
                return Trace.NotVisible("the client passes through too many steps to follow");
            }

            var inner = new CallFrame(method, call.Arguments, frame);
            var returned = sources.Returned(declaration, cancellation);
            return returned.Count > 0
                ? Trace.Weakest(returned.Select(r => Client(r, inner, depth + 1)))
                : Trace.NotVisible($"{method.Name} makes the client in a way that cannot be followed");
        }

        if (options.SetBy(call, cancellation) is { } option)
        {
            return Trace.Yes($"{option} is set where the client is created");
        }

        var source = call.Instance ?? call.Arguments.FirstOrDefault()?.Value;
        if (source is not null && !IsContainer(source.Type) && (call.Instance is not null || method.IsExtensionMethod))
        {
            return Client(source, frame, depth + 1);
        }

        return Trace.NotVisible(call.Instance is null && sdks.Clients(method).Any(c => c.Entry.Kind == "builder")
            ? $"its builder at {Trace.Place(call.Syntax)} is given no logger in this project, and what else is put into it cannot be looked into"
            : $"the client comes from {method.ContainingType.Name}.{method.Name}, which cannot be looked into");
    }

    /// <summary>The body of a method of this compilation; of an interface's or abstract method that of its one implementation.</summary>
    private SyntaxNode? Declaration(IMethodSymbol method)
    {
        if (method.DeclaringSyntaxReferences.Length == 0)
        {
            return null;
        }

        if (!method.IsAbstract)
        {
            return (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        }

        var implementations = sources.References.Implementations(method, cancellation);
        return (implementations.Count == 1 ? implementations[0] : method).DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);
    }

    /// <summary>What a factory returns: a lambda, or a method that is passed by name. Null for a delegate that comes from elsewhere.</summary>
    private Trace? Factory(IOperation factory, CallFrame? frame, int depth)
    {
        factory = OperationTree.Unwrap(factory);
        if (factory is IDelegateCreationOperation creation)
        {
            factory = OperationTree.Unwrap(creation.Target);
        }

        var returned = factory switch
        {
            IAnonymousFunctionOperation lambda => Returns(lambda),
            IMethodReferenceOperation { Method: var method } when Declaration(method) is { } declaration => sources.Returned(declaration, cancellation),
            _ => null,
        };
        return returned is { Count: > 0 } ? Trace.Weakest(returned.Select(r => Client(r, frame, depth + 1))) : null;
    }

    private static List<IOperation> Returns(IAnonymousFunctionOperation lambda)
    {
        var returned = new List<IOperation>();
        Add(lambda.Body);
        return returned;

        void Add(IOperation operation)
        {
            foreach (var child in operation.ChildOperations)
            {
                if (child is IReturnOperation { ReturnedValue: { } value })
                {
                    returned.Add(value);
                }
                else if (child is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
                {
                    Add(child);
                }
            }
        }
    }

    /// <summary>
    /// A logging step that was added to a builder in a statement of its own. Builders change in place, unlike clients, so it counts for
    /// what is built afterwards.
    /// </summary>
    private string? StepBefore(ILocalReferenceOperation builder) =>
        builder.Type?.Name.EndsWith("Builder", StringComparison.Ordinal) != true
            ? null
            : CallsOn(builder.Local, builder)
                .Where(c => OperationTree.Precedes(c, builder) && OperationTree.IsCertainBefore(c, builder))
                .Select(c => accepted.Step(c, member, cancellation))
                .FirstOrDefault(s => s is not null);

    /// <summary>The calls on a local, also further down a chain (<c>builder.Services.AddLogging()</c>), in the body where it lives.</summary>
    private static IEnumerable<IInvocationOperation> CallsOn(ILocalSymbol local, IOperation within)
    {
        return OperationTree.Body(within, throughLambdas: true)
            .Descendants()
            .OfType<IInvocationOperation>()
            .Where(c => OperationTree.IsLocal(Root(c), local));

        static IOperation Root(IOperation operation)
        {
            while (true)
            {
                var receiver = OperationTree.Unwrap(operation) switch
                {
                    IInvocationOperation call => OperationTree.Receiver(call),
                    IPropertyReferenceOperation property => property.Instance,
                    _ => null,
                };
                if (receiver is null)
                {
                    return operation;
                }

                operation = receiver;
            }
        }
    }

    private static ITypeSymbol? TypeOf(ISymbol target) => (target as IPropertySymbol)?.Type ?? (target as IFieldSymbol)?.Type;

    /// <summary>A type through which inference calls can be made, or a builder of one: by name, because SDKs agree on these words.</summary>
    private bool IsClientLike(ITypeSymbol? type) =>
        type is { Name: var name }
        && (name.EndsWith("Client", StringComparison.Ordinal)
            || name.EndsWith("Generator", StringComparison.Ordinal)
            || name.EndsWith("Builder", StringComparison.Ordinal)
            || sdks.ClientType(type) is not null)
        && name is not "HttpClient";
}
