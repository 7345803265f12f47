using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>A dataset record that cannot be read, lacks a required field, or has one of the wrong form.</summary>
public static class GOV3005_DatasetRecordIncomplete
{
    public const string Id = "GOV3005";

    /// <param name="problems">From <see cref="DatasetRecordReader"/>.</param>
    /// <param name="records">Those that have an id in spite of their problems.</param>
    public static IEnumerable<RepositoryFinding> Check(IEnumerable<FileProblem> problems, IReadOnlyCollection<DatasetRecord> records) =>
        problems.Select(p => new RepositoryFinding(Id, "Dataset record: " + p.Message, p.Place, p.Place.Path)
        {
            Dataset = records.FirstOrDefault(r => r.Path == p.Place.Path)?.Id.Text ?? "",
        });
}
