using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace GovernanceAnalyzers.Core.Models;

/// <summary>The small language of model rules: patterns, dates inside ids, versions inside ids.</summary>
public static class ModelPattern
{
    /// <summary>Ends a match that a careless pattern makes slow. Long, so that a busy machine does not change a verdict.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <exception cref="ArgumentException">The pattern is not a regular expression.</exception>
    public static Regex Create(string pattern) =>
        new(pattern, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, Timeout);

    /// <summary>True when a format holds nothing but <c>yyyy</c>, <c>yy</c>, <c>MM</c>, <c>dd</c> and separators, with a month at least.</summary>
    public static bool IsDayFormat(string format) =>
        Regex.IsMatch(format, "^(yyyy|yy|MM|dd|[-._])+$", RegexOptions.CultureInvariant, Timeout)
        && format.IndexOf("MM", StringComparison.Ordinal) >= 0;

    /// <summary>
    /// True when a text is a day of the calendar in this format. A missing year counts as a leap year, a missing day as the first.
    /// Not <see cref="DateTime.TryParseExact(string, string, IFormatProvider, DateTimeStyles, out DateTime)"/>: that takes a missing
    /// year from the clock, so 0229 would be a day only every fourth year.
    /// </summary>
    public static bool IsDay(string text, string format)
    {
        if (text.Length != format.Length)
        {
            return false;
        }

        int year = 2000, month = 1, day = 1;
        for (var i = 0; i < format.Length;)
        {
            var length = 1;
            while (i + length < format.Length && format[i + length] == format[i])
            {
                length++;
            }

            var part = text.Substring(i, length);
            if (format[i] is 'y' or 'M' or 'd')
            {
                if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                {
                    return false;
                }

                switch (format[i])
                {
                    case 'y': year = length == 2 ? 2000 + number : number; break;
                    case 'M': month = number; break;
                    default: day = number; break;
                }
            }
            else if (part != format.Substring(i, length))
            {
                return false;
            }

            i += length;
        }

        return year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
    }

    /// <summary>Reads <c>major.minor</c>.</summary>
    public static bool TryParseVersion(string text, out (int Major, int Minor) version)
    {
        version = default;
        var parts = text.Split('.');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out version.Major)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out version.Minor);
    }
}
