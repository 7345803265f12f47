using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Repository.Checks;

public class GOV1009_DeploymentAutoUpgradesTests
{
    private const string Deployment = """
        resource account 'Microsoft.CognitiveServices/accounts@2024-10-01' existing = {
          name: 'ai'
        }

        @description('For the chat')
        resource chat 'Microsoft.CognitiveServices/accounts/deployments@2024-10-01' = {
          parent: account
          name: 'chat'
          sku: { name: 'GlobalStandard', capacity: 10 }
          properties: {
            model: {
              format: 'OpenAI'
              name: 'gpt-4.1'
              VERSION
            }
            OPTION
            raiPolicyName: 'Microsoft.DefaultV2'
          }
        }
        """;

    [Theory]
    [InlineData("version: '2025-04-14'", "versionUpgradeOption: 'NoAutoUpgrade'")]
    [InlineData("version: '1'", "versionUpgradeOption: 'NoAutoUpgrade'")]
    [InlineData("version: 'turbo-2024-04-09'", "versionUpgradeOption: 'NoAutoUpgrade'")]
    public void VersionThatStays_IsFine(string version, string option) =>
        Assert.Empty(Find(("infra/main.bicep", Deployment.Replace("VERSION", version).Replace("OPTION", option))));

    [Theory]
    [InlineData("version: '2025-04-14'", "", 10, "does not say what happens when there is a newer version")]
    [InlineData("version: '2025-04-14'", "versionUpgradeOption: 'OnceNewDefaultVersionAvailable'", 16, "lets Azure move it to another version (the upgrade option is \"OnceNewDefaultVersionAvailable\")")]
    [InlineData("", "versionUpgradeOption: 'NoAutoUpgrade'", 11, "does not say which version")]
    [InlineData("version: ''", "versionUpgradeOption: 'NoAutoUpgrade'", 11, "does not say which version")]
    [InlineData("", "", 11, "says neither which version nor that Azure may not change it")]
    [InlineData("version: 'latest'", "versionUpgradeOption: 'NoAutoUpgrade'", 14, "\"latest\" is not the name of one version")]
    public void VersionThatMoves_IsReported(string version, string option, int line, string message)
    {
        var finding = Assert.Single(Find(("infra/main.bicep", Deployment.Replace("VERSION", version).Replace("OPTION", option))));
        Assert.Equal("infra/main.bicep", finding.Place.Path);
        Assert.Equal(line, finding.Place.Line);
        Assert.StartsWith("infra/main.bicep(6) deploys \"chat\" (model gpt-4.1", finding.Message);
        Assert.Contains(message, finding.Message);
        Assert.Matches(@" \[preset baseline\(\d+\)\]$", finding.Message);
    }

    /// <summary>Nothing moves before a day that is announced.</summary>
    [Fact]
    public void VersionThatStaysUntilItRetires_IsSaidQuietly()
    {
        var finding = Assert.Single(Find(("infra/main.bicep", Deployment.Replace("VERSION", "version: '2025-04-14'").Replace("OPTION", "versionUpgradeOption: 'OnceCurrentVersionExpired'"))));
        Assert.Equal(Severity.Suggestion, finding.Severity);
        Assert.Contains("once this one is retired", finding.Message);
    }

    [Fact]
    public void ModelRouter_IsReported() => Assert.Contains(
        "chooses among models",
        Assert.Single(Find(("infra/main.bicep", Deployment.Replace("'gpt-4.1'", "'model-router'").Replace("VERSION", "version: '2025-05-19'").Replace("OPTION", "versionUpgradeOption: 'NoAutoUpgrade'")))).Message);

