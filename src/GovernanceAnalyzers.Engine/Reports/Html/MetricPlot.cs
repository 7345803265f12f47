using System;
using System.Collections.Generic;
using System.Linq;
using static GovernanceAnalyzers.Engine.Reports.Html.Chart;
using static GovernanceAnalyzers.Engine.Reports.Html.Markup;

namespace GovernanceAnalyzers.Engine.Reports.Html;

/// <summary>Numbers drawn on one scale: bars against limits, and dots of groups. The numbers stand beside them in the table, so these are silent.</summary>
internal sealed class MetricPlot
{
    private const double Width = 240;
    private const double Height = 22;
    private const double Margin = 7;

    private readonly double _low;
    private readonly double _high;

    /// <param name="isClose">The scale begins where the values do: for comparing groups, whose differences are small.</param>
    public MetricPlot(IEnumerable<MetricEntry> metrics, bool isClose = false)
    {
        var all = metrics.SelectMany(m => new[] { m.Value, m.Low, m.High, m.AtLeast, m.AtMost }).OfType<decimal>().Select(v => (double)v).ToArray();
        var (low, high) = all.Length == 0 ? (0, 1) : (all.Min(), all.Max());
        if (isClose)
        {
            var span = high - low;
            var around = span > 0 ? span * 0.15 : Math.Max(Math.Abs(high) * 0.1, 0.01);
            (_low, _high) = (low >= 0 ? Math.Max(0, low - around) : low - around, high <= 1 && low >= 0 ? Math.Min(1, high + around) : high + around);
        }
        else if (low >= 0 && high <= 1 && high > 0.1)
        {
            (_low, _high) = (0, 1);
        }
        else
        {
            (_low, _high) = (Math.Min(0, low * 1.15), high > 0 ? high * 1.15 : 0);
        }

        if (_high <= _low)
        {
            _high = _low + 1;
        }
    }

    public double Low => _low;

    public double High => _high;

    /// <summary>A bar to the value, the interval across it, what the limits allow behind it.</summary>
    public Markup Bar(MetricEntry metric)
    {
        var kind = metric.State switch { Assessment.Pass => "pass", Assessment.Fail => "fail", Assessment.Waived => "waived", _ => "plain" };
        var zero = X(Math.Max(_low, Math.Min(_high, 0)));
        var value = X((double)metric.Value);
        return Draw(
            "bullet",
            Limits(metric),
            Rect("bar " + kind, Math.Min(zero, value), (Height / 2) - 4, Math.Abs(value - zero), 8),
            Whiskers(metric),
            LimitLines(metric));
    }

    /// <summary>A dot at the value, its interval, and the value of all data together as a line through all groups.</summary>
    public Markup Dot(MetricEntry metric, MetricEntry? overall)
    {
        var kind = metric.State switch { Assessment.Pass => "pass", Assessment.Fail => "fail", Assessment.Waived => "waived", _ => "plain" };
        var value = X((double)metric.Value);
        return Draw(
            "dots",
            Limits(metric),
            When(overall is not null, () => Line("overall", X((double)overall!.Value), 0, X((double)overall.Value), Height)),
            LimitLines(metric),
            Whiskers(metric),
            Of($"""<circle class="dot {kind}" cx="{N(value)}" cy="{N(Height / 2)}" r="4.5"/>"""));
    }

    private static Markup Draw(string kind, params Markup[] content) =>
        Of($"""<svg class="plot {kind}" viewBox="0 0 {N(Width)} {N(Height)}" width="{N(Width)}" height="{N(Height)}" preserveAspectRatio="none" aria-hidden="true">{Join(content)}</svg>""");

    private Markup Limits(MetricEntry metric)
    {
        if (metric.AtLeast is null && metric.AtMost is null)
        {
            return None;
        }

        var from = metric.AtLeast is { } least ? X((double)least) : X(_low);
        var to = metric.AtMost is { } most ? X((double)most) : X(_high);
        return Rect("allowed", from, 0, to - from, Height);
    }

    private Markup LimitLines(MetricEntry metric) => Join(
        new[] { metric.AtLeast, metric.AtMost }.OfType<decimal>(),
        limit => Line("limit", X((double)limit), 0, X((double)limit), Height));

    private Markup Whiskers(MetricEntry metric)
    {
        if (metric.Low is not { } low || metric.High is not { } high)
        {
            return None;
        }

        var (a, b, y) = (X((double)low), X((double)high), Height / 2);
        return Of($"""<path class="whisker" d="M{N(a)} {N(y - 3.5)}v7M{N(a)} {N(y)}H{N(b)}M{N(b)} {N(y - 3.5)}v7"/>""");
    }

    private double X(double value) => Margin + ((Math.Max(_low, Math.Min(_high, value)) - _low) / (_high - _low) * (Width - (2 * Margin)));
}
