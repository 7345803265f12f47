using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Reports.Bom;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Evaluations;

/// <summary>
/// CycloneDX 1.5 and later in JSON: <c>modelCard.quantitativeAnalysis.performanceMetrics</c> of every machine-learning model, nested
/// components included. Values and intervals are text there.
/// </summary>
internal sealed class CycloneDxFormat : IEvaluationFormat
{
    public string Name => "CycloneDX";

    public bool Recognises(YamlValue root) => root is YamlMapping mapping && mapping.Text("bomFormat") == "CycloneDX";

    public IEnumerable<ToolResult> Read(YamlValue root, string displayPath, ICollection<FileProblem> problems)
    {
        var bom = (YamlMapping)root;
        if (OwnBom.Is(bom))
        {
            problems.Add(OwnBom.Problem(bom, "evaluation", "the setting 'evaluations'"));
            return [];
        }

        var (date, place) = ToolText.FirstDay(bom.Mapping("metadata")?["timestamp"]);
        var models = Components(bom.Mapping("metadata")?.Mapping("component")).Concat(bom.List("components").OfType<YamlMapping>().SelectMany(Components))
            .Where(c => c.Text("type") == "machine-learning-model" && Measured(c).Count > 0)
            .ToArray();
        if (models.Length == 0)
        {
            problems.Add(new FileProblem(
                bom.Place, "The bill of materials has no machine-learning-model with 'performanceMetrics', so it is no evidence. Add them, or move the file out of the evaluations."));
        }

        return models.Select((model, number) => new ToolResult(displayPath, model.Place, Name)
        {
            Model = Model(model),
            Date = date,
            DatePlace = place,
            Run = bom.Text("serialNumber") ?? displayPath,
            Case = $"{displayPath}\n{number}",
            Metrics = Measured(model).OfType<YamlMapping>().Select(m => Metric(m, problems)).OfType<MetricResult>().ToArray(),
        }).ToArray();
    }

    private static IEnumerable<YamlMapping> Components(YamlMapping? component) =>
        component is null ? [] : component.List("components").OfType<YamlMapping>().SelectMany(Components).Prepend(component);

    private static IReadOnlyList<YamlValue> Measured(YamlMapping component) =>
        component.Mapping("modelCard")?.Mapping("quantitativeAnalysis")?.List("performanceMetrics") ?? [];

    /// <summary>By its property <c>governance:model</c>, or its package URL where that is one of Hugging Face; else by its name, for the register to tell.</summary>
    private static ToolModel Model(YamlMapping component)
    {
        var stated = component.List("properties").OfType<YamlMapping>().FirstOrDefault(p => p.Text("name") == "governance:model")?["value"] as YamlScalar;
        if (stated is not null && ModelCardReader.ModelProblem(stated.Text) is null)
        {
            var colon = stated.Text.IndexOf(':');
            return new ToolModel(stated.Text.Substring(0, colon), stated.Text.Substring(colon + 1), stated.Place);
        }

        const string HuggingFace = "pkg:huggingface/";
        if (component["purl"] is YamlScalar purl && purl.Text.StartsWith(HuggingFace, StringComparison.OrdinalIgnoreCase))
        {
            var name = purl.Text.Substring(HuggingFace.Length).Split('?', '#')[0];
            var at = name.IndexOf('@');
            return new ToolModel("huggingface", at < 0 ? name : $"{name.Substring(0, at)};revision={name.Substring(at + 1)}", purl.Place);
        }

        return new ToolModel("", component.Text("name") ?? "", component["name"]?.Place) { IsLabel = true };
    }

    private static MetricResult? Metric(YamlMapping metric, ICollection<FileProblem> problems)
    {
        if (metric.Text("type") is not { } type || metric["value"] is null)
        {
            problems.Add(new FileProblem(metric.Place, "A performance metric needs 'type' and 'value'. Add what is missing."));
            return null;
        }

        (decimal, decimal)? interval = null;
        if (metric.Mapping("confidenceInterval") is { } ends)
        {
            if (ToolText.Number(ends["lowerBound"]) is { } low && ToolText.Number(ends["upperBound"]) is { } high
                && ToolText.Number(metric["value"]) is { } value && low <= value && value <= high)
            {
                interval = (low, high);
            }
            else
            {
                problems.Add(new FileProblem(ends.Place, $"The confidence interval of '{Excerpt.Of(type)}' must be two numbers with the value between them. Correct it."));
            }
        }

        return ToolText.Metric(type, metric["value"], problems) is { } found ? found with { Slice = metric.Text("slice") ?? "", Interval = interval } : null;
    }
}
