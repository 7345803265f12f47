using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Tests.Harness;
using Xunit;

namespace GovernanceAnalyzers.Tests.Analyzer;

/// <summary>The facts behind GOV0010.</summary>
public class CatalogueGapTests
{
    private static readonly Dictionary<string, ReferenceAssemblies> Packages = new()
    {
        ["OpenAI"] = ReferenceAssemblies.OpenAI,
        ["Anthropic"] = ReferenceAssemblies.Anthropic,
        ["Anthropic on other clouds"] = ReferenceAssemblies.AnthropicClouds,
        ["Azure.AI.OpenAI 1.0 beta"] = ReferenceAssemblies.AzureOpenAI,
        ["Azure.AI.OpenAI 2"] = ReferenceAssemblies.AzureOpenAI2,
        ["Microsoft.Extensions.AI"] = ReferenceAssemblies.ExtensionsAI,
        ["Semantic Kernel"] = ReferenceAssemblies.SemanticKernel,
        ["Agent Framework"] = ReferenceAssemblies.AgentFramework,
        ["Bedrock"] = ReferenceAssemblies.Bedrock,
    };

    public static TheoryData<string> Referenced => new(Packages.Keys);

    [Theory]
    [MemberData(nameof(Referenced))]
    public async Task The_catalogue_resolves_in_what_it_was_written_for(string packages) =>
        Assert.Equal([], (await GapsAsync(Packages[packages], null)).Select(g => g.Name));

    [Theory]
    // The type is there, the method is not.
    [InlineData("{ type: OpenAI.Chat.ChatClient, assembly: OpenAI, inference: [CompleteChatt] }", "OpenAI.Chat.ChatClient.CompleteChatt")]
    [InlineData("{ type: OpenAI.Chat.ChatClient, inference: [CompleteChatt] }", "OpenAI.Chat.ChatClient.CompleteChatt")]
    // The parameter.
    [InlineData(
        "{ type: OpenAI.Chat.ChatClient, assembly: OpenAI, inference: [CompleteChat], model: { method: .ctor, parameter: modell } }",
        "OpenAI.Chat.ChatClient..ctor(modell)")]
    // The type.
    [InlineData("{ type: OpenAI.Chat.ChatKlient, assembly: OpenAI, inference: [CompleteChat] }", "OpenAI.Chat.ChatKlient")]
    [InlineData("{ sdk: x, assemblies: [OpenAI], settings: [{ type: OpenAI.Chat.ChatCompletionOptions, property: MaxToken, kind: output-limit, assembly: OpenAI }] }",
        "OpenAI.Chat.ChatCompletionOptions.MaxToken")]
    public async Task A_policy_entry_that_names_nothing_Triggers(string entry, string name)
    {
        var gap = Assert.Single(await GapsAsync(ReferenceAssemblies.OpenAI, entry));

        Assert.Equal((name, "OpenAI", "2.15.0", "governance.yml(3,5)"), (gap.Name, gap.Assembly, gap.Version, gap.Source));
    }

    [Theory]
    [InlineData("sinks: [{ type: OpenAI.Chat.ChatClient, members: [CompleteChatt], parameter: messages, kind: sql }]", "OpenAI.Chat.ChatClient.CompleteChatt(messages)")]
    [InlineData("sources: [{ type: OpenAI.Chat.ChatKlient, members: [Text], kind: message, assembly: OpenAI }]", "OpenAI.Chat.ChatKlient")]
    [InlineData("validators: [{ type: OpenAI.Chat.ChatClient, members: [Check] }]", "OpenAI.Chat.ChatClient.Check")]
    [InlineData("approvals: [{ type: OpenAI.Chat.ChatTool, members: [Approve], via: step }]", "OpenAI.Chat.ChatTool.Approve")]
    [InlineData("effects: [{ type: OpenAI.Chat.ChatTool, members: [Delete], kind: delete }]", "OpenAI.Chat.ChatTool.Delete")]
    public async Task A_security_entry_that_names_nothing_Triggers(string entry, string name)
    {
        var gap = Assert.Single(await GapsAsync(ReferenceAssemblies.OpenAI, null, policy: $"schemaVersion: 1\nsecurity:\n  {entry}\n"));

        Assert.Equal((name, "OpenAI", $"governance.yml(3,{entry.IndexOf('{') + 3})"), (gap.Name, gap.Assembly, gap.Source));
    }

