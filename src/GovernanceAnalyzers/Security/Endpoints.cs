using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Threading;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Http;
using GovernanceAnalyzers.Core.Models;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Sdks;
using GovernanceAnalyzers.Flow;
using GovernanceAnalyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Security;

/// <summary>Where prompts go: addresses and regions that code gives to an SDK, and the SDK's own address where it gives none.</summary>
internal sealed class Endpoints(SdkIndex sdks, CompiledPolicy policy, SourceModels sources)
{
    private const string RegionEndpoint = "RegionEndpoint";
    private const string LaunchSettings = "launchSettings.json";

    /// <summary>Stands for an unknown part of a host while an address is taken apart.</summary>
    private const string Unknown = "unknown-0";

    /// <summary>Nothing is asked where the policy has no list.</summary>
    public static Endpoints? Create(SdkIndex sdks, CompiledPolicy policy, SourceModels sources) =>
        policy.AllowedEndpoints.Count > 0 || policy.AllowedRegions.Count > 0 ? new Endpoints(sdks, policy, sources) : null;

    /// <summary>What a call or the creation of a client says of where it asks.</summary>
    public IEnumerable<(EndpointFact Fact, PossibleValue? Value)> Of(
        IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments, IOperation operation, string sink, CancellationToken cancellation)
    {
        var provider = method.MethodKind == MethodKind.Constructor
            ? sdks.ClientType(method.ContainingType)?.Provider is { Length: > 0 } own ? own : sdks.ProviderOf(method.ContainingType)
            : sdks.Sinks<ModelSink>(method).Select(s => s.Sdk.Provider).Concat(sdks.Sinks<CredentialSink>(method).Select(s => s.Sdk.Provider)).FirstOrDefault() ?? "";
        if (!IsKnown(method))
        {
            yield break;
        }

        var hasAddress = false;
        foreach (var argument in arguments.Where(a => a.ArgumentKind != ArgumentKind.DefaultValue && a.Parameter is not null))
        {
            if (IsRegion(argument.Parameter!))
            {
                foreach (var found in Regions(argument.Value, provider, sink, cancellation))
                {
                    yield return found;
                }
            }
            else if (IsAddress(method, argument.Parameter!) && argument.Value.Type?.TypeKind != TypeKind.Delegate)
            {
                hasAddress |= OperationTree.Unwrap(argument.Value).ConstantValue is not { HasValue: true, Value: null };
                foreach (var found in Addresses(argument.Value, provider, sink, cancellation))
                {
                    yield return found;
                }
            }
        }

        if (!hasAddress && policy.AllowedEndpoints.Count > 0 && policy.DefaultHostOf(provider) is { Length: > 0 } host && IsClient(method, arguments)
            && new ProviderResolver(sdks, policy, sources).GivesAddress(operation, method, arguments) is not true and var given)
        {
            var variable = policy.AddressVariableOf(provider);
            var set = given is false && variable.Length > 0 ? sources.Configuration.FindVariable(variable).Where(v => UnfilledReference.Explain(v.Text) is null).ToArray() : [];
            foreach (var value in set)
            {
                yield return (
                    new EndpointFact { Value = EndpointAddress.Parse(value.Text)?.ToString(), Sink = sink, Provider = provider, Origin = $"environment variable {variable}" },
                    new PossibleValue(value.Text, $"environment variable {variable}", operation.Syntax, operation.Syntax) { File = value });
            }

            // Launch settings count on the machines of developers only.
            if (Array.Exists(set, v => !v.Path.EndsWith(LaunchSettings, StringComparison.OrdinalIgnoreCase)))
            {
                yield break;
            }

            yield return (
                new EndpointFact
                {
                    Kind = given is null ? EndpointFact.Address : EndpointFact.Default,
                    Value = given is null ? null : $"https://{host}",
                    Sink = sink,
                    Provider = provider,
                    Origin = given is null ? "options or an HTTP client that are made elsewhere" : "",
                },
                null);
        }
    }

    /// <summary>What an address or region that is set on an object is.</summary>
    public IEnumerable<(EndpointFact Fact, PossibleValue? Value)> OfProperty(CredentialSink sink, string provider, IOperation value, string name, CancellationToken cancellation) =>
        sink.Kind switch
        {
            "endpoint" => Addresses(value, provider, name, cancellation),
            "region" => Regions(value, provider, name, cancellation),
            _ => [],
        };

    /// <summary>The address of a request without an SDK, as far as it is known.</summary>
    public EndpointFact? OfRequest(string text, bool hasHost, string provider, string sink)
    {
        if (policy.AllowedEndpoints.Count == 0)
        {
            return null;
        }

        var address = hasHost ? EndpointAddress.Parse(text) : null;
        return new EndpointFact
        {
            Value = address is null ? null : (address with { Path = Known(address.Path) }).ToString(),
            Sink = sink,
            Provider = provider,
            Origin = address is null ? "an address that is put together at run time" : "",
        };
    }

    private static string Known(string path)
    {
        var hole = path.IndexOf(Http.TextTemplate.Hole);
        return hole < 0 ? path : path.Substring(0, path.LastIndexOf('/', hole) + 1);
    }

