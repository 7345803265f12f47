using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace GovernanceAnalyzers.Tests.Analyzer;

/// <summary>What silences a rule, and what does not when the policy locks it.</summary>
public class SuppressionTests
{
    private const string Source = """
        using OpenAI.Chat;
        class Bot { ChatClient Make() => new("gpt-4o", "key"); }
        """;

    private const string Pragma = "#pragma warning disable GOV1001\n" + Source;

    private const string Attribute = """
        using System.Diagnostics.CodeAnalysis;
        using OpenAI.Chat;
        [SuppressMessage("Models", "GOV1001")]
        class Bot { ChatClient Make() => new("gpt-4o", "key"); }
        """;

    private static Verify.Test Test(string source, bool locked, string? editorConfig = null)
    {
        var test = new Verify.Test
        {
            TestCode = source,
            Rules = ["GOV1001"],
            Policy = $$"""
                schemaVersion: 1
                extends: { preset: baseline }
                rules: { GOV1001: { severity: error, locked: {{(locked ? "true" : "false")}} } }
                """,
        };
        if (editorConfig is not null)
        {
            test.TestState.AnalyzerConfigFiles.Add(editorConfig.StartsWith("is_global") ? ".globalconfig" : ".editorconfig", editorConfig);
        }

        return test;
    }

    [Theory]
    [InlineData(Pragma, null)]
    [InlineData(Source, "root = true\n[*.cs]\ndotnet_diagnostic.GOV1001.severity = none\n")]
    [InlineData(Source, "root = true\n[*.cs]\ndotnet_analyzer_diagnostic.severity = none\n")]
    [InlineData(Source, "root = true\n[*.cs]\ndotnet_analyzer_diagnostic.category-Models.severity = silent\n")]
    [InlineData(Source, "is_global = true\ndotnet_diagnostic.GOV1001.severity = none\n")]
    [InlineData(Source, "root = true\n[*.cs]\ngenerated_code = true\ndotnet_diagnostic.GOV1001.severity = none\n")]
    public async Task Locked_rule_Triggers_all_the_same(string source, string? editorConfig)
    {
        var found = Assert.Single(await Test(source, locked: true, editorConfig).GetDiagnosticsAsync());
        Assert.Equal(DiagnosticSeverity.Error, found.Severity);
        Assert.Contains(WellKnownDiagnosticTags.NotConfigurable, found.Descriptor.CustomTags);
    }

    [Theory]
    [InlineData(Pragma, null)]
    [InlineData(Attribute, null)]
    [InlineData(Source, "root = true\n[*.cs]\ndotnet_diagnostic.GOV1001.severity = none\n")]
    [InlineData(Source, "is_global = true\ndotnet_diagnostic.GOV1001.severity = none\n")]
    public async Task Unlocked_rule_DoesNotTrigger(string source, string? editorConfig) =>
        Assert.Empty(await Test(source, locked: false, editorConfig).GetDiagnosticsAsync());

    [Fact]
    public async Task Editorconfig_changes_the_severity_of_an_unlocked_rule()
    {
        var test = Test(Source, locked: false, "root = true\n[*.cs]\ndotnet_diagnostic.GOV1001.severity = suggestion\n");
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(await test.GetDiagnosticsAsync()).Severity);
    }

    /// <summary>
    /// The compiler lets the attribute hide even what is not configurable, from editors and from the console. The gate decides from the
    /// facts; these are marked as suppressed at most, and stay in the log.
    /// </summary>
    [Theory]
    [InlineData(Attribute)]
    [InlineData("[assembly: System.Diagnostics.CodeAnalysis.SuppressMessage(\"\", \"GOV1001\"), System.Diagnostics.CodeAnalysis.SuppressMessage(\"\", \"GOV9001\")]\n"
        + "class Bot { object Make() => new OpenAI.Chat.ChatClient(\"gpt-4o\", \"key\"); }")]
    public async Task Attribute_hides_a_locked_rule_but_leaves_finding_and_fact_in_the_log(string source)
    {
        Assert.Empty(await Test(source, locked: true).GetDiagnosticsAsync());

        var test = Test(source, locked: true, "is_global = true\ngovernance_gate = true\n");
        var driver = test.CreateDriver();
        var logged = await driver.Compilation
            .WithAnalyzers(
                driver.Analyzers,
                new CompilationWithAnalyzersOptions(
                    driver.AnalysisOptions.Options!, null, concurrentAnalysis: true, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true))
            .GetAnalyzerDiagnosticsAsync();
        Assert.True(Assert.Single(logged, d => d.Id == "GOV1001").IsSuppressed);
        Assert.Single(logged, d => d.Id == "GOV9001");
    }
}
