using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GovernanceAnalyzers.Tests.Rules;

public class GOV1002_UnpinnableModelReferenceTests
{
    [Theory]
    [InlineData("text-embedding-3-small", true)]
    [InlineData("dall-e-3", true)]
    [InlineData("whisper-1", true)]
    [InlineData("gpt-4o", false)]
    [InlineData("gpt-4o-2024-11-20", false)]
    [InlineData("contoso-chat", false)]
    public async Task Reference_without_an_immutable_form_Triggers(string model, bool triggers)
    {
        var diagnostics = await new Verify.Test
        {
            TestCode = $"""
                var client = new OpenAI.OpenAIClient("key").GetEmbeddingClient("{model}");
                """,
            Rules = ["GOV1002"],
        }.GetDiagnosticsAsync();
        Assert.Equal(triggers ? 1 : 0, diagnostics.Length);
        Assert.All(diagnostics, d => Assert.Equal(DiagnosticSeverity.Info, d.Severity));
        Assert.All(diagnostics, d => Assert.Contains("cannot be pinned", d.GetMessage()));
    }

    [Theory]
    [InlineData("text-embedding-3-small", false)]
    [InlineData("text-embedding-3-large", true)]
    public async Task Reference_with_a_compensation_in_the_register_NotTriggers(string model, bool triggers)
    {
        var test = new Verify.Test
        {
            TestCode = $"""
                var client = new OpenAI.OpenAIClient("key").GetEmbeddingClient("{model}");
                """,
            Rules = ["GOV1002"],
        };
        test.Repository["governance/register.yml"] = """
            schemaVersion: 1
            models:
              - id: embeddings
                reference: openai:text-embedding-3-small
                compensation: { reason: No snapshots exist., controls: Retrieval is evaluated every week., owner: search@shop.example }
            """;

        Assert.Equal(triggers ? 1 : 0, (await test.GetDiagnosticsAsync()).Length);
    }

    [Fact]
    public Task Severity_of_the_policy_counts()
    {
        var test = new Verify.Test
        {
            TestCode = """
                var client = new OpenAI.OpenAIClient("key").GetImageClient({|#0:"dall-e-3"|});
                """,
            Rules = ["GOV1002"],
            Policy = """
                schemaVersion: 1
                extends: { preset: baseline }
                rules: { UnpinnableModelReference: warning }
                """,
        };
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("GOV1002", DiagnosticSeverity.Warning).WithLocation(0));
        return test.RunAsync();
    }
}
