using System.Linq;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Models;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Core.Rules;

public sealed class GOV2001_ModelCardMissing() : CodeRule(new RuleInfo(
    "GOV2001",
    "ModelCardMissing",
    RuleScope.Code,
    "No model card documents this model reference",
    "Every model that the code calls needs a card in the repository which names exactly this reference: what it is used for, its "
    + "limits, and who answers for it.",
    "Add the card at the path that the message names ('governance card new' begins one), or add the reference to the card "
    + "that it belongs to."))
{
    private const string Mismatch = "GOV2003";

    public override RuleHit? Check(CodeFact fact, CompiledPolicy policy)
    {
        if (fact is not ModelReferenceFact { Value: { Length: > 0 } value } reference || policy.HasCard(reference))
        {
            return null;
        }

        if (policy.Rule(Mismatch, fact.Place.Path).Severity != Severity.None && policy.CardOfOtherVersion(reference) is not null)
        {
            // There is a card, and it is about another version: that says it better.
            return null;
        }

        var what = reference.Kind == "deployment" ? "Deployment" : "Model reference";
        var entry = reference.Kind == "deployment"
            ? $"deployments: [{value}]"
            : $"models: [{(reference.Provider.Length == 0 ? "<provider>:" + value : reference.Model)}]";
        if (policy.Classify(reference).PinnedForms.FirstOrDefault(p => policy.HasCard(reference with { Value = p })) is { } documented)
        {
            // A card for the alias would document nothing in particular; the one that is there becomes true by pinning.
            return new RuleHit(
                $"{what} {Quote.Text(value)}{Quote.From(reference.Origin)} has no model card, but its pinned form {Quote.Text(documented)} has one. "
                + "Use the pinned form",
                reference.Model)
            {
                Model = reference.Model,
            };
        }

        if (policy.CardsRelatedTo(reference, ModelRelation.Alias).FirstOrDefault() is { Card: { } card } alias)
        {
            return new RuleHit(
                $"{what} {Quote.Text(value)}{Quote.From(reference.Origin)} has no model card: {Excerpt.Of(card.Path, 200)} names {Quote.Text(alias.Model)}, "
                + $"which may mean any version. If the card is about this one, name it there (\"{entry}\"); otherwise add a card",
                reference.Model)
            {
                Model = reference.Model,
            };
        }

        return new RuleHit(
            $"{what} {Quote.Text(value)}{Quote.From(reference.Origin)} has no model card. "
            + $"Add {policy.SuggestedCardPath(value)} with \"{entry}\" in its front matter, or add the reference to the card it belongs to",
            reference.Model)
        {
            Model = reference.Model,
        };
    }
}
