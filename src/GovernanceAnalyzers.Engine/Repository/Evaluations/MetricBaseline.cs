using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository.Requirements;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Evaluations;

/// <summary>
/// The metrics that later evaluations are compared with: <c>governance/metrics-baseline.yml</c>. A model is named by its id in the register,
/// which outlives its version: what got worse with a new version is what nobody notices.
/// </summary>
public sealed record MetricBaseline(string Path, IReadOnlyList<BaselineModel> Models)
{
    private static readonly ScalarShape Number = new(
        "a number", text => Quantity.TryParse(text) is { IsDuration: false } ? null : $"'{text}' is not a number; write it with a point, like 0.85")
    {
        Pattern = Quantity.NumberPattern,
    };

    internal static readonly ObjectShape Shape = new(
        new Property("schemaVersion", ScalarShape.OneOf("1"), Required: true, "Version of this format: 1."),
        new Property(
            "models",
            new ListShape(new ObjectShape(
                new Property("id", ScalarShape.Text, Required: true, "The id of the model in the register; provider:reference of one that only a card names."),
                new Property("model", ScalarShape.Text, Description: "What was evaluated then: provider:reference."),
                new Property("date", ScalarShape.Date, Description: "The day of that evaluation."),
                new Property(
                    "metrics",
                    new ListShape(new ObjectShape(
                        new Property("name", ScalarShape.Text, Required: true, "The metric: accuracy, groundedness."),
                        new Property("value", Number, Required: true, "What was measured then."),
                        new Property("slice", ScalarShape.Text, Description: "The group or part of the data that the value is for."),
                        new Property("dataset", ScalarShape.Text, Description: "The id of the data; a value on other data does not compare."),
                        new Property("samples", ScalarShape.Count, Description: "How many samples the value rests on."),
                        new Property("interval", new ListShape(Number), Description: "Lower and upper end."),
                        new Property("better", ScalarShape.OneOf("higher", "lower"), Description: "The direction of a metric that the product does not know."))),
                    Required: true,
                    "The values to compare with."))),
            Required: true,
            "Every model that is compared."));

    /// <summary>The baseline in a file, or null with a problem.</summary>
    public static MetricBaseline? ReadFile(string fullPath, string displayPath, ICollection<FileProblem> problems)
    {
        var before = problems.Count;
        if (YamlReader.ReadFile(fullPath, displayPath, problems) is not { } root)
        {
            return null;
        }

        Shape.Check(root, "the baseline", problems);
        if (problems.Count > before || root is not YamlMapping mapping)
        {
            return null;
        }

        var models = mapping.List("models").OfType<YamlMapping>().Select(m => new BaselineModel(m.Text("id")!, m.Text("model") ?? "", m.Text("date") ?? "", m["id"]!.Place)
        {
            Metrics = m.List("metrics").OfType<YamlMapping>().Select(Metric).ToArray(),
        }).ToArray();
        foreach (var twice in models.GroupBy(m => m.Id, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            problems.Add(new FileProblem(twice.Last().Place, $"'{Excerpt.Of(twice.Key)}' is there twice. Keep one."));
        }

        foreach (var twice in models.SelectMany(m => m.Metrics.GroupBy(x => (m.Id, x.Name, x.Slice, x.Dataset)).Where(g => g.Count() > 1)))
        {
            problems.Add(new FileProblem(twice.Last().Place, $"'{Excerpt.Of(twice.Key.Name)}' of '{Excerpt.Of(twice.Key.Id)}' is there twice. Keep one."));
        }

        return problems.Count > before ? null : new MetricBaseline(displayPath, models);
    }

    private static BaselineMetric Metric(YamlMapping metric)
    {
        var ends = metric.Texts("interval").Select(t => Quantity.TryParse(t)?.Value).ToArray();
        return new BaselineMetric(ShippedMetrics.Instance.Canonical(metric.Text("name")!), Quantity.TryParse(metric.Text("value")!)!.Value, metric.Place)
        {
            Slice = metric.Text("slice") ?? "",
            Dataset = metric.Text("dataset") ?? "",
            Samples = long.TryParse(metric.Text("samples"), NumberStyles.None, CultureInfo.InvariantCulture, out var samples) ? samples : null,
            Interval = ends.Length == 2 && ends[0] is { } low && ends[1] is { } high ? (low, high) : null,
            IsLowerBetter = metric.Text("better") switch { "lower" => true, "higher" => false, _ => null },
        };
    }
}

/// <param name="Id">The id in the register, or <c>provider:reference</c>.</param>
/// <param name="Model">What was evaluated then; empty when it does not say.</param>
/// <param name="Date">As written.</param>
public sealed record BaselineModel(string Id, string Model, string Date, SourcePlace Place)
{
    public IReadOnlyList<BaselineMetric> Metrics { get; init; } = [];
}

/// <param name="Name">Canonical.</param>
public sealed record BaselineMetric(string Name, decimal Value, SourcePlace Place)
{
    public string Slice { get; init; } = "";

