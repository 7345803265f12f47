using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Reports;

namespace GovernanceAnalyzers.Engine.Fleet;

/// <summary>What is asked of a fleet.</summary>
/// <param name="Today">The day from which ages and days left are counted.</param>
public sealed record FleetQuestion(CalendarDate Today)
{
    /// <summary>A report older than that, in days, says little about today.</summary>
    public int StaleAfterDays { get; init; } = 30;

    /// <summary>Waivers that end within these days are expiring.</summary>
    public int ExpiringWithinDays { get; init; } = 30;

    /// <summary><c>provider:reference</c> or a reference, with wildcards; empty for no question about a model.</summary>
    public string Model { get; init; } = "";

    /// <summary>The last day of the retirements that are asked for.</summary>
    public CalendarDate? RetiringBy { get; init; }

    /// <summary>Names of repositories that must have a report; null where nobody says.</summary>
    public IReadOnlyList<string>? Expected { get; init; }
}

/// <summary>Many repositories as their readers ask about them. Follows from recorded reports and a question; lists are sorted.</summary>
public sealed record FleetReport(FleetQuestion Question)
{
    public IReadOnlyList<FleetRepository> Repositories { get; init; } = [];

    public IReadOnlyList<FleetModel> Models { get; init; } = [];

    public IReadOnlyList<FleetControl> Controls { get; init; } = [];

    public IReadOnlyList<FleetRule> Rules { get; init; } = [];

    /// <summary>Those that end next come first.</summary>
    public IReadOnlyList<FleetWaiver> Waivers { get; init; } = [];

    /// <summary>Policy packs and presets, by version.</summary>
    public IReadOnlyList<FleetLayer> Layers { get; init; } = [];

    /// <summary>Expected, and without a report: nobody knows, and somebody may have removed the package.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>With a report, and not expected.</summary>
    public IReadOnlyList<string> Unexpected { get; init; } = [];

    public IReadOnlyList<FleetReplaced> Replaced { get; init; } = [];

    /// <summary>Files of builds, which do not say whom they are about.</summary>
    public IReadOnlyList<string> Builds { get; init; } = [];

    public IReadOnlyList<RecordedProblem> Problems { get; init; } = [];

    /// <summary>Those that the question is about: by model, by retirement, or by both.</summary>
    public IReadOnlyList<FleetModel> Asked { get; init; } = [];

    /// <summary>What might have been meant, where the question about a model has no answer; else empty.</summary>
    public string Hint { get; init; } = "";

    public static FleetReport Of(FleetPart part, FleetQuestion question)
    {
        var reports = part.Newest.ToArray();
        var layers = LayersOf(reports);
        var old = layers
            .SelectMany(l => l.Versions.Where(v => !v.IsNewest).SelectMany(v => v.Repositories.Select(r => (Repository: r, Text: v.Version.Length > 0 ? $"{l.Name} {v.Version}" : l.Name))))
            .ToLookup(o => o.Repository, o => o.Text, StringComparer.Ordinal);
        var models = ModelsOf(reports);
        var asked = question.Model.Length == 0 && question.RetiringBy is null
            ? []
            : models.Where(m => (question.Model.Length == 0 || m.Matches(question.Model)) && (question.RetiringBy is not { } by || m.Retires <= by)).ToArray();
        var expected = question.Expected is null ? null : new HashSet<string>(question.Expected, StringComparer.OrdinalIgnoreCase);
        var there = new HashSet<string>(reports.Select(r => r.Repository), StringComparer.OrdinalIgnoreCase);
        return new FleetReport(question)
        {
            Repositories = [.. reports.Select(r => new FleetRepository(r, question.Today.DaysSince(r.EvaluationDate))
            {
                IsStale = question.Today.DaysSince(r.EvaluationDate) > question.StaleAfterDays,
                OldLayers = [.. old[r.Repository]],
            })],
            Models = models,
            Controls = ControlsOf(reports),
            Rules = RulesOf(reports),
            Waivers = [.. reports
                .SelectMany(r => r.Waivers.Select(w => new FleetWaiver(r.Repository, w, w.Expires.DaysSince(question.Today))))
                .OrderBy(w => w.Waiver.Expires)
                .ThenBy(w => w.Repository, StringComparer.Ordinal)
                .ThenBy(w => w.Waiver.Id, StringComparer.Ordinal)],
            Layers = layers,
            Missing = expected is null ? [] : [.. expected.Where(e => !there.Contains(e)).OrderBy(e => e, StringComparer.Ordinal)],
            Unexpected = expected is null ? [] : [.. reports.Select(r => r.Repository).Where(r => !expected.Contains(r))],
            Replaced = ReplacedOf(part, reports),
            Builds = [.. part.Builds],
            Problems = [.. part.Problems],
            Asked = asked,
            Hint = question.Model.Length > 0 && !models.Any(m => m.Matches(question.Model)) ? HintFor(question.Model, models) : "",
        };
    }

