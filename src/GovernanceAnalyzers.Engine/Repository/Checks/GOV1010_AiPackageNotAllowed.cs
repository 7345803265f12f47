using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>A project references a package for AI that the policy's list does not have, or not in that version. Without a list: silent.</summary>
public static class GOV1010_AiPackageNotAllowed
{
    public const string Id = "GOV1010";

    private const int MaximumEntries = 5;

    /// <summary>What is wrong with an entry of the list, or null.</summary>
    internal static string? ProblemOf(string entry) => Entry.Parse(entry).Problem is { Length: > 0 } problem ? problem : null;

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input)
    {
        if (input.Policy.AllowedPackages.Count == 0)
        {
            yield break;
        }

        var lists = new List<(string Place, IReadOnlyList<Entry> Entries)>();
        foreach (var list in input.Policy.AllowedPackages)
        {
            var entries = new List<Entry>();
            foreach (var pattern in list.Patterns)
            {
                entries.Add(Entry.Parse(pattern));
            }

            lists.Add((list.Place, entries));
        }

        // The policy's own SDKs name assemblies, whose packages are called the same.
        var known = new HashSet<string>(
            ShippedCatalogue.Instance.Sdks.SelectMany(s => s.Packages).Concat(input.Policy.Sdks.SelectMany(s => s.Assemblies)), StringComparer.OrdinalIgnoreCase);
        var problems = new List<FileProblem>();
        var uses = ProjectPackages.Read(input.Listing, problems);
        foreach (var problem in problems)
        {
            yield return new RepositoryFinding(
                Id, $"Which packages for AI are referenced here cannot be told: {problem.Message}", problem.Place, problem.Place.Path) { AtMost = Severity.Suggestion };
        }

        foreach (var use in uses.Where(u => known.Contains(u.Id)))
        {
            foreach (var (place, entries) in lists)
            {
                if (Judge(use, place, entries) is { } finding)
                {
                    yield return finding;
                    break;
                }
            }
        }
    }

    private static RepositoryFinding? Judge(PackageUse use, string place, IReadOnlyList<Entry> entries)
    {
        var named = entries.Where(e => Glob.IsNameMatch(e.Id, use.Id, ignoreCase: true)).ToArray();
        var what = $"{use.Place.Path}({use.Place.Line}) references the AI package {Excerpt.Of(use.Id)}";
        var version = use.Version.Length == 0 ? "" : " " + Excerpt.Of(use.Version, 60) + (use.VersionPlace == use.Place ? "" : $" ({use.VersionPlace.Path}({use.VersionPlace.Line}))");
        if (named.Length == 0)
        {
            return new RepositoryFinding(
                Id,
                $"{what}{version}, which is not allowed: no entry of {place} has it ({Listed(entries)}). Use a package that is listed, or have this one added to the list",
                use.Place,
                use.Id);
        }

        if (named.Any(e => e.Versions == PackageVersions.All))
        {
            return null;
        }

        var allowed = string.Join(" or ", named.Select(e => e.Text).Distinct(StringComparer.Ordinal));
        if (PackageVersions.OfReference(use.Version) is not { } versions)
        {
            var why = use.Unknown.Length > 0 ? use.Unknown : $"{Quote.Text(use.Version)} is no version";
            return new RepositoryFinding(
                Id,
                $"{what}, and whether its version is allowed cannot be told: {why}. {place} allows {allowed}. Write such a version",
                use.Place,
                use.Id) { AtMost = Severity.Suggestion };
        }

        return named.Any(e => e.Versions is { } range && range.Holds(versions))
            ? null
            : new RepositoryFinding(
                Id,
                $"{what}{version}, which is not allowed in this version: {place} allows {allowed}. Use such a version, or have this one added to the list",
                use.VersionPlace,
                use.Id);
    }

    private static string Listed(IReadOnlyList<Entry> entries) => entries.Count == 0
        ? "the list is empty"
        : string.Join(", ", entries.Take(MaximumEntries).Select(e => e.Text)) + (entries.Count > MaximumEntries ? $" and {entries.Count - MaximumEntries} more" : "");

    /// <param name="Id">A name with wildcards.</param>
    /// <param name="Versions">Null where they cannot be read; such an entry allows nothing.</param>
    private sealed record Entry(string Text, string Id, PackageVersions? Versions, string Problem)
    {
        public static Entry Parse(string text)
        {
            var blank = text.Trim().IndexOfAny([' ', '\t']);
            var id = blank < 0 ? text.Trim() : text.Trim().Substring(0, blank);
            var versions = blank < 0 ? PackageVersions.All : PackageVersions.Parse(text.Trim().Substring(blank));
            return new Entry(
                text.Trim(),
                id,
                versions,
                !id.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or '*' or '?')
                    ? $"'{Excerpt.Of(text)}' does not begin with the id of a package. Write the id, with wildcards where needed, and a version range behind a blank: OpenAI 2.*"
                    : versions is null
                        ? $"'{Excerpt.Of(text)}' has no version range behind the id, so it allows nothing. Write one as NuGet does: 2.*, [10.0,11), [1.2.3]"
                        : "");
        }
    }
}
