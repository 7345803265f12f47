using System.Linq;
using System.Threading.Tasks;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace GovernanceAnalyzers.Tests.Analyzer;

/// <summary>What the analyzer registers is what it costs.</summary>
public class RegistrationTests
{
    private static async Task<int> Actions(CompilationWithAnalyzers driver)
    {
        await driver.GetAnalyzerDiagnosticsAsync();
        var telemetry = await driver.GetAnalyzerTelemetryInfoAsync(driver.Analyzers.Single(), default);
        Assert.Equal(1, telemetry.CompilationStartActionsCount);
        Assert.Equal(0, telemetry.OperationActionsCount + telemetry.OperationBlockActionsCount + telemetry.OperationBlockStartActionsCount);
        Assert.True(telemetry.Concurrent);
        return telemetry.SyntaxNodeActionsCount + telemetry.CompilationEndActionsCount + telemetry.SymbolActionsCount
            + telemetry.SemanticModelActionsCount + telemetry.SyntaxTreeActionsCount + telemetry.CodeBlockActionsCount
            + telemetry.CompilationActionsCount;
    }

    [Fact]
    public async Task Project_without_AI_references_registers_nothing() => Assert.Equal(
        0,
        await Actions(new Verify.Test { TestCode = "class C { }", ReferenceAssemblies = ReferenceAssemblies.Default }.CreateDriver()));

    [Fact]
    public async Task Project_with_AI_references_registers_syntax_nodes_only() => Assert.Equal(
        1,
        await Actions(new Verify.Test { TestCode = "class C { }" }.CreateDriver()));

    [Theory]
    [InlineData(null, "")]
    [InlineData("/repo/obj/governance.policy.txt", "")]
    [InlineData("/repo/obj/governance.policy.txt", "something else")]
    [InlineData("/repo/obj/governance.policy.txt", "governance-policy\t999")]
    [InlineData("/repo/obj/governance.policy.txt", "governance-policy\t1\nunknown\trecord\nassemblies\tlisted\tOpenAI")]
    [InlineData("/repo/obj/other.governance.policy.txt", "governance-policy\t1")]
    public async Task Missing_or_foreign_policy_is_survived(string? path, string text)
    {
        var compilation = new Verify.Test { TestCode = Samples.Training, ReferenceAssemblies = ReferenceAssemblies.All }.CreateDriver().Compilation;
        var driver = compilation.WithAnalyzers(
            [new GovernanceAnalyzer()],
            new AnalyzerOptions(path is null ? [] : [new InMemoryFile(path, text)]));
        Assert.Empty(await driver.GetAnalyzerDiagnosticsAsync());
    }

    [Fact]
    public async Task Truncated_policy_is_survived()
    {
        var policy = CompiledPolicies.Get(null, new System.Collections.Generic.Dictionary<string, string>()).GetText()!.ToString();
        var compilation = Samples.All().CreateDriver().Compilation;
        for (var length = 0; length < policy.Length; length += policy.Length / 40)
        {
            var driver = compilation.WithAnalyzers(
                [new GovernanceAnalyzer()],
                new AnalyzerOptions([new InMemoryFile("/repo/obj/" + CompiledPolicy.FileName, policy[..length])]));
            Assert.DoesNotContain(await driver.GetAnalyzerDiagnosticsAsync(), d => d.Id == "AD0001");
        }
    }
}
