using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Reports;
using GovernanceAnalyzers.Engine.Reports.Bom;
using GovernanceAnalyzers.Engine.Yaml;
using Xunit;

namespace GovernanceAnalyzers.Reports.Tests;

public class BomDiffTests
{
    [Fact]
    public void The_same_is_no_change_however_lines_move()
    {
        var moved = BomPostures.Bank with
        {
            Models = [.. BomPostures.Bank.Models.Select(m => m with { Uses = [.. m.Uses.Select(u => u with { Place = u.Place with { Line = u.Place.Line + 40 } })] })],
        };

        Assert.Empty(Diff(BomPostures.Bank, BomPostures.Bank));
        Assert.Empty(Diff(BomPostures.Bank, moved));
        Assert.Equal("No change in models, datasets and where they are used", BomDiff.Summary([]));
    }

    [Fact]
    public void A_new_model_a_new_dataset_and_a_new_place_are_new_use()
    {
        var before = BomPostures.Bank with
        {
            Models = [.. BomPostures.Bank.Models.Where(m => m.Provider != "azure-openai").Select(m => m with { Uses = [.. m.Uses.Where(u => u.Symbol != "Generated.Chat")] })],
            Datasets = [BomPostures.Bank.Datasets[0]],
        };

        Assert.Equal(
            [
                "model azure-openai:letters is new (pinned)",
                "dataset letters is new",
                "model azure-openai:letters is used at src/Lending/Letters.cs(20) in Lending.Letters.WriteAsync(string), where it was not",
                "model openai:gpt-4o-2024-08-06 is used at Chat.g.cs(3) in Generated.Chat, where it was not",
                "dataset letters is used at src/Lending/Train.cs(4) in Lending.Train.Run(), where it was not",
            ],
            Diff(before, BomPostures.Bank).Select(c => c.Text));
        Assert.Equal("1 new model, 1 new dataset, 3 new places of use", BomDiff.Summary(Diff(before, BomPostures.Bank)));
        Assert.All(Diff(before, BomPostures.Bank), c => Assert.True(c.IsNew));

        var gone = Diff(BomPostures.Bank, before);
        Assert.Equal(["model openai:gpt-4o-2024-08-06 is no longer used at Chat.g.cs(3) in Generated.Chat", "model azure-openai:letters is gone", "dataset letters is gone"], gone.Select(c => c.Text));
        Assert.All(gone, c => Assert.False(c.IsNew));
    }

    [Fact]
    public void Versions_verdicts_and_what_answers_behind_a_name_are_told()
    {
        Assert.Equal(
            ["model openai:gpt-4o-2024-08-06 has the version 2024-08-06, and named none", "model openai:gpt-4o-2024-08-06 is pinned, and was floating"],
            Diff(One("openai", "gpt-4o", "floating"), One("openai", "gpt-4o-2024-08-06", "pinned")).Select(c => c.Text));
        Assert.Equal(
            ["model openai:gpt-4o-2024-11-20 has the version 2024-11-20, and had 2024-08-06"],
            Diff(One("openai", "gpt-4o-2024-08-06", "pinned"), One("openai", "gpt-4o-2024-11-20", "pinned")).Select(c => c.Text));
        Assert.Equal(
            ["model openai:gpt-4o names no version, and had 2024-08-06", "model openai:gpt-4o is floating, and was pinned"],
            Diff(One("openai", "gpt-4o-2024-08-06", "pinned"), One("openai", "gpt-4o", "floating")).Select(c => c.Text));
        Assert.Equal(
            ["model azure-openai:chat has the version openai:gpt-4.1-2025-04-14, and had openai:gpt-4o-2024-08-06"],
            Diff(One("azure-openai", "chat", "pinned", "openai:gpt-4o-2024-08-06"), One("azure-openai", "chat", "pinned", "openai:gpt-4.1-2025-04-14")).Select(c => c.Text));
        // The same name by somebody else is another model.
        Assert.Equal(["Added", "Removed"], Diff(One("openai", "gpt-4o", ""), One("gateway", "gpt-4o", "")).Select(c => c.Kind.ToString()));
        // One of two versions stays, and the other becomes a third.
        Assert.Equal(
            ["model openai:gpt-4o-2024-11-20 has the version 2024-11-20, and had 2024-05-13"],
            Diff(
                BomPostures.Empty with { Models = [.. One("openai", "gpt-4o-2024-05-13", "").Models, .. One("openai", "gpt-4o-2024-08-06", "").Models] },
                BomPostures.Empty with { Models = [.. One("openai", "gpt-4o-2024-08-06", "").Models, .. One("openai", "gpt-4o-2024-11-20", "").Models] }).Select(c => c.Text));

        static RepositoryPosture One(string provider, string reference, string verdict, string serves = "") =>
            BomPostures.Empty with { Models = [new ModelEntry($"{provider}:{reference}") { Provider = provider, Reference = reference, Verdict = verdict, Serves = serves }] };
    }

