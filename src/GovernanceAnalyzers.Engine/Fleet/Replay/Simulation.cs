using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Policy.Layers;
using GovernanceAnalyzers.Engine.Reports;

namespace GovernanceAnalyzers.Engine.Fleet;

/// <summary>A finding that both policies have and do not judge alike.</summary>
public sealed record ChangedResult(Result Before, Result After);

/// <summary>What a changed policy would do to one repository.</summary>
public sealed record SimulatedRepository(Recording Recording)
{
    public IReadOnlyList<Result> New { get; init; } = [];

    public IReadOnlyList<Result> Gone { get; init; } = [];

    public IReadOnlyList<ChangedResult> Changed { get; init; } = [];

    public int FailingBefore { get; init; }

    public int FailingAfter { get; init; }

    /// <summary>What would fail and does not fail now: each needs a fix, or a waiver.</summary>
    public IReadOnlyList<Result> NewlyFailing { get; init; } = [];

    /// <summary>Those of them that the changed policy lets nobody waive.</summary>
    public IReadOnlyList<Result> Unwaivable { get; init; } = [];

    /// <summary>Ids of waivers that cover something now and would cover nothing.</summary>
    public IReadOnlyList<string> WaiversNoLongerNeeded { get; init; } = [];

    public IReadOnlyList<string> NotAssessed { get; init; } = [];

    /// <summary>Why the policy does not concern it, or why nothing is known; empty otherwise.</summary>
    public string LeftOut { get; init; } = "";

    /// <summary>It builds now, and would not.</summary>
    public bool Breaks => FailingBefore == 0 && FailingAfter > 0;

    public bool IsTouched => New.Count + Gone.Count + Changed.Count > 0 || FailingAfter != FailingBefore;

    /// <summary>The waivers that would be needed, as lines for governance/waivers.yml; empty for none.</summary>
    public string WaiversNeeded
    {
        get
        {
            var text = new StringBuilder();
            foreach (var group in NewlyFailing.Except(Unwaivable)
                .GroupBy(r => (r.Finding.RuleId, r.Finding.Place.Path, r.Finding.Model, r.Finding.Dataset, r.Finding.Requirement))
                .OrderBy(g => g.Key.RuleId, StringComparer.Ordinal)
                .ThenBy(g => g.Key.Path, StringComparer.Ordinal)
                .ThenBy(g => g.Key.Model, StringComparer.Ordinal)
                .ThenBy(g => g.Key.Dataset, StringComparer.Ordinal)
                .ThenBy(g => g.Key.Requirement, StringComparer.Ordinal))
            {
                var (rule, path, model, dataset, requirement) = group.Key;
                var scope = new[] { ("path", path), ("model", model), ("dataset", dataset), ("requirement", requirement) }.Where(s => s.Item2.Length > 0).Select(s => $"{s.Item1}: {Quoted(s.Item2)}");
                text.Append($"  - id: {Quoted(Id(rule, path, model, dataset, requirement))}\n    rule: {rule}\n    scope: {{ {string.Join(", ", scope)} }}\n    reason: TODO\n    owner: TODO\n    approvedBy: TODO\n    expires: TODO\n");
            }

            return text.ToString();
        }
    }

    private static string Id(string rule, params string[] parts) =>
        (rule + "-" + Sha256Text.Hex(string.Join("|", parts), bytes: 4)).ToLowerInvariant();

    private static string Quoted(string text)
    {
        // Double quotes and JSON's escapes are YAML's as well.
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c is '"' or '\\' ? "\\" + c : char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\uFEFF' ? "\\u" + ((int)c).ToString("X4", CultureInfo.InvariantCulture) : c.ToString());
        }

        return quoted.Append('"').ToString();
    }
}

/// <summary>What a changed policy would do to many repositories.</summary>
public sealed record Simulation(IReadOnlyList<SimulatedRepository> Repositories, IReadOnlyList<RecordedProblem> Problems)
{
    public IEnumerable<SimulatedRepository> Breaking => Repositories.Where(r => r.Breaks);

