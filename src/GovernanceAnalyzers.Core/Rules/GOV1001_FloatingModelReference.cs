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
    + "repository, so yesterday's evaluation says nothing about today's answers. Use the snapshot that was evaluated.",
    "Write the pinned form that was evaluated in place of the alias. The message names the newest one, and a code fix "
    + "writes it."))
{
    public override RuleHit? Check(CodeFact fact, CompiledPolicy policy)
    {
        if (fact is not ModelReferenceFact { Value: { } value } reference)
        {
            return null;
        }

        if (policy.Register.ServedBy(reference) is { } served)
        {
            return OfDeployment(reference, served, policy);
        }

        var verdict = policy.Classify(reference);
        if (verdict.Verdict != PinVerdict.Floating)
        {
            return null;
        }

        // Newest first. A form that is older than a retired one is not worth moving to, whatever is on record about it, and when the name
        // itself is gone there is nothing left to pin.
        var forms = verdict.PinnedForms;
        var isRetired = policy.IsRetired(reference.Provider, value);
        var pinned = isRetired ? [] : forms.TakeWhile(p => !policy.IsRetired(reference.Provider, p)).ToArray();
        var retired = forms.Where(p => policy.IsRetired(reference.Provider, p)).Take(3).Select(Quote.Text).ToArray();
        var wayOut = (pinned.Length, retired.Length) switch
        {
            ( > 0, _) => "Pin it, for example to " + Quote.Text(pinned[0]) + Until(policy, reference.Provider, pinned[0]),
            (_, 0) when isRetired => "It is retired: choose another model",
            (_, 0) => "Use a pinned reference of this provider",
            (_, 1) => $"Its pinned form {retired[0]} is retired: choose another model",
            _ => $"Its pinned forms ({string.Join(", ", retired)}) are retired: choose another model",
        };
        return new RuleHit(
            $"{(reference.Kind == ModelReferenceFact.DatasetKind ? "Dataset" : "Model")} reference {Quote.Text(value)}{Quote.From(reference.Origin)} is floating: {verdict.Reason}. {wayOut}",
            reference.Model)
        {
            Model = reference.Model,
            Replacements = pinned,
        };
    }

    /// <summary>Nothing in the code can be pinned here: the version is set on the server, and said in the register.</summary>
    private static RuleHit? OfDeployment(ModelReferenceFact reference, ServedModel served, CompiledPolicy policy)
    {
        var verdict = policy.Models.Classify(served.Provider, served.Reference);
        if (verdict.Verdict != PinVerdict.Floating)
        {
            return null;
        }

        if (served.IsInfrastructure)
        {
            return new RuleHit(
                $"{ServedText.Of(reference, served, "deployment")} is floating: {verdict.Reason}. Give it a model version there, and the upgrade option NoAutoUpgrade",
                reference.Model)
            {
                Model = reference.Model,
                AtMost = DeploymentReference.StaysUntilRetired(served.Model) ? Severity.Suggestion : null,
            };
        }

        var pinned = verdict.PinnedForms.TakeWhile(p => !policy.IsRetired(served.Provider, p)).FirstOrDefault();
        return new RuleHit(
            $"{ServedText.Of(reference, served)} is floating: {verdict.Reason}. Deploy a fixed version"
            + (pinned is null ? "" : $", such as {Quote.Text(pinned)}") + ", and write there which one it is (resolvedVersion)",
            reference.Model)
        {
            Model = reference.Model,
        };
    }

    private static string Until(CompiledPolicy policy, string provider, string pinned) =>
        policy.FindRetiringSoon(provider, pinned) is { } soon ? $", which retires on {soon.Date}" : "";
}
