using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Flow;

/// <summary>What counts as logging in a client's pipeline: what catalogue and policy name, and wrappers of this compilation that log.</summary>
internal sealed class AcceptedLogging(SdkIndex sdks, CompiledPolicy policy, SourceModels sources, LogStatements statements)
{
    private readonly ConcurrentDictionary<(INamedTypeSymbol Type, string Member), bool> _wrappers = new(new TypeAndMember());

    /// <summary>Whether a client of this type logs calls of the member, by itself or in what it derives from.</summary>
    public bool IsType(ITypeSymbol? type, string member, CancellationToken cancellation)
    {
        if (sdks.IsLoggingDecorator(type))
        {
            return true;
        }

        for (var t = type as INamedTypeSymbol; t is not null; t = t.BaseType)
        {
            if ((policy.SatisfiedBy.Count > 0 && policy.SatisfiedBy.Contains(sdks.MetadataName(t.OriginalDefinition)))
                || IsLoggingWrapper(t.OriginalDefinition, member, cancellation))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The name of the logging that a builder call adds: a step, or a wrapper or middleware in <c>builder.Use(…)</c>.</summary>
    public string? Step(IInvocationOperation call, string member, CancellationToken cancellation)
    {
        var method = call.TargetMethod.ReducedFrom ?? call.TargetMethod;
        if (sdks.IsLoggingStep(method) || IsMethod(method))
        {
            return method.Name;
        }

        if (method.DeclaringSyntaxReferences.Length > 0)
        {
            return null;
        }

        if (GivesALogger(call, cancellation) is { } given)
        {
            return given;
        }

        var lambdas = call.Arguments
            .SelectMany(a => a.Value.DescendantsAndSelf())
            .OfType<IAnonymousFunctionOperation>()
            .ToArray();
        return lambdas
            .SelectMany(lambda => lambda.Body.Descendants())
            .OfType<IObjectCreationOperation>()
            .FirstOrDefault(c => IsType(c.Type, member, cancellation))?.Type?.Name
            ?? (method.Name == "Use" && lambdas.Any(lambda => IsLoggingMiddleware(lambda, member, cancellation)) ? "middleware that logs" : null);
    }

    /// <summary>
    /// Semantic Kernel logs through what the container of its builder holds: <c>builder.Services.AddLogging(…)</c>, a logger factory, or a filter
    /// of one's own that logs. Other builders have no container, so nobody calls this on them.
    /// </summary>
    private string? GivesALogger(IInvocationOperation call, CancellationToken cancellation)
    {
        var method = call.TargetMethod;
        if (method.ContainingNamespace?.ToDisplayString() != "Microsoft.Extensions.DependencyInjection")
        {
            return null;
        }

        if (method is { Name: "AddLogging", ContainingType.Name: "LoggingServiceCollectionExtensions" })
        {
            return method.Name;
        }

        if (!method.Name.StartsWith("Add", System.StringComparison.Ordinal) || method.TypeArguments.Length == 0)
        {
            return null;
        }

        var service = method.TypeArguments[0];
        if (service.Name == "ILoggerFactory" || service.AllInterfaces.Any(i => i.Name == "ILoggerFactory"))
        {
            return "an ILoggerFactory";
        }

        var isFilter = service.Name.EndsWith("Filter", System.StringComparison.Ordinal)
            && service.ContainingNamespace?.ToDisplayString() == "Microsoft.SemanticKernel";
        var implementation = method.TypeArguments.Length > 1
            ? method.TypeArguments[1]
            : call.Arguments.Select(a => OperationTree.Unwrap(a.Value)).OfType<IObjectCreationOperation>().FirstOrDefault()?.Type;
        return isFilter && implementation?.GetMembers().OfType<IMethodSymbol>().Any(m => m.MethodKind == MethodKind.Ordinary && statements.Logs(m, cancellation)) == true
            ? implementation.Name
            : null;
    }

    private bool IsMethod(IMethodSymbol method) =>
        policy.SatisfiedBy.Count > 0
        && (policy.SatisfiedBy.Contains(method.Name)
            || policy.SatisfiedBy.Contains($"{sdks.MetadataName(method.ContainingType.OriginalDefinition)}.{method.Name}"));

    /// <summary>Middleware calls the client it is given, or the next step as a delegate; it has to log for this kind of call.</summary>
    private bool IsLoggingMiddleware(IAnonymousFunctionOperation lambda, string member, CancellationToken cancellation)
    {
        var inner = InferenceCalls(lambda.Body).ToArray();
        return inner.Length > 0
            ? inner.All(c => c.TargetMethod.Name == member && statements.Around(c, cancellation) is not null)
            : lambda.Symbol.Parameters.Any(p => p.Type.TypeKind == TypeKind.Delegate) && statements.IsCertainIn(lambda.Body, cancellation);
    }

    /// <summary>A class of this compilation that passes calls on and logs each of them, such as a DelegatingChatClient of one's own.</summary>
    private bool IsLoggingWrapper(INamedTypeSymbol type, string member, CancellationToken cancellation)
    {
        if (type.DeclaringSyntaxReferences.Length == 0 || type.TypeKind != TypeKind.Class)
        {
            return false;
        }

        if (_wrappers.TryGetValue((type, member), out var known))
        {
            return known;
        }

        var calls = type.GetMembers()
            .OfType<IMethodSymbol>()
            .Where(m => m.Name == member || m.ExplicitInterfaceImplementations.Any(i => i.Name == member))
            .SelectMany(m => m.DeclaringSyntaxReferences)
            .Select(r => sources.Operation(r.GetSyntax(cancellation), cancellation))
            .OfType<IOperation>()
            .SelectMany(InferenceCalls)
            .ToArray();
        return _wrappers.GetOrAdd((type, member), calls.Length > 0 && calls.All(c => statements.Around(c, cancellation) is not null));
    }

    private IEnumerable<IInvocationOperation> InferenceCalls(IOperation body) =>
        body.Descendants().OfType<IInvocationOperation>().Where(c => sdks.Inference(c.TargetMethod) is not null);

    private sealed class TypeAndMember : IEqualityComparer<(INamedTypeSymbol Type, string Member)>
    {
        public bool Equals((INamedTypeSymbol Type, string Member) x, (INamedTypeSymbol Type, string Member) y) =>
            x.Member == y.Member && SymbolEqualityComparer.Default.Equals(x.Type, y.Type);

        public int GetHashCode((INamedTypeSymbol Type, string Member) key) =>
            (SymbolEqualityComparer.Default.GetHashCode(key.Type) * 31) + key.Member.GetHashCode();
    }
}
