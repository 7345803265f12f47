using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GovernanceAnalyzers.Configuration;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace GovernanceAnalyzers.Tests.Configuration;

/// <summary>Reads files the way the analyzer does.</summary>
internal static class Reading
{
    /// <summary>As <c>key=text</c>, and checks that each span holds the value as it is written.</summary>
    public static string[] Entries(Func<SourceText, ImmutableArray<Entry>> reader, string file)
    {
        var text = SourceText.From(file);
        var entries = reader(text);
        Assert.All(entries, e =>
        {
            Assert.Equal(text.Lines.GetLinePositionSpan(e.Span), e.Lines);
            Assert.False(e.Span.IsEmpty);
        });
        return entries.Select(e => $"{e.Key}={e.Text}").ToArray();
    }

    /// <summary>What stands at the place of each value.</summary>
    public static string[] Written(Func<SourceText, ImmutableArray<Entry>> reader, string file) =>
        reader(SourceText.From(file)).Select(e => file.Substring(e.Span.Start, e.Span.Length)).ToArray();

    public static Task<ConfigurationFiles> FilesAsync(params (string Path, string Text)[] files) => FilesAsync(null, files);

    public static async Task<ConfigurationFiles> FilesAsync(string? policy, params (string Path, string Text)[] files)
    {
        var probe = new Probe(CompiledPolicies.Get(policy, new Dictionary<string, string>()));
        var options = new AnalyzerOptions([.. files.Select(f => new InMemoryFile($"{CompiledPolicies.Root}/{f.Path}", f.Text))]);
        var diagnostics = await CSharpCompilation.Create("Probe").WithAnalyzers([probe], options).GetAnalyzerDiagnosticsAsync();
        Assert.Empty(diagnostics);
        return probe.Files!;
    }

#pragma warning disable RS1012, RS1025, RS1026, RS1036, RS1038, RS1041, RS2008 // Not an analyzer that anybody ships.
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class Probe(AdditionalText policy) : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor Nothing = new("PROBE", "Probe", "Probe", "Test", DiagnosticSeverity.Info, true);

        public ConfigurationFiles? Files { get; private set; }

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Nothing];

        public override void Initialize(AnalysisContext context) => context.RegisterCompilationStartAction(start =>
        {
            Files = ConfigurationFiles.Read(
                start.Options,
                start.TryGetValue,
                CompiledPolicy.Parse(policy.GetText(CancellationToken.None)!.ToString().Split('\n'))!,
                policy.Path,
                CancellationToken.None);
        });
    }
#pragma warning restore RS1012, RS1025, RS1026, RS1036, RS1038, RS1041, RS2008
}
