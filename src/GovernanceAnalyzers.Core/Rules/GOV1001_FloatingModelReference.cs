using System.Linq;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Models;
using GovernanceAnalyzers.Core.Policy;

namespace GovernanceAnalyzers.Core.Rules;

public sealed class GOV1001_FloatingModelReference() : CodeRule(new RuleInfo(
    "GOV1001",
    "FloatingModelReference",
    RuleScope.Code,
    "Model reference can change its meaning; a pinned form exists",
    "The reference is an alias, `latest`, a branch or a tag. The provider may serve other weights under it without any change in this "
    + "repository, so yesterday's evaluation says nothing about today's answers. Use the snapshot that was evaluated."))
{
    public override RuleHit? Check(CodeFact fact, CompiledPolicy policy)
    {
        if (fact is not ModelReferenceFact { Value: { } value } reference)
        {
            return null;
        }

        var verdict = policy.Classify(reference);
        if (verdict.Verdict != PinVerdict.Floating)
        {
            return null;
        }

        var pinned = verdict.PinnedForms.Where(p => !policy.IsRetired(reference.Provider, p)).ToArray();
        var wayOut = pinned.Length switch
        {
            0 when verdict.PinnedForms.Count == 1 =>
                $"Its pinned form {Quote.Text(verdict.PinnedForms[0])} is retired: choose another model",
            0 when verdict.PinnedForms.Count > 0 =>
                $"Its pinned forms ({string.Join(", ", verdict.PinnedForms.Take(3).Select(Quote.Text))}) are retired: choose another model",
            0 => "Use a pinned reference of this provider",
            _ => "Pin it, for example to " + Quote.Text(pinned[0]),
        };
        return new RuleHit(
            $"Model reference {Quote.Text(value)}{Quote.From(reference.Origin)} is floating: {verdict.Reason}. {wayOut}",
            reference.Model)
        {
            Model = reference.Model,
            Replacements = pinned,
        };
    }
}