    /// <summary>As the Azure Developer CLI's templates have it: names in main.bicep, resources in a module, values in a parameter file.</summary>
    [Fact]
    public void ModuleWithLoop_IsReadWithTheValuesItIsUsedWith()
    {
        var findings = Find(
            ("infra/main.bicep", """
                targetScope = 'subscription'

                @minLength(1)
                @description('Name of the environment')
                param environmentName string
                param location string
                param chatDeploymentName string = 'chat'
                @allowed([ 'gpt-4.1', 'gpt-4.1-mini' ])
                param chatModel string
                param chatModelVersion string = '2025-04-14'
                var abbrs = loadJsonContent('./abbreviations.json')
                var resourceToken = toLower(uniqueString(subscription().id, environmentName, location))
                var embedding = {
                  model: 'text-embedding-3-large'
                  version: '1'
                }

                resource rg 'Microsoft.Resources/resourceGroups@2022-09-01' = {
                  name: !empty(environmentName) ? environmentName : '${abbrs.resourcesResourceGroups}${environmentName}'
                  location: location
                }

                module openAi 'core/ai/cognitiveservices.bicep' = if (true) {
                  name: 'openai'
                  scope: rg
                  params: {
                    name: '${abbrs.cognitiveServicesAccounts}${resourceToken}'
                    deployments: concat([
                      {
                        name: chatDeploymentName
                        model: {
                          format: 'OpenAI'
                          name: chatModel
                          version: chatModelVersion
                        }
                        sku: {
                          name: 'Standard'
                          capacity: 30
                        }
                      }
                    ], true ? [
                      { name: 'embedding', model: { format: 'OpenAI', name: embedding.model, version: embedding.version } }
                    ] : [])
                  }
                }
                """),
            ("infra/abbreviations.json", """{ "cognitiveServicesAccounts": "cog-", "resourcesResourceGroups": "rg-" }"""),
            ("infra/main.parameters.json", """
                {
                  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
                  "contentVersion": "1.0.0.0",
                  "parameters": {
                    "environmentName": { "value": "${AZURE_ENV_NAME}" },
                    "chatDeploymentName": { "value": "${CHAT_DEPLOYMENT=chat-prod}" },
                    "chatModel": { "value": "gpt-4.1-mini" },
                    "chatModelVersion": { "value": "${CHAT_VERSION}" }
                  }
                }
                """),
            ("infra/core/ai/cognitiveservices.bicep", """
                param name string
                param location string = resourceGroup().location
                param deployments array = []

                resource account 'Microsoft.CognitiveServices/accounts@2023-05-01' = {
                  name: name
                  location: location
                  kind: 'OpenAI'
                }

                @batchSize(1)
                resource deployment 'Microsoft.CognitiveServices/accounts/deployments@2023-05-01' = [for deployment in deployments: {
                  parent: account
                  name: deployment.name
                  properties: {
                    model: deployment.model
                    raiPolicyName: contains(deployment, 'raiPolicyName') ? deployment.raiPolicyName : null
                  }
                  sku: contains(deployment, 'sku') ? deployment.sku : { name: 'Standard', capacity: 20 }
                }]
                """));
        Assert.Equal(2, findings.Length);
        Assert.All(findings, f => Assert.Equal(new SourcePlace("infra/core/ai/cognitiveservices.bicep", 15), f.Place with { Column = 0 }));
        Assert.Contains(findings, f => f.Message.Contains("deploys \"chat-prod\" (model gpt-4.1-mini, version 2025-04-14) and does not say what happens"));
        Assert.Contains(findings, f => f.Message.Contains("deploys \"embedding\" (model text-embedding-3-large, version 1) and does not say what happens"));
    }

    [Fact]
    public void VerifiedModule_IsRead()
    {
        var finding = Assert.Single(Find(("infra/main.bicep", """
            param models array = [
              { deployment: 'a', name: 'gpt-4.1', version: '2025-04-14', upgrade: 'NoAutoUpgrade' }
              { deployment: 'b', name: 'gpt-4.1', version: '2025-04-14', upgrade: 'OnceNewDefaultVersionAvailable' }
            ]
            module ai 'br/public:avm/res/cognitive-services/account:0.10.1' = {
              name: 'ai'
              params: {
                name: 'ai'
                kind: 'AIServices'
                deployments: [for m in models: {
                  name: m.deployment
                  model: { format: 'OpenAI', name: m.name, version: m.version }
                  versionUpgradeOption: m.upgrade
                }]
              }
            }
            """)));
        Assert.Contains("deploys \"b\"", finding.Message);
        Assert.Equal(3, finding.Place.Line);
    }

