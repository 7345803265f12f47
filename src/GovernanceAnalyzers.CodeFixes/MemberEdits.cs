using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GovernanceAnalyzers.CodeFixes;

/// <summary>Puts another constant of the same SDK type in place of one.</summary>
internal static class MemberEdits
{
    /// <param name="names">What the expression is expected to name, as <c>Namespace.Type.Member</c>, one of several with ';' between.</param>
    /// <param name="replacements">What may replace it, in the same form.</param>
    /// <returns>Null when the expression names something else, or when the referenced version of its type lacks the replacement.</returns>
    public static ExpressionSyntax? WithMember(
        ExpressionSyntax expression, string names, string replacements, SemanticModel model, CancellationToken cancellation)
    {
        var name = expression switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            SimpleNameSyntax simple => simple,
            _ => null,
        };
        if (name is null
            || model.GetSymbolInfo(name, cancellation).Symbol is not { IsStatic: true, ContainingType: { } type } member
            || !names.Split(';').Contains($"{TypeName(type)}.{member.Name}"))
        {
            return null;
        }

        var other = replacements.Split(';').FirstOrDefault(r => Owner(r) == TypeName(type))?.Split('.').Last();
        return other is null || type.GetMembers(other).IsEmpty
            ? null
            : expression.ReplaceNode(name, SyntaxFactory.IdentifierName(other).WithTriviaFrom(name));
    }

    /// <summary><c>Model.ClaudeSonnet4_5_20250929</c>, however much stands before it.</summary>
    public static string ShortName(ExpressionSyntax expression) => string.Join(".", expression.ToString().Split('.').Reverse().Take(2).Reverse());

    private static string Owner(string member) => member.LastIndexOf('.') is > 0 and var dot ? member.Substring(0, dot) : "";

    private static string TypeName(INamedTypeSymbol type) => type.ToDisplayString();
}