    public int MayShip => Repositories.Count(r => r.Report.MayShip);

    public int Stale => Repositories.Count(r => r.IsStale);

    public IEnumerable<FleetWaiver> Expiring => Waivers.Where(w => w.DaysLeft >= 0 && w.DaysLeft <= Question.ExpiringWithinDays);

    /// <summary>The answer in a line.</summary>
    public string Summary
    {
        get
        {
            var parts = new List<string>
            {
                $"{Count(Repositories.Count, "repository", "repositories")} on {Question.Today}: {MayShip.ToString(CultureInfo.InvariantCulture)} may ship, {(Repositories.Count - MayShip).ToString(CultureInfo.InvariantCulture)} may not",
            };
            Add(Missing.Count, "expected repository has no report", "expected repositories have no report");
            Add(Stale, $"report is older than {Question.StaleAfterDays} days", $"reports are older than {Question.StaleAfterDays} days");
            Add(Repositories.Count(r => r.OldLayers.Count > 0), "repository is on an old policy layer", "repositories are on an old policy layer");
            Add(Problems.Count, "file or folder cannot be relied on", "files or folders cannot be relied on");
            return string.Join("; ", parts) + ".";

            void Add(int count, string one, string many)
            {
                if (count > 0)
                {
                    parts.Add(Count(count, one, many));
                }
            }
        }
    }

    internal static string Count(int count, string one, string many) => count.ToString(CultureInfo.InvariantCulture) + " " + (count == 1 ? one : many);

    private static IReadOnlyList<FleetModel> ModelsOf(IReadOnlyList<RecordedReport> reports) => reports
        .SelectMany(r => r.Models.Select(m => (Report: r, Model: m)))
        .GroupBy(m => m.Model.Name, StringComparer.OrdinalIgnoreCase)
        .Select(g =>
        {
            // What the newest report knows about it: retirements are announced, and catalogues updated.
            var newest = g.OrderByDescending(m => m.Report.EvaluationDate).ThenBy(m => m.Report.Repository, StringComparer.Ordinal).Select(m => m.Model).ToArray();
            var retires = newest.FirstOrDefault(m => m.Retires is not null);
            return new FleetModel(newest[0].Name)
            {
                Retires = retires?.Retires,
                Replacement = retires?.Replacement ?? "",
                Verdicts = [.. newest.Select(m => m.Verdict).Where(v => v.Length > 0).Distinct(StringComparer.Ordinal).OrderBy(v => v, StringComparer.Ordinal)],
                Users = [.. g
                    .Select(m => new FleetModelUser(m.Report.Repository, m.Model))
                    .OrderBy(u => u.Repository, StringComparer.Ordinal)
                    .ThenBy(u => u.Model.Name, StringComparer.Ordinal)
                    .ThenBy(u => u.Model.RegisterId, StringComparer.Ordinal)],
            };
        })
        .OrderBy(m => m.Name, StringComparer.Ordinal)
        .ToArray();