    [Fact]
    public void NestedResourceAndParameterFiles_AreRead()
    {
        var findings = Find(
            ("infra/ai.bicep", """
                param version string
                param upgrade string?
                resource ai 'Microsoft.CognitiveServices/accounts@2024-10-01' = {
                  name: 'ai'
                  kind: 'OpenAI'
                  resource chat 'deployments' = {
                    name: 'chat'
                    properties: {
                      model: { format: 'OpenAI', name: 'gpt-4o', version: version }
                      versionUpgradeOption: upgrade ?? 'NoAutoUpgrade'
                    }
                  }
                }
                """),
            ("infra/dev.bicepparam", "using './ai.bicep'\nparam version = '2024-11-20'\n"),
            ("infra/prod.bicepparam", "using 'ai.bicep'\n\nparam version = '2024-11-20'\nparam upgrade = 'OnceNewDefaultVersionAvailable'\n"));
        var finding = Assert.Single(findings);
        Assert.Equal(new SourcePlace("infra/prod.bicepparam", 4, 17), finding.Place);
        Assert.StartsWith("infra/ai.bicep(6) deploys \"chat\" (model gpt-4o, version 2024-11-20)", finding.Message);
    }

    [Fact]
    public void WhatNoFileSays_CannotBeTold()
    {
        var finding = Assert.Single(Find(("modules/openai.bicep", """
            param account string
            param modelVersion string
            resource chat 'Microsoft.CognitiveServices/accounts/deployments@2024-10-01' = {
              name: '${account}/chat'
              properties: {
                model: { format: 'OpenAI', name: 'gpt-4o', version: modelVersion }
                versionUpgradeOption: 'NoAutoUpgrade'
              }
            }
            """)));
        Assert.Contains(
            "modules/openai.bicep(3) deploys \"chat\", and which version of which model it serves cannot be told: its version comes from parameter modelVersion "
            + "(modules/openai.bicep(2)), which no file here gives a value",
            finding.Message);
        Assert.Equal(Severity.Warning, finding.Severity);
    }

    [Fact]
    public void UnknownList_CannotBeTold() => Assert.Contains(
        "cannot be told",
        Assert.Single(Find(("infra/main.bicep", """
            param deployments array
            resource chat 'Microsoft.CognitiveServices/accounts/deployments@2024-10-01' = [for d in deployments: {
              name: d.name
              properties: { model: d.model }
            }]
            """))).Message);

    [Fact]
    public void ConditionalVersion_IsBoth()
    {
        var findings = Find(("infra/main.bicep", """
            param isProduction bool
            resource chat 'Microsoft.CognitiveServices/accounts/deployments@2024-10-01' = {
              name: 'ai/chat'
              properties: {
                model: { format: 'OpenAI', name: 'gpt-4o', version: '2024-11-20' }
                versionUpgradeOption: isProduction ? 'NoAutoUpgrade' : 'OnceNewDefaultVersionAvailable'
              }
            }
            """));
        Assert.Contains("OnceNewDefaultVersionAvailable", Assert.Single(findings).Message);
    }

    [Fact]
    public void ArmTemplate_IsRead()
    {
        var findings = Find(("deploy/azuredeploy.json", """
            {
              "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
              "contentVersion": "1.0.0.0",
              "parameters": {
                "account": { "type": "string" },
                "version": { "type": "string", "defaultValue": "2024-11-20" },
                "models": { "type": "array", "defaultValue": [ { "name": "a", "version": "2025-04-14" }, { "name": "b" } ] }
              },
              "variables": { "upgrade": "NoAutoUpgrade" },
              "resources": [
                {
                  "type": "Microsoft.CognitiveServices/accounts",
                  "name": "[parameters('account')]",
                  "kind": "OpenAI",
                  "resources": [
                    {
                      "type": "deployments",
                      "name": "chat",
                      "properties": {
                        "model": { "format": "OpenAI", "name": "gpt-4o", "version": "[parameters('version')]" },
                        "versionUpgradeOption": "[variables('upgrade')]"
                      }
                    }
                  ]
                },
                {
                  "type": "Microsoft.CognitiveServices/accounts/deployments",
                  "name": "[format('{0}/{1}', parameters('account'), parameters('models')[copyIndex()].name)]",
                  "copy": { "name": "models", "count": "[length(parameters('models'))]" },
                  "properties": {
                    "model": { "format": "OpenAI", "name": "gpt-4.1", "version": "[parameters('models')[copyIndex()].version]" },
                    "versionUpgradeOption": "NoAutoUpgrade"
                  }
                }
              ]
            }
            """));
        var finding = Assert.Single(findings);
        Assert.Contains("deploy/azuredeploy.json(26) deploys \"b\" (model gpt-4.1) and does not say which version", finding.Message);
        Assert.Equal(31, finding.Place.Line);
    }