    [Fact]
    public void Licences_personal_data_and_files_are_told()
    {
        var faq = BomPostures.Bank.Datasets[0];
        var changed = BomPostures.Bank with
        {
            Datasets = [faq with { SpdxLicences = ["CC-BY-NC-4.0"], PersonalData = "sensitive", Files = [new EvidenceDigest("data/faq.csv", new string('9', 64))] }, BomPostures.Bank.Datasets[1]],
        };

        Assert.Equal(
            [
                "dataset faq has the licence CC-BY-NC-4.0, and had CC-BY-4.0",
                "dataset faq has personal data: sensitive, and had: pseudonymised",
                "dataset faq has other files under the same name and version",
            ],
            Diff(BomPostures.Bank, changed).Select(c => c.Text));
    }

    [Fact]
    public void Bills_of_other_programs_are_compared_as_well()
    {
        const string Before = """{"bomFormat": "CycloneDX", "specVersion": "1.5", "components": [{"type": "library", "name": "x"}, {"type": "machine-learning-model", "name": "bert", "version": "1", "publisher": "Google", "licenses": [{"license": {"id": "MIT"}}]}]}""";
        const string After = """{"bomFormat": "CycloneDX", "specVersion": "1.7", "components": [{"type": "machine-learning-model", "name": "bert", "version": "2", "publisher": "google", "licenses": [{"expression": "MIT"}]}]}""";

        Assert.Equal(["model bert 2 has the version 2, and had 1"], BomDiff.Compare(Read(Before)!, Read(After)!).Select(c => c.Text));
    }

    [Theory]
    [InlineData("", "This is no CycloneDX document")]
    [InlineData("[]", "This is no CycloneDX document")]
    [InlineData("{\"bomFormat\": \"SPDX\"}", "This is no CycloneDX document")]
    [InlineData("{\"bomFormat\": ", "not valid JSON")]
    public void What_is_no_bill_is_said(string text, string says)
    {
        var problems = new List<FileProblem>();

        Assert.Null(BomContent.Read(text, "x.json", problems));

        Assert.StartsWith("x.json(1,", Assert.Single(problems).Place.ToString());
        Assert.Contains(says, problems[0].Message);
    }

    [Theory]
    [InlineData("{\"bomFormat\": \"CycloneDX\", \"components\": {\"type\": 1}}")]
    [InlineData("{\"bomFormat\": \"CycloneDX\", \"components\": [1, null, {\"type\": \"data\", \"data\": 3, \"licenses\": \"MIT\", \"evidence\": [], \"name\": []}], \"metadata\": []}")]
    [InlineData("{\"bomFormat\": \"CycloneDX\", \"components\": [{\"type\": \"machine-learning-model\", \"properties\": [{}, 1], \"hashes\": {}, \"evidence\": {\"occurrences\": [{}, 2]}}]}")]
    public void Odd_documents_are_read_without_an_exception(string text) => Assert.NotNull(Read(text));

    [Fact]
    public void Hostile_names_stay_text_in_every_form()
    {
        var changes = Diff(BomPostures.Empty, BomPostures.Poisoned);

        Assert.All(changes.Select(c => c.Text), t => Assert.DoesNotContain(t, c => char.IsControl(c) || c == '\u202e'));
        Assert.Equal(changes.Count, JsonNode.Parse(BomDiffText.Json(changes))!.AsArray().Count);
        var markdown = BomDiffText.Markdown(changes);
        Assert.DoesNotContain(markdown, c => c is '\u001b' or '\0' or '\r');
        foreach (var row in markdown.Split('\n').Where(l => l.StartsWith("| model ", StringComparison.Ordinal) || l.StartsWith("| dataset ", StringComparison.Ordinal)))
        {
            // Four bars that end cells, whatever is in them.
            Assert.Equal(4, row.Replace("\\|", "").Count(c => c == '|'));
            Assert.DoesNotContain("<script>", Outside(row));
        }
    }

    [Fact]
    public void Markdown_has_a_table_of_what_is_new_and_one_of_what_changed()
    {
        var before = BomPostures.Bank with { Models = [.. BomPostures.Bank.Models.Skip(1)] };
        var after = BomPostures.Bank with { Datasets = [BomPostures.Bank.Datasets[0] with { SpdxLicences = [] , Licences = [] }, BomPostures.Bank.Datasets[1]] };

        Assert.Equal(
            """
            ### AI use

            1 new model, 1 new place of use, 1 other change.

            | New | | |
            |---|---|---|
            | model `azure-openai:letters` | is new, `pinned` |  |
            | model `azure-openai:letters` | is used here as well | `src/Lending/Letters.cs(20) in Lending.Letters.WriteAsync(string)` |

            | Changed | | |
            |---|---|---|
            | dataset `faq` | licence: `CC-BY-4.0` → none |  |

            """.ReplaceLineEndings("\n"),
            BomDiffText.Markdown(Diff(before, after)));
    }

    private static IReadOnlyList<BomChange> Diff(RepositoryPosture before, RepositoryPosture after) => BomDiff.Compare(Read(CycloneDxBom.Write(before))!, Read(CycloneDxBom.Write(after))!);

    private static BomContent? Read(string text)
    {
        var problems = new List<FileProblem>();
        var content = BomContent.Read(text, "bom.json", problems);
        Assert.Empty(problems);
        return content;
    }

    /// <summary>A row without its code spans.</summary>
    private static string Outside(string row) => System.Text.RegularExpressions.Regex.Replace(row, @"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", "");
}
