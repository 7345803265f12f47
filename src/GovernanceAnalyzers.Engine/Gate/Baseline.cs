using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;

namespace GovernanceAnalyzers.Engine.Gate;

/// <summary>
/// Findings that were there when the policy was adopted and may stay for now. Everything that counts in the baseline file is here, and
/// everywhere findings become results it is applied by <see cref="Apply"/>: after waivers and suppressions.
/// </summary>
public sealed class Baseline
{
    public const string By = "baseline";

    public static readonly Baseline Empty = new([], []);

    /// <summary>What an exception must not cover: policy and analysis themselves, and the upkeep of exceptions.</summary>
    private static readonly HashSet<string> Never =
        new(WaiverReader.NeverWaivable.Concat(["GOV0007", "GOV0012", "GOV0013"]), StringComparer.Ordinal);

    private readonly Dictionary<string, BaselineEntry> _entries;
    private readonly HashSet<string> _rules;
    private readonly HashSet<string> _unwaivable;

    /// <param name="entries">Those that count.</param>
    /// <param name="unwaivable">Ids of the rules and requirements that the policy lets nobody waive.</param>
    internal Baseline(IEnumerable<BaselineEntry> entries, IEnumerable<string> unwaivable)
    {
        _entries = entries.ToDictionary(e => e.Fingerprint, StringComparer.Ordinal);
        _rules = new HashSet<string>(_entries.Values.Select(e => e.RuleId), StringComparer.Ordinal);
        _unwaivable = new HashSet<string>(unwaivable.Select(u => RuleCatalogue.Find(u)?.Id ?? u), StringComparer.Ordinal);
    }

    public IReadOnlyCollection<BaselineEntry> Entries => _entries.Values;

    /// <summary>The file exists, and what it says could be read and, where the policy asks for it, compared with the base branch.</summary>
    internal bool IsUsable { get; init; }

    public bool Exists { get; init; }

    /// <summary>When the file was first written.</summary>
    internal CalendarDate? Created { get; init; }

    /// <summary>What counts as known, one line per entry: differs whenever <see cref="Apply"/> may.</summary>
    public string Text => string.Concat(_entries.Values
        .OrderBy(e => e.Fingerprint, StringComparer.Ordinal)
        .Select(e => Record.Format(e.Fingerprint, e.Count.ToString(CultureInfo.InvariantCulture), e.Added.ToString()) + "\n"));

    /// <summary>Whether this rule's findings, or those of this requirement, may be in a baseline at all.</summary>
    internal bool Accepts(string ruleId, string requirement) =>
        !Never.Contains(ruleId) && !_unwaivable.Contains(ruleId) && (requirement.Length == 0 || !_unwaivable.Contains(requirement));

    /// <summary>
    /// What one finding has in common with itself after other lines, members or file names have changed: rule, folder, subject and
    /// requirement. Null where that cannot be said: outside of the governed folder, and for what no baseline may hold.
    /// </summary>
    internal string? FingerprintOf(Finding finding) =>
        Accepts(finding.RuleId, finding.Requirement) && !IsOutside(finding.Place.Path)
            ? Fingerprint(finding.RuleId, finding.Place.Path, SubjectOf(finding), finding.Requirement)
            : null;

    /// <summary>32 hexadecimal digits.</summary>
    internal static string Fingerprint(string ruleId, string path, string subject, string requirement)
    {
        var folder = path.Substring(0, path.LastIndexOf('/') + 1);
        return Sha256Text.Hex(Record.Format(ruleId, folder, subject, requirement), bytes: 16);
    }

    /// <summary>A finding about a file as a whole has the file for its subject, and files get renamed.</summary>
    internal static string SubjectOf(Finding finding) => finding.Subject == finding.Place.Path ? "" : finding.Subject;