    [Fact]
    public void WhatBicepHasBuilt_IsReadOnce() => Assert.Single(Find(
        ("infra/main.bicep", Deployment.Replace("VERSION", "").Replace("OPTION", "")),
        ("infra/main.json", """
            {
              "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
              "metadata": { "_generator": { "name": "bicep" } },
              "resources": [ { "type": "Microsoft.CognitiveServices/accounts/deployments", "name": "a/b", "properties": {} } ]
            }
            """)));

    [Fact]
    public void Terraform_IsRead()
    {
        var findings = Find(
            ("terraform/main.tf", """
                locals {
                  format = "OpenAI"
                }
                resource "azurerm_cognitive_deployment" "chat" {
                  name                 = var.chat_name
                  cognitive_account_id = azurerm_cognitive_account.openai.id
                  model {
                    format  = local.format
                    name    = "gpt-4.1"
                    version = var.chat_version # evaluated in May
                  }
                  sku {
                    name = "Standard"
                  }
                  version_upgrade_option = "NoAutoUpgrade"
                }

                resource "azurerm_cognitive_deployment" "many" {
                  for_each             = var.deployments
                  name                 = each.key
                  cognitive_account_id = azurerm_cognitive_account.openai.id
                  model {
                    format  = "OpenAI"
                    name    = each.value.model_name
                    version = each.value.model_version
                  }
                  scale {
                    type     = "Standard"
                    capacity = try(each.value.capacity, 10)
                  }
                }
                """),
            ("terraform/variables.tf", """
                variable "chat_name" {
                  type    = string
                  default = "chat"
                }
                variable "chat_version" { default = "2025-04-14" }
                variable "deployments" {
                  type = map(object({ model_name = string, model_version = string }))
                }
                """),
            ("terraform/env/prod.tfvars", """
                deployments = {
                  "mini" = {
                    model_name    = "gpt-4.1-mini"
                    model_version = "2025-04-14"
                  }
                }
                """));
        var finding = Assert.Single(findings);
        Assert.Equal(new SourcePlace("terraform/main.tf", 18), finding.Place with { Column = 0 });
        Assert.Contains("deploys \"mini\" (model gpt-4.1-mini, version 2025-04-14) and does not say what happens", finding.Message);
        Assert.Contains("version_upgrade_option = \"NoAutoUpgrade\"", finding.Message);
    }

    [Fact]
    public void TerraformModulesAndAzApi_AreRead()
    {
        var findings = Find(
            ("infra/main.tf", """
                module "ai" {
                  source  = "./modules/ai"
                  upgrade = "OnceNewDefaultVersionAvailable"
                }
                """),
            ("infra/modules/ai/main.tf", """
                variable "upgrade" {}
                resource "azapi_resource" "chat" {
                  type      = "Microsoft.CognitiveServices/accounts/deployments@2025-06-01"
                  name      = "chat"
                  parent_id = azapi_resource.account.id
                  body = jsonencode({
                    properties = {
                      model                = { format = "OpenAI", name = "gpt-4.1", version = "2025-04-14" }
                      versionUpgradeOption = var.upgrade
                    }
                  })
                }
                """));
        Assert.Equal(new SourcePlace("infra/main.tf", 3, 13), Assert.Single(findings).Place);
    }

    [Fact]
    public void TerraformJson_IsRead() => Assert.Contains(
        "deploys \"chat\" (model gpt-4o, version 2024-11-20) and does not say what happens",
        Assert.Single(Find(("infra/main.tf.json", """
            {
              "variable": { "version": { "default": "2024-11-20" } },
              "resource": { "azurerm_cognitive_deployment": { "chat": {
                "name": "chat", "model": [ { "format": "OpenAI", "name": "gpt-4o", "version": "${var.version}" } ]
              } } }
            }
            """))).Message);