    /// <summary>The answer in a line.</summary>
    public string Summary
    {
        get
        {
            var parts = new List<string> { $"{FleetReport.Count(Repositories.Count, "repository", "repositories")}: {FleetReport.Count(Breaking.Count(), "would break", "would break")}" };
            Add(Repositories.Count(r => r.FailingBefore > 0 && r.FailingAfter == 0), "would pass again", "would pass again");
            Add(Repositories.Count(r => r.IsTouched && !r.Breaks), "more would see a difference", "more would see a difference");
            Add(Repositories.Count(r => r.NotAssessed.Count > 0), "cannot be assessed in full", "cannot be assessed in full");
            Add(Repositories.Count(r => r.LeftOut.Length > 0), "was left out", "were left out");
            Add(Problems.Count, "file cannot be relied on", "files cannot be relied on");
            return string.Join("; ", parts) + ".";

            void Add(int count, string one, string many)
            {
                if (count > 0)
                {
                    parts.Add(FleetReport.Count(count, one, many));
                }
            }
        }
    }

    /// <param name="policy">The changed policy: a file, or a pack without one, which then takes the place of itself where a repository stands on it.</param>
    /// <param name="today">Null for the day of each recording, so that nothing but the policy differs.</param>
    /// <param name="temporary">Makes an empty folder, which is deleted here.</param>
    public static SimulatedRepository Of(Recording recording, GovernedTree policy, CalendarDate? today, Func<string> temporary)
    {
        var repository = new SimulatedRepository(recording);
        if (policy.PolicyFile is null && policy.Packs.All(p => recording.Packs.All(r => !string.Equals(r.Id, p.Id, StringComparison.OrdinalIgnoreCase))))
        {
            return repository with { LeftOut = $"It does not stand on {string.Join(", ", policy.Packs.Select(p => p.Id))}." };
        }

        try
        {
            using var replay = Replay.Of(recording, temporary());
            var day = today ?? recording.EvaluationDate;
            var after = policy.PolicyFile is null ? replay.Run(day, policy.Packs) : replay.Run(policy, day);
            return Compare(repository, after);
        }
        catch (Exception e) when (RegularFile.IsExpected(e))
        {
            return repository with { LeftOut = $"Its files could not be laid out again: {Excerpt.Of(e.Message, 200)}" };
        }
    }

    internal static SimulatedRepository Compare(SimulatedRepository repository, ReplayResult after)
    {
        var recording = repository.Recording;
        var before = Named(recording.Results);
        var now = Named(after.Results);
        var failing = new HashSet<string>(before.Where(b => b.Value.Status == ResultStatus.Open && b.Value.Finding.Severity >= recording.FailOn).Select(b => b.Key), StringComparer.Ordinal);
        var newlyFailing = now
            .Where(n => n.Value.Status == ResultStatus.Open && n.Value.Finding.Severity >= after.Policy.FailOn && !failing.Contains(n.Key))
            .Select(n => n.Value)
            .OrderBy(r => r)
            .ToArray();
        var unwaivable = after.Policy.WaiverRules.Unwaivable.Select(u => RuleCatalogue.Find(u)?.Id ?? u).ToArray();
        var covered = new HashSet<string>(after.Results.Where(r => r.Status == ResultStatus.Waived).Select(r => r.By), StringComparer.Ordinal);
        return repository with
        {
            New = [.. now.Where(n => !before.ContainsKey(n.Key)).Select(n => n.Value).OrderBy(r => r)],
            Gone = [.. before.Where(b => !now.ContainsKey(b.Key)).Select(b => b.Value).OrderBy(r => r)],
            Changed = [.. now
                .Where(n => before.TryGetValue(n.Key, out var old) && (old.Status != n.Value.Status || old.Finding.Severity != n.Value.Finding.Severity))
                .Select(n => new ChangedResult(before[n.Key], n.Value))
                .OrderBy(c => c.After)],
            FailingBefore = failing.Count,
            FailingAfter = after.Failing.Count(),
            NewlyFailing = newlyFailing,
            Unwaivable = [.. newlyFailing.Where(r => WaiverReader.NeverWaivable.Contains(r.Finding.RuleId) || unwaivable.Contains(r.Finding.RuleId) || unwaivable.Contains(r.Finding.Requirement))],
            WaiversNoLongerNeeded = [.. recording.Results
                .Where(r => r.Status == ResultStatus.Waived && !covered.Contains(r.By))
                .Select(r => r.By)
                .Distinct(StringComparer.Ordinal)
                .OrderBy(w => w, StringComparer.Ordinal)],
            NotAssessed = after.NotAssessed,
        };
    }

