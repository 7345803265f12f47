using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Core.Security;
using GovernanceAnalyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Security;

/// <param name="Origin">What the text comes from, as a noun phrase.</param>
internal sealed record TextSource(string Kind, string Origin);

/// <summary>Where text comes from that anybody may have written: members of the policy's list, and parameters that a framework fills.</summary>
internal sealed class TextSources(SecurityIndex index, SourceModels sources)
{
    private static readonly HashSet<string> Services = new(StringComparer.Ordinal) { "FromKeyedServicesAttribute", "FromServicesAttribute", "InjectAttribute" };

    private readonly ConcurrentDictionary<ISymbol, TextSource?> _parameters = new(SymbolEqualityComparer.Default);

    /// <summary>What makes an expression untrusted by itself, whatever it is made of; null where nothing does.</summary>
    public TextSource? Of(IOperation operation, CancellationToken cancellation)
    {
        switch (operation)
        {
            case IParameterReferenceOperation parameter:
                return Parameter(parameter, cancellation) ?? OfType(parameter.Type, parameter.Parameter.Name);
            case IPropertyReferenceOperation property:
                return Member(property.Property) ?? Attributed(property.Property) ?? OfType(property.Type, property.Property.Name);
            case IFieldReferenceOperation field:
                return Member(field.Field) ?? OfType(field.Type, field.Field.Name);
            case IInvocationOperation call:
                return Member(call.TargetMethod) ?? OfType(call.Type, call.TargetMethod.Name);
            case ILocalReferenceOperation local:
                return OfType(local.Type, local.Local.Name);
            default:
                return null;
        }
    }

    private TextSource? Member(ISymbol member) => index.Find(SecuritySection.Sources, member).FirstOrDefault(e => e.Via.Length == 0) is { } entry
        ? new TextSource(entry.Kind, entry.Description.Length > 0 ? entry.Description : $"{SecurityKinds.Describe(entry.Kind)} ({member.ContainingType.Name}.{(member is IPropertySymbol { IsIndexer: true } ? "this[]" : member.Name)})")
        : null;

    private TextSource? OfType(ITypeSymbol? type, string name) =>
        type is INamedTypeSymbol named && index.OfType(SecuritySection.Sources, named).FirstOrDefault(e => e.Via.Length == 0) is { } entry
            ? new TextSource(entry.Kind, entry.Description.Length > 0 ? entry.Description : $"{SecurityKinds.Describe(entry.Kind)} ({name})")
            : null;

