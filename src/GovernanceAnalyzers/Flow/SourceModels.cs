using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Configuration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Flow;

/// <summary>Binding of code outside the file at hand: initialisers and methods that a value or a client comes from.</summary>
internal sealed class SourceModels
{
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();

    private readonly ConcurrentDictionary<IOperation, LocalWrite[]> _reaching = new();
    private readonly ConcurrentDictionary<IOperation, ILookup<ISymbol?, LocalWrite>> _writes = new();

    private readonly ConcurrentDictionary<IOperation, ILookup<ISymbol?, IAssignmentOperation>> _parameterWrites = new();

    public SourceModels(Compilation compilation, ConfigurationFiles configuration)
    {
        Compilation = compilation;
        Configuration = configuration;
        References = new SourceReferences(this);
    }

    public Compilation Compilation { get; }

    /// <summary>The configuration files that the project hands to the compiler.</summary>
    public ConfigurationFiles Configuration { get; }

    public SourceReferences References { get; }

    /// <summary>The configuration sections that options classes are bound to, once found.</summary>
    public ConcurrentDictionary<INamedTypeSymbol, IReadOnlyList<string?>> Bindings { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>
    /// The writes that a local may have its value from where it is read. Bodies are walked once, however many locals they have, and a place
    /// is decided once, however many ways lead over it.
    /// </summary>
    public IReadOnlyList<LocalWrite> Writes(ILocalReferenceOperation reference) => _reaching.GetOrAdd(reference, r => Reaching((ILocalReferenceOperation)r));

    private LocalWrite[] Reaching(ILocalReferenceOperation reference)
    {
        var writes = _writes.GetOrAdd(
            OperationTree.Root(reference),
            static body => body.DescendantsAndSelf()
                .SelectMany(OperationTree.Writes)
                .ToLookup(w => (ISymbol?)w.Local, SymbolEqualityComparer.Default));
        return [.. OperationTree.Reaching(reference, writes[reference.Local])];
    }

    /// <summary>The assignments to a parameter in its own body, before it is read.</summary>
    public IEnumerable<IAssignmentOperation> Writes(IParameterReferenceOperation reference) =>
        _parameterWrites.GetOrAdd(
            OperationTree.Body(reference, throughLambdas: true),
            static body => body.DescendantsAndSelf()
                .OfType<IAssignmentOperation>()
                .Where(a => a is ISimpleAssignmentOperation or ICoalesceAssignmentOperation && a.Target is IParameterReferenceOperation)
                .ToLookup(a => (ISymbol?)((IParameterReferenceOperation)a.Target).Parameter, SymbolEqualityComparer.Default))
            [reference.Parameter]
            .Where(a => OperationTree.Precedes(a, reference));

    /// <summary>The expressions whose value a local may have where it is read.</summary>
    /// <param name="complete">False when one of the writes has no expression: out, ref, foreach, <c>+=</c>.</param>
    public IReadOnlyList<IOperation> Assignments(ILocalReferenceOperation reference, out bool complete)
    {
        var writes = Writes(reference);
        complete = writes.All(w => w.Value is not null);
        return writes.Select(w => w.Value).OfType<IOperation>().ToArray();
    }

    /// <summary>The operation of a node in any file of the compilation; null for a file that is not part of it.</summary>
    public IOperation? Operation(SyntaxNode node, CancellationToken cancellation)
    {
        if (!Compilation.ContainsSyntaxTree(node.SyntaxTree))
        {
            return null;
        }

        return Model(node).GetOperation(node, cancellation);
    }

    /// <summary>What stands at the places where a name is used.</summary>
    public IEnumerable<IOperation> Uses(string name, CancellationToken cancellation)
    {
        foreach (var token in References.Occurrences(name, cancellation).Take(SourceReferences.MaximumPlaces))
        {
            var expression = token.Parent?.Parent is MemberAccessExpressionSyntax access && access.Name == token.Parent ? access
                : token.Parent?.Parent is MemberBindingExpressionSyntax binding ? binding
                : token.Parent;
            var node = expression?.Parent is InvocationExpressionSyntax invocation && invocation.Expression == expression ? invocation
                : SourceReferences.QualifiedName(token)?.Parent is ObjectCreationExpressionSyntax creation ? creation
                : expression;
            if (node is ExpressionSyntax && Operation(node, cancellation) is { } operation)
            {
                yield return operation;
            }
        }
    }

    /// <summary>The symbol that an expression or type names.</summary>
    public ISymbol? Symbol(SyntaxNode node, CancellationToken cancellation)
    {
        var info = Model(node).GetSymbolInfo(node, cancellation);
        return info.Symbol ?? (info.CandidateReason == CandidateReason.MemberGroup ? info.CandidateSymbols.FirstOrDefault() : null);
    }

    /// <summary>The member around a node, in any file of the compilation.</summary>
    public ISymbol? Enclosing(SyntaxNode node, CancellationToken cancellation) => Model(node).GetEnclosingSymbol(node.SpanStart, cancellation);

    /// <summary>The symbol that a declaration declares.</summary>
    public ISymbol? Declared(SyntaxNode declaration, CancellationToken cancellation) => Model(declaration).GetDeclaredSymbol(declaration, cancellation);

    /// <summary>The initialiser of a field, or the initialiser or expression body of a property; null when there is none in source.</summary>
    public IOperation? Initializer(ISymbol member, CancellationToken cancellation)
    {
        var syntax = member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);
        var value = syntax switch
        {
            VariableDeclaratorSyntax field => field.Initializer?.Value,
            PropertyDeclarationSyntax property => property.Initializer?.Value
                ?? property.ExpressionBody?.Expression
                ?? (property.AccessorList?.Accessors is { Count: 1 } accessors ? accessors[0].ExpressionBody?.Expression : null),
            _ => null,
        };
        return value is null ? null : Operation(value, cancellation);
    }

