using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Policy;

namespace GovernanceAnalyzers.Core.Rules;

public sealed class GOV5004_NoFallback() : CodeRule(new RuleInfo(
    "GOV5004",
    "NoFallback",
    RuleScope.Code,
    "Nothing is prepared for the failure of an inference call",
    "SDKs try again by themselves; this is about what happens when that does not help. Neither the method nor what calls it handles "
    + "the exception, and nothing in the project points to a resilience pipeline or a second client.",
    "Handle the failure with an answer that needs no model, a second client, or a resilience pipeline with a fallback."))
{
    public override RuleHit? Check(CodeFact fact, CompiledPolicy policy) => fact is InferenceCallFact { Fallback.State: AspectState.Missing } call
        ? new RuleHit(
            $"Call to {call.Method} has nothing to fall back on: {call.Fallback.Evidence}. "
            + "Handle the failure with an answer that needs no model, a second client, or a resilience pipeline",
            $"{call.Method} in {call.Symbol}")
        : null;
}
