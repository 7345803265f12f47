using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GovernanceAnalyzers.Tests.Analyzer;

/// <summary>The build runs the analyzer with governance_gate = true: findings are recorded silently, facts and the sentinel come along.</summary>
public class GateTests
{
    private const string Source = """
        using OpenAI.Chat;

        class Bot
        {
            string Ask(string q, string model)
            {
                var client = new ChatClient("gpt-4o", "key");
                var other = new ChatClient(model, "key");
                return client.CompleteChat(q).Value.Id;
            }
        }
        """;

    private static Verify.Test Gate(string source, ReferenceAssemblies? references = null, string value = "true")
    {
        var test = new Verify.Test { TestCode = source, ReferenceAssemblies = references ?? ReferenceAssemblies.OpenAI };
        test.TestState.AnalyzerConfigFiles.Add("obj/governance.globalconfig", $"is_global = true\ngovernance_gate = {value}\n");
        return test;
    }

    private static Dictionary<string, string> Properties(Diagnostic diagnostic) =>
        diagnostic.Properties.ToDictionary(p => p.Key, p => p.Value!);

    private static CodeFact Fact(Diagnostic diagnostic) => CodeFact.FromProperties(
        diagnostic.Id, Properties(diagnostic), new SourcePlace("src/Test.cs", diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1))!;

    [Fact]
    public async Task Findings_are_recorded_as_Info()
    {
        var diagnostics = (await Gate(Source).GetDiagnosticsAsync()).Where(d => !d.Id.StartsWith("GOV9", StringComparison.Ordinal)).ToArray();
        Assert.Equal(["GOV1001", "GOV1003", "GOV2001", "GOV5001", "GOV5002"], diagnostics.Select(d => d.Id).Order());
        Assert.All(diagnostics, d => Assert.Equal(DiagnosticSeverity.Info, d.Severity));
    }

    [Fact]
    public async Task Facts_carry_what_was_seen()
    {
        var diagnostics = await Gate(Source).GetDiagnosticsAsync();

        var references = diagnostics.Where(d => d.Id == FactIds.ModelReference).Select(Fact).Cast<ModelReferenceFact>().ToArray();
        Assert.Equal(2, references.Length);
        Assert.Equal(
            ("openai", "openai", "model", "gpt-4o", "", "new ChatClient", "Bot.Ask(string, string)", 7),
            (references[0].Sdk, references[0].Provider, references[0].Kind, references[0].Value, references[0].Origin, references[0].Sink,
                references[0].Symbol, references[0].Place.Line));
        Assert.Null(references[1].Value);
        Assert.Equal("parameter model of Ask", references[1].Origin);

        var call = Assert.IsType<InferenceCallFact>(Fact(Assert.Single(diagnostics, d => d.Id == FactIds.InferenceCall)));
        Assert.Equal(("ChatClient.CompleteChat", "chat", Logged.No), (call.Method, call.Kind, call.Logged));
        Assert.NotEmpty(call.Evidence);
    }

    [Fact]
    public async Task Sentinel_counts_and_names_the_policy()
    {
        var test = Gate(Source);
        var sentinel = Assert.Single(await test.GetDiagnosticsAsync(), d => d.Id == FactIds.AnalysisCompleted);
        var completed = AnalysisCompleted.FromProperties(Properties(sentinel));
        var policy = CompiledPolicy.Parse(CompiledPolicies.Get(null, test.Repository).GetText()!.ToString().Split('\n'))!;

        Assert.Equal(new AnalysisCompleted("TestProject", policy.Digest, 2, 1, 0), completed);
        Assert.Matches("^sha256:[0-9a-f]{64}$", completed.PolicyDigest);
        Assert.Equal(Location.None, sentinel.Location);
    }

    [Fact]
    public async Task Sentinel_comes_also_when_there_is_nothing_to_see()
    {
        var found = Assert.Single(await Gate("class Bot { }").GetDiagnosticsAsync());
        Assert.Equal(FactIds.AnalysisCompleted, found.Id);
        Assert.Equal("0", found.Properties["modelReferences"]);
    }

    [Fact]
    public async Task Data_loads_are_facts()
    {
        var diagnostics = await Gate(Samples.Training, ReferenceAssemblies.MachineLearning).GetDiagnosticsAsync();
        var loads = diagnostics.Where(d => d.Id == FactIds.DatasetLoad).Select(Fact).Cast<DatasetLoadFact>().ToArray();
        Assert.Equal(["data/train.csv", "a.csv", null, "c.csv", null], loads.Select(l => l.Value));
        Assert.All(loads, l => Assert.Equal("ml-net", l.Sdk));
    }

