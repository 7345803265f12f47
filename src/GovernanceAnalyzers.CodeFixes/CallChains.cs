using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GovernanceAnalyzers.CodeFixes;

/// <summary>Adds calls to fluent chains, laid out as the chain is: on one line, or one call per line.</summary>
internal static class CallChains
{
    /// <summary><c>a.Last()</c> becomes <c>a.Step().Last()</c>.</summary>
    public static InvocationExpressionSyntax InsertBeforeLast(InvocationExpressionSyntax chain, string step, ArgumentListSyntax arguments)
    {
        var access = (MemberAccessExpressionSyntax)chain.Expression;
        var inserted = Call(access.Expression, access.OperatorToken, step, arguments)
            .WithTrailingTrivia(LineBreaks(access.Expression.GetTrailingTrivia()));
        return chain.WithExpression(access.WithExpression(inserted));
    }

    /// <summary><c>a.Last()</c> becomes <c>a.Last().First().Second()</c>; the trivia after it stays after it.</summary>
    public static ExpressionSyntax Append(ExpressionSyntax expression, params (string Name, ArgumentListSyntax Arguments)[] steps)
    {
        var dot = SyntaxFactory.Token(SyntaxKind.DotToken);
        var lineBreaks = default(SyntaxTriviaList);
        if (expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access }
            && LineBreaks(access.Expression.GetTrailingTrivia()) is { Count: > 0 } breaks)
        {
            dot = dot.WithLeadingTrivia(access.OperatorToken.LeadingTrivia.Where(t => t.IsKind(SyntaxKind.WhitespaceTrivia)));
            lineBreaks = breaks;
        }

        var result = IsPrimary(expression)
            ? expression.WithoutTrailingTrivia()
            : SyntaxFactory.ParenthesizedExpression(expression.WithoutTrivia()).WithLeadingTrivia(expression.GetLeadingTrivia());
        foreach (var (name, arguments) in steps)
        {
            result = Call(result.WithTrailingTrivia(lineBreaks), dot, name, arguments);
        }

        return result.WithTrailingTrivia(expression.GetTrailingTrivia());
    }

    public static ArgumentListSyntax Arguments(params string[] names) => SyntaxFactory.ArgumentList(
        SyntaxFactory.SeparatedList(names.Select(n => SyntaxFactory.Argument(SyntaxFactory.ParseExpression(n)))));

    private static InvocationExpressionSyntax Call(ExpressionSyntax receiver, SyntaxToken dot, string name, ArgumentListSyntax arguments) =>
        SyntaxFactory.InvocationExpression(
            SyntaxFactory.MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression, receiver, dot, SyntaxFactory.IdentifierName(name)),
            arguments);

    private static bool IsPrimary(ExpressionSyntax expression) => expression is InvocationExpressionSyntax or ObjectCreationExpressionSyntax
        or NameSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax or ThisExpressionSyntax;

    /// <summary>A comment at the end of a line belongs to what it follows, so only the line's end is repeated.</summary>
    private static SyntaxTriviaList LineBreaks(SyntaxTriviaList trivia) =>
        SyntaxFactory.TriviaList(trivia.Where(t => t.IsKind(SyntaxKind.EndOfLineTrivia)));
}
