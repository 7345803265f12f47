using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Engine.Gate;

namespace GovernanceAnalyzers.Engine.Reports;

/// <summary>A summary for a pull request or for the page of a build: what a reader needs to decide, and no more than such pages take.</summary>
public static class MarkdownReport
{
    /// <summary>Characters. A comment on GitHub takes 65,536, which leaves somebody room for a line of their own.</summary>
    internal const int Limit = 60_000;

    private const int RetirementDays = 365;
    private const int WaiverDays = 30;

    public static string Write(RepositoryPosture posture)
    {
        var page = new Page(posture);
        page.Head();
        page.Blockers();
        page.Systems();
        page.Retirements();
        page.Waivers();
        page.MissingEvidence();
        page.Counts();
        return page.ToString();
    }

    private sealed class Page(RepositoryPosture posture)
    {
        private readonly StringBuilder _text = new();
        private readonly Report _report = posture.Report;

        public override string ToString() => _text.ToString();

        public void Head()
        {
            var name = MarkdownText.Cell(posture.Identity.Name);
            Line(name.Length == 0 ? "# Governance" : "# Governance of " + name);
            Line("");
            Line($"**{Verdict()}**");
            Line("");
            var policy = _report.PolicyFile.Length == 0
                ? "the built-in baseline (there is no governance.yml)"
                : $"policy {MarkdownText.Cell(_report.PolicyName)} ({MarkdownText.Code(_report.PolicyFile)})";
            Line($"Under {policy}, evaluated on {_report.EvaluationDate}{(posture.Identity.Commit.Length == 0 ? "" : $", commit {MarkdownText.Code(posture.Identity.Commit)}")}.");
        }

        public void Blockers()
        {
            var numbers = new HashSet<int>(posture.Blockers);
            var blockers = posture.Findings.Where(f => numbers.Contains(f.Number)).ToArray();
            Table("What blocks", ["Rule", "What", "Where", "Owner"], blockers, until: 30_000, f =>
            [
                RuleLink(f.Finding.RuleId),
                MarkdownText.Cell(WithoutPlace(f.Finding.Message), 400),
                Where(f.Finding.Place),
                Owner(f.Owner),
            ]);
        }

        public void Systems()
        {
            if (posture.Systems.Count == 1 && posture.Systems[0].Id.Length == 0)
            {
                return;
            }

            Table("Systems", ["System", "Risk", "May ship", "Evidence", "Owner"], posture.Systems, until: 37_000, s =>
            [
                MarkdownText.Cell(s.Title.Length > 0 ? s.Title : s.Id, 80),
                s.Tier == RiskTier.Unknown ? "" : s.Tier.ToWord(),
                s.MayShip ? "yes" : s.Blockers.Count > 0 ? $"no, {Plural(s.Blockers.Count, "finding")}" : "not known",
                s.State switch { Assessment.Pass => "present", Assessment.Fail => "missing or outside limits", Assessment.Waived => "waived", Assessment.Baselined => "in the baseline", _ => s.State.ToWord().Replace('-', ' ') },
                Owner(s.Owner),
            ]);
        }

        public void Retirements()
        {
            var models = posture.Models
                .Where(m => m.Retires is { } day && day.DaysSince(_report.EvaluationDate) <= RetirementDays)
                .OrderBy(m => m.Retires!.Value)
                .ThenBy(m => m.Name, StringComparer.Ordinal)
                .ToArray();
            Table("Models that retire within 12 months", ["Model", "Retires", "Replacement", "Systems", "Owner"], models, until: 44_000, m =>
            [
                MarkdownText.Code(m.Name),
                m.IsRetired ? $"{m.Retires}, retired" : $"{m.Retires}, in {Plural(m.Retires!.Value.DaysSince(_report.EvaluationDate), "day")}",
                MarkdownText.Code(m.Replacement),
                string.Join(", ", m.Systems.Take(5).Select(s => MarkdownText.Code(s, 60))) + (m.Systems.Count > 5 ? $" and {m.Systems.Count - 5} more" : ""),
                Owner(m.Owner),
            ]);
        }

        public void Waivers()
        {
            var waivers = posture.Waivers.Where(w => w.IsActive && w.DaysLeft <= WaiverDays).OrderBy(w => w.DaysLeft).ThenBy(w => w.Waiver.Id, StringComparer.Ordinal).ToArray();
            Table("Waivers that end within 30 days", ["Waiver", "Rule", "Last day", "Covers", "Owner"], waivers, until: 50_000, w =>
            [
                MarkdownText.Code(w.Waiver.Id, 80),
                RuleLink(w.Waiver.RuleId),
                $"{w.Waiver.Expires}, {(w.DaysLeft == 0 ? "today" : "in " + Plural(w.DaysLeft, "day"))}",
                Plural(w.Findings.Count, "finding"),
                Owner(w.Waiver.Owner),
            ]);
        }