    private static IReadOnlyList<FleetControl> ControlsOf(IReadOnlyList<RecordedReport> reports) => reports
        .SelectMany(r => r.Controls.Select(c => (Report: r, Control: c)))
        .GroupBy(c => c.Control.Id, StringComparer.Ordinal)
        .Select(g => new FleetControl(
            g.Key,
            g.OrderByDescending(c => c.Report.EvaluationDate).ThenBy(c => c.Report.Repository, StringComparer.Ordinal).First().Control.Title,
            JsonReport.States.ToDictionary(s => s, s => g.Count(c => c.Control.State == s), StringComparer.Ordinal)))
        .OrderBy(c => c.Id, StringComparer.Ordinal)
        .ToArray();

    private static IReadOnlyList<FleetRule> RulesOf(IReadOnlyList<RecordedReport> reports) => reports
        .SelectMany(r => r.Rules)
        .GroupBy(r => r.Rule, StringComparer.Ordinal)
        .Select(g => new FleetRule(
            g.Key,
            // A newer version may know rules that this one does not.
            RuleCatalogue.Find(g.Key)?.Name ?? "",
            new RecordedRule(g.Key, g.Sum(r => r.Open), g.Sum(r => r.Waived), g.Sum(r => r.Suppressed), g.Sum(r => r.Baselined), g.Sum(r => r.Blocking)),
            g.Count(),
            g.Count(r => r.Blocking > 0)))
        .OrderBy(r => r.Rule, StringComparer.Ordinal)
        .ToArray();

    /// <summary>Layers that repositories share: packs and presets. A file of its own nobody shares.</summary>
    private static IReadOnlyList<FleetLayer> LayersOf(IReadOnlyList<RecordedReport> reports) => reports
        .SelectMany(r => r.Layers.Where(l => l.Version.Length > 0 || l.Name.StartsWith("preset ", StringComparison.Ordinal)).Select(l => (Report: r, Layer: l)))
        .GroupBy(l => l.Layer.Name, StringComparer.Ordinal)
        .Select(g =>
        {
            var versions = g
                .GroupBy(l => (l.Layer.Version, l.Layer.Sha256))
                .Select(v => (v.Key, Repositories: v.Select(l => l.Report.Repository).Distinct(StringComparer.Ordinal).OrderBy(r => r, StringComparer.Ordinal).ToArray(), Tool: v.Select(l => l.Report.ToolVersion).OrderBy(t => t, VersionOrder.Instance).Last(), Latest: v.Max(l => l.Report.EvaluationDate)))
                // A preset has no version of its own: it is as new as the tool that it came with.
                .OrderBy(v => v.Key.Version, VersionOrder.Instance)
                .ThenBy(v => v.Tool, VersionOrder.Instance)
                .ThenBy(v => v.Latest)
                .ThenBy(v => v.Repositories.Length)
                .ThenBy(v => v.Key.Sha256, StringComparer.Ordinal)
                .ToArray();
            return new FleetLayer(g.Key, [.. Enumerable.Reverse(versions).Select((v, i) => new FleetLayerVersion(v.Key.Version, v.Key.Sha256, i == 0, v.Repositories))]);
        })
        .OrderBy(l => l.Name, StringComparer.Ordinal)
        .ToArray();

    private static IReadOnlyList<FleetReplaced> ReplacedOf(FleetPart part, IReadOnlyList<RecordedReport> reports)
    {
        var newest = reports.ToDictionary(r => r.Repository, StringComparer.OrdinalIgnoreCase);
        return part.Others
            .Select(o => newest[o.Repository] is var by && o.Sha256 == by.Sha256
                ? new FleetReplaced(o, by.File, IsConflict: false, "the same report")
                : string.CompareOrdinal(o.Date, by.EvaluationDate.ToString()) < 0
                    ? new FleetReplaced(o, by.File, IsConflict: false, $"older than the one of {by.EvaluationDate}")
                    : new FleetReplaced(
                        o,
                        by.File,
                        IsConflict: true,
                        o.Commit != by.Commit ? "of the same day and another commit, so nothing tells which is newer" : "of the same day and commit, and says something else"))
            .ToArray();
    }

