using System.IO;
using System.Linq;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Repository.Checks;

public class GOV3001_DataFileUndeclaredTests
{
    private const string Policy = "schemaVersion: 1\ndatasets: { files: [\"data/**\", \"*.csv\"] }\n";

    [Fact]
    public void A_data_file_without_a_record_is_found()
    {
        using var repository = new TemporaryRepository().With("governance.yml", Policy)
            .With("data/a.csv", "a").With("data/deep/b.csv", "b").With("top.csv", "c").With("src/not-data.csv", "d")
            .With("data/c.csv", "e")
            .With("governance/datasets/a.yml", "id: a\nlicence: MIT\nfiles: [data/a.csv, data/deep/*]\n");

        Assert.Equal(["data/c.csv", "top.csv"], Find(repository).Select(f => f.Place.ToString()));
        Assert.Equal(
            "The data file 'data/c.csv' belongs to no dataset record, so its origin and licence are not on record (datasets.files, governance.yml(2)): "
            + "add a record (governance/datasets/**/*.yml) with 'files: data/c.csv', or add the file to the record that it belongs to.",
            Find(repository)[0].Message.Split(" [")[0]);
    }

    [Fact]
    public void A_folder_of_them_is_told_once()
    {
        using var repository = new TemporaryRepository().With("governance.yml", Policy);
        foreach (var number in Enumerable.Range(1, 40))
        {
            repository.With($"data/images/{number:00}.png", "x");
        }

        var finding = Assert.Single(Find(repository));
        Assert.Contains("40 data files in 'data/images/', such as 'data/images/01.png', belong to no dataset record", finding.Message);
    }

    [Fact]
    public void Pointers_count_as_files_records_do_not_and_links_are_said()
    {
        using var repository = new TemporaryRepository().With("governance.yml", "schemaVersion: 1\ndatasets: { files: [\"data/**\"], records: \"data/**/*.yml\" }\n")
            .With("data/a.yml", "id: a\nlicence: MIT\nfiles: data/x/*\n")
            .With("data/x/1.csv", "a")
            .With("data/lfs.csv", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n");
        File.CreateSymbolicLink(Path.Combine(repository.Root, "data/link.csv"), "/etc/hostname");

        Assert.Equal(["data/lfs.csv", "data/link.csv"], Find(repository).Select(f => f.Place.Path));
    }

    [Fact]
    public void Without_declared_paths_nothing_is_asked()
    {
        using var repository = new TemporaryRepository().With("data/a.csv", "a");

        Assert.Empty(Find(repository));
    }

    private static Core.Findings.Finding[] Find(TemporaryRepository repository) =>
        RepositoryChecks.Run(repository.Compile()).Where(f => f.RuleId == "GOV3001").OrderBy(f => f.Place.Path, System.StringComparer.Ordinal).ToArray();
}
