using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Core.Sdks;
using GovernanceAnalyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Flow;

/// <summary>
/// The registrations of services in this compilation: those of Microsoft.Extensions.DependencyInjection, those that the catalogue
/// names, and decorators (Scrutor). Found by name, once, when the first injected client is met.
/// </summary>
internal sealed class Registrations(SdkIndex sdks, SourceModels sources)
{
    private const string DependencyInjection = "Microsoft.Extensions.DependencyInjection";

    private static readonly string[] Lifetimes = ["Singleton", "Scoped", "Transient"];

    private static readonly string[] Verbs =
    [
        .. new[] { "Add", "TryAdd", "AddKeyed", "TryAddKeyed", "", "Keyed" }.SelectMany(v => Lifetimes.Select(l => v + l)),
    ];

    // They return a builder, whose Build() says which service they register.
    private static readonly string[] Builders =
    [
        "AddChatClient", "AddKeyedChatClient", "AddEmbeddingGenerator", "AddKeyedEmbeddingGenerator", "AddImageGenerator", "AddKeyedImageGenerator",
        "AddSpeechToTextClient", "AddKeyedSpeechToTextClient", "AddTextToSpeechClient", "AddKeyedTextToSpeechClient",
    ];

    private static readonly string[] Others = ["AddHttpClient", "Decorate", "TryDecorate"];

    private IReadOnlyList<Registration>? _all;

    public IReadOnlyList<Registration> Of(ITypeSymbol service, ServiceKey? key, CancellationToken cancellation) =>
        All(cancellation).Where(r => !r.IsDecorator && ServiceKey.May(key, r.Key) && IsOf(r, service)).ToArray();

    public IReadOnlyList<Registration> DecoratorsOf(ITypeSymbol service, CancellationToken cancellation) =>
        All(cancellation).Where(r => r.IsDecorator && IsOf(r, service)).ToArray();

    private bool IsOf(Registration registration, ITypeSymbol service) =>
        registration.Service is { } registered
            ? SymbolEqualityComparer.Default.Equals(registered, service)
                || (registered is INamedTypeSymbol { IsUnboundGenericType: true }
                    && SymbolEqualityComparer.Default.Equals(registered.OriginalDefinition, service.OriginalDefinition))
            : service is INamedTypeSymbol named && registration.ServiceNames.Contains(sdks.MetadataName(named.OriginalDefinition));

    private IReadOnlyList<Registration> All(CancellationToken cancellation) => _all ??= Find(cancellation);

    private IReadOnlyList<Registration> Find(CancellationToken cancellation)
    {
        var catalogued = sdks.Sdks.SelectMany(s => s.Clients).Where(c => c.Kind == "registration").SelectMany(c => c.Methods);
        var found = new List<Registration>();
        foreach (var name in Verbs.Concat(Builders).Concat(Others).Concat(catalogued).Distinct(StringComparer.Ordinal))
        {
            foreach (var token in sources.References.Occurrences(name, cancellation))
            {
                SyntaxNode? expression = token.Parent is SimpleNameSyntax { Parent: MemberAccessExpressionSyntax or MemberBindingExpressionSyntax } member
                    ? member.Parent
                    : token.Parent;
                if (expression?.Parent is InvocationExpressionSyntax invocation
                    && invocation.Expression == expression
                    && sources.Operation(invocation, cancellation) is IInvocationOperation call
                    && Parse(call) is { } registration)
                {
                    found.Add(registration);
                }
            }
        }

        return found
            .OrderBy(r => r.Call.Syntax.SyntaxTree.FilePath, StringComparer.Ordinal)
            .ThenBy(r => r.Call.Syntax.Span.End)
            .ToArray();
    }

