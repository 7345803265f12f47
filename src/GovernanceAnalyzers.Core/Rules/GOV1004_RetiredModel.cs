using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Policy;

namespace GovernanceAnalyzers.Core.Rules;

public sealed class GOV1004_RetiredModel() : CodeRule(new RuleInfo(
    "GOV1004",
    "RetiredModel",
    RuleScope.Code,
    "The provider no longer serves this model",
    "The model was retired on or before the evaluation date. Requests fail, or, with some providers, another model answers them without a "
    + "word, pinned or not. What was documented and evaluated is not what runs."))
{
    public override RuleHit? Check(CodeFact fact, CompiledPolicy policy)
    {
        // What a deployment serves is not in its name.
        if (fact is not ModelReferenceFact { Kind: not "deployment", Value: { } value } reference
            || policy.FindRetired(reference.Provider, value) is not { } retirement)
        {
            return null;
        }

        return new RuleHit(
            $"Model reference {Quote.Text(value)}{Quote.From(reference.Origin)} was retired by {policy.Models.DisplayName(reference.Provider)} "
            + $"on {retirement.Date}: {RetirementText.After(retirement)}. {RetirementText.WayOut(policy, reference.Provider, retirement)}",
            reference.Model)
        {
            Model = reference.Model,
        };
    }
}
