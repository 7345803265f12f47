using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Flow;

/// <summary>
/// Logging below the client: HTTP message handlers and pipeline policies that are put into what a client is created with. Those of this
/// compilation are looked into; others, loggers and containers may log, which nobody can see here.
/// </summary>
internal sealed class LoggingHandlers(SourceModels sources, LogStatements statements)
{
    private const int MaximumDepth = 4;

    private static readonly string[] Bases = ["PipelinePolicy", "HttpPipelinePolicy", "HttpMessageHandler", "DelegatingHandler"];

    // These send and do nothing else.
    private static readonly string[] Plain = ["HttpClientHandler", "SocketsHttpHandler", "HttpClientPipelineTransport", "HttpClientTransport"];

    /// <summary>Logged, not visible, or null when nothing in there can log.</summary>
    public Trace? In(IObjectCreationOperation client, CancellationToken cancellation)
    {
        Trace? unseen = null;
        foreach (var part in Parts(client, 0, cancellation))
        {
            var type = part.Type as INamedTypeSymbol;
            switch (part)
            {
                case { ConstantValue: { HasValue: true, Value: null } }:
                    break;
                case IObjectCreationOperation when IsHandler(type) && type!.DeclaringSyntaxReferences.Length > 0:
                    if (Logs(type, cancellation))
                    {
                        return Trace.Yes($"{type.Name} logs what the client sends");
                    }

                    break;
                case IObjectCreationOperation when IsHandler(type) && Array.IndexOf(Plain, type!.Name) < 0:
                    unseen ??= Trace.NotVisible($"whether {type.Name}, through which the client sends, logs is not known");
                    break;
                case IParameterReferenceOperation or IMemberReferenceOperation or IInvocationOperation when IsHandler(type) || type?.Name is "HttpClient":
                    unseen ??= Trace.NotVisible($"the client sends through {part.Syntax}, whose handlers cannot be followed");
                    break;
                case var _ when type is { Name: "ILogger" or "ILoggerFactory" or "IServiceProvider" } && !IsNothing(part):
                    unseen ??= Trace.NotVisible($"the client is created with {part.Syntax}, and what it logs there is not known");
                    break;
            }
        }

        return unseen;
    }

    private static bool IsNothing(IOperation logger) => logger is IMemberReferenceOperation { Member.ContainingType.Name: "NullLogger" or "NullLoggerFactory" };

    private static bool IsHandler(INamedTypeSymbol? type)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            if (Array.IndexOf(Bases, t.Name) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private bool Logs(INamedTypeSymbol type, CancellationToken cancellation) => type.GetMembers()
        .OfType<IMethodSymbol>()
        .Any(m => m.Name is "Send" or "SendAsync" or "Process" or "ProcessAsync" or "OnSendingRequest" or "OnReceivedResponse" && statements.Logs(m, cancellation));

    /// <summary>Everything that goes into an object: arguments, what its initialiser sets, and what is done to a local that it comes from.</summary>
    private IEnumerable<IOperation> Parts(IOperation operation, int depth, CancellationToken cancellation)
    {
        operation = OperationTree.Unwrap(operation);
        IEnumerable<IOperation> inner = operation switch
        {
            IObjectCreationOperation creation => creation.Arguments
                .Where(a => a.ArgumentKind != ArgumentKind.DefaultValue)
                .Select(a => a.Value)
                .Concat(creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>().Select(a => a.Value) ?? []),
            ILocalReferenceOperation local => sources.Assignments(local, out _).Concat(DoneTo(local)),
            IMemberReferenceOperation member when sources.Initializer(member.Member, cancellation) is { } initializer => [initializer],
            _ => [],
        };
        var parts = depth > MaximumDepth ? [] : inner.SelectMany(i => Parts(i, depth + 1, cancellation));

        // A name that was followed says nothing more than what it stands for.
        return operation is ILocalReferenceOperation || (operation is IMemberReferenceOperation && inner.Any()) ? parts : parts.Prepend(operation);
    }

    /// <summary>What is passed to methods of a local, as in <c>options.AddPolicy(policy, position)</c>, or assigned to its members.</summary>
    private static IEnumerable<IOperation> DoneTo(ILocalReferenceOperation local)
    {
        foreach (var operation in OperationTree.Body(local, throughLambdas: true).Descendants())
        {
            switch (operation)
            {
                case IInvocationOperation call when call.Instance is { } target && OperationTree.IsLocal(target, local.Local):
                    foreach (var argument in call.Arguments)
                    {
                        yield return argument.Value;
                    }

                    break;
                case ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Instance: { } owner } } assignment when OperationTree.IsLocal(owner, local.Local):
                    yield return assignment.Value;
                    break;
            }
        }
    }
}