    [Fact]
    public async Task Logged_calls_are_facts_too()
    {
        var diagnostics = await Gate("""
            using OpenAI.Chat;
            using System.Diagnostics;

            class Bot
            {
                void Ask(string q)
                {
                    Trace.WriteLine(q);
                    new ChatClient("gpt-4o", "key").CompleteChat(q);
                }
            }
            """).GetDiagnosticsAsync();
        Assert.DoesNotContain(diagnostics, d => d.Id == "GOV5001");
        var call = Assert.IsType<InferenceCallFact>(Fact(Assert.Single(diagnostics, d => d.Id == FactIds.InferenceCall)));
        Assert.Equal((Logged.Yes, "logged by Trace.WriteLine in the same method"), (call.Logged, call.Evidence));
    }

    [Fact]
    public async Task Waived_findings_leave_their_facts()
    {
        var test = Gate(Source);
        var waived = new Verify.Test
        {
            TestCode = Source,
            Policy = "schemaVersion: 1\nextends: { preset: baseline }\nwaivers: { file: waivers.yml }\n",
        };
        waived.TestState.AnalyzerConfigFiles.AddRange(test.TestState.AnalyzerConfigFiles);
        waived.Repository["waivers.yml"] = """
            schemaVersion: 1
            waivers:
              - { id: W-1, rule: GOV1001, scope: { path: "src/**" }, reason: A test., owner: a@b.example, approvedBy: c@d.example, expires: 2026-12-01 }
            """;
        var diagnostics = await waived.GetDiagnosticsAsync();
        Assert.DoesNotContain(diagnostics, d => d.Id == "GOV1001");
        Assert.Equal(2, diagnostics.Count(d => d.Id == FactIds.ModelReference));
    }

    [Fact]
    public async Task Facts_say_the_same_as_the_findings()
    {
        var test = Samples.All();
        test.TestState.AnalyzerConfigFiles.Add("obj/governance.globalconfig", "is_global = true\ngovernance_gate = true\n");
        var diagnostics = await test.GetDiagnosticsAsync();
        var policy = CompiledPolicy.Parse(CompiledPolicies.Get(null, test.Repository).GetText()!.ToString().Split('\n'))!;

        var judged = diagnostics
            .Where(d => d.Id is FactIds.ModelReference or FactIds.InferenceCall or FactIds.DatasetLoad)
            .SelectMany(d => policy.Judge(Fact(d)).Select(j => (j.Finding.RuleId, j.Finding.Message)))
            .Order();
        var reported = diagnostics.Where(d => !d.Id.StartsWith("GOV9", StringComparison.Ordinal)).Select(d => (d.Id, d.GetMessage())).Order();
        Assert.Equal(judged, reported);
    }

    [Fact]
    public async Task Configuration_does_not_remove_facts()
    {
        var test = Gate("#pragma warning disable\n" + Source);
        test.TestState.AnalyzerConfigFiles.Add(
            ".editorconfig",
            "root = true\n[*.cs]\ngenerated_code = true\ndotnet_analyzer_diagnostic.severity = none\n"
            + "dotnet_diagnostic.GOV9001.severity = none\ndotnet_diagnostic.GOV9002.severity = none\ndotnet_diagnostic.GOV9000.severity = none\n");
        var diagnostics = await test.GetDiagnosticsAsync();
        Assert.Equal(2, diagnostics.Count(d => d.Id == FactIds.ModelReference));
        Assert.Single(diagnostics, d => d.Id == FactIds.InferenceCall);
        Assert.Single(diagnostics, d => d.Id == FactIds.AnalysisCompleted);
    }

    [Theory]
    [InlineData("false")]
    [InlineData("")]
    public async Task Without_the_option_there_are_no_facts(string value)
    {
        var diagnostics = await Gate(Source, value: value).GetDiagnosticsAsync();
        Assert.DoesNotContain(diagnostics, d => d.Id.StartsWith("GOV9", StringComparison.Ordinal));
        Assert.Contains(diagnostics, d => d.Id == "GOV1001" && d.Severity == DiagnosticSeverity.Error);
    }
}
