using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace GovernanceAnalyzers.Engine.Reports;

/// <summary>The files that evidence was read from, with their digests, so that a reader can tell whether they are still those files.</summary>
internal sealed class SarifArtifacts
{
    public static readonly SarifArtifacts None = new([]);

    private readonly (string Path, string Sha256, string[] Roles)[] _artifacts;
    private readonly Dictionary<string, int> _indexes;

    private SarifArtifacts((string Path, string Sha256, string[] Roles)[] artifacts)
    {
        _artifacts = artifacts;
        _indexes = artifacts.Select((a, i) => (a.Path, i)).ToDictionary(a => a.Path, a => a.i, StringComparer.Ordinal);
    }

    public static SarifArtifacts Of(RepositoryPosture posture)
    {
        var withResults = new HashSet<string>(posture.Findings.Select(f => f.Finding.Place.Path), StringComparer.Ordinal);
        var settings = new HashSet<string>(posture.Waivers.Select(w => w.Waiver.Place.Path).Append(posture.BaselineFile).Append(posture.Report.PolicyFile), StringComparer.Ordinal);
        return new(posture.Evidence
            .Where(e => e.Path.Length > 0)
            .GroupBy(e => e.Path, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (
                g.Key,
                g.Select(e => e.Sha256).FirstOrDefault(IsDigest) ?? "",
                new[] { settings.Contains(g.Key) ? "userSpecifiedConfiguration" : "analysisTarget", withResults.Contains(g.Key) ? "resultFile" : "" }.Where(r => r.Length > 0).ToArray()))
            .ToArray());
    }

    public int IndexOf(string path) => _indexes.TryGetValue(path, out var index) ? index : -1;

    public void Write(Utf8JsonWriter json, SarifPaths paths)
    {
        if (_artifacts.Length == 0)
        {
            return;
        }

        json.WriteStartArray("artifacts");
        foreach (var (path, sha256, roles) in _artifacts)
        {
            json.WriteStartObject();
            paths.WriteLocation(json, "location", path);
            json.WriteStartArray("roles");
            foreach (var role in roles)
            {
                json.WriteStringValue(role);
            }

            json.WriteEndArray();
            if (sha256.Length > 0)
            {
                json.WriteStartObject("hashes");
                json.WriteString("sha-256", sha256.ToLowerInvariant());
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static bool IsDigest(string text) => text.Length == 64 && text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F'));
}
