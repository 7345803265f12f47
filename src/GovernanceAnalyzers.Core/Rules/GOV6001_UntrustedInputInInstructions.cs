using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Security;

namespace GovernanceAnalyzers.Core.Rules;

public sealed class GOV6001_UntrustedInputInInstructions() : CodeRule(new RuleInfo(
    "GOV6001",
    "UntrustedInputInInstructions",
    RuleScope.Code,
    "Text that anybody may have written becomes an instruction to a model",
    "Text from a request, a file that somebody named, another server, a retrieved passage or the like goes into a system or developer "
    + "message, the instructions of an agent, a prompt template or the description of a tool. A model follows what stands there, so whoever "
    + "writes that text gives it orders (prompt injection).",
    "Send the text as a message of the user, or check it against a list of your own before it goes into instructions."))
{
    public override RuleHit? Check(CodeFact fact, CompiledPolicy policy) => fact is UntrustedFlowFact { Kind: UntrustedFlowFact.Instructions } flow
        ? new RuleHit(
            $"Text from {flow.Origin} becomes part of {Place(flow.SinkKind)} ({flow.Sink}), so whoever writes it gives the model orders: "
            + $"{FlowText.Of(flow.Path)}. {Advice(flow.SinkKind)}; or check the text against a list of what it may be",
            $"{flow.Origin} in {flow.Sink} in {flow.Symbol}")
        {
            Path = flow.Path,
            AtMost = flow.SourceKind == SecurityKinds.Database ? Severity.Suggestion : null,
        }
        : null;

    private static string Place(string kind) => kind switch
    {
        "template" => "a prompt template",
        "raw-template" => "a prompt that is rendered without encoding",
        "tool" => "the description of a tool",
        "developer" => "the developer's instructions",
        _ => "the system's instructions",
    };

    private static string Advice(string kind) => kind switch
    {
        "template" => "Keep the template constant and pass the text as an argument of it",
        "raw-template" => "Leave the encoding on: no AllowDangerouslySetContent for what others write",
        "tool" => "Keep the description constant",
        _ => "Send it as a message of the user",
    };
}
