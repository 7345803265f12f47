using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Policy;

namespace GovernanceAnalyzers.Core.Rules;

public sealed class GOV1004_RetiredModel() : CodeRule(new RuleInfo(
    "GOV1004",
    "RetiredModel",
    RuleScope.Code,
    "The provider no longer serves this model",
    "The model was retired on or before the evaluation date. Requests fail, or, with some providers, another model answers them without a "
    + "word, pinned or not. What was documented and evaluated is not what runs.",
    "Choose another model, evaluate it, write its card, then change the reference."))
{
    public override RuleHit? Check(CodeFact fact, CompiledPolicy policy)
    {
        if (fact is not ModelReferenceFact reference
            || policy.RetiresAs(reference) is not var (provider, name)
            || policy.FindRetired(provider, name) is not { } retirement)
        {
            return null;
        }

        return new RuleHit(
            $"{ServedText.Of(reference, policy.Register.ServedBy(reference))} was retired by {policy.Models.DisplayName(provider)} "
            + $"on {retirement.Date}: {RetirementText.After(retirement)}. {RetirementText.WayOut(policy, provider, retirement)}",
            reference.Model)
        {
            Model = reference.Model,
        };
    }
}
