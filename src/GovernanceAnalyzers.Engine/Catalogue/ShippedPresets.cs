using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Catalogue;

/// <summary>What the shipped presets say by themselves, for the documentation and the tests of the presets. Policies are read by <see cref="PolicyLoader"/>.</summary>
public static class ShippedPresets
{
    /// <summary>From the one that asks for least.</summary>
    public static readonly IReadOnlyList<string> Names = ["baseline", "iso-42001", "nist-ai-rmf", "eu-ai-act-high-risk"];

    /// <summary>By id; what <c>severity: none</c> removes is left out.</summary>
    public static IReadOnlyDictionary<string, Requirement> Requirements(string preset, ICollection<FileProblem>? problems = null)
    {
        var requirements = new SortedDictionary<string, Requirement>(StringComparer.Ordinal);
        foreach (var (name, root) in Chain(preset))
        {
            foreach (var item in root.List("requirements"))
            {
                if (problems is not null)
                {
                    RequirementShape.Requirement.Check(item, "requirements", problems);
                }

                if (item is YamlMapping written && written.Text("id") is { } id)
                {
                    requirements.TryGetValue(id, out var below);
                    if (Requirement.Override(below, written, $"preset {name}", problems) is { } requirement)
                    {
                        requirements[id] = requirement;
                    }
                }
            }
        }

        return requirements;
    }

    /// <summary>The severities that a preset gives rules, by id, where no tier says otherwise. Rules that it does not name are left out.</summary>
    public static IReadOnlyDictionary<string, Severity> Severities(string preset)
    {
        var severities = new SortedDictionary<string, Severity>(StringComparer.Ordinal);
        foreach (var entry in Chain(preset).SelectMany(layer => layer.Root.Mapping("rules")?.Entries ?? []))
        {
            if (RuleCatalogue.Find(entry.Key.Text) is { } rule && SeverityText.TryParse(WordOf(entry.Value), out var severity))
            {
                severities[rule.Id] = severity;
            }
        }

        return severities;
    }

    /// <summary>The severity that a preset gives a rule for files of systems of one tier; null when it does not name the rule.</summary>
    public static Severity? SeverityOf(string preset, string ruleId, RiskTier tier = RiskTier.Unknown)
    {
        Severity? severity = null;
        foreach (var (_, root) in Chain(preset))
        {
            severity = In(root.Mapping("rules")) ?? severity;
            foreach (var layer in root.List("overrides").OfType<YamlMapping>())
            {
                if (layer["paths"] is null && layer.Texts("riskTier").Contains(tier.ToWord()))
                {
                    severity = In(layer.Mapping("rules")) ?? severity;
                }
            }
        }

        return severity;

        Severity? In(YamlMapping? rules)
        {
            var entry = rules?.Entries.FirstOrDefault(e => RuleCatalogue.Find(e.Key.Text)?.Id == ruleId);
            return SeverityText.TryParse(WordOf(entry?.Value), out var found) ? found : null;
        }
    }

    private static string? WordOf(YamlValue? setting) => setting is YamlMapping mapping ? mapping.Text("severity") : (setting as YamlScalar)?.Text;

    /// <summary>The preset and those it extends, the lowest first.</summary>
    public static IReadOnlyList<(string Name, YamlMapping Root)> Chain(string preset)
    {
        var file = $"policies/presets/{preset}.yml";
        var root = (YamlMapping)YamlReader.ReadText(ShippedFiles.Text(file), file, [])!;
        return
        [
            .. root.List("extends").OfType<YamlMapping>().Select(e => e.Text("preset")).OfType<string>().SelectMany(Chain),
            (preset, root),
        ];
    }
}
