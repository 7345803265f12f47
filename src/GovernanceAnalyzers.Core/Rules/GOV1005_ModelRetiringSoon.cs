using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Policy;

namespace GovernanceAnalyzers.Core.Rules;

public sealed class GOV1005_ModelRetiringSoon() : CodeRule(new RuleInfo(
    "GOV1005",
    "ModelRetiringSoon",
    RuleScope.Code,
    "The provider has announced the day on which it stops serving this model",
    "The day is within the number of days that the policy wants to be warned of (models.retirement.warnDays). A replacement has to be "
    + "evaluated and documented before then. Days before which a provider has only promised not to retire a model do not count.",
    "Evaluate the replacement and move to it before the day, or have the finding waived until then."))
{
    public override RuleHit? Check(CodeFact fact, CompiledPolicy policy)
    {
        if (fact is not ModelReferenceFact reference
            || policy.RetiresAs(reference) is not var (provider, name)
            || policy.FindRetiringSoon(provider, name) is not { } retirement)
        {
            return null;
        }

        // The date and not the days that are left: the message is the same until the day comes.
        return new RuleHit(
            $"{ServedText.Of(reference, policy.Register.ServedBy(reference))} retires on {retirement.Date}, says "
            + $"{policy.Models.DisplayName(provider)}: from then on {RetirementText.After(retirement)}. "
            + RetirementText.WayOut(policy, provider, retirement),
            reference.Model)
        {
            Model = reference.Model,
        };
    }
}
