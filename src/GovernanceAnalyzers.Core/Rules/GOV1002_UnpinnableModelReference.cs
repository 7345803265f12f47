using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Models;
using GovernanceAnalyzers.Core.Policy;

namespace GovernanceAnalyzers.Core.Rules;

public sealed class GOV1002_UnpinnableModelReference() : CodeRule(new RuleInfo(
    "GOV1002",
    "UnpinnableModelReference",
    RuleScope.Code,
    "The provider publishes no immutable form of this model reference",
    "No snapshot, digest or revision exists that would keep the weights fixed. The use can still be governed: log the model that the "
    + "response names, and evaluate on a schedule, so that a silent change is noticed."))
{
    public override RuleHit? Check(CodeFact fact, CompiledPolicy policy)
    {
        if (fact is not ModelReferenceFact { Value: { } value } reference)
        {
            return null;
        }

        var verdict = policy.Classify(reference);
        return verdict.Verdict != PinVerdict.Unpinnable
            ? null
            : new RuleHit(
                $"Model reference {Quote.Text(value)}{Quote.From(reference.Origin)} cannot be pinned: {verdict.Reason}. "
                + "Log the model that each response names and re-evaluate on a schedule, or choose a model with snapshots",
                reference.Model)
            {
                Model = reference.Model,
            };
    }
}
