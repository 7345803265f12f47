using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Policy.Layers;
using GovernanceAnalyzers.Engine.Repository.Evaluations;
using GovernanceAnalyzers.Engine.Repository.Requirements;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>
/// A group of people that the impact assessment names (<c>groups</c> in its front matter) and the newest evaluation of a model does not cover,
/// or covers with too few examples. An evaluation that has slices at all is also held against the groups that the record of its dataset names
/// under <c>representativeness</c>.
/// </summary>
public static class GOV4008_FairnessGroupNotCovered
{
    public const string Id = "GOV4008";

    /// <summary>A message names that many groups.</summary>
    private const int Shown = 6;

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input)
    {
        var assessed = RequiredDocuments.Of(input, "impact-assessment", "governance/risk/impact-assessment.*")
            .Where(d => d.Fields is not null)
            .SelectMany(d => NamedGroup.In(d.Fields!["groups"]).Select(g => g with { System = d.Fields.Text("system") ?? "" }))
            .ToArray();
        // A system that the register does not have may be any of those that it has.
        bool IsOfAny(NamedGroup group) => group.System.Length == 0 || input.Register.Systems.All(s => s.Id.Text != group.System);
        foreach (var (model, id, newest) in EvaluatedModels.Of(input))
        {
            if (newest.SelectMany(e => e.NotApplicable).Any(n => n.Problem is null && IsFairness(input, n.About)))
            {
                continue;
            }

            var slices = newest
                .SelectMany(e => e.Metrics.Select(m => (Metric: m, Evaluation: e)))
                .Where(m => m.Metric.Slice.Length > 0 && ShippedMetrics.Instance.Family(m.Metric.Name) is not ("cost" or "data"))
                .ToArray();
            var systems = input.Register.Models.FirstOrDefault(m => m.Id.Text == id)?.UsedBy.Select(u => u.Text).ToArray() ?? [];
            var inData = slices.Length == 0
                ? []
                : newest
                    .SelectMany(e => input.Datasets.Where(d => string.Equals(d.Id.Text, e.DatasetId, StringComparison.OrdinalIgnoreCase)))
                    .SelectMany(d => NamedGroup.In(d.Fields.Mapping("representativeness")?["groups"]));
            var groups = assessed.Where(g => IsOfAny(g) || systems.Length == 0 || systems.Contains(g.System)).Concat(inData);
            // One finding for all groups of one list: whoever adds one of them adds them all.
            var uncovered = groups.GroupBy(g => g.Text, StringComparer.OrdinalIgnoreCase).Select(g => g.First()).Where(g => !slices.Any(s => g.Covers(s.Metric.Slice)));
            foreach (var list in uncovered.GroupBy(g => g.Place.Path, StringComparer.Ordinal))
            {
                var named = list.ToArray();
                var first = named[0];
                var (those, have, them) = named.Length == 1 ? ("Group", "has", "the group") : ("Groups", "have", "them");
                var texts = string.Join(", ", named.Take(Shown).Select(g => $"'{Excerpt.Of(g.Text)}'")) + (named.Length > Shown ? $" and {named.Length - Shown} more" : "");
                yield return Finding(
                    $"{those} {texts}, which {first.Place.Path}({first.Place.Line}) names, {have} no value in the newest evaluation of '{Excerpt.Of(ModelText.Short(model.Name))}', {newest[0].Path}. Measure {them} and add metrics with a slice ('slice: {Excerpt.Of(first.Text)}'), or name the column under 'predictions'",
                    new SourcePlace(newest[0].Path, 1, 1),
                    list.Key);
            }

            foreach (var slice in slices.GroupBy(s => s.Metric.Slice, StringComparer.OrdinalIgnoreCase))
            {
                // Rates rest on the part of a group with one label; the group is as large as the most that any value of it rests on.
                var source = groups.FirstOrDefault(g => g.Covers(slice.Key));
                var isGroup = source is not null || slice.Any(s => s.Metric.IsComputed);
                var samples = slice.Max(s => s.Metric.Samples);
                if (isGroup && input.Policy.MinGroupSamples > 0 && !(samples >= input.Policy.MinGroupSamples))
                {
                    var (metric, evaluation) = slice.First();
                    var where = source is null ? "" : $", which {source.Place.Path}({source.Place.Line}) names,";
                    yield return Finding(
                        samples is { } few
                            ? $"Group '{Excerpt.Of(slice.Key)}'{where} has {few} examples in the evaluation {evaluation.Path} of '{Excerpt.Of(ModelText.Short(model.Name))}', and {input.Policy.MinGroupSamples} are asked for ({input.Policy.PlaceOf(PolicySettings.MinGroupSamples)}). Evaluate on more examples of the group"
                            : $"Group '{Excerpt.Of(slice.Key)}'{where} has a value in the evaluation {evaluation.Path} of '{Excerpt.Of(ModelText.Short(model.Name))}' that does not say on how many examples it rests; {input.Policy.MinGroupSamples} are asked for ({input.Policy.PlaceOf(PolicySettings.MinGroupSamples)}). Add 'samples'",
                        metric.Place,
                        slice.Key + " samples");
                }
            }

            foreach (var (gap, evaluation) in newest.SelectMany(e => e.Gaps.Select(g => (g, e))))
            {
                yield return Finding(
                    $"{gap.Metric} of '{Excerpt.Of(gap.Group)}' cannot be told from the predictions of {evaluation.Path}: {gap.Reason}. Evaluate '{Excerpt.Of(ModelText.Short(model.Name))}' on examples that show it",
                    gap.Place,
                    $"{gap.Metric} {gap.Group}");
            }

            RepositoryFinding Finding(string message, SourcePlace place, string about) => new(Id, message, place, $"{id} {about}") { Model = model.Model };
        }
    }

    /// <summary>Whether a statement that something does not apply is about fairness.</summary>
    private static bool IsFairness(PolicyCompiler input, string about) =>
        ShippedMetrics.Instance.Family(ShippedMetrics.Instance.Canonical(about)) == "fairness"
        || input.Policy.Requirements.Any(r => r.Id == about && r.Metric is not null && r.Metric.Names.Any(n => ShippedMetrics.Instance.Family(n) == "fairness"));
}
