using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Policy;

namespace GovernanceAnalyzers.Core.Rules;

public sealed class GOV6009_HiddenCharactersInPrompt() : CodeRule(new RuleInfo(
    "GOV6009",
    "HiddenCharactersInPrompt",
    RuleScope.Code,
    "A prompt holds characters that nobody sees",
    "Characters without width, tags and direction overrides do not show in an editor or a review, and a model reads them: whoever puts "
    + "them there gives it instructions that nobody approved.",
    "Find out who put it there and what else they changed, then remove it."))
{
    public override RuleHit? Check(CodeFact fact, CompiledPolicy policy) => fact is HiddenCharactersFact hidden
        ? new RuleHit(
            $"A text in code that uses a model holds {hidden.What}. Nobody sees that, and a model reads it. Remove it, or write it as an escape where it is meant",
            $"{hidden.What} in {(hidden.Symbol.Length > 0 ? hidden.Symbol : hidden.Place.Path)}")
        : null;
}
