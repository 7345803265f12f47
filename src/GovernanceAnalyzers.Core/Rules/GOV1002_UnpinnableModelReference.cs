using System.Linq;
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
    + "response names, and evaluate on a schedule, so that a silent change is noticed. A register entry with such a compensation settles it.",
    "Choose a model with snapshots. Where there is none, log the model that each response names, evaluate on a schedule, "
    + "and record that as 'compensation' of its entry in the register."))
{
    public override RuleHit? Check(CodeFact fact, CompiledPolicy policy)
    {
        if (fact is not ModelReferenceFact { Value: not null } reference || policy.Register.For(reference).Any(m => m.IsCompensated))
        {
            return null;
        }

        var served = policy.Register.ServedBy(reference);
        var verdict = served is null ? policy.Classify(reference) : policy.Models.Classify(served.Provider, served.Reference);
        return verdict.Verdict != PinVerdict.Unpinnable
            ? null
            : new RuleHit(
                $"{ServedText.Of(reference, served)} cannot be pinned: {verdict.Reason}. "
                + "Log the model that each response names, re-evaluate on a schedule and write that down as the compensation of its entry in "
                + $"{policy.Register.Path}, or choose a model with snapshots",
                reference.Model)
            {
                Model = reference.Model,
            };
    }
}