    /// <summary>The shipped list is not looked up in builds, because it names frameworks in all their versions.</summary>
    [Fact]
    public void The_shipped_security_list_resolves_where_its_types_are()
    {
        var compilation = ReferenceAssemblies.Applications.Base(new Microsoft.CodeAnalysis.CSharp.CSharpCompilationOptions(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary));
        var names = Engine.Catalogue.ShippedLists.Security().SelectMany(e => e.Names()).Distinct().ToArray();
        var missing = names
            .Select(n => (Name: n, Types: compilation.GetTypesByMetadataName(n.Type).Where(t => t.ContainingAssembly.Name != "Corpus.Frameworks").ToArray()))
            .Where(n => n.Types.Length > 0 && !n.Types.Any(t => n.Name.Member.Length == 0 || t.GetMembers(n.Name.Member).Any(m =>
                n.Name.Parameter.Length == 0 || (m is Microsoft.CodeAnalysis.IMethodSymbol method && method.Parameters.Any(p => p.Name == n.Name.Parameter)))))
            .Select(n => n.Name.ToString());
        Assert.Equal([], missing.Order());
        Assert.True(names.Count(n => compilation.GetTypesByMetadataName(n.Type).Length > 0) > 100);
    }

    [Theory]
    // Right.
    [InlineData("{ type: OpenAI.Chat.ChatClient, assembly: OpenAI, inference: [CompleteChat], model: { method: .ctor, parameter: model } }")]
    // Another version of the package has it.
    [InlineData("{ sdk: x, assemblies: [OpenAI], inference: [{ type: OpenAI.Chat.ChatClient, methods: [Ask], kind: chat, versions: 3.0.0.., assembly: OpenAI }] }")]
    [InlineData("{ sdk: x, assemblies: [OpenAI], inference: [{ type: OpenAI.Chat.ChatClient, methods: [Ask], kind: chat, versions: ..2.14.0, assembly: OpenAI }] }")]
    // Its package is not referenced.
    [InlineData("{ type: Contoso.Ai.Gateway, assembly: Contoso.Ai, inference: [AskAsync] }")]
    // Nobody knows where it should be.
    [InlineData("{ type: Contoso.Ai.Gateway, inference: [AskAsync] }")]
    public async Task Anything_else_DoesNotTrigger(string entry) => Assert.Empty(await GapsAsync(ReferenceAssemblies.OpenAI, entry));

    [Fact]
    public async Task An_editor_is_not_told() => Assert.Empty(
        await GapsAsync(ReferenceAssemblies.OpenAI, "{ type: OpenAI.Chat.ChatClient, assembly: OpenAI, inference: [CompleteChatt] }", gate: false));

    private static async Task<CatalogueGapFact[]> GapsAsync(ReferenceAssemblies references, string? entry, bool gate = true, string? policy = null)
    {
        var test = new Verify.Test
        {
            TestCode = "class Empty;",
            ReferenceAssemblies = references,
            Policy = entry is null ? policy : $"schemaVersion: 1\nsdks:\n  - {entry}\n",
        };
        test.TestState.AnalyzerConfigFiles.Add("obj/governance.globalconfig", $"is_global = true\ngovernance_gate = {(gate ? "true" : "false")}\n");
        return [.. (await test.GetDiagnosticsAsync())
            .Where(d => d.Id == FactIds.CatalogueGap)
            .Select(d => (CatalogueGapFact)CodeFact.FromProperties(d.Id, d.Properties.ToDictionary(p => p.Key, p => p.Value!), new SourcePlace(""))!)];
    }
}
