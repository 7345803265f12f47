using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository.Evaluations;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>
/// A quantised, pruned or distilled model without metrics before and after: the same metric of the variant and of the model it was made
/// from. Asked where the policy asks for an evaluation of variants, which says itself when the variant has none at all.
/// </summary>
internal static class GOV4005_VariantNotCompared
{
    public const string Id = "GOV4005";

    private const string Requirement = "variant-evaluation";

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input)
    {
        if (input.Policy.Requirements.All(r => r.Id != Requirement))
        {
            yield break;
        }

        foreach (var variant in input.Register.Models.Where(m => Answer.IsGiven(m.Fields["variantOf"])))
        {
            var named = variant.Fields.Text("variantOf") ?? "";
            var known = input.Register.Models.FirstOrDefault(m => m.Id.Text == named);
            if (known is null && named.IndexOf(':') < 0)
            {
                // The register says that there is no such model.
                continue;
            }

            var after = Metrics(input, variant, variant.Model);
            var before = Metrics(input, known, known?.Model ?? named);
            if (after.Count > 0 && !after.Overlaps(before))
            {
                yield return new RepositoryFinding(
                    Id,
                    $"Model {Quote.Text(variant.Id.Text)} was made from {Quote.Text(named)}, and "
                    + (before.Count == 0
                        ? $"no evaluation of that model says how good it was before. Add one with {string.Join(", ", after.OrderBy(m => m, StringComparer.Ordinal).Take(3))}"
                        : $"the evaluations of the two have no metric in common ({string.Join(", ", after.OrderBy(m => m, StringComparer.Ordinal).Take(3))}; {string.Join(", ", before.OrderBy(m => m, StringComparer.Ordinal).Take(3))}). Measure the same before and after"),
                    variant.Fields["variantOf"]!.Place,
                    variant.Id.Text)
                {
                    Model = variant.Model,
                };
            }
        }
    }

    private static HashSet<string> Metrics(PolicyCompiler input, RegisteredModel? entry, string model) => new(
        input.Evaluations
            .Where(e => string.Equals(e.Model.Text, model, StringComparison.OrdinalIgnoreCase)
                || entry?.Deployments.Any(d => e.Model.Text.EndsWith(":" + d.Text, StringComparison.OrdinalIgnoreCase)) == true)
            .SelectMany(e => e.Metrics)
            .Where(m => m.Slice.Length == 0)
            .Select(m => m.Name),
        StringComparer.Ordinal);
}
