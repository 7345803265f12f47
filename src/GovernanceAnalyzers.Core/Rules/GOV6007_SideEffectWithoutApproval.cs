using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Policy;

namespace GovernanceAnalyzers.Core.Rules;

public sealed class GOV6007_SideEffectWithoutApproval() : CodeRule(new RuleInfo(
    "GOV6007",
    "SideEffectWithoutApproval",
    RuleScope.Code,
    "A model may run a tool that changes something, and nobody is asked",
    "A function that is offered to a model deletes, writes, sends, pays or executes, and is run as soon as the model asks for it. One "
    + "misled answer then does what cannot be taken back. A person, or a rule of your own, has to say yes first.",
    "Put an approval before the tool, or split it: let the model propose, and do it after a person has agreed."))
{
    public override RuleHit? Check(CodeFact fact, CompiledPolicy policy) => fact is ToolSideEffectFact tool
        ? new RuleHit(
            $"A model may run {tool.Tool}, which {Does(tool.EffectKind)} ({tool.Effect}), and {tool.RunBy} runs it without a question: "
            + $"{FlowText.Of(tool.Path)}. Put an approval before it, such as ApprovalRequiredAIFunction or a filter that asks, or name yours under "
            + "security.approvals",
            $"{tool.Tool}: {tool.Effect}")
        {
            Path = tool.Path,
        }
        : null;

    private static string Does(string kind) => kind switch
    {
        "delete" => "deletes something",
        "send" => "sends something",
        "pay" => "moves money",
        "execute" => "executes something",
        _ => "writes something",
    };
}
