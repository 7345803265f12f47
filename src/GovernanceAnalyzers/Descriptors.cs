using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Rules;
using Microsoft.CodeAnalysis;

namespace GovernanceAnalyzers;

/// <summary>Diagnostic descriptors, made from the one rule catalogue.</summary>
internal static class Descriptors
{
    // Rules have two descriptors with one id. A locked rule uses the second: NotConfigurable survives .editorconfig and #pragma.
    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> Open =
        RuleCatalogue.CodeRules.ToImmutableDictionary(r => r.Info.Id, r => ForRule(r.Info));

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> Locked =
        RuleCatalogue.CodeRules.ToImmutableDictionary(r => r.Info.Id, r => ForRule(r.Info, WellKnownDiagnosticTags.NotConfigurable));

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> Facts = new[]
    {
        ForFact(FactIds.AnalysisCompleted, "Analysis completed"),
        ForFact(FactIds.ModelReference, "Model reference"),
        ForFact(FactIds.InferenceCall, "Inference call"),
        ForFact(FactIds.DatasetLoad, "Dataset load"),
        ForFact(FactIds.ContentExposure, "Content exposure"),
        ForFact(FactIds.CatalogueGap, "Catalogue gap"),
        ForFact(FactIds.Suppression, "Suppression"),
        ForFact(FactIds.DataLeakage, "Data leakage"),
        ForFact(FactIds.UntrustedFlow, "Flow of untrusted text"),
        ForFact(FactIds.ToolSideEffect, "Tool with a side effect"),
        ForFact(FactIds.HardCodedCredential, "Hard-coded credential"),
        ForFact(FactIds.HiddenCharacters, "Hidden characters"),
        ForFact(FactIds.Endpoint, "Endpoint"),
    }.ToImmutableDictionary(d => d.Id);

    public static readonly ImmutableArray<DiagnosticDescriptor> All =
        Open.Values.Concat(Locked.Values).Concat(Facts.Values).OrderBy(d => d.Id, StringComparer.Ordinal).ToImmutableArray();

    public static DiagnosticDescriptor Rule(string id, bool locked) => (locked ? Locked : Open)[id];

    public static DiagnosticDescriptor Fact(string id) => Facts[id];

    public static DiagnosticSeverity ToDiagnosticSeverity(this Severity severity) => severity switch
    {
        Severity.Error => DiagnosticSeverity.Error,
        Severity.Warning => DiagnosticSeverity.Warning,
        _ => DiagnosticSeverity.Info,
    };

    // The ids come from the catalogue and are not constants here, so release tracking cannot see them; a test compares the release
    // files with the catalogue instead.
#pragma warning disable RS1017, RS2000, RS2008
    private static DiagnosticDescriptor ForRule(RuleInfo rule, params string[] tags) => new(
        rule.Id,
        rule.Title,
        "{0}",
        rule.Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        rule.Description,
        rule.HelpUri,
        tags);

    /// <summary>
    /// Facts travel in the compiler's log: Info, because Hidden is not written there; NotConfigurable, so that configuration cannot remove
    /// them; CompilationEnd, so that no editor ever shows them.
    /// </summary>
    private static DiagnosticDescriptor ForFact(string id, string title) => new(
        id,
        title,
        "{0}",
        "Facts",
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        customTags: [WellKnownDiagnosticTags.NotConfigurable, WellKnownDiagnosticTags.CompilationEnd]);
#pragma warning restore RS1017, RS2000, RS2008
}
