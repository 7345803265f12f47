using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Policy;

namespace GovernanceAnalyzers.Core.Rules;

public sealed class GOV5003_NoTimeoutOrCancellation() : CodeRule(new RuleInfo(
    "GOV5003",
    "NoTimeoutOrCancellation",
    RuleScope.Code,
    "Inference call goes on when nobody waits for its answer any more",
    "A cancellation token is at hand and is not passed to the call, or the client's timeout is switched off and no token is passed. "
    + "Answers take seconds to minutes; a caller that has gone away still pays for them and holds a connection.",
    "Pass the cancellation token that is at hand. A code fix does."))
{
    public override RuleHit? Check(CodeFact fact, CompiledPolicy policy) => fact is InferenceCallFact { Cancellation.State: AspectState.Missing } call
        ? new RuleHit(
            $"Call to {call.Method} cannot be stopped: {call.Cancellation.Evidence}. Pass a cancellation token",
            $"{call.Method} in {call.Symbol}")
        : null;
}
