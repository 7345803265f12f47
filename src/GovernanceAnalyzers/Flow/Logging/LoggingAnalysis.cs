using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Sdks;
using GovernanceAnalyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Flow;

/// <summary>
/// Decides whether an inference call is logged: by a statement around it, by the pipeline its client was built with, or by SDK telemetry
/// that is both on and listened to. Three answers: by what; by nothing; or the client comes from where this analysis cannot see.
/// </summary>
internal sealed class LoggingAnalysis
{
    private readonly LogStatements _statements;
    private readonly TelemetryListeners _listeners;
    private readonly AcceptedLogging _accepted;
    private readonly Registrations _registrations;
    private readonly LoggingOptions _options;
    private readonly LoggingHandlers _handlers;
    private readonly SdkIndex _sdks;
    private readonly SourceModels _sources;

    public LoggingAnalysis(SdkIndex sdks, CompiledPolicy policy, SourceModels sources)
    {
        _sdks = sdks;
        _sources = sources;
        _statements = new LogStatements(sdks, policy, sources);
        _listeners = new TelemetryListeners(sources);
        _accepted = new AcceptedLogging(sdks, policy, sources, _statements);
        _registrations = new Registrations(sdks, sources);
        _options = new LoggingOptions(sdks, sources);
        _handlers = new LoggingHandlers(sources, _statements);
    }

    /// <returns>The verdict, why, and, where nothing logs, the expression that makes the client, if that is an IChatClient or the like.</returns>
    public (Logged Verdict, string Evidence, SyntaxNode? Made) Decide(IInvocationOperation call, SdkEntry sdk, CancellationToken cancellation)
    {
        if (_statements.Around(call, cancellation) is { } statement)
        {
            return (Logged.Yes, $"logged by {statement} in the same method", null);
        }

        if (_statements.AroundCallers(call, cancellation) is { } outer)
        {
            return (Logged.Yes, $"logged by {outer}", null);
        }

        if (HasLoggedAttribute(call))
        {
            return (Logged.Yes, "the member is marked [InferenceLogged]", null);
        }

        var method = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
        var telemetry = _listeners.ListensTo(sdk, _sdks.MetadataName(method.ContainingType), method.Name, cancellation);
        if (telemetry is { Verdict: Logged.Yes })
        {
            return (Logged.Yes, telemetry.Evidence, null);
        }

        var receiver = call.Instance ?? call.Arguments.FirstOrDefault()?.Value;
        var trace = receiver is null
            ? Trace.NotVisible("the client cannot be identified")
            : new ClientTracer(_sdks, _sources, _accepted, _registrations, _options, _handlers, Member(receiver.Type, method), cancellation).Follow(receiver);
        if (trace.Verdict == Logged.No && telemetry is not null)
        {
            trace = telemetry;
        }

        return trace.Verdict == Logged.No
            ? (Logged.No, $"no log statement or activity surrounds it in {MemberName(call)}, and {trace.Evidence}", trace.Made)
            : (trace.Verdict, trace.Evidence, null);
    }

    /// <summary>
    /// The member of the client that a call ends in: an extension method has it by its own name, or the client has but one that it can be.
    /// </summary>
    private string Member(ITypeSymbol? client, IMethodSymbol method)
    {
        if (!method.IsExtensionMethod || client is null)
        {
            return method.Name;
        }

        var members = client.AllInterfaces
            .Add((client as INamedTypeSymbol)!)
            .Where(t => t is not null)
            .SelectMany(t => t.GetMembers())
            .OfType<IMethodSymbol>()
            .Where(m => _sdks.Inference(m) is not null)
            .Select(m => m.Name)
            .Distinct()
            .ToArray();
        return members.Length == 1 ? members[0] : method.Name;
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
                var values = _sources.Assignments(local, out var complete);
                return complete && values.Count == 1 ? ConcreteType(values[0], depth + 1, cancellation) : operation.Type as INamedTypeSymbol;
            case IFieldReferenceOperation { Field: { IsReadOnly: true } field } when depth < 3:
                return _sources.Initializer(field, cancellation) is { } initializer
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
}