    private IEnumerable<(EndpointFact, PossibleValue?)> Addresses(IOperation argument, string provider, string sink, CancellationToken cancellation)
    {
        if (policy.AllowedEndpoints.Count == 0)
        {
            yield break;
        }

        var values = new ValueResolver(sdks, sources, cancellation).Resolve(argument);
        var pattern = values.Count(v => v.Text is null) == 1 ? PatternOf(argument, cancellation) : "";
        foreach (var value in values)
        {
            // An empty setting is no address, and a template nobody filled in is none yet.
            if (value.Text is not null && UnfilledReference.Explain(value.Text) is not null)
            {
                continue;
            }

            var address = value.Text is null ? null : EndpointAddress.Parse(value.Text);
            yield return (
                new EndpointFact
                {
                    Value = address?.ToString(),
                    Pattern = value.Text is null ? pattern : "",
                    Sink = sink,
                    Provider = provider,
                    Origin = value.Text is null || address is not null ? value.Origin : "text that is no address",
                },
                value);
        }
    }

    /// <summary>What is known of an address that is put together, such as <c>https://{resource}.openai.azure.com</c>; empty where its host is not known at all.</summary>
    private string PatternOf(IOperation argument, CancellationToken cancellation)
    {
        var open = new Http.TextTemplates(sdks, sources, cancellation).Resolve(argument).Where(t => !t.IsKnown && t.Text.IndexOf("://", StringComparison.Ordinal) > 0).Select(t => t.Text).ToArray();
        return open.Length == 1 && EndpointAddress.Parse(Known(open[0]).Replace(Http.TextTemplate.Hole.ToString(), Unknown)) is { } address && address.Host != Unknown
            ? address.ToString().Replace(Unknown, EndpointFact.Hole.ToString()) : "";

        // What follows an unknown part of the path is not looked at.
        static string Known(string text)
        {
            var path = text.IndexOf('/', text.IndexOf("://", StringComparison.Ordinal) + 3);
            return path < 0 ? text : text.Substring(0, path) + Endpoints.Known(text.Substring(path));
        }
    }

    private IEnumerable<(EndpointFact, PossibleValue?)> Regions(IOperation argument, string provider, string sink, CancellationToken cancellation)
    {
        if (policy.AllowedRegions.Count == 0)
        {
            yield break;
        }

        var operation = OperationTree.Unwrap(argument);
        if (operation is ILocalReferenceOperation local && sources.Assignments(local, out var isComplete) is { Count: 1 } values && isComplete)
        {
            operation = OperationTree.Unwrap(values[0]);
        }

        if (operation is IMemberReferenceOperation { Member: { ContainingType.Name: RegionEndpoint, Name: var name } })
        {
            yield return (Fact(SystemName(name), ""), new PossibleValue(name, "", argument.Syntax, argument.Syntax));
            yield break;
        }

        var text = operation is IInvocationOperation { TargetMethod: { Name: "GetBySystemName", ContainingType.Name: RegionEndpoint }, Arguments: { Length: > 0 } system } ? system[0].Value : argument;
        foreach (var value in new ValueResolver(sdks, sources, cancellation).Resolve(text))
        {
            if (value.Text is null || UnfilledReference.Explain(value.Text) is null)
            {
                yield return (Fact(value.Text, value.Origin), value);
            }
        }

        EndpointFact Fact(string? region, string origin) => new() { Kind = EndpointFact.Region, Value = region, Sink = sink, Provider = provider, Origin = origin };
    }

    /// <summary>EUWest1 is eu-west-1, USGovCloudWest1 us-gov-west-1.</summary>
    private static string SystemName(string member)
    {
        var name = new StringBuilder();
        member = member.Replace("GovCloud", "Gov");
        for (var i = 0; i < member.Length; i++)
        {
            var isWord = i > 0 && (char.IsDigit(member[i]) ? !char.IsDigit(member[i - 1])
                : char.IsUpper(member[i]) && (char.IsLower(member[i - 1]) || (i + 1 < member.Length && char.IsLower(member[i + 1]))));
            name.Append(isWord ? "-" : "").Append(char.ToLowerInvariant(member[i]));
        }

        return name.ToString();
    }

    /// <summary>Whether the catalogue says anything of the method, or it makes a client.</summary>
    private bool IsKnown(IMethodSymbol method) =>
        sdks.Sinks<CredentialSink>(method).Any() || sdks.Sinks<ModelSink>(method).Any()
        || (method.MethodKind == MethodKind.Constructor && sdks.ClientType(method.ContainingType) is not null);

    private bool IsAddress(IMethodSymbol method, IParameterSymbol parameter) =>
        (ProviderResolver.IsAddress(parameter.Name) && !sdks.Sinks<CredentialSink>(method).Any(s => s.Entry.Parameter == parameter.Name && s.Entry.Kind != "endpoint"))
        || sdks.Sinks<CredentialSink>(method).Any(s => s.Entry.Kind == "endpoint" && s.Entry.Parameter == parameter.Name && s.Entry.Parameter != "resourceName");

    private static bool IsRegion(IParameterSymbol parameter) =>
        parameter.Type.Name == RegionEndpoint || (parameter.Name is "region" or "location" && parameter.Type.SpecialType == SpecialType.System_String);

    /// <summary>Whether a client comes of it that asks the SDK's own address unless it is told another one.</summary>
    private bool IsClient(IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments) => method.MethodKind == MethodKind.Constructor
        ? method.ContainingType.Name.EndsWith("Client", StringComparison.Ordinal) || sdks.ClientType(method.ContainingType) is not null
        : sdks.Sinks<CredentialSink>(method).Any(s => Credentials.IsSecret(s.Entry) && arguments.Any(a => a.Parameter?.Name == s.Entry.Parameter));
}
