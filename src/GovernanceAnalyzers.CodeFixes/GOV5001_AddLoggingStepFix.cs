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
/// Adds a logging step of Microsoft.Extensions.AI to the pipeline that the client of an unlogged call is built with, or puts a pipeline
/// with one around the client. Next to the model, as the last step, so that each call of a function-calling loop leaves a trace.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(GOV5001_AddLoggingStepFix))]
public sealed class GOV5001_AddLoggingStepFix : CodeFixProvider
{
    private const string Namespace = "Microsoft.Extensions.AI";

    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("GOV5001");

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var cancellation = context.CancellationToken;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (diagnostic.AdditionalLocations.FirstOrDefault() is not { SourceTree: { } tree } location
                || context.Document.Project.Solution.GetDocument(tree) is not { } document
                || await tree.GetRootAsync(cancellation).ConfigureAwait(false) is not { } root
                || !root.FullSpan.Contains(location.SourceSpan)
                || root.FindNode(location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax made
                || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model
                || model.Compilation.GetTypeByMetadataName(Namespace + ".ChatClientBuilder") is null)
            {
                continue;
            }

            var pipeline = Pipeline.Find(made, model, cancellation);
            await OfferAsync("UseOpenTelemetry", CallChains.Arguments()).ConfigureAwait(false);
            if (pipeline.HasServices)
            {
                await OfferAsync("UseLogging", CallChains.Arguments()).ConfigureAwait(false);
            }
            else if (LoggerFactory(made, model) is { } factory)
            {
                // Without services the step cannot find a factory, and throws when the client is built.
                await OfferAsync("UseLogging", CallChains.Arguments(factory)).ConfigureAwait(false);
            }

            async Task OfferAsync(string step, ArgumentListSyntax arguments)
            {
                if (await TrialEdit.ReplaceAsync(document, pipeline.Node, pipeline.With(step, arguments), Namespace, cancellation).ConfigureAwait(false)
                    is { } changed)
                {
                    context.RegisterCodeFix(
                        CodeAction.Create($"Add .{step}{arguments} where the client is built", _ => Task.FromResult(changed), $"GOV5001.{step}"),
                        diagnostic);
                }
            }
        }
    }

    /// <summary>A parameter, field or local that holds a logger factory, by name.</summary>
    private static string? LoggerFactory(ExpressionSyntax at, SemanticModel model) => model.LookupSymbols(at.SpanStart)
        .Where(s => s switch
        {
            IParameterSymbol parameter => IsLoggerFactory(parameter.Type),
            ILocalSymbol local => IsLoggerFactory(local.Type) && local.Locations[0].SourceSpan.End < at.SpanStart,
            IFieldSymbol field => IsLoggerFactory(field.Type),
            IPropertySymbol property => IsLoggerFactory(property.Type),
            _ => false,
        })
        .Select(s => s.Name)
        .OrderBy(n => n, System.StringComparer.Ordinal)
        .FirstOrDefault();

    private static bool IsLoggerFactory(ITypeSymbol type) => type.ToDisplayString() == "Microsoft.Extensions.Logging.ILoggerFactory";

    /// <summary>Where and how a step is added.</summary>
    private sealed class Pipeline(ExpressionSyntax node, PipelineKind kind, bool hasServices)
    {
        public ExpressionSyntax Node => node;

        /// <summary>Whether the steps can ask a service provider for what they need.</summary>
        public bool HasServices => hasServices;

        public static Pipeline Find(ExpressionSyntax made, SemanticModel model, CancellationToken cancellation)
        {
            // services.AddChatClient(sp => client): the registration is a pipeline already.
            var registration = made.AncestorsAndSelf()
                .TakeWhile(n => n is not (StatementSyntax or MemberDeclarationSyntax) || n is GlobalStatementSyntax)
                .OfType<InvocationExpressionSyntax>()
                .FirstOrDefault(i => IsBuilder(i, model, cancellation) && (i == made || i.ArgumentList.Span.Contains(made.Span)));
            if (registration is not null)
            {
                while (registration.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next }
                    && IsBuilder(next, model, cancellation))
                {
                    registration = next;
                }

                return new Pipeline(registration, PipelineKind.Builder, true);
            }

            return made is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Build" } access } build
                && IsBuilder(access.Expression, model, cancellation)
                    ? new Pipeline(build, PipelineKind.Built, build.ArgumentList.Arguments.Count > 0)
                    : new Pipeline(made, PipelineKind.Client, false);
        }

        public ExpressionSyntax With(string step, ArgumentListSyntax arguments) => kind switch
        {
            PipelineKind.Builder => CallChains.Append(node, (step, arguments)),
            PipelineKind.Built => CallChains.InsertBeforeLast((InvocationExpressionSyntax)node, step, arguments),
            _ => CallChains.Append(node, ("AsBuilder", CallChains.Arguments()), (step, arguments), ("Build", CallChains.Arguments())),
        };

        private static bool IsBuilder(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation) =>
            model.GetTypeInfo(expression, cancellation).Type is { Name: "ChatClientBuilder" or "EmbeddingGeneratorBuilder" } type
            && type.ContainingNamespace.ToDisplayString() == Namespace;
    }

    private enum PipelineKind
    {
        /// <summary>An expression that gives a builder, such as a registration: the step is appended.</summary>
        Builder,

        /// <summary>A call of Build: the step goes before it.</summary>
        Built,

        /// <summary>A client without a pipeline: one is put around it.</summary>
        Client,
    }
}
