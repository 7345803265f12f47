using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Repository;
using GovernanceAnalyzers.Engine.Yaml;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Repository;

public class DatasetFormatsTests
{
    private const string Sha = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private const string Croissant = """
        {
          "@context": { "@language": "en", "@vocab": "https://schema.org/", "cr": "http://mlcommons.org/croissant/", "rai": "http://mlcommons.org/croissant/RAI/", "dct": "http://purl.org/dc/terms/", "sc": "https://schema.org/" },
          "@type": "sc:Dataset",
          "name": "shop-questions",
          "dct:conformsTo": ["http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0"],
          "description": "Questions to a shop.",
          "license": "https://creativecommons.org/licenses/by/4.0/",
          "url": "https://shop.example/data",
          "version": "1.2.0",
          "creator": { "@type": "Organization", "name": "Shop Ltd" },
          "datePublished": "2026-05-01",
          "inLanguage": ["en", "de"],
          "rai:dataCollection": "Asked by customers between May and June.",
          "rai:personalSensitiveInformation": ["Names", "Gender"],
          "rai:dataBiases": "Mostly from cities.",
          "rai:dataLimitations": ["No returns"],
          "distribution": [
            { "@type": "cr:FileObject", "@id": "questions.csv", "name": "questions.csv", "contentUrl": "questions.csv", "encodingFormat": "text/csv", "sha256": "SHA" },
            { "@type": "cr:FileObject", "@id": "remote", "contentUrl": "https://shop.example/more.zip", "sha256": "SHA" },
            { "@type": "cr:FileSet", "@id": "within", "containedIn": { "@id": "remote" }, "includes": "*.csv" }
          ],
          "recordSet": [
            { "@type": "cr:RecordSet", "@id": "split", "dataType": "cr:Split", "data": [
              { "split/name": "train", "split/url": "https://mlcommons.org/definitions/training_split" },
              { "split/name": "test", "split/url": "https://mlcommons.org/definitions/test_split" } ] }
          ]
        }
        """;

    [Fact]
    public void A_dataset_card_says_under_our_keys_what_it_says_under_those_of_the_Hub()
    {
        var (record, problems) = One("governance/datasets/faq/README.md", """
            ---
            language:
              - en
              - de
            license: odc-by
            pretty_name: "Shop FAQ"
            size_categories:
            - 1K<n<10K
            annotations_creators: [expert-generated]
            task_categories:
            - question-answering
            configs:
            - config_name: default
              data_files:
              - split: train
                path: data/train-*.jsonl
              - split: test
                path: ["data/test.jsonl"]
            owner: support@shop.example
            version: 3
            ---
            # Dataset Card for Shop FAQ

            ## Dataset Description

            Questions and answers.

            ### Source Data

            <!-- Describe the source. -->

            #### Data Collection and Processing

            Exported from the ticket system in May.

            #### Personal and Sensitive Information

            The data does not contain personal information.

            ## Bias, Risks, and Limitations

            Mostly from cities.
            """);

        Assert.Empty(problems);
        Assert.Equal(("dataset card", "faq", "Shop FAQ", "3", "none"), (record.Format, record.Id.Text, record.Title?.Text, record.Version?.Text, record.PersonalData?.Text));
        Assert.Equal(("odc-by", "ODC-By-1.0"), (record.Licence?.Text, record.Licences.Single().Expression));
        Assert.Equal(["governance/datasets/faq/data/train-*.jsonl training", "governance/datasets/faq/data/test.jsonl evaluation"], record.Files.Select(f => $"{f.Path} {f.Use.Single()}"));
        Assert.Equal(["training", "evaluation"], record.Use.Select(u => u.Text));
        Assert.Equal(("Exported from the ticket system in May.", "support@shop.example"), (record.Origin?.Text, record.Owner?.Text));
        Assert.Equal("Mostly from cities.", record.Fields.Text("gaps"));
        // At the heading that says it.
        Assert.Equal(32, record.Origin?.Place.Line);
    }

    [Fact]
    public void An_unfilled_template_says_nothing()
    {
        var (record, _) = One("governance/datasets/a.md", "---\nlicense: mit\n---\n# Card\n## Source Data\n[More Information Needed]\n## Personal and Sensitive Information\n<!-- State whether\nthere is any. -->\n[More Information Needed]\n");

        Assert.Null(record.Origin);
        Assert.Null(record.PersonalData);
        Assert.Empty(record.Use);
    }

