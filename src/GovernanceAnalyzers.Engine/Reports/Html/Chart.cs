using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GovernanceAnalyzers.Core.Text;
using static GovernanceAnalyzers.Engine.Reports.Html.Markup;

namespace GovernanceAnalyzers.Engine.Reports.Html;

/// <summary>What the charts share. Lengths are in CSS pixels; colours are classes, because a strict content policy allows no styles on elements.</summary>
internal static class Chart
{
    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    /// <summary>One digit behind the point is finer than any screen.</summary>
    public static string N(double length) => ((decimal)Math.Round(length, 1)).ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>How wide a text is at most, for placing labels: system fonts differ, and these are on the wide side of them.</summary>
    public static double Width(string text, double size = 12, bool isCode = false) => text.Length * size * (isCode ? 0.62 : 0.56);

    /// <summary>First days of months, of every first, second, third, sixth or twelfth month, so far apart that their names fit.</summary>
    public static IReadOnlyList<(CalendarDate Date, string Name)> MonthTicks(CalendarDate from, CalendarDate to, double width)
    {
        var days = Math.Max(1, to.DaysSince(from));
        var step = new[] { 1, 2, 3, 6, 12, 24, 48 }.FirstOrDefault(s => width * s * 30.4 / days >= 62);
        step = step == 0 ? 120 : step;
        var ticks = new List<(CalendarDate, string)>();
        var year = int.Parse(from.ToString().Substring(0, 4), CultureInfo.InvariantCulture);
        var last = int.Parse(to.ToString().Substring(0, 4), CultureInfo.InvariantCulture);
        for (var month = year * 12; month < (last + 1) * 12; month++)
        {
            if (month % step != 0)
            {
                continue;
            }

            var date = CalendarDate.Parse($"{(month / 12).ToString("0000", CultureInfo.InvariantCulture)}-{((month % 12) + 1).ToString("00", CultureInfo.InvariantCulture)}-01");
            if (date >= from && date <= to)
            {
                ticks.Add((date, step >= 12 ? (month / 12).ToString(CultureInfo.InvariantCulture) : $"{Months[month % 12]} {(month / 12).ToString(CultureInfo.InvariantCulture)}"));
            }
        }

        return ticks;
    }

    /// <summary>A chart twice, for wide and for narrow places; a style shows the one that fits.</summary>
    public static Markup Figure(string id, string caption, Markup wide, Markup narrow, string note = "") => Of(
        $"""
        <figure class="chart" id="{id}"><figcaption>{caption}</figcaption>{wide}{narrow}{When(note.Length > 0, () => Of($"""<p class="soft">{note}</p>"""))}</figure>
        """);

    /// <param name="description">All that the picture says, for those who do not see it.</param>
    public static Markup Svg(string id, string kind, double width, double height, string title, string description, Markup content) => Of(
        $"""
        <svg class="{kind}" viewBox="0 0 {N(width)} {N(height)}" width="{N(width)}" height="{N(height)}" role="img" aria-labelledby="{id}-t {id}-d"><title id="{id}-t">{title}</title><desc id="{id}-d">{description}</desc>
        {content}</svg>
        """);

    public static Markup Line(string kind, double x1, double y1, double x2, double y2) =>
        Of($"""<line class="{kind}" x1="{N(x1)}" y1="{N(y1)}" x2="{N(x2)}" y2="{N(y2)}"/>""");

    public static Markup Rect(string kind, double x, double y, double width, double height) =>
        Of($"""<rect class="{kind}" x="{N(x)}" y="{N(y)}" width="{N(Math.Max(0, width))}" height="{N(Math.Max(0, height))}"/>""");

    public static Markup Label(string kind, double x, double y, string text, string anchor = "start") =>
        Of($"""<text class="{kind}" x="{N(x)}" y="{N(y)}" text-anchor="{anchor}">{text}</text>""");
}