        public void MissingEvidence()
        {
            var missing = posture.Requirements.Where(r => r.State == Assessment.Fail).ToArray();
            Table("Evidence missing", ["Requirement", "For", "Looked at", "Asked for by"], missing, until: 57_500, r =>
            [
                MarkdownText.Cell(r.Title.Length > 0 ? r.Title : r.Id, 120),
                MarkdownText.Cell(r.Subject, 80),
                r.Evidence.Count == 0 ? "" : MarkdownText.Code(r.Evidence[0], 100) + (r.Evidence.Count > 1 ? $" and {r.Evidence.Count - 1} more" : ""),
                MarkdownText.Code(r.Place, 80),
            ]);
        }

        public void Counts()
        {
            Line("");
            Line("## Counts");
            Line("");
            Row(["Findings", "Open", "Waived", "In the baseline", "Suppressed"]);
            Line("|---|--:|--:|--:|--:|");
            foreach (var (severity, word) in new[] { (Severity.Error, "Errors"), (Severity.Warning, "Warnings"), (Severity.Suggestion, "Suggestions") })
            {
                Row([word, .. new[] { ResultStatus.Open, ResultStatus.Waived, ResultStatus.Baselined, ResultStatus.Suppressed }
                    .Select(status => posture.Findings.Count(f => f.Result.Status == status && f.Finding.Severity == severity).ToString(System.Globalization.CultureInfo.InvariantCulture))]);
            }

            if (posture.Controls.Count > 0)
            {
                Line("");
                Line($"Of {posture.Controls.Count} governance controls: {Of(Assessment.Pass)} with evidence present, {Of(Assessment.Fail)} with evidence missing or outside limits, "
                    + $"{Of(Assessment.Waived)} waived, {Of(Assessment.Baselined)} in the baseline, {Of(Assessment.NotAssessed)} not assessed, {Of(Assessment.NotApplicable)} not applicable.");
            }

            Line("");
            Line("This says what evidence is present or missing. Whether it is enough, people decide.");

            int Of(Assessment state) => posture.Controls.Count(c => c.State == state);
        }

        private string Verdict() =>
            posture.Blockers.Count > 0 ? $"May not ship: {Plural(posture.Blockers.Count, "finding")} {(posture.Blockers.Count == 1 ? "blocks" : "block")}."
            : posture.MayShip ? "May ship: nothing blocks."
            : posture.NotKnown.Length > 0 ? $"Not known whether it may ship: {MarkdownText.Cell(posture.NotKnown).TrimEnd('.')}."
            : "Not known whether it may ship.";

        /// <param name="until">How long the page may be after the table; what has no room is counted.</param>
        private void Table<T>(string title, string[] columns, IReadOnlyList<T> items, int until, Func<T, string[]> cells)
        {
            if (items.Count == 0)
            {
                return;
            }

            Line("");
            Line($"## {title} ({items.Count})");
            Line("");
            Row(columns);
            Line("|" + string.Concat(columns.Select(_ => "---|")));
            var written = 0;
            foreach (var item in items)
            {
                var row = "| " + string.Join(" | ", cells(item)) + " |";
                if (_text.Length + row.Length > until)
                {
                    break;
                }

                Line(row);
                written++;
            }

            if (written < items.Count)
            {
                Line("");
                Line($"and {items.Count - written} more.");
            }
        }

        private void Row(IEnumerable<string> cells) => Line("| " + string.Join(" | ", cells) + " |");

        private void Line(string text) => _text.Append(text).Append('\n');

        private static string RuleLink(string id) => RuleCatalogue.Find(id) is { } rule ? $"[{rule.Id}]({rule.HelpUri})" : MarkdownText.Code(id);

        /// <summary><c>path:line</c>, which is what people paste into an editor.</summary>
        private static string Where(SourcePlace place) => MarkdownText.Code(place.Line > 0 ? $"{place.Path}:{place.Line}" : place.Path);

        private static string Owner(string owner) => owner.Length == 0 ? "nobody named" : MarkdownText.Code(owner, 60);

        /// <summary>The policy's place at the end of a message is for whoever asks why; <c>governance explain</c> tells them.</summary>
        private static string WithoutPlace(string message) =>
            message.EndsWith("]", StringComparison.Ordinal) && message.LastIndexOf(" [", StringComparison.Ordinal) is > 0 and var at ? message.Substring(0, at) : message;

        private static string Plural(int count, string word) => count == 1 ? "1 " + word : $"{count} {word}s";
    }
}
