using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Policy.Layers;
using GovernanceAnalyzers.Engine.Repository.Evaluations;
using GovernanceAnalyzers.Engine.Repository.Requirements;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>A metric that is worse than in the committed baseline.</summary>
public static class GOV4007_MetricRegressed
{
    public const string Id = "GOV4007";

    private const string WriteAgain = "'governance evaluation baseline'";

    /// <summary>
    /// A value nearer to 0 counts as this much, so that the rule is about a share of the value and, near 0, about a fixed step: with 5 % an error
    /// rate of 0.01 may become 0.015, and not 0.0106 only.
    /// </summary>
    private const decimal SmallestSize = 0.1m;

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input)
    {
        var models = EvaluatedModels.All(input).ToArray();
        var baselines = new List<MetricBaseline>();
        var isBroken = false;
        foreach (var file in input.Policy.MetricBaselines.SelectMany(b => RepositoryFiles.Match(input.Tree, b, input.Inputs)).Distinct(StringComparer.Ordinal))
        {
            input.Inputs.Add(file);
            var problems = new List<FileProblem>();
            if (MetricBaseline.ReadFile(file, input.Tree.Relative(file), problems) is { } baseline)
            {
                baselines.Add(baseline);
            }

            isBroken |= problems.Count > 0;
            foreach (var problem in problems)
            {
                yield return new RepositoryFinding(Id, $"The baseline of metrics cannot be used, so nothing was compared with it: {problem.Message}", problem.Place, problem.Place.Path);
            }
        }

        foreach (var entry in baselines.SelectMany(b => b.Models))
        {
            var model = models.FirstOrDefault(m => string.Equals(m.Id, entry.Id, StringComparison.OrdinalIgnoreCase));
            if (model.Subject is null)
            {
                yield return new RepositoryFinding(
                    Id,
                    $"The baseline has the metrics of '{Excerpt.Of(entry.Id)}', and neither the register nor a card names it, so nothing was compared. Give the entry the id that its successor has in the register, or write the baseline again with {WriteAgain}",
                    entry.Place,
                    entry.Id);
                continue;
            }

            foreach (var finding in Compare(input, entry, model.Subject, model.Newest))
            {
                yield return finding;
            }
        }

        if (isBroken)
        {
            yield break;
        }

        foreach (var (subject, id, newest) in models)
        {
            if (newest.Count > 0 && subject.Tier == RiskTier.High && baselines.All(b => b.Models.All(m => !string.Equals(m.Id, id, StringComparison.OrdinalIgnoreCase))))
            {
                var path = baselines.FirstOrDefault()?.Path ?? input.Policy.MetricBaselines.FirstOrDefault() ?? "governance/metrics-baseline.yml";
                yield return new RepositoryFinding(
                    Id,
                    $"Model '{Excerpt.Of(subject.Name)}' of a high-risk system has evaluations and no baseline to compare them with{(baselines.Count == 0 ? "" : $": '{Excerpt.Of(id)}' is not in {path}")}. Write {path} with {WriteAgain} and commit it",
                    new SourcePlace(path),
                    id + " baseline")
                {
                    Model = subject.Model,
                };
            }
        }
    }

    private static IEnumerable<RepositoryFinding> Compare(PolicyCompiler input, BaselineModel entry, Subject model, IReadOnlyList<Evaluation> newest)
    {
        if (newest.Count == 0)
        {
            // Where the policy asks for an evaluation, its absence is said there.
            if (entry.Metrics.Count > 0 && !input.Policy.Requirements.Any(r => r is { Kind: RequirementShape.Metric, Optional: false } && (r.FollowsRule || r.Severity != Severity.None)))
            {
                yield return Finding(
                    $"The baseline has {entry.Metrics.Count} {(entry.Metrics.Count == 1 ? "metric" : "metrics")} of '{Excerpt.Of(ModelText.Short(model.Name))}' ({At(entry.Place)}), and there is no evaluation of it to compare. Evaluate it", entry.Place, "evaluation");
            }

            yield break;
        }

        foreach (var old in entry.Metrics)
        {
            var name = Named(old);
            var same = newest.SelectMany(e => e.Metrics.Select(m => (Metric: m, Evaluation: e))).Where(m => m.Metric.Name == old.Name && m.Metric.Slice == old.Slice && !m.Metric.Value.IsDuration).ToArray();
            var onData = old.Dataset.Length == 0 ? same : [.. same.Where(m => string.Equals(m.Evaluation.DatasetId, old.Dataset, StringComparison.OrdinalIgnoreCase))];
            if (onData.Length == 0)
            {
                if (newest.SelectMany(e => e.NotApplicable).Any(n => n.Problem is null && ShippedMetrics.Instance.Canonical(n.About) == old.Name)
                    || IsMissedByRequirement(input, model, newest, old.Name))
                {
                    continue;
                }

                var other = same.Length == 0 ? "" : $", only on {string.Join(", ", same.Select(s => s.Evaluation.DatasetId.Length == 0 ? "data without an id" : $"'{Excerpt.Of(s.Evaluation.DatasetId)}'").Distinct())}";
                yield return Finding(
                    $"The {name} of '{Excerpt.Of(ModelText.Short(model.Name))}' is {new Quantity(old.Value, false)} in the baseline ({At(old.Place)}), and the newest evaluation {newest[0].Path} has no {name}{other}. Measure it, or agree to leave it out by writing the baseline again with {WriteAgain}",
                    new SourcePlace(newest[0].Path, 1, 1),
                    $"{old.Name} {old.Slice} {old.Dataset} missing");
                continue;
            }

            var isLower = Direction(old, onData[0].Metric, model);
            // Of several values the one that got worst; without a direction, the one that changed most.
            var (now, evaluation) = onData.OrderByDescending(m => Worse(old.Value, m.Metric.Value.Value, isLower)).First();
            var size = Math.Max(Math.Abs(Bounded(old.Value)), SmallestSize);
            var worse = Worse(old.Value, now.Value.Value, isLower);
            if (worse <= size * input.Policy.MaxRelativeDrop || ShippedMetrics.Instance.HasNoDirection(old.Name))
            {
                continue;
            }

            var accepted = $"{Percent(input.Policy.MaxRelativeDrop)} is accepted ({input.Policy.PlaceOf(PolicySettings.MaxRelativeDrop)})";
            var values = $"The {name} of '{Excerpt.Of(ModelText.Short(model.Name))}' is {now.Value} in {evaluation.Path} of {evaluation.Date}, and {new Quantity(old.Value, false)} in the baseline{Then(entry, evaluation)} ({At(old.Place)})";
            var share = Math.Abs(old.Value) < SmallestSize ? $"by {new Quantity(worse, false)}, where a value below {new Quantity(SmallestSize, false)} counts as that and {accepted}" : $"by {Percent(worse / size)}, and {accepted}";
            yield return isLower is null
                ? Finding(
                    $"{values}: it changed {share}; whether for better or worse is not known. Declare 'better: higher' or 'better: lower' for it in the baseline, or a threshold in the register",
                    now.Place,
                    $"{old.Name} {old.Slice} {old.Dataset} direction")
                : Finding(
                    $"{values}: worse {share}.{Overlap(old, now)} Improve the model or its use, or agree to the new value by writing the baseline again with {WriteAgain}",
                    now.Place,
                    $"{old.Name} {old.Slice} {old.Dataset}");
        }

        RepositoryFinding Finding(string message, SourcePlace place, string about) => new(Id, message, place, $"{entry.Id} {about}".TrimEnd()) { Model = model.Model };
    }

    /// <summary>Whether a requirement says, no less loudly, that the metric was not measured: one absence, one finding.</summary>
    private static bool IsMissedByRequirement(PolicyCompiler input, Subject model, IReadOnlyList<Evaluation> newest, string metric)
    {
        var rule = input.Policy.Rule("GOV4005").Severity;
        return input.Policy.Requirements
            .Where(r => r.Kind == RequirementShape.Metric)
            .Select(r => r.For(model.Tier))
            .Any(r => r is { Optional: false, Metric: { Environment: null, DatasetKind: null } asked }
                && asked.Names.Contains(metric)
                && r.SeverityUnder(rule) >= input.Policy.Rule(Id).Severity
                && r.AppliesTo.Matches(model.Has)
                && !newest.SelectMany(e => e.NotApplicable).Any(n => n.About == r.Id)
                && !newest.SelectMany(e => e.Metrics).Any(m => asked.Names.Contains(m.Name)));
    }

    /// <summary>How much a value got worse; without a direction, how much it changed.</summary>
    private static decimal Worse(decimal old, decimal now, bool? isLowerBetter)
    {
        (old, now) = (Bounded(old), Bounded(now));
        return isLowerBetter switch { true => now - old, false => old - now, _ => Math.Abs(now - old) };
    }

    /// <summary>Differences of what anybody can write stay within a decimal.</summary>
    private static decimal Bounded(decimal value) => Math.Max(-1e20m, Math.Min(1e20m, value));

    /// <summary>Of the baseline, else of the product, the file, or the kind of threshold in the register.</summary>
    private static bool? Direction(BaselineMetric old, MetricResult now, Subject model)
    {
        var limits = model.Fields?.Mapping("thresholds")?.Entries.FirstOrDefault(e => ShippedMetrics.Instance.Canonical(e.Key.Text) == old.Name)?.Value as YamlMapping;
        return old.IsLowerBetter ?? ShippedMetrics.Instance.IsLowerBetter(old.Name) ?? now.IsLowerBetter
            ?? (limits?["atMost"] is not null ? limits["atLeast"] is null ? true : null : limits?["atLeast"] is not null ? false : null);
    }

    /// <summary>Intervals tell how sure the values are; a regression within them is one all the same, until more samples say otherwise.</summary>
    private static string Overlap(BaselineMetric old, MetricResult now) => old.Interval is var (low, high) && now.Interval is var (nowLow, nowHigh)
        ? nowLow <= high && low <= nowHigh ? " The intervals overlap, so more samples may show that it is chance." : " The intervals do not overlap."
        : "";

    /// <summary>When the baseline was measured, and of which model where that was another.</summary>
    private static string Then(BaselineModel entry, Evaluation evaluation) =>
        (entry.Date.Length == 0 ? "" : $" of {entry.Date}")
        + (entry.Model.Length == 0 || string.Equals(entry.Model, evaluation.Model.Text, StringComparison.OrdinalIgnoreCase) ? "" : $" for '{Excerpt.Of(ModelText.Short(entry.Model))}'");

    private static string Named(BaselineMetric metric) => metric.Name
        + (metric.Slice.Length == 0 ? "" : $" of '{Excerpt.Of(metric.Slice)}'")
        + (metric.Dataset.Length == 0 ? "" : $" on '{Excerpt.Of(metric.Dataset)}'");

    private static string At(SourcePlace place) => $"{place.Path}({place.Line})";

    private static string Percent(decimal share) => new Quantity(Math.Round(share * 100, 2), false) + " %";
}
