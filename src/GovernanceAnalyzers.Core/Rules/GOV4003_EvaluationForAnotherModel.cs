using System.Linq;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Models;
using GovernanceAnalyzers.Core.Policy;

namespace GovernanceAnalyzers.Core.Rules;

/// <remarks>
/// A model without any evaluation is a matter of requirements (GOV4001). What a deployment serves only the register says, so deployments
/// are judged in the repository.
/// </remarks>
public sealed class GOV4003_EvaluationForAnotherModel() : CodeRule(new RuleInfo(
    "GOV4003",
    "EvaluationForAnotherModel",
    RuleScope.Code,
    "The evaluations are about another version of the model than the one in use",
    "Results for one version say nothing about the next. The register or the code moved on, and the evaluation did not.",
    "Evaluate the version in use, or go back to the one that was evaluated."))
{
    private const int Shown = 3;

    public override RuleHit? Check(CodeFact fact, CompiledPolicy policy)
    {
        if (policy.Evaluated.Count == 0
            || fact is not ModelReferenceFact { Value: { Length: > 0 } value, Provider.Length: > 0, Kind: not "deployment" } reference
            || policy.Register.Models.Any(m => m.ListsDeployment(reference)))
        {
            return null;
        }

        var related = policy.Evaluated.Select(e => (e.Model, e.Place, Relation: policy.Models.Compare(e.Model, reference.Model))).ToArray();
        var others = related.Where(e => e.Relation == ModelRelation.OtherVersion).ToArray();
        if (others.Length == 0 || related.Any(e => e.Relation is ModelRelation.Same or ModelRelation.Alias))
        {
            // An evaluation of an alias does not say which version it is about.
            return null;
        }

        return new RuleHit(
            $"Model reference {Quote.Text(value)}{Quote.From(reference.Origin)} has no evaluation; there is one of another version, "
            + string.Join(" and ", others.Take(Shown).Select(e => $"{Quote.Text(e.Model)} ({e.Place})"))
            + AgreementText.OfRegister(reference, policy)
            + ". Evaluate the version in use, or use the one that was evaluated",
            reference.Model)
        {
            Model = reference.Model,
        };
    }
}
