using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Gate;

namespace GovernanceAnalyzers.Engine.Reports;

/// <summary>Why results do not count, and where that stands: the waiver, the baseline, or the place in code or configuration.</summary>
internal sealed class SarifSuppressions
{
    private readonly Dictionary<string, WaiverEntry> _waivers = new(StringComparer.Ordinal);
    private readonly ILookup<(string RuleId, SourcePlace Place, string How), SourcePlace> _sites;
    private readonly string _baselineFile;

    public SarifSuppressions(Report report, IEnumerable<WaiverEntry> waivers, string baselineFile)
    {
        foreach (var waiver in waivers)
        {
            // Ids are unique where waivers are valid; of others the first stands for all.
            if (!_waivers.ContainsKey(waiver.Waiver.Id))
            {
                _waivers.Add(waiver.Waiver.Id, waiver);
            }
        }

        _sites = report.Projects
            .SelectMany(p => p.Suppressions)
            .Where(s => s.Site.Path.Length > 0)
            .OrderBy(s => s.Site)
            .ToLookup(s => (s.RuleId, Start(s.Place), s.How), s => s.Site);
        _baselineFile = baselineFile;
    }

    /// <summary>An absent list would mean "unknown", so an empty one is written as well.</summary>
    public void Write(Utf8JsonWriter json, Result result, SarifScope scope)
    {
        json.WriteStartArray("suppressions");
        if (result.Status != ResultStatus.Open)
        {
            json.WriteStartObject();
            json.WriteString("kind", result.Status == ResultStatus.Suppressed ? "inSource" : "external");
            json.WriteString("status", "accepted");
            json.WriteString("justification", result.Status switch
            {
                ResultStatus.Waived => $"Waiver {result.By}: {result.Reason}",
                ResultStatus.Baselined => $"Baseline: {result.Reason}",
                _ => $"Suppressed {result.By}{(result.Reason.Length == 0 ? "" : ": " + result.Reason)}",
            });
            if (PlaceOf(result) is { Path.Length: > 0 } place)
            {
                json.WriteStartObject("location");
                scope.Paths.WritePhysicalLocation(json, place, scope.Artifacts.IndexOf(place.Path));
                json.WriteEndObject();
            }

            if (result.Status == ResultStatus.Waived && _waivers.TryGetValue(result.By, out var entry))
            {
                json.WriteStartObject("properties");
                json.WriteString("waiver", entry.Waiver.Id);
                json.WriteString("owner", entry.Waiver.Owner);
                json.Text("approvedBy", entry.Waiver.ApprovedBy);
                json.Text("approvedOn", entry.Waiver.ApprovedOn?.ToString() ?? "");
                json.Text("ticket", entry.Waiver.Ticket);
                json.WriteString("expires", entry.Waiver.Expires.ToString());
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public SourcePlace? PlaceOf(Result result) => result.Status switch
    {
        ResultStatus.Waived => _waivers.TryGetValue(result.By, out var entry) ? entry.Waiver.Place : null,
        ResultStatus.Baselined => new SourcePlace(_baselineFile),
        _ => _sites[(result.Finding.RuleId, Start(result.Finding.Place), result.By)].FirstOrDefault(),
    };

    private static SourcePlace Start(SourcePlace place) => new(place.Path, place.Line, place.Column);
}
