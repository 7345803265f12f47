using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Engine.Reports;

namespace GovernanceAnalyzers.Engine.Fleet;

/// <summary>
/// What any set of recorded reports says. Parts can be merged in any order and any grouping: the newest report of each repository counts,
/// the others are remembered by name.
/// </summary>
public sealed class FleetPart
{
    /// <summary>No host of repositories tells two apart by case alone.</summary>
    private readonly Dictionary<string, RecordedReport> _newest = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<FleetOther> _others = [];
    private readonly HashSet<string> _builds = new(StringComparer.Ordinal);
    private readonly HashSet<RecordedProblem> _problems = [];

    public IEnumerable<RecordedReport> Newest => _newest.Values.OrderBy(r => r.Repository, StringComparer.OrdinalIgnoreCase).ThenBy(r => r.Repository, StringComparer.Ordinal);

    /// <summary>Reports that do not count, because there is one that does.</summary>
    public IEnumerable<FleetOther> Others => _others
        .OrderBy(o => o.Repository, StringComparer.Ordinal)
        .ThenBy(o => o.Date, StringComparer.Ordinal)
        .ThenBy(o => o.Commit, StringComparer.Ordinal)
        .ThenBy(o => o.File, StringComparer.Ordinal)
        .ThenBy(o => o.Sha256, StringComparer.Ordinal);

    /// <summary>Files that a build wrote, which name no repository.</summary>
    public IEnumerable<string> Builds => _builds.OrderBy(b => b, StringComparer.Ordinal);

    public IEnumerable<RecordedProblem> Problems => _problems.OrderBy(p => p.Place).ThenBy(p => p.Message, StringComparer.Ordinal);

    public void Add(RecordedReport report)
    {
        if (!report.IsFull)
        {
            _builds.Add(report.File);
            return;
        }

        if (!_newest.TryGetValue(report.Repository, out var known))
        {
            _newest.Add(report.Repository, report);
            return;
        }

        var (wins, loses) = Compare(report, known) > 0 ? (report, known) : (known, report);
        _newest[report.Repository] = wins;
        if (wins.File != loses.File || wins.Sha256 != loses.Sha256)
        {
            _others.Add(FleetOther.Of(loses));
        }
    }

    public void Add(RecordedProblem problem) => _problems.Add(problem);

    public void Add(FleetPart other)
    {
        foreach (var report in other._newest.Values)
        {
            Add(report);
        }

        _others.UnionWith(other._others);
        _builds.UnionWith(other._builds);
        _problems.UnionWith(other._problems);
    }

    /// <summary>
    /// The later day counts. On one day nothing tells which is newer, as git's history is not here: some order decides, always the same, and
    /// the reader is told.
    /// </summary>
    private static int Compare(RecordedReport left, RecordedReport right)
    {
        var order = left.EvaluationDate.CompareTo(right.EvaluationDate);
        order = order != 0 ? order : string.CompareOrdinal(left.Commit, right.Commit);
        order = order != 0 ? order : string.CompareOrdinal(left.Sha256, right.Sha256);
        return order != 0 ? order : string.CompareOrdinal(left.File, right.File);
    }
}

/// <summary>A report that another one of the same repository replaces.</summary>
public sealed record FleetOther(string Repository, string Date, string Commit, string File, string Sha256)
{
    public static FleetOther Of(RecordedReport report) => new(report.Repository, report.EvaluationDate.ToString(), report.Commit, report.File, report.Sha256);
}
