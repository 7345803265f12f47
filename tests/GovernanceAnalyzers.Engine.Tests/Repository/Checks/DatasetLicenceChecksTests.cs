using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Licences;
using GovernanceAnalyzers.Engine.Repository;
using GovernanceAnalyzers.Engine.Repository.Checks;
using GovernanceAnalyzers.Engine.Tests.Catalogue;
using GovernanceAnalyzers.Engine.Yaml;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Repository.Checks;

public class DatasetLicenceChecksTests
{
    private const string PolicyPlace = "governance.yml(12)";

    private static readonly SpdxList Spdx = ShippedLicencesTests.Shipped.Spdx;

    private static readonly LicencePolicy Policy = new(["CC-BY-4.0", "MIT"], ["CC-BY-SA-4.0"], ["*-NC-*"]);

    [Theory]
    [InlineData("", 1, 5, "has no licence, and without one nothing permits its use")]
    [InlineData("licence:\n", 2, 1, "has no licence")]
    [InlineData("licence: ~\n", 2, 1, "has no licence")]
    [InlineData("licence: ''\n", 2, 1, "has no licence")]
    [InlineData("licence: NONE\n", 2, 10, "has \"NONE\" where its licence should stand")]
    [InlineData("licence: NOASSERTION\n", 2, 10, "has \"NOASSERTION\"")]
    [InlineData("licence: unknown\n", 2, 10, "has \"unknown\"")]
    [InlineData("licence: TODO\n", 2, 10, "has \"TODO\"")]
    [InlineData("licence: '{{ licence }}'\n", 2, 10, "has \"{{ licence }}\"")]
    public void GOV3002_DatasetLicenceMissing_Triggers(string yaml, int line, int column, string part)
    {
        var finding = Assert.Single(All(yaml));

        Assert.Equal(("GOV3002", "tickets"), (finding.RuleId, finding.Subject));
        Assert.Contains(part, finding.Message);
        // An empty text has a place of its own; a missing one is shown where it belongs.
        Assert.Equal((line, yaml.EndsWith("''\n", System.StringComparison.Ordinal) ? 10 : column), (finding.Place.Line, finding.Place.Column));
    }

    [Fact]
    public void GOV3003_DatasetLicenceInvalid_Triggers()
    {
        var finding = Assert.Single(All("licence: \"MIT OR CC-BY\"\n"));

        Assert.Equal(
            "Dataset 'tickets' has licence \"MIT OR CC-BY\", which is not an SPDX expression: "
            + $"'CC-BY' is not on the SPDX licence list (version {Spdx.Version}). Did you mean 'CC-BY-4.0'?",
            finding.Message);
        Assert.Equal(("GOV3003", 2, 18, 2, 23), (finding.RuleId, finding.Place.Line, finding.Place.Column, finding.Place.EndLine, finding.Place.EndColumn));
    }

    [Theory]
    [InlineData("MIT And 0BSD", 14, "operators are written in capital letters. Did you mean 'AND'?")]
    [InlineData("Contoso-Internal", 10, "For terms that SPDX does not list, write 'LicenseRef-Contoso-Internal'.")]
    [InlineData("(MIT OR 0BSD", 10, "this '(' is never closed. Correct the expression.")]
    [InlineData("https://creativecommons.org/licenses/by/4.0/", 10, "an address is not a licence id; write an SPDX id, or LicenseRef-name for other terms. Did you mean")]
    public void GOV3003_says_what_to_write(string licence, int column, string part)
    {
        var finding = Assert.Single(All($"licence: {licence}\n"));

        Assert.Contains(part, finding.Message);
        Assert.Equal((2, column), (finding.Place.Line, finding.Place.Column));
    }

    [Theory]
    [InlineData("MIT")]
    [InlineData("cc-by-4.0")]
    [InlineData("CC-BY-NC-4.0 OR MIT")]
    public void Allowed_licences_DoNotTrigger(string licence) => Assert.Empty(All($"licence: {licence}\n"));

    [Theory]
    [InlineData(
        "CC-BY-NC-4.0",
        "Dataset 'tickets' has licence \"CC-BY-NC-4.0\", which the policy denies (entry \"*-NC-*\", governance.yml(12)): "
        + "choose another dataset, or ask the policy owner for a waiver.")]
    [InlineData(
        "MIT AND CC-BY-NC-4.0",
        "Dataset 'tickets' has licence \"MIT AND CC-BY-NC-4.0\", of which the policy denies \"CC-BY-NC-4.0\" (entry \"*-NC-*\", governance.yml(12)): "
        + "choose another dataset, or ask the policy owner for a waiver.")]
    [InlineData(
        "CC-BY-SA-4.0",
        "Dataset 'tickets' has licence \"CC-BY-SA-4.0\", which the policy wants reviewed before use (entry \"CC-BY-SA-4.0\", governance.yml(12)): "
        + "have the licence reviewed and the result recorded as a waiver, or choose another dataset.")]
    [InlineData(
        "ODbL-1.0",
        "Dataset 'tickets' has licence \"ODbL-1.0\", which the policy does not list, and what it does not list needs a review (governance.yml(12)): "
        + "have the licence reviewed, and ask the policy owner to list it under allow, review or deny.")]
    public void GOV3004_DatasetLicenceNotAllowed_Triggers(string licence, string message)
    {
        var finding = Assert.Single(All($"licence: {licence}\n"));

        Assert.Equal(("GOV3004", message), (finding.RuleId, finding.Message));
        Assert.Equal((2, 10), (finding.Place.Line, finding.Place.Column));
    }

    [Fact]
    public void Messages_are_one_short_line_whatever_the_file_says()
    {
        var finding = Assert.Single(All($"licence: \"a\\n\\u2028\\e[31m{new string('x', 50_000)}\"\n"));

        Assert.DoesNotContain(finding.Message, c => char.IsControl(c) || c == '\u2028');
        Assert.True(finding.Message.Length < 500);
    }

    [Fact]
    public void Problems_of_files_become_findings()
    {
        var problems = new List<FileProblem>();
        ModelCardReader.Read("# no front matter", "card.md", problems);
        var card = Assert.Single(GOV2004_ModelCardInvalid.Check(problems));
        Assert.Equal(("GOV2004", "card.md(1,1)", "card.md"), (card.RuleId, card.Place.ToString(), card.Subject));
        Assert.StartsWith("Model card: The card has no front matter", card.Message);

        problems.Clear();
        DatasetRecordReader.Read("id: a\nlicens: MIT\n", "a.yml", problems);
        var record = Assert.Single(GOV3005_DatasetRecordIncomplete.Check(problems, []));
        Assert.Equal(("GOV3005", "a.yml(2,1)"), (record.RuleId, record.Place.ToString()));
    }

    /// <summary>All three rules, to see that one mistake gives one finding.</summary>
    private static List<RepositoryFinding> All(string yaml)
    {
        var record = DatasetRecordReader.Read("id: tickets\n" + yaml, "governance/datasets/tickets.yml", [])!;
        return
        [
            .. GOV3002_DatasetLicenceMissing.Check(record),
            .. GOV3003_DatasetLicenceInvalid.Check(record, Spdx),
            .. GOV3004_DatasetLicenceNotAllowed.Check(record, Spdx, Policy, PolicyPlace),
        ];
    }
}
