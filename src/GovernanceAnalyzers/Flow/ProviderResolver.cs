using System;
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
/// Who interprets a model reference. The SDK says it, unless the client is pointed at another endpoint (many providers speak OpenAI's
/// protocol) or is of a type that belongs to another provider (Anthropic's models on Bedrock). The reference itself is never asked.
/// </summary>
internal sealed class ProviderResolver(SdkIndex sdks, CompiledPolicy policy, SourceModels sources)
{
    public const string AzureOpenAI = "azure-openai";
    private const string AzureFoundry = "azure-foundry";
    private const string OpenAI = "openai";
    private const int MaximumDepth = 12;

    private readonly HashSet<SyntaxNode> _path = [];

    /// <returns>
    /// The providers that may answer, each with whether the reference is a <c>model</c> or a <c>deployment</c> there; one empty provider
    /// when nothing is known. A way on which the provider is unknown is left out where another way shows one.
    /// </returns>
    public IReadOnlyList<(string Provider, string Kind)> Resolve(SdkEntry sdk, ModelSink sink, IOperation operation, CancellationToken cancellation)
    {
        if (sink.Provider.Length > 0)
        {
            return [(sink.Provider, sink.Kind == "deployment" ? "deployment" : KindFor(sink.Provider))];
        }

        var creations = Creations(operation, sink, cancellation);
        if (sink.Kind == "model|deployment" && sdk.Id == "azure-openai-1")
        {
            // The 1.x client talks to OpenAI when it is made with an OpenAI key alone, and to an Azure resource otherwise.
            return creations.Count > 0 && creations.All(c => c.Constructor?.Parameters.FirstOrDefault()?.Name == "openAIApiKey")
                ? [(OpenAI, "model")]
                : [(AzureOpenAI, "deployment")];
        }

        if (sink.Kind == "deployment")
        {
            return [(sdk.Provider.Length > 0 ? sdk.Provider : AzureOpenAI, "deployment")];
        }

        var own = Endpoints(OwnArguments(operation), cancellation);
        var providers = (own.Count > 0 ? own : creations.SelectMany(c => Providers(sdk, c, cancellation)))
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        if (providers.Length == 0)
        {
            providers = [sdk.Provider.Length > 0 ? sdk.Provider : sdks.SoleProvider];
        }

        var known = providers.Where(p => p.Length > 0).OrderBy(p => p, StringComparer.Ordinal).ToArray();
        return (known.Length > 0 ? known : [""]).Select(p => (p, KindFor(p))).ToArray();
    }

    private static string KindFor(string provider) => provider is AzureOpenAI or AzureFoundry ? "deployment" : "model";

    /// <summary>The call of a client's constructor: by "new", or from a class derived from the client.</summary>
    private sealed record Construction(IOperation Operation, IMethodSymbol? Constructor, ImmutableArray<IArgumentOperation> Arguments);

    private List<Construction> Creations(IOperation operation, ModelSink sink, CancellationToken cancellation)
    {
        _path.Clear();
        var found = new List<Construction>();
        if (sink.Property.Length == 0)
        {
            AddCreations(operation, 0, found, cancellation);
            return found;
        }

        // The property belongs to a request or to options; the client that they are given to decides.
        foreach (var receiver in Receivers(operation))
        {
            AddCreations(receiver, 0, found, cancellation);
        }

        return found;
    }

    /// <summary>The clients of the calls to which an object is passed whose property an operation sets, within the same body.</summary>
    private static IEnumerable<IOperation> Receivers(IOperation assignment)
    {
        IOperation? created = assignment;
        while (created is not null and not IObjectCreationOperation)
        {
            created = created.Parent;
        }

        var holder = (assignment as IAssignmentOperation)?.Target is IPropertyReferenceOperation { Instance: ILocalReferenceOperation local } ? local.Local : null;
        for (var parent = created; parent is not null && holder is null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IArgumentOperation { Parent: IInvocationOperation call }:
                    return Receiver(call) is { } receiver ? [receiver] : [];
                case IVariableDeclaratorOperation declarator:
                    holder = declarator.Symbol;
                    break;
                case IBlockOperation or IAnonymousFunctionOperation:
                    return [];
            }
        }