    private static string HintFor(string model, IReadOnlyList<FleetModel> models)
    {
        var wider = model + "*";
        if (!Glob.HasWildcard(model) && models.Count(m => m.Matches(wider)) is > 0 and var count)
        {
            return $"{Count(count, "model begins", "models begin")} with it: ask for '{wider}'.";
        }

        return NearestName.Find(model, models.SelectMany(m => new[] { m.Name, m.Name.Substring(m.Name.IndexOf(':') + 1) })) is { } near ? $"Did you mean '{near}'?" : "";
    }

    /// <summary><c>1.10</c> after <c>1.9</c>, and a prerelease before its release; what is no number compares as text.</summary>
    private sealed class VersionOrder : IComparer<string>
    {
        public static VersionOrder Instance { get; } = new();

        public int Compare(string? x, string? y)
        {
            var (left, right) = (Split(x!), Split(y!));
            for (var i = 0; i < Math.Max(left.Numbers.Length, right.Numbers.Length); i++)
            {
                var order = At(left.Numbers, i).CompareTo(At(right.Numbers, i));
                if (order != 0)
                {
                    return order;
                }
            }

            return left.Suffix.Length == 0 || right.Suffix.Length == 0
                ? right.Suffix.Length.CompareTo(left.Suffix.Length)
                : string.CompareOrdinal(left.Suffix, right.Suffix);

            static long At(long[] numbers, int i) => i < numbers.Length ? numbers[i] : 0;

            static (long[] Numbers, string Suffix) Split(string version)
            {
                var dash = version.IndexOfAny(['-', '+']);
                var numbers = (dash < 0 ? version : version.Substring(0, dash)).Split('.');
                return (numbers.Select(n => long.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).ToArray(),
                    dash < 0 || version[dash] == '+' ? "" : version.Substring(dash + 1));
            }
        }
    }
}

/// <param name="AgeDays">Of the report; negative where it was decided for a later day.</param>
public sealed record FleetRepository(RecordedReport Report, int AgeDays)
{
    public bool IsStale { get; init; }

    /// <summary>Layers of which the fleet has a newer version, or another content: <c>Contoso.AiPolicy/governance.yml 2.0.0</c>.</summary>
    public IReadOnlyList<string> OldLayers { get; init; } = [];
}

public sealed record FleetModel(string Name)
{
    public CalendarDate? Retires { get; init; }

    public string Replacement { get; init; } = "";

    /// <summary>Usually one.</summary>
    public IReadOnlyList<string> Verdicts { get; init; } = [];

    public IReadOnlyList<FleetModelUser> Users { get; init; } = [];

    public int Repositories => Users.Select(u => u.Repository).Distinct(StringComparer.Ordinal).Count();

    /// <summary>By its name, by its reference alone, or by what answers behind a deployment of it.</summary>
    public bool Matches(string pattern) => Names().Any(n => Glob.IsNameMatch(pattern, n, ignoreCase: true) || Glob.IsNameMatch(pattern, n.Substring(n.IndexOf(':') + 1), ignoreCase: true));

    private IEnumerable<string> Names() => Users.Select(u => u.Model.Serves).Where(s => s.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Prepend(Name);
}

public sealed record FleetModelUser(string Repository, RecordedModel Model);

/// <param name="States">How many repositories are in each state.</param>
public sealed record FleetControl(string Id, string Title, IReadOnlyDictionary<string, int> States);

/// <param name="Repositories">In which it found anything.</param>
/// <param name="Blocked">Which it keeps from shipping.</param>
public sealed record FleetRule(string Rule, string Name, RecordedRule Counts, int Repositories, int Blocked);

/// <param name="DaysLeft">From the day of the question to its last day; negative once it has expired.</param>
public sealed record FleetWaiver(string Repository, RecordedWaiver Waiver, int DaysLeft);

/// <param name="Versions">The newest first.</param>
public sealed record FleetLayer(string Name, IReadOnlyList<FleetLayerVersion> Versions);

public sealed record FleetLayerVersion(string Version, string Sha256, bool IsNewest, IReadOnlyList<string> Repositories);

/// <param name="By">The file that counts.</param>
/// <param name="Reason">Goes on after "is".</param>
public sealed record FleetReplaced(FleetOther Report, string By, bool IsConflict, string Reason);
