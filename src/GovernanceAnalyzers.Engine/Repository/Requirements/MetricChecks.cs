using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository.Checks;
using GovernanceAnalyzers.Engine.Repository.Evaluations;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Requirements;

/// <summary>
/// Looks for what requirements ask of evaluations. The newest evaluation of a model counts; all those of the newest day count together, since
/// one tool measures quality and another latency.
/// </summary>
internal sealed class MetricChecks
{
    public const string EvaluationInvalid = "GOV4002";
    private const string EvaluationMissing = "GOV4001";
    private const string EvaluationStale = "GOV4004";
    private const string MetricMissing = "GOV4005";
    private const string MetricOutsideThreshold = "GOV4006";

    private readonly PolicyCompiler _input;
    private readonly Subjects _subjects;

    public MetricChecks(PolicyCompiler input, Subjects subjects)
    {
        _input = input;
        _subjects = subjects;
    }

    public static IReadOnlyList<Finding> Invalid(PolicyCompiler input)
    {
        var setting = input.Policy.Rule(EvaluationInvalid);
        return input.EvaluationProblems
            .Select(p => new Finding(
                EvaluationInvalid, setting.Severity, $"Evaluation: {Sentence.End(p.Message)} Until then it is no evidence. [{setting.Cited}]", p.Place, p.Place.Path)
            {
                PolicyPlace = setting.Place,
            })
            .ToArray();
    }

    public IEnumerable<RequirementResult> Run(Requirement requirement, IReadOnlyList<Requirement> all)
    {
        foreach (var model in _subjects.Models)
        {
            var asked = requirement.For(model.Tier);
            if (!asked.AppliesTo.Matches(model.Has))
            {
                continue;
            }

            var report = new RequirementReport(_input.Policy, asked, model);
            if (!report.IsOff)
            {
                Check(asked, model, report, all);
                yield return report.Result();
            }
        }
    }

    private void Check(Requirement asked, Subject model, RequirementReport report, IReadOnlyList<Requirement> all)
    {
        var metric = asked.Metric ?? new MetricCondition();
        var ofModel = _input.Evaluations.Where(e => model.IsModel(e.Model.Text)).ToArray();
        var known = ofModel
            .Where(e => metric.Environment is null || metric.Environment.Contains(e.Environment))
            .Where(e => metric.DatasetKind is null || metric.DatasetKind.Contains(e.DatasetKind))
            .ToArray();
        var about = model.Model;
        if (ofModel.Where(e => e.Date == ofModel.Max(o => o.Date)).SelectMany(e => e.NotApplicable.Where(n => n.About == asked.Id || metric.Names.Contains(Catalogue.ShippedMetrics.Instance.Canonical(n.About))))
            .FirstOrDefault() is { } statement)
        {
            report.Saw(statement.Place.Path);
            report.SetAside(statement, MetricMissing);
            return;
        }

        if (known.Length == 0)
        {
            if (!asked.Optional && ofModel.Length == 0 && IsOfOtherVersion(asked, model))
            {
                report.SaidElsewhere();
            }
            else if (!asked.Optional && !IsSaidBy(asked, model, all, ofModel.Length > 0))
            {
                var which = (metric.Environment is null ? "" : $" from {string.Join(" or ", metric.Environment)}")
                    + (metric.DatasetKind is null ? "" : $" with {string.Join(" or ", metric.DatasetKind)} data");
                report.Add(
                    EvaluationMissing,
                    $"there is no evaluation{which} of model '{ModelText.Short(model.Name)}'. Add one below governance/evaluations/ with \"model: {(model.Model.IndexOf(':') > 0 || model.Deployments.Count == 0 ? model.Name : "<provider>:" + model.Deployments.First())}\"{Needs(metric)}",
                    new SourcePlace("governance/evaluations"),
                    about);
            }

            return;
        }

        var day = known.Max(e => e.Date);
        var newest = known.Where(e => e.Date == day).ToArray();
        foreach (var file in newest.SelectMany(e => e.Files))
        {
            report.Saw(file);
        }

        var age = _input.Today.DaysSince(day);
        if ((metric.MaxAge ?? asked.ReviewWithin) is { } maxAge && age > maxAge)
        {
            report.Add(
                EvaluationStale,
                $"the newest evaluation of '{ModelText.Short(model.Name)}' is of {day}, {age} days before the evaluation date {_input.Today}; {maxAge} are accepted. Evaluate again",
                newest[0].DatePlace,
                about);
        }

        Signatures(metric, model, newest, report, about);
        var setAside = ofModel.Where(e => e.Date == ofModel.Max(o => o.Date)).SelectMany(e => e.NotApplicable).Select(n => n.About).ToArray();
        Metrics(metric, model, newest, report, asked, name => MindsDeclared(asked, metric, model, all, name, setAside));
    }

