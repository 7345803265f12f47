using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GovernanceAnalyzers.CodeFixes;

/// <summary>Makes an edit and keeps it only when the member around it still compiles. A fix that breaks the build is no fix.</summary>
internal static class TrialEdit
{
    /// <param name="usings">A namespace to import where the edit compiles only with it; null for none.</param>
    /// <returns>The changed document; null when the edit does not compile.</returns>
    public static async Task<Document?> ReplaceAsync(
        Document document, SyntaxNode node, SyntaxNode replacement, string? usings, CancellationToken cancellation)
    {
        var mark = new SyntaxAnnotation();
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not CompilationUnitSyntax root)
        {
            return null;
        }

        var before = await ErrorsAsync(document, Member(node), cancellation).ConfigureAwait(false);
        var changed = root.ReplaceNode(node, replacement.WithAdditionalAnnotations(mark));
        foreach (var candidate in usings is null ? [changed] : new[] { changed, Import(changed, usings) })
        {
            var edited = document.WithSyntaxRoot(candidate);
            var editedRoot = (await edited.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
            if (await ErrorsAsync(edited, Member(editedRoot.GetAnnotatedNodes(mark).Single()), cancellation).ConfigureAwait(false) <= before)
            {
                return edited;
            }
        }

        return null;
    }

    /// <summary>The same for edits of the text, which may touch several nodes around the one that is named.</summary>
    public static async Task<Document?> ChangeAsync(Document document, SyntaxNode node, IReadOnlyList<TextChange> changes, CancellationToken cancellation)
    {
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        var before = await ErrorsAsync(document, Member(node), cancellation).ConfigureAwait(false);
        var edited = document.WithText(text.WithChanges(changes));
        var root = (await edited.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        return await ErrorsAsync(edited, Member(root.FindToken(node.SpanStart).Parent!), cancellation).ConfigureAwait(false) <= before ? edited : null;
    }

    private static async Task<int> ErrorsAsync(Document document, SyntaxNode member, CancellationToken cancellation) =>
        (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!
            .GetDiagnostics(member.Span, cancellation)
            .Count(d => d.Severity == DiagnosticSeverity.Error);

    /// <summary>As far as a local's type can matter. Top-level statements are one body.</summary>
    private static SyntaxNode Member(SyntaxNode node) =>
        node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member and not GlobalStatementSyntax ? member : node.SyntaxTree.GetRoot();

    /// <summary>Adds a using directive: where it belongs when those that are there are sorted, else as the last.</summary>
    private static CompilationUnitSyntax Import(CompilationUnitSyntax root, string name)
    {
        var directive = SyntaxFactory.UsingDirective(SyntaxFactory.ParseName(name).WithLeadingTrivia(SyntaxFactory.Space));
        var lineEnd = root.DescendantTrivia().FirstOrDefault(t => t.IsKind(SyntaxKind.EndOfLineTrivia)) is { RawKind: not 0 } found
            ? found
            : SyntaxFactory.ElasticLineFeed;
        directive = directive.WithTrailingTrivia(lineEnd);
        if (root.Usings.Count == 0)
        {
            var first = root.GetFirstToken(includeZeroWidth: true);
            return root
                .ReplaceToken(first, first.WithLeadingTrivia(first.LeadingTrivia.Insert(0, lineEnd)))
                .WithUsings(SyntaxFactory.SingletonList(directive));
        }

        var plain = root.Usings.Where(u => u is { Alias: null, StaticKeyword.RawKind: 0, GlobalKeyword.RawKind: 0 }).ToArray();
        var after = plain.LastOrDefault(u => IsSystem(u) || string.CompareOrdinal(u.Name?.ToString(), name) < 0);
        if (after is null)
        {
            var next = root.Usings[0];
            return root.WithUsings(root.Usings
                .Replace(next, next.WithoutLeadingTrivia())
                .Insert(0, directive.WithLeadingTrivia(next.GetLeadingTrivia())));
        }

        return root.WithUsings(root.Usings.Insert(root.Usings.IndexOf(after) + 1, directive));
    }

    private static bool IsSystem(UsingDirectiveSyntax directive) =>
        directive.Name?.ToString() is { } name && (name == "System" || name.StartsWith("System.", StringComparison.Ordinal));
}
