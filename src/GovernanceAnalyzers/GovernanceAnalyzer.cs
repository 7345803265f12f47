using System.Collections.Immutable;
using GovernanceAnalyzers.Configuration;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GovernanceAnalyzers;

/// <summary>
/// The one analyzer. It turns AI calls into facts and lets the rules of <see cref="Core.Rules.RuleCatalogue"/> judge them. One class,
/// because finding the calls is what costs time, and all rules look at the same ones.
/// </summary>
/// <remarks>
/// Without a compiled policy, or without a reference to an SDK of its catalogue, nothing is registered. Otherwise only syntax nodes
/// whose name occurs in the catalogue are ever bound (docs/decisions/0003-one-analyzer.md).
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GovernanceAnalyzer : DiagnosticAnalyzer
{
    /// <summary>
    /// Global option that the build sets and editors do not. With it, the gate prints findings after compilation, so the compiler records
    /// them silently and adds facts and sentinel to its log.
    /// </summary>
    public const string GateOption = "governance_gate";

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.All;

    public override void Initialize(AnalysisContext context)
    {
        // Generated code calls models as well, and "generated" is one line in an .editorconfig.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        if (CompiledPolicyFile.Find(context.Options) is not { } file
            || file.GetText(context.CancellationToken) is not { } text
            || !context.TryGetValue(text, CompiledPolicyFile.Parsed, out var policy)
            || policy is null
            || SdkIndex.Create(context.Compilation, policy) is not { } sdks)
        {
            return;
        }

        var gate = context.Options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue(GateOption, out var value) && value == "true";
        var configuration = ConfigurationFiles.Read(context.Options, context.TryGetValue, policy, file.Path, context.CancellationToken);
        var analysis = new CompilationAnalysis(context.Compilation, policy, file.Path, sdks, configuration, gate);
        context.RegisterSyntaxNodeAction(
            analysis.Visit,
            SyntaxKind.CompilationUnit,
            SyntaxKind.Attribute,
            SyntaxKind.InvocationExpression,
            SyntaxKind.ObjectCreationExpression,
            SyntaxKind.ImplicitObjectCreationExpression,
            SyntaxKind.BaseConstructorInitializer,
            SyntaxKind.PrimaryConstructorBaseType,
            SyntaxKind.SimpleAssignmentExpression,
            SyntaxKind.CoalesceAssignmentExpression);
        if (gate)
        {
            context.RegisterCompilationEndAction(analysis.ReportFacts);
        }
    }
}
