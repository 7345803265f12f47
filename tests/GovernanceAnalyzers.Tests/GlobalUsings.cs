global using Verify = GovernanceAnalyzers.Tests.Harness.CSharpAnalyzerVerifier<GovernanceAnalyzers.GovernanceAnalyzer>;
