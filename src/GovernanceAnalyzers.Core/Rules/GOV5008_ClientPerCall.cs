using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Policy;

namespace GovernanceAnalyzers.Core.Rules;

public sealed class GOV5008_ClientPerCall() : CodeRule(new RuleInfo(
    "GOV5008",
    "ClientPerCall",
    RuleScope.Code,
    "A client is made for every inference call",
    "Clients are made to be shared: each brings a pipeline, a connection pool or a loaded model of its own. One per request or per turn of a "
    + "loop costs latency and connections, and escapes the logging and limits of the client that the application registers.",
    "Make the client once, as a singleton or a field, and share it."))
{
    public override RuleHit? Check(CodeFact fact, CompiledPolicy policy) => fact is InferenceCallFact { Lifetime.State: AspectState.Missing } call
        ? new RuleHit(
            $"The client of the call to {call.Method} {call.Lifetime.Evidence}. Make it once, as a singleton or a field, and share it",
            $"{call.Method} in {call.Symbol}")
        : null;
}
