using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GovernanceAnalyzers.CodeFixes;

/// <summary>Puts an approval around a tool: <c>new ApprovalRequiredAIFunction(AIFunctionFactory.Create(…))</c>, where that type exists and compiles there.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(GOV6007_RequireApprovalFix))]
public sealed class GOV6007_RequireApprovalFix : CodeFixProvider
{
    private const string Namespace = "Microsoft.Extensions.AI";

    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("GOV6007");

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
            var call = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true)
                .AncestorsAndSelf()
                .OfType<InvocationExpressionSyntax>()
                .FirstOrDefault(i => model.GetSymbolInfo(i, cancellation).Symbol is IMethodSymbol { Name: "Create", ContainingType.Name: "AIFunctionFactory" });
            if (call is null)
            {
                continue;
            }

            var wrapped = SyntaxFactory.ObjectCreationExpression(
                    SyntaxFactory.Token(SyntaxKind.NewKeyword).WithTrailingTrivia(SyntaxFactory.Space),
                    SyntaxFactory.IdentifierName("ApprovalRequiredAIFunction"),
                    SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(call.WithoutTrivia()))),
                    null)
                .WithTriviaFrom(call);
            if (await TrialEdit.ReplaceAsync(context.Document, call, wrapped, Namespace, cancellation).ConfigureAwait(false) is { } changed)
            {
                context.RegisterCodeFix(CodeAction.Create("Ask before the tool runs (ApprovalRequiredAIFunction)", _ => Task.FromResult(changed), "GOV6007"), diagnostic);
            }
        }
    }
}
