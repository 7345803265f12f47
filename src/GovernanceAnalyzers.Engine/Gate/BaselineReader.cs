using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Gate;

/// <summary>Reads the baseline file. What does not hold together, is too old or is not in the base branch does not count (GOV0014).</summary>
public static class BaselineReader
{
    /// <summary>Largest file, in bytes: some tens of thousands of entries.</summary>
    public const int MaximumBytes = 16 * 1024 * 1024;

    private static readonly ObjectShape FileShape = new(
        new Property("schemaVersion", ScalarShape.OneOf("1"), Required: true),
        new Property("created", ScalarShape.Date, Required: true),
        new Property("entries", new ListShape(new CheckedElsewhere()), Required: true));

    private static readonly ObjectShape EntryShape = new(
        new Property("rule", new ScalarShape("a rule's id", PolicyShape.RuleKeyProblem), Required: true),
        new Property("path", ScalarShape.Text, Required: true),
        new Property("subject", ScalarShape.Text, Required: true),
        new Property("requirement", ScalarShape.Text),
        new Property(
            "fingerprint",
            ScalarShape.Matching("32 hexadecimal digits", new Regex("^[0-9a-f]{32}$", RegexOptions.CultureInvariant)),
            Required: true),
        new Property(
            "count",
            new ScalarShape("a whole number from 1 on", text => TryParseCount(text, out _) ? null : $"'{text}' is not a whole number from 1 on"),
            Required: true),
        new Property("added", ScalarShape.Date, Required: true));

    /// <param name="today">The evaluation date.</param>
    public static Baseline Read(GovernedTree tree, EffectivePolicy policy, CalendarDate today, ICollection<Finding> findings)
    {
        var unwaivable = policy.WaiverRules.Unwaivable;
        if (policy.Baseline.File.Length == 0)
        {
            return new Baseline([], unwaivable);
        }

        var path = Path.GetFullPath(Path.Combine(tree.Root, policy.Baseline.File));
        policy.Inputs.Add(path);
        var display = tree.Relative(path);
        var problems = new List<FileProblem>();
        if (!tree.IsInRepository(path))
        {
            problems.Add(new FileProblem(new SourcePlace(display), "The baseline lies outside the repository. Keep it where its history is."));
        }
        else if (!File.Exists(path))
        {
            // The policy may name it before it is first written.
            return new Baseline([], unwaivable) { IsUsable = true };
        }

        var text = problems.Count == 0 ? YamlReader.ReadText(path, display, MaximumBytes, problems) : null;
        var root = text is null ? null : Root(text, display, problems);
        if (problems.Count > 0 || root is null)
        {
            foreach (var problem in problems)
            {
                Report(problem.Place, problem.Message + " Until then nothing counts as known.", "baseline.file");
            }

            return new Baseline([], unwaivable) { Exists = true };
        }

        var accepts = new Baseline([], unwaivable);
        var entries = new List<BaselineEntry>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var item in root.List("entries"))
        {
            if (Entry(item, accepts, out var wrong) is not { } entry)
            {
                Wrong(wrong!, "baseline.file");
            }
            else if (seen.TryGetValue(entry.Fingerprint, out var line))
            {
                Wrong(new FileProblem(entry.Place, $"This entry is already in line {line}. Keep one."), "baseline.file");
            }
            else
            {
                seen.Add(entry.Fingerprint, entry.Place.Line);
                if (entry.Added > today)
                {
                    Wrong(new FileProblem(entry.Place, $"This entry was added on {entry.Added}, which is after the evaluation date, {today}. Correct the date."), "baseline.file");
                }
                else
                {
                    entries.Add(entry);
                }
            }
        }

        var isUsable = true;
        if (policy.Baseline.BaseBranch.Length > 0 && entries.Count > 0)
        {
            entries = InBaseBranch(entries, accepts, out isUsable);
        }

        return new Baseline(NotTooOld(entries), unwaivable)
        {
            Exists = true,
            IsUsable = isUsable,
            Created = CalendarDate.Parse(root.Text("created")!),
        };

