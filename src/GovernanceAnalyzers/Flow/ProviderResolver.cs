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
/// <param name="within">Where the reference was found: an address from the same call or object belongs to it.</param>
internal sealed class ProviderResolver(SdkIndex sdks, CompiledPolicy policy, SourceModels sources, ValueContext within = default)
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
            sdk = sdk with { Provider = sink.Provider };
        }

        var clients = Clients(sdk, operation, sink, cancellation);
        if (sink.Kind == "model|deployment" && sdk.Id == "azure-openai-1")
        {
            // The 1.x client talks to OpenAI when it is made with an OpenAI key alone, and to an Azure resource otherwise.
            return clients.Count > 0 && clients.All(c => c.Constructor?.Parameters.FirstOrDefault()?.Name == "openAIApiKey")
                ? [(OpenAI, "model")]
                : [(AzureOpenAI, "deployment")];
        }

        if (sink.Kind == "deployment")
        {
            return [(sdk.Provider.Length > 0 ? sdk.Provider : AzureOpenAI, "deployment")];
        }

        var own = Endpoints(OwnArguments(operation), cancellation).Select(p => (Provider: p, Kind: KindFor(p))).ToArray();
        var found = own.Length > 0 ? own : clients.SelectMany(c => Providers(sdk, c, cancellation)).Distinct().ToArray();
        if (found.Length == 0)
        {
            var otherwise = sdk.Provider.Length > 0 ? sdk.Provider : sink.Kind == "model" ? sdks.SoleProvider : "";
            found = [(otherwise, KindFor(otherwise))];
        }

        // Foundry's own SDK takes model names, as the catalogue says; only at an address of Azure is a name of another SDK a deployment.
        var known = found
            .Where(p => p.Provider.Length > 0)
            .Select(p => sink.Kind == "model" && p.Provider == sdk.Provider ? (p.Provider, Kind: "model") : p)
            .OrderBy(p => p.Provider, StringComparer.Ordinal)
            .ToArray();
        return known.Length > 0 ? known : [("", "model")];
    }

    private static string KindFor(string provider) => provider is AzureOpenAI or AzureFoundry ? "deployment" : "model";

    /// <summary>A client: how it is made, or what the catalogue says of it, or only its type where it comes from out of sight.</summary>
    private sealed record Client(ITypeSymbol? Type)
    {
        /// <summary>The operation that makes it: "new", or a call of the constructor from a class derived from the client.</summary>
        public IOperation? Creation { get; init; }

        public IMethodSymbol? Constructor { get; init; }

        public ImmutableArray<IArgumentOperation> Arguments { get; init; } = ImmutableArray<IArgumentOperation>.Empty;

        public ClientMembers? Entry { get; init; }
    }

    private List<Client> Clients(SdkEntry sdk, IOperation operation, ModelSink sink, CancellationToken cancellation)
    {
        _path.Clear();
        var found = new List<Client>();
        if (sink.Property.Length == 0 && (sink.Member != ".ctor" || IsClient(sdk, sink.Type)))
        {
            AddClients(operation, 0, found, cancellation);
            return found;
        }

        // What takes the model is a request or options; the client that they are given to decides.
        var receivers = Receivers(operation).ToArray();
        foreach (var receiver in receivers)
        {
            AddClients(receiver, 0, found, cancellation);
        }

        if (receivers.Length == 0 && sdks.HasOtherClients(sdk))
        {
            found.Add(new Client((ITypeSymbol?)null));
        }

        return found;
    }

    /// <summary>Whether inference calls are made on the type, or it makes what they are made on.</summary>
    private static bool IsClient(SdkEntry sdk, string type) =>
        type.EndsWith("Client", StringComparison.Ordinal)
        || sdk.Inference.Any(i => i.Type == type)
        || sdk.Clients.Any(c => c.Type == type);

    /// <summary>The clients of the calls to which an object is passed whose property an operation sets, within the same body.</summary>
    private static IEnumerable<IOperation> Receivers(IOperation assignment)
    {
        IOperation? created = assignment;
        while (created is not null and not IObjectCreationOperation)
        {
            created = created.Parent;
        }

        if ((assignment as IAssignmentOperation)?.Target is IPropertyReferenceOperation { Instance: IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } } })
        {
            // ConfigureOptions(o => o.ModelId = "gpt-4o")
            IOperation? lambda = assignment;
            while (lambda is not null and not IArgumentOperation { Parent: IInvocationOperation })
            {
                lambda = lambda.Parent;
            }

            return lambda?.Parent is IInvocationOperation configured && OperationTree.Receiver(configured) is { } pipeline ? [pipeline] : [];
        }

        var holder = (assignment as IAssignmentOperation)?.Target is IPropertyReferenceOperation { Instance: ILocalReferenceOperation local } ? local.Local : null;
        for (var parent = created; parent is not null && holder is null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IArgumentOperation { Parent: IInvocationOperation call }:
                    return OperationTree.Receiver(call) is { } receiver ? [receiver] : [];
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
                .Select(OperationTree.Receiver)
                .OfType<IOperation>();
    }

    /// <summary>The clients that the operation is, or is called on: through locals, members, parameters and methods.</summary>
    private void AddClients(IOperation? expression, int depth, List<Client> found, CancellationToken cancellation)
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
                    AddClients(wrapped, depth + 1, found, cancellation);
                }
                else
                {
                    found.Add(new Client(creation.Type) { Creation = creation, Constructor = creation.Constructor, Arguments = creation.Arguments });
                }

                break;
            case IInvocationOperation { TargetMethod: { MethodKind: MethodKind.Constructor } constructor } chained:
                // base("gpt-4o", credential, options)
                found.Add(new Client(constructor.ContainingType) { Creation = chained, Constructor = constructor, Arguments = chained.Arguments });
                break;
            case IInvocationOperation call when call.TargetMethod.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is { } factory:
                foreach (var made in sources.Returned(factory, cancellation))
                {
                    AddClients(made, depth + 1, found, cancellation);
                }

                break;
            case IInvocationOperation call when sdks.Clients(call.TargetMethod).FirstOrDefault(c => c.Entry.Provider.Length > 0) is { Entry: { } entry }:
                found.Add(new Client(call.Type) { Entry = entry });
                break;
            case IInvocationOperation call when call.Instance is null && !call.TargetMethod.IsExtensionMethod:
                found.Add(new Client(call.Type));
                break;
            case IInvocationOperation call:
                AddClients(OperationTree.Receiver(call), depth + 1, found, cancellation);
                break;
            case IConditionalAccessInstanceOperation instance:
                AddClients(OperationTree.Accessed(instance), depth + 1, found, cancellation);
                break;
            case IConditionalAccessOperation access:
                AddClients(access.WhenNotNull, depth + 1, found, cancellation);
                break;
            case IConditionalOperation { WhenFalse: { } whenFalse } conditional:
                AddClients(conditional.WhenTrue, depth + 1, found, cancellation);
                AddClients(whenFalse, depth + 1, found, cancellation);
                break;
            case ICoalesceOperation coalesce:
                AddClients(coalesce.Value, depth + 1, found, cancellation);
                AddClients(coalesce.WhenNull, depth + 1, found, cancellation);
                break;
            case ILocalReferenceOperation local:
                foreach (var write in sources.Writes(local))
                {
                    AddClients(write.Value, depth + 1, found, cancellation);
                }

                break;
            case IParameterReferenceOperation { Parameter: var given } when within.Site?.Argument(given) is { } passed:
                AddClients(passed.Value, depth + 1, found, cancellation);
                break;
            case IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction } method } parameter:
                var sites = sources.References.Calls(method, cancellation).Calls;
                if (sites.Count == 0)
                {
                    found.Add(new Client(operation.Type));
                }

                foreach (var site in sites)
                {
                    AddClients(site.Argument(parameter.Parameter)?.Value, depth + 1, found, cancellation);
                }

                break;
            case IPropertyReferenceOperation { Property.DeclaringSyntaxReferences.Length: 0, Instance: { } owner }:
                // client.Messages belongs to the client.
                AddClients(owner, depth + 1, found, cancellation);
                break;
            case IParameterReferenceOperation:
                found.Add(new Client(operation.Type));
                break;
            case IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member:
                AddClients(sources.Initializer(member.Member, cancellation), depth + 1, found, cancellation);
                foreach (var value in sources.References.Writes(member.Member, cancellation).Values)
                {
                    AddClients(value, depth + 1, found, cancellation);
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

    /// <summary>The providers that may answer a client, each with the kind of its references; none where nothing about it is known.</summary>
    private IEnumerable<(string Provider, string Kind)> Providers(SdkEntry sdk, Client client, CancellationToken cancellation)
    {
        if ((client.Entry ?? (client.Creation is null && sdks.MayBeOtherClient(client.Type) ? null : sdks.ClientType(client.Type))) is { Provider.Length: > 0 } entry
            && (entry.Provider != sdk.Provider || client.Creation is null))
        {
            return [(entry.Provider, entry.ModelKind.Length > 0 ? entry.ModelKind : KindFor(entry.Provider))];
        }

        if (client.Creation is null)
        {
            // A client of another provider may stand behind the type, or nothing is known of it but its SDK.
            return client.Type is null || sdks.MayBeOtherClient(client.Type) ? [("", "model")] : [];
        }

        var otherwise = sdk.Provider.Length > 0 ? sdk.Provider : client.Type is INamedTypeSymbol made ? sdks.ProviderOf(made) : "";
        var (certain, possible) = EndpointsOf(client);
        var providers = Endpoints(certain, cancellation);
        if (providers.Count == 0 && otherwise.Length > 0)
        {
            providers.Add(otherwise);
        }

        providers.AddRange(Endpoints(possible, cancellation));
        return providers.Select(p => (p, KindFor(p)));
    }

    /// <summary>The providers at addresses; empty text for one that is not known.</summary>
    private List<string> Endpoints(IEnumerable<IOperation> addresses, CancellationToken cancellation)
    {
        var providers = new List<string>();
        foreach (var address in addresses)
        {
            foreach (var value in new ValueResolver(sdks, sources, cancellation) { Within = within }.Resolve(address))
            {
                // An empty setting is no address: the SDK's own applies.
                if (value.Text is not { Length: 0 })
                {
                    providers.Add(value.Text is null ? "" : policy.ProviderAt(value.Text));
                }
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

    /// <summary>
    /// Whether a client that is made here is told which address to ask: in its arguments, its options or their initialisers. Null where that
    /// is decided by something made out of sight.
    /// </summary>
    public bool? GivesAddress(IOperation creation, IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments)
    {
        var client = new Client(method.ContainingType) { Creation = creation, Constructor = method, Arguments = arguments };
        var (certain, _) = EndpointsOf(client);
        return certain.Count > 0 ? true
            : arguments.Any(a => a.ArgumentKind != ArgumentKind.DefaultValue && DecidesAddress(a.Parameter?.Type) && !IsSeen(a.Value, 0)) ? null
            : false;
    }

    private static bool DecidesAddress(ITypeSymbol? type) => type is { TypeKind: not TypeKind.Delegate, SpecialType: SpecialType.None, Name: var name }
        && (name.EndsWith("Options", System.StringComparison.Ordinal) || name.EndsWith("Settings", System.StringComparison.Ordinal)
            || name is "Configuration" or "HttpClient" or "IHttpClientFactory");

    private bool IsSeen(IOperation value, int depth) => OperationTree.Unwrap(value) switch
    {
        IObjectCreationOperation { Type.Name: not "HttpClient" } or IDefaultValueOperation => true,
        { ConstantValue: { HasValue: true, Value: null } } => true,
        ILocalReferenceOperation local when depth < MaximumDepth => sources.Assignments(local, out var isComplete) is { Count: > 0 } values && isComplete && values.All(v => IsSeen(v, depth + 1)),
        IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member when depth < MaximumDepth =>
            sources.Initializer(member.Member, default) is { } initializer && IsSeen(initializer, depth + 1),
        IInvocationOperation call when depth < MaximumDepth && call.TargetMethod.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } factory =>
            sources.Returned(factory, default).ToArray() is { Length: > 0 } made && made.All(m => IsSeen(m, depth + 1)),
        _ => false,
    };

    internal static bool IsAddress(string? name) =>
        name is "Endpoint" or "BaseUrl" or "BaseUri" or "BaseAddress" or "BaseDomain" or "endpoint" or "baseUrl" or "baseUri" or "baseAddress" or "uri" or "uriString";

    /// <summary>
    /// The addresses set where the client is created, in its arguments, its options and their initialisers. One that is set only under a
    /// condition is possible, and leaves the SDK's own possible too.
    /// </summary>
    private (List<IOperation> Certain, List<IOperation> Possible) EndpointsOf(Client client)
    {
        var certain = client.Arguments
            .Where(a => a.ArgumentKind != ArgumentKind.DefaultValue && IsAddress(a.Parameter?.Name))
            .Select(a => a.Value)
            .ToList();
        var possible = new List<IOperation>();
        foreach (var operation in client.Creation!.Descendants().Concat(OptionsOf(client)))
        {
            if (operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: var name } } assignment && IsAddress(name))
            {
                (IsCertain(assignment, client.Creation!) ? certain : possible).Add(assignment.Value);
            }
        }

        return (certain, possible);
    }

    /// <summary>Whether the address is set whenever the client is made.</summary>
    private static bool IsCertain(IOperation assignment, IOperation creation) =>
        OperationTree.Body(assignment, throughLambdas: true).Syntax != OperationTree.Body(creation, throughLambdas: true).Syntax
        || creation.Syntax.Span.Contains(assignment.Syntax.Span)
        || OperationTree.IsCertainBefore(assignment, creation);

    private IEnumerable<IOperation> OptionsOf(Client client)
    {
        var body = OperationTree.Body(client.Creation!, throughLambdas: true);
        foreach (var argument in client.Arguments.Select(a => OperationTree.Unwrap(a.Value)))
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
