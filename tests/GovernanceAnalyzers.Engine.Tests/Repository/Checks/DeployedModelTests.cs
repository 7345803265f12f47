using System;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Findings;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Repository.Checks;

/// <summary>What else is said about deployments in infrastructure files, and what code learns from them.</summary>
public class DeployedModelTests
{
    private const string Bicep = """
        param location string = 'East US 2'
        resource ai 'Microsoft.CognitiveServices/accounts@2024-10-01' = {
          name: 'ai'
          location: location
          kind: 'OpenAI'
        }
        resource chat 'Microsoft.CognitiveServices/accounts/deployments@2024-10-01' = {
          parent: ai
          name: 'chat'
          properties: {
            model: { format: 'OpenAI', name: 'NAME', version: 'VERSION' }
            versionUpgradeOption: 'OPTION'
          }
        }
        """;

    [Theory]
    [InlineData("gpt-4", "0613", "GOV1004", "infra/main.bicep(7) deploys \"chat\" (model gpt-4, version 0613), which was retired on 2025-06-06")]
    [InlineData("gpt-4.1", "2025-04-14", "", "")]
    public void RetiredVersion_IsReported(string name, string version, string rule, string message)
    {
        var findings = Find(Template(name, version), "", "GOV1004", "GOV1005");
        Assert.Equal(rule.Length == 0 ? [] : [rule], findings.Select(f => f.RuleId));
        Assert.All(findings, f => Assert.StartsWith(message, f.Message));
        Assert.All(findings, f => Assert.Equal(11, f.Place.Line));
    }

    [Theory]
    [InlineData("[\"azure-openai:chat\"]", true)]
    [InlineData("[\"azure-openai:*\"]", true)]
    [InlineData("[\"openai:gpt-4.1-2025-04-14\"]", true)]
    [InlineData("[\"azure-openai:gpt-4.1-*\"]", true)]
    [InlineData("[\"anthropic:*\", \"openai:gpt-4o*\"]", false)]
    public void ModelOutsideTheList_IsReported(string allow, bool isAllowed)
    {
        var findings = Find(Template("gpt-4.1", "2025-04-14"), $"models: {{ allow: {allow} }}\n", "GOV1008");
        Assert.Equal(isAllowed ? 0 : 1, findings.Length);
        Assert.All(findings, f => Assert.Contains("no pattern of governance.yml(3) matches \"azure-openai:gpt-4.1-2025-04-14\" or \"azure-openai:chat\" or \"openai:gpt-4.1-2025-04-14\"", f.Message));
    }

    [Theory]
    [InlineData("[eastus2, swedencentral]", "")]
    [InlineData("[\"east*\"]", "")]
    [InlineData("[westeurope, \"*france*\"]", "\"ai\" (infra/main.bicep(2)) is in the region \"East US 2\", which is not allowed: governance.yml(3) allows westeurope, *france*.")]
    public void RegionOutsideTheList_IsReported(string regions, string message)
    {
        var findings = Find(Template("gpt-4.1", "2025-04-14"), $"models: {{ regions: {regions} }}\n", "GOV1008");
        Assert.Equal(message.Length == 0 ? 0 : 1, findings.Length);
        Assert.All(findings, f => Assert.StartsWith(message, f.Message));
        Assert.All(findings, f => Assert.Equal(new SourcePlace("infra/main.bicep", 1, 25), f.Place));
    }

    [Theory]
    [InlineData("resourceGroup().location", 1)]
    // Other services of the same resource type serve no models.
    [InlineData("resourceGroup().location\n  kind: 'FormRecognizer'", 0)]
    public void RegionThatOnlyTheDeploymentKnows_IsSaidQuietly(string location, int count)
    {
        var text = $"resource ai 'Microsoft.CognitiveServices/accounts@2024-10-01' = {{\n  name: 'ai'\n  location: {location}\n}}\n";
        var findings = Find(text, "models: { regions: [westeurope] }\n", "GOV1008");
        Assert.Equal(count, findings.Length);
        Assert.All(findings, f => Assert.Equal(Severity.Suggestion, f.Severity));
        Assert.All(findings, f => Assert.Contains("cannot be told: it comes from the result of resourceGroup()", f.Message));
    }

    [Fact]
    public void NamedDeployment_GivesCodeAVerdict()
    {
        Assert.Empty(Judge(Template("gpt-4.1", "2025-04-14"), "GOV1001", "GOV1002", "GOV1003", "GOV1004"));
        Assert.Contains(
            "Deployment \"chat\" serves \"azure-openai:gpt-4 0613\" according to infra/main.bicep(7); that model was retired by Azure OpenAI on 2025-06-06",
            Assert.Single(Judge(Template("gpt-4", "0613"), "GOV1001", "GOV1003", "GOV1004")).Message);
        Assert.Contains(
            "Deployment \"chat\" serves \"azure-openai:gpt-4.1 2025-04-14\" according to infra/main.bicep(7); that deployment is floating",
            Assert.Single(Judge(Template("gpt-4.1", "2025-04-14", "OnceNewDefaultVersionAvailable"), "GOV1001", "GOV1003")).Message);
        Assert.Equal(Severity.Suggestion, Assert.Single(Judge(Template("gpt-4.1", "2025-04-14", "OnceCurrentVersionExpired"), "GOV1001", "GOV1003")).Severity);
    }

