using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Sdks;
using GovernanceAnalyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Flow;

/// <summary>
/// Decides whether an inference call is logged: by a statement around it, by the pipeline its client was built with, or by SDK telemetry
/// that is both on and listened to. Three answers: by what; by nothing; or the client comes from where this analysis cannot see.
/// </summary>
internal sealed class LoggingAnalysis(SdkIndex sdks, CompiledPolicy policy, SourceModels sources)
{
    private const int MaximumDepth = 10;

    private readonly LogStatements _statements = new(sdks, policy, sources);
    private readonly TelemetryListeners _listeners = new(sources);

    /// <returns>The verdict, why, and, where nothing logs, the expression that makes the client, if that is an IChatClient or the like.</returns>
    public (Logged Verdict, string Evidence, SyntaxNode? Made) Decide(IInvocationOperation call, SdkEntry sdk, CancellationToken cancellation)
    {
        if (_statements.Around(call, cancellation) is { } statement)
        {
            return (Logged.Yes, $"logged by {statement} in the same method", null);
        }

        if (HasLoggedAttribute(call))
        {
            return (Logged.Yes, "the member is marked [InferenceLogged]", null);
        }

        var method = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
        if (_listeners.ListensTo(sdk, sdks.MetadataName(method.ContainingType), method.Name, cancellation) is { } telemetry)
        {
            return (Logged.Yes, telemetry, null);
        }

        var receiver = call.Instance ?? call.Arguments.FirstOrDefault()?.Value;
        var trace = receiver is null
            ? new Trace(Logged.NotVisible, "the client cannot be identified")
            : Client(receiver, 0, cancellation);
        return trace.Verdict == Logged.No
            ? (Logged.No, $"no log statement or activity surrounds it in {MemberName(call)}, and {trace.Evidence}", trace.Made)
            : (trace.Verdict, trace.Evidence, null);
    }

    /// <summary>
    /// Whether the receiver is an implementation that this compilation declares, such as a test fake or a wrapper: its own body holds the
    /// real call, if there is one, and is analysed by itself.
    /// </summary>
    public bool IsOwnImplementation(IInvocationOperation call, CancellationToken cancellation)
    {
        var receiver = call.Instance ?? call.Arguments.FirstOrDefault()?.Value;
        var type = receiver is null ? null : ConcreteType(receiver, 0, cancellation);
        return type is { DeclaringSyntaxReferences.Length: > 0, TypeKind: TypeKind.Class or TypeKind.Struct }
            && (call.Instance is null || call.TargetMethod.DeclaringSyntaxReferences.Length > 0 || Declares(type, call.TargetMethod.Name));
    }

