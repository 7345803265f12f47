using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;

namespace GovernanceAnalyzers.Engine.Repository.Contamination;

/// <summary>A file of the repository with what a record says it is used for.</summary>
/// <param name="Entry">Where the record names it.</param>
internal sealed record DataFile(RepositoryFile File, DatasetRecord Record, DatasetFile Entry, IReadOnlyList<string> Uses)
{
    public bool IsEvaluation => Uses.Contains("evaluation");

    /// <summary>The uses that make a model know the data.</summary>
    public IReadOnlyList<string> Learned => [.. Uses.Where(u => u != "evaluation")];
}

/// <summary>What the files of all records are used for.</summary>
internal sealed class DataRoles
{
    private static readonly char[] Separators = ['/', '-', '_', '.', ' '];

    public List<DataFile> Files { get; } = [];

    /// <summary>Entries of records for training and evaluation that do not say which of the two they are.</summary>
    public List<(DatasetRecord Record, DatasetFile Entry)> Unknown { get; } = [];

    /// <summary>Entries with a use, of which the repository has no file.</summary>
    public List<(DatasetRecord Record, DatasetFile Entry, bool IsEvaluation)> Absent { get; } = [];

    public static DataRoles Of(PolicyCompiler input)
    {
        var roles = new DataRoles();
        foreach (var record in input.Datasets)
        {
            var uses = record.Use.Select(u => u.Text).Distinct().ToArray();
            var isBoth = uses.Contains("evaluation") && uses.Length > 1;
            foreach (var entry in record.Files.Where(f => f.Use.Count > 0 || uses.Length > 0))
            {
                var path = entry.Path.Text;
                var files = Glob.HasWildcard(path) || path.EndsWith("/", StringComparison.Ordinal)
                    ? input.Listing.Matching([path]).ToArray()
                    : input.Listing.Find(path) is { } one ? [one] : [];
                foreach (var file in files)
                {
                    var of = entry.Use.Count > 0 ? entry.Use : isBoth ? ByName(file.Path, uses) : uses;
                    if (of.Count > 0)
                    {
                        roles.Files.Add(new DataFile(file, record, entry, of));
                    }
                    else if (!roles.Unknown.Contains((record, entry)))
                    {
                        roles.Unknown.Add((record, entry));
                    }
                }

                if (files.Length == 0)
                {
                    roles.Absent.Add((record, entry, (entry.Use.Count > 0 ? entry.Use : uses).Contains("evaluation")));
                }
            }
        }

        return roles;
    }

    /// <summary>The part of a dataset that a file holds, where its name tells: <c>data/train/part-1.jsonl</c>.</summary>
    private static IReadOnlyList<string> ByName(string path, string[] uses)
    {
        var words = path.Split(Separators).Select(w => ForeignDataset.UseOfSplit(w.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'))).Where(u => u.Length > 0).Distinct().ToArray();
        return words.Length != 1 ? [] : words[0] == "evaluation" ? words : [.. uses.Where(u => u != "evaluation")];
    }
}
