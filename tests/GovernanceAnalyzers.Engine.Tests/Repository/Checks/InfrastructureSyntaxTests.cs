using System.Linq;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Repository.Checks;

/// <summary>What else the languages have does not keep a deployment from being read.</summary>
public class InfrastructureSyntaxTests
{
    [Fact]
    public void Bicep()
    {
        const string Text = """
            metadata description = 'It\'s a template'
            targetScope = 'resourceGroup'
            import { tagsType } from 'types.bicep'
            extension microsoftGraphV1
            #disable-next-line no-unused-params
            @sys.description('''
              Several
              lines with ' quotes and ${no} values
            ''')
            @secure()
            param password string
            @description('One line') param short string = 'x'
            param sizes { small: int, large: int? } = { small: 1, large: null }
            param kinds ('OpenAI' | 'AIServices')[] = [ 'OpenAI', 'AIServices' ]
            param optional object?
            param tags resourceInput<'Microsoft.Storage/storageAccounts@2024-01-01'>.tags = {}
            @export()
            type modelType = {
              @description('The name')
              name: string
              version: string?
              *: string
            }
            func upper(value string, times int) string => toUpper('${value}-${times}')
            /* resource x 'Microsoft.CognitiveServices/accounts/deployments@2024-10-01' = { name: 'x' } */
            var models = [
              {
                name: 'gpt-4.1' // the large one
                version: '2025-04-14'
              }
              {
                name: 'gpt-4.1-mini', version: '2025-04-14'
              }
            ]
            var names = map(filter(models, (m, i) => i >= 0 && m.name != 'x'), m => { name: m.name, version: m.version, ...sizes })
            var sum = (1 + 2) * -3 / 4 % 5
            var safe = optional.?a.?b ?? models[?0].name ?? ''
            var firstOf = models[0]!.name
            var text = '\u{1F600} \'quoted\' ${upper('a${1 + 1}b', 2)} ${empty(tags) ? 'none' : tags.?a}'
            resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' = if (!empty(password)
              && true) {
              name: text
              properties: { keys: [for i in range(0, 3): 'k${i}'], url: storage::blob.id }
              resource blob 'blobServices' existing = { name: 'default' }
            }
            assert ok = length(models) == 2
            resource ai 'Microsoft.CognitiveServices/accounts@2024-10-01' existing = {
              scope: resourceGroup('other')
              name: 'ai'
              resource extra 'deployments@2024-10-01' = {
                name: firstOf
                properties: { model: names[0], versionUpgradeOption: 'NoAutoUpgrade' }
              }
            }
            @batchSize(1)
            resource deployments 'Microsoft.CognitiveServices/accounts/deployments@2024-10-01' = [
              for (item, i) in names: if (i > 0) {
                parent: ai
                name: '${item.name}-${i}'
                properties: {
                  model: { ...item, format: 'OpenAI' }
                  versionUpgradeOption: i == 0 ? 'NoAutoUpgrade' : null
                }
              }
            ]
            output id string = ai::extra.id
            """;
        Assert.Contains("deploys \"gpt-4.1-mini-1\" (model gpt-4.1-mini, version 2025-04-14) and does not say what happens", Only("infra/main.bicep", Text));
    }

    [Fact]
    public void Terraform()
    {
        const string Text = """
            terraform {
              required_version = ">= 1.5"
              required_providers { azurerm = { source = "hashicorp/azurerm", version = "~> 4.0" } }
            }
            provider "azurerm" { features {} }
            locals {
              models = { for k, v in var.models : k => merge(v, { upgrade = "NoAutoUpgrade" }) if v.enabled }
              policy = <<-EOT
                { "a": "${var.region}" } resource "azurerm_cognitive_deployment" "no" {
              EOT
              list   = [for s in ["a", "b"] : upper(s)]
              ids    = azurerm_storage_account.x[*].id
              text   = "%{ if var.region == "x" }yes%{ else }no%{ endif } $${literal}"
              math   = (1 + 2) * -3 >= 4 && !false || true ? 1 : 0
            }
            variable "region" {
              type = string
              validation {
                condition     = can(regex("^[a-z]+$", var.region))
                error_message = "Wrong."
              }
            }
            variable "models" {
              type = map(object({ version = string, enabled = optional(bool, true) }))
              default = {
                "gpt-4.1"      = { version = "2025-04-14", enabled = true }
                "gpt-4.1-mini" = { version = "", enabled = true }
              }
            }
            resource "azurerm_cognitive_deployment" "all" {
              for_each = local.models
              name     = "${each.key}-prod"
              cognitive_account_id = module.ai["x"].id
              version_upgrade_option = each.value.upgrade
              model {
                format  = "OpenAI"
                name    = each.key
                version = each.value.version
              }
              dynamic "sku" {
                for_each = [1]
                content { name = "Standard" }
              }
              lifecycle { ignore_changes = [tags["a"]] }
            }
            output "x" { value = [for d in azurerm_cognitive_deployment.all : d.id] }
            moved {
              from = a.b
              to   = a.c
            }
            """;
        Assert.Contains("deploys \"gpt-4.1-mini-prod\" (model gpt-4.1-mini) and does not say which version", Only("main.tf", Text));
    }

    private static string Only(string path, string text)
    {
        using var repository = new TemporaryRepository().With(path, text);
        return Assert.Single(RepositoryChecks.Run(repository.Compile()), f => f.RuleId == "GOV1009").Message;
    }
}