    [Fact]
    public void Croissant_says_under_our_keys_what_it_says_in_its_own()
    {
        var (record, problems) = One("governance/datasets/questions.json", Croissant.Replace("SHA", Sha));

        Assert.Empty(problems);
        Assert.Equal(("Croissant", "shop-questions", "1.2.0", "personal"), (record.Format, record.Id.Text, record.Version?.Text, record.PersonalData?.Text));
        Assert.Equal("CC-BY-4.0", record.Licences.Single().Expression);
        Assert.Equal([$"governance/datasets/questions.csv {Sha}"], record.Files.Select(f => $"{f.Path} {f.Sha256}"));
        Assert.Equal(["https://shop.example/data", "https://shop.example/more.zip"], record.Urls.Select(u => u.Text));
        Assert.Equal(["training", "evaluation"], record.Use.Select(u => u.Text));
        Assert.Equal("Asked by customers between May and June.", record.Origin?.Text);
        Assert.Equal(["Mostly from cities."], record.Fields.Texts("biases"));
        Assert.Equal(12, record.Origin?.Place.Line - 1);
    }

    [Theory]
    [InlineData("d41d8cd98f00b204e9800998ecf8427e", "32 hexadecimal digits are an MD5; a sha256 has 64")]
    [InlineData("da39a3ee5e6b4b0d3255bfef95601890afd80709", "40 hexadecimal digits are a SHA-1; a sha256 has 64")]
    [InlineData("TODO", "a sha256 has hexadecimal digits only")]
    public void A_digest_of_another_length_is_called_what_it_is(string digest, string part)
    {
        var (record, problems) = One("governance/datasets/questions.json", Croissant.Replace("SHA", digest));

        Assert.Equal(2, problems.Count);
        Assert.All(problems, p => Assert.Contains(part, p.Message));
        Assert.Null(record.Files.Single().Sha256);
    }

    [Theory]
    [InlineData("\"https://spdx.org/licenses/CC-BY-SA-4.0.html\"", "CC-BY-SA-4.0")]
    [InlineData("\"http://creativecommons.org/licenses/by-nc/3.0/de/legalcode\"", "CC-BY-NC-3.0-DE")]
    [InlineData("\"https://creativecommons.org/publicdomain/zero/1.0/\"", "CC0-1.0")]
    [InlineData("\"https://choosealicense.com/licenses/apache-2.0/\"", "Apache-2.0")]
    [InlineData("\"https://opensource.org/licenses/MIT\"", "MIT")]
    [InlineData("\"https://www.opensource.org/license/bsd-3-clause/\"", "BSD-3-Clause")]
    [InlineData("\"https://www.apache.org/licenses/LICENSE-2.0.txt\"", "Apache-2.0")]
    [InlineData("\"https://opendatacommons.org/licenses/odbl/1-0/\"", "ODbL-1.0")]
    [InlineData("{ \"@type\": \"CreativeWork\", \"name\": \"CC BY\", \"url\": \"https://creativecommons.org/licenses/by/4.0/deed.de\" }", "CC-BY-4.0")]
    [InlineData("\"cc-by-4.0\"", "CC-BY-4.0")]
    [InlineData("[\"MIT\", \"https://spdx.org/licenses/CC0-1.0\"]", "MIT CC0-1.0")]
    public void Addresses_of_licences_are_known(string written, string expected)
    {
        var (record, problems) = One("a.json", Croissant.Replace("SHA", Sha).Replace("\"https://creativecommons.org/licenses/by/4.0/\"", written));

        Assert.Empty(problems);
        Assert.Equal(expected, string.Join(" ", record.Licences.Select(l => l.Expression)));
    }

    [Fact]
    public void Components_of_CycloneDX_are_datasets()
    {
        var problems = new List<FileProblem>();
        var records = DatasetRecordReader.ReadAny($$"""
            { "bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
              { "type": "machine-learning-model", "name": "m" },
              { "type": "data", "name": "tickets", "version": "2026-05", "licenses": [{ "license": { "name": "Shop Internal" } }],
                "supplier": { "name": "Shop Ltd" },
                "hashes": [{ "alg": "SHA-256", "content": "{{Sha}}" }],
                "properties": [{ "name": "governance:use", "value": "training" }, { "name": "governance:privacy.basis", "value": "contract" }, { "name": "other", "value": "x" }],
                "data": [{ "type": "dataset", "contents": { "url": "tickets.jsonl" }, "sensitiveData": ["names"], "governance": { "owners": [{ "organization": { "name": "Support" } }] } }] },
              { "type": "data", "name": "public", "licenses": [{ "expression": "MIT OR CC0-1.0" }], "hashes": [{ "alg": "SHA-1", "content": "{{Sha}}" }], "data": [{ "type": "dataset" }] } ] }
            """, "governance/datasets/bom.json", problems);

        var tickets = records[0];
        Assert.Equal(("CycloneDX", "tickets", "2026-05", "Support", "personal", "Shop Ltd"), (tickets.Format, tickets.Id.Text, tickets.Version?.Text, tickets.Owner?.Text, tickets.PersonalData?.Text, tickets.Origin?.Text));
        Assert.Equal(("LicenseRef-Shop-Internal", "training", "contract"), (tickets.Licences.Single().Expression, tickets.Use.Single().Text, tickets.Fields.Mapping("privacy")?.Text("basis")));
        Assert.Equal($"governance/datasets/tickets.jsonl {Sha}", $"{tickets.Files.Single().Path} {tickets.Files.Single().Sha256}");
        Assert.Equal(("public", "MIT OR CC0-1.0"), (records[1].Id.Text, records[1].Licences.Single().Expression));
        Assert.Equal("A SHA-1 has 40 hexadecimal digits, not 64, which is the length of a SHA-256.", Assert.Single(problems).Message);
    }