    private Registration? Parse(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var declared = method.ReducedFrom ?? method;
        if (sdks.Clients(method).Select(c => c.Entry).FirstOrDefault(c => c.Kind == "registration") is { } entry)
        {
            return Catalogued(call, entry);
        }

        if (Array.IndexOf(Builders, method.Name) >= 0)
        {
            return Built(method) is { } service
                ? new Registration(call, method.Name.Contains("Keyed") ? Key(call) : null, Value(call)) { Service = service }
                : null;
        }

        if (declared.ContainingNamespace?.ToDisplayString() is not { } space)
        {
            return null;
        }

        switch (method.Name)
        {
            case "Decorate" or "TryDecorate" when method.IsExtensionMethod && Service(call, 0) is { } decorated:
                return new Registration(call, null, Value(call)) { Service = decorated, Implementation = Service(call, 1), IsDecorator = true };
            case "AddHttpClient" when space == DependencyInjection && method.TypeArguments.Length > 0:
                return new Registration(call, null, null)
                {
                    Service = method.TypeArguments[0],
                    Unseen = "IHttpClientFactory makes it, and its handlers are not followed",
                };
            case "Decorate" or "TryDecorate" or "AddHttpClient":
                return null;
        }

        if (!space.StartsWith(DependencyInjection, StringComparison.Ordinal)
            || (!method.Name.Contains("Add") && declared.ContainingType.Name != "ServiceDescriptor")
            || Service(call, 0) is not { } registered)
        {
            return null;
        }

        return new Registration(call, method.Name.Contains("Keyed") ? Key(call) : null, Value(call))
        {
            Service = registered,
            Implementation = Service(call, 1),
        };
    }

    private Registration Catalogued(IInvocationOperation call, ClientMembers entry)
    {
        var key = entry.Key.Length == 0 ? null : call.Arguments.FirstOrDefault(a => a.Parameter?.Name == entry.Key);
        var isKeyed = key is not null
            && (key.ArgumentKind == ArgumentKind.Explicit || OperationTree.Unwrap(key.Value).ConstantValue is not { HasValue: true, Value: null });
        var built = Built(call.TargetMethod);
        return new Registration(call, isKeyed ? ServiceKey.Of(key!.Value) : null, Value(call))
        {
            Service = built,
            ServiceNames = built is null ? entry.Services : [],
        };
    }

    private static ServiceKey Key(IInvocationOperation call) =>
        call.Arguments.FirstOrDefault(a => a.Parameter is { Name: "serviceKey" } or { Type.SpecialType: SpecialType.System_Object }) is { } key
            ? ServiceKey.Of(key.Value)
            : call.Arguments.FirstOrDefault(a => a.Parameter is { Type.SpecialType: SpecialType.System_String, Name: "name" }) is { } name
                ? ServiceKey.Of(name.Value)
                : new ServiceKey((string?)null);

    /// <summary>The type argument, or the <c>typeof</c> argument, at a position.</summary>
    private static INamedTypeSymbol? Service(IInvocationOperation call, int at) =>
        call.TargetMethod.TypeArguments.Length > 0
            ? call.TargetMethod.TypeArguments.ElementAtOrDefault(at) as INamedTypeSymbol
            : call.Arguments.Select(a => OperationTree.Unwrap(a.Value)).OfType<ITypeOfOperation>().ElementAtOrDefault(at)?.TypeOperand as INamedTypeSymbol;

    /// <summary>The instance or factory: the last argument that is given and is neither the collection, a key, a type, a text nor a lifetime.</summary>
    private static IOperation? Value(IInvocationOperation call) => call.Arguments
        .Where(a => a.ArgumentKind == ArgumentKind.Explicit
            && a.Parameter is { Name: not ("serviceKey" or "serviceType" or "implementationType" or "lifetime" or "services" or "serviceCollection" or "collection") }
            && a.Parameter.Type is not ({ SpecialType: SpecialType.System_String } or INamedTypeSymbol { DelegateInvokeMethod.ReturnsVoid: true })
            && OperationTree.Unwrap(a.Value) is not ITypeOfOperation
            && !(call.TargetMethod.ReducedFrom is null && call.TargetMethod.IsExtensionMethod && a.Parameter.Ordinal == 0))
        .Select(a => a.Value)
        .LastOrDefault();

    /// <summary>What the builder that a method returns will build, or null when it returns none.</summary>
    private static ITypeSymbol? Built(IMethodSymbol method) => method.ReturnType is INamedTypeSymbol { Name: var name } builder
        && name.EndsWith("Builder", StringComparison.Ordinal)
            ? builder.GetMembers("Build").OfType<IMethodSymbol>().Select(m => m.ReturnType).FirstOrDefault(t => t.SpecialType != SpecialType.System_Void)
            : null;
}
