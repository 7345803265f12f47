using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using System.Threading;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis;

namespace GovernanceAnalyzers.CodeFixes;

/// <summary>Puts an approval around a tool: <c>new ApprovalRequiredAIFunction(AIFunctionFactory.Create(…))</c>, where that type exists and compiles there.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(GOV6007_RequireApprovalFix))]
public sealed class GOV6007_RequireApprovalFix() : FindingFix("GOV6007")
{
    private const string Namespace = "Microsoft.Extensions.AI";

    private protected override async Task<IEnumerable<(string Title, string Key, Document? Changed)>> OffersAsync(
        Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        var call = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true)
            .AncestorsAndSelf()
            .OfType<InvocationExpressionSyntax>()
            .FirstOrDefault(i => model.GetSymbolInfo(i, cancellation).Symbol is IMethodSymbol { Name: "Create", ContainingType.Name: "AIFunctionFactory" });
        if (call is null)
        {
            return [];
        }

        var wrapped = SyntaxFactory.ObjectCreationExpression(
                SyntaxFactory.Token(SyntaxKind.NewKeyword).WithTrailingTrivia(SyntaxFactory.Space),
                SyntaxFactory.IdentifierName("ApprovalRequiredAIFunction"),
                SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(call.WithoutTrivia()))),
                null)
            .WithTriviaFrom(call);
        return [("Ask before the tool runs (ApprovalRequiredAIFunction)", "GOV6007", await TrialEdit.ReplaceAsync(document, call, wrapped, Namespace, cancellation).ConfigureAwait(false))];
    }
}
