using System.Collections.Generic;
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
                || await HoldersAsync(context.Document.Project.Solution, diagnostic, context.CancellationToken).ConfigureAwait(false)
                    is not { } holders)
            {
                continue;
            }

            var choices = joined.Split('|').Take(MaximumChoices).ToArray();
            var members = (Property(diagnostic, "members") ?? "").Split('|');
            for (var i = 0; i < choices.Length; i++)
            {
                var pinned = holders.Select(h =>
                    StringEdits.WithText(h.Expression, value, choices[i], h.Model, context.CancellationToken)
                    ?? MemberEdits.WithMember(
                        h.Expression, Property(diagnostic, "member") ?? "", members.ElementAtOrDefault(i) ?? "", h.Model, context.CancellationToken))
                    .ToArray();
                if (pinned.Contains(null))
                {
                    continue;
                }

                context.RegisterCodeFix(
                    CodeAction.Create(
                        pinned.All(p => p is MemberAccessExpressionSyntax or SimpleNameSyntax)
                            ? $"Pin to {MemberEdits.ShortName(pinned[0]!)}"
                            : $"Pin to \"{choices[i]}\"",
                        cancellation => ReplaceAsync(context.Document.Project.Solution, holders, pinned!, cancellation),
                        // By rank and not by value, so that Fix All pins every model, each to its own newest snapshot.
                        equivalenceKey: $"GOV1001.{i}"),
                    diagnostic);
            }
        }
    }

    private static string? Property(Diagnostic diagnostic, string name) =>
        diagnostic.Properties.TryGetValue(name, out var value) && value is { Length: > 0 } ? value : null;

    /// <summary>
    /// The expressions that hold the reference, where the diagnostic is or else at its additional locations: several callers may pass the
    /// same text. Null when one of them cannot be found, because then nothing that is done to the others clears the finding.
    /// </summary>
    private static async Task<IReadOnlyList<Holder>?> HoldersAsync(Solution solution, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var holders = new List<Holder>();
        foreach (var location in diagnostic.AdditionalLocations.DefaultIfEmpty(diagnostic.Location))
        {
            if (location.SourceTree is not { } tree
                || solution.GetDocument(tree) is not { } document
                || await tree.GetRootAsync(cancellation).ConfigureAwait(false) is not { } root
                || !root.FullSpan.Contains(location.SourceSpan)
                || root.FindNode(location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax expression
                || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model)
            {
                return null;
            }

            holders.Add(new Holder(document.Id, expression, model));
        }

        return holders;
    }

    private static async Task<Solution> ReplaceAsync(
        Solution solution, IReadOnlyList<Holder> holders, IReadOnlyList<ExpressionSyntax> pinned, CancellationToken cancellation)
    {
        var edits = holders.Select((h, i) => (h.Document, h.Expression, Pinned: pinned[i])).ToArray();
        foreach (var edit in edits.GroupBy(e => e.Document))
        {
            var root = await solution.GetDocument(edit.Key)!.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
            var replacements = edit.ToDictionary(e => e.Expression, e => e.Pinned);
            solution = solution.WithDocumentSyntaxRoot(edit.Key, root!.ReplaceNodes(replacements.Keys, (original, _) => replacements[original]));
        }

        return solution;
    }

    private sealed class Holder(DocumentId document, ExpressionSyntax expression, SemanticModel model)
    {
        public DocumentId Document => document;

        public ExpressionSyntax Expression => expression;

        public SemanticModel Model => model;
    }
}