    /// <summary>By a name that stays when messages cite another line of a policy.</summary>
    private static Dictionary<string, Result> Named(IReadOnlyList<Result> results) => results
        .Zip(Fingerprints.Of(results), (r, f) => (Result: r, Name: f))
        .GroupBy(r => r.Name, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.First().Result, StringComparer.Ordinal);
}

/// <summary>A simulation as JSON, for programs: <c>policies/schema/governance-simulation.schema.json</c>.</summary>
public static class SimulationJson
{
    public const string SchemaFileName = "governance-simulation.schema.json";

    private const string SchemaVersion = "1";

    private static readonly JsonMembers<Result> Finding = new JsonMembers<Result>("finding")
        .Always("rule", "GOVnnnn.", r => r.Finding.RuleId)
        .Word("severity", "Under the changed policy; of what is gone, under the one in force.", JsonReport.Severities, r => r.Finding.Severity.ToWord())
        .Word("status", "What becomes of it.", JsonReport.Statuses, r => JsonReport.StatusWord(r.Status))
        .Place(r => r.Finding.Place)
        .Always("message", "What, why, and what to do.", r => r.Finding.Message)
        .Text("model", "provider:reference.", r => r.Finding.Model)
        .Text("dataset", "Id of the dataset record.", r => r.Finding.Dataset)
        .Text("requirement", "Id of the requirement.", r => r.Finding.Requirement)
        .Text("policy", "Where the policy sets the severity.", r => r.Finding.PolicyPlace);

    private static readonly JsonMembers<ChangedResult> Change = new JsonMembers<ChangedResult>("change")
        .Word("severityBefore", "Under the policy in force.", JsonReport.Severities, c => c.Before.Finding.Severity.ToWord())
        .Word("statusBefore", "Under the policy in force.", JsonReport.Statuses, c => JsonReport.StatusWord(c.Before.Status))
        .Object("finding", "Under the changed policy.", Finding, c => c.After);

    private static readonly JsonMembers<SimulatedRepository> Repository = new JsonMembers<SimulatedRepository>("repository")
        .Always("name", "owner/name.", r => r.Recording.Identity.Name)
        .Text("commit", "That was recorded.", r => r.Recording.Identity.Commit)
        .Always("file", "The recording.", r => r.Recording.File)
        .Date("evaluationDate", "Of the recording.", r => r.Recording.EvaluationDate, always: true)
        .Flag("breaks", "It builds now, and would not.", r => r.Breaks)
        .Text("leftOut", "Why nothing is said about it.", r => r.LeftOut)
        .Number("failingBefore", "Findings at or over the fail level.", r => r.FailingBefore)
        .Number("failingAfter", "Findings at or over the fail level.", r => r.FailingAfter)
        .List("new", "Findings that only the changed policy has.", Finding, r => r.New)
        .List("gone", "Findings that only the policy in force has.", Finding, r => r.Gone)
        .List("changed", "Findings with another severity or status.", Change, r => r.Changed)
        .Number("unwaivable", "Findings that would fail and that nobody may waive.", r => r.Unwaivable.Count)
        .Text("waiversNeeded", "Lines for governance/waivers.yml.", r => r.WaiversNeeded)
        .Texts("waiversNoLongerNeeded", "Ids.", r => r.WaiversNoLongerNeeded)
        .Texts("notAssessed", "What the recording cannot tell.", r => r.NotAssessed);

    private static readonly JsonMembers<RecordedProblem> Problem = new JsonMembers<RecordedProblem>("problem")
        .Place(p => p.Place)
        .Always("message", "What is wrong.", p => p.Message);

    internal static JsonMembers<Simulation> Root { get; } = new JsonMembers<Simulation>("simulation")
        .Always("$schema", "This schema.", _ => RuleInfo.SchemaRoot + SchemaFileName)
        .Word("schemaVersion", "Of this format.", [SchemaVersion], _ => SchemaVersion)
        .Always("summary", "In a line.", s => s.Summary)
        .Number("breaking", "Repositories that build now, and would not.", s => s.Breaking.Count())
        .List("repositories", "By name.", Repository, s => s.Repositories)
        .List("problems", "Files that cannot be relied on.", Problem, s => s.Problems, always: false);

    public static string Write(Simulation simulation) => JsonText.Write(json => Root.Write(json, simulation));
}