    [Fact]
    public void RegisterThatSaysOtherwise_IsReported()
    {
        const string Register = """
            schemaVersion: 1
            models:
              - id: chat
                deployments: [chat]
                resolvedVersion: openai:gpt-4.1-VERSION
                owner: a@contoso.example
            """;
        var bicep = ("infra/main.bicep", Deployment.Replace("VERSION", "version: '2025-04-14'").Replace("OPTION", "versionUpgradeOption: 'NoAutoUpgrade'"));
        Assert.Empty(Find(bicep, ("governance/register.yml", Register.Replace("VERSION", "2025-04-14"))));
        Assert.Contains(
            "the register says that this deployment serves \"openai:gpt-4.1-2025-05-01\" (governance/register.yml(3))",
            Assert.Single(Find(bicep, ("governance/register.yml", Register.Replace("VERSION", "2025-05-01")))).Message);
    }

    [Theory]
    // Comments, other resources, resources that are there already, and text that only mentions one.
    [InlineData("infra/main.bicep", "// resource d 'Microsoft.CognitiveServices/accounts/deployments@2024-10-01' = {\n//   name: 'x'\n// }\n")]
    [InlineData("infra/main.bicep", "resource d 'Microsoft.CognitiveServices/accounts/deployments@2024-10-01' existing = {\n  name: 'x'\n}\n")]
    [InlineData("infra/main.bicep", "param deployments array = []\nresource d 'Microsoft.CognitiveServices/accounts/deployments@2024-10-01' = [for x in deployments: {\n  name: x.name\n}]\n")]
    [InlineData("infra/main.bicep", "resource d 'Microsoft.Web/sites@2024-10-01' = {\n  name: 'x'\n  properties: { model: { name: 'gpt-4o' } }\n}\n")]
    [InlineData("infra/main.tf", "data \"azurerm_cognitive_deployment\" \"x\" {\n  name = \"x\"\n}\n")]
    [InlineData("infra/broken.tf", "resource \"azurerm_storage_account\" \"x\" {\n  name = \n")]
    [InlineData("package.json", "{ \"name\": \"Microsoft.CognitiveServices/accounts/deployments\" }")]
    [InlineData("infra/main.json", "")]
    public void WhatDeploysNothing_IsFine(string path, string text) => Assert.Empty(Find((path, text)));

    [Theory]
    [InlineData("infra/main.bicep", "resource d 'Microsoft.CognitiveServices/accounts/deployments@2024-10-01' = {\n  name: 'x\n}\n")]
    [InlineData("infra/main.bicep", "resource d 'Microsoft.CognitiveServices/accounts/deployments@2024-10-01' = {\n  name: [[[\n")]
    [InlineData("infra/main.tf", "resource \"azurerm_cognitive_deployment\" \"x\" {\n  name = \"x\"\n")]
    [InlineData("infra/main.json", "{ \"$schema\": \"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#\", ")]
    public void DeploymentThatCannotBeRead_IsReported(string path, string text)
    {
        var finding = Assert.Single(Find((path, text)));
        Assert.Contains("cannot be told", finding.Message);
        Assert.True(finding.Place.Line > 0);
    }

    [Fact]
    public void HostileTemplates_EndInBoundedTime()
    {
        var variables = string.Concat(Enumerable.Range(0, 60).Select(i => $"var v{i} = '${{v{i + 1}}}${{v{i + 1}}}'\nvar l{i} = concat(l{i + 1}, l{i + 1})\n"));
        var findings = Find(("infra/main.bicep", variables + $$"""
            var v60 = 'xx'
            var l60 = [ { name: 'a' }, { name: 'b' } ]
            var circle = '${circle}'
            resource a 'Microsoft.CognitiveServices/accounts/deployments@2024-10-01' = {
              name: v0
              properties: { model: { name: 'gpt-4o', version: circle } }
            }
            resource b 'Microsoft.CognitiveServices/accounts/deployments@2024-10-01' = [for x in l0: {
              name: x.name
              properties: { model: { name: 'gpt-4o', version: {{new string('(', 5000)}}'x'{{new string(')', 5000)}} } }
            }]
            module self 'main.bicep' = { params: {} }
            """));
        Assert.All(findings, f => Assert.Contains("cannot be told", f.Message));
        Assert.NotEmpty(findings);
    }

    private static Finding[] Find(params (string Path, string Text)[] files)
    {
        using var repository = new TemporaryRepository();
        foreach (var (path, text) in files)
        {
            repository.With(path, text);
        }

        return RepositoryChecks.Run(repository.Compile()).Where(f => f.RuleId == "GOV1009").ToArray();
    }
}
