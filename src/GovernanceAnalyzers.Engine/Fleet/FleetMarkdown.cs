using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Reports;

namespace GovernanceAnalyzers.Engine.Fleet;

/// <summary>A part of a fleet as a table: the pages for people are made of these.</summary>
/// <param name="Title">Of the part.</param>
/// <param name="Columns">Headings; one that begins with <c>#</c> is over numbers.</param>
/// <param name="Rows">Plain text.</param>
/// <param name="None">What is said where there are no rows.</param>
public sealed record FleetTable(string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, string None)
{
    /// <summary>Everything there is to say, the most pressing first.</summary>
    public static IEnumerable<FleetTable> Of(FleetReport fleet)
    {
        var question = fleet.Question;
        if (question.Model.Length > 0 || question.RetiringBy is not null)
        {
            yield return Asked(fleet);
        }

        if (question.Expected is not null)
        {
            yield return new(
                "Expected repositories without a report", ["Repository"], [.. fleet.Missing.Select(m => new[] { m })], "Every expected repository has a report.");
            if (fleet.Unexpected.Count > 0)
            {
                yield return new("Repositories that nobody expects", ["Repository"], [.. fleet.Unexpected.Select(m => new[] { m })], "");
            }
        }

        yield return Repositories(fleet);
        yield return new(
            "Retirements",
            ["Model", "Retires", "Replacement", "#Repositories", "Used by"],
            [.. fleet.Models
                .Where(m => m.Retires is not null)
                .OrderBy(m => m.Retires)
                .ThenBy(m => m.Name, StringComparer.Ordinal)
                .Select(m => new[] { m.Name, m.Retires!.Value.ToString(), m.Replacement, Number(m.Repositories), Some(m.Users.Select(u => u.Repository)) })],
            "No retirement of a model in use is known.");
        yield return new(
            "Models",
            ["Model", "Verdict", "#Repositories", "Used by"],
            [.. fleet.Models
                .OrderByDescending(m => m.Repositories)
                .ThenBy(m => m.Name, StringComparer.Ordinal)
                .Select(m => new[] { m.Name, string.Join(", ", m.Verdicts), Number(m.Repositories), Some(m.Users.Select(u => u.Repository)) })],
            "No model is in use.");
        yield return new(
            "Policy layers",
            ["Layer", "Version", "SHA-256", "#Repositories", "Newest", "Repositories"],
            [.. fleet.Layers.SelectMany(l => l.Versions.Select(v => new[]
            {
                l.Name, v.Version, v.Sha256.Substring(0, Math.Min(12, v.Sha256.Length)), Number(v.Repositories.Count), v.IsNewest ? "yes" : "no", Some(v.Repositories),
            }))],
            "No repository stands on a pack or a preset.");
        yield return new(
            "Rules",
            ["Rule", "Name", "#Blocked repositories", "#Repositories", "#Open", "#Waived", "#Suppressed", "#Baselined"],
            [.. fleet.Rules.OrderByDescending(r => r.Blocked).ThenByDescending(r => r.Counts.Open).ThenBy(r => r.Rule, StringComparer.Ordinal).Select(r => new[]
            {
                r.Rule, r.Name, Number(r.Blocked), Number(r.Repositories), Number(r.Counts.Open), Number(r.Counts.Waived), Number(r.Counts.Suppressed), Number(r.Counts.Baselined),
            })],
            "Nothing was found.");
        yield return new(
            "Controls",
            ["Control", "Title", .. Enumerable.Reverse(JsonReport.States).Select(s => "#" + s)],
            [.. fleet.Controls.Select(c => (string[])[c.Id, c.Title, .. Enumerable.Reverse(JsonReport.States).Select(s => Number(c.States[s]))])],
            "No report tells about controls.");
        yield return new(
            $"Waivers that end within {question.ExpiringWithinDays} days",
            ["Expires", "#Days", "Owner", "Repository", "Waiver", "Rule", "#Covers"],
            [.. fleet.Expiring.Select(Waiver)],
            "None.");
        yield return new(
            "Waivers by owner",
            ["Owner", "#Active", "#Ending soon", "#Expired", "#Repositories"],
            [.. fleet.Waivers.GroupBy(w => w.Waiver.Owner, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => new[]
            {
                g.Key,
                Number(g.Count(w => w.DaysLeft >= 0)),
                Number(g.Count(w => w.DaysLeft >= 0 && w.DaysLeft <= question.ExpiringWithinDays)),
                Number(g.Count(w => w.DaysLeft < 0)),
                Number(g.Select(w => w.Repository).Distinct(StringComparer.Ordinal).Count()),
            })],
            "There are no waivers.");
        if (fleet.Replaced.Count > 0)
        {
            yield return new(
                "Reports that do not count",
                ["Repository", "Report", "Is", "Counts instead"],
                [.. fleet.Replaced.Select(r => new[] { r.Report.Repository, r.Report.File, r.Reason, r.By })],
                "");
        }

        if (fleet.Builds.Count > 0)
        {
            yield return new(
                "Reports of builds, which name no repository and are left out",
                ["File"],
                [.. fleet.Builds.Select(b => new[] { b })],
                "");
        }

        if (fleet.Problems.Count > 0)
        {
            yield return new("What cannot be relied on", ["Place", "Problem"], [.. fleet.Problems.Select(p => new[] { p.Place.ToString(), p.Message })], "");
        }
    }

