using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Policy.Layers;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>A data file of the repository that no dataset record covers.</summary>
public static class GOV3001_DataFileUndeclared
{
    public const string Id = "GOV3001";

    /// <summary>Of one folder, more files than this are told together: a folder of images is one thing to declare.</summary>
    private const int MaximumOfFolder = 5;

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input)
    {
        var policy = input.Policy;
        if (policy.DataFiles.Count == 0)
        {
            yield break;
        }

        var place = policy.PlaceOf(PolicySettings.DataFiles);
        var records = new HashSet<string>(input.Datasets.Select(d => d.Path).Concat(input.DatasetProblems.Select(p => p.Place.Path)), StringComparer.Ordinal);
        var declared = input.Datasets.SelectMany(d => d.Files).Select(f => f.Path.Text).Distinct(StringComparer.Ordinal).ToArray();
        var exact = new HashSet<string>(declared.Where(d => !Glob.HasWildcard(d)), StringComparer.Ordinal);
        var patterns = declared.Where(d => Glob.HasWildcard(d) || d.EndsWith("/", StringComparison.Ordinal)).ToArray();
        var undeclared = input.Listing.Matching(policy.DataFiles)
            .Where(f => !exact.Contains(f.Path) && !records.Contains(f.Path) && !patterns.Any(p => Glob.IsPathMatch(p, f.Path)))
            .GroupBy(f => f.Path.Substring(0, f.Path.LastIndexOf('/') + 1), StringComparer.Ordinal)
            .ToArray();
        var where = policy.DatasetRecords.FirstOrDefault(r => r.EndsWith(".yml", StringComparison.Ordinal)) ?? policy.DatasetRecords.FirstOrDefault() ?? "datasets.records";
        foreach (var folder in undeclared)
        {
            if (folder.Count() > MaximumOfFolder)
            {
                yield return new RepositoryFinding(
                    Id,
                    $"{folder.Count()} data files in '{Excerpt.Of(folder.Key.Length == 0 ? "." : folder.Key)}', such as '{Excerpt.Of(folder.First().Path)}', belong to no dataset record, so their origin and licence are not on record "
                    + $"(datasets.files, {place}): add a record ({where}) with 'files: {Excerpt.Of(folder.Key)}*', or add them to the record that they belong to.",
                    new SourcePlace(folder.First().Path),
                    folder.Key);
                continue;
            }

            foreach (var file in folder)
            {
                yield return new RepositoryFinding(
                    Id,
                    $"The data file '{Excerpt.Of(file.Path)}' belongs to no dataset record, so its origin and licence are not on record "
                    + $"(datasets.files, {place}): add a record ({where}) with 'files: {Excerpt.Of(file.Path)}', or add the file to the record that it belongs to.",
                    new SourcePlace(file.Path),
                    file.Path);
            }
        }

        foreach (var link in input.Listing.Links.Where(l => policy.DataFiles.Any(g => Glob.IsPathMatch(g, l))))
        {
            yield return new RepositoryFinding(
                Id,
                $"'{Excerpt.Of(link)}' is a symbolic link, which is not followed, so which data it leads to is not assessed (datasets.files, {place}): put the file there, or declare what it leads to.",
                new SourcePlace(link),
                link) { AtMost = Severity.Suggestion };
        }
    }
}