    private static void Signatures(MetricCondition metric, Subject model, Evaluation[] newest, RequirementReport report, string about)
    {
        foreach (var evaluation in newest)
        {
            var place = new SourcePlace(evaluation.Path, 1, 1);
            if (metric.Signed && evaluation.SignedBy.Length == 0)
            {
                report.Add(MetricMissing, $"the evaluation {evaluation.Path} does not say who signed it. Add 'signedBy'", place, $"{about} {evaluation.Path} signedBy");
            }

            if (metric.Reviewed && (evaluation.ReviewedBy.Length == 0 || model.Owners.Append(evaluation.SignedBy).Any(o => Same(o, evaluation.ReviewedBy))))
            {
                report.Add(
                    MetricMissing,
                    evaluation.ReviewedBy.Length == 0
                        ? $"the evaluation {evaluation.Path} does not say who reviewed it. Add 'reviewedBy', somebody other than the model's owner"
                        : $"the evaluation {evaluation.Path} was reviewed by {Excerpt.Of(evaluation.ReviewedBy)}, who owns the model or signed the evaluation. Have somebody else review it",
                    place,
                    $"{about} {evaluation.Path} reviewedBy");
            }
        }
    }

    /// <param name="mindsDeclared">Whether a threshold that the register declares for a metric is this requirement's to judge.</param>
    private static void Metrics(
        MetricCondition metric, Subject model, Evaluation[] newest, RequirementReport report, Requirement asked, Func<string, bool> mindsDeclared)
    {
        var all = newest.SelectMany(e => e.Metrics).ToArray();
        // What was calculated for a group is judged by what is asked of that metric, and by GOV4008; not by what holds for any metric.
        var measured = all.Where(m => metric.Names.Count == 0 ? !m.IsComputed || m.Slice.Length == 0 : metric.Names.Contains(m.Name)).ToArray();
        if (measured.Length == 0)
        {
            if (metric.Names.Count > 0 && !asked.Optional)
            {
                var others = all.Select(m => m.Name).Distinct().OrderBy(n => n, StringComparer.Ordinal).ToArray();
                report.Add(
                    MetricMissing,
                    $"the newest evaluation of '{ModelText.Short(model.Name)}' has no {string.Join(" or ", metric.Names)}{(others.Length == 0 ? "" : $"; it has {string.Join(", ", others)}")}. Measure it{Conditions(metric)}",
                    new SourcePlace(newest[0].Path, 1, 1),
                    $"{model.Model} {string.Join("|", metric.Names)}");
            }

            return;
        }

        foreach (var ofName in measured.GroupBy(m => m.Name))
        {
            // A value for everything, where there is one, is what a limit is about; slices are for fairness.
            var values = ofName.Any(m => m.Slice.Length == 0) ? ofName.Where(m => m.Slice.Length == 0).ToArray() : ofName.ToArray();
            var declared = Declared(model, ofName.Key);
            if (metric.Declared && declared is null)
            {
                report.Add(
                    MetricOutsideThreshold,
                    $"the register states no threshold for {ofName.Key} of '{ModelText.Short(model.Name)}'. Add one under 'thresholds' of the model, as {ofName.Key}: {{ {(Catalogue.ShippedMetrics.Instance.IsLowerBetter(ofName.Key) == true ? "atMost" : "atLeast")}: … }}",
                    model.Place,
                    $"{model.Model} {ofName.Key} threshold");
            }

            foreach (var value in values)
            {
                Limits(metric, mindsDeclared(ofName.Key) ? declared : null, model, value, report);
            }
        }
    }

    private static void Limits(MetricCondition metric, (Quantity? AtLeast, Quantity? AtMost)? declared, Subject model, MetricResult value, RequirementReport report)
    {
        var name = value.Name + (value.Slice.Length == 0 ? "" : $" of '{Excerpt.Of(value.Slice)}'");
        var about = $"{model.Model} {value.Name} {value.Slice}".TrimEnd();
        var atLeast = Quantity.Larger(metric.AtLeast, declared?.AtLeast);
        var atMost = Quantity.Smaller(metric.AtMost, declared?.AtMost);
        if (atLeast is not null || atMost is not null)
        {
            report.Judged(new JudgedMetric(value, atLeast, atMost));
        }

        if (atLeast is not null && value.Value.CompareTo(atLeast) < 0)
        {
            report.Add(MetricOutsideThreshold, $"{name} of '{ModelText.Short(model.Name)}' is {value.Value}, and at least {atLeast} is asked for. Improve the model or its use, or ask the policy's owner", value.Place, about);
        }

        if (atMost is not null && value.Value.CompareTo(atMost) > 0)
        {
            report.Add(MetricOutsideThreshold, $"{name} of '{ModelText.Short(model.Name)}' is {value.Value}, and at most {atMost} is accepted. Improve the model or its use, or ask the policy's owner", value.Place, about);
        }

        if (metric.MinSamples is { } minimum && !(value.Samples >= minimum))
        {
            report.Add(
                MetricOutsideThreshold,
                value.Samples is { } samples
                    ? $"{name} of '{ModelText.Short(model.Name)}' rests on {samples} samples, and {minimum} are asked for. Measure it on more"
                    : $"{name} of '{ModelText.Short(model.Name)}' does not say on how many samples it rests. Add 'samples', at least {minimum}",
                value.Place,
                about + " samples");
        }

        // Nobody can add one to what is calculated, and a percentile or a price has none that tools tell.
        var mayLackInterval = value.IsComputed || (metric.Names.Count == 0 && Catalogue.ShippedMetrics.Instance.Family(value.Name) == "cost");
        if (metric.Interval && value.Interval is null && !mayLackInterval)
        {
            report.Add(MetricOutsideThreshold, $"{name} of '{ModelText.Short(model.Name)}' has no interval, so nobody can tell how sure it is. Add 'interval: [low, high]'", value.Place, about + " interval");
        }
    }

