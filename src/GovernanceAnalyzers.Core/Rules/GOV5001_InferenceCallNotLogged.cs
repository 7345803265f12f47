using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Policy;

namespace GovernanceAnalyzers.Core.Rules;

public sealed class GOV5001_InferenceCallNotLogged() : CodeRule(new RuleInfo(
    "GOV5001",
    "InferenceCallNotLogged",
    RuleScope.Code,
    "Inference call leaves no log or trace",
    "The call goes through nothing that the policy accepts as logging: no pipeline step, no SDK telemetry that is switched on and "
    + "listened to, and no log statement or activity in the same method. Incidents cannot be reconstructed and drift cannot be seen.",
    "Log in the method that calls, or once for all calls: an option of the SDK, UseLogging or UseOpenTelemetry of a "
    + "pipeline, or a wrapper of your own that the policy names.") { Options = ["notVisible", "satisfiedBy"] })
{
    public override RuleHit? Check(CodeFact fact, CompiledPolicy policy) => fact switch
    {
        InferenceCallFact { Logged: Logged.No } call => new RuleHit(
            $"Call to {call.Method} is not logged: {call.Evidence}. "
            + "Log the call in this method, or send it through a logging pipeline or a wrapper that the policy accepts",
            $"{call.Method} in {call.Symbol}"),
        InferenceCallFact { Logged: Logged.NotVisible } call => new RuleHit(
            $"Whether the call to {call.Method} is logged is not visible here: {call.Evidence}",
            $"{call.Method} in {call.Symbol}")
        {
            AtMost = policy.SeverityOption("GOV5001", "notVisible", Severity.Suggestion),
        },
        _ => null,
    };
}
