using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using System.Threading;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis;

namespace GovernanceAnalyzers.CodeFixes;

/// <summary>
/// Reads a key from the environment in place of a string that holds nothing else. A constant becomes a read-only field or a variable. The key
/// stays in the history of the repository: the message says what to do about that.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(GOV6003_ReadKeyFromEnvironmentFix))]
public sealed class GOV6003_ReadKeyFromEnvironmentFix() : FindingFix("GOV6003")
{
    private protected override async Task<IEnumerable<(string Title, string Key, Document? Changed)>> OffersAsync(
        Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.TryGetValue("variable", out var variable) || variable is null
            || !diagnostic.Properties.TryGetValue("length", out var length)
            || Literal(root, diagnostic) is not { } literal
            || literal.Token.ValueText.Length.ToString(CultureInfo.InvariantCulture) != length)
        {
            return [];
        }

        var (node, replacement) = Edit(literal, variable);
        return [($"Read the key from {variable}", "GOV6003", await TrialEdit.ReplaceAsync(document, node, replacement, "System", cancellation).ConfigureAwait(false))];
    }

    /// <summary>The one string that holds the key, in this file.</summary>
    private static LiteralExpressionSyntax? Literal(SyntaxNode root, Diagnostic diagnostic)
    {
        var locations = diagnostic.AdditionalLocations.DefaultIfEmpty(diagnostic.Location).ToArray();
        return locations.Length == 1 && locations[0].SourceTree == root.SyntaxTree && root.FullSpan.Contains(locations[0].SourceSpan)
            && root.FindNode(locations[0].SourceSpan, getInnermostNodeForTie: true) is LiteralExpressionSyntax literal && literal.IsKind(SyntaxKind.StringLiteralExpression)
                ? literal
                : null;
    }

    private static (SyntaxNode Node, SyntaxNode Replacement) Edit(LiteralExpressionSyntax literal, string variable)
    {
        ExpressionSyntax read = SyntaxFactory.ParseExpression(
            $"Environment.GetEnvironmentVariable(\"{variable}\") ?? throw new InvalidOperationException(\"Set {variable}.\")");
        if (literal.Parent is BinaryExpressionSyntax or MemberAccessExpressionSyntax or CastExpressionSyntax or InterpolationSyntax)
        {
            read = SyntaxFactory.ParenthesizedExpression(read);
        }

        read = read.WithTriviaFrom(literal);
        switch (literal.Parent?.Parent?.Parent?.Parent)
        {
            case FieldDeclarationSyntax field when field.Modifiers.FirstOrDefault(m => m.IsKind(SyntaxKind.ConstKeyword)) is { RawKind: not 0 } constant:
                var changed = field.ReplaceNode(literal, read);
                constant = changed.Modifiers.First(m => m.IsKind(SyntaxKind.ConstKeyword));
                return (field, changed.WithModifiers(changed.Modifiers.ReplaceRange(
                    constant,
                    [
                        SyntaxFactory.Token(SyntaxKind.StaticKeyword).WithLeadingTrivia(constant.LeadingTrivia).WithTrailingTrivia(SyntaxFactory.Space),
                        SyntaxFactory.Token(SyntaxKind.ReadOnlyKeyword).WithTrailingTrivia(constant.TrailingTrivia),
                    ])));
            case LocalDeclarationStatementSyntax { IsConst: true } local:
                var variableOnly = local.ReplaceNode(literal, read);
                return (local, variableOnly
                    .WithModifiers(SyntaxFactory.TokenList(variableOnly.Modifiers.Where(m => !m.IsKind(SyntaxKind.ConstKeyword))))
                    .WithLeadingTrivia(local.GetLeadingTrivia()));
            default:
                return (literal, read);
        }
    }
}
