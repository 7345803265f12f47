using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace GovernanceAnalyzers.Tests.Analyzer;

/// <summary>The gate is told which directive or attribute hides a finding. Cross-checked with what the compiler says is suppressed.</summary>
public class SuppressionSitesTests
{
    private const string Client = "    object Make() => new OpenAI.Chat.ChatClient(\"gpt-4o\", \"key\");\n";
    private const string Type = "class Bot\n{\n" + Client + "}\n";

    public static TheoryData<string, string> Sources() => new()
    {
        { Type, "" },
        { "#pragma warning disable GOV1001\n" + Type, "pragma src/Test.cs(1,1)" },
        { "#pragma warning disable CS1591, GOV1001 // why\n" + Type, "pragma src/Test.cs(1,1)" },
        { "#pragma warning disable\n" + Type, "pragma-all src/Test.cs(1,1)" },
        { "class Bot\n{\n  #pragma warning disable GOV1001\n" + Client + "  #pragma warning restore GOV1001\n}\n", "pragma src/Test.cs(3,3)" },
        { "#pragma warning disable GOV1001\n#pragma warning disable\n" + Type, "pragma-all src/Test.cs(2,1)" },
        { "#pragma warning disable GOV1001\n#pragma warning restore GOV1001\n" + Type, "" },
        { "#pragma warning disable GOV1001\n#pragma warning restore\n" + Type, "" },
        { "#pragma warning disable\n#pragma warning restore GOV1001\n" + Type, "" },
        { "#pragma warning disable GOV1001\n#pragma warning restore GOV5001\n" + Type, "pragma src/Test.cs(1,1)" },
        { "#pragma warning disable GOV5001\n" + Type, "" },
        { "#if NEVER\n#pragma warning disable GOV1001\n#endif\n" + Type, "" },
        { "#nullable enable\n" + Type + "#pragma warning disable GOV1001\n", "" },
        { "#line 40 \"other.cs\"\n#pragma warning disable GOV1001\n" + Type, "pragma other.cs(40,1)" },
        { "class Bot\n{\n    [System.Diagnostics.CodeAnalysis.SuppressMessage(\"Models\", \"GOV1001\")]\n" + Client + "}\n", "attribute src/Test.cs(3,6)" },
        { "class Bot\n{\n    [System.Diagnostics.CodeAnalysis.SuppressMessage(\"\", \"GOV1001:FloatingModelReference\", Justification = \"x\")]\n" + Client + "}\n", "attribute src/Test.cs(3,6)" },
        { "class Bot\n{\n    [System.Diagnostics.CodeAnalysis.SuppressMessage(\"\", \"GOV5001\")]\n" + Client + "}\n", "" },
        { "[System.Obsolete, System.Diagnostics.CodeAnalysis.SuppressMessage(\"\", \"GOV1001\")]\n" + Type, "attribute src/Test.cs(1,19)" },
        { "class Bot\n{\n    [System.Diagnostics.CodeAnalysis.SuppressMessage(\"\", \"GOV1001\")]\n    object Client { get { return new OpenAI.Chat.ChatClient(\"gpt-4o\", \"key\"); } }\n}\n", "attribute src/Test.cs(3,6)" },
        { "class Bot\n{\n    [System.Diagnostics.CodeAnalysis.SuppressMessage(\"\", \"GOV1001\")]\n    object _client = new OpenAI.Chat.ChatClient(\"gpt-4o\", \"key\");\n}\n", "attribute src/Test.cs(3,6)" },
        { "[assembly: System.Diagnostics.CodeAnalysis.SuppressMessage(\"\", \"GOV1001\")]\n" + Type, "attribute src/Test.cs(1,12)" },
        { "[module: System.Diagnostics.CodeAnalysis.SuppressMessage(\"\", \"GOV1001\")]\n" + Type, "attribute src/Test.cs(1,10)" },
        { "[assembly: System.Diagnostics.CodeAnalysis.SuppressMessage(\"\", \"GOV1001\", Scope = \"member\", Target = \"~M:Bot.Make~System.Object\")]\n" + Type, "attribute src/Test.cs(1,12)" },
        { "[assembly: System.Diagnostics.CodeAnalysis.SuppressMessage(\"\", \"GOV1001\", Scope = \"member\", Target = \"~M:Bot.Make\")]\n" + Type, "attribute src/Test.cs(1,12)" },
        { "[assembly: System.Diagnostics.CodeAnalysis.SuppressMessage(\"\", \"GOV1001\", Scope = \"type\", Target = \"~T:Bot\")]\n" + Type, "attribute src/Test.cs(1,12)" },
        { "[assembly: System.Diagnostics.CodeAnalysis.SuppressMessage(\"\", \"GOV1001\", Scope = \"type\", Target = \"~T:Other\")]\n" + Type, "" },
        { "[assembly: System.Diagnostics.CodeAnalysis.SuppressMessage(\"\", \"GOV1001\", Scope = \"type\", Target = \"Bot\")]\n" + Type, "attribute src/Test.cs(1,12)" },
        { "[assembly: System.Diagnostics.CodeAnalysis.SuppressMessage(\"\", \"GOV1001\", Scope = \"namespaceanddescendants\", Target = \"~N:Shop\")]\nnamespace Shop.Ai { " + Type + " }\n", "attribute src/Test.cs(1,12)" },
        { "#pragma warning disable GOV1001\n[System.Diagnostics.CodeAnalysis.SuppressMessage(\"\", \"GOV1001\")]\n" + Type, "pragma src/Test.cs(1,1)" },
    };

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task The_place_is_the_one_that_hides(string source, string expected)
    {
        var logged = await Log(source, locked: false);

        var finding = Assert.Single(logged, d => d.Id == "GOV1001");
        Assert.Equal(expected.Length > 0, finding.IsSuppressed);
        var facts = logged.Where(d => d.Id == FactIds.Suppression).Select(Fact).ToArray();
        Assert.Equal(expected.Length == 0 ? [] : [expected], facts.Where(f => f.Rule == "GOV1001").Select(f => $"{f.Kind} {f.Site}"));
        Assert.All(
            logged.Where(d => d.Id == FactIds.Suppression && Fact(d).Rule == "GOV1001"),
            d => Assert.Equal(finding.Location.GetMappedLineSpan(), d.Location.GetMappedLineSpan()));
    }

