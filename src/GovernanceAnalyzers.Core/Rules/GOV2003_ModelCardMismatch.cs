using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Core.Rules;

/// <remarks>Says it instead of GOV2001: there is a card, and it is about another version. What register and card say is compared in the repository.</remarks>
public sealed class GOV2003_ModelCardMismatch() : CodeRule(new RuleInfo(
    "GOV2003",
    "ModelCardMismatch",
    RuleScope.Code,
    "A model card describes another version than the one in use",
    "Code or register refer to one version of a model, and the card that belongs to it describes another: what it says was "
    + "found out about something else.",
    "Read the card with the version in use in mind, evaluate again, and name that version in the card; or go back to the "
    + "version that the card describes."))
{
    public override RuleHit? Check(CodeFact fact, CompiledPolicy policy)
    {
        if (fact is not ModelReferenceFact { Value: { Length: > 0 } value } reference || policy.CardOfOtherVersion(reference) is not var (card, described))
        {
            return null;
        }

        return new RuleHit(
            $"Model reference {Quote.Text(value)}{Quote.From(reference.Origin)} is another version than the one that the model card "
            + $"{Excerpt.Of(card.Path, 200)} describes, {Quote.Text(described)}{AgreementText.OfRegister(reference, policy)}{AgreementText.OfEvaluations(reference, policy)}. Check the card against the version in use and name it there "
            + $"(\"models: [{reference.Model}]\"), or use the version that the card describes",
            reference.Model)
        {
            Model = reference.Model,
        };
    }
}
