using System.Linq;
using System.Threading.Tasks;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.StandIns;
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

    /// <summary>Lists, own tools and own keys in a policy wake nothing where no AI package is referenced.</summary>
    [Fact]
    public async Task Security_rules_register_nothing_without_AI_references() => Assert.Equal(
        0,
        await Actions(new Verify.Test
        {
            TestCode = "class C { string Key = \"" + FakeKeys.Of("openai") + "\"; void Run(string path) => System.IO.File.Delete(path); }",
            ReferenceAssemblies = ReferenceAssemblies.Default,
            Policy = """
                schemaVersion: 1
                endpoints: { allow: [localhost] }
                models: { regions: [westeurope] }
                security: { effects: [{ type: System.IO.File, members: [Exists], kind: write }] }
                rules: { GOV6001: error, GOV6002: error, GOV6003: error, GOV6007: error, GOV6008: error, GOV6009: error }
                """,
        }.CreateDriver()));

    /// <summary>One program with a finding of each rule; a rule that is off finds nothing, and the others still do.</summary>
    [Theory]
    [InlineData("", "GOV6002 GOV6003 GOV6007 GOV6008 GOV6009")]
    [InlineData("GOV6003: none", "GOV6002 GOV6007 GOV6008 GOV6009")]
    [InlineData("GOV6007: none", "GOV6002 GOV6003 GOV6008 GOV6009")]
    [InlineData("GOV6002: none, GOV6003: none, GOV6009: none", "GOV6007 GOV6008")]
    [InlineData("GOV6002: none, GOV6003: none, GOV6007: none, GOV6008: none, GOV6009: none", "")]
    public async Task Security_rules_that_are_off_find_nothing(string off, string rules)
    {
        var test = new Verify.Test
        {
            TestCode = """
                using Microsoft.Extensions.AI;
                using OpenAI;
                using System.ClientModel;
                public class Bot(IChatClient inner)
                {
                    const string SystemPrompt = "Be@@kind";
                    public IChatClient Client => inner.AsBuilder().UseFunctionInvocation().Build();
                    public object Remove() => AIFunctionFactory.Create((string path) => System.IO.File.Delete(path));
                    public object Make() => new OpenAIClient(new ApiKeyCredential("%%"), new OpenAIClientOptions { Endpoint = new System.Uri("https://api.deepseek.com") });
                }
                """.Replace("@@", "\u200B\u202E").Replace("%%", FakeKeys.Of("openai")),
            ReferenceAssemblies = ReferenceAssemblies.ExtensionsAI,
            Policy = $"schemaVersion: 1\nendpoints: {{ allow: [localhost] }}\nrules: {{ {off} }}\n",
            Rules = ["GOV6001", "GOV6002", "GOV6003", "GOV6007", "GOV6008", "GOV6009"],
        };
        var found = (await test.GetDiagnosticsAsync()).Select(d => d.Id).Distinct().Order(System.StringComparer.Ordinal);
        Assert.Equal(rules, string.Join(" ", found));
    }

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
