using System.Collections.Immutable;
using System.Linq;
using GovernanceAnalyzers.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Tests.CodeFixes;

#pragma warning disable RS1001, RS1036 // only tests run them
/// <summary>Marks calls as the rules do, on the method's name, so that a fix can be tested without the rule that decides which calls.</summary>
public abstract class CallAnalyzer(string id, string method) : DiagnosticAnalyzer
{
#pragma warning disable RS1017, RS2008
    private readonly DiagnosticDescriptor _descriptor = new(id, "Test", "Test", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);
#pragma warning restore RS1017, RS2008

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [_descriptor];

    protected virtual ImmutableDictionary<string, string?> Properties => ImmutableDictionary<string, string?>.Empty;

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(
            c =>
            {
                if (c.Node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } }
                    && name.Identifier.ValueText.StartsWith(method, System.StringComparison.Ordinal)
                    && c.SemanticModel.GetOperation(c.Node) is IInvocationOperation call
                    && Applies(call))
                {
                    c.ReportDiagnostic(Diagnostic.Create(_descriptor, name.GetLocation(), Properties));
                }
            },
            SyntaxKind.InvocationExpression);
    }

    protected abstract bool Applies(IInvocationOperation call);
}

public sealed class CallsWithoutToken() : CallAnalyzer("GOV5003", "")
{
    protected override bool Applies(IInvocationOperation call) =>
        call.TargetMethod.Name is "GetResponseAsync" or "CompleteChatAsync"
        && !call.Arguments.Any(a => a.Parameter?.Type.Name == "CancellationToken"
            && a.Value is IParameterReferenceOperation or ILocalReferenceOperation or IFieldReferenceOperation);
}

public sealed class CallsWithoutLimit() : CallAnalyzer("GOV5002", "CompleteChat")
{
    protected override ImmutableDictionary<string, string?> Properties => base.Properties
        .Add(GOV5002_LimitOutputFix.LimitProperty, "MaxOutputTokenCount")
        .Add(GOV5002_LimitOutputFix.LimitType, "OpenAI.Chat.ChatCompletionOptions");

    // The fixed sources set the limit to a number.
    protected override bool Applies(IInvocationOperation call) =>
        !call.Syntax.SyntaxTree.ToString().Contains("MaxOutputTokenCount = 1024", System.StringComparison.Ordinal);
}
