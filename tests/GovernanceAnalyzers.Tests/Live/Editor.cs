using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace GovernanceAnalyzers.Tests.Live;

/// <summary>
/// What an editor does: one analyzer for as long as it runs, a new snapshot per edit, and for each open document the diagnostics of that
/// document alone. Compilation-end actions never run.
/// </summary>
internal sealed class Editor : IDisposable
{
    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);

    private readonly AdhocWorkspace _workspace = new();
    private readonly ImmutableArray<DiagnosticAnalyzer> _analyzers = [new GovernanceAnalyzer()];
    private readonly ProjectId _project = ProjectId.CreateNewId();
    private readonly string _policyPath;

    public Editor(string? policy = null, ReferenceAssemblies? references = null)
    {
        var compiled = CompiledPolicies.Get(policy, new Dictionary<string, string>());
        _policyPath = compiled.Path;
        Assert.True(_workspace.TryApplyChanges(_workspace.CurrentSolution
            .AddProject(ProjectInfo.Create(
                _project, VersionStamp.Create(), "App", "App", LanguageNames.CSharp, $"{CompiledPolicies.Root}/App.csproj",
                compilationOptions: Options,
                parseOptions: new CSharpParseOptions(LanguageVersion.Latest)))
            .AddMetadataReferences(_project, (references ?? ReferenceAssemblies.OpenAI).References)));
        WriteAdditional(_policyPath, compiled.GetText()!.ToString());
    }

    private Project Project => _workspace.CurrentSolution.GetProject(_project)!;

    /// <summary>Adds or changes a source file.</summary>
    public Editor Write(string path, string text)
    {
        var source = SourceText.From(text, Encoding.UTF8);
        path = $"{CompiledPolicies.Root}/{path}";
        var known = Project.Documents.FirstOrDefault(d => d.FilePath == path);
        Assert.True(_workspace.TryApplyChanges(known is null
            ? _workspace.CurrentSolution.AddDocument(DocumentId.CreateNewId(_project), path, source, filePath: path)
            : _workspace.CurrentSolution.WithDocumentText(known.Id, source)));
        return this;
    }

    public void WritePolicy(string policy) =>
        WriteAdditional(_policyPath, CompiledPolicies.Get(policy, new Dictionary<string, string>()).GetText()!.ToString());

    public string CompiledPolicy() => Project.AdditionalDocuments.Single(d => d.FilePath == _policyPath).GetTextAsync().Result.ToString();

    /// <summary>Adds or changes an additional file, by its full path.</summary>
    public void WriteAdditional(string path, string text)
    {
        var source = SourceText.From(text, Encoding.UTF8);
        var known = Project.AdditionalDocuments.FirstOrDefault(d => d.FilePath == path);
        Assert.True(_workspace.TryApplyChanges(known is null
            ? _workspace.CurrentSolution.AddAdditionalDocument(DocumentId.CreateNewId(_project), path, source, filePath: path)
            : _workspace.CurrentSolution.WithAdditionalDocumentText(known.Id, source)));
    }

    public async Task<Compilation> CompilationAsync() => (await Project.GetCompilationAsync())!;

    public async Task<CompilationWithAnalyzers> DriverAsync() => (await CompilationAsync()).WithAnalyzers(
        _analyzers,
        new CompilationWithAnalyzersOptions(
            Project.AnalyzerOptions, onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false));

    /// <summary>What is underlined in one document, or in one part of it: <c>GOV1001 "gpt-4o"</c>.</summary>
    public async Task<string[]> UnderlinedAsync(string path, string? part = null)
    {
        var driver = await DriverAsync();
        var tree = driver.Compilation.SyntaxTrees.Single(t => t.FilePath == $"{CompiledPolicies.Root}/{path}");
        var text = tree.ToString();
        TextSpan? span = part is null ? null : new TextSpan(text.IndexOf(part, StringComparison.Ordinal), part.Length);
        var found = await driver.GetAnalyzerSemanticDiagnosticsAsync(driver.Compilation.GetSemanticModel(tree), span, default);
        Assert.DoesNotContain(found, d => d.Id == "AD0001");
        return [.. found.OrderBy(d => d.Location.SourceSpan).ThenBy(d => d.Id, StringComparer.Ordinal).Select(Describe)];

        string Describe(Diagnostic d)
        {
            Assert.Same(tree, d.Location.SourceTree);
            return $"{d.Id} {text.Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length)}";
        }
    }

    /// <summary>What is found in files that are not code, by line and column from 0. Editors show it in their lists.</summary>
    public async Task<string[]> FoundInFilesAsync() =>
    [
        .. (await (await DriverAsync()).GetAnalyzerDiagnosticsAsync())
            .Where(d => d.Location.Kind == LocationKind.ExternalFile)
            .Select(d => $"{d.Id} ({d.Location.GetLineSpan().StartLinePosition})".Replace("((", "(").Replace("))", ")"))
            .Order(StringComparer.Ordinal),
    ];

    public void Dispose() => _workspace.Dispose();
}