    private static bool Declares(INamedTypeSymbol type, string member)
    {
        for (var t = type; t is { DeclaringSyntaxReferences.Length: > 0 }; t = t.BaseType)
        {
            if (!t.GetMembers(member).IsEmpty
                || t.GetMembers().OfType<IMethodSymbol>().Any(m => m.ExplicitInterfaceImplementations.Any(i => i.Name == member)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The class behind an expression: its static type, or that of the one object its local or read-only field is made with.</summary>
    private INamedTypeSymbol? ConcreteType(IOperation expression, int depth, CancellationToken cancellation)
    {
        var operation = OperationTree.Unwrap(expression);
        switch (operation)
        {
            case IInstanceReferenceOperation:
                return null;
            case IObjectCreationOperation creation:
                return creation.Type as INamedTypeSymbol;
            case ILocalReferenceOperation local when depth < 3:
                var values = sources.Assignments(local, out var complete);
                return complete && values.Count == 1 ? ConcreteType(values[0], depth + 1, cancellation) : operation.Type as INamedTypeSymbol;
            case IFieldReferenceOperation { Field: { IsReadOnly: true } field } when depth < 3:
                return sources.Initializer(field, cancellation) is { } initializer
                    ? ConcreteType(initializer, depth + 1, cancellation)
                    : operation.Type as INamedTypeSymbol;
            default:
                return operation.Type as INamedTypeSymbol;
        }
    }

    private static bool HasLoggedAttribute(IOperation call)
    {
        for (var symbol = call.SemanticModel?.GetEnclosingSymbol(call.Syntax.SpanStart); symbol is not null; symbol = symbol.ContainingSymbol)
        {
            if (symbol.GetAttributes().Any(a => a.AttributeClass?.Name == "InferenceLoggedAttribute"))
            {
                return true;
            }
        }

        return false;
    }

    private sealed record Trace(Logged Verdict, string Evidence)
    {
        /// <summary>The last library call on the way that gives an IChatClient or the like: the place for a logging step.</summary>
        public SyntaxNode? Made { get; init; }

        public Trace By(IOperation made) => PipelineTypes.IsClient(made.Type) ? this with { Made = made.Syntax } : this;
    }

    /// <summary>Follows a client expression to where it was made, looking for logging on the way.</summary>
    private Trace Client(IOperation expression, int depth, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var operation = OperationTree.Unwrap(expression);
        if (operation.Type is INamedTypeSymbol type && IsAcceptedType(type))
        {
            return new Trace(Logged.Yes, $"the client is a {type.Name}, which logs");
        }

        if (depth > MaximumDepth)
        {
            return new Trace(Logged.NotVisible, "the client passes through too many steps to follow");
        }

        switch (operation)
        {
            case ICoalesceOperation coalesce:
                return Weakest([Client(coalesce.Value, depth + 1, cancellation), Client(coalesce.WhenNull, depth + 1, cancellation)]);
            case IConditionalOperation { WhenFalse: { } whenFalse } conditional:
                return Weakest([Client(conditional.WhenTrue, depth + 1, cancellation), Client(whenFalse, depth + 1, cancellation)]);
            case IConditionalAccessOperation access:
                return Client(access.WhenNotNull, depth + 1, cancellation);
            case IConditionalAccessInstanceOperation { Parent: { } } instance when EnclosingAccess(instance) is { } access:
                return Client(access.Operation, depth + 1, cancellation);
            case ISimpleAssignmentOperation assignment:
                return Client(assignment.Value, depth + 1, cancellation);
            case ILocalReferenceOperation local:
                if (StepBefore(local) is { } earlier)
                {
                    return new Trace(Logged.Yes, $"its pipeline has {earlier}");
                }

                var values = sources.Assignments(local, out var complete);
                return complete && values.Count > 0
                    ? Weakest(values.Select(v => Client(v, depth + 1, cancellation)))
                    : new Trace(Logged.NotVisible, $"the client in local {local.Local.Name} is set in a way that cannot be followed");
            case IFieldReferenceOperation field:
                return Member(field.Field, depth, cancellation);
            case IPropertyReferenceOperation property:
                // A property of an SDK client (client.Messages) belongs to that client.
                return property.Property.DeclaringSyntaxReferences.Length == 0 && property.Instance is { } owner
                    ? Client(owner, depth + 1, cancellation)
                    : Member(property.Property, depth, cancellation);
            case IParameterReferenceOperation parameter:
                return new Trace(
                    Logged.NotVisible,
                    $"the client comes in through parameter {parameter.Parameter.Name}, and who builds it is not followed here");
            case IObjectCreationOperation creation:
                return Created(creation, depth, cancellation).By(creation);
            case IInvocationOperation call:
                return call.TargetMethod.DeclaringSyntaxReferences.IsEmpty
                    ? Returned(call, depth, cancellation).By(call)
                    : Returned(call, depth, cancellation);
            default:
                return new Trace(Logged.NotVisible, "where the client comes from cannot be followed");
        }
    }

    private static IConditionalAccessOperation? EnclosingAccess(IOperation instance)
    {
        for (var parent = instance.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IConditionalAccessOperation access)
            {
                return access;
            }
        }

        return null;
    }

    private Trace Created(IObjectCreationOperation creation, int depth, CancellationToken cancellation)
    {
        foreach (var argument in creation.Arguments)
        {
            if (TurnsLoggingOn(argument.Value, 0, cancellation) is { } option)
            {
                return new Trace(Logged.Yes, $"{option} is set where the client is created");
            }
        }

        if (creation.Initializer is { } initializer && FindOption(initializer) is { } own)
        {
            return new Trace(Logged.Yes, $"{own} is set where the client is created");
        }

        // A builder or an adapter wraps another client: what that one does counts.
        var inner = creation.Arguments.FirstOrDefault(a => IsClientLike(a.Value.Type));
        if (inner is not null)
        {
            return Client(inner.Value, depth + 1, cancellation);
        }

        var unseen = creation.Arguments.FirstOrDefault(a => IsFromElsewhere(a.Value, cancellation) && HasLoggingOptions(a.Value.Type));
        return unseen is not null
            ? new Trace(Logged.NotVisible, $"its options come in through {unseen.Value.Syntax}")
            : new Trace(Logged.No, $"its client is created {Where(creation.Syntax)} without a logging step");
    }

    private bool IsFromElsewhere(IOperation options, CancellationToken cancellation) => OperationTree.Unwrap(options) switch
    {
        IParameterReferenceOperation or IInvocationOperation => true,
        IMemberReferenceOperation member => sources.Initializer(member.Member, cancellation) is null,
        ILocalReferenceOperation local => sources.Assignments(local, out _).Any(v => IsFromElsewhere(v, cancellation)),
        _ => false,
    };

    private Trace Returned(IInvocationOperation call, int depth, CancellationToken cancellation)
    {
        var method = call.TargetMethod.ReducedFrom ?? call.TargetMethod;
        if (Step(call) is { } step)
        {
            return new Trace(Logged.Yes, $"its pipeline has {step}");
        }

        if (method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is { } declaration)
        {
            var returned = sources.Returned(declaration, cancellation);
            return returned.Count > 0
                ? Weakest(returned.Select(r => Client(r, depth + 1, cancellation)))
                : new Trace(Logged.NotVisible, $"{method.Name} makes the client in a way that cannot be followed");
        }

        foreach (var argument in call.Arguments)
        {
            if (TurnsLoggingOn(argument.Value, 0, cancellation) is { } option)
            {
                return new Trace(Logged.Yes, $"{option} is set where the client is created");
            }
        }

        var source = call.Instance ?? call.Arguments.FirstOrDefault()?.Value;
        return source is not null && !IsServiceProvider(source.Type) && (call.Instance is not null || method.IsExtensionMethod)
            ? Client(source, depth + 1, cancellation)
            : new Trace(Logged.NotVisible, $"the client comes from {method.ContainingType.Name}.{method.Name}, and its registration is not followed here");
    }

    /// <summary>The name of the logging that a builder call adds: a step, or a decorator in builder.Use(inner => new Wrapper(inner)).</summary>
    private string? Step(IInvocationOperation call)
    {
        var method = call.TargetMethod.ReducedFrom ?? call.TargetMethod;
        if (sdks.IsLoggingStep(method) || IsAccepted(method))
        {
            return method.Name;
        }

        return method.DeclaringSyntaxReferences.Length > 0
            ? null
            : call.Arguments
                .SelectMany(a => a.Value.DescendantsAndSelf())
                .OfType<IAnonymousFunctionOperation>()
                .SelectMany(lambda => lambda.Body.Descendants())
                .OfType<IObjectCreationOperation>()
                .FirstOrDefault(c => IsAcceptedType(c.Type))?.Type?.Name;
    }

    /// <summary>
    /// A logging step that was added to a builder in a statement of its own. Builders change in place, unlike clients, so it counts for
    /// what is built afterwards.
    /// </summary>
    private string? StepBefore(ILocalReferenceOperation builder)
    {
        if (builder.Type?.Name.EndsWith("Builder", StringComparison.Ordinal) != true)
        {
            return null;
        }

        return OperationTree.Body(builder, throughLambdas: true)
            .Descendants()
            .OfType<IInvocationOperation>()
            .Where(c => OperationTree.Precedes(c, builder) && Root(c) is { } root && OperationTree.IsLocal(root, builder.Local))
            .Where(c => OperationTree.IsCertainBefore(c, builder))
            .Select(Step)
            .FirstOrDefault(s => s is not null);

        static IOperation? Root(IOperation? operation)
        {
            while (operation is not null && OperationTree.Unwrap(operation) is IInvocationOperation call)
            {
                operation = call.Instance ?? (call.TargetMethod.IsExtensionMethod ? call.Arguments.FirstOrDefault()?.Value : null);
            }

            return operation;
        }
    }

    private Trace Member(ISymbol member, int depth, CancellationToken cancellation)
    {
        var values = new List<IOperation>();
        if (sources.Initializer(member, cancellation) is { } initializer)
        {
            values.Add(initializer);
        }

        values.AddRange(sources.Assigned(member, cancellation));
        return values.Count > 0
            ? Weakest(values.Select(v => Client(v, depth + 1, cancellation)))
            : new Trace(Logged.NotVisible, $"the client in {member.Name} is set outside of what is analysed here");
    }

    /// <summary>
    /// The option that turns logging on in an options expression: in its initialiser, set later on its local, or in what a local, a field
    /// or a method of this compilation contributes to it.
    /// </summary>
    private string? TurnsLoggingOn(IOperation options, int depth, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var value = OperationTree.Unwrap(options);
        if (depth > 3 || value is IAnonymousFunctionOperation or IDelegateCreationOperation)
        {
            return null;
        }

        if (FindOption(value) is { } direct)
        {
            return direct;
        }

        var parts = value switch
        {
            IMemberReferenceOperation member => sources.Initializer(member.Member, cancellation) is { } initializer ? [initializer] : [],
            IInvocationOperation call when call.TargetMethod.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is { } declaration =>
                sources.Returned(declaration, cancellation),
            IObjectCreationOperation { Initializer: { } initializer } =>
                initializer.Initializers.OfType<ISimpleAssignmentOperation>().Select(a => a.Value).Where(v => HasLoggingOptions(v.Type)),
            ILocalReferenceOperation local => sources.Assignments(local, out _).Concat(SetOn(local)),
            _ => [],
        };
        return parts.Select(p => TurnsLoggingOn(p, depth + 1, cancellation)).FirstOrDefault(o => o is not null);
    }

    /// <summary>The assignments to members of a local, as in <c>options.ClientLoggingOptions.LoggerFactory = factory</c>.</summary>
    private static IEnumerable<IOperation> SetOn(ILocalReferenceOperation local) => OperationTree.Body(local, throughLambdas: true)
        .Descendants()
        .OfType<ISimpleAssignmentOperation>()
        .Where(a => a.Target is IMemberReferenceOperation
            && RootLocal(a.Target) is { } root && SymbolEqualityComparer.Default.Equals(root, local.Local));

    private static ILocalSymbol? RootLocal(IOperation target)
    {
        while (target is IMemberReferenceOperation { Instance: { } instance })
        {
            target = OperationTree.Unwrap(instance);
        }

        return (target as ILocalReferenceOperation)?.Local;
    }

    private string? FindOption(IOperation operation) =>
        operation.DescendantsAndSelf().OfType<ISimpleAssignmentOperation>().Select(OptionName).FirstOrDefault(n => n is not null);

    /// <summary>The name of a logging option that the assignment sets to something other than null or false.</summary>
    private string? OptionName(ISimpleAssignmentOperation assignment) =>
        assignment.Target is IPropertyReferenceOperation { Property: var property }
        && sdks.IsLoggingOption(property)
        && OperationTree.Unwrap(assignment.Value).ConstantValue is not { HasValue: true, Value: null or false }
            ? $"{property.ContainingType.Name}.{property.Name}"
            : null;

    private bool IsAcceptedType(ITypeSymbol? type)
    {
        if (sdks.IsLoggingDecorator(type))
        {
            return true;
        }

        for (var t = type as INamedTypeSymbol; t is not null; t = t.BaseType)
        {
            if (policy.SatisfiedBy.Count > 0 && policy.SatisfiedBy.Contains(sdks.MetadataName(t.OriginalDefinition)))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsAccepted(IMethodSymbol method) =>
        policy.SatisfiedBy.Count > 0
        && (policy.SatisfiedBy.Contains(method.Name)
            || policy.SatisfiedBy.Contains($"{sdks.MetadataName(method.ContainingType.OriginalDefinition)}.{method.Name}"));

    /// <summary>A type through which inference calls can be made, or a builder of one: by name, because SDKs agree on these words.</summary>
    private static bool IsClientLike(ITypeSymbol? type) =>
        type is { Name: var name }
        && (name.EndsWith("Client", StringComparison.Ordinal)
            || name.EndsWith("Generator", StringComparison.Ordinal)
            || name.EndsWith("Builder", StringComparison.Ordinal))
        && name is not "HttpClient";

    private bool HasLoggingOptions(ITypeSymbol? type)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            if (t.GetMembers().OfType<IPropertySymbol>().Any(p => sdks.IsLoggingOption(p) || HasOption(p.Type)))
            {
                return true;
            }
        }

        return false;

        bool HasOption(ITypeSymbol options) => options.GetMembers().OfType<IPropertySymbol>().Any(sdks.IsLoggingOption);
    }

    private static bool IsServiceProvider(ITypeSymbol? type) =>
        type is { Name: "IServiceProvider" or "ServiceProvider" or "IServiceScope" or "IHost" or "WebApplication" or "IKeyedServiceProvider" };

    /// <summary>Of several possible clients the one that is logged least decides; a client nobody can see is worse than none known to be bad.</summary>
    private static Trace Weakest(IEnumerable<Trace> traces)
    {
        var all = traces.ToArray();
        return all.FirstOrDefault(t => t.Verdict == Logged.No)
            ?? all.FirstOrDefault(t => t.Verdict == Logged.NotVisible)
            ?? all[0];
    }

    private static string MemberName(IOperation operation)
    {
        var symbol = operation.SemanticModel?.GetEnclosingSymbol(operation.Syntax.SpanStart);
        while (symbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction })
        {
            symbol = symbol.ContainingSymbol;
        }

        return symbol switch
        {
            IMethodSymbol { Name: "<Main>$" } => "the program's top-level statements",
            IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => $"the constructor of {constructor.ContainingType.Name}",
            { Name.Length: > 0 } => symbol.Name,
            _ => "this member",
        };
    }

    private static string Where(SyntaxNode syntax)
    {
        var line = syntax.GetLocation().GetLineSpan();
        return $"at {Path.GetFileName(line.Path)}({line.StartLinePosition.Line + 1})";
    }
}
