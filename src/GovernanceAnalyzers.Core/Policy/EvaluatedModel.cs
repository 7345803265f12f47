namespace GovernanceAnalyzers.Core.Policy;

/// <summary>A model of which there is an evaluation.</summary>
/// <param name="Model"><c>provider:reference</c>, as the evaluation has it.</param>
/// <param name="Place">Of the newest one, for messages: <c>governance/evaluations/support.yml(2)</c>.</param>
public sealed record EvaluatedModel(string Model, string Place);
