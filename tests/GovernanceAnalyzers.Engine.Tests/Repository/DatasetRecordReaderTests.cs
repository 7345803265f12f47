using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Repository;
using GovernanceAnalyzers.Engine.Yaml;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Repository;

public class DatasetRecordReaderTests
{
    private const string Hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private const string Record = $$"""
        id: support-tickets
        title: Support tickets
        description: >
          Tickets of two years.
        files:
          - data/tickets/*.csv
          - { path: data/labels.csv, sha256: {{Hash}} }
        urls: https://example.org/tickets
        licence: "CC-BY-4.0 OR MIT"
        licenceLink: https://creativecommons.org/licenses/by/4.0/
        use: [training, evaluation]
        commercial: true
        origin: Exported from the help desk.
        owner: data@contoso.example
        version: 1.10
        personalData: pseudonymised
        collectedOn: 2026-03-31
        notes: None.
        """;

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Reads_fields_with_their_places(string lineEnd)
    {
        var (record, problems) = Read(Record.ReplaceLineEndings(lineEnd));

        Assert.Empty(problems);
        Assert.NotNull(record);
        Assert.Equal(("support-tickets", 1, 5), (record.Id.Text, record.Id.Place.Line, record.Id.Place.Column));
        Assert.Equal(["data/tickets/*.csv", "data/labels.csv"], record.Files.Select(f => f.Path.Text));
        Assert.Equal([null, Hash], record.Files.Select(f => f.Sha256?.Text));
        Assert.Equal(["https://example.org/tickets"], record.Urls.Select(u => u.Text));
        Assert.Equal((9, 10, 11), (record.LicencePlace.Line, record.LicencePlace.Column, record.Licence?.TextColumn));
        Assert.Equal(["training", "evaluation"], record.Use.Select(u => u.Text));
        Assert.True(record.Commercial);
        Assert.Equal("1.10", record.Version?.Text);
        Assert.Equal("pseudonymised", record.PersonalData?.Text);
        Assert.Equal(CalendarDate.Parse("2026-03-31"), record.CollectedOn);
    }

    [Theory]
    [InlineData("id: a\nlicense: MIT\n", 2, 1, "write 'licence'")]
    [InlineData("id: a\nlicence: MIT\nlicense: MIT\n", 3, 1, "Did you mean 'licence'?")]
    [InlineData("id: a\nlicens: MIT\n", 2, 1, "Did you mean 'licence'?")]
    [InlineData("id: a\nzzzz: 1\n", 2, 1, "Known keys: id, title")]
    [InlineData("title: a\n", 1, 1, "'id' is missing")]
    [InlineData("", 1, 1, "'id' is missing")]
    [InlineData("id: a\nlicence: [MIT]\n", 2, 10, "'licence' must be text, not a list")]
    [InlineData("id: a\nuse: trainig\n", 2, 6, "did you mean 'training'?")]
    [InlineData("id: a\ncommercial: yes\n", 2, 13, "neither true nor false")]
    [InlineData("id: a\npersonalData: some\n", 2, 15, "is not one of none, pseudonymised")]
    [InlineData("id: a\ncollectedOn: 31.3.2026\n", 2, 14, "write yyyy-MM-dd")]
    [InlineData("id: a\ncollectedOn: 2026-02-30\n", 2, 14, "is not a date")]
    [InlineData("id: a\nfiles: [../secret.csv]\n", 2, 9, "leaves the repository")]
    [InlineData("id: a\nfiles: /etc/passwd\n", 2, 8, "leaves the repository")]
    [InlineData("id: a\nfiles: C:/data.csv\n", 2, 8, "leaves the repository")]
    [InlineData("id: a\nfiles: 'data\\x.csv'\n", 2, 8, "backslash")]
    [InlineData("id: a\nfiles: https://example.org/x\n", 2, 8, "list it under 'urls'")]
    [InlineData("id: a\nurls: data/x.csv\n", 2, 7, "belongs under 'files'")]
    [InlineData("id: a\nfiles: [{ path: x, sha256: d41d8cd98f00b204e9800998ecf8427e }]\n", 2, 28, "are an MD5")]
    [InlineData("id: a\nfiles: [{ path: x, sha256: da39a3ee5e6b4b0d3255bfef95601890afd80709 }]\n", 2, 28, "are a SHA-1")]
    [InlineData("id: a\nfiles: [{ sha256: \"00\" }]\n", 2, 9, "'path' is missing")]
    [InlineData("- a\n", 1, 1, "must be a mapping")]
    [InlineData("id: [\n", 2, 1, "not valid YAML")]
    public void Malformed(string text, int line, int column, string part)
    {
        var (_, problems) = Read(text);

        Assert.Contains(problems, p => p.Message.Contains(part, System.StringComparison.Ordinal)
            && (p.Place.Path, p.Place.Line, p.Place.Column) == ("governance/datasets/a.yml", line, column));
    }

    [Fact]
    public void A_value_under_license_still_counts_as_the_licence() => Assert.Equal("MIT", Read("id: a\nlicense: MIT\n").Record?.Licence?.Text);

    [Fact]
    public void Without_an_id_the_file_names_the_record() => Assert.Equal("a", Read("licence: MIT\n").Record?.Id.Text);

    [Theory]
    [InlineData("licence: |\n  MIT OR nope\n", 0)]
    [InlineData("licence: >-\n  MIT OR nope\n", 0)]
    [InlineData("licence: \"MIT\\x20OR nope\"\n", 0)]
    [InlineData("licence: MIT\n  OR nope\n", 0)]
    [InlineData("licence: 'MIT OR nope'\n", 11)]
    [InlineData("licence:   MIT OR nope # comment\n", 12)]
    public void Parts_of_a_text_have_columns_only_where_it_stands_in_one_piece(string yaml, int column) =>
        Assert.Equal(column, Read("id: a\n" + yaml).Record?.Licence?.TextColumn);

    private static (DatasetRecord? Record, List<FileProblem> Problems) Read(string text)
    {
        var problems = new List<FileProblem>();
        return (DatasetRecordReader.Read(text, "governance/datasets/a.yml", problems), problems);
    }
}
