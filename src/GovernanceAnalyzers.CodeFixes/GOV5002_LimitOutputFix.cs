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
/// Sets an output limit in the options of a call, or passes options that have one. The diagnostic says which property of which type is the
/// limit. The number is a placeholder, and the title says so: only the author knows how long an answer may be.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(GOV5002_LimitOutputFix))]
public sealed class GOV5002_LimitOutputFix : CodeFixProvider
{
    /// <summary>Diagnostic property: the name of the options property that limits the output.</summary>
    public const string LimitProperty = "limit.property";

    /// <summary>Diagnostic property: the metadata name of the options type.</summary>
    public const string LimitType = "limit.type";

    private const string Limit = "1024";

    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("GOV5002");

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
            if (diagnostic.Properties.TryGetValue(LimitProperty, out var property) && property is not null
                && diagnostic.Properties.TryGetValue(LimitType, out var typeName) && typeName is not null
                && model.Compilation.GetTypeByMetadataName(typeName) is { } type
                && CallArguments.CallAt(root, diagnostic) is { } call
                && await LimitAsync(context.Document, call, type, property, model, cancellation).ConfigureAwait(false) is { } changed)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Set {property} to {Limit} (a placeholder: choose what the longest good answer needs)",
                        _ => Task.FromResult(changed),
                        "GOV5002.limit"),
                    diagnostic);
            }
        }
    }

    private static async Task<Document?> LimitAsync(
        Document document, InvocationExpressionSyntax call, INamedTypeSymbol type, string property, SemanticModel model, CancellationToken cancellation)
    {
        if (CallArguments.ArgumentFor(call, Takes, model, cancellation) is { } given
            && given.Expression is not LiteralExpressionSyntax)
        {
            return Creation(given.Expression, model, cancellation) is { } creation && WithLimit(creation, property) is { } limited
                ? await TrialEdit.ReplaceAsync(document, creation, limited, null, cancellation).ConfigureAwait(false)
                : null;
        }

        var options = SyntaxFactory.ParseExpression(
            $"new {type.ToMinimalDisplayString(model, call.SpanStart)} {{ {property} = {Limit} }}");
        var candidates = CallArguments.ArgumentFor(call, Takes, model, cancellation) is { } nothing
            ? [call.ReplaceNode(nothing.Expression, options.WithTriviaFrom(nothing.Expression))]
            : CallArguments.WithArgument(call, options, Takes, model, cancellation);
        foreach (var candidate in candidates)
        {
            if (await TrialEdit.ReplaceAsync(document, call, candidate, type.ContainingNamespace.ToDisplayString(), cancellation).ConfigureAwait(false)
                is { } changed)
            {
                return changed;
            }
        }

        return null;

        bool Takes(ITypeSymbol parameter) => SymbolEqualityComparer.Default.Equals(parameter.OriginalDefinition, type);
    }

    /// <summary>The expression that makes the options: the argument itself, or the initialiser of the local in this document that it names.</summary>
    private static ExpressionSyntax? Creation(ExpressionSyntax options, SemanticModel model, CancellationToken cancellation)
    {
        if (options is BaseObjectCreationExpressionSyntax or WithExpressionSyntax)
        {
            return options;
        }

        if (model.GetSymbolInfo(options, cancellation).Symbol is not (ILocalSymbol or IFieldSymbol) and not IPropertySymbol
            || model.GetSymbolInfo(options, cancellation).Symbol!.DeclaringSyntaxReferences.FirstOrDefault() is not { } reference
            || reference.SyntaxTree != options.SyntaxTree)
        {
            return null;
        }

        var value = reference.GetSyntax(cancellation) switch
        {
            VariableDeclaratorSyntax declarator => declarator.Initializer?.Value,
            PropertyDeclarationSyntax declaration => declaration.Initializer?.Value ?? declaration.ExpressionBody?.Expression,
            _ => null,
        };
        return value is BaseObjectCreationExpressionSyntax or WithExpressionSyntax ? value : null;
    }

    /// <summary>The creation with the limit as its last member, laid out as the other members are; null when it sets it already.</summary>
    private static ExpressionSyntax? WithLimit(ExpressionSyntax creation, string property)
    {
        var assignment = SyntaxFactory.ParseExpression($"{property} = {Limit}");
        switch (creation)
        {
            case WithExpressionSyntax copy:
                return Add(copy.Initializer, assignment, property) is { } members ? copy.WithInitializer(members) : null;
            case BaseObjectCreationExpressionSyntax { Initializer: { } initializer } made:
                return Add(initializer, assignment, property) is { } added ? made.WithInitializer(added) : null;
            case BaseObjectCreationExpressionSyntax made:
                var braces = ((BaseObjectCreationExpressionSyntax)SyntaxFactory.ParseExpression($"new() {{ {property} = {Limit} }}")).Initializer!;
                return made.WithoutTrailingTrivia() is BaseObjectCreationExpressionSyntax bare
                    ? Spaced(bare).WithInitializer(braces).WithTrailingTrivia(made.GetTrailingTrivia())
                    : null;
            default:
                return null;
        }
    }

    /// <summary><c>new Options()</c> loses its empty brackets, which <c>new()</c> needs.</summary>
    private static BaseObjectCreationExpressionSyntax Spaced(BaseObjectCreationExpressionSyntax creation) =>
        creation is ObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: 0 } named
            ? named.WithArgumentList(null).WithType(named.Type.WithTrailingTrivia(SyntaxFactory.Space))
            : creation.WithArgumentList(creation.ArgumentList?.WithTrailingTrivia(SyntaxFactory.Space));

    private static InitializerExpressionSyntax? Add(InitializerExpressionSyntax initializer, ExpressionSyntax assignment, string property)
    {
        var members = initializer.Expressions;
        if (members.OfType<AssignmentExpressionSyntax>().Any(a => a.Left.ToString() == property))
        {
            return null;
        }

        if (members.Count == 0)
        {
            return initializer.WithExpressions(SyntaxFactory.SingletonSeparatedList(assignment.WithTrailingTrivia(SyntaxFactory.Space)));
        }

        var last = members.Last();
        var hasTrailingComma = members.SeparatorCount == members.Count;
        var ownLine = last.GetFirstToken().GetPreviousToken().TrailingTrivia.Any(t => t.IsKind(SyntaxKind.EndOfLineTrivia));
        if (ownLine)
        {
            assignment = assignment.WithLeadingTrivia(last.GetLeadingTrivia().Where(t => t.IsKind(SyntaxKind.WhitespaceTrivia)));
        }

        var items = members.GetWithSeparators();
        if (hasTrailingComma)
        {
            // The line's end stands behind the last comma, and the new member has one as well.
            var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(
                members.GetSeparator(members.Count - 1).TrailingTrivia.Where(t => t.IsKind(SyntaxKind.EndOfLineTrivia) || t.IsKind(SyntaxKind.WhitespaceTrivia)));
            items = items.Add(assignment).Add(comma);
        }
        else
        {
            var comma = SyntaxFactory.Token(SyntaxKind.CommaToken)
                .WithTrailingTrivia(ownLine ? last.GetTrailingTrivia() : SyntaxFactory.TriviaList(SyntaxFactory.Space));
            items = items
                .Replace(last, last.WithoutTrailingTrivia())
                .Add(comma)
                .Add(assignment.WithTrailingTrivia(ownLine ? last.GetTrailingTrivia().Where(t => t.IsKind(SyntaxKind.EndOfLineTrivia)) : last.GetTrailingTrivia()));
        }

        return initializer.WithExpressions(SyntaxFactory.SeparatedList<ExpressionSyntax>(items));
    }
}
