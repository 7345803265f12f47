param location string = 'westeurope'

resource account 'Microsoft.CognitiveServices/accounts@2024-10-01' existing = {
  name: 'northbank-ai'
}

// Development only: production calls the provider directly. Pinned all the same, so that what is tried is what is known.
resource memoWriter 'Microsoft.CognitiveServices/accounts/deployments@2024-10-01' = {
  parent: account
  name: 'memo-writer-dev'
  sku: {
    name: 'Standard'
    capacity: 10
  }
  properties: {
    model: {
      format: 'OpenAI'
      name: 'gpt-5.4'
      version: '2026-03-05'
    }
    versionUpgradeOption: 'NoAutoUpgrade'
  }
}
