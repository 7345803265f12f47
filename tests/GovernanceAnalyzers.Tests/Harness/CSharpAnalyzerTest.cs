using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit.Sdk;

namespace GovernanceAnalyzers.Tests.Harness;

/// <summary>The files of a test.</summary>
internal sealed class TestState
{
    public FileList Sources { get; } = [];

    public FileList AdditionalFiles { get; } = [];

    public FileList AnalyzerConfigFiles { get; } = [];
}

internal sealed class FileList : List<(string Path, string Text)>
{
    public void Add(string source) => Add(($"{CompiledPolicies.Root}/src/Test{Count}.cs", source));

    public void Add(string path, string text) => Add((path.StartsWith('/') ? path : $"{CompiledPolicies.Root}/{path}", text));
}

internal class CSharpAnalyzerTest<TAnalyzer>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    /// <summary>What the .NET SDK adds with ImplicitUsings.</summary>
    protected static readonly SyntaxTree ImplicitUsings = CSharpSyntaxTree.ParseText(
        SourceText.From(
            "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
            + "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;",
            Encoding.UTF8),
        ParseOptions,
        $"{CompiledPolicies.Root}/obj/GlobalUsings.g.cs");

    private static readonly CSharpCompilationOptions Library = new(
        OutputKind.DynamicallyLinkedLibrary,
        nullableContextOptions: NullableContextOptions.Enable,
        // Experimental parts of the SDKs.
        specificDiagnosticOptions: new[] { "OPENAI001", "OPENAI002", "MEAI001", "SCME0001", "SCME0002" }
            .ToDictionary(id => id, _ => ReportDiagnostic.Suppress));

    private static readonly CSharpCompilationOptions Program = Library.WithOutputKind(OutputKind.ConsoleApplication);

    public string TestCode
    {
        set => TestState.Sources.Insert(0, ($"{CompiledPolicies.Root}/src/Test.cs", value));
    }

    public TestState TestState { get; } = new();

    public ReferenceAssemblies ReferenceAssemblies { get; init; } = ReferenceAssemblies.OpenAI;

    public List<DiagnosticResult> ExpectedDiagnostics { get; } = [];

    /// <summary>The ids that the test is about; others are ignored. Empty: all.</summary>
    public IReadOnlyCollection<string> Rules { get; init; } = [];

    /// <summary>The text of governance.yml; null for the baseline.</summary>
    public string? Policy { get; init; }

    public Dictionary<string, string> Repository { get; } = new(StringComparer.Ordinal);

    /// <summary>False for tests about broken code.</summary>
    public bool MustCompile { get; init; } = true;

    protected static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Latest, DocumentationMode.Parse);

    public async Task RunAsync()
    {
        var sources = TestState.Sources.Select(s => (s.Path, Markup: Markup.Parse(s.Text))).ToArray();
        var (compilation, diagnostics) = await AnalyzeAsync([.. sources.Select(s => (s.Path, s.Markup.Text))]);
        Verify(compilation, diagnostics, sources, Rules, ExpectedDiagnostics);
    }

    /// <summary>The diagnostics of the rules under test, in order; markup is taken out and not looked at.</summary>
    public async Task<ImmutableArray<Diagnostic>> GetDiagnosticsAsync() =>
        (await AnalyzeAsync([.. TestState.Sources.Select(s => (s.Path, Markup.Parse(s.Text).Text))])).Diagnostics;

    public CompilationWithAnalyzers CreateDriver(bool concurrent = true) =>
        CreateDriver(Compile([.. TestState.Sources.Select(s => (s.Path, Markup.Parse(s.Text).Text))]), concurrent);

    protected static void Verify(
        Compilation compilation,
        ImmutableArray<Diagnostic> diagnostics,
        IReadOnlyCollection<(string Path, Markup Markup)> sources,
        IReadOnlyCollection<string> rules,
        IEnumerable<DiagnosticResult> expectedResults)
    {
        var named = sources
            .SelectMany(s => s.Markup.Named.Select(n => (n.Key, Place: Place(s.Path, n.Value))))
            .ToDictionary(n => n.Key, n => n.Place);
        var expected = sources
            .SelectMany(s => s.Markup.Spans.Select(m => (
                Place: Place(s.Path, m.Span),
                Result: new DiagnosticResult(m.Id.Length > 0 ? m.Id : rules.Single()))))
            .Concat(expectedResults.Select(r => (Place: r.MarkupKey is { } key ? named[key] : "", Result: r)))
            .ToList();
        var unexpected = new List<Diagnostic>();
        foreach (var actual in diagnostics)
        {
            var place = actual.Location.SourceTree is { } tree ? Place(tree.FilePath, actual.Location.SourceSpan) : "";
            var match = expected.FindIndex(e => e.Place == place
                && e.Result.Id == actual.Id
                && (e.Result.Severity is not { } severity || severity == actual.Severity)
                && (e.Result.Message is not { } message || message == actual.GetMessage()));
            if (match < 0)
            {
                unexpected.Add(actual);
            }
            else
            {
                expected.RemoveAt(match);
            }
        }

        if (unexpected.Count > 0 || expected.Count > 0)
        {
            throw new XunitException(
                string.Concat(expected.Select(e => $"Missing: {e.Result.Id} at {e.Place} {e.Result.Severity} {e.Result.Message}\n"))
                + string.Concat(unexpected.Select(d => $"Unexpected: {d.Severity} {d}\n"))
                + Describe(compilation, diagnostics));
        }
    }

    protected static string Describe(Compilation compilation, IReadOnlyCollection<Diagnostic> diagnostics) =>
        "\nActual:\n"
        + string.Concat(diagnostics.Select(d => $"  {d.Severity} {d}\n"))
        + string.Join("\n", compilation.SyntaxTrees.Where(t => t != ImplicitUsings).Select(t => Markup.Annotate(t, diagnostics)));

    protected AnalyzerOptions CreateOptions(AnalyzerConfig config) => new(
        [CompiledPolicies.Get(Policy, Repository), .. TestState.AdditionalFiles.Select(f => new InMemoryFile(f.Path, f.Text))],
        config.Options);

    protected AnalyzerConfig CreateConfig() => new(TestState.AnalyzerConfigFiles);

    protected CSharpCompilationOptions CompilationOptions(IEnumerable<SyntaxTree> trees) =>
        trees.Any(t => t.GetCompilationUnitRoot().Members.Any(m => m is GlobalStatementSyntax)) ? Program : Library;

    protected ImmutableArray<Diagnostic> Check(Compilation compilation, ImmutableArray<Diagnostic> diagnostics)
    {
        if (diagnostics.FirstOrDefault(d => d.Id.StartsWith("AD", StringComparison.Ordinal)) is { } crash)
        {
            throw new XunitException($"The analyzer failed: {crash}\n{Describe(compilation, [])}");
        }

        return
        [
            .. diagnostics
                .Where(d => Rules.Count == 0 || Rules.Contains(d.Id))
                .OrderBy(d => d.Location.SourceTree?.FilePath ?? "~", StringComparer.Ordinal)
                .ThenBy(d => d.Location.SourceSpan)
                .ThenBy(d => d.Id, StringComparer.Ordinal)
                .ThenBy(d => d.GetMessage(), StringComparer.Ordinal),
        ];
    }

    protected void CheckCompiles(Compilation compilation)
    {
        if (MustCompile && compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).ToArray() is { Length: > 0 } errors)
        {
            throw new XunitException("The test's source does not compile:\n" + Describe(compilation, errors));
        }
    }

    private static string Place(string path, TextSpan span) => $"{path}{span}";

    private async Task<(Compilation Compilation, ImmutableArray<Diagnostic> Diagnostics)> AnalyzeAsync((string Path, string Text)[] sources)
    {
        var compilation = Compile(sources);
        CheckCompiles(compilation);
        return (compilation, Check(compilation, await CreateDriver(compilation, concurrent: true).GetAnalyzerDiagnosticsAsync()));
    }

    private CSharpCompilation Compile((string Path, string Text)[] sources)
    {
        var trees = sources
            .Select(s => CSharpSyntaxTree.ParseText(SourceText.From(s.Text, Encoding.UTF8), ParseOptions, s.Path))
            .Append(ImplicitUsings)
            .ToArray();
        var compilation = ReferenceAssemblies.Base(CompilationOptions(trees)).AddSyntaxTrees(trees);
        return TestState.AnalyzerConfigFiles.Count == 0
            ? compilation
            : compilation.WithOptions(compilation.Options.WithSyntaxTreeOptionsProvider(CreateConfig()));
    }

    private CompilationWithAnalyzers CreateDriver(CSharpCompilation compilation, bool concurrent) => new(
        compilation,
        [new TAnalyzer()],
        new CompilationWithAnalyzersOptions(
            CreateOptions(CreateConfig()), onAnalyzerException: null, concurrentAnalysis: concurrent, logAnalyzerExecutionTime: false));
}
