using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Models;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository.Evaluations;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>
/// A metric in a model card that differs from the newest evaluation. Compared is what claims to be the same: metric, slice and, where the
/// card says it, dataset. A published benchmark of which the repository has no evaluation is somebody else's statement, and left alone; a
/// result on a dataset of this repository is not.
/// </summary>
public static class GOV4009_CardMetricDiffers
{
    public const string Id = "GOV4009";

    /// <summary>Decimals beyond which two numbers are the same: what is left of a binary fraction.</summary>
    private const int MaximumDecimals = 9;

    /// <summary>Decimals from which on evidence that is coarser than the card is rounded, and not a number that happens to be short.</summary>
    private const int RoundedEvidence = 3;

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input) => input.Cards.Where(c => c.Metrics.Count > 0).SelectMany(c => Of(c, input));

    private static IEnumerable<RepositoryFinding> Of(ModelCard card, PolicyCompiler input)
    {
        var evaluations = input.Evaluations.Where(e => IsAbout(card, e)).ToArray();
        if (evaluations.Length == 0)
        {
            // Whether there has to be one is for requirements to say.
            yield break;
        }

        // Several numbers of one name, such as an F1 per averaging: one of them has to be the evaluation's.
        foreach (var claims in card.Metrics.GroupBy(m => (m.Name, Slice: m.Slice.Trim(), Dataset: string.Join("|", m.Datasets))))
        {
            var claim = claims.First();
            var shown = Newest(evaluations, claim).ToArray();
            if (shown.Length == 0)
            {
                if (claim.Datasets.FirstOrDefault(d => IsOurs(d, input)) is { } ours && !evaluations.Any(e => Has(e, claim)))
                {
                    yield return new RepositoryFinding(
                        Id,
                        $"The model card states {claim.Name} {Excerpt.Of(claim.Written)}{OfSlice(claim.Slice)} on '{Excerpt.Of(ours)}', a dataset of this repository, and no evaluation of the model shows it. "
                        + "Add the evaluation it comes from, or take the number out of the card",
                        claim.Place,
                        $"{card.Title} {claim.Name} {claim.Slice}".TrimEnd()) { Model = ModelOf(card) };
                }

                continue;
            }

            if (claims.Any(c => shown.Any(s => IsEqual(c, s.Metric.Value.Value))))
            {
                continue;
            }

            var (evaluation, metric) = shown[0];
            yield return new RepositoryFinding(
                Id,
                $"The model card states {claim.Name} {Excerpt.Of(claim.Written)}{OfSlice(claim.Slice)} ({claim.Place.Path}({claim.Place.Line})), and the newest evaluation of {Excerpt.Of(ModelText.Short(evaluation.Model.Text), 120)} "
                + $"shows {metric.Value} ({metric.Place.Path}({metric.Place.Line}), {evaluation.Date}). Write what was measured into the card",
                claim.Place,
                $"{card.Title} {claim.Name} {claim.Slice}".TrimEnd()) { Model = evaluation.Model.Text };
        }
    }

    /// <summary>Whether the card states the number to its own precision. A share may stand as 0.93, as 93 % or as 93.</summary>
    internal static bool IsEqual(CardMetric claim, decimal shown) =>
        IsEqual(claim.Value, claim.Decimals, shown)
        || (Math.Abs(claim.Value) > 1 && Math.Abs(shown) <= 1 && IsEqual(claim.Value / 100, claim.Decimals + 2, shown));

    private static bool IsEqual(decimal claimed, int decimals, decimal shown)
    {
        // A share of 0 or 1 written without decimals is no rounding of everything above or below a half.
        var precision = decimals == 0 && Math.Abs(claimed) <= 1 && Math.Abs(shown) <= 1 ? 2 : Math.Min(decimals, MaximumDecimals);
        var shownDecimals = (decimal.GetBits(shown)[3] >> 16) & 0xFF;
        return IsWithin(claimed, shown, precision) || (shownDecimals >= RoundedEvidence && shownDecimals < precision && IsWithin(claimed, shown, shownDecimals));
    }

    private static bool IsWithin(decimal a, decimal b, int decimals)
    {
        var half = 0.5m;
        for (var i = 0; i < decimals; i++)
        {
            half /= 10;
        }

        // The difference of two numbers near the ends of the type is more than it holds, and not small.
        return a > 0 == b > 0 || Math.Abs(a) < 1e20m && Math.Abs(b) < 1e20m ? Math.Abs(a - b) <= half : false;
    }

    /// <summary>What the newest evaluation that has the metric shows; all those of one day count together.</summary>
    private static IEnumerable<(Evaluation Evaluation, MetricResult Metric)> Newest(IReadOnlyList<Evaluation> evaluations, CardMetric claim)
    {
        // Of each model apart: a card may be about several.
        return evaluations
            .Where(e => Has(e, claim))
            .GroupBy(e => e.Model.Text, StringComparer.OrdinalIgnoreCase)
            .SelectMany(g => g.Where(e => e.Date == g.Max(o => o.Date)))
            .SelectMany(e => e.Metrics.Where(m => IsSame(m, claim)).Select(m => (e, m)))
            .OrderByDescending(s => s.e.Date)
            .ThenBy(s => s.e.Path, StringComparer.Ordinal);
    }

    /// <summary>A card without a dataset speaks of the evaluation; one that names a dataset speaks of results on that one.</summary>
    private static bool IsOn(Evaluation evaluation, CardMetric claim) =>
        claim.Datasets.Count == 0 || claim.Datasets.Any(d => IsSameDataset(d, evaluation.DatasetId));

    private static bool Has(Evaluation evaluation, CardMetric claim) => IsOn(evaluation, claim) && evaluation.Metrics.Any(m => IsSame(m, claim));

    private static bool IsSame(MetricResult metric, CardMetric claim) =>
        metric.Name == claim.Name && string.Equals(metric.Slice.Trim(), claim.Slice.Trim(), StringComparison.OrdinalIgnoreCase);

    private static bool IsOurs(string dataset, PolicyCompiler input) =>
        input.Datasets.Any(d => IsSameDataset(dataset, d.Id.Text) && (d.Use.Count == 0 || d.Use.Any(u => u.Text == "evaluation")));

    private static bool IsSameDataset(string one, string other) => other.Length > 0 && Plain(one) == Plain(other);

    private static string Plain(string dataset) => dataset.Trim().ToLowerInvariant().Replace('_', '-').Replace(' ', '-');

    private static bool IsAbout(ModelCard card, Evaluation evaluation) =>
        card.Models.Any(m => ShippedCatalogue.Instance.ModelCatalogue.Compare($"{m.Provider}:{m.Reference}", evaluation.Model.Text) == ModelRelation.Same)
        || card.Deployments.Any(d => evaluation.Model.Text.EndsWith(":" + d.Text, StringComparison.OrdinalIgnoreCase));

    private static string OfSlice(string slice) => slice.Length == 0 ? "" : $" of '{Excerpt.Of(slice)}'";

    private static string ModelOf(ModelCard card) => card.Models.Count == 0 ? "" : $"{card.Models[0].Provider}:{card.Models[0].Reference}";
}
