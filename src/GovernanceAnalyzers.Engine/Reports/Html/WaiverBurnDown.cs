using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Text;
using static GovernanceAnalyzers.Engine.Reports.Html.Chart;
using static GovernanceAnalyzers.Engine.Reports.Html.Markup;

namespace GovernanceAnalyzers.Engine.Reports.Html;

/// <summary>How many of today's waivers still count on each day of the coming year, if nobody renews any.</summary>
internal static class WaiverBurnDown
{
    private const int Days = 365;

    public static Markup Write(ReportView view)
    {
        var active = view.Posture.Waivers.Where(w => w.IsActive).Select(w => w.DaysLeft).OrderBy(d => d).ToArray();
        if (active.Length == 0)
        {
            return None;
        }

        return Figure(
            "burndown",
            "Active waivers over the coming 12 months, if none is renewed",
            Draw(view, active, "bd-w", "only-wide", width: 1152),
            Draw(view, active, "bd-n", "only-narrow", width: 342));
    }

    private static Markup Draw(ReportView view, int[] active, string id, string kind, double width)
    {
        const double top = 22;
        const double height = 120;
        const double left = 30;
        var right = width - 14;
        var bottom = top + height;
        var today = view.Today;
        var levels = Math.Max(1, active.Length);

        double X(int days) => left + ((double)Math.Min(days, Days) / Days * (right - left));
        double Y(double count) => bottom - (count / levels * height);

        var content = new List<Markup> { Rect("band", X(0), top, X(Words.Soon) - X(0), height) };
        var step = levels <= 4 ? 1 : (int)Math.Ceiling(levels / 4.0);
        for (var level = 0; level <= levels; level += step)
        {
            content.Add(Line("tick", left, Y(level), right, Y(level)));
            content.Add(Label("axis", left - 8, Y(level) + 4, Words.Number(level), "end"));
        }

        foreach (var (date, name) in MonthTicks(today, today.AddDays(Days), right - left))
        {
            var x = X(date.DaysSince(today));
            var half = Width(name, 11) / 2;
            content.Add(Line("mark", x, bottom, x, bottom + 4));
            content.Add(x + half > width ? Label("axis", width, bottom + 17, name, "end") : Label("axis", x, bottom + 17, name, "middle"));
        }

        // The last day counts, so the step comes on the next one.
        var steps = active.Where(d => d < Days).GroupBy(d => d + 1).OrderBy(g => g.Key).Select(g => (Day: g.Key, Left: active.Count(d => d >= g.Key))).ToArray();
        var path = $"M{N(X(0))} {N(Y(active.Length))}";
        foreach (var (day, remaining) in steps)
        {
            path += $"H{N(X(day))}V{N(Y(remaining))}";
        }

        path += $"H{N(X(Days))}";
        content.Add(Of($"""<path class="area" d="{path}V{N(bottom)}H{N(X(0))}z"/><path class="steps" d="{path}"/>"""));
        content.Add(Line("base", left, bottom, right, bottom));
        content.Add(Line("today", X(0), top - 6, X(0), bottom));
        content.Add(Label("todays", X(0), top - 10, $"{today}, evaluated"));

        var free = X(0);
        foreach (var (day, remaining) in steps)
        {
            // A label that would meet the one before it, or the date above, is left out: the axis says the number too.
            var text = $"{Words.Number(remaining)} left";
            var x = Math.Min(X(day) + 5, width - Width(text, 11));
            if (x >= free && (Y(remaining) - 16 > top || x > X(0) + Width($"{today}, evaluated")))
            {
                content.Add(Label("step", x, Y(remaining) - 6, text));
                free = x + Width(text, 11) + 4;
            }
        }

        var description = $"{Words.Count(active.Length, "waiver")} on {today}"
            + string.Concat(steps.Select(s => $"; {Words.Number(s.Left)} from {today.AddDays(s.Day)}"))
            + $"; {Words.Number(active.Count(d => d >= Days))} after a year.";
        return Svg(id, kind + " burndown", width, bottom + 24, "Active waivers over the coming 12 months", description, Join(content));
    }
}