        List<BaselineEntry> InBaseBranch(List<BaselineEntry> mine, Baseline rules, out bool isKnown)
        {
            var branch = policy.Baseline.BaseBranch;
            var git = GitFile.Read(tree, branch, path, MaximumBytes, policy.Inputs);
            var ignored = new List<FileProblem>();
            var theirs = git.Text is null ? null : Root(git.Text, display, ignored);
            isKnown = theirs is not null && ignored.Count == 0;
            if (!isKnown)
            {
                var why = git.Problem.Length > 0 ? git.Problem : $"the version in {branch} is not a baseline. Correct it there";
                Report(
                    new SourcePlace(display, 1, 1),
                    $"The baseline does not count. The policy accepts only what is in {branch} as well, and that cannot be looked up: {Sentence.End(why)}",
                    "baseline.baseBranch");
                return [];
            }

            var old = theirs!.List("entries")
                .Select(e => Entry(e, rules, out _))
                .OfType<BaselineEntry>()
                .GroupBy(e => e.Fingerprint, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
            var kept = new List<BaselineEntry>();
            foreach (var entry in mine)
            {
                if (!old.TryGetValue(entry.Fingerprint, out var before))
                {
                    Report(
                        entry.Place,
                        $"This entry, {entry.Describe()}, is not in {branch}: a baseline may only shrink. Fix the finding or have it waived. The entry does not count.",
                        "baseline.baseBranch");
                    continue;
                }

                if (entry.Count > before.Count)
                {
                    Report(
                        entry.Place,
                        $"This entry, {entry.Describe()}, counts {entry.Count}, and in {branch} it counts {before.Count}: a baseline may only shrink. Fix what is new or have it waived. {before.Count} {(before.Count == 1 ? "counts" : "count")} as known.",
                        "baseline.baseBranch");
                }

                if (entry.Added > before.Added)
                {
                    Report(
                        entry.Place,
                        $"This entry, {entry.Describe()}, says that it was added on {entry.Added}, and in {branch} it was added on {before.Added}. Put that date back; it is the one that counts.",
                        "baseline.baseBranch");
                }

                kept.Add(entry with
                {
                    Count = Math.Min(entry.Count, before.Count),
                    Added = entry.Added > before.Added ? before.Added : entry.Added,
                });
            }

            return kept;
        }

        IEnumerable<BaselineEntry> NotTooOld(List<BaselineEntry> all)
        {
            if (policy.Baseline.MaxDays is not { } maximum)
            {
                return all;
            }

            // All of one day end on one day, and are said once.
            foreach (var old in all.Where(e => today.DaysSince(e.Added) > maximum).GroupBy(e => e.Added).OrderBy(g => g.Key))
            {
                var first = old.OrderBy(e => e.Place).First();
                Report(
                    first.Place,
                    (old.Count() == 1
                        ? $"This entry, {first.Describe()}, was added on {first.Added}"
                        : $"{old.Count()} entries, of which this is the first, were added on {first.Added}")
                    + $", {today.DaysSince(first.Added)} days ago, and the policy lets a finding be known for {maximum}. What they record counts again. Fix it or have it waived, and run \"governance check --write-baseline\".".Replace("What they record", old.Count() == 1 ? "What it records" : "What they record"),
                    "baseline.maxDays");
            }

            return all.Where(e => today.DaysSince(e.Added) <= maximum);
        }

        void Wrong(FileProblem problem, string setting) => Report(problem.Place, problem.Message + " Until then the entry does not count.", setting);

        void Report(SourcePlace place, string message, string setting)
        {
            if (policy.Finding("GOV0014", $"{message} [{policy.PlaceOf(setting)}]", place, message) is { } finding)
            {
                findings.Add(finding);
            }
        }
    }

    private static YamlMapping? Root(string text, string display, ICollection<FileProblem> problems)
    {
        var root = JsonNodes.Read(text, display, problems);
        if (root is not null)
        {
            FileShape.Check(root, "the baseline", problems);
        }

        return root as YamlMapping;
    }

    private static BaselineEntry? Entry(YamlValue item, Baseline rules, out FileProblem? problem)
    {
        var problems = new List<FileProblem>();
        EntryShape.Check(item, "the entry", problems);
        problem = problems.FirstOrDefault();
        if (problem is not null || item is not YamlMapping entry)
        {
            return null;
        }

        var rule = RuleCatalogue.Find(entry.Text("rule")!)!;
        var requirement = entry.Text("requirement") ?? "";
        var path = entry.Text("path")!;
        var subject = entry.Text("subject")!;
        var fingerprint = entry.Text("fingerprint")!;
        if (!rules.Accepts(rule.Id, requirement))
        {
            problem = new FileProblem(entry.Place, $"{(requirement.Length > 0 ? $"The requirement '{Excerpt.Of(requirement)}'" : $"{rule.Id} {rule.Name}")} cannot be in a baseline. Take the entry out, and fix what it records.");
            return null;
        }

        if (Baseline.IsOutside(path) || Baseline.Fingerprint(rule.Id, path, subject, requirement) != fingerprint)
        {
            problem = new FileProblem(entry.Place, "The fingerprint does not belong to this rule, path and subject, so the entry was changed by hand. Undo the change, or take the entry out.");
            return null;
        }

        TryParseCount(entry.Text("count")!, out var count);
        return new BaselineEntry(rule.Id, path, subject, requirement, fingerprint, count, CalendarDate.Parse(entry.Text("added")!)) { Place = entry.Place };
    }

    private static bool TryParseCount(string text, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count > 0;
}