    [Fact]
    public void DifferentVersionsUnderOneName_AreBothNamed()
    {
        var message = Assert.Single(Judge(Template("gpt-4.1", "2025-04-14") + Template("gpt-4o", "2024-11-20").Replace("resource chat", "resource other"), "GOV1001", "GOV1003")).Message;
        Assert.Contains(
            "Infrastructure files deploy under this name \"azure-openai:gpt-4.1 2025-04-14\" (NoAutoUpgrade) in infra/main.bicep(7) and \"azure-openai:gpt-4o 2024-11-20\" (NoAutoUpgrade) in infra/main.bicep(21)",
            message);
    }

    [Fact]
    public void VersionThatCannotBeTold_IsExplained() => Assert.Contains(
        "something that cannot be told in infra/main.bicep(7) (its version comes from parameter v (infra/main.bicep(15)), which no file here gives a value)",
        Assert.Single(Judge(Template("gpt-4.1", "x").Replace("'x'", "v") + "param v string\n", "GOV1001", "GOV1003")).Message);

    [Fact]
    public void Register_ComesFirst() => Assert.Contains(
        "according to governance/register.yml(3)",
        Assert.Single(Judge(
            Template("gpt-4.1", "2025-04-14"),
            ["GOV1001", "GOV1003"],
            "schemaVersion: 1\nmodels:\n  - { id: chat, deployments: [chat], resolvedVersion: 'openai:gpt-4o', owner: a@contoso.example }\n")).Message);

    [Fact]
    public void NameOfAnotherProvider_IsNoDeployment()
    {
        using var repository = new TemporaryRepository().With("infra/main.bicep", Template("gpt-4", "0613"));
        var fact = new ModelReferenceFact { Provider = "openai", Kind = "model", Value = "chat", Sink = "ChatClient(model)", Place = new SourcePlace("Chat.cs", 1, 1) };
        Assert.DoesNotContain(repository.Compile().Compiled.Judge(fact), j => j.Finding.Message.Contains("infra/main.bicep"));
    }

    [Fact]
    public void WhereNoInfrastructureIs_NothingIsRecorded()
    {
        using var repository = new TemporaryRepository().With("src/Chat.cs", "");
        Assert.DoesNotContain("\ndeployment\t", repository.Compile().Text("."));
    }

    [Fact]
    public void FolderThatAppears_IsNoticed()
    {
        using var repository = new TemporaryRepository();
        var inputs = repository.Compile().Inputs.Format().ToArray();
        Assert.True(GovernanceAnalyzers.Engine.Policy.InputFiles.AreUnchanged(inputs));
        repository.With("infra/main.bicep", Template("gpt-4.1", "2025-04-14"));
        Assert.False(GovernanceAnalyzers.Engine.Policy.InputFiles.AreUnchanged(inputs));
        Assert.Contains("\ndeployment\tchat\t", repository.Compile().Text("."));
    }

    private static string Template(string name, string version, string option = "NoAutoUpgrade") =>
        Bicep.Replace("NAME", name).Replace("VERSION", version).Replace("OPTION", option) + "\n";

    private static Finding[] Find(string bicep, string policy, params string[] rules)
    {
        using var repository = new TemporaryRepository().With("infra/main.bicep", bicep);
        if (policy.Length > 0)
        {
            repository.With("governance.yml", "schemaVersion: 1\nname: test\n" + policy);
        }

        return RepositoryChecks.Run(repository.Compile()).Where(f => rules.Contains(f.RuleId)).ToArray();
    }

    private static Finding[] Judge(string bicep, params string[] rules) => Judge(bicep, rules, "");

    private static Finding[] Judge(string bicep, string[] rules, string register)
    {
        using var repository = new TemporaryRepository().With("infra/main.bicep", bicep);
        if (register.Length > 0)
        {
            repository.With("governance/register.yml", register);
        }

        var fact = new ModelReferenceFact { Provider = "azure-openai", Kind = "deployment", Value = "chat", Sink = "GetChatClient(deploymentName)", Place = new SourcePlace("Chat.cs", 1, 1) };
        return repository.Compile().Compiled.Judge(fact).Select(j => j.Finding).Where(f => rules.Contains(f.RuleId)).ToArray();
    }
}
