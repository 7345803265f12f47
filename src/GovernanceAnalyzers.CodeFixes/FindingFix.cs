using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GovernanceAnalyzers.CodeFixes;

/// <summary>Fixes the findings of one rule, each by itself. What is offered has been made already, so nothing is offered that does not work.</summary>
public abstract class FindingFix(string rule) : CodeFixProvider
{
    public sealed override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(rule);

    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            if (!root.FullSpan.Contains(diagnostic.Location.SourceSpan))
            {
                continue;
            }

            foreach (var (title, key, changed) in await OffersAsync(context.Document, root, diagnostic, context.CancellationToken).ConfigureAwait(false))
            {
                if (changed is not null)
                {
                    context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(changed), key), diagnostic);
                }
            }
        }
    }

    /// <summary>What to offer for a finding; an edit that does not compile is null.</summary>
    private protected abstract Task<IEnumerable<(string Title, string Key, Document? Changed)>> OffersAsync(
        Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellation);
}
