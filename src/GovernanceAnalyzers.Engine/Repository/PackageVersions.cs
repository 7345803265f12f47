using System;
using System.Linq;
using GovernanceAnalyzers.Core.Sdks;

namespace GovernanceAnalyzers.Engine.Repository;

/// <summary>
/// Versions of a package, in NuGet's notation: <c>[1.0,2.0)</c>, <c>[1.2.3]</c> for one version, <c>1.2</c> for that and everything later,
/// <c>2.*</c> for everything that begins so.
/// </summary>
/// <param name="First">Empty where there is no lower end.</param>
/// <param name="Last">Empty where there is no upper end.</param>
public sealed record PackageVersions(string First, bool WithFirst, string Last, bool WithLast)
{
    public static readonly PackageVersions All = new("", true, "", true);

    /// <summary>Null for what is no such notation.</summary>
    public static PackageVersions? Parse(string text)
    {
        text = text.Trim();
        if (text.EndsWith("*", StringComparison.Ordinal))
        {
            return Floating(text);
        }

        if (text.Length == 0 || text[0] is not ('[' or '('))
        {
            return IsVersion(text) ? new PackageVersions(text, true, "", true) : null;
        }

        if (text[text.Length - 1] is not (']' or ')'))
        {
            return null;
        }

        var (withFirst, withLast) = (text[0] == '[', text[text.Length - 1] == ']');
        var ends = text.Substring(1, text.Length - 2).Split(',').Select(e => e.Trim()).ToArray();
        if (ends.Length == 1)
        {
            return withFirst && withLast && IsVersion(ends[0]) ? new PackageVersions(ends[0], true, ends[0], true) : null;
        }

        return ends.Length == 2 && ends.All(e => e.Length == 0 || IsVersion(e)) && (ends[0].Length > 0 || ends[1].Length > 0)
            && (ends[0].Length == 0 || ends[1].Length == 0 || NotAfter(ends[0], ends[1]))
                ? new PackageVersions(ends[0], withFirst, ends[1], withLast)
                : null;
    }

    /// <summary>What a reference with this version may get: a plain version is what NuGet takes, unless another package needs a later one.</summary>
    public static PackageVersions? OfReference(string version) =>
        IsVersion(version.Trim()) ? new PackageVersions(version.Trim(), true, version.Trim(), true) : Parse(version);

    /// <summary>Whether everything that the other holds is in here.</summary>
    public bool Holds(PackageVersions other) =>
        (First.Length == 0 || (other.First.Length > 0 && (WithFirst || !other.WithFirst ? NotAfter(First, other.First) : Before(First, other.First))))
        && (Last.Length == 0 || (other.Last.Length > 0 && (WithLast || !other.WithLast ? NotAfter(other.Last, Last) : Before(other.Last, Last))));

    private static PackageVersions? Floating(string text)
    {
        // 2.*-* takes pre-releases as well, which are let through here anyway.
        var start = text.EndsWith("*-*", StringComparison.Ordinal) ? text.Substring(0, text.Length - 3) : text.Substring(0, text.Length - 1);
        if (start.Length == 0)
        {
            return All;
        }

        // 2.1.0-beta.*: everything of that label and later.
        if (start.IndexOf('-') > 0)
        {
            var label = start.TrimEnd('.', '-');
            return IsVersion(label) ? new PackageVersions(label, true, "", true) : null;
        }

        var parts = start.TrimEnd('.').Split('.');
        if (!start.EndsWith(".", StringComparison.Ordinal) || !parts.All(p => p.Length is > 0 and < 10 && p.All(c => c is >= '0' and <= '9')))
        {
            return null;
        }

        var next = parts.Take(parts.Length - 1).Append((int.Parse(parts[parts.Length - 1], System.Globalization.CultureInfo.InvariantCulture) + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
        // A pre-release of the next one comes before it, and is none of these.
        return new PackageVersions(string.Join(".", parts), true, string.Join(".", next) + "-0", false);
    }

    private static bool IsVersion(string text) => text.Length > 0 && text[0] is >= '0' and <= '9' && VersionRange.Contains(text + "..", text);

    private static bool NotAfter(string earlier, string later) => VersionRange.Contains(earlier + "..", later);

    private static bool Before(string earlier, string later) => NotAfter(earlier, later) && !NotAfter(later, earlier);
}
