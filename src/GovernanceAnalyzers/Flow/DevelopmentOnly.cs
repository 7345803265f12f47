using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Flow;

/// <summary>Recognises code that never runs in production: <c>#if DEBUG</c>, <c>IsDevelopment()</c>, <c>[Conditional("DEBUG")]</c>.</summary>
internal static class DevelopmentOnly
{
    public static bool Is(IOperation operation)
    {
        for (IOperation inner = operation, outer = operation.Parent!; outer is not null; inner = outer, outer = outer.Parent!)
        {
            if (outer is IConditionalOperation conditional && inner != conditional.Condition && IsTested(conditional.Condition, inner == conditional.WhenTrue))
            {
                return true;
            }
        }

        return IsInDebug(operation.Syntax) || IsConditional(operation);
    }

    /// <summary>Whether a value is true in development only: <c>env.IsDevelopment()</c>.</summary>
    public static bool Value(IOperation value) => value.DescendantsAndSelf().Any(IsQuestion);

    private static bool IsTested(IOperation condition, bool whenTrue)
    {
        var test = OperationTree.Unwrap(condition);
        return test is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not ? !whenTrue && Value(not.Operand) : whenTrue && Value(test);
    }

    private static bool IsQuestion(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod.Name: "IsDevelopment" } => true,
        IInvocationOperation { TargetMethod.Name: "IsEnvironment" } call => call.Arguments.Any(a => a.Value.ConstantValue is { HasValue: true, Value: "Development" or "Local" }),
        IPropertyReferenceOperation property => property.Property is { Name: "IsAttached", ContainingType.Name: "Debugger" },
        _ => false,
    };

    private static bool IsConditional(IOperation operation)
    {
        for (var symbol = operation.SemanticModel?.GetEnclosingSymbol(operation.Syntax.SpanStart); symbol is IMethodSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol.GetAttributes().Any(a => a.AttributeClass?.Name == "ConditionalAttribute" && a.ConstructorArguments.Any(c => c.Value is "DEBUG")))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsInDebug(SyntaxNode node)
    {
        var open = new Stack<bool>();
        for (var directive = node.SyntaxTree.GetRoot().GetFirstDirective(); directive is not null && directive.SpanStart < node.SpanStart; directive = directive.GetNextDirective())
        {
            switch (directive)
            {
                case IfDirectiveTriviaSyntax branch:
                    open.Push(branch.BranchTaken && Names(branch.Condition, negated: false));
                    break;
                case ElifDirectiveTriviaSyntax branch when open.Count > 0:
                    open.Pop();
                    open.Push(branch.BranchTaken && Names(branch.Condition, negated: false));
                    break;
                case ElseDirectiveTriviaSyntax branch when open.Count > 0:
                    open.Pop();
                    open.Push(branch.BranchTaken && directive.GetRelatedDirectives().OfType<IfDirectiveTriviaSyntax>().Any(i => Names(i.Condition, negated: true)));
                    break;
                case EndIfDirectiveTriviaSyntax when open.Count > 0:
                    open.Pop();
                    break;
            }
        }

        return open.Contains(true);
    }

    private static bool Names(ExpressionSyntax condition, bool negated) => condition switch
    {
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not => negated && not.Operand is IdentifierNameSyntax { Identifier.ValueText: "DEBUG" },
        IdentifierNameSyntax name => !negated && name.Identifier.ValueText == "DEBUG",
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } and => !negated && (Names(and.Left, false) || Names(and.Right, false)),
        ParenthesizedExpressionSyntax inner => Names(inner.Expression, negated),
        _ => false,
    };
}