    /// <summary>What is assigned to a field or property in the type that declares it.</summary>
    public IEnumerable<IOperation> Assigned(ISymbol member, CancellationToken cancellation)
    {
        foreach (var type in member.ContainingType.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancellation)))
        {
            foreach (var assignment in type.DescendantNodes().OfType<AssignmentExpressionSyntax>())
            {
                var name = assignment.Left switch
                {
                    IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
                    MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access => access.Name.Identifier.ValueText,
                    _ => null,
                };
                if (name == member.Name
                    && Operation(assignment, cancellation) is IAssignmentOperation { Target: IMemberReferenceOperation target } operation
                    && SymbolEqualityComparer.Default.Equals(target.Member, member))
                {
                    yield return operation.Value;
                }
            }
        }
    }

    /// <summary>Whether a property keeps a value that is assigned to it, instead of computing one.</summary>
    public static bool IsAutomatic(IPropertySymbol property, CancellationToken cancellation) =>
        property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) switch
        {
            PropertyDeclarationSyntax declaration => declaration.ExpressionBody is null
                && declaration.AccessorList?.Accessors.Any(a => a.IsKind(SyntaxKind.GetAccessorDeclaration) && (a.Body ?? (SyntaxNode?)a.ExpressionBody) is not null) != true,
            ParameterSyntax => true,
            _ => false,
        };

    /// <summary>What the getter of a property returns.</summary>
    public List<IOperation> Returned(IPropertySymbol property, CancellationToken cancellation) =>
        property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is PropertyDeclarationSyntax declaration
            ? declaration.ExpressionBody is { } arrow
                ? new[] { Operation(arrow.Expression, cancellation) }.OfType<IOperation>().ToList()
                : declaration.AccessorList?.Accessors.FirstOrDefault(a => a.IsKind(SyntaxKind.GetAccessorDeclaration)) is { } getter
                    ? Returned(getter, cancellation)
                    : []
            : [];

    /// <summary>What a method, local function or accessor returns.</summary>
    public List<IOperation> Returned(SyntaxNode declaration, CancellationToken cancellation)
    {
        var expression = declaration switch
        {
            MethodDeclarationSyntax { ExpressionBody: { } body } => body.Expression,
            LocalFunctionStatementSyntax { ExpressionBody: { } body } => body.Expression,
            AccessorDeclarationSyntax { ExpressionBody: { } body } => body.Expression,
            _ => null,
        };
        var expressions = expression is not null
            ? [expression]
            : declaration
                .DescendantNodes(n => n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax) || n == declaration)
                .OfType<ReturnStatementSyntax>()
                .Select(r => r.Expression)
                .OfType<ExpressionSyntax>();
        return expressions.Select(e => Operation(e, cancellation)).OfType<IOperation>().ToList();
    }

    private SemanticModel Model(SyntaxNode node)
    {
        // RS1030 warns of the price. It is paid only for the few members that an AI call refers to, and the compiler caches the models.
#pragma warning disable RS1030
        return _models.GetOrAdd(node.SyntaxTree, tree => Compilation.GetSemanticModel(tree));
#pragma warning restore RS1030
    }
}
