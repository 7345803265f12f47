using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Http;

/// <param name="Verb">GET, POST and so on; empty when it is not known.</param>
/// <param name="Address">The address; null when the request is made where it cannot be seen.</param>
/// <param name="Content">What is sent, with nothing known about it where the list is empty.</param>
internal sealed record HttpRequest(string Verb, IOperation? Address, IReadOnlyList<IOperation> Content);

/// <summary>The requests that a call on HttpClient sends.</summary>
internal sealed class HttpRequests(SourceModels sources, CancellationToken cancellation)
{
    private const int MaximumDepth = 4;

    public static bool IsCall(IMethodSymbol method)
    {
        var type = (method.ReducedFrom ?? method).ContainingType;
        return type.Name is "HttpClient" or "HttpMessageInvoker" && IsNamespace(type, "Http")
            || type.Name == "HttpClientJsonExtensions" && IsNamespace(type, "Json");
    }

    public IEnumerable<HttpRequest> Of(IInvocationOperation call)
    {
        if (Argument(call.Arguments, "request") is { } request)
        {
            return Message(request, 0);
        }

        var name = call.TargetMethod.Name;
        var verb = name.StartsWith("Get", System.StringComparison.Ordinal) ? "GET"
            : name.StartsWith("Delete", System.StringComparison.Ordinal) ? "DELETE"
            : name.StartsWith("Post", System.StringComparison.Ordinal) ? "POST"
            : "PUT";
        var content = Argument(call.Arguments, "content") ?? Argument(call.Arguments, "value") ?? Argument(call.Arguments, "inputValue");
        return [new HttpRequest(verb, Argument(call.Arguments, "requestUri"), content is null ? [] : [content])];
    }

    /// <summary>The requests that an expression of type HttpRequestMessage may be.</summary>
    private IEnumerable<HttpRequest> Message(IOperation expression, int depth)
    {
        var operation = OperationTree.Unwrap(expression);
        switch (operation)
        {
            case ILocalReferenceOperation local when depth < MaximumDepth:
                var later = Set(local).ToArray();
                return sources.Assignments(local, out _).SelectMany(v => Message(v, depth + 1)).Select(r => With(r, later));
            case IObjectCreationOperation creation:
                var made = new HttpRequest(
                    Argument(creation.Arguments, "method") is { } method ? Verb(method) : "GET",
                    Argument(creation.Arguments, "requestUri"),
                    []);
                return [creation.Initializer is { } initializer ? With(made, initializer.Initializers.OfType<ISimpleAssignmentOperation>()) : made];
            case IInvocationOperation call when depth < MaximumDepth
                && call.TargetMethod.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is { } declaration:
                return sources.Returned(declaration, cancellation).SelectMany(r => Message(r, depth + 1));
            case IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol owner } parameter } when depth < MaximumDepth:
                // A helper that sends what its callers make.
                return sources.References.Calls(owner, cancellation).Calls
                    .SelectMany(c => c.Arguments.Where(a => a.Parameter?.Name == parameter.Name))
                    .SelectMany(a => Message(a.Value, depth + 1));
            default:
                return [];
        }
    }

    private static HttpRequest With(HttpRequest request, IEnumerable<ISimpleAssignmentOperation> settings)
    {
        foreach (var setting in settings)
        {
            request = (setting.Target as IPropertyReferenceOperation)?.Property.Name switch
            {
                "RequestUri" => request with { Address = setting.Value },
                "Method" => request with { Verb = Verb(setting.Value) },
                "Content" => request with { Content = [.. request.Content, setting.Value] },
                _ => request,
            };
        }

        return request;
    }

    /// <summary>What statements set on a local that holds the request.</summary>
    private static IEnumerable<ISimpleAssignmentOperation> Set(ILocalReferenceOperation local) => OperationTree.Body(local, throughLambdas: true)
        .Descendants()
        .OfType<ISimpleAssignmentOperation>()
        .Where(a => a.Target is IPropertyReferenceOperation { Instance: { } instance } && OperationTree.IsLocal(instance, local.Local));

    private static string Verb(IOperation method) => OperationTree.Unwrap(method) switch
    {
        IPropertyReferenceOperation { Property: { Name: var name, ContainingType.Name: "HttpMethod" } } => name.ToUpperInvariant(),
        IObjectCreationOperation { Arguments: { Length: 1 } text } when OperationTree.Unwrap(text[0].Value).ConstantValue is { HasValue: true, Value: string verb } =>
            verb.ToUpperInvariant(),
        _ => "",
    };

    private static IOperation? Argument(IEnumerable<IArgumentOperation> arguments, string name) =>
        arguments.FirstOrDefault(a => a.Parameter?.Name == name && a.ArgumentKind != ArgumentKind.DefaultValue)?.Value;

    private static bool IsNamespace(INamedTypeSymbol type, string last) =>
        type.ContainingNamespace is { } ns && ns.Name == last && ns.ToDisplayString().StartsWith("System.Net.Http", System.StringComparison.Ordinal);
}
