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
/// where the reference is a constant text, however it is written, or a constant of an SDK that has one for the pinned form as well.
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
            if (Property(diagnostic, "replacements") is not { } joined
                || Property(diagnostic, "value") is not { } value
                || await FindAsync(context.Document.Project.Solution, diagnostic, context.CancellationToken).ConfigureAwait(false)
                    is not var (document, expression)
                || await document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model)
            {
                continue;
            }

            var choices = joined.Split('|').Take(MaximumChoices).ToArray();
            var members = (Property(diagnostic, "members") ?? "").Split('|');
            for (var i = 0; i < choices.Length; i++)
            {
                var pinned = StringEdits.WithText(expression, value, choices[i], model, context.CancellationToken);
                var title = $"Pin to \"{choices[i]}\"";
                if (pinned is null && i < members.Length
                    && MemberEdits.WithMember(expression, Property(diagnostic, "member") ?? "", members[i], model, context.CancellationToken) is { } member)
                {
                    pinned = member;
                    title = $"Pin to {MemberEdits.ShortName(member)}";
                }

                if (pinned is not null)
                {
                    context.RegisterCodeFix(
                        CodeAction.Create(
                            title,
                            cancellation => ReplaceAsync(document, expression, pinned, cancellation),
                            // By rank and not by value, so that Fix All pins every model, each to its own newest snapshot.
                            equivalenceKey: $"GOV1001.{i}"),
                        diagnostic);
                }
            }
        }
    }

    private static string? Property(Diagnostic diagnostic, string name) =>
        diagnostic.Properties.TryGetValue(name, out var value) && value is { Length: > 0 } ? value : null;

    /// <summary>The expression that holds the reference, where the diagnostic is or else at its additional location.</summary>
    private static async Task<(Document Document, ExpressionSyntax Expression)?> FindAsync(
        Solution solution, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var location = diagnostic.AdditionalLocations.FirstOrDefault() ?? diagnostic.Location;
        if (location.SourceTree is not { } tree
            || solution.GetDocument(tree) is not { } document
            || await tree.GetRootAsync(cancellation).ConfigureAwait(false) is not { } root
            || !root.FullSpan.Contains(location.SourceSpan))
        {
            return null;
        }

        return root.FindNode(location.SourceSpan, getInnermostNodeForTie: true) is ExpressionSyntax expression
            ? (document, expression)
            : null;
    }

    private static async Task<Document> ReplaceAsync(
        Document document, ExpressionSyntax expression, ExpressionSyntax pinned, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        return root is null ? document : document.WithSyntaxRoot(root.ReplaceNode(expression, pinned));
    }
}
