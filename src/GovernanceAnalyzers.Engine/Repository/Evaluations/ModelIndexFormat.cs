using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Evaluations;

/// <summary>
/// Hugging Face <c>model-index</c>, in YAML or in the front matter of Markdown, and <c>.eval_results/*.yaml</c>. Neither names the model as
/// code does, and the first has no date.
/// </summary>
internal sealed class ModelIndexFormat : IEvaluationFormat
{
    private const string Index = "model-index";

    public string Name => "Hugging Face model-index";

    public bool Recognises(YamlValue root) => root is YamlMapping mapping
        ? mapping[Index] is YamlSequence
        : root is YamlSequence { Items: { Count: > 0 } items } && items.All(i => i is YamlMapping m && m["dataset"] is YamlMapping && m["value"] is not null);

    public IEnumerable<ToolResult> Read(YamlValue root, string displayPath, ICollection<FileProblem> problems) =>
        root is YamlMapping mapping ? OfIndex(mapping, displayPath, problems) : OfResults((YamlSequence)root, displayPath, problems);

    private IEnumerable<ToolResult> OfIndex(YamlMapping root, string path, ICollection<FileProblem> problems)
    {
        foreach (var model in root.List(Index).OfType<YamlMapping>())
        {
            if (model["results"] is not YamlSequence)
            {
                problems.Add(new FileProblem(model.Place, "The entry of 'model-index' has no 'results'. Write them, or remove it."));
                continue;
            }

            foreach (var dataset in model.List("results").OfType<YamlMapping>().GroupBy(Dataset, StringComparer.Ordinal))
            {
                yield return new ToolResult(path, dataset.First().Place, Name)
                {
                    Model = new ToolModel("", model.Text("name") ?? "", model["name"]?.Place) { IsLabel = true },
                    Case = $"{path}\n{model.Text("name")}\n{dataset.Key}",
                    Dataset = dataset.Key,
                    Metrics = dataset.SelectMany(d => d.List("metrics").OfType<YamlMapping>()).Select(m => Metric(m, problems)).OfType<MetricResult>().ToArray(),
                };
            }
        }
    }

    private IEnumerable<ToolResult> OfResults(YamlSequence root, string path, ICollection<FileProblem> problems)
    {
        foreach (var item in root.Items.OfType<YamlMapping>())
        {
            var dataset = item.Mapping("dataset")!;
            var (date, place) = ToolText.FirstDay(item["date"]);
            var benchmark = dataset.Text("task_id") ?? dataset.Text("id") ?? "";
            if (benchmark.Length == 0)
            {
                problems.Add(new FileProblem(dataset.Place, "The result names no benchmark: 'dataset' has neither 'id' nor 'task_id'. Add one."));
                continue;
            }

            yield return new ToolResult(path, item.Place, Name)
            {
                Date = date,
                DatePlace = place,
                Case = $"{path}\n{dataset.Text("id")}\n{benchmark}",
                Dataset = dataset.Text("id") ?? "",
                Metrics = ToolText.Metric(benchmark, item["value"], problems) is { } metric ? [metric] : [],
            };
        }
    }

    private static string Dataset(YamlMapping result) =>
        string.Join("/", new[] { result.Mapping("dataset")?.Text("type"), result.Mapping("dataset")?.Text("config"), result.Mapping("dataset")?.Text("split") }.Where(p => !string.IsNullOrEmpty(p)));

    private static MetricResult? Metric(YamlMapping metric, ICollection<FileProblem> problems)
    {
        if (metric.Text("type") is not { } type)
        {
            problems.Add(new FileProblem(metric.Place, "The metric has no 'type'. Add the metric's id, like accuracy."));
            return null;
        }

        // The name tells metrics of one type apart: "Accuracy on German".
        var known = ShippedMetrics.Instance.Names.Contains(ShippedMetrics.Instance.Canonical(type));
        return ToolText.Metric(known ? type : metric.Text("name") ?? type, metric["value"], problems);
    }
}
