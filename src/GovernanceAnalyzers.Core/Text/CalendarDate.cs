using System;
using System.Globalization;

namespace GovernanceAnalyzers.Core.Text;

/// <summary>A day in the proleptic Gregorian calendar, UTC, written <c>yyyy-MM-dd</c>. netstandard2.0 has no DateOnly.</summary>
public readonly struct CalendarDate : IEquatable<CalendarDate>, IComparable<CalendarDate>
{
    private readonly int _dayNumber;

    private CalendarDate(DateTime date) => _dayNumber = (int)(date.Ticks / TimeSpan.TicksPerDay);

    public static bool TryParse(string? text, out CalendarDate date)
    {
        var parsed = DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value);
        date = parsed ? new CalendarDate(value) : default;
        return parsed;
    }

    public static CalendarDate Parse(string text) =>
        TryParse(text, out var date) ? date : throw new FormatException($"'{text}' is not a date of the form yyyy-MM-dd.");

    public static CalendarDate FromUtc(DateTime utc) => new(utc.Date);

    public CalendarDate AddDays(int days) => new(ToDateTime().AddDays(days));

    /// <summary>Days from <paramref name="other"/> to this date; negative when this date is earlier.</summary>
    public int DaysSince(CalendarDate other) => _dayNumber - other._dayNumber;

    public int CompareTo(CalendarDate other) => _dayNumber.CompareTo(other._dayNumber);

    public bool Equals(CalendarDate other) => _dayNumber == other._dayNumber;

    public override bool Equals(object? obj) => obj is CalendarDate other && Equals(other);

    public override int GetHashCode() => _dayNumber;

    public override string ToString() => ToDateTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static bool operator ==(CalendarDate left, CalendarDate right) => left.Equals(right);

    public static bool operator !=(CalendarDate left, CalendarDate right) => !left.Equals(right);

    public static bool operator <(CalendarDate left, CalendarDate right) => left.CompareTo(right) < 0;

    public static bool operator >(CalendarDate left, CalendarDate right) => left.CompareTo(right) > 0;

    public static bool operator <=(CalendarDate left, CalendarDate right) => left.CompareTo(right) <= 0;

    public static bool operator >=(CalendarDate left, CalendarDate right) => left.CompareTo(right) >= 0;

    private DateTime ToDateTime() => new(_dayNumber * TimeSpan.TicksPerDay, DateTimeKind.Utc);
}
