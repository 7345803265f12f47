using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Evaluations;

/// <summary>
/// lm-evaluation-harness, <c>results_*.json</c>: a result for every task, its dataset; the tasks of a group are slices of the group. A metric
/// under several filters (<c>exact_match,strict-match</c>) has the worst value under its name, and the others under name and filter.
/// </summary>
internal sealed class LmHarnessFormat : IEvaluationFormat
{
    public string Name => "lm-evaluation-harness";

    public bool Recognises(YamlValue root) =>
        root is YamlMapping mapping
        && mapping.Mapping("results") is { } results
        && mapping["config"] is YamlMapping
        && mapping["evalId"] is null
        && results.Entries.Count > 0
        && results.Entries.All(e => e.Value is YamlMapping)
        && (mapping["configs"] is YamlMapping || mapping["versions"] is YamlMapping || mapping["n-shot"] is YamlMapping || mapping["lm_eval_version"] is not null);

    public IEnumerable<ToolResult> Read(YamlValue root, string displayPath, ICollection<FileProblem> problems)
    {
        var file = (YamlMapping)root;
        var results = file.Mapping("results")!;
        var groups = (file.Mapping("group_subtasks")?.Entries ?? [])
            .Where(g => g.Value is YamlSequence { Items.Count: > 0 } && results[g.Key.Text] is not null)
            .ToDictionary(g => g.Key.Text, g => ((YamlSequence)g.Value).Items.OfType<YamlScalar>().Select(s => s.Text).ToArray(), StringComparer.Ordinal);
        var inGroup = new HashSet<string>(groups.SelectMany(g => g.Value), StringComparer.Ordinal);
        var (date, datePlace) = ToolText.FirstDay(file["date"]);
        var model = Model(file.Mapping("config")!, file);
        foreach (var task in results.Entries.Where(e => !inGroup.Contains(e.Key.Text)))
        {
            yield return new ToolResult(displayPath, task.Key.Place, Name)
            {
                Model = model,
                Date = date,
                DatePlace = datePlace,
                Run = displayPath,
                Case = $"{displayPath}\n{task.Key.Text}",
                Dataset = task.Key.Text,
                Metrics =
                [
                    .. Metrics(file, task.Key.Text, (YamlMapping)task.Value, "", problems),
                    .. Below(groups, task.Key.Text).Where(s => results[s] is YamlMapping).SelectMany(s => Metrics(file, s, results.Mapping(s)!, s, problems)),
                ],
            };
        }
    }

    /// <summary>Tasks of a group and of the groups in it.</summary>
    private static IEnumerable<string> Below(Dictionary<string, string[]> groups, string group)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { group };
        var next = new Stack<string>([group]);
        while (next.Count > 0)
        {
            foreach (var task in groups.TryGetValue(next.Pop(), out var tasks) ? tasks : [])
            {
                if (seen.Add(task))
                {
                    next.Push(task);
                    yield return task;
                }
            }
        }
    }

    private static IEnumerable<MetricResult> Metrics(YamlMapping file, string task, YamlMapping values, string slice, ICollection<FileProblem> problems)
    {
        var samples = ToolText.Count(file.Mapping("n-samples")?.Mapping(task)?["effective"]) ?? ToolText.Count(values["sample_len"]);
        var found = new List<(string Metric, string Filter, MetricResult Result)>();
        foreach (var entry in values.Entries)
        {
            var comma = entry.Key.Text.IndexOf(',');
            var name = comma < 0 ? entry.Key.Text : entry.Key.Text.Substring(0, comma);
            var filter = comma < 0 ? "none" : entry.Key.Text.Substring(comma + 1);
            if (comma < 0 || name.EndsWith("_stderr", StringComparison.Ordinal))
            {
                continue;
            }

            if (ToolText.Metric(name, entry.Value, problems) is { } metric)
            {
                var error = ToolText.Number(values[$"{name}_stderr,{filter}"]);
                found.Add((metric.Name, filter, metric with
                {
                    Slice = slice,
                    Samples = samples,
                    Interval = error is { } e ? Statistics.Around(metric.Value.Value, (double)e) : null,
                    IsLowerBetter = file.Mapping("higher_is_better")?.Mapping(task)?.Text(name) switch { "true" => false, "false" => true, _ => null },
                }));
            }
        }

        foreach (var metric in found.GroupBy(f => f.Metric, StringComparer.Ordinal))
        {
            var lower = ShippedMetrics.Instance.IsLowerBetter(metric.Key) ?? metric.First().Result.IsLowerBetter ?? false;
            var worst = metric.OrderBy(m => lower ? -m.Result.Value.Value : m.Result.Value.Value).First();
            foreach (var (name, filter, result) in metric)
            {
                yield return filter == worst.Filter ? result : result with { Name = ShippedMetrics.Instance.Canonical($"{name}_{filter}") };
            }
        }
    }

    /// <summary><c>model_args</c> is <c>pretrained=org/name,revision=…,dtype=…</c>, or a mapping of the same.</summary>
    private static ToolModel Model(YamlMapping config, YamlMapping file)
    {
        var arguments = config.Mapping("model_args") is { } mapping
            ? mapping.Entries.Where(e => e.Value is YamlScalar).Select(e => (Key: e.Key.Text, Value: ((YamlScalar)e.Value).Text)).ToArray()
            : (config.Text("model_args") ?? "").Split(',').Select(a => a.Split(['='], 2)).Where(a => a.Length == 2).Select(a => (Key: a[0].Trim(), Value: a[1].Trim())).ToArray();
        string Argument(string key) => arguments.FirstOrDefault(a => a.Key == key).Value ?? "";

        var place = (config["model_args"] ?? config["model"] ?? config).Place;
        var backend = config.Text("model") ?? "";
        var provider = backend.StartsWith("openai", StringComparison.Ordinal) ? "openai" : backend.StartsWith("anthropic", StringComparison.Ordinal) ? "anthropic" : "";
        if (provider.Length > 0)
        {
            return new ToolModel(provider, Argument("model"), place);
        }

        // An adapter on top of a model is another model, which only its own evaluation file can name.
        var name = Argument("peft").Length > 0 ? "" : Argument("pretrained");
        if (name.Length == 0)
        {
            var other = Argument("model");
            return new ToolModel("", other.Length > 0 ? other : file.Text("model_name") ?? "", place) { IsLabel = other.Length == 0 };
        }

        var revision = config.Text("model_sha") is { Length: 40 } sha ? sha : Argument("revision");
        var isLocal = name.StartsWith("/", StringComparison.Ordinal) || name.StartsWith(".", StringComparison.Ordinal) || name.Split('/').Length > 2 || name.IndexOf('\\') >= 0;
        return isLocal ? new ToolModel("", name, place) { IsLabel = true } : new ToolModel("huggingface", revision.Length == 0 ? name : $"{name};revision={revision}", place);
    }
}
