using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Sdks;
using GovernanceAnalyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Flow;

/// <summary>
/// Who interprets a model reference. The SDK says it, unless the client is pointed at another endpoint: many providers speak OpenAI's
/// protocol. The reference itself is never asked.
/// </summary>
internal sealed class ProviderResolver(SdkIndex sdks, CompiledPolicy policy, SourceModels sources)
{
    public const string AzureOpenAI = "azure-openai";
    private const string OpenAI = "openai";

    /// <returns>The provider, empty when it cannot be known, and whether the reference is a <c>model</c> or a <c>deployment</c>.</returns>
    public (string Provider, string Kind) Resolve(SdkEntry sdk, ModelSink sink, IOperation operation, CancellationToken cancellation)
    {
        sdk = sink.Provider.Length > 0 ? sdk with { Provider = sink.Provider } : sdk;
        var creation = ClientCreation(operation, 0, cancellation);
        if (new ClientProviders(sdks, sources, o => ClientCreation(o, 0, cancellation)?.Constructor?.ContainingType).Find(sdk, sink, operation) is { } implied)
        {
            return implied;
        }

        if (sink.Kind == "model|deployment")
        {
            // The 1.x client talks to OpenAI when it is made with an OpenAI key alone, and to an Azure resource otherwise.
            return creation?.Constructor?.Parameters.FirstOrDefault()?.Name == "openAIApiKey" ? (OpenAI, "model") : (AzureOpenAI, "deployment");
        }

        if (sink.Kind == "deployment")
        {
            return (sdk.Provider.Length > 0 ? sdk.Provider : AzureOpenAI, "deployment");
        }

        if (sdk.Provider.Length == 0)
        {
            return (sdks.SoleProvider, "model");
        }

        if (creation is null || Endpoint(creation, cancellation) is not { } endpoint)
        {
            return (sdk.Provider, "model");
        }

        var provider = policy.ProviderAt(endpoint);
        return (provider, provider == AzureOpenAI ? "deployment" : "model");
    }

    /// <summary>The call of a client's constructor: by "new", or from a class derived from the client.</summary>
    private sealed record Construction(IOperation Operation, IMethodSymbol? Constructor, ImmutableArray<IArgumentOperation> Arguments);

    /// <summary>The creation of the client that the operation is, or is called on, when locals and fields lead to one.</summary>
    private Construction? ClientCreation(IOperation? operation, int depth, CancellationToken cancellation)
    {
        if (operation is null || depth > 6)
        {
            return null;
        }

        switch (OperationTree.Unwrap(operation))
        {
            case IObjectCreationOperation creation:
                return new Construction(creation, creation.Constructor, creation.Arguments);
            case IInvocationOperation { TargetMethod: { MethodKind: MethodKind.Constructor } constructor } chained:
                // base("gpt-4o", credential, options)
                return new Construction(chained, constructor, chained.Arguments);
            case IInvocationOperation call when call.TargetMethod.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is { } factory:
                var made = sources.Returned(factory, cancellation);
                return made.Count == 1 ? ClientCreation(made[0], depth + 1, cancellation) : null;
            case IInvocationOperation call:
                return ClientCreation(call.Instance ?? (call.TargetMethod.IsExtensionMethod ? call.Arguments.FirstOrDefault()?.Value : null), depth + 1, cancellation);
            case ILocalReferenceOperation local:
                var values = sources.Assignments(local, out var complete);
                return complete && values.Count == 1 ? ClientCreation(values[0], depth + 1, cancellation) : null;
            case IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member:
                var set = sources.Assigned(member.Member, cancellation).ToList();
                if (sources.Initializer(member.Member, cancellation) is { } initializer)
                {
                    set.Add(initializer);
                }

                return set.Count == 1 ? ClientCreation(set[0], depth + 1, cancellation) : null;
            default:
                return null;
        }
    }

    /// <summary>The endpoint set where the client is created; empty text when one is set that cannot be known; null when none is set.</summary>
    private string? Endpoint(Construction creation, CancellationToken cancellation)
    {
        foreach (var operation in creation.Operation.Descendants().Concat(OptionsOf(creation)))
        {
            if (operation is not ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "Endpoint" or "BaseUrl" } } assignment)
            {
                continue;
            }

            var address = OperationTree.Unwrap(assignment.Value) is IObjectCreationOperation { Type.Name: "Uri", Arguments: { Length: > 0 } uri }
                ? uri[0].Value
                : assignment.Value;
            var values = new ValueResolver(sdks, sources, cancellation).Resolve(address);
            return values.Count == 1 ? values[0].Text ?? "" : "";
        }

        return null;
    }

    private IEnumerable<IOperation> OptionsOf(Construction creation)
    {
        var body = OperationTree.Body(creation.Operation, throughLambdas: true);
        foreach (var local in creation.Arguments.Select(a => OperationTree.Unwrap(a.Value)).OfType<ILocalReferenceOperation>())
        {
            if (local.Type?.SpecialType == SpecialType.System_String)
            {
                continue;
            }

            foreach (var value in sources.Assignments(local, out _).SelectMany(v => v.DescendantsAndSelf()))
            {
                yield return value;
            }

            foreach (var assignment in body.Descendants().OfType<ISimpleAssignmentOperation>())
            {
                if (assignment.Target is IPropertyReferenceOperation { Instance: ILocalReferenceOperation target }
                    && SymbolEqualityComparer.Default.Equals(target.Local, local.Local))
                {
                    yield return assignment;
                }
            }
        }
    }
}