    private TextSource? Attributed(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && index.FindType(SecuritySection.Sources, type).FirstOrDefault(e => e.Via == SecurityVia.Attribute) is { } entry)
            {
                return Named(entry, $"{(symbol is IParameterSymbol ? "parameter" : "property")} {symbol.Name} of {Owner(symbol)}");
            }
        }

        return null;
    }

    private static TextSource Named(SecurityEntry entry, string what) =>
        new(entry.Kind, entry.Description.Length > 0 ? entry.Description : $"{SecurityKinds.Describe(entry.Kind)} ({what})");

    private TextSource? Parameter(IParameterReferenceOperation reference, CancellationToken cancellation)
    {
        var parameter = reference.Parameter;
        if (_parameters.TryGetValue(parameter, out var known))
        {
            return known;
        }

        return _parameters.GetOrAdd(parameter, Decide(reference, cancellation));
    }

    private TextSource? Decide(IParameterReferenceOperation reference, CancellationToken cancellation)
    {
        var parameter = reference.Parameter;
        if (parameter.ContainingSymbol is not IMethodSymbol method || !TextTypes.Carries(parameter.Type) || parameter.GetAttributes().Any(a => a.AttributeClass is { } c && Services.Contains(c.Name)))
        {
            return null;
        }

        if (Attributed(parameter) is { } attributed)
        {
            return attributed;
        }

        var what = $"parameter {parameter.Name} of {Owner(parameter)}";
        if (method is { Name: "Main" or "<Main>$", IsStatic: true } && parameter.Type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String })
        {
            return new TextSource("command-line", SecurityKinds.Describe("command-line"));
        }

        if (!TextTypes.IsData(parameter.Type) || IsRegistered(parameter.Type, cancellation))
        {
            return null;
        }

        if (method.MethodKind == MethodKind.AnonymousFunction)
        {
            return Handler(reference) is { } lambda ? Named(lambda, $"parameter {parameter.Name}") : null;
        }

        foreach (var attribute in method.GetAttributes().Where(_ => !IsStep(method.ContainingType)))
        {
            if (attribute.AttributeClass is { } type && index.FindType(SecuritySection.Sources, type).FirstOrDefault(e => e.Via == SecurityVia.MethodAttribute) is { } entry)
            {
                return Named(entry, what);
            }
        }

        if (method is { MethodKind: MethodKind.Ordinary, IsStatic: false, DeclaredAccessibility: Accessibility.Public, ContainingType: { } container })
        {
            if (!method.GetAttributes().Any(a => a.AttributeClass?.Name == "NonActionAttribute"))
            {
                var bases = index.FindType(SecuritySection.Sources, container).Where(e => e.Via == SecurityVia.BaseType)
                    .Concat(container.GetAttributes().SelectMany(a => a.AttributeClass is { } type ? index.FindType(SecuritySection.Sources, type).Where(e => e.Via == SecurityVia.BaseType) : []));
                if (bases.FirstOrDefault() is { } entry)
                {
                    return Named(entry, what);
                }
            }

            if (method.IsOverride || method.ContainingType.AllInterfaces.Length > 0)
            {
                foreach (var beside in method.Parameters)
                {
                    if (index.FindType(SecuritySection.Sources, beside.Type).FirstOrDefault(e => e.Via == SecurityVia.Implementation) is { } entry)
                    {
                        return Named(entry, what);
                    }
                }
            }
        }

        return Handed(method, cancellation) is { } handler ? Named(handler, what) : null;
    }

    /// <summary>The functions of a process of Semantic Kernel are called by its other steps, with what those made.</summary>
    private static bool IsStep(INamedTypeSymbol? type)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            if (t.Name == "KernelProcessStep")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A class of the project that is added to the services is handed over by them: <c>services.AddSingleton&lt;Prompts&gt;()</c>.</summary>
    private bool IsRegistered(ITypeSymbol type, CancellationToken cancellation) => type is INamedTypeSymbol { DeclaringSyntaxReferences.Length: > 0 } named
        && sources.References.Occurrences(named.Name, cancellation).Any(t => SourceReferences.QualifiedName(t)?.Parent is TypeArgumentListSyntax { Parent: GenericNameSyntax { Identifier.ValueText: var method } }
            && (method.StartsWith("Add", StringComparison.Ordinal) || method.StartsWith("TryAdd", StringComparison.Ordinal) || method.StartsWith("Configure", StringComparison.Ordinal)));

    /// <summary>The entry for what a lambda is handed to: <c>app.MapPost("/ask", (Question q) => …)</c>.</summary>
    private SecurityEntry? Handler(IParameterReferenceOperation reference)
    {
        for (IOperation? operation = reference; operation is not null; operation = operation.Parent)
        {
            if (operation is IAnonymousFunctionOperation lambda && SymbolEqualityComparer.Default.Equals(lambda.Symbol, reference.Parameter.ContainingSymbol))
            {
                return Receiving(lambda);
            }
        }

        return null;
    }

    private SecurityEntry? Receiving(IOperation function)
    {
        var current = function.Parent;
        while (current is IDelegateCreationOperation or IConversionOperation or IArgumentOperation or IParenthesizedOperation)
        {
            current = current.Parent;
        }

        return current is IInvocationOperation call ? HandlerOf(call) : null;
    }

    private SecurityEntry? HandlerOf(IInvocationOperation call) => index.Find(SecuritySection.Sources, call.TargetMethod).FirstOrDefault(e => e.Via == SecurityVia.Handler);

    /// <summary>The entry for what a method is handed to by its name: <c>app.MapPost("/ask", AskAsync)</c>.</summary>
    private SecurityEntry? Handed(IMethodSymbol method, CancellationToken cancellation)
    {
        if (method.DeclaringSyntaxReferences.Length == 0 || method.MethodKind is not (MethodKind.Ordinary or MethodKind.LocalFunction))
        {
            return null;
        }

        foreach (var token in sources.References.Occurrences(method.Name, cancellation).Take(SourceReferences.MaximumPlaces))
        {
            var expression = token.Parent?.Parent is MemberAccessExpressionSyntax access && access.Name == token.Parent ? access : token.Parent;
            if (expression?.Parent is not ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax invocation })
            {
                continue;
            }

            if (sources.Operation(invocation, cancellation) is IInvocationOperation call
                && HandlerOf(call) is { } entry
                && call.Arguments.Any(a => a.Syntax.Span.Contains(token.Span)
                    && a.Value.DescendantsAndSelf().OfType<IMethodReferenceOperation>().Any(m => SymbolEqualityComparer.Default.Equals(m.Method.OriginalDefinition, method.OriginalDefinition))))
            {
                return entry;
            }
        }

        return null;
    }

    private static string Owner(ISymbol symbol) => symbol.ContainingSymbol switch
    {
        IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } => "a lambda",
        IMethodSymbol method => $"{method.ContainingType?.Name}.{method.Name}",
        var owner => owner?.Name ?? "",
    };
}
