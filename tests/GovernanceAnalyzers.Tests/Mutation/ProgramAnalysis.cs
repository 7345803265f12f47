using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using GovernanceAnalyzers.CodeFixes;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit.Sdk;

namespace GovernanceAnalyzers.Tests.Mutation;

/// <summary>
/// Analyses a program that need not compile, with every rule about code on, and says what is wrong with how that went: an exception of the
/// analyzer or of a fix, a run that does not end, two runs that differ, a place outside of the program.
/// </summary>
internal static class ProgramAnalysis
{
    /// <summary>Nobody waits longer for one file. Programs of the corpus take less than a hundredth.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public const string FilePath = CompiledPolicies.Root + "/src/Test.cs";

    /// <summary>Every rule about code, and the lists without which some of them are silent.</summary>
    public static readonly string Policy = "schemaVersion: 1\nname: test\nrules:\n"
        + string.Concat(RuleCatalogue.CodeRules.Select(r => $"  {r.Info.Id}: warning\n"))
        + "models: { allow: [\"anthropic:*\"] }\nendpoints: { allow: [\"*.contoso.com\"] }\n";

    public static readonly SyntaxTree Usings = CSharpSyntaxTree.ParseText(
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
        + "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;",
        MutatedProgram.ParseOptions,
        CompiledPolicies.Root + "/obj/GlobalUsings.g.cs",
        Encoding.UTF8);

    public static readonly CSharpCompilationOptions Library = new(
        OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable);

    private static readonly CSharpCompilationOptions Executable = Library.WithOutputKind(OutputKind.ConsoleApplication);

    private static readonly ConcurrentDictionary<(ReferenceAssemblies, bool), (AdhocWorkspace Workspace, ProjectId Project, Compilation Compilation)> Workspaces = new();

    /// <summary>One of each fix; like analyzers, they live as long as an editor.</summary>
    private static readonly CodeFixProvider[] Fixes = typeof(FindingFix).Assembly.GetTypes()
        .Where(t => typeof(CodeFixProvider).IsAssignableFrom(t) && !t.IsAbstract)
        .OrderBy(t => t.Name, StringComparer.Ordinal)
        .Select(t => (CodeFixProvider)Activator.CreateInstance(t)!)
        .ToArray();

    /// <summary>One analyzer for all programs, as in a compiler server: nothing of one may stay for the next.</summary>
    private static readonly GovernanceAnalyzer Analyzer = new();

