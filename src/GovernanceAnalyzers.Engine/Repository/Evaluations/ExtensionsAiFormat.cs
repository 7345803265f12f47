using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Evaluations;

/// <summary>
/// Microsoft.Extensions.AI.Evaluation.Reporting: one file for every run of a scenario, as its store on disk writes them, or the report that
/// holds many. The model is the one whose response was evaluated; those in <c>chatDetails</c> judged it.
/// </summary>
internal sealed class ExtensionsAiFormat : IEvaluationFormat
{
    private const string Runs = "scenarioRunResults";

    /// <summary>
    /// What the evaluators of the package rate from 1 to 5. A groundedness of 3 there is not the share that other tools call groundedness, so
    /// these have names of their own: <c>groundedness_rating</c>.
    /// </summary>
    private static readonly HashSet<string> Ratings = new(System.StringComparer.Ordinal)
    {
        "coherence", "completeness", "equivalence", "fluency", "groundedness", "intent_resolution", "relevance", "retrieval", "task_adherence", "truth",
    };

    public string Name => "Microsoft.Extensions.AI.Evaluation";

    public bool Recognises(YamlValue root) => root is YamlMapping mapping && (IsRun(mapping) || mapping[Runs] is YamlSequence || IsCache(mapping));

    public IEnumerable<ToolResult> Read(YamlValue root, string displayPath, ICollection<FileProblem> problems)
    {
        var mapping = (YamlMapping)root;
        // The cache beside the results says when it was written and nothing about a model.
        return IsCache(mapping) ? []
            : (mapping[Runs] is YamlSequence ? mapping.List(Runs).OfType<YamlMapping>() : [mapping])
                .Select(r => Run(r, displayPath, problems))
                .OfType<ToolResult>()
                .ToArray();
    }

    private static bool IsRun(YamlMapping mapping) => mapping["scenarioName"] is YamlScalar && mapping["evaluationResult"] is YamlMapping;

    private static bool IsCache(YamlMapping mapping) =>
        mapping["scenarioName"] is YamlScalar && mapping["creation"] is YamlScalar && mapping["expiration"] is YamlScalar;

    private ToolResult? Run(YamlMapping run, string path, ICollection<FileProblem> problems)
    {
        if (run.Mapping("evaluationResult")?.Mapping("metrics") is not { } metrics)
        {
            problems.Add(new FileProblem(run.Place, "The run of a scenario has no 'evaluationResult' with 'metrics', so it shows nothing. Run it again, or remove it."));
            return null;
        }

        var seen = new List<Observation>();
        bool? passed = null;
        foreach (var entry in metrics.Entries)
        {
            if (entry.Value is not YamlMapping metric)
            {
                problems.Add(new FileProblem(entry.Value.Place, $"The metric '{Excerpt.Of(entry.Key.Text)}' is {entry.Value.Kind}, and a mapping with 'value' is what the package writes. Run the evaluation again."));
                continue;
            }

            if (metric.Mapping("interpretation")?.Text("failed") is { } failed)
            {
                passed = (passed ?? true) && failed != "true";
            }

            var value = metric["value"];
            var name = ShippedMetrics.Instance.Canonical(metric.Text("name") ?? entry.Key.Text);
            if (metric.Text("$type") == "boolean" && value is YamlScalar { Text: "true" or "false" } yes)
            {
                seen.Add(new Observation(name, yes.Text == "true" ? 1 : 0, true, yes.Place));
            }
            else if (metric.Text("$type") != "string" && ToolText.Number(value) is { } number)
            {
                seen.Add(new Observation(Ratings.Contains(name) ? name + "_rating" : name, number, false, value!.Place));
            }
        }

        if (passed is { } all)
        {
            seen.Add(new Observation("pass_rate", all ? 1 : 0, true, metrics.Place));
        }

        var response = run.Mapping("modelResponse");
        var reference = response?.Text("modelId") ?? "";
        var turn = run.Mapping("chatDetails")?.List("turnDetails").OfType<YamlMapping>().FirstOrDefault(t => t.Text("model") == reference && t["modelProvider"] is not null);
        return new ToolResult(path, run.Place, Name)
        {
            Model = new ToolModel(reference.Length > 0 ? ToolText.Provider(turn?.Text("modelProvider") ?? "") : "", reference, response?["modelId"]?.Place),
            Date = ToolText.Day(run["creationTime"]),
            DatePlace = run["creationTime"]?.Place,
            Run = run.Text("executionName") ?? "",
            Case = $"{run.Text("scenarioName")}\n{run.Text("iterationName")}",
            Observations = seen,
        };
    }
}
