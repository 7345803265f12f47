using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Reports;

namespace GovernanceAnalyzers.Engine.Gate;

/// <summary>What <c>--write-baseline</c> writes: at first all open findings, later only what is left of them.</summary>
/// <param name="Text">The new content of the file.</param>
/// <param name="Known">How many findings it knows.</param>
/// <param name="Removed">How many it knew and does not know any more.</param>
/// <param name="NotAdded">Open findings that are not in it and do not go in.</param>
public sealed record BaselineUpdate(string Text, int Known, int Removed, IReadOnlyList<Finding> NotAdded)
{
    /// <summary>Why no baseline can be written now, or null. Nothing would be worse than one that lost entries, or can never get some.</summary>
    public static string? Refusal(PolicyCompiler policy, Report report)
    {
        var file = policy.Policy.Baseline.File;
        if (policy.IsInvalid)
        {
            return "the policy is not valid, so nobody knows what it asks for. Correct it first; the findings are GOV0001 and GOV0003";
        }

        if (file.Length == 0)
        {
            return "the policy names no baseline. Add \"baseline: { file: governance/baseline.json }\" to it";
        }

        if (!policy.Baseline.IsUsable)
        {
            return $"{file} cannot be used as it is (GOV0014 says why). Correct it; or delete it to start again";
        }

        return policy.Baseline.Exists || report.Projects.All(p => p.Completed is not null)
            ? null
            : "not all projects could be analysed (GOV0009 says why). What a first baseline leaves out can never be added";
    }

    public static BaselineUpdate Of(PolicyCompiler policy, Report report)
    {
        var baseline = policy.Baseline;
        var counts = baseline.Count(report.Results);
        var entries = (baseline.Exists
            ? baseline.Entries.Select(e => Shrunk(e, counts, report.CodeIsKnown))
            : First(baseline, report, policy.Today)).OfType<BaselineEntry>().ToArray();
        var after = new Baseline(entries, policy.Policy.WaiverRules.Unwaivable);
        var open = report.Results
            .Where(r => r.Status is ResultStatus.Open or ResultStatus.Baselined)
            .Select(r => new Result(r.Finding, ResultStatus.Open))
            .ToArray();
        var known = entries.Sum(e => e.Count);
        return new BaselineUpdate(
            Write(entries, baseline.Created ?? policy.Today),
            known,
            baseline.Exists ? baseline.Entries.Sum(e => e.Count) - known : 0,
            after.Apply(open)
                .Where(r => r.Status == ResultStatus.Open && baseline.FingerprintOf(r.Finding) is not null)
                .Select(r => r.Finding)
                .ToArray());
    }

    private static BaselineEntry? Shrunk(BaselineEntry entry, IReadOnlyDictionary<string, int> counts, bool codeIsKnown)
    {
        if (!codeIsKnown && !Baseline.IsAboutFiles(entry))
        {
            return entry;
        }

        counts.TryGetValue(entry.Fingerprint, out var found);
        return found == 0 ? null : entry with { Count = Math.Min(entry.Count, found) };
    }

    private static IEnumerable<BaselineEntry> First(Baseline baseline, Report report, CalendarDate today) => report.Results
        .Where(r => r.Status == ResultStatus.Open)
        .Select(r => (r.Finding, Fingerprint: baseline.FingerprintOf(r.Finding)))
        .Where(r => r.Fingerprint is not null)
        .GroupBy(r => r.Fingerprint!, StringComparer.Ordinal)
        .Select(g =>
        {
            var first = g.Select(r => r.Finding).Min()!;
            return new BaselineEntry(
                first.RuleId,
                first.Place.Path,
                Baseline.SubjectOf(first),
                first.Requirement,
                g.Key,
                g.Select(r => r.Finding.Place).Distinct().Count(),
                today);
        });

    private static string Write(IEnumerable<BaselineEntry> entries, CalendarDate created) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteString("created", created.ToString());
        json.WriteStartArray("entries");
        foreach (var entry in entries
            .OrderBy(e => e.RuleId, StringComparer.Ordinal)
            .ThenBy(e => e.Path, StringComparer.Ordinal)
            .ThenBy(e => e.Subject, StringComparer.Ordinal)
            .ThenBy(e => e.Fingerprint, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("rule", entry.RuleId);
            json.WriteString("path", entry.Path);
            json.WriteString("subject", entry.Subject);
            json.Text("requirement", entry.Requirement);
            json.WriteString("fingerprint", entry.Fingerprint);
            json.WriteNumber("count", entry.Count);
            json.WriteString("added", entry.Added.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