    [Theory]
    [InlineData("a.json", "{ \"spdxVersion\": \"SPDX-2.3\" }", "This is no description of a dataset that can be read. Write a dataset record of ours (YAML or JSON with 'id'), a Hugging Face dataset card")]
    [InlineData("a.json", "[]", "This is no description of a dataset")]
    [InlineData("a.json", "{ \"id\": ", "This is not valid JSON")]
    [InlineData("a.json", "{ \"bomFormat\": \"CycloneDX\", \"components\": [] }", "has no component of the type data")]
    [InlineData("a.json", "{ \"id\": \"a\", \"usage\": \"training\" }", "usage")]
    [InlineData("notes.md", "# Notes\n", "The dataset card has no front matter")]
    [InlineData("a.md", "---\nlicense: mit\n", "is never closed")]
    [InlineData("a.md", "---\nlicense: mit\nlicens_name: x\n---\n", "'licens_name' means nothing in a dataset card. Did you mean 'license_name'?")]
    [InlineData("a.md", "---\nlicense: mit\nuse: testing\n---\n", "testing")]
    [InlineData("a.md", "---\nlicense: mit\nconfigs:\n- data_files: ../../secret.csv\n---\n", "leaves the repository")]
    [InlineData("a.md", "---\nlicense: { id: mit }\n---\n", "not a mapping")]
    public void What_cannot_be_read_is_said(string path, string text, string part)
    {
        var problems = new List<FileProblem>();
        DatasetRecordReader.ReadAny(text, path, problems);

        Assert.Contains(part, Assert.Single(problems).Message);
    }

    [Fact]
    public void A_readme_without_front_matter_tells_people_about_the_folder()
    {
        var problems = new List<FileProblem>();
        Assert.Empty(DatasetRecordReader.ReadAny("# Datasets\n\nOne file each.\n", "governance/datasets/README.md", problems));
        Assert.Empty(problems);
    }

    [Theory]
    [InlineData("license: cc", "GOV3003", "has licence \"cc\", which is a name of several licences. Write the one that applies, such as CC0-1.0, CC-BY-4.0")]
    [InlineData("license: other", "GOV3002", "says only that the licence is another one: add 'license_name' and 'license_link'")]
    [InlineData("license: unknown", "GOV3002", "has \"unknown\" where its licence should stand")]
    [InlineData("tags: [x]", "GOV3002", "has no licence, and without one nothing permits its use: set 'license' to an id of the Hub")]
    [InlineData("license: cc-by-nc-4.0", "GOV3004", "which the policy wants reviewed before use (entry \"non-commercial\"")]
    [InlineData("license: [mit, cc-by-sa-4.0]", "GOV3004", "has licence \"cc-by-sa-4.0\"")]
    [InlineData("license: other\nlicense_name: shop-terms\nlicense_link: LICENSE", "GOV3004", "has licence \"other\" (LicenseRef-shop-terms), which the policy does not list")]
    public void Licences_of_cards_are_judged(string licence, string rule, string part)
    {
        using var repository = new TemporaryRepository().With("governance/datasets/a.md", $"---\n{licence}\nowner: a@shop.example\norigin: Ours.\npersonalData: none\n---\n# A\n");

        var finding = Assert.Single(RepositoryChecks.Run(repository.Compile()), f => f.RuleId is "GOV3002" or "GOV3003" or "GOV3004");

        Assert.Equal(rule, finding.RuleId);
        Assert.Contains(part, finding.Message);
    }

    [Fact]
    public void Requirements_are_asked_of_every_format()
    {
        using var repository = new TemporaryRepository().With("governance/datasets/questions.json", Croissant.Replace("SHA", Sha));

        var asked = RepositoryChecks.Run(repository.Compile(), codeUsesAi: true).Where(f => f.Dataset == "shop-questions" || f.Place.Path == "governance/datasets/questions.json").Select(f => f.Requirement).Where(r => r.Length > 0).ToArray();

        // Croissant has no word for an owner, for the legal basis of personal data, and for opt-outs.
        Assert.Contains("dataset-owner", asked);
        Assert.Contains("privacy-assessment", asked);
        Assert.Contains("copyright-basis", asked);
        Assert.DoesNotContain("dataset-origin", asked);
        Assert.DoesNotContain("personal-data", asked);
        Assert.DoesNotContain("dataset-hashes", asked);
    }

    private static (DatasetRecord Record, List<FileProblem> Problems) One(string path, string text)
    {
        var problems = new List<FileProblem>();
        return (Assert.Single(DatasetRecordReader.ReadAny(text, path, problems)), problems);
    }
}
