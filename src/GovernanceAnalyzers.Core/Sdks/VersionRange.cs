using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace GovernanceAnalyzers.Core.Sdks;

/// <summary>
/// The <c>versions</c> of a catalogue entry: <c>first..last</c>, both included, either end may be open (<c>2.8.0..</c>, <c>..2.13.0</c>);
/// empty means every version.
/// <list type="bullet">
/// <item>Versions compare as NuGet compares them: numbers by value, a missing number is 0, a pre-release comes before its release,
/// labels part by part (numeric parts by value and before words), letter case and build metadata (<c>+sha</c>) do not count.</item>
/// <item>A bound that begins with a letter (<c>beta.1..beta.8</c>) is compared with the version's pre-release label only; a version
/// without a label is then outside. Two bounds of one range are of the same kind.</item>
/// </list>
/// </summary>
public static class VersionRange
{
    private const string Separator = "..";

    /// <summary>Whether <paramref name="version"/> lies in <paramref name="range"/>. False when either of them cannot be read.</summary>
    /// <param name="version">A package version or an assembly's informational version.</param>
    public static bool Contains(string range, string version)
    {
        if (range.Length == 0)
        {
            return true;
        }

        return Parse(version) is { Numbers.Length: > 0 } tested
            && TryParse(range, out var first, out var last)
            && (first is null || InOrder(first, tested, tested))
            && (last is null || InOrder(tested, last, tested));
    }

    /// <summary>What is wrong with a range, or null.</summary>
    public static string? Problem(string range) =>
        range.Length == 0 ? null
        : !TryParse(range, out var first, out var last) ? $"'{range}' is not a version range; write first..last, where either end may be open"
        : first is not null && last is not null && !InOrder(first, last, last) ? $"'{range}' ends before it starts"
        : null;

    private static bool TryParse(string range, out Version? first, out Version? last)
    {
        first = last = null;
        var at = range.IndexOf(Separator, StringComparison.Ordinal);
        if (at < 0)
        {
            return false;
        }

        var (start, end) = (range.Substring(0, at), range.Substring(at + Separator.Length));
        first = start.Length == 0 ? null : Parse(start);
        last = end.Length == 0 ? null : Parse(end);
        return (start.Length == 0) == (first is null)
            && (end.Length == 0) == (last is null)
            && (first is not null || last is not null)
            && (first is null || last is null || first.Numbers.Length == 0 == (last.Numbers.Length == 0));
    }

    /// <summary>Whether one version is not after the other, by labels alone when one of them is only a label.</summary>
    private static bool InOrder(Version earlier, Version later, Version tested) =>
        earlier.Numbers.Length == 0 || later.Numbers.Length == 0
            ? tested.Label.Length > 0 && CompareLabels(earlier.Label, later.Label) <= 0
            : Compare(earlier, later) <= 0;

    private static int Compare(Version left, Version right)
    {
        for (var i = 0; i < Math.Max(left.Numbers.Length, right.Numbers.Length); i++)
        {
            var order = left.Number(i).CompareTo(right.Number(i));
            if (order != 0)
            {
                return order;
            }
        }

        return CompareLabels(left.Label, right.Label);
    }

    /// <summary>No label at all is the release, and comes last.</summary>
    private static int CompareLabels(string[] left, string[] right)
    {
        if (left.Length == 0 || right.Length == 0)
        {
            return right.Length.CompareTo(left.Length);
        }

        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            var leftIsNumber = TryNumber(left[i], out var leftNumber);
            var rightIsNumber = TryNumber(right[i], out var rightNumber);
            var order = leftIsNumber && rightIsNumber ? leftNumber.CompareTo(rightNumber)
                : leftIsNumber != rightIsNumber ? (leftIsNumber ? -1 : 1)
                : string.Compare(left[i], right[i], StringComparison.OrdinalIgnoreCase);
            if (order != 0)
            {
                return order;
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    private static Version? Parse(string text)
    {
        var plus = text.IndexOf('+');
        text = plus >= 0 ? text.Substring(0, plus) : text;
        if (text.Length == 0)
        {
            return null;
        }

        if (char.IsLetter(text[0]))
        {
            return Label(text) is { } only ? new Version([], only) : null;
        }

        var dash = text.IndexOf('-');
        var numbers = new List<long>();
        foreach (var part in (dash >= 0 ? text.Substring(0, dash) : text).Split('.'))
        {
            if (!TryNumber(part, out var number))
            {
                return null;
            }

            numbers.Add(number);
        }

        var label = dash >= 0 ? Label(text.Substring(dash + 1)) : [];
        return label is null ? null : new Version([.. numbers], label);
    }

    private static string[]? Label(string text)
    {
        var parts = text.Split('.');
        return parts.All(p => p.Length > 0 && p.All(c => c is '-' or (>= '0' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z')))
            ? parts
            : null;
    }

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private sealed record Version(long[] Numbers, string[] Label)
    {
        public long Number(int index) => index < Numbers.Length ? Numbers[index] : 0;
    }
}
