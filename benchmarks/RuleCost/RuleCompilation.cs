using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine;
using GovernanceAnalyzers.Engine.Policy;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Benchmarks;

/// <summary>Ordinary files and the sites of one rule, to be compiled and analysed from the start each time.</summary>
internal sealed class RuleCompilation
{
    // Bound once: what is measured is the project's own code.
    private static readonly CSharpCompilation Empty = CSharpCompilation.Create(
        "Bench",
        references: ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(p => !string.Equals(Path.GetDirectoryName(p), AppContext.BaseDirectory.TrimEnd('/', '\\'), StringComparison.OrdinalIgnoreCase))
            .Concat(RuleSamples.References.Select(n => Path.Combine(AppContext.BaseDirectory, n + ".dll")))
            .Select(p => MetadataReference.CreateFromFile(p)));

    private static readonly CSharpParseOptions Latest = new(LanguageVersion.Latest);
    private static readonly Dictionary<int, SyntaxTree[]> OrdinaryTrees = [];

    private readonly CSharpCompilation _compilation;
    private readonly AnalyzerOptions _options;

    /// <param name="policyFor">The one rule that is on; null: none.</param>
    public RuleCompilation(string rule, string? policyFor, int files, int sites)
    {
        var sample = RuleSamples.Of(rule);
        if (!OrdinaryTrees.TryGetValue(files, out var ordinary))
        {
            var random = new Random(1);
            OrdinaryTrees.Add(files, ordinary = [.. Enumerable.Range(0, files).Select(i => Parse($"F{i}.cs", SourceGenerator.Ordinary(i, random)))]);
        }

        _compilation = Empty
            // One thread: time is then what the work takes, whatever the number of processors.
            .WithOptions(new CSharpCompilationOptions(sample.EntryPoint.Length > 0 ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, concurrentBuild: false))
            .AddSyntaxTrees(ordinary)
            .AddSyntaxTrees(sample.Files(sites).Select(f => Parse(f.Path, f.Text)));
        _options = new AnalyzerOptions([Compile(sample, policyFor)]);
    }

    /// <summary>How many findings of ours there are, after everything that the compiler does short of writing an assembly.</summary>
    public IReadOnlyList<Diagnostic> Analyze(DiagnosticAnalyzer analyzer)
    {
        // A clone has bound nothing of its own yet.
        var found = new CompilationWithAnalyzers(_compilation.Clone(), [analyzer], new CompilationWithAnalyzersOptions(_options, null, concurrentAnalysis: false, logAnalyzerExecutionTime: false))
            .GetAllDiagnosticsAsync().GetAwaiter().GetResult();
        return found.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error || d.Id == "AD0001") is { } error
            ? throw new InvalidOperationException($"The generated code does not compile: {error}")
            : [.. found.Where(d => d.Id.StartsWith("GOV", StringComparison.Ordinal))];
    }

    private static SyntaxTree Parse(string name, string text) => CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), Latest, $"/repo/src/{name}");

    private static InMemoryFile Compile(RuleSample sample, string? rule)
    {
        var folder = Directory.CreateTempSubdirectory("rule-cost-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, ".git"));
            foreach (var (path, text) in sample.Repository.Append(new(GovernedTree.PolicyFileName, sample.PolicyText(rule))))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
                File.WriteAllText(Path.Combine(folder, path), text);
            }

            var compiler = PolicyCompiler.Run(GovernedTree.Find(folder), CalendarDate.Parse("2026-11-20"));
            return compiler.PolicyFindings.FirstOrDefault(f => f.RuleId == "GOV0001") is { } problem
                ? throw new InvalidOperationException($"The sample's policy is not valid: {problem.Message}")
                : new InMemoryFile("/repo/obj/" + CompiledPolicy.FileName, compiler.Text(".."));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed class InMemoryFile(string path, string text) : AdditionalText
    {
        private readonly SourceText _text = SourceText.From(text, Encoding.UTF8);

        public override string Path { get; } = path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
    }
}
