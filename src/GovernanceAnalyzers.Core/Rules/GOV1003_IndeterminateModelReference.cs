using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Models;
using GovernanceAnalyzers.Core.Policy;

namespace GovernanceAnalyzers.Core.Rules;

public sealed class GOV1003_IndeterminateModelReference() : CodeRule(new RuleInfo(
    "GOV1003",
    "IndeterminateModelReference",
    RuleScope.Code,
    "Which model is called cannot be known at build time",
    "The reference is supplied at run time, is a deployment name, or belongs to a provider that is not known here. It may be pinned; "
    + "nothing in the code shows it. The message names where the reference comes from."))
{
    public override RuleHit? Check(CodeFact fact, CompiledPolicy policy)
    {
        if (fact is not ModelReferenceFact reference)
        {
            return null;
        }

        if (reference.Value is null)
        {
            return new RuleHit(
                $"The model reference for {reference.Sink} cannot be known at build time: it comes from {reference.Origin}. "
                + "Give it a pinned value the compiler can see, such as a constant",
                $"{reference.Sink} <- {reference.Origin}");
        }

        var verdict = policy.Classify(reference);
        return verdict.Verdict != PinVerdict.Indeterminate
            ? null
            : new RuleHit(
                $"Model reference {Quote.Text(reference.Value)}{Quote.From(reference.Origin)} does not say which model answers: {verdict.Reason}",
                reference.Model)
            {
                Model = reference.Model,
            };
    }
}
