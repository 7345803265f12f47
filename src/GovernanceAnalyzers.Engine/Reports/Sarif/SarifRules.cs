using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Engine.Catalogue;

namespace GovernanceAnalyzers.Engine.Reports;

/// <summary>The tool and its rules.</summary>
internal static class SarifRules
{
    /// <summary>
    /// Rules whose findings are alerts of security, with a score as CVSS has it: from 7.0 high, from 4.0 medium, below low. Ours, from what
    /// somebody outside can do with it: run something, read or send something, or none of it without another mistake.
    /// </summary>
    internal static readonly IReadOnlyDictionary<string, (string Score, string[] Weaknesses)> Security = new Dictionary<string, (string, string[])>(StringComparer.Ordinal)
    {
        ["GOV6001"] = ("7.5", ["cwe-1427"]),
        ["GOV6002"] = ("8.8", ["cwe-1426"]),
        ["GOV6003"] = ("8.1", ["cwe-798"]),
        ["GOV6004"] = ("7.8", ["cwe-502"]),
        ["GOV6005"] = ("3.7", ["cwe-353"]),
        ["GOV6006"] = ("7.4", ["cwe-354"]),
        ["GOV6007"] = ("7.1", ["cwe-862"]),
        ["GOV6008"] = ("5.3", ["cwe-200"]),
        ["GOV6009"] = ("6.5", ["cwe-1427"]),
    };

    /// <summary>As the baseline preset has them. What the policy says about a result stands at the result.</summary>
    private static readonly Lazy<IReadOnlyDictionary<string, Severity>> Defaults = new(() => ShippedPresets.Severities("baseline"));

    public static IReadOnlyList<RuleInfo> Used(IEnumerable<FindingEntry> findings) =>
        findings.Select(f => f.Finding.RuleId).Distinct(StringComparer.Ordinal).OrderBy(id => id, StringComparer.Ordinal).Select(RuleCatalogue.Find).OfType<RuleInfo>().ToArray();

    public static void Write(Utf8JsonWriter json, SarifScope scope)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "GovernanceAnalyzers");
        json.WriteString("semanticVersion", ToolVersion.Text);
        json.WriteString("informationUri", RuleInfo.HelpRoot.Replace("blob/main/docs/rules/", "").TrimEnd('/'));
        json.WriteStartArray("rules");
        foreach (var rule in scope.Rules)
        {
            Rule(json, rule, scope);
        }

        json.WriteEndArray();
        scope.Taxonomies.WriteSupported(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static IEnumerable<string> Tags(RuleInfo rule) =>
        new[] { rule.Category.ToLowerInvariant(), "ai" }.Concat(Security.TryGetValue(rule.Id, out var security) ? security.Weaknesses.Select(w => "external/cwe/" + w) : []);

    private static void Rule(Utf8JsonWriter json, RuleInfo rule, SarifScope scope)
    {
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        json.WriteString("name", rule.Name);
        json.Message("shortDescription", rule.Title + ".");
        json.Message("fullDescription", rule.Description);
        Defaults.Value.TryGetValue(rule.Id, out var severity);
        json.WriteStartObject("defaultConfiguration");
        if (severity == Severity.None)
        {
            json.WriteBoolean("enabled", false);
        }

        json.WriteString("level", SarifResults.Level(severity));
        json.WriteEndObject();
        json.WriteString("helpUri", rule.HelpUri);
        json.WriteStartObject("help");
        json.WriteString("text", $"{rule.Description}\n\nHow to fix: {rule.Fix}");
        json.WriteString("markdown", Markdown(rule, withControls: scope.Posture is not null));
        json.WriteEndObject();
        scope.Taxonomies.WriteRelationships(json, rule.Id);
        json.WriteStartObject("properties");
        json.WriteStartArray("tags");
        foreach (var tag in Tags(rule).Take(GitHubLimits.Tags))
        {
            json.WriteStringValue(tag);
        }

        json.WriteEndArray();
        // Files say what they say; what code does is concluded.
        json.WriteString("precision", rule.Scope == RuleScope.Code ? "high" : "very-high");
        if (Security.TryGetValue(rule.Id, out var security))
        {
            json.WriteString("security-severity", security.Score);
        }
        else
        {
            json.WriteString("problem.severity", severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "recommendation" });
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>All that a reader of an alert needs, without leaving it.</summary>
    private static string Markdown(RuleInfo rule, bool withControls)
    {
        var text = new StringBuilder();
        text.Append("**").Append(rule.Title).Append(".**\n\n").Append(rule.Description).Append("\n\n## How to fix\n\n").Append(rule.Fix).Append('\n');
        var controls = withControls ? RuleControls.Of(rule.Id).ToArray() : [];
        if (controls.Length > 0)
        {
            text.Append("\n## Evidence for\n\n");
            foreach (var control in controls)
            {
                text.Append("- ").Append(control.Id).Append(' ').Append(control.Title).Append('\n');
            }

            text.Append("\nRelevant for ").Append(string.Join(", ", RuleControls.Clauses(rule.Id))).Append(". Relevant is all that is said: no build can tell whether a standard is met.\n");
        }

        return text.Append("\n[").Append(rule.Id).Append("](").Append(rule.HelpUri).Append(")\n").ToString();
    }
}
