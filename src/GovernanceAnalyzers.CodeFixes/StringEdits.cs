using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GovernanceAnalyzers.CodeFixes;

/// <summary>Gives a constant string expression another text and keeps the way it is written: verbatim, raw, UTF-8, put together from parts.</summary>
internal static class StringEdits
{
    /// <returns>The expression with the new text; null when its text is not a constant, or is not the one expected.</returns>
    public static ExpressionSyntax? WithText(
        ExpressionSyntax expression, string text, string replacement, SemanticModel model, CancellationToken cancellation)
    {
        switch (expression)
        {
            case LiteralExpressionSyntax literal
                when literal.Kind() is SyntaxKind.StringLiteralExpression or SyntaxKind.Utf8StringLiteralExpression && literal.Token.ValueText == text:
                return Spelled(literal, text, replacement);
            case InterpolatedStringExpressionSyntax or BinaryExpressionSyntax when Constant(expression) == text:
                return text.Length < replacement.Length && replacement.StartsWith(text, System.StringComparison.Ordinal)
                    && WithSuffix(expression, replacement.Substring(text.Length)) is { } longer
                        ? longer
                        : Literal(replacement).WithTriviaFrom(expression);
            default:
                return null;
        }

        string? Constant(ExpressionSyntax e) => model.GetConstantValue(e, cancellation) is { HasValue: true, Value: string value } ? value : null;
    }

    /// <summary>The same kind of literal, as long as the new text needs no escapes in any of them.</summary>
    private static ExpressionSyntax Spelled(LiteralExpressionSyntax literal, string text, string replacement)
    {
        var source = literal.Token.Text;
        var at = text.Length == 0 ? -1 : source.IndexOf(text, System.StringComparison.Ordinal);
        if (at >= 0 && IsPlain(replacement)
            && SyntaxFactory.ParseExpression(source.Remove(at, text.Length).Insert(at, replacement)) is LiteralExpressionSyntax spelled
            && spelled.IsKind(literal.Kind())
            && spelled.Token.ValueText == replacement)
        {
            return spelled.WithTriviaFrom(literal);
        }

        var plain = SyntaxFactory.Literal(replacement);
        return (literal.IsKind(SyntaxKind.StringLiteralExpression)
            ? Literal(replacement)
            : SyntaxFactory.ParseExpression(plain.Text + "u8")).WithTriviaFrom(literal);
    }

    /// <summary>Adds to the last part, so that the other parts stay what they are; null when the last part is not text.</summary>
    private static ExpressionSyntax? WithSuffix(ExpressionSyntax expression, string suffix)
    {
        if (!IsPlain(suffix))
        {
            return null;
        }

        switch (expression)
        {
            case LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression):
                var text = literal.Token.ValueText;
                return Spelled(literal, text, text + suffix);
            case InterpolatedStringExpressionSyntax interpolated when !interpolated.ToString().Contains('\n'):
                var end = interpolated.StringEndToken.SpanStart - interpolated.SpanStart;
                return SyntaxFactory.ParseExpression(interpolated.ToString().Insert(end, suffix)).WithTriviaFrom(interpolated);
            case BinaryExpressionSyntax sum when WithSuffix(sum.Right, suffix) is { } right:
                return sum.WithRight(right);
            default:
                return null;
        }
    }

    private static LiteralExpressionSyntax Literal(string text) =>
        SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(text));

    private static bool IsPlain(string text) => text.All(c => c is > ' ' and < '\x7f' and not ('"' or '\\' or '{' or '}'));
}
