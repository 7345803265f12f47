using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace GovernanceAnalyzers.Engine.Policy;

/// <summary>
/// A number or a span of time, as evidence and policy write them: <c>0.85</c>, <c>1e-3</c>, <c>60m</c>, <c>180d</c>, <c>P6M</c>, <c>PT4H</c>.
/// A month counts as 30 days and a year as 365, so that a comparison needs no calendar. The two kinds do not compare with each other.
/// </summary>
/// <param name="Value">The number, or the span in seconds.</param>
public sealed record Quantity(decimal Value, bool IsDuration) : IComparable<Quantity>
{
    private const decimal SecondsPerDay = 86400;

    private static readonly Regex Short = new(@"^([0-9]{1,9})\s?([wdhms])$", RegexOptions.CultureInvariant);

    private static readonly Regex Iso = new(
        @"^P(?!$)(?:([0-9]{1,9})Y)?(?:([0-9]{1,9})M)?(?:([0-9]{1,9})W)?(?:([0-9]{1,9})D)?(?:T(?!$)(?:([0-9]{1,9})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,9})S)?)?$",
        RegexOptions.CultureInvariant);

    /// <summary>What <see cref="TryParse"/> takes for a number, for editors.</summary>
    internal const string NumberPattern = @"^\s*[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\s*$";

    /// <summary>What it takes for a span of time, for editors.</summary>
    internal const string SpanPattern =
        @"^\s*([0-9]{1,9}\s?[wdhms]|P(?=[0-9T])([0-9]{1,9}Y)?([0-9]{1,9}M)?([0-9]{1,9}W)?([0-9]{1,9}D)?(T(?=[0-9])([0-9]{1,9}H)?([0-9]{1,9}M)?([0-9]{1,9}S)?)?)\s*$";

    /// <summary>The span in whole days, or null where it is a number or not whole.</summary>
    public int? Days => IsDuration && Value % SecondsPerDay == 0 && Value / SecondsPerDay <= int.MaxValue ? (int)(Value / SecondsPerDay) : null;

    public static Quantity? TryParse(string text)
    {
        text = text.Trim();
        if (Short.Match(text) is { Success: true } shorthand)
        {
            var count = Number(shorthand.Groups[1]);
            return new Quantity(count * PerUnit(shorthand.Groups[2].Value[0]), true);
        }

        if (Iso.Match(text) is { Success: true } iso)
        {
            var days = (Number(iso.Groups[1]) * 365) + (Number(iso.Groups[2]) * 30) + (Number(iso.Groups[3]) * 7) + Number(iso.Groups[4]);
            return new Quantity((days * SecondsPerDay) + (Number(iso.Groups[5]) * 3600) + (Number(iso.Groups[6]) * 60) + Number(iso.Groups[7]), true);
        }

        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? new Quantity(number, false) : null;
    }

    /// <summary>Numbers before spans: an order over everything, which merging needs. Checks compare one kind only.</summary>
    public int CompareTo(Quantity? other) =>
        other is null ? 1 : IsDuration != other.IsDuration ? IsDuration.CompareTo(other.IsDuration) : Value.CompareTo(other.Value);

    public static Quantity? Larger(Quantity? a, Quantity? b) => a is null ? b : b is null || a.CompareTo(b) >= 0 ? a : b;

    public static Quantity? Smaller(Quantity? a, Quantity? b) => a is null ? b : b is null || a.CompareTo(b) <= 0 ? a : b;

    public override string ToString()
    {
        if (!IsDuration)
        {
            return Plain(Value);
        }

        return Value % SecondsPerDay == 0 ? Plain(Value / SecondsPerDay) + "d"
            : Value % 3600 == 0 ? Plain(Value / 3600) + "h"
            : Value % 60 == 0 ? Plain(Value / 60) + "m"
            : Plain(Value) + "s";
    }

    private static string Plain(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    private static decimal Number(Group group) => group.Length == 0 ? 0 : decimal.Parse(group.Value, CultureInfo.InvariantCulture);

    private static decimal PerUnit(char unit) => unit switch { 'w' => 7 * SecondsPerDay, 'd' => SecondsPerDay, 'h' => 3600, 'm' => 60, _ => 1 };
}
