using System;
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

/// <summary>Passes a cancellation token that is at hand to a call that waits for a model: a parameter, a local, or a field.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(GOV5003_PassCancellationTokenFix))]
public sealed class GOV5003_PassCancellationTokenFix : CodeFixProvider
{
    private const int MaximumChoices = 3;

    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("GOV5003");

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var cancellation = context.CancellationToken;
        if (await context.Document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root
            || await context.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            if (CallArguments.CallAt(root, diagnostic) is not { } call)
            {
                continue;
            }

            var tokens = Tokens(call, model).Take(MaximumChoices).ToArray();
            for (var i = 0; i < tokens.Length; i++)
            {
                foreach (var candidate in Candidates(call, SyntaxFactory.IdentifierName(tokens[i]), model, cancellation))
                {
                    if (await TrialEdit.ReplaceAsync(context.Document, call, candidate, null, cancellation).ConfigureAwait(false) is { } changed)
                    {
                        context.RegisterCodeFix(
                            // By rank, so that Fix All passes each method's own token, whatever its name.
                            CodeAction.Create($"Pass '{tokens[i]}'", _ => Task.FromResult(changed), $"GOV5003.{i}"),
                            diagnostic);
                        break;
                    }
                }
            }
        }
    }

    private static IEnumerable<InvocationExpressionSyntax> Candidates(
        InvocationExpressionSyntax call, ExpressionSyntax token, SemanticModel model, CancellationToken cancellation)
    {
        if (CallArguments.ArgumentFor(call, IsToken, model, cancellation) is not { } given)
        {
            return CallArguments.WithArgument(call, token, IsToken, model, cancellation);
        }

        // CancellationToken.None or default says "never"; any other token is somebody's choice.
        var never = given.Expression is LiteralExpressionSyntax or DefaultExpressionSyntax
            || model.GetSymbolInfo(given.Expression, cancellation).Symbol is IPropertySymbol { Name: "None" };
        return never ? [call.ReplaceNode(given.Expression, token.WithTriviaFrom(given.Expression))] : [];
    }

    /// <summary>The names of tokens, those that belong to the closest scope first.</summary>
    private static IEnumerable<string> Tokens(ExpressionSyntax at, SemanticModel model) => model.LookupSymbols(at.SpanStart)
        .Select(s => s switch
        {
            ILocalSymbol local when IsToken(local.Type) && local.Locations[0].SourceSpan.End < at.SpanStart => (Rank: 0, s.Name),
            IParameterSymbol parameter when IsToken(parameter.Type) => (Rank: 1, s.Name),
            IFieldSymbol field when IsToken(field.Type) => (Rank: 2, s.Name),
            IPropertySymbol property when IsToken(property.Type) => (Rank: 3, s.Name),
            _ => (Rank: -1, s.Name),
        })
        .Where(s => s.Rank >= 0)
        .OrderBy(s => s.Rank)
        .ThenBy(s => s.Name, StringComparer.Ordinal)
        .Select(s => s.Name);

    private static bool IsToken(ITypeSymbol type) =>
        type is { Name: "CancellationToken", ContainingNamespace: { Name: "Threading", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } };
}