    public string Dataset { get; init; } = "";

    public long? Samples { get; init; }

    public (decimal Low, decimal High)? Interval { get; init; }

    public bool? IsLowerBetter { get; init; }
}

/// <summary>Writes the newest evaluation of every model down, to compare later ones with.</summary>
public static class MetricBaselineWriter
{
    private static readonly JsonSerializerOptions Quoting = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of a baseline file, the same for the same evaluations; null where there is nothing to write down.</summary>
    /// <param name="earlier">The present baseline: directions that it declares are kept.</param>
    public static string? Text(PolicyCompiler input, MetricBaseline? earlier = null)
    {
        var text = new StringBuilder(
            "# Written by 'governance evaluation baseline': the metrics that later evaluations are compared with (GOV4007). Commit it.\nschemaVersion: 1\nmodels:\n");
        var any = false;
        foreach (var (subject, id, newest) in EvaluatedModels.Of(input).OrderBy(m => m.Id, StringComparer.Ordinal))
        {
            var declared = earlier?.Models.FirstOrDefault(m => m.Id == id);
            var metrics = newest
                .SelectMany(e => e.Metrics.Select(m => (Metric: m, e.DatasetId)))
                .Where(m => !m.Metric.Value.IsDuration && !ShippedMetrics.Instance.HasNoDirection(m.Metric.Name))
                .GroupBy(m => (m.Metric.Name, m.Metric.Slice, m.DatasetId))
                .Select(g => g.First())
                .OrderBy(m => m.Metric.Name, StringComparer.Ordinal).ThenBy(m => m.Metric.Slice, StringComparer.Ordinal).ThenBy(m => m.DatasetId, StringComparer.Ordinal)
                .ToArray();
            if (metrics.Length == 0)
            {
                continue;
            }

            any = true;
            text.Append($"  - id: {Quoted(id)}\n    model: {Quoted(newest[0].Model.Text)}\n    date: {newest[0].Date}\n    metrics:\n");
            foreach (var (metric, dataset) in metrics)
            {
                text.Append($"      - {{ name: {Quoted(metric.Name)}, value: {metric.Value}");
                text.Append(metric.Slice.Length == 0 ? "" : $", slice: {Quoted(metric.Slice)}");
                text.Append(dataset.Length == 0 ? "" : $", dataset: {Quoted(dataset)}");
                text.Append(metric.Samples is { } samples ? $", samples: {samples.ToString(CultureInfo.InvariantCulture)}" : "");
                text.Append(metric.Interval is var (low, high) ? $", interval: [{new Quantity(low, false)}, {new Quantity(high, false)}]" : "");
                var direction = ShippedMetrics.Instance.IsLowerBetter(metric.Name) is not null ? null
                    : metric.IsLowerBetter ?? declared?.Metrics.FirstOrDefault(m => m.Name == metric.Name)?.IsLowerBetter;
                text.Append(direction is { } lower ? $", better: {(lower ? "lower" : "higher")}" : "").Append(" }\n");
            }
        }

        return any ? text.ToString() : null;
    }

    /// <summary>Plain where that cannot be taken for anything else.</summary>
    private static string Quoted(string text) => text.Length > 0 && char.IsLetter(text[0]) && text.All(c => c is >= 'a' and <= 'z' or '_' or '-') && text is not ("null" or "true" or "false")
        ? text
        : JsonSerializer.Serialize(text, Quoting);
}

/// <summary>The models of a repository with their newest evaluations: all those of the newest day count together.</summary>
internal static class EvaluatedModels
{
    public static IReadOnlyList<(Subject Subject, string Id, IReadOnlyList<Evaluation> Newest)> Of(PolicyCompiler input) =>
        All(input).Where(m => m.Newest.Count > 0).ToArray();

    public static IEnumerable<(Subject Subject, string Id, IReadOnlyList<Evaluation> Newest)> All(PolicyCompiler input)
    {
        var subjects = new Subjects(input.Register, input.Cards, input.Datasets);
        foreach (var subject in subjects.Models)
        {
            var ofModel = input.Evaluations.Where(e => subject.IsModel(e.Model.Text)).ToArray();
            yield return (
                subject,
                subjects.RegisteredModels.Contains(subject) && subject.Fields?.Text("id") is { } id ? id : subject.Model,
                ofModel.Where(e => e.Date == ofModel.Max(o => o.Date)).ToArray());
        }
    }
}
