using System;
using System.Linq;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Models;
using GovernanceAnalyzers.Core.Policy;

namespace GovernanceAnalyzers.Core.Rules;

public sealed class GOV1008_ModelNotAllowed() : CodeRule(new RuleInfo(
    "GOV1008",
    "ModelNotAllowed",
    RuleScope.Code,
    "The policy does not allow this model",
    "The policy lists the models that may be used (models.allow), and this one is not among them. Without a list the rule is silent. A "
    + "reference whose value is not known at build time is left to GOV1003.",
    "Use a model that is listed, or have this one added by whoever owns the list.") { Options = ["notVisible"] })
{
    private const int MaximumPatterns = 5;

    public override RuleHit? Check(CodeFact fact, CompiledPolicy policy)
    {
        // A placeholder is not a reference yet: GOV1003 says so.
        if (fact is not ModelReferenceFact { Value: { } value } reference || UnfilledReference.Explain(value) is not null)
        {
            return null;
        }

        var what = reference.Kind == "deployment" ? "Deployment" : "Model";
        var named = $"{Quote.Text(value)}{Quote.From(reference.Origin)}";
        if (reference.Provider.Length > 0)
        {
            return policy.AllowLists.FirstOrDefault(l => !l.Allows(reference.Provider, value)) is { } list
                ? Hit($"{what} {named} of {policy.Models.DisplayName(reference.Provider)} is not allowed: no pattern of {list.Place} matches "
                    + $"{Quote.Text(reference.Model)} ({Patterns(list)}). Use a model that is listed, or have this one added to the list")
                : null;
        }

        if (policy.AllowLists.FirstOrDefault(l => l.ProvidersOf(value).Count == 0) is { } never)
        {
            return Hit($"{what} {named} is not allowed: its provider is not known here, and no pattern of {never.Place} matches it under any provider "
                + $"({Patterns(never)}). Use a model that is listed, or have this one added to the list");
        }

        // A list that allows it under every provider leaves nothing to know.
        return policy.AllowLists.FirstOrDefault(l => !l.ProvidersOf(value).Contains("*")) is { } perhaps
            ? Hit($"Whether {what.ToLowerInvariant()} {named} is allowed is not visible here: its provider is not known, and {perhaps.Place} allows it "
                + $"only with {string.Join(" or ", perhaps.ProvidersOf(value).OrderBy(p => p, StringComparer.Ordinal))}")
                with
                {
                    AtMost = policy.SeverityOption("GOV1008", "notVisible", Severity.Suggestion),
                }
            : null;

        RuleHit Hit(string message) => new(message, reference.Model) { Model = reference.Model };
    }

    private static string Patterns(ModelAllowList list) => list.Patterns.Count == 0
        ? "the list is empty"
        : string.Join(", ", list.Patterns.Take(MaximumPatterns))
            + (list.Patterns.Count > MaximumPatterns ? $" and {list.Patterns.Count - MaximumPatterns} more" : "");
}