    /// <summary>Who uses the models that were asked for.</summary>
    public static FleetTable Asked(FleetReport fleet)
    {
        var (model, by) = (fleet.Question.Model, fleet.Question.RetiringBy);
        return new(
            model.Length == 0 ? $"Who is hit by a retirement until {by}" : by is null ? $"Who uses {model}" : $"Who uses {model} and is hit by its retirement until {by}",
            ["Model", "Retires", "Repository", "Systems", "Owner", "#Uses", "First place"],
            [.. fleet.Asked.OrderBy(m => m.Retires ?? CalendarDate.Parse("9999-12-31")).ThenBy(m => m.Name, StringComparer.Ordinal).SelectMany(m => m.Users.Select(u => new[]
            {
                m.Name, m.Retires?.ToString() ?? "", u.Repository, string.Join(", ", u.Model.Systems), u.Model.Owner, Number(u.Model.Uses), u.Model.FirstUse,
            }))],
            "Nobody in these reports. " + fleet.Hint);
    }

    public static FleetTable Repositories(FleetReport fleet) => new(
        "Repositories",
        ["Repository", "May ship", "#Blockers", "Blocked by", "#Open", "#Systems", "#Models", "Policy", "Evaluated", "#Age in days"],
        [.. fleet.Repositories.OrderBy(r => r.Report.MayShip).ThenByDescending(r => r.Report.Blockers).ThenBy(r => r.Report.Repository, StringComparer.Ordinal).Select(r => new[]
        {
            r.Report.Repository,
            r.Report.MayShip ? "yes" : r.Report.Blockers > 0 ? "no" : "not known",
            Number(r.Report.Blockers),
            r.Report.Blockers > 0 ? string.Join(", ", r.Report.Rules.Where(c => c.Blocking > 0).Select(c => $"{c.Rule} ({Number(c.Blocking)})")) : r.Report.NotKnown,
            Number(r.Report.Errors + r.Report.Warnings + r.Report.Suggestions),
            Number(r.Report.Systems.Count),
            Number(r.Report.Models.Count),
            (r.Report.PolicyFile.Length == 0 ? "built-in baseline" : r.Report.PolicyName) + (r.Report.Profile.Length > 0 ? $" ({r.Report.Profile})" : "") + (r.OldLayers.Count > 0 ? ", old: " + string.Join(", ", r.OldLayers) : ""),
            r.Report.EvaluationDate.ToString(),
            Number(r.AgeDays) + (r.IsStale ? " (old)" : ""),
        })],
        "There is no report.");

    internal static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string[] Waiver(FleetWaiver w) =>
        [w.Waiver.Expires.ToString(), Number(w.DaysLeft), w.Waiver.Owner, w.Repository, w.Waiver.Id, w.Waiver.Rule, Number(w.Waiver.Covers)];

    /// <summary>The first of many.</summary>
    private static string Some(IEnumerable<string> names)
    {
        const int Shown = 5;
        var all = names.Distinct(StringComparer.Ordinal).ToArray();
        return string.Join(", ", all.Take(Shown)) + (all.Length > Shown ? $" and {Number(all.Length - Shown)} more" : "");
    }
}

/// <summary>A fleet as Markdown, for a wiki or the summary of a pipeline.</summary>
public static class FleetMarkdown
{
    /// <summary>Services refuse pages over a megabyte; everything is in the other files.</summary>
    private const int MaximumRows = 200;

    public static string Write(FleetReport fleet)
    {
        var text = new StringBuilder("# AI governance of the fleet\n\n").Append(fleet.Summary).Append('\n');
        foreach (var table in FleetTable.Of(fleet))
        {
            text.Append("\n## ").Append(Escape(table.Title)).Append("\n\n");
            if (table.Rows.Count == 0)
            {
                text.Append(Escape(table.None)).Append('\n');
                continue;
            }

            text.Append("| ").Append(string.Join(" | ", table.Columns.Select(c => Escape(c.TrimStart('#'))))).Append(" |\n");
            text.Append('|').Append(string.Join("|", table.Columns.Select(c => c[0] == '#' ? "--:" : "---"))).Append("|\n");
            foreach (var row in table.Rows.Take(MaximumRows))
            {
                text.Append("| ").Append(string.Join(" | ", row.Select(Escape))).Append(" |\n");
            }

            if (table.Rows.Count > MaximumRows)
            {
                text.Append($"\n{FleetTable.Number(table.Rows.Count - MaximumRows)} more are in fleet.html and fleet.json.\n");
            }
        }

        return text.ToString();
    }

    /// <summary>Text that means nothing to Markdown, nor to the HTML in it.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in Excerpt.Visible(text))
        {
            switch (c)
            {
                case '<':
                    escaped.Append("&lt;");
                    break;
                case '>':
                    escaped.Append("&gt;");
                    break;
                case '&':
                    escaped.Append("&amp;");
                    break;
                case '|' or '\\' or '`' or '*' or '_' or '[' or ']' or '#' or '~' or '!' or '$':
                    escaped.Append('\\').Append(c);
                    break;
                // A service would tell somebody.
                case '@':
                    escaped.Append("&#64;");
                    break;
                default:
                    escaped.Append(c);
                    break;
            }
        }

        return escaped.ToString();
    }
}