    /// <summary>A threshold that the register states for a metric of the model: <c>thresholds: { accuracy: { atLeast: 0.85 } }</c>.</summary>
    private static (Quantity? AtLeast, Quantity? AtMost)? Declared(Subject model, string metric)
    {
        var entry = model.Fields?.Mapping("thresholds")?.Entries.FirstOrDefault(e => Catalogue.ShippedMetrics.Instance.Canonical(e.Key.Text) == metric);
        if (entry?.Value is not YamlMapping limits)
        {
            return null;
        }

        var low = Quantity.TryParse(limits.Text("atLeast") ?? "");
        var high = Quantity.TryParse(limits.Text("atMost") ?? "");
        return low is null && high is null ? null : (low, high);
    }

    /// <summary>
    /// A declared threshold is judged once: by a requirement that names its metric and, where none does, by the one that asks for an
    /// evaluation as such. What is asked of the age or the signature of an evaluation has nothing to say about values.
    /// </summary>
    /// <param name="setAside">Requirements and metrics that evidence says do not apply.</param>
    private bool MindsDeclared(Requirement asked, MetricCondition metric, Subject model, IReadOnlyList<Requirement> all, string name, IReadOnlyCollection<string> setAside)
    {
        if (metric.Names.Count == 0 && asked.Metric is not null)
        {
            return metric.Declared;
        }

        // One that looks at some evaluations only, judges what the others may not see.
        var rule = _input.Policy.Rule(MetricOutsideThreshold).Severity;
        var judge = all
            .Where(r => r.Kind == RequirementShape.Metric)
            .Select(r => r.For(model.Tier))
            .Where(r => !setAside.Any(s => s == r.Id || (r.Metric?.Names.Contains(Catalogue.ShippedMetrics.Instance.Canonical(s)) ?? false)))
            .Where(r => (r.Metric?.Names.Contains(name) ?? false) && r.SeverityUnder(rule) != Severity.None && r.AppliesTo.Matches(model.Has))
            .Where(r => r.Id == asked.Id || r.Metric is { Environment: null, DatasetKind: null })
            .OrderByDescending(r => r.SeverityUnder(rule))
            .ThenByDescending(r => r.Metric!.Declared)
            .ThenByDescending(r => r.Metric!.AtLeast is not null || r.Metric.AtMost is not null)
            .FirstOrDefault();
        return judge is null ? asked.Metric is null : judge.Id == asked.Id;
    }

    /// <summary>Whether another requirement, which matters as much, says already that the model has no evaluation: one absence, one finding.</summary>
    private bool IsSaidBy(Requirement asked, Subject model, IReadOnlyList<Requirement> all, bool hasOthers)
    {
        var rule = _input.Policy.Rule(EvaluationMissing).Severity;
        return !hasOthers
            && asked.Metric is not null
            && all.Where(r => r.Id != asked.Id && r.Kind == RequirementShape.Metric)
                .Select(r => r.For(model.Tier))
                .Any(r => r.Metric is null && !r.Optional && r.AppliesTo.Matches(model.Has) && r.SeverityUnder(rule) >= asked.SeverityUnder(rule));
    }

    /// <summary>Whether GOV4003 says, no less loudly, that there are only evaluations of another version.</summary>
    private bool IsOfOtherVersion(Requirement asked, Subject model) =>
        _input.Register.Models.FirstOrDefault(m => m.Place == model.Place) is { } entry
        && _input.Policy.Rule(GOV4003_EvaluationForAnotherModel.Id, model.Place.Path).Severity >= asked.SeverityUnder(_input.Policy.Rule(EvaluationMissing).Severity)
        && GOV4003_EvaluationForAnotherModel.OfOtherVersion(_input, entry) is not null;

    /// <summary>What an evaluation needs, going on from a sentence: " and accuracy, at least 60 samples".</summary>
    private static string Needs(MetricCondition metric) => metric.Names.Count == 0 ? Conditions(metric) : $" and {string.Join(" or ", metric.Names)}{Conditions(metric, ", ")}";

    /// <summary>What a value needs: ", with at least 60 samples".</summary>
    private static string Conditions(MetricCondition metric, string lead = ", with ")
    {
        var needs = new[]
        {
            metric.MinSamples is { } samples ? $"at least {samples} samples" : "",
            metric.Interval ? "an interval" : "",
        };
        var text = string.Join(" and ", needs.Where(n => n.Length > 0));
        return text.Length == 0 ? "" : lead + text;
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
