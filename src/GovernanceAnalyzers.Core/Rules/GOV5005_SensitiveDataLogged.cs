using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Policy;

namespace GovernanceAnalyzers.Core.Rules;

public sealed class GOV5005_SensitiveDataLogged() : CodeRule(new RuleInfo(
    "GOV5005",
    "SensitiveDataLogged",
    RuleScope.Code,
    "Prompts or answers get into logs or traces",
    "A switch makes an SDK record the text of prompts and answers, or a log statement is given the very text that goes to the model or "
    + "comes back. People write personal data and secrets into prompts; logs keep them longer, and show them to more people.",
    "Log lengths, token counts and identifiers in place of the text. Where the text is needed, write it to a store with "
    + "access control and an end date.") { Options = ["notVisible"] })
{
    public override RuleHit? Check(CodeFact fact, CompiledPolicy policy) => fact switch
    {
        ContentExposureFact { Kind: ContentExposureFact.Capture, IsCertain: true } capture => new RuleHit(
            $"{capture.What} puts the text of prompts and answers into logs or traces. "
            + "Switch it on in development only, or record lengths, token counts and identifiers instead",
            capture.What),
        ContentExposureFact { Kind: ContentExposureFact.Capture } capture => new RuleHit(
            $"Whether {capture.What} puts the text of prompts and answers into logs or traces is not visible here",
            capture.What)
        {
            AtMost = policy.SeverityOption("GOV5005", "notVisible", Severity.Suggestion),
        },
        ContentExposureFact log => new RuleHit(
            $"{log.What}, which is the text of the {(log.Kind == ContentExposureFact.Prompt ? "prompt" : "answer")}. "
            + "Log its length, the model and an identifier, or write it to a store that is meant for it",
            $"{log.What} in {log.Symbol}"),
        _ => null,
    };
}
