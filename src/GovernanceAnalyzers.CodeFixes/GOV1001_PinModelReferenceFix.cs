using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GovernanceAnalyzers.CodeFixes;

/// <summary>
/// Writes a pinned form in place of a floating model reference: at the call, or in the declaration that the call takes it from. Offered
/// only where the reference is one plain string literal. A constant of an SDK or a text put together from parts is left alone.
/// </summary>
// Not [Shared]: that would bind this assembly to one version of System.Composition, and fixes in packages are created without it.
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(GOV1001_PinModelReferenceFix))]
public sealed class GOV1001_PinModelReferenceFix : CodeFixProvider
{
    private const int MaximumChoices = 3;

    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("GOV1001");

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.TryGetValue("replacements", out var joined) || joined is null
                || !diagnostic.Properties.TryGetValue("value", out var value) || value is null
                || await FindLiteralAsync(context.Document.Project.Solution, diagnostic, value, context.CancellationToken).ConfigureAwait(false)
                    is not var (document, literal))
            {
                continue;
            }

            var choices = joined.Split('|').Where(r => r.Length > 0).Take(MaximumChoices).ToArray();
            for (var i = 0; i < choices.Length; i++)
            {
                var replacement = choices[i];
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Pin to \"{replacement}\"",
                        cancellation => ReplaceAsync(document, literal, replacement, cancellation),
                        // By rank and not by value, so that Fix All pins every model, each to its own newest snapshot.
                        equivalenceKey: $"GOV1001.{i}"),
                    diagnostic);
            }
        }
    }

    /// <summary>The literal that holds the reference, where the diagnostic is or else at its additional location.</summary>
    private static async Task<(Document Document, LiteralExpressionSyntax Literal)?> FindLiteralAsync(
        Solution solution, Diagnostic diagnostic, string value, CancellationToken cancellation)
    {
        var location = diagnostic.AdditionalLocations.FirstOrDefault() ?? diagnostic.Location;
        if (location.SourceTree is not { } tree
            || solution.GetDocument(tree) is not { } document
            || await tree.GetRootAsync(cancellation).ConfigureAwait(false) is not { } root
            || !root.FullSpan.Contains(location.SourceSpan))
        {
            return null;
        }

        return root.FindNode(location.SourceSpan, getInnermostNodeForTie: true) is LiteralExpressionSyntax literal
            && literal.IsKind(SyntaxKind.StringLiteralExpression)
            && literal.Token.ValueText == value
                ? (document, literal)
                : null;
    }

    private static async Task<Document> ReplaceAsync(
        Document document, LiteralExpressionSyntax literal, string replacement, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var pinned = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(replacement));
        return root is null ? document : document.WithSyntaxRoot(root.ReplaceNode(literal, pinned.WithTriviaFrom(literal)));
    }
}
