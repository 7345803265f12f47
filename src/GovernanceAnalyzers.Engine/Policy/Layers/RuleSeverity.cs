using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Engine.Policy.Layers;

/// <summary>A severity that may be announced to become an error on a day.</summary>
public sealed record RuleSeverity
{
    /// <param name="errorFrom">Null, or the first day on which it is an error.</param>
    public RuleSeverity(Severity until, CalendarDate? errorFrom = null)
    {
        Until = until;
        ErrorFrom = until == Severity.Error ? null : errorFrom;
    }

    public Severity Until { get; }

    public CalendarDate? ErrorFrom { get; }

    public Severity On(CalendarDate day) => ErrorFrom is { } from && from <= day ? Severity.Error : Until;

    /// <summary>On every day the stricter of both.</summary>
    public static RuleSeverity Stricter(RuleSeverity a, RuleSeverity b) => new(
        a.Until > b.Until ? a.Until : b.Until,
        a.ErrorFrom is { } x && b.ErrorFrom is { } y ? (x < y ? x : y) : a.ErrorFrom ?? b.ErrorFrom);

    public override string ToString() => Until.ToWord() + (ErrorFrom is { } from ? $", error from {from}" : "");
}
