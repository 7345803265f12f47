using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Http;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Sdks;
using GovernanceAnalyzers.Flow;
using GovernanceAnalyzers.Sdks;
using GovernanceAnalyzers.Security;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Http;

/// <summary>
/// Requests to models, and downloads of models and data, that are made with HttpClient instead of an SDK. What counts is where a request goes:
/// an address that merely stands in a text is none.
/// </summary>
internal sealed class RawHttpAnalysis(
    SdkIndex sdks, CompiledPolicy policy, SourceModels sources, LoggingAnalysis logging, Credentials? credentials = null, Endpoints? endpoints = null)
{
    public const string SdkId = "raw-http";

    /// <summary>.NET 9 and later trace requests themselves, under this name.</summary>
    private static readonly SdkEntry Sdk = new(SdkId, "", [])
    {
        Logging = [new LoggingStep(LoggingKind.Source, "", ["System.Net.Http"])],
    };

    /// <summary>Whether a type, or a file without one, sends requests to models. Asked only where a header takes a key.</summary>
    private readonly ConcurrentDictionary<SyntaxNode, bool> _asksModels = new();

    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "PostAsync", "PostAsJsonAsync", "PutAsync", "PutAsJsonAsync", "GetAsync", "GetStringAsync", "GetStreamAsync", "GetByteArrayAsync", "GetFromJsonAsync",
        "GetFromJsonAsAsyncEnumerable", "SendAsync", "Send",
    };

    /// <summary>Whether a call is worth binding: by its name, and because something has to be sent somewhere.</summary>
    public static bool IsCandidate(string name, InvocationExpressionSyntax call) =>
        Names.Contains(name)
        && call.ArgumentList.Arguments.Count > 0
        && call.Expression is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax;

    public IReadOnlyList<HttpFinding> Find(IInvocationOperation call, CancellationToken cancellation)
    {
        if (!HttpRequests.IsCall(call.TargetMethod))
        {
            return [];
        }

        var found = new List<HttpFinding>();
        var client = call.Instance ?? call.Arguments.FirstOrDefault()?.Value;
        HttpClientOrigin? origin = null;
        var isInference = false;
        foreach (var request in new HttpRequests(sources, cancellation).Of(call))
        {
            if (request.Address is null)
            {
                continue;
            }

            foreach (var target in Targets(request, () => origin ??= new HttpClients(sources, cancellation).Origin(client), cancellation))
            {
                if (target.Endpoint.IsDownload)
                {
                    found.AddRange(Download(call, target));
                    continue;
                }

                found.AddRange(References(call, request, target, cancellation));
                if (endpoints?.OfRequest(target.Address.Whole.Text, target.Address.Authority.Length > 0 && target.Address.Authority.IndexOf(TextTemplate.Hole) < 0, target.Endpoint.Provider, Name(call)) is { } address)
                {
                    var whole = target.Address.Whole.Value(0, target.Address.Whole.Text.Length);
                    found.Add(new HttpFinding(address, whole with { Text = address.Value }));
                }

                if (!isInference)
                {
                    isInference = true;
                    found.Add(Inference(call, target, origin ??= new HttpClients(sources, cancellation).Origin(client), cancellation));
                }
            }
        }

        return found;
    }

    /// <summary>The keys that a node gives a header, where the type around it sends requests to models.</summary>
    public IReadOnlyList<HttpFinding> Header(SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        if (credentials is null
            || HttpHeaders.Written(node) is not var (name, value)
            || model.GetConstantValue(name, cancellation) is not { HasValue: true, Value: string text }
            || HttpHeaders.Of(text, node) is not var (header, provider)
            || sources.Operation(value, cancellation) is not { } operation)
        {
            return [];
        }

        var keys = credentials.Find(provider, operation, HardCodedCredentialFact.Header, header, cancellation).ToArray();
        return keys.Length == 0 || !AsksModels(HttpHeaders.Scope(node), cancellation)
            ? []
            : [.. keys.Select(k => new HttpFinding(k.Fact with { Sdk = SdkId }, k.Value))];
    }

    private bool AsksModels(SyntaxNode scope, CancellationToken cancellation) => _asksModels.GetOrAdd(scope, s => s.DescendantNodes()
        .OfType<InvocationExpressionSyntax>()
        .Where(i => i.Expression switch
        {
            MemberAccessExpressionSyntax access => IsCandidate(access.Name.Identifier.ValueText, i),
            MemberBindingExpressionSyntax binding => IsCandidate(binding.Name.Identifier.ValueText, i),
            _ => false,
        })
        .Any(i => sources.Operation(i, cancellation) is IInvocationOperation call && HttpRequests.IsCall(call.TargetMethod)
            && new HttpRequests(sources, cancellation).Of(call).Any(r => r.Address is not null
                && Targets(r, () => new HttpClients(sources, cancellation).Origin(call.Instance ?? call.Arguments.FirstOrDefault()?.Value), cancellation).Any(t => !t.Endpoint.IsDownload))));

    private static string Name(IInvocationOperation call) => $"HttpClient.{call.TargetMethod.Name}";

    /// <summary>The known addresses that a request may go to.</summary>
    private IEnumerable<Target> Targets(HttpRequest request, Func<HttpClientOrigin> origin, CancellationToken cancellation)
    {
        var templates = new TextTemplates(sdks, sources, cancellation);
        var written = templates.Resolve(request.Address!);
        IEnumerable<TextTemplate> addresses = written.Where(a => HttpAddress.Parse(a) is not null);
        var relative = written.Where(a => HttpAddress.Parse(a) is null).ToArray();
        if (relative.Length > 0)
        {
            var bases = origin().BaseAddresses.SelectMany(templates.Resolve).Where(a => HttpAddress.Parse(a) is not null).ToArray();
            addresses = addresses.Concat(HttpAddress.Combine(bases.Length > 0 ? bases : [UnknownBase(relative[0])], relative));
        }

        return addresses
            .Select(HttpAddress.Parse)
            .OfType<HttpAddress>()
            .Select(a => Match(a, request.Verb))
            .OfType<Target>()
            .GroupBy(t => t.Address.Whole.Text)
            .Select(g => g.First());
    }

    private static TextTemplate UnknownBase(TextTemplate like) =>
        TextTemplate.Of(like.Parts.Length > 0 ? like.Parts[0].Value with { Text = null, Origin = "the client's base address" } : new PossibleValue(null, "", null!, null!));

    private Target? Match(HttpAddress address, string verb)
    {
        var path = address.Path.Text;
        if (path.Length == 0)
        {
            return null;
        }

        foreach (var endpoint in policy.HttpEndpoints)
        {
            if ((endpoint.Host == HttpEndpoint.AnyHost || address.Authority.Length > 0) && endpoint.MatchesHost(address.Authority)
                && IsVerb(endpoint, verb) && endpoint.MatchPath(path) is { Success: true } match)
            {
                return new Target(endpoint, address, match);
            }
        }

        // The host is known and answers for models; of the path only the beginning is.
        var hole = path.IndexOf(TextTemplate.Hole);
        return hole <= 0 || address.Authority.Length == 0
            ? null
            : policy.HttpEndpoints
                .Where(e => e.Host != HttpEndpoint.AnyHost && !e.IsDownload && e.MatchesHost(address.Authority) && verb == "POST" && e.MayBeginWith(path.Substring(0, hole)))
                .Select(e => new Target(e, address, null))
                .FirstOrDefault();
    }

    /// <summary>A GET at the address of a model lists or checks something; nothing is sent to the model.</summary>
    private static bool IsVerb(HttpEndpoint endpoint, string verb) => endpoint.IsDownload ? verb is "GET" or "" : verb is "POST" or "";

    private HttpFinding Inference(IInvocationOperation call, Target target, HttpClientOrigin origin, CancellationToken cancellation)
    {
        var (logged, evidence, _) = logging.Decide(call, Sdk, cancellation);
        if (logged != Logged.Yes && origin.FactoryLogs)
        {
            (logged, evidence) = (Logged.Yes, "IHttpClientFactory logs each request of its clients");
        }
        else if (logged != Logged.Yes && sources.References.Occurrences("AddHttpClientInstrumentation", cancellation).Count > 0)
        {
            (logged, evidence) = (Logged.Yes, "AddHttpClientInstrumentation() traces each request");
        }

        return new HttpFinding(
            new InferenceCallFact
            {
                Sdk = SdkId,
                Method = Name(call),
                Kind = target.Match is null ? "request" : target.Endpoint.Kind,
                Logged = logged,
                Evidence = evidence,
            },
            null);
    }

    private IEnumerable<HttpFinding> References(IInvocationOperation call, HttpRequest request, Target target, CancellationToken cancellation)
    {
        var kind = "model";
        IReadOnlyList<PossibleValue> values;
        if (target.Endpoint.Model == HttpEndpoint.InPath)
        {
            var group = target.Group("model") ?? target.Group("deployment") ?? target.Group("repository");
            kind = target.Group("deployment") is null ? kind : "deployment";
            values = group is null ? [Unseen(call, "a part of the address that is not known here")] : [target.Address.Path.Value(group.Index, group.Length)];
        }
        else if (target.Endpoint.Model == HttpEndpoint.InBody)
        {
            var bodies = new JsonBodies(sdks, sources, cancellation);
            values = request.Content.SelectMany(bodies.Models).ToArray();
            values = values.Count > 0 ? values : [Unseen(call, "the body of the request, which does not show it here")];
            kind = target.Endpoint.Provider == ProviderResolver.AzureOpenAI ? "deployment" : kind;
        }
        else
        {
            yield break;
        }

        foreach (var value in values.GroupBy(v => (v.Text, v.Origin, v.Shown, v.File)).Select(g => g.First()))
        {
            yield return new HttpFinding(Reference(call, target.Endpoint.Provider, kind, value.Text, value.Origin), value);
        }
    }

    /// <summary>A file of a repository: for a dataset the load, and for either the revision that is asked for.</summary>
    private static IEnumerable<HttpFinding> Download(IInvocationOperation call, Target target)
    {
        var isDataset = target.Endpoint.Kind == HttpEndpoint.Dataset;
        var whole = target.Address.Whole.Value(0, target.Address.Whole.Text.Length);
        if (isDataset)
        {
            yield return new HttpFinding(
                new DatasetLoadFact { Sdk = SdkId, Method = Name(call), Kind = "url", Value = whole.Text, Origin = whole.Origin }, whole);
        }

        if (target.Group("repository") is not { } repository || target.Group("revision") is not { } revision)
        {
            yield break;
        }

        var name = target.Address.Path.Value(repository.Index, repository.Length);
        var version = target.Address.Path.Value(revision.Index, revision.Length);
        var unknown = name.Text is null ? name : version.Text is null ? version : null;
        yield return new HttpFinding(
            Reference(
                call,
                target.Endpoint.Provider,
                isDataset ? ModelReferenceFact.DatasetKind : "model",
                unknown is null ? $"{(isDataset ? "datasets/" : "")}{name.Text}@{version.Text}" : null,
                unknown?.Origin ?? version.Origin),
            unknown ?? version);
    }

    private static ModelReferenceFact Reference(IInvocationOperation call, string provider, string kind, string? value, string origin) =>
        new() { Sdk = SdkId, Provider = provider, Kind = kind, Value = value, Origin = origin, Sink = Name(call) };

    private static PossibleValue Unseen(IInvocationOperation call, string origin)
    {
        var place = ((InvocationExpressionSyntax)call.Syntax).Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            MemberBindingExpressionSyntax binding => binding.Name,
            var other => (Microsoft.CodeAnalysis.SyntaxNode)other,
        };
        return new PossibleValue(null, origin, place, place);
    }

    /// <param name="Match">What the path's pattern took; null when only the beginning of the path is known.</param>
    private sealed record Target(HttpEndpoint Endpoint, HttpAddress Address, Match? Match)
    {
        public Group? Group(string name) => Match?.Groups[name] is { Success: true, Length: > 0 } group ? group : null;
    }
}

/// <param name="Value">Where the value of the fact is; null for the call itself.</param>
internal sealed record HttpFinding(CodeFact Fact, PossibleValue? Value);
