using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Text;
using static GovernanceAnalyzers.Engine.Reports.Html.Chart;
using static GovernanceAnalyzers.Engine.Reports.Html.Markup;

namespace GovernanceAnalyzers.Engine.Reports.Html;

/// <summary>
/// When models end: a line per model up to its retirement, broken after it where code still names the model, with the evaluation date and
/// the next 90 days behind them all. Each model has a row of its own, so labels cannot meet.
/// </summary>
internal static class RetirementTimeline
{
    private const int Maximum = 30;

    /// <summary>Further away than this is drawn at the edge, with its date.</summary>
    private const int Past = 365;
    private const int Future = 3 * 365;

    public static Markup Write(ReportView view)
    {
        var models = view.Posture.Models.Where(m => m.Retires is not null)
            .OrderBy(m => m.Retires!.Value).ThenBy(m => m.Name, StringComparer.Ordinal)
            .ToArray();
        if (models.Length == 0)
        {
            return Of($"""<p class="soft">No model here has a known retirement date, so there is nothing to draw.</p>""");
        }

        var shown = models.Take(Maximum).ToArray();
        var unknown = view.Posture.Models.Count - models.Length;
        var notes = new[]
        {
            models.Length > shown.Length ? $"The {Maximum} that end first of {models.Length}." : "",
            unknown > 0 ? $"{Words.Count(unknown, "model")} without a known end {(unknown == 1 ? "is" : "are")} only in the table." : "",
        };
        return Figure(
            "timeline",
            "When models end",
            Draw(view, shown, "tl-w", "only-wide", width: 1152, isNarrow: false),
            Draw(view, shown, "tl-n", "only-narrow", width: 342, isNarrow: true),
            string.Join(" ", notes.Where(n => n.Length > 0)));
    }

    private static Markup Draw(ReportView view, IReadOnlyList<ModelEntry> models, string id, string kind, double width, bool isNarrow)
    {
        var today = view.Today;
        var first = models[0].Retires!.Value;
        var last = models[models.Count - 1].Retires!.Value;
        var from = Clamp(first.DaysSince(today) - 30, -Past, -60);
        var to = Clamp(last.DaysSince(today) + 60, 300, Future);
        var names = Math.Min(330, models.Max(m => Width(m.Name, 12, isCode: true)) + 16);
        var left = isNarrow ? 4 : names;
        var right = width - 12;
        var row = isNarrow ? 54.0 : 38.0;
        var top = 30.0;
        var bottom = top + (models.Count * row) + 4;

        double X(int days) => left + ((double)(Clamp(days, from, to) - from) / (to - from) * (right - left));

        var atToday = X(0);
        var todayText = $"{today}, evaluated";
        var content = new List<Markup> { Rect("band", atToday, top, X(90) - atToday, bottom - top) };
        foreach (var (date, name) in MonthTicks(today.AddDays(from), today.AddDays(to), right - left))
        {
            var x = X(date.DaysSince(today));
            content.Add(Line("tick", x, top, x, bottom));
            var half = Width(name, 11) / 2;
            content.Add(x - half < left ? Label("axis", Math.Max(x, 2), bottom + 15, name) : x + half > width ? Label("axis", width, bottom + 15, name, "end") : Label("axis", x, bottom + 15, name, "middle"));
        }

        content.Add(Line("base", left, bottom, right, bottom));
        content.Add(Line("today", atToday, top - 8, atToday, bottom));
        for (var i = 0; i < models.Count; i++)
        {
            content.Add(Row(models[i], top + (i * row)));
        }

        content.Add(Label("todays", Math.Min(Math.Max(atToday, Width(todayText) / 2), width - (Width(todayText) / 2)), top - 13, todayText, "middle"));
        var description = string.Join("; ", models.Select(m => $"{m.Name} {(m.IsRetired ? "retired" : "retires")} on {m.Retires} ({Words.InDays(m.Retires!.Value.DaysSince(today))})"));
        return Svg(id, kind + " timeline", width, bottom + 22, $"When models end, seen from {today}", description + ".", Join(content));

        Markup Row(ModelEntry model, double y)
        {
            var days = model.Retires!.Value.DaysSince(today);
            var line = y + row - 11;
            var x = X(days);
            var state = model.IsRetired ? "past" : days <= 90 ? "soon" : "later";
            var text = $"{model.Retires} {Words.InDays(days)}";
            var parts = new List<Markup>();
            var characters = (int)((isNarrow ? width - 8 : names - 14) / (12 * 0.62));
            var name = model.Name.Length > characters ? model.Name.Substring(0, characters - 1) + "…" : model.Name;
            parts.Add(isNarrow ? Label("name", left, y + 18, name) : Label("name", left - 12, line + 4, name, "end"));
            parts.Add(Line("life", left, line, x, line));
            if (model.GuaranteedUntil is { } until && until.DaysSince(today) is var promised && promised > from)
            {
                parts.Add(Line("kept", left, line, X(Math.Min(promised, days)), line));
            }

            if (model.IsRetired && model.Uses.Count > 0)
            {
                parts.Add(Line("over", x, line, atToday, line));
            }

            parts.Add(state switch
            {
                "past" => Of($"""<path class="mark past" d="M{N(x - 5)} {N(line - 5)}l10 10m0-10l-10 10"/>"""),
                "soon" => Of($"""<path class="mark soon" d="M{N(x)} {N(line - 7)}l7 7-7 7-7-7z"/>"""),
                _ => Of($"""<path class="mark later" d="M{N(x)} {N(line - 6)}l6 6-6 6-6-6z"/>"""),
            });

            // Above the line, beginning or ending at the mark, wherever there is room.
            var (labelX, anchor) = x + Width(text) <= width ? (x, "start") : (x, "end");
            parts.Add(Label("date " + state, anchor == "start" ? labelX - 4 : labelX + 6, line - 11, text, anchor));
            return Of($"<g>{Join(parts)}</g>\n");
        }
    }

    private static int Clamp(int value, int low, int high) => Math.Max(low, Math.Min(high, value));
}
