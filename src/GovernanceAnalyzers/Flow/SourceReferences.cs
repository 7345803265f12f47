using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Flow;

/// <summary>
/// Who calls a method or constructor of this compilation, who writes a field or property, who implements a member: what is needed to
/// follow a value or a client backwards across methods and files. Answers are found by name first, so only places that name the symbol
/// are ever bound, and are remembered.
/// </summary>
/// <remarks>Caps: <see cref="MaximumPlaces"/> places for one symbol; beyond it the answer is marked incomplete.</remarks>
internal sealed class SourceReferences(SourceModels sources)
{
    public const int MaximumPlaces = 64;

    private readonly ConcurrentDictionary<string, IReadOnlyList<SyntaxToken>> _occurrences = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ISymbol, CallSites> _calls = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, MemberWrites> _writes = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, IReadOnlyList<ISymbol>> _implementations = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<SyntaxTree, IReadOnlyList<ImplicitObjectCreationExpressionSyntax>> _implicitCreations = new();
    private WordFilter? _words;

    /// <summary>The identifiers with this name in the compilation, in order of files and positions; names in comments and strings are none.</summary>
    public IReadOnlyList<SyntaxToken> Occurrences(string name, CancellationToken cancellation)
    {
        if (_occurrences.TryGetValue(name, out var known))
        {
            return known;
        }

        var words = _words ??= new WordFilter(sources.Compilation, cancellation);
        var tokens = new List<SyntaxToken>();
        foreach (var tree in words.MayHold(name))
        {
            var text = tree.GetText(cancellation).ToString();
            SyntaxNode? root = null;
            for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + name.Length, StringComparison.Ordinal))
            {
                var end = at + name.Length;
                if ((at > 0 && WordFilter.IsWordCharacter(text[at - 1])) || (end < text.Length && WordFilter.IsWordCharacter(text[end])))
                {
                    continue;
                }

                root ??= tree.GetRoot(cancellation);
                var token = root.FindToken(at);
                if (token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name && token.Span.Contains(at))
                {
                    tokens.Add(token);
                }
            }
        }

        return _occurrences.GetOrAdd(name, tokens);
    }

    /// <summary>
    /// The calls of a method, local function or constructor in this compilation, also through an interface it implements or a method it
    /// overrides.
    /// </summary>
    public CallSites Calls(IMethodSymbol method, CancellationToken cancellation)
    {
        method = Definition(method);
        return _calls.TryGetValue(method, out var known)
            ? known
            : _calls.GetOrAdd(method, method.MethodKind == MethodKind.Constructor ? ConstructorCalls(method, cancellation) : MethodCalls(method, cancellation));
    }

    /// <summary>Whether an object of the type is made anywhere in this compilation, with its own constructor or a derived one.</summary>
    public bool IsCreated(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.OriginalDefinition.InstanceConstructors.Any(c => Calls(c, cancellation).Calls.Count > 0);

    /// <summary>What is assigned to a field or property anywhere in this compilation, object initialisers included; its own initialiser is not.</summary>
    public MemberWrites Writes(ISymbol member, CancellationToken cancellation)
    {
        member = member.OriginalDefinition;
        return _writes.TryGetValue(member, out var known) ? known : _writes.GetOrAdd(member, FindWrites(member, cancellation));
    }

    /// <summary>The members of this compilation that implement an interface member or override a virtual one.</summary>
    public IReadOnlyList<ISymbol> Implementations(ISymbol member, CancellationToken cancellation)
    {
        member = member.OriginalDefinition;
        if (_implementations.TryGetValue(member, out var known))
        {
            return known;
        }

        var found = new List<ISymbol>();
        foreach (var type in Derived(member.ContainingType, 0, cancellation))
        {
            var implementation = member.ContainingType.TypeKind == TypeKind.Interface
                ? Closed(type, member) is { } closed ? type.FindImplementationForInterfaceMember(closed) : null
                : type.GetMembers(member.Name).FirstOrDefault(m => Overridden(m).Any(o => SymbolEqualityComparer.Default.Equals(o, member)));
            if (implementation is { DeclaringSyntaxReferences.Length: > 0 } && !found.Contains(implementation, SymbolEqualityComparer.Default))
            {
                found.Add(implementation);
            }
        }

        return _implementations.GetOrAdd(member, found);
    }

    /// <summary>
    /// Whether something makes objects of the type without naming a constructor: it is a type argument of a call, as in
    /// <c>services.AddSingleton&lt;Bot&gt;()</c>.
    /// </summary>
    public bool IsTypeArgument(INamedTypeSymbol type, CancellationToken cancellation) =>
        Occurrences(type.Name, cancellation).Any(t => QualifiedName(t) is { Parent: TypeArgumentListSyntax { Parent.Parent: not null } or TypeOfExpressionSyntax } name
            && SymbolEqualityComparer.Default.Equals(sources.Symbol(name, cancellation)?.OriginalDefinition, type.OriginalDefinition));

    /// <summary>The type's name with the namespaces before it, for an occurrence of its simple name; null where the word names no type.</summary>
    public static SyntaxNode? QualifiedName(SyntaxToken token)
    {
        var node = token.Parent as SimpleNameSyntax as SyntaxNode;
        while (node?.Parent is QualifiedNameSyntax or AliasQualifiedNameSyntax)
        {
            node = node.Parent;
        }

        return node is { Parent: NullableTypeSyntax nullable } ? nullable : node;
    }

    private static IMethodSymbol Definition(IMethodSymbol method)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        return method.PartialDefinitionPart ?? method;
    }

    /// <summary>The member itself and what it overrides or implements: a call of any of them may run it.</summary>
    private static HashSet<ISymbol> Contracts(ISymbol member)
    {
        var contracts = new HashSet<ISymbol>(Overridden(member), SymbolEqualityComparer.Default) { member };
        if (member.ContainingType is { TypeKind: not TypeKind.Interface } type && member is IMethodSymbol { MethodKind: MethodKind.Ordinary } or IPropertySymbol)
        {
            foreach (var contract in type.AllInterfaces.SelectMany(i => i.GetMembers()))
            {
                if ((contract.Name == member.Name || member.Name.EndsWith("." + contract.Name, StringComparison.Ordinal))
                    && SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(contract)?.OriginalDefinition, member))
                {
                    contracts.Add(contract.OriginalDefinition);
                }
            }
        }

        return contracts;
    }

    private static IEnumerable<ISymbol> Overridden(ISymbol member)
    {
        for (var m = member; m is not null;)
        {
            m = m switch
            {
                IMethodSymbol method => method.OverriddenMethod?.OriginalDefinition,
                IPropertySymbol property => property.OverriddenProperty?.OriginalDefinition,
                _ => null,
            };
            if (m is not null)
            {
                yield return m;
            }
        }
    }

    private static ISymbol? Closed(INamedTypeSymbol type, ISymbol member)
    {
        foreach (var contract in type.AllInterfaces)
        {
            if (SymbolEqualityComparer.Default.Equals(contract.OriginalDefinition, member.ContainingType.OriginalDefinition))
            {
                return contract.GetMembers(member.Name).FirstOrDefault(m => SymbolEqualityComparer.Default.Equals(m.OriginalDefinition, member));
            }
        }

        return null;
    }

    private CallSites MethodCalls(IMethodSymbol method, CancellationToken cancellation)
    {
        var targets = Contracts(method);
        var name = method.Name.Substring(method.Name.LastIndexOf('.') + 1);
        var calls = new List<CallSite>();
        var isComplete = true;
        foreach (var token in Occurrences(name, cancellation))
        {
            if (token.Parent is not SimpleNameSyntax identifier)
            {
                continue;
            }

            var expression = Expression(identifier);
            if (expression.Parent is InvocationExpressionSyntax invocation && invocation.Expression == expression)
            {
                if (sources.Operation(invocation, cancellation) is IInvocationOperation call && targets.Contains(Definition(call.TargetMethod)))
                {
                    calls.Add(new CallSite(call, call.Arguments));
                }
            }
            else if (IsMethodGroup(expression)
                && (sources.Symbol(expression, cancellation) ?? (sources.Operation(expression, cancellation) as IMethodReferenceOperation)?.Method) is IMethodSymbol group
                && targets.Contains(Definition(group)))
            {
                // Whoever holds the delegate calls it with arguments of its own.
                isComplete = false;
            }

            if (calls.Count >= MaximumPlaces)
            {
                return new CallSites(calls, false);
            }
        }

        return new CallSites(calls, isComplete);
    }

    private static bool IsMethodGroup(SyntaxNode expression) =>
        expression.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Parent: var call } } and not null
            ? call is not InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } }
            : expression.Parent is EqualsValueClauseSyntax or AssignmentExpressionSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax;

    private CallSites ConstructorCalls(IMethodSymbol constructor, CancellationToken cancellation)
    {
        var type = constructor.ContainingType;
        var calls = new List<CallSite>();
        var trees = new List<SyntaxTree>();
        foreach (var token in Occurrences(type.Name, cancellation))
        {
            if (token.SyntaxTree is { } tree && !trees.Contains(tree))
            {
                trees.Add(tree);
            }

            var name = QualifiedName(token);
            switch (name?.Parent)
            {
                case ObjectCreationExpressionSyntax creation:
                    Add(creation);
                    break;
                case PrimaryConstructorBaseTypeSyntax primary:
                    Add(primary);
                    break;
                case SimpleBaseTypeSyntax { Parent.Parent: TypeDeclarationSyntax derived }:
                    foreach (var chained in derived.Members.OfType<ConstructorDeclarationSyntax>())
                    {
                        if (chained.Initializer is { } initializer && initializer.IsKind(SyntaxKind.BaseConstructorInitializer))
                        {
                            Add(initializer);
                        }
                    }

                    break;
            }
        }

        foreach (var own in type.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancellation)).OfType<TypeDeclarationSyntax>())
        {
            foreach (var chained in own.Members.OfType<ConstructorDeclarationSyntax>())
            {
                if (chained.Initializer is { } initializer && initializer.IsKind(SyntaxKind.ThisConstructorInitializer))
                {
                    Add(initializer);
                }
            }
        }

        // "new(…)" does not name its type, but the file nearly always does somewhere.
        foreach (var creation in trees.SelectMany(t => ImplicitCreations(t, cancellation)))
        {
            if (DeclaredTypeName(creation) is not { } declared || declared == type.Name)
            {
                Add(creation);
            }
        }

        return new CallSites(calls, calls.Count < MaximumPlaces);

        void Add(SyntaxNode node)
        {
            if (calls.Count >= MaximumPlaces)
            {
                return;
            }

            var (target, arguments, operation) = sources.Operation(node, cancellation) switch
            {
                IObjectCreationOperation creation => (creation.Constructor, creation.Arguments, (IOperation)creation),
                IInvocationOperation chained => (chained.TargetMethod, chained.Arguments, chained),
                _ => (null, ImmutableArray<IArgumentOperation>.Empty, null!),
            };
            if (SymbolEqualityComparer.Default.Equals(target?.OriginalDefinition, constructor))
            {
                calls.Add(new CallSite(operation, arguments));
            }
        }
    }

    private IReadOnlyList<ImplicitObjectCreationExpressionSyntax> ImplicitCreations(SyntaxTree tree, CancellationToken cancellation) =>
        _implicitCreations.TryGetValue(tree, out var known)
            ? known
            : _implicitCreations.GetOrAdd(tree, tree.GetRoot(cancellation).DescendantNodes().OfType<ImplicitObjectCreationExpressionSyntax>().ToArray());

    /// <summary>The simple name of the type that <c>new(…)</c> makes, where the declaration around it says so.</summary>
    private static string? DeclaredTypeName(ImplicitObjectCreationExpressionSyntax creation)
    {
        var type = creation.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } } => declaration.Type,
            EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => property.Type,
            ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax property } => property.Type,
            ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax method } => method.ReturnType,
            _ => null,
        };
        return type switch
        {
            NullableTypeSyntax { ElementType: SimpleNameSyntax simple } => simple.Identifier.ValueText,
            GenericNameSyntax => null,
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
            _ => null,
        };
    }

    private MemberWrites FindWrites(ISymbol member, CancellationToken cancellation)
    {
        var targets = Contracts(member);
        var writes = new List<IOperation>();
        var isComplete = true;
        foreach (var token in Occurrences(member.Name, cancellation))
        {
            if (token.Parent is not SimpleNameSyntax identifier)
            {
                continue;
            }

            var expression = Expression(identifier);
            switch (expression.Parent)
            {
                case AssignmentExpressionSyntax assignment when assignment.Left == expression:
                    if (sources.Operation(assignment, cancellation) is IAssignmentOperation { Target: IMemberReferenceOperation target } operation
                        && targets.Contains(target.Member.OriginalDefinition))
                    {
                        writes.Add(operation.Value);
                        isComplete = isComplete && operation is not ICompoundAssignmentOperation;
                    }

                    break;
                case ArgumentSyntax { RefKindKeyword.RawKind: not 0 } or ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax } }:
                    if (sources.Symbol(expression, cancellation) is { } written && targets.Contains(written.OriginalDefinition))
                    {
                        isComplete = false;
                    }

                    break;
            }

            if (writes.Count >= MaximumPlaces)
            {
                return new MemberWrites(writes, false);
            }
        }

        return new MemberWrites(writes, isComplete);
    }

    /// <summary>The classes of this compilation that have the type among their bases, directly or through another class.</summary>
    private IEnumerable<INamedTypeSymbol> Derived(INamedTypeSymbol type, int depth, CancellationToken cancellation)
    {
        foreach (var token in Occurrences(type.Name, cancellation))
        {
            if (QualifiedName(token)?.Parent is BaseTypeSyntax { Parent.Parent: TypeDeclarationSyntax declaration }
                && sources.Declared(declaration, cancellation) is INamedTypeSymbol derived
                && (SymbolEqualityComparer.Default.Equals(derived.BaseType?.OriginalDefinition, type.OriginalDefinition)
                    || derived.Interfaces.Any(i => SymbolEqualityComparer.Default.Equals(i.OriginalDefinition, type.OriginalDefinition))))
            {
                yield return derived;
                if (depth < 3)
                {
                    foreach (var further in Derived(derived, depth + 1, cancellation))
                    {
                        yield return further;
                    }
                }
            }
        }
    }

    /// <summary>The expression that a name ends: itself, or <c>a.b.Name</c>.</summary>
    private static ExpressionSyntax Expression(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == name => access,
        MemberBindingExpressionSyntax binding when binding.Name == name => binding,
        _ => name,
    };
}

/// <param name="IsComplete">False when the method is also used as a delegate, or called from more places than are looked at.</param>
internal sealed record CallSites(IReadOnlyList<CallSite> Calls, bool IsComplete);

internal sealed record CallSite(IOperation Operation, ImmutableArray<IArgumentOperation> Arguments)
{
    /// <summary>What the call gives for a parameter of the method, by position: a generic method has parameters of its own per call.</summary>
    public IArgumentOperation? Argument(IParameterSymbol parameter) => Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == parameter.Ordinal);
}

/// <param name="Values">The expressions assigned, in order of files and positions.</param>
/// <param name="IsComplete">False when it is also written by <c>ref</c>, <c>out</c>, <c>+=</c> or from more places than are looked at.</param>
internal sealed record MemberWrites(IReadOnlyList<IOperation> Values, bool IsComplete);
