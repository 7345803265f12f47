using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository;

/// <summary>
/// Reads the numbers that cards state. Sources: huggingface/hub-docs, modelcard.md (<c>model-index</c>) and eval-results (<c>dataset</c> with
/// <c>id</c> and <c>task_id</c>); the nested and decorated values are how cards on the Hub really write them.
/// </summary>
internal static class ModelCardMetrics
{
    /// <summary>Of one file; a card that is wrong in more places is wrong as a whole.</summary>
    private const int MaximumProblems = 20;

    private static readonly string[] Deviations = ["±", "+/-", "+-", "\u2213"];

    /// <summary>The results in a Hugging Face card: <c>model-index</c>, and <c>eval_results</c> where the list of a results file is put there.</summary>
    public static IReadOnlyList<CardMetric> OfFrontMatter(YamlMapping frontMatter, ICollection<FileProblem> problems)
    {
        var metrics = new List<CardMetric>();
        var wrong = new List<FileProblem>();
        foreach (var result in frontMatter.List("model-index").OfType<YamlMapping>().SelectMany(m => m.List("results")).OfType<YamlMapping>())
        {
            var dataset = result["dataset"] switch
            {
                YamlScalar name => [name.Text],
                YamlMapping mapping => Names(mapping.Text("type"), mapping.Text("name")),
                _ => Names(),
            };
            foreach (var metric in result.List("metrics").OfType<YamlMapping>())
            {
                Add(metrics, wrong, metric.Text("type") ?? metric.Text("name"), metric["value"], metric.Text("slice") ?? "", dataset);
            }
        }

        foreach (var result in frontMatter.List("eval_results").OfType<YamlMapping>())
        {
            var dataset = result.Mapping("dataset");
            var id = dataset?.Text("id");
            Add(metrics, wrong, dataset?.Text("task_id") ?? id, result["value"], "", Names(id));
        }

        Report(wrong, problems);
        return metrics;
    }

    /// <summary><c>performanceMetrics</c> of CycloneDX, which has strings only, or <c>performance_metrics</c> of the Model Card Toolkit.</summary>
    public static IReadOnlyList<CardMetric> OfAnalysis(IEnumerable<YamlValue> list, ICollection<FileProblem> problems)
    {
        var metrics = new List<CardMetric>();
        var wrong = new List<FileProblem>();
        foreach (var metric in list.OfType<YamlMapping>())
        {
            Add(metrics, wrong, metric.Text("type"), metric["value"], metric.Text("slice") ?? "", []);
        }

        Report(wrong, problems);
        return metrics;
    }

    /// <summary>A value as people write it: <c>0.93</c>, <c>93 %</c>, <c>254.4 ± 24.0</c>; null where it is no number.</summary>
    public static (decimal Value, int Decimals)? Parse(string text)
    {
        var cut = Deviations.Select(d => text.IndexOf(d, StringComparison.Ordinal)).Where(i => i > 0).DefaultIfEmpty(text.Length).Min();
        var isShare = text.TrimEnd().EndsWith("%", StringComparison.Ordinal);
        var number = text.Substring(0, cut).Trim().TrimEnd('%').Trim();
        if (!decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            return null;
        }

        var decimals = (decimal.GetBits(value)[3] >> 16) & 0xFF;
        return isShare ? (value / 100, decimals + 2) : (value, decimals);
    }

    private static void Add(
        List<CardMetric> metrics, List<FileProblem> wrong, string? name, YamlValue? value, string slice, IReadOnlyList<string> datasets)
    {
        if (string.IsNullOrWhiteSpace(name) || value is null)
        {
            return;
        }

        switch (value)
        {
            case YamlMapping nested:
                // value: { precision: 0.9, recall: 0.8 }
                foreach (var entry in nested.Entries.Where(e => e.Value is YamlScalar { IsNull: false }))
                {
                    Add(metrics, wrong, entry.Key.Text, entry.Value, slice, datasets);
                }

                return;
            case YamlScalar scalar when Placeholder.IsOnly(scalar.Text) || scalar.Text.Trim().Length == 0:
                // Whether a template may be left unfilled is for requirements to say.
                return;
            case YamlScalar scalar when Parse(scalar.Text) is var (number, decimals):
                metrics.Add(new CardMetric(ShippedMetrics.Instance.Canonical(name!), scalar.Text.Trim(), number, decimals, scalar.Place)
                {
                    Slice = slice,
                    Datasets = datasets,
                });
                return;
            default:
                wrong.Add(new FileProblem(
                    value.Place,
                    $"The metric '{Excerpt.Of(name!)}' has {(value is YamlScalar s ? $"the value '{Excerpt.Of(s.Text)}', which is no number" : $"{value.Kind} where a number is expected")}: "
                    + "write one number with a point, like 0.93 or 93 %."));
                return;
        }
    }

    private static void Report(List<FileProblem> wrong, ICollection<FileProblem> problems)
    {
        foreach (var problem in wrong.Take(MaximumProblems))
        {
            problems.Add(problem);
        }

        if (wrong.Count > MaximumProblems)
        {
            problems.Add(new FileProblem(
                wrong[MaximumProblems].Place, $"{wrong.Count - MaximumProblems} more values from here on are no numbers either. Correct how the metrics are written."));
        }
    }

    private static string[] Names(params string?[] names) => names.OfType<string>().Where(n => n.Trim().Length > 0).Distinct(StringComparer.Ordinal).ToArray();
}
