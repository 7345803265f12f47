using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit;
using Xunit.Sdk;

namespace GovernanceAnalyzers.Tests.Harness;

/// <summary>
/// Applies a fix to one finding after the other until none is left that it can fix, then, from the start again, to all at once; both must
/// give the fixed sources.
/// </summary>
internal class CSharpCodeFixTest<TAnalyzer, TFix> : CSharpAnalyzerTest<TAnalyzer>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TFix : CodeFixProvider, new()
{
    private const int MaximumSteps = 20;

    public string FixedCode
    {
        set => FixedState.Insert(0, ($"{CompiledPolicies.Root}/src/Test.cs", value));
    }

    public FileList FixedState { get; } = [];

    /// <summary>Which of the offered actions is taken.</summary>
    public int CodeActionIndex { get; init; }

    /// <summary>Expected titles of the actions for the first finding that has any; null: not looked at.</summary>
    public IReadOnlyList<string>? Titles { get; init; }

    public new async Task RunAsync()
    {
        await base.RunAsync();
        using var workspace = new AdhocWorkspace();
        var start = CreateSolution(workspace);
        await VerifyOneByOneAsync(start);
        foreach (var scope in new[] { FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution })
        {
            await VerifyFixAllAsync(start, scope);
        }
    }

    private Solution CreateSolution(AdhocWorkspace workspace)
    {
        var id = ProjectId.CreateNewId();
        var sources = TestState.Sources.Select(s => (s.Path, Markup.Parse(s.Text).Text)).ToArray();
        var options = CompilationOptions(sources.Select(s => CSharpSyntaxTree.ParseText(s.Text, ParseOptions)));
        var policy = CompiledPolicies.Get(Policy, Repository);
        var solution = workspace.CurrentSolution
            .AddProject(ProjectInfo.Create(
                id, VersionStamp.Default, "TestProject", "TestProject", LanguageNames.CSharp, compilationOptions: options, parseOptions: ParseOptions))
            .AddMetadataReferences(id, ReferenceAssemblies.References)
            .AddDocument(DocumentId.CreateNewId(id), "Usings.cs", ImplicitUsings.GetText(), filePath: ImplicitUsings.FilePath)
            .AddAdditionalDocument(DocumentId.CreateNewId(id), policy.Path, policy.GetText()!, filePath: policy.Path);
        return sources.Aggregate(
            solution,
            (s, file) => s.AddDocument(DocumentId.CreateNewId(id), file.Path, SourceText.From(file.Text, Encoding.UTF8), filePath: file.Path));
    }

    private async Task VerifyOneByOneAsync(Solution solution)
    {
        var first = true;
        for (var step = 0; step < MaximumSteps; step++)
        {
            var fixable = new List<(Document Document, ImmutableArray<CodeAction> Actions)>();
            foreach (var diagnostic in await DiagnosticsAsync(solution.Projects.Single()))
            {
                if (await ActionsAsync(solution, diagnostic) is { Actions.Length: > 0 } found)
                {
                    fixable.Add(found);
                    break;
                }
            }

            if (fixable.Count == 0)
            {
                if (first && Titles is { Count: > 0 })
                {
                    throw new XunitException("No action is offered.");
                }

                await VerifySourcesAsync(solution, "one by one");
                return;
            }

            var actions = fixable[0].Actions;
            if (first && Titles is not null)
            {
                Assert.Equal(Titles, actions.Select(a => a.Title));
            }

            first = false;
            solution = await ApplyAsync(actions[CodeActionIndex]);
        }

        throw new XunitException($"There is still something to fix after {MaximumSteps} steps.");
    }

    private async Task VerifyFixAllAsync(Solution solution, FixAllScope scope)
    {
        // Within one document, a fix per document that has something to fix.
        for (var step = 0; step < MaximumSteps; step++)
        {
            (Document Document, ImmutableArray<CodeAction> Actions)? next = null;
            foreach (var diagnostic in await DiagnosticsAsync(solution.Projects.Single()))
            {
                next ??= await ActionsAsync(solution, diagnostic) is { Actions.Length: > 0 } found ? found : null;
            }

            if (next is not var (document, actions))
            {
                await VerifySourcesAsync(solution, $"Fix All in {scope}");
                return;
            }

            if (step > 0 && scope != FixAllScope.Document)
            {
                throw new XunitException($"Fix All in {scope} left something to fix.");
            }

            var fix = new TFix();
            var context = new FixAllContext(
                document, fix, scope, actions[CodeActionIndex].EquivalenceKey!, fix.FixableDiagnosticIds, new Diagnostics(this), default);
            solution = await ApplyAsync((await fix.GetFixAllProvider()!.GetFixAsync(context))!);
        }

        throw new XunitException($"Fix All in {scope} does not come to an end.");
    }

    private static async Task<(Document Document, ImmutableArray<CodeAction> Actions)> ActionsAsync(Solution solution, Diagnostic diagnostic)
    {
        var document = solution.GetDocument(diagnostic.Location.SourceTree)!;
        var fix = new TFix();
        var actions = ImmutableArray.CreateBuilder<CodeAction>();
        if (fix.FixableDiagnosticIds.Contains(diagnostic.Id))
        {
            await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), default));
        }

        return (document, actions.ToImmutable());
    }

    private static async Task<Solution> ApplyAsync(CodeAction action) =>
        (await action.GetOperationsAsync(default)).OfType<ApplyChangesOperation>().Single().ChangedSolution;

    private async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(Project project)
    {
        var compilation = (await project.GetCompilationAsync())!;
        CheckCompiles(compilation);
        var driver = compilation.WithAnalyzers([new TAnalyzer()], CreateOptions(CreateConfig()));
        return Check(compilation, await driver.GetAnalyzerDiagnosticsAsync());
    }

    private async Task VerifySourcesAsync(Solution solution, string how)
    {
        foreach (var (path, expected) in FixedState)
        {
            var document = solution.Projects.Single().Documents.Single(d => d.FilePath == path);
            var actual = (await document.GetTextAsync()).ToString();
            if (actual != expected)
            {
                throw new XunitException($"{path}, {how}.\n--- expected\n{expected}\n--- actual\n{actual}");
            }
        }
    }

    private sealed class Diagnostics(CSharpCodeFixTest<TAnalyzer, TFix> test) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await test.DiagnosticsAsync(project);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            var tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return (await test.DiagnosticsAsync(document.Project)).Where(d => d.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}

internal static class CSharpCodeFixVerifier<TAnalyzer, TFix>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TFix : CodeFixProvider, new()
{
    public static Task VerifyCodeFixAsync(string source, string fixedSource) =>
        new Test { TestCode = source, FixedCode = fixedSource }.RunAsync();

    public sealed class Test : CSharpCodeFixTest<TAnalyzer, TFix>;
}
