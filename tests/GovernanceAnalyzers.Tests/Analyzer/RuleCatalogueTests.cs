using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Rules;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GovernanceAnalyzers.Tests.Analyzer;

/// <summary>Rules, descriptors, release files and tests agree with each other.</summary>
public partial class RuleCatalogueTests
{
    private static readonly string[] FactIdentifiers =
        [FactIds.AnalysisCompleted, FactIds.ModelReference, FactIds.InferenceCall, FactIds.DatasetLoad, FactIds.ContentExposure, FactIds.CatalogueGap, FactIds.Suppression,
        FactIds.DataLeakage, FactIds.UntrustedFlow, FactIds.ToolSideEffect, FactIds.HardCodedCredential, FactIds.HiddenCharacters, FactIds.Endpoint];

    public static TheoryData<string> CodeRules => [.. RuleCatalogue.CodeRules.Select(r => r.Info.Id)];

    [Fact]
    public void Ids_and_names_are_unique_and_well_formed()
    {
        var all = RuleCatalogue.All;
        Assert.Distinct(all.Select(r => r.Id));
        Assert.Distinct(all.Select(r => r.Name));
        Assert.Distinct(all.Select(r => r.Title));
        Assert.All(all, r => Assert.Matches("^GOV[0-6][0-9]{3}$", r.Id));
        Assert.All(all, r => Assert.Matches("^[A-Z][A-Za-z]+$", r.Name));
        Assert.All(all, r => Assert.False(r.Title.EndsWith('.'), r.Title));
        Assert.All(all, r => Assert.EndsWith(".", r.Description));
        Assert.All(all, r => Assert.EndsWith($"/{r.Id}.md", r.HelpUri));
        Assert.Equal(all.Select(r => r.Id).Order(StringComparer.Ordinal), all.Select(r => r.Id));
        Assert.All(all, r => Assert.Same(r, RuleCatalogue.Find(r.Id)));
        Assert.All(all, r => Assert.Same(r, RuleCatalogue.Find(r.Name)));
        Assert.All(RuleCatalogue.CodeRules, r => Assert.Equal(RuleScope.Code, r.Info.Scope));
    }

    [Fact]
    public void Every_code_rule_is_in_the_catalogue_under_its_own_name()
    {
        var types = typeof(CodeRule).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(CodeRule))).Select(t => t.Name);
        Assert.Equal(types.Order(), RuleCatalogue.CodeRules.Select(r => $"{r.Info.Id}_{r.Info.Name}").Order());
        Assert.All(RuleCatalogue.CodeRules, r => Assert.Equal($"{r.Info.Id}_{r.Info.Name}", r.GetType().Name));
    }

    [Fact]
    public void SupportedDiagnostics_is_complete()
    {
        var supported = new GovernanceAnalyzer().SupportedDiagnostics;
        Assert.Equal(
            RuleCatalogue.CodeRules.Select(r => r.Info.Id).Concat(FactIdentifiers).Order(StringComparer.Ordinal),
            supported.Select(d => d.Id).Distinct());
        foreach (var rule in RuleCatalogue.CodeRules)
        {
            // Once for policies that lock the rule and once for the others.
            var descriptors = supported.Where(d => d.Id == rule.Info.Id).ToArray();
            Assert.Equal(2, descriptors.Length);
            Assert.Single(descriptors, d => d.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable));
            Assert.All(descriptors, d => Assert.Equal(rule.Info.HelpUri, d.HelpLinkUri));
            Assert.All(descriptors, d => Assert.Equal((rule.Info.Title, rule.Info.Category), (d.Title.ToString(), d.Category)));
            Assert.All(descriptors, d => Assert.True(d.IsEnabledByDefault));
        }

        Assert.All(
            supported.Where(d => FactIdentifiers.Contains(d.Id)),
            d => Assert.Equal([WellKnownDiagnosticTags.CompilationEnd, WellKnownDiagnosticTags.NotConfigurable], d.CustomTags.Order()));
    }

    [Fact]
    public void Release_files_list_every_id_with_category_and_severity()
    {
        var folder = Path.Combine(RepositoryFolder.Path, "src", "GovernanceAnalyzers");
        var listed = new[] { "AnalyzerReleases.Shipped.md", "AnalyzerReleases.Unshipped.md" }
            .SelectMany(f => File.ReadLines(Path.Combine(folder, f)))
            .Select(line => ReleaseLine().Match(line))
            .Where(m => m.Success)
            .Select(m => (Id: m.Groups[1].Value, Category: m.Groups[2].Value, Severity: m.Groups[3].Value, Name: m.Groups[4].Value))
            .ToArray();
        var expected = new GovernanceAnalyzer().SupportedDiagnostics
            .DistinctBy(d => d.Id)
            .Select(d => (d.Id, d.Category, Severity: d.DefaultSeverity.ToString()));
        Assert.Equal(expected, listed.Select(l => (l.Id, l.Category, l.Severity)).OrderBy(l => l.Id, StringComparer.Ordinal));
        Assert.All(RuleCatalogue.CodeRules, r => Assert.Contains(listed, l => l.Id == r.Info.Id && l.Name == r.Info.Name));
    }

    [Theory]
    [MemberData(nameof(CodeRules))]
    public void Every_code_rule_has_tests_of_both_kinds(string id)
    {
        var rule = RuleCatalogue.Find(id)!;
        var tests = typeof(RuleCatalogueTests).Assembly.GetType($"GovernanceAnalyzers.Tests.Rules.{rule.Id}_{rule.Name}Tests");
        Assert.NotNull(tests);
        Assert.True(
            File.Exists(Path.Combine(RepositoryFolder.Path, "tests", "GovernanceAnalyzers.Tests", "Rules", $"{rule.Id}_{rule.Name}Tests.cs")),
            "The file is named like the rule.");
        var names = tests.GetMethods().Select(m => m.Name).ToArray();
        Assert.Contains(names, n => n.Contains("_Trigger", StringComparison.Ordinal));
        Assert.Contains(names, n => n.Contains("NotTrigger", StringComparison.Ordinal) || n.StartsWith("Severity", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^(GOV\d{4}) \| (\w+) \| (\w+) \| (\w+)$")]
    private static partial Regex ReleaseLine();
}
