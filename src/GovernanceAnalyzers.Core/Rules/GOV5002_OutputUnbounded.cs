using System.Collections.Generic;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Policy;

namespace GovernanceAnalyzers.Core.Rules;

public sealed class GOV5002_OutputUnbounded() : CodeRule(new RuleInfo(
    "GOV5002",
    "OutputUnbounded",
    RuleScope.Code,
    "Inference call sets no limit on the length of the answer",
    "Neither the options of the call nor the client it goes through say how many tokens an answer may have. One answer can then take "
    + "minutes and cost what the model's own maximum allows, which an attacker can provoke.",
    "Set the property that the message names to what the longest good answer needs, and handle answers that end early.") { Options = ["notVisible"] })
{
    public override RuleHit? Check(CodeFact fact, CompiledPolicy policy) => fact switch
    {
        InferenceCallFact { Output.State: AspectState.Missing } call => new RuleHit(
            $"Call to {call.Method} sets no limit on the output: {call.Output.Evidence}. "
            + $"Set {(call.LimitProperty.Length > 0 ? SimpleName(call.LimitType) + "." + call.LimitProperty : "a limit")} to what the longest good answer needs",
            $"{call.Method} in {call.Symbol}")
        {
            Properties = call.LimitProperty.Length > 0
                ? new Dictionary<string, string> { ["limit.type"] = call.LimitType, ["limit.property"] = call.LimitProperty }
                : new Dictionary<string, string>(),
        },
        InferenceCallFact { Output.State: AspectState.NotVisible } call => new RuleHit(
            $"Whether the output of the call to {call.Method} is limited is not visible here: {call.Output.Evidence}",
            $"{call.Method} in {call.Symbol}")
        {
            AtMost = policy.SeverityOption("GOV5002", "notVisible", Severity.Suggestion),
        },
        _ => null,
    };

    private static string SimpleName(string metadataName) => metadataName.Substring(metadataName.LastIndexOfAny(['.', '+']) + 1);
}