    public static Compilation Compile(string text, ReferenceAssemblies references)
    {
        var tree = CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), MutatedProgram.ParseOptions, FilePath);
        return references.Base(OptionsFor(tree)).AddSyntaxTrees(tree, Usings);
    }

    /// <summary>What is wrong with the analysis of a program; null when all is well.</summary>
    public static async Task<string?> ProblemOf(string text, ReferenceAssemblies references, bool gate, bool fix)
    {
        try
        {
            var first = await Run(Compile(text, references), gate);
            if (first.Select(d => OutOfPlace(d, text)).FirstOrDefault(p => p is not null) is { } misplaced)
            {
                return misplaced;
            }

            var second = await Run(Compile(text, references), gate);
            if (Difference(Sorted(first), Sorted(second)) is { } difference)
            {
                return "two runs differ: " + difference;
            }

            return fix ? await FixProblem(text, references) : null;
        }
        catch (XunitException e)
        {
            return e.Message;
        }
    }

    public static async Task<ImmutableArray<Diagnostic>> Run(Compilation compilation, bool gate, CancellationToken cancellation = default)
    {
        var config = new Harness.AnalyzerConfig(gate ? [("/repo/obj/g.globalconfig", "is_global = true\ngovernance_gate = true\n")] : []);
        var driver = new CompilationWithAnalyzers(
            compilation,
            [Analyzer],
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([CompiledPolicies.Get(Policy, ImmutableDictionary<string, string>.Empty)], config.Options),
                onAnalyzerException: null,
                concurrentAnalysis: true,
                logAnalyzerExecutionTime: false));
        var diagnostics = await Limited("the analysis", c => driver.GetAnalyzerDiagnosticsAsync(c), cancellation);
        return diagnostics.FirstOrDefault(d => d.Id.StartsWith("AD", StringComparison.Ordinal)) is { } crash
            ? throw new XunitException($"the analyzer failed: {crash.GetMessage()}\n{crash.Descriptor.Description}")
            : diagnostics;
    }

    /// <summary>Everything that a report could hold, the id first.</summary>
    public static string Describe(Diagnostic diagnostic) =>
        $"{diagnostic.Id} {diagnostic.Severity} {diagnostic} {Place(diagnostic.Location)} [{string.Join(" ", diagnostic.AdditionalLocations.Select(Place))}] "
        + string.Join(";", diagnostic.Properties.OrderBy(p => p.Key, StringComparer.Ordinal));

    /// <summary>Where "#line" says so, two places of the program are one of another file; a finding about both is reported once, at either.</summary>
    private static string Place(Location location) =>
        location.GetMappedLineSpan() is { HasMappedPath: true } mapped ? mapped.ToString() : location.SourceSpan.ToString();

    /// <summary>Runs to its end, and fails where that does not come, with the place at which it was stopped. A busy machine gets a second chance.</summary>
    private static async Task<T> Limited<T>(string what, Func<CancellationToken, Task<T>> run, CancellationToken cancellation = default)
    {
        foreach (var patience in new[] { Patience, Patience * 6 })
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var places = new ConcurrentQueue<string>();
            void Note(object? _, FirstChanceExceptionEventArgs e)
            {
                if (e.Exception is OperationCanceledException && limit.IsCancellationRequested && Environment.StackTrace is var stack && stack.Contains(" at GovernanceAnalyzers.Flow", StringComparison.Ordinal) | stack.Contains(" at GovernanceAnalyzers.Security", StringComparison.Ordinal))
                {
                    places.Enqueue(string.Join("\n", stack.Split('\n').Where(l => l.Contains(" at GovernanceAnalyzers.", StringComparison.Ordinal)).Take(30)));
                }
            }

            AppDomain.CurrentDomain.FirstChanceException += Note;
            limit.CancelAfter(patience);
            try
            {
                return await Task.Run(() => run(limit.Token), CancellationToken.None).WaitAsync(patience * 2, CancellationToken.None);
            }
            catch (Exception e) when (e is OperationCanceledException or TimeoutException && !cancellation.IsCancellationRequested)
            {
                if (patience != Patience)
                {
                    throw new XunitException($"{what} takes longer than {patience}{(e is TimeoutException ? ", and goes on after it was cancelled" : "")}: {places.FirstOrDefault()}");
                }
            }
            finally
            {
                AppDomain.CurrentDomain.FirstChanceException -= Note;
            }
        }

        throw new InvalidOperationException();
    }

    private static string? OutOfPlace(Diagnostic diagnostic, string text)
    {
        foreach (var location in diagnostic.AdditionalLocations.Prepend(diagnostic.Location))
        {
            if (location.Kind is not (LocationKind.SourceFile or LocationKind.None)
                || (location.SourceTree is { } tree && (tree.FilePath != FilePath || location.SourceSpan.Start < 0 || location.SourceSpan.End > text.Length)))
            {
                return $"{diagnostic.Id} is placed outside of the program, at {location}";
            }
        }

        // A program may say {0} itself.
        return diagnostic.GetMessage().Length == 0 || (diagnostic.GetMessage().Contains("{0}", StringComparison.Ordinal) && !text.Contains("{0}", StringComparison.Ordinal))
            ? $"{diagnostic.Id} says '{diagnostic.GetMessage()}'"
            : null;
    }

    private static string[] Sorted(IEnumerable<Diagnostic> diagnostics) => [.. diagnostics.Select(Describe).Order(StringComparer.Ordinal)];

    private static string? Difference(string[] one, string[] other) =>
        one.SequenceEqual(other) ? null : $"{one.Length} and {other.Length} diagnostics\n< {one.Except(other).FirstOrDefault()}\n> {other.Except(one).FirstOrDefault()}";

    /// <summary>Applies what fixes offer for each finding, one at a time, and everything of one kind at once.</summary>
    /// <param name="observe">Is given each compilation that comes about.</param>
    public static async Task<string?> FixProblem(string text, ReferenceAssemblies references, Action<Compilation>? observe = null)
    {
        var (document, before) = OpenDocument(text, references);
        var compilation = (await document.Project.GetCompilationAsync())!;
        observe?.Invoke(compilation);
        var tried = new HashSet<string>(StringComparer.Ordinal);
        foreach (var diagnostic in (await Run(compilation, gate: false)).Where(d => d.Location.SourceTree?.FilePath == FilePath))
        {
            foreach (var fix in Fixes.Where(f => f.FixableDiagnosticIds.Contains(diagnostic.Id)))
            {
                var actions = new List<CodeAction>();
                await Limited("a fix", async c =>
                {
                    actions.Clear();
                    await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), c));
                    return 0;
                });
                foreach (var action in actions)
                {
                    var what = $"{fix.GetType().Name} '{action.Title}' for {diagnostic}";
                    var operations = await Limited(what, c => action.GetOperationsAsync(c));
                    if (await WorseAsync(operations, document, before) is { } worse)
                    {
                        return $"{what}: {worse}";
                    }

                    if (observe is not null)
                    {
                        observe((await operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(document.Project.Id)!.GetCompilationAsync())!);
                    }

                    // Once for each kind of offer: all findings of a program at once.
                    if (action.EquivalenceKey is { } key && tried.Add(fix.GetType().Name + key))
                    {
                        var all = await Limited(what + " everywhere", c => fix.GetFixAllProvider()!.GetFixAsync(
                            new FixAllContext(document, fix, FixAllScope.Document, key, fix.FixableDiagnosticIds, new Known(compilation), c)));
                        if (all is not null && await WorseAsync(await all.GetOperationsAsync(default), document, before) is { } worseAll)
                        {
                            return $"{what} everywhere: {worseAll}";
                        }
                    }
                }
            }
        }

        return null;
    }

    private static async Task<string?> WorseAsync(ImmutableArray<CodeActionOperation> operations, Document document, int before)
    {
        if (operations.OfType<ApplyChangesOperation>().SingleOrDefault() is not { } changes)
        {
            return "it changes nothing";
        }

        var tree = await changes.ChangedSolution.GetDocument(document.Id)!.GetSyntaxTreeAsync();
        var after = SyntaxErrors(CSharpSyntaxTree.ParseText(tree!.GetText(), MutatedProgram.ParseOptions));
        return after > before ? $"{before} errors of syntax became {after}:\n{tree.GetText()}" : null;
    }

    /// <summary>A document in a project whose references are bound already, and its errors of syntax.</summary>
    private static (Document, int) OpenDocument(string text, ReferenceAssemblies references)
    {
        var tree = CSharpSyntaxTree.ParseText(text, MutatedProgram.ParseOptions);
        var options = OptionsFor(tree);
        var (workspace, project, _) = Workspaces.GetOrAdd((references, options == Executable), _ =>
        {
            var created = new AdhocWorkspace();
            var id = ProjectId.CreateNewId();
            created.TryApplyChanges(created.CurrentSolution
                .AddProject(ProjectInfo.Create(id, VersionStamp.Default, "TestProject", "TestProject", LanguageNames.CSharp, compilationOptions: options, parseOptions: MutatedProgram.ParseOptions))
                .AddMetadataReferences(id, references.References)
                .AddDocument(DocumentId.CreateNewId(id), "Usings.cs", Usings.GetText(), filePath: Usings.FilePath));
            return (created, id, created.CurrentSolution.GetProject(id)!.GetCompilationAsync().GetAwaiter().GetResult()!);
        });
        var document = workspace.CurrentSolution.GetProject(project)!.AddDocument(FilePath, SourceText.From(text, Encoding.UTF8), filePath: FilePath);
        return (document, SyntaxErrors(tree));
    }

    private static int SyntaxErrors(SyntaxTree tree) => tree.GetDiagnostics().Count(d => d.Severity == DiagnosticSeverity.Error);

    private static CSharpCompilationOptions OptionsFor(SyntaxTree tree) =>
        tree.GetCompilationUnitRoot().Members.Any(m => m is GlobalStatementSyntax) ? Executable : Library;

    private sealed class Known(Compilation compilation) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await Run(compilation, gate: false, cancellationToken);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            (await Run(compilation, gate: false, cancellationToken)).Where(d => d.Location.SourceTree?.FilePath == document.FilePath);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
