using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Sdks;
using GovernanceAnalyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Flow;

/// <summary>
/// What the client says about who interprets a model reference: <c>AzureOpenAIClient</c> makes every reference a deployment, and Claude on
/// Bedrock is named as Bedrock names it, although parameters and calls are those of another SDK. The catalogue lists such clients.
/// </summary>
/// <param name="created">The type that the client behind an expression was created as, or null when that cannot be seen.</param>
internal sealed class ClientProviders(SdkIndex sdks, SourceModels sources, Func<IOperation, INamedTypeSymbol?> created)
{
    /// <returns>Provider (empty when it cannot be known) and kind of reference; null when the client has no say.</returns>
    public (string Provider, string Kind)? Find(SdkEntry sdk, ModelSink sink, IOperation operation)
    {
        if (!sdks.HasClientProviders)
        {
            return null;
        }

        var receiver = Receiver(operation) ?? Receiver(EnclosingCall(operation));
        foreach (var expression in Origins(receiver))
        {
            if (Client(expression) is { Provider.Length: > 0 } client)
            {
                return (client.Provider, client.ModelKind.Length > 0 ? client.ModelKind : sink.Kind);
            }

            if (sdks.MayBeOtherClient(expression.Type) && created(expression) is null)
            {
                return ("", "model");
            }
        }

        // Without a call to look at, the parameters may be meant for any client that is referenced.
        return receiver is null && operation is IAssignmentOperation && sdks.HasOtherClients(sdk) ? ("", "model")
            : sink.Kind == "model|deployment" && sdk.Provider.Length == 0 ? ("", "model")
            : null;
    }

    private ClientMembers? Client(IOperation expression) =>
        expression is IInvocationOperation call && sdks.Clients(call.TargetMethod).FirstOrDefault(c => c.Entry.Provider.Length > 0) is { Entry: { } made }
            ? made
            : sdks.ClientType(created(expression)) ?? (sdks.MayBeOtherClient(expression.Type) ? null : sdks.ClientType(expression.Type));

    private static IOperation? Receiver(IOperation? operation) => operation switch
    {
        IInvocationOperation { Instance: { } instance } => instance,
        IInvocationOperation { TargetMethod.IsExtensionMethod: true, Arguments: { Length: > 0 } arguments } => arguments[0].Value,
        _ => null,
    };

    /// <summary>The call that an object initialiser is an argument of: <c>client.Messages.Create(new() { Model = … })</c>.</summary>
    private static IOperation? EnclosingCall(IOperation operation)
    {
        if (operation is not IAssignmentOperation { Parent: IObjectOrCollectionInitializerOperation })
        {
            return null;
        }

        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IArgumentOperation { Parent: IInvocationOperation call }:
                    return call;
                case IObjectOrCollectionInitializerOperation or IObjectCreationOperation or IConversionOperation:
                    continue;
                default:
                    return null;
            }
        }

        return null;
    }

    /// <summary>The expression, and what it is taken from: the parts of a chain, the value of a local.</summary>
    private IEnumerable<IOperation> Origins(IOperation? expression)
    {
        for (var depth = 0; expression is not null && depth < 12; depth++)
        {
            var here = OperationTree.Unwrap(expression);
            yield return here;
            expression = here switch
            {
                IInvocationOperation => Receiver(here),
                IPropertyReferenceOperation { Property.DeclaringSyntaxReferences.IsEmpty: true } property => property.Instance,
                ILocalReferenceOperation local when sources.Assignments(local, out var complete) is { Count: 1 } values && complete => values[0],
                _ => null,
            };
        }
    }
}
