using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Engine.Reports;

/// <summary>What somebody means by a finding: its fingerprint or the beginning of it, or its place as a terminal shows it.</summary>
/// <param name="Found">In the order of the report.</param>
/// <param name="Problem">Why there is none, with what was probably meant; empty where there are some.</param>
public sealed record FindingSearch(IReadOnlyList<FindingEntry> Found, string Problem)
{
    /// <summary>Digits of a fingerprint from which on it is one.</summary>
    public const int MinimumDigits = 6;

    private const int Listed = 10;

    private static readonly Regex Fingerprint = new("^[0-9a-f]{6,32}$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex WithLine = new(@"^(?<path>.+?)(\((?<line>[0-9]{1,9})(,[0-9]{1,9})?\)|:(?<line>[0-9]{1,9})(:[0-9]{1,9})?)$", RegexOptions.CultureInvariant | RegexOptions.Singleline);

    /// <param name="text">As given.</param>
    /// <param name="rule">Id of the rule it has to be of, or empty.</param>
    /// <param name="relative">Makes a path from the current folder relative to the governed one.</param>
    public static FindingSearch By(string text, string rule, RepositoryPosture posture, Func<string, string> relative)
    {
        var findings = posture.Findings.Where(f => rule.Length == 0 || f.Finding.RuleId == rule).ToArray();
        if (Fingerprint.IsMatch(text))
        {
            var named = findings.Where(f => f.Fingerprint.StartsWith(text, StringComparison.OrdinalIgnoreCase)).ToArray();
            if (named.Length == 1)
            {
                return new FindingSearch(named, "");
            }

            if (named.Length > 1)
            {
                return new FindingSearch([], $"several findings have a fingerprint that begins with '{text}': {List(named.Select(f => $"{f.Fingerprint} {Line(f)}"))}");
            }
        }

        var match = WithLine.Match(text);
        var path = match.Success ? match.Groups["path"].Value : text;
        var line = match.Success ? int.Parse(match.Groups["line"].Value, CultureInfo.InvariantCulture) : -1;
        var paths = new[] { path, Plain(path), relative(path) };
        var there = findings.Where(f => paths.Contains(f.Finding.Place.Path, StringComparer.Ordinal)).ToArray();
        var found = there.Where(f => line < 0 || f.Finding.Place.Line == line || (line <= 1 && f.Finding.Place.Line == 0)).ToArray();
        var about = rule.Length == 0 ? "" : " of " + rule;
        return found.Length > 0 ? new FindingSearch(found, "")
            : there.Length > 0 ? new FindingSearch([], $"there is no finding{about} in line {line} of {Excerpt.Visible(there[0].Finding.Place.Path)}. In that file: {List(there.Select(Line))}")
            : new FindingSearch([], $"there is no rule, requirement or finding{about} '{Excerpt.Of(text, 200)}'.{Meant(text, path, findings, posture)}");
    }

    private static string Meant(string text, string path, IReadOnlyCollection<FindingEntry> findings, RepositoryPosture posture)
    {
        var nearest = NearestName.Find(text, RuleCatalogue.All.SelectMany(r => new[] { r.Name, r.Id }).Concat(posture.Requirements.Select(r => r.Id)))
            ?? NearestName.Find(Plain(path), findings.Select(f => f.Finding.Place.Path).Where(p => p.Length > 0).Distinct(StringComparer.Ordinal));
        return nearest is null ? "" : $" Did you mean '{Excerpt.Of(nearest, 200)}'?";
    }

    private static string Plain(string path)
    {
        var plain = path.Replace('\\', '/');
        while (plain.StartsWith("./", StringComparison.Ordinal))
        {
            plain = plain.Substring(2);
        }

        return plain;
    }

    private static string Line(FindingEntry finding) => $"{Excerpt.Visible(finding.Finding.Place.ToString())} {finding.Finding.RuleId}";

    private static string List(IEnumerable<string> items)
    {
        var all = items.ToArray();
        return string.Join(", ", all.Take(Listed)) + (all.Length > Listed ? $" and {all.Length - Listed} more" : "") + ".";
    }
}
