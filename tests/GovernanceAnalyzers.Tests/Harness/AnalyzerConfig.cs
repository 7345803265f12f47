using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GovernanceAnalyzers.Tests.Harness;

/// <summary>.editorconfig and .globalconfig files as the compiler reads them: severities on one side, options on the other.</summary>
internal sealed class AnalyzerConfig(IEnumerable<(string Path, string Text)> files) : SyntaxTreeOptionsProvider
{
    private readonly AnalyzerConfigSet _set =
        AnalyzerConfigSet.Create(files.Select(f => Microsoft.CodeAnalysis.AnalyzerConfig.Parse(f.Text, f.Path)).ToArray());

    private readonly ConcurrentDictionary<string, AnalyzerConfigOptionsResult> _results = new();

    public AnalyzerConfigOptionsProvider Options => new Provider(this);

    public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) =>
        Result(tree.FilePath).AnalyzerOptions.TryGetValue("generated_code", out var value) && value == "true"
            ? GeneratedKind.MarkedGenerated
            : GeneratedKind.Unknown;

    public override bool TryGetDiagnosticValue(
        SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
        Result(tree.FilePath).TreeOptions.TryGetValue(diagnosticId, out severity);

    public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
        _set.GlobalConfigOptions.TreeOptions.TryGetValue(diagnosticId, out severity);

    private AnalyzerConfigOptionsResult Result(string path) => _results.GetOrAdd(path, p => _set.GetOptionsForSourcePath(p));

    private sealed class Provider(AnalyzerConfig config) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(config._set.GlobalConfigOptions.AnalyzerOptions);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Values(config.Result(tree.FilePath).AnalyzerOptions);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Values(config.Result(textFile.Path).AnalyzerOptions);
    }

    private sealed class Values(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        // Not "[NotNullWhen(true)] out string?": the attribute exists twice here, in the framework and in the analyzer.
        public override bool TryGetValue(string key, out string value) => values.TryGetValue(key, out value!);
    }
}
