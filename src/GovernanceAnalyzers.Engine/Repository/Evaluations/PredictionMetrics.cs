using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Evaluations;

/// <summary>
/// Metrics of predictions. Groups are compared within one column; where a column has more than two, the largest difference and the smallest
/// ratio between any two of them count. "Positive" is the favourable or sought label.
/// </summary>
internal static class PredictionMetrics
{
    /// <summary>
    /// The share of examples whose prediction is the label. Source: ISO/IEC TS 4213:2022, 6.2.3 (accuracy); scikit-learn,
    /// <c>accuracy_score</c>.
    /// </summary>
    public static decimal Accuracy(GroupCounts group) => Statistics.Share(group.Correct, group.Rows);

    /// <summary>
    /// The share of examples with a positive prediction, P(Ŷ=1 | A=a). Source: Fairlearn, <c>selection_rate</c>; R. Berk et al., "Fairness in
    /// criminal justice risk assessments", arXiv:1703.09207.
    /// </summary>
    public static decimal SelectionRate(GroupCounts group) => Statistics.Share(group.Selected, group.Rows);

    /// <summary>The share of positive labels with a positive prediction, P(Ŷ=1 | Y=1, A=a); null without positive labels.</summary>
    public static decimal? TruePositiveRate(GroupCounts group) => group.Positives == 0 ? null : Statistics.Share(group.TruePositives, group.Positives);

    /// <summary>The share of other labels with a positive prediction, P(Ŷ=1 | Y=0, A=a); null without other labels.</summary>
    public static decimal? FalsePositiveRate(GroupCounts group) => group.Negatives == 0 ? null : Statistics.Share(group.FalsePositives, group.Negatives);

    /// <summary>
    /// max P(Ŷ=1 | A=a) - min P(Ŷ=1 | A=a): 0 where all groups are selected alike. Source: C. Dwork et al., "Fairness through awareness",
    /// ITCS 2012 (statistical parity); as a difference of extremes: Fairlearn, <c>demographic_parity_difference</c>.
    /// </summary>
    public static decimal DemographicParityDifference(IReadOnlyCollection<GroupCounts> groups) => groups.Max(SelectionRate) - groups.Min(SelectionRate);

    /// <summary>
    /// min P(Ŷ=1 | A=a) / max P(Ŷ=1 | A=a): 1 where all groups are selected alike; null where nobody is selected. Source: M. Feldman et al.,
    /// "Certifying and removing disparate impact", KDD 2015, after the four-fifths rule of 29 CFR 1607.4(D); Fairlearn,
    /// <c>demographic_parity_ratio</c>.
    /// </summary>
    public static decimal? DisparateImpact(IReadOnlyCollection<GroupCounts> groups)
    {
        // From the counts: rates that were rounded before the division would move the last places.
        var lowest = groups.OrderBy(g => (decimal)g.Selected / g.Rows).First();
        var highest = groups.OrderBy(g => (decimal)g.Selected / g.Rows).Last();
        return highest.Selected == 0 ? null : Statistics.Round((decimal)lowest.Selected * highest.Rows / ((decimal)lowest.Rows * highest.Selected));
    }

    /// <summary>
    /// max TPR - min TPR over the groups; null where a group has no positive labels. Source: M. Hardt, E. Price, N. Srebro, "Equality of
    /// opportunity in supervised learning", NIPS 2016; Fairlearn, <c>equal_opportunity_difference</c>.
    /// </summary>
    public static decimal? EqualOpportunityDifference(IReadOnlyCollection<GroupCounts> groups) => Difference(groups.Select(TruePositiveRate));

    /// <summary>
    /// The larger of the differences in TPR and in FPR; null where a group lacks one of the labels. Source: Hardt et al. (equalised odds); as
    /// the larger of both: Fairlearn, <c>equalized_odds_difference</c>, "worst_case".
    /// </summary>
    public static decimal? EqualizedOddsDifference(IReadOnlyCollection<GroupCounts> groups) =>
        Difference(groups.Select(TruePositiveRate)) is { } positive && Difference(groups.Select(FalsePositiveRate)) is { } negative ? Math.Max(positive, negative) : null;

    /// <summary>
    /// Σ |B_m|/n · |acc(B_m) - conf(B_m)| over 10 bins of equal width, ((m-1)/10, m/10], by the confidence of the prediction: its score, and
    /// 1 - score where the score is of the positive label and the prediction is not that. Source: C. Guo et al., "On calibration of modern
    /// neural networks", ICML 2017, equation 3; M. Pakdaman Naeini et al., AAAI 2015.
    /// </summary>
    public static decimal ExpectedCalibrationError(PredictionCounts counts)
    {
        var sum = 0.0;
        for (var bin = 0; bin < counts.InBin.Length; bin++)
        {
            // |B|/n · |correct/|B| - confidence/|B|| is |correct - confidence| / n.
            sum += Math.Abs(counts.CorrectInBin[bin] - counts.ConfidenceInBin[bin]);
        }

        return Statistics.Round(sum / counts.All.Rows);
    }

