using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Engine.Catalogue;

namespace GovernanceAnalyzers.Engine.Reports;

/// <summary>
/// The standards, with those of their controls that rules or findings are relevant for. Never more than relevant: SARIF's other kinds of
/// relationship would say that whoever has no result meets the control.
/// </summary>
internal sealed class SarifTaxonomies
{
    public static readonly SarifTaxonomies None = new([]);

    private readonly (Standard Standard, (string Id, string Title)[] Taxa)[] _standards;
    private readonly Dictionary<string, (int Standard, int Taxon)> _indexes = new(StringComparer.Ordinal);

    private SarifTaxonomies(IEnumerable<string> clauses)
    {
        var shipped = ShippedStandards.Instance;
        _standards = clauses
            .Distinct(StringComparer.Ordinal)
            .Select(c => (Clause: c, Found: shipped.Find(c)))
            .Where(c => c.Found is not null)
            .GroupBy(c => c.Found!.Value.Standard.Name, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (
                g.First().Found!.Value.Standard,
                g.Select(c => (Id: c.Clause.Substring(g.Key.Length + 1), c.Found!.Value.Control.Title)).OrderBy(t => t.Id, StringComparer.Ordinal).ToArray()))
            .ToArray();
        foreach (var (standard, index) in _standards.Select((s, i) => (s, i)))
        {
            foreach (var (taxon, position) in standard.Taxa.Select((t, i) => (t, i)))
            {
                _indexes.Add($"{standard.Standard.Name} {taxon.Id}", (index, position));
            }
        }
    }

    /// <summary>What all rules and these findings are relevant for.</summary>
    public static SarifTaxonomies Of(IEnumerable<FindingEntry> findings) =>
        new(RuleCatalogue.All.SelectMany(r => RuleControls.Clauses(r.Id)).Concat(findings.SelectMany(f => f.Clauses)));

    public void Write(Utf8JsonWriter json)
    {
        if (_standards.Length == 0)
        {
            return;
        }

        json.WriteStartArray("taxonomies");
        foreach (var (standard, taxa) in _standards)
        {
            json.WriteStartObject();
            json.WriteString("name", standard.Name);
            json.WriteString("version", standard.Edition);
            json.Message("shortDescription", standard.Title.TrimEnd('.') + ".");
            json.WriteBoolean("isComprehensive", false);
            json.WriteStartArray("taxa");
            foreach (var (id, title) in taxa)
            {
                json.WriteStartObject();
                json.WriteString("id", id);
                if (title.Length > 0)
                {
                    json.Message("shortDescription", title.TrimEnd('.') + ".");
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>For the tool: which taxonomies it speaks.</summary>
    public void WriteSupported(Utf8JsonWriter json)
    {
        if (_standards.Length == 0)
        {
            return;
        }

        json.WriteStartArray("supportedTaxonomies");
        foreach (var (standard, index) in _standards.Select((s, i) => (s.Standard, i)))
        {
            json.WriteStartObject();
            WriteComponent(json, index, standard.Name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>For a rule.</summary>
    public void WriteRelationships(Utf8JsonWriter json, string ruleId)
    {
        var clauses = RuleControls.Clauses(ruleId).Where(_indexes.ContainsKey).ToArray();
        if (_standards.Length == 0 || clauses.Length == 0)
        {
            return;
        }

        json.WriteStartArray("relationships");
        foreach (var clause in clauses)
        {
            json.WriteStartObject();
            json.WriteStartObject("target");
            WriteReference(json, clause);
            json.WriteEndObject();
            json.WriteStartArray("kinds");
            json.WriteStringValue("relevant");
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>For a result whose controls its rule cannot know: those of a requirement are the policy's own.</summary>
    public void WriteTaxa(Utf8JsonWriter json, FindingEntry entry)
    {
        var clauses = entry.Finding.Requirement.Length == 0 ? [] : entry.Clauses.Where(_indexes.ContainsKey).Distinct(StringComparer.Ordinal).ToArray();
        if (clauses.Length == 0)
        {
            return;
        }

        json.WriteStartArray("taxa");
        foreach (var clause in clauses)
        {
            json.WriteStartObject();
            WriteReference(json, clause);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteReference(Utf8JsonWriter json, string clause)
    {
        var (standard, taxon) = _indexes[clause];
        json.WriteString("id", _standards[standard].Taxa[taxon].Id);
        json.WriteNumber("index", taxon);
        json.WriteStartObject("toolComponent");
        WriteComponent(json, standard, _standards[standard].Standard.Name);
        json.WriteEndObject();
    }

    private static void WriteComponent(Utf8JsonWriter json, int index, string name)
    {
        json.WriteString("name", name);
        json.WriteNumber("index", index);
    }
}