        return holder is null
            ? []
            : OperationTree.Body(assignment, throughLambdas: true).Descendants()
                .OfType<IInvocationOperation>()
                .Where(c => c.Arguments.Any(a => OperationTree.IsLocal(a.Value, holder)))
                .Select(Receiver)
                .OfType<IOperation>();

        static IOperation? Receiver(IInvocationOperation call) =>
            call.Instance ?? (call.TargetMethod.IsExtensionMethod ? call.Arguments.FirstOrDefault()?.Value : null);
    }

    /// <summary>The creations of the client that the operation is, or is called on: through locals, members, parameters and methods.</summary>
    private void AddCreations(IOperation? expression, int depth, List<Construction> found, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (expression is null || depth > MaximumDepth || found.Count >= ValueResolver.MaximumValues)
        {
            return;
        }

        var operation = OperationTree.Unwrap(expression);
        if (!_path.Add(operation.Syntax))
        {
            return;
        }

        switch (operation)
        {
            case IObjectCreationOperation creation:
                // An adapter or a builder wraps the client that answers.
                if (Wrapped(creation) is { } wrapped)
                {
                    AddCreations(wrapped, depth + 1, found, cancellation);
                }
                else
                {
                    found.Add(new Construction(creation, creation.Constructor, creation.Arguments));
                }

                break;
            case IInvocationOperation { TargetMethod: { MethodKind: MethodKind.Constructor } constructor } chained:
                // base("gpt-4o", credential, options)
                found.Add(new Construction(chained, constructor, chained.Arguments));
                break;
            case IInvocationOperation call when call.TargetMethod.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is { } factory:
                foreach (var made in sources.Returned(factory, cancellation))
                {
                    AddCreations(made, depth + 1, found, cancellation);
                }

                break;
            case IInvocationOperation call:
                AddCreations(
                    call.Instance ?? (call.TargetMethod.IsExtensionMethod ? call.Arguments.FirstOrDefault()?.Value : null), depth + 1, found, cancellation);
                break;
            case IConditionalAccessInstanceOperation instance:
                AddCreations(OperationTree.Accessed(instance), depth + 1, found, cancellation);
                break;
            case IConditionalAccessOperation access:
                AddCreations(access.WhenNotNull, depth + 1, found, cancellation);
                break;
            case IConditionalOperation { WhenFalse: { } whenFalse } conditional:
                AddCreations(conditional.WhenTrue, depth + 1, found, cancellation);
                AddCreations(whenFalse, depth + 1, found, cancellation);
                break;
            case ICoalesceOperation coalesce:
                AddCreations(coalesce.Value, depth + 1, found, cancellation);
                AddCreations(coalesce.WhenNull, depth + 1, found, cancellation);
                break;
            case ILocalReferenceOperation local:
                foreach (var write in sources.Writes(local))
                {
                    AddCreations(write.Value, depth + 1, found, cancellation);
                }

                break;
            case IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction } method } parameter:
                foreach (var site in sources.References.Calls(method, cancellation).Calls)
                {
                    AddCreations(site.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == parameter.Parameter.Ordinal)?.Value, depth + 1, found, cancellation);
                }

                break;
            case IPropertyReferenceOperation { Property.DeclaringSyntaxReferences.Length: 0, Instance: { } owner }:
                // client.Messages belongs to the client.
                AddCreations(owner, depth + 1, found, cancellation);
                break;
            case IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member:
                AddCreations(sources.Initializer(member.Member, cancellation), depth + 1, found, cancellation);
                foreach (var value in sources.References.Writes(member.Member, cancellation).Values)
                {
                    AddCreations(value, depth + 1, found, cancellation);
                }

                break;
        }

        _path.Remove(operation.Syntax);
    }

    private IOperation? Wrapped(IObjectCreationOperation creation) =>
        creation.Type is INamedTypeSymbol type && sdks.ProviderOf(type).Length == 0
            ? creation.Arguments.FirstOrDefault(a => a.Value.Type is { Name: var name }
                && (name.EndsWith("Client", StringComparison.Ordinal) || name.EndsWith("Generator", StringComparison.Ordinal))
                && name != "HttpClient")?.Value
            : null;

    /// <summary>The providers that may answer a client: one, or none where nothing about it is known.</summary>
    private IEnumerable<string> Providers(SdkEntry sdk, Construction creation, CancellationToken cancellation)
    {
        if (creation.Constructor?.ContainingType is { } type && sdks.ClientProvider(type) is { Length: > 0 } implied)
        {
            return [implied];
        }

        var byType = creation.Constructor?.ContainingType is { } made ? sdks.ProviderOf(made) : "";
        var otherwise = sdk.Provider.Length > 0 ? sdk.Provider : byType;
        var (certain, possible) = EndpointsOf(creation);
        var providers = Endpoints(certain, cancellation);
        if (providers.Count == 0 && otherwise.Length > 0)
        {
            providers.Add(otherwise);
        }

        providers.AddRange(Endpoints(possible, cancellation));
        return providers;
    }

    /// <summary>The providers at addresses; empty text for one that is not known.</summary>
    private List<string> Endpoints(IEnumerable<IOperation> addresses, CancellationToken cancellation)
    {
        var providers = new List<string>();
        foreach (var address in addresses)
        {
            foreach (var value in new ValueResolver(sdks, sources, cancellation).Resolve(address))
            {
                providers.Add(value.Text is null ? "" : policy.ProviderAt(value.Text));
            }
        }

        return providers;
    }

    /// <summary>Addresses among the arguments of the call that takes the model: <c>AddOpenAIChatCompletion(model, endpoint, …)</c>.</summary>
    private static IEnumerable<IOperation> OwnArguments(IOperation operation)
    {
        var arguments = operation switch
        {
            IInvocationOperation { TargetMethod.MethodKind: not MethodKind.Constructor } call => call.Arguments,
            _ => ImmutableArray<IArgumentOperation>.Empty,
        };
        return arguments
            .Where(a => a.ArgumentKind != ArgumentKind.DefaultValue && IsAddress(a.Parameter?.Name) && a.Value.Type?.TypeKind != TypeKind.Delegate)
            .Select(a => a.Value);
    }

    private static bool IsAddress(string? name) =>
        name is "Endpoint" or "BaseUrl" or "BaseUri" or "BaseAddress" or "BaseDomain" or "endpoint" or "baseUrl" or "baseUri" or "baseAddress" or "uri" or "uriString";

    /// <summary>
    /// The addresses set where the client is created, in its arguments, its options and their initialisers. One that is set only under a
    /// condition is possible, and leaves the SDK's own possible too.
    /// </summary>
    private (List<IOperation> Certain, List<IOperation> Possible) EndpointsOf(Construction creation)
    {
        var certain = creation.Arguments
            .Where(a => a.ArgumentKind != ArgumentKind.DefaultValue && IsAddress(a.Parameter?.Name))
            .Select(a => a.Value)
            .ToList();
        var possible = new List<IOperation>();
        foreach (var operation in creation.Operation.Descendants().Concat(OptionsOf(creation)))
        {
            if (operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: var name } } assignment && IsAddress(name))
            {
                (IsCertain(assignment, creation.Operation) ? certain : possible).Add(assignment.Value);
            }
        }

        return (certain, possible);
    }

    /// <summary>Whether the address is set whenever the client is made.</summary>
    private static bool IsCertain(IOperation assignment, IOperation creation) =>
        OperationTree.Body(assignment, throughLambdas: true).Syntax != OperationTree.Body(creation, throughLambdas: true).Syntax
        || creation.Syntax.Span.Contains(assignment.Syntax.Span)
        || OperationTree.IsCertainBefore(assignment, creation);

    private IEnumerable<IOperation> OptionsOf(Construction creation)
    {
        var body = OperationTree.Body(creation.Operation, throughLambdas: true);
        foreach (var argument in creation.Arguments.Select(a => OperationTree.Unwrap(a.Value)))
        {
            switch (argument)
            {
                case ILocalReferenceOperation local when local.Type?.SpecialType != SpecialType.System_String:
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

                    break;
                case IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member when member.Type?.SpecialType != SpecialType.System_String:
                    if (sources.Initializer(member.Member, default) is { } initializer)
                    {
                        foreach (var value in initializer.DescendantsAndSelf())
                        {
                            yield return value;
                        }
                    }

                    break;
                case IInvocationOperation call when call.TargetMethod.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } factory:
                    foreach (var value in sources.Returned(factory, default).SelectMany(r => r.DescendantsAndSelf()))
                    {
                        yield return value;
                    }

                    break;
            }
        }
    }
}
