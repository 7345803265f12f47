using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Http;

/// <summary>Where an HttpClient comes from.</summary>
/// <param name="BaseAddresses">What its base address is set to, wherever that is.</param>
/// <param name="FactoryLogs">The client comes from IHttpClientFactory, which logs each request, and nothing takes its loggers away.</param>
internal sealed record HttpClientOrigin(IReadOnlyList<IOperation> BaseAddresses, bool FactoryLogs);

/// <summary>Follows clients to where they are made: by hand, by a factory, or by a registration for a type.</summary>
internal sealed class HttpClients(SourceModels sources, CancellationToken cancellation)
{
    private const int MaximumDepth = 6;
    private const string BaseAddress = "BaseAddress";

    public HttpClientOrigin Origin(IOperation? client)
    {
        var addresses = new List<IOperation>();
        var factory = false;
        if (client is not null)
        {
            Follow(client, 0, addresses, ref factory);
        }

        return new HttpClientOrigin(addresses, factory);
    }

    private void Follow(IOperation expression, int depth, List<IOperation> addresses, ref bool factory)
    {
        cancellation.ThrowIfCancellationRequested();
        var operation = OperationTree.Unwrap(expression);
        if (depth > MaximumDepth)
        {
            return;
        }

        switch (operation)
        {
            case ILocalReferenceOperation local:
                addresses.AddRange(SetIn(OperationTree.Body(local, throughLambdas: true), local.Local));
                foreach (var value in sources.Assignments(local, out _))
                {
                    Follow(value, depth + 1, addresses, ref factory);
                }

                break;
            case IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member:
                addresses.AddRange(SetInType(member.Member));
                var values = sources.References.Writes(member.Member, cancellation).Values.ToList();
                if (sources.Initializer(member.Member, cancellation) is { } initializer)
                {
                    values.Add(initializer);
                }

                foreach (var value in values)
                {
                    Follow(value, depth + 1, addresses, ref factory);
                }

                break;
            case IParameterReferenceOperation parameter:
                Parameter(parameter.Parameter, depth, addresses, ref factory);
                break;
            case IObjectCreationOperation { Initializer: { } settings }:
                addresses.AddRange(settings.Initializers.OfType<ISimpleAssignmentOperation>().Where(IsBaseAddress).Select(a => a.Value));
                break;
            case IInvocationOperation { TargetMethod: { Name: "CreateClient" } method } create
                when method.ContainingType.Name is "IHttpClientFactory" or "HttpClientFactoryExtensions":
                var name = create.Arguments.Select(a => Text(a.Value)).FirstOrDefault(t => t is not null) ?? "";
                factory |= Registered(addresses, r => r.Name == name, loggingByDefault: true);
                break;
            case IInvocationOperation call when call.TargetMethod.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is { } declaration:
                foreach (var returned in sources.Returned(declaration, cancellation))
                {
                    Follow(returned, depth + 1, addresses, ref factory);
                }

                break;
        }
    }

    /// <summary>A client that a constructor gets is the one registered for its type; one that a method gets is what its callers pass.</summary>
    private void Parameter(IParameterSymbol parameter, int depth, List<IOperation> addresses, ref bool factory)
    {
        addresses.AddRange(SetInType(parameter));
        if (parameter.ContainingSymbol is not IMethodSymbol method)
        {
            return;
        }

        if (method.MethodKind == MethodKind.Constructor)
        {
            var type = method.ContainingType;
            factory |= Registered(
                addresses, r => r.Types.Any(t => SymbolEqualityComparer.Default.Equals(t.OriginalDefinition, type.OriginalDefinition)), loggingByDefault: false);
        }

        foreach (var call in sources.References.Calls(method, cancellation).Calls)
        {
            if (call.Arguments.FirstOrDefault(a => a.Parameter?.Name == parameter.Name && a.ArgumentKind != ArgumentKind.DefaultValue) is { } argument)
            {
                Follow(argument.Value, depth + 1, addresses, ref factory);
            }
        }
    }

    private bool Registered(List<IOperation> addresses, System.Func<Registration, bool> applies, bool loggingByDefault)
    {
        var found = Registrations().Where(applies).ToArray();
        addresses.AddRange(found.SelectMany(r => r.BaseAddresses));
        return found.Length == 0 ? loggingByDefault : found.All(r => r.Logs);
    }

    private IEnumerable<Registration> Registrations()
    {
        foreach (var token in sources.References.Occurrences("AddHttpClient", cancellation))
        {
            if (token.Parent?.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } syntax
                || sources.Operation(syntax, cancellation) is not IInvocationOperation { TargetMethod: { Name: "AddHttpClient" } method } call)
            {
                continue;
            }

            // services.AddHttpClient("name").ConfigureHttpClient(c => c.BaseAddress = ...): the whole chain is the registration.
            SyntaxNode chain = syntax;
            while (chain.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next })
            {
                chain = next;
            }

            var addresses = chain.DescendantNodes()
                .OfType<AssignmentExpressionSyntax>()
                .Where(a => a.Left is MemberAccessExpressionSyntax { Name.Identifier.ValueText: BaseAddress })
                .Select(a => sources.Operation(a, cancellation))
                .OfType<ISimpleAssignmentOperation>()
                .Select(a => a.Value)
                .ToArray();
            var name = call.Arguments.Where(a => a.Parameter?.Name == "name").Select(a => Text(a.Value)).FirstOrDefault();
            var types = method.TypeArguments.OfType<INamedTypeSymbol>().ToArray();
            var logs = !chain.DescendantNodes().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == "RemoveAllLoggers");
            yield return new Registration(name ?? types.FirstOrDefault()?.Name ?? "", types, addresses, logs);
        }
    }

    private static IEnumerable<IOperation> SetIn(IOperation body, ILocalSymbol local) => body.Descendants()
        .OfType<ISimpleAssignmentOperation>()
        .Where(a => IsBaseAddress(a) && a.Target is IPropertyReferenceOperation { Instance: { } instance } && OperationTree.IsLocal(instance, local))
        .Select(a => a.Value);

    /// <summary>What the type that declares the field or parameter sets on it.</summary>
    private IEnumerable<IOperation> SetInType(ISymbol symbol) => symbol.ContainingType is not { } type
        ? []
        : type.DeclaringSyntaxReferences
            .SelectMany(r => r.GetSyntax(cancellation).DescendantNodes())
            .OfType<AssignmentExpressionSyntax>()
            .Where(a => a.Left is MemberAccessExpressionSyntax { Name.Identifier.ValueText: BaseAddress })
            .Select(a => sources.Operation(a, cancellation))
            .OfType<ISimpleAssignmentOperation>()
            .Where(a => a.Target is IPropertyReferenceOperation { Instance: { } instance } && SymbolEqualityComparer.Default.Equals(SymbolOf(instance), symbol))
            .Select(a => a.Value);

    private static ISymbol? SymbolOf(IOperation operation) => OperationTree.Unwrap(operation) switch
    {
        IMemberReferenceOperation member => member.Member,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    private static bool IsBaseAddress(ISimpleAssignmentOperation assignment) =>
        assignment.Target is IPropertyReferenceOperation { Property: { Name: BaseAddress, ContainingType.Name: "HttpClient" } };

    private static string? Text(IOperation operation) => OperationTree.Unwrap(operation).ConstantValue is { HasValue: true, Value: string text } ? text : null;

    private sealed record Registration(string Name, IReadOnlyList<INamedTypeSymbol> Types, IReadOnlyList<IOperation> BaseAddresses, bool Logs);
}