    /// <summary>Marks what is known. Where there is more than is known, the first places count as the known ones.</summary>
    public IReadOnlyList<Result> Apply(IReadOnlyCollection<Result> results)
    {
        if (_entries.Count == 0)
        {
            return results.ToArray();
        }

        var known = new Dictionary<(string Fingerprint, SourcePlace Place), BaselineEntry>();
        foreach (var group in results
            .Where(r => r.Status == ResultStatus.Open && _rules.Contains(r.Finding.RuleId))
            .Select(r => (Fingerprint: FingerprintOf(r.Finding), r.Finding.Place))
            .Where(r => r.Fingerprint is not null && _entries.ContainsKey(r.Fingerprint))
            .Distinct()
            .GroupBy(r => r.Fingerprint!, StringComparer.Ordinal))
        {
            var entry = _entries[group.Key];
            foreach (var place in group.Select(g => g.Place).OrderBy(p => p).Take(entry.Count))
            {
                known.Add((group.Key, place), entry);
            }
        }

        return results.Select(r => Known(r) is { } entry ? new Result(r.Finding, ResultStatus.Baselined, By, $"known since {entry.Added}") : r).ToArray();

        BaselineEntry? Known(Result result) =>
            result.Status == ResultStatus.Open
            && _rules.Contains(result.Finding.RuleId)
            && FingerprintOf(result.Finding) is { } fingerprint
            && known.TryGetValue((fingerprint, result.Finding.Place), out var entry)
                ? entry
                : null;
    }

    /// <summary>How many places each fingerprint has among the results that are open or baselined.</summary>
    internal IReadOnlyDictionary<string, int> Count(IEnumerable<Result> results) => results
        .Where(r => r.Status is ResultStatus.Open or ResultStatus.Baselined)
        .Select(r => (Fingerprint: FingerprintOf(r.Finding), r.Finding.Place))
        .Where(r => r.Fingerprint is not null)
        .Distinct()
        .GroupBy(r => r.Fingerprint!, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);

    /// <summary>Entries that know more than there is (GOV0013). A baseline may only shrink, and should.</summary>
    /// <param name="results">All results of repository and projects, after <see cref="Apply"/>.</param>
    /// <param name="codeIsKnown">Otherwise an entry about code may look unused and not be.</param>
    internal IEnumerable<Finding> Unused(EffectivePolicy policy, IEnumerable<Result> results, bool codeIsKnown)
    {
        if (_entries.Count == 0)
        {
            return [];
        }

        var counts = Count(results);
        return _entries.Values
            .Where(e => codeIsKnown || IsAboutFiles(e))
            .Select(e => (Entry: e, Found: counts.TryGetValue(e.Fingerprint, out var n) ? n : 0))
            .Where(e => e.Found < e.Entry.Count)
            .Select(e => policy.Finding(
                "GOV0013",
                (e.Found == 0
                    ? $"The baseline knows {e.Entry.Describe()}, and it is not there any more."
                    : $"The baseline knows {e.Entry.Describe()} {e.Entry.Count} times, and it is there {(e.Found == 1 ? "once" : $"{e.Found} times")}.")
                + $" Run \"governance check --write-baseline\" to take out what is fixed. [{policy.Rule("GOV0013").Cited}]",
                e.Entry.Place,
                e.Entry.Fingerprint))
            .OfType<Finding>();
    }

    internal static bool IsAboutFiles(BaselineEntry entry) => RuleCatalogue.Find(entry.RuleId) is { Scope: RuleScope.Repository };

    internal static bool IsOutside(string path) =>
        path.Length == 0 || path[0] == '/' || (path.Length > 1 && path[1] == ':') || path.StartsWith("../", StringComparison.Ordinal);
}

/// <summary>One kind of finding in one folder, and how often it is known.</summary>
/// <param name="Path">The first file that had it when it was recorded.</param>
/// <param name="Added">When it was recorded.</param>
public sealed record BaselineEntry(
    string RuleId, string Path, string Subject, string Requirement, string Fingerprint, int Count, CalendarDate Added)
{
    public SourcePlace Place { get; init; } = new("");

    internal string Describe() =>
        RuleId
        + (Requirement.Length == 0 ? "" : $" for the requirement '{Excerpt.Of(Requirement)}'")
        + (Subject.Length == 0 ? "" : $" about '{Excerpt.Of(Subject)}'")
        + (Path.LastIndexOf('/') is > 0 and var slash ? $" in {Path.Substring(0, slash)}" : "");
}