    /// <summary>
    /// Mean (p - o)², p the probability of the positive label and o 1 where it is the label and else 0: from 0 to 1. Source: G. W. Brier,
    /// "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78 (1950) 1-3, who sums over both labels and so
    /// has twice this; in this form scikit-learn, <c>brier_score_loss</c>.
    /// </summary>
    public static decimal Brier(PredictionCounts counts) => Statistics.Round(counts.SquaredError / counts.All.Rows);

    /// <summary>All that the counts give, and what they do not.</summary>
    public static (IReadOnlyList<MetricResult> Metrics, IReadOnlyList<MetricGap> Gaps) Of(PredictionCounts counts, Predictions predictions, ICollection<FileProblem> problems)
    {
        var metrics = new List<MetricResult> { Share("accuracy", "", counts.All.Correct, counts.All.Rows, predictions.Place) };
        var gaps = new List<MetricGap>();
        if (predictions.Score.Length > 0)
        {
            metrics.Add(Value("ece", "", ExpectedCalibrationError(counts), counts.All.Rows, predictions.Place));
            if (counts.HasPositive)
            {
                metrics.Add(Value("brier", "", Brier(counts), counts.All.Rows, predictions.Place));
            }
        }

        for (var i = 0; i < counts.Groups.Count; i++)
        {
            Groups(counts, i, predictions.Groups[i], metrics, gaps);
        }

        return (metrics, gaps);
    }

    private static void Groups(PredictionCounts counts, int number, YamlScalar column, List<MetricResult> metrics, List<MetricGap> gaps)
    {
        var groups = counts.Groups[number];
        foreach (var group in groups)
        {
            var slice = $"{column.Text}={group.Key}";
            metrics.Add(Share("accuracy", slice, group.Value.Correct, group.Value.Rows, column.Place));
            if (counts.HasPositive)
            {
                metrics.Add(Share("selection_rate", slice, group.Value.Selected, group.Value.Rows, column.Place));
                Rate("recall", "positive", slice, group.Value.TruePositives, group.Value.Positives);
                Rate("false_positive_rate", "other", slice, group.Value.FalsePositives, group.Value.Negatives);
            }
        }

        if (counts.WithoutGroup[number] > 0)
        {
            gaps.Add(new MetricGap("accuracy", column.Text, $"{counts.WithoutGroup[number]} rows have no value in that column", column.Place));
        }

        if (!counts.HasPositive)
        {
            return;
        }

        var all = groups.Values.ToArray();
        var rows = all.Sum(g => g.Rows);
        metrics.Add(Value("demographic_parity_difference", column.Text, DemographicParityDifference(all), rows, column.Place));
        Between("disparate_impact", DisparateImpact(all), "no group has a positive prediction, and a ratio needs one");
        Between("equal_opportunity_difference", EqualOpportunityDifference(all), "a group has no example with the positive label");
        Between("equalized_odds_difference", EqualizedOddsDifference(all), "a group lacks examples with one of the labels");

        void Rate(string metric, string label, string slice, long part, long whole)
        {
            if (whole > 0)
            {
                metrics.Add(Share(metric, slice, part, whole, column.Place));
            }
            else
            {
                gaps.Add(new MetricGap(metric, slice, $"the group has no example with {(label == "positive" ? "the positive" : "another")} label", column.Place));
            }
        }

        void Between(string metric, decimal? value, string reason)
        {
            if (value is { } known)
            {
                metrics.Add(Value(metric, column.Text, known, rows, column.Place));
            }
            else
            {
                gaps.Add(new MetricGap(metric, column.Text, reason, column.Place));
            }
        }
    }

    private static decimal? Difference(IEnumerable<decimal?> rates)
    {
        var all = rates.ToArray();
        return all.Any(r => r is null) ? null : all.Max()!.Value - all.Min()!.Value;
    }

    private static MetricResult Share(string name, string slice, long part, long whole, SourcePlace place) =>
        Value(name, slice, Statistics.Share(part, whole), whole, place) with { Interval = Statistics.Wilson(part, whole) };

    private static MetricResult Value(string name, string slice, decimal value, long samples, SourcePlace place) =>
        new(name, new Quantity(value, false), place) { Slice = slice, Samples = samples, IsComputed = true };
}
