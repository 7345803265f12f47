using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Flow;

/// <summary>Binding of code outside the file at hand: initialisers and methods that a value or a client comes from.</summary>
internal sealed class SourceModels(Compilation compilation)
{
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();

    private readonly ConcurrentDictionary<IOperation, ILookup<ISymbol?, LocalWrite>> _writes = new();

    public Compilation Compilation { get; } = compilation;

    /// <summary>The expressions whose value a local may have where it is read. Bodies are walked once, however many locals they have.</summary>
    public IReadOnlyList<IOperation> Assignments(ILocalReferenceOperation reference, out bool complete)
    {
        var writes = _writes.GetOrAdd(
            OperationTree.Body(reference, throughLambdas: true),
            static body => body.DescendantsAndSelf()
                .SelectMany(OperationTree.Writes)
                .ToLookup(w => (ISymbol?)w.Local, SymbolEqualityComparer.Default));
        return OperationTree.Assignments(reference, writes[reference.Local], out complete);
    }

    /// <summary>The operation of a node in any file of the compilation; null for a file that is not part of it.</summary>
    public IOperation? Operation(SyntaxNode node, CancellationToken cancellation)
    {
        if (!Compilation.ContainsSyntaxTree(node.SyntaxTree))
        {
            return null;
        }

        // RS1030 warns of the price. It is paid only for the few members that an AI call refers to, and the compiler caches the models.
#pragma warning disable RS1030
        var model = _models.GetOrAdd(node.SyntaxTree, tree => Compilation.GetSemanticModel(tree));
#pragma warning restore RS1030
        return model.GetOperation(node, cancellation);
    }

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

    /// <summary>What a method or local function returns.</summary>
    public List<IOperation> Returned(SyntaxNode declaration, CancellationToken cancellation)
    {
        var expression = declaration switch
        {
            MethodDeclarationSyntax { ExpressionBody: { } body } => body.Expression,
            LocalFunctionStatementSyntax { ExpressionBody: { } body } => body.Expression,
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
}