    [Fact]
    public async Task No_pragma_hides_a_locked_rule_so_none_is_named()
    {
        Assert.DoesNotContain(await Log("#pragma warning disable GOV1001\n" + Type, locked: true), d => d.Id == FactIds.Suppression);
        Assert.Contains(await Log("[System.Diagnostics.CodeAnalysis.SuppressMessage(\"\", \"GOV1001\")]\n" + Type, locked: true), d => d.Id == FactIds.Suppression);
    }

    [Fact]
    public async Task Editors_are_told_nothing()
    {
        var test = new Verify.Test { TestCode = "#pragma warning disable GOV1001\n" + Type };
        Assert.DoesNotContain(await test.GetDiagnosticsAsync(), d => d.Id == FactIds.Suppression);
    }

    private static SuppressionFact Fact(Diagnostic diagnostic) => Assert.IsType<SuppressionFact>(CodeFact.FromProperties(
        diagnostic.Id, diagnostic.Properties.ToDictionary(p => p.Key, p => p.Value!), new SourcePlace("src/Test.cs")));

    private static async Task<IReadOnlyList<Diagnostic>> Log(string source, bool locked)
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
        test.TestState.AnalyzerConfigFiles.Add(".globalconfig", "is_global = true\ngovernance_gate = true\n");
        var driver = test.CreateDriver();
        return await driver.Compilation
            .WithAnalyzers(
                driver.Analyzers,
                new CompilationWithAnalyzersOptions(
                    driver.AnalysisOptions.Options!, null, concurrentAnalysis: true, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true))
            .GetAnalyzerDiagnosticsAsync();
    }
}
