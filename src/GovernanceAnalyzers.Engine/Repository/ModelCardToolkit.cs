using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository;

/// <summary>
/// Reads a card of Google's Model Card Toolkit. Both versions of its schema are read without being told apart: where one has a text, the
/// other has a mapping with <c>description</c>, and <c>data</c> is a list or has <c>train</c> and <c>eval</c>.
/// Source: tensorflow/model-card-toolkit, schema v0.0.1 and v0.0.2.
/// </summary>
internal static class ModelCardToolkit
{
    private const string TiePrefix = "governance:model=";

    private static readonly string[] Keys = ["model_details", "model_parameters", "quantitative_analysis"];

    public static bool Recognises(YamlMapping root) => Keys.Any(k => root[k] is YamlMapping);

    public static IReadOnlyList<ModelCard> Read(YamlMapping root, string path, ICollection<FileProblem> problems)
    {
        foreach (var wrong in Keys.Append("considerations").Where(k => root[k] is not (null or YamlMapping)))
        {
            problems.Add(new FileProblem(root[wrong]!.Place, $"'{wrong}' must be a mapping, not {root[wrong]!.Kind}."));
        }

        var details = root.Mapping("model_details");
        var parameters = root.Mapping("model_parameters");
        var considerations = root.Mapping("considerations");
        var parts = new ModelCardParts(root.Place);
        var version = details?["version"] is YamlMapping named ? named["name"] : details?["version"];
        parts.Field("model_name", details?["name"]);
        parts.Field("version", version);
        parts.Field("owner", details?.List("owners").Select(o => o is YamlMapping owner ? owner["name"] ?? owner["contact"] : o).OfType<YamlScalar>().FirstOrDefault());
        Licences(details, parts);
        var training = Data(parameters?["data"] ?? root["data"], "train").ToArray();
        parts.Field("datasets", training.Select(d => (d as YamlMapping)?["name"] ?? (d as YamlMapping)?["link"]).OfType<YamlScalar>().ToArray());
        foreach (var entry in root.Entries)
        {
            parts.Field(entry.Key.Text, entry.Value);
        }

        parts.Section("Model description", details?["overview"]);
        parts.Section("Documentation", details?["documentation"]);
        parts.Section("Model details", parameters?["model_architecture"]);
        parts.Section("Intended uses", considerations?["use_cases"]);
        parts.Section("Users", considerations?["users"]);
        parts.Section("Limitations", considerations?["limitations"]);
        parts.Section("Trade-offs", considerations?["tradeoffs"]);
        parts.Section("Ethical considerations", considerations?["ethical_considerations"]);
        parts.Section("Training data", training.Length == 0 ? null : new YamlSequence(training, training[0].Place));
        parts.Section("Evaluation", root["quantitative_analysis"]);

        var models = Models(details, version, problems).ToArray();
        return
        [
            parts.Build(path, models, []) with
            {
                Release = ModelCardParts.Text(details?["name"]) is { } name ? (name, (version as YamlScalar)?.Text ?? "") : null,
                Metrics = ModelCardMetrics.OfAnalysis(root.Mapping("quantitative_analysis")?.List("performance_metrics") ?? [], problems),
                Untied = models.Length > 0
                    ? null
                    : new FileProblem(
                        (details?["name"] ?? details ?? (YamlValue)root).Place,
                        $"Nothing says which model of code and register this card is about. Add a reference \"{TiePrefix}provider:reference\" to model_details.references, "
                        + "like openai:gpt-4o-2024-08-06; or name the card in the register (card) and give it the model's name and version."),
            },
        ];
    }

    /// <summary>Said outright among the references, as the name of model or version, or by the path of the model's file.</summary>
    private static IEnumerable<LocatedText> Models(YamlMapping? details, YamlValue? version, ICollection<FileProblem> problems)
    {
        var any = false;
        foreach (var reference in (details?.List("references") ?? []).Select(r => ModelCardParts.Text(r is YamlMapping m ? m["reference"] : r)).OfType<LocatedText>())
        {
            if (!reference.Text.StartsWith(TiePrefix, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            any = true;
            var model = reference with { Text = reference.Text.Substring(TiePrefix.Length).Trim() };
            if (ModelCardReader.ModelProblem(model.Text) is { } problem)
            {
                problems.Add(new FileProblem(reference.Place, $"'{TiePrefix}': {problem}."));
            }
            else
            {
                yield return model;
            }
        }

        if (any)
        {
            yield break;
        }

        foreach (var text in new[] { ModelCardParts.Text(version), ModelCardParts.Text(details?["name"]) }.OfType<LocatedText>())
        {
            if (ModelCardReader.ModelProblem(text.Text) is null && ShippedCatalogue.Instance.Models.Any(p => text.Text.StartsWith(p.Provider + ":", StringComparison.Ordinal)))
            {
                yield return text;
                yield break;
            }
        }

        // An address, a bucket or a path of somebody's machine is no file of this repository.
        if (ModelCardParts.Text(details?["path"]) is { } path && path.Text.IndexOf(':') < 0 && path.Text.Trim().Length > 0
            && path.Text[0] is not ('/' or '\\') && ModelCardReader.ModelProblem("local-artifact:" + path.Text) is null && !Placeholder.IsOnly(path.Text))
        {
            yield return path with { Text = "local-artifact:" + path.Text };
        }
    }

    private static IEnumerable<YamlValue> Data(YamlValue? data, string key) => data switch
    {
        YamlSequence list => list.Items,
        YamlMapping mapping when mapping[key] is { } part => [part],
        YamlMapping mapping when mapping["name"] is not null || mapping["link"] is not null => [mapping],
        _ => [],
    };

    private static void Licences(YamlMapping? details, ModelCardParts parts)
    {
        parts.Field("license", details?["license"] as YamlScalar);
        var written = (details?.List("licenses") ?? []).OfType<YamlMapping>().ToArray();
        var ids = written.Select(l => ModelCardParts.Text(l["identifier"])).OfType<LocatedText>().ToArray();
        if (ids.Length > 0)
        {
            var texts = ids.Select(i => string.Equals(i.Text.Trim(), "proprietary", StringComparison.OrdinalIgnoreCase) ? "LicenseRef-proprietary"
                : ids.Length > 1 && i.Text.IndexOf(' ') >= 0 ? $"({i.Text})" : i.Text);
            parts.Field("license", new YamlScalar(string.Join(" AND ", texts), isPlain: false, ids[0].Place));
        }
        else if (written.Select(l => l["custom_text"]).OfType<YamlScalar>().FirstOrDefault() is { } custom)
        {
            parts.Field("license", new YamlScalar("other", isPlain: false, custom.Place));
            parts.Field("license_name", new YamlScalar("custom", isPlain: false, custom.Place));
            parts.Field("license_link", custom);
        }
    }
}
