using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Engine.Repository;
using GovernanceAnalyzers.Engine.Yaml;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Repository;

public class ModelCardReaderTests
{
    private const string Card = """
        ---
        license: other
        license_name: Contoso Terms
        license_link: LICENSE
        base_model: meta-llama/Llama-3.1-8B
        language: [en, de]
        tags:
          - support
        models:
          - openai:gpt-4o-2024-08-06
          - "ollama:llama3.1:8b"
        deployments: support-chat
        owner: ai-platform@contoso.example
        co2_eq_emissions: { emissions: 12 }
        ---
        # Support assistant

        Text.

        ## Uses

        ### Direct use
        Answers questions.

        ## Bias, Risks, and Limitations
        """;

    [Theory]
    [InlineData("\n", "")]
    [InlineData("\r\n", "")]
    [InlineData("\n", "\ufeff")]
    [InlineData("\r\n", "\ufeff")]
    public void Reads_fields_with_their_places(string lineEnd, string mark)
    {
        var (card, problems) = ReadBytes(Encoding.UTF8.GetBytes(mark + Card.ReplaceLineEndings(lineEnd)));

        Assert.Empty(problems);
        Assert.NotNull(card);
        Assert.Equal(("other", 2, 10), At(card.License));
        Assert.Equal(("Contoso Terms", 3, 15), At(card.LicenseName));
        Assert.Equal(("LICENSE", 4, 15), At(card.LicenseLink));
        Assert.Equal(["meta-llama/Llama-3.1-8B"], card.BaseModels.Select(b => b.Text));
        Assert.Equal(("de", 6, 16), At(card.Languages[1]));
        Assert.Equal([("openai", "gpt-4o-2024-08-06"), ("ollama", "llama3.1:8b")], card.Models.Select(m => (m.Provider, m.Reference)));
        Assert.Equal((11, 5, 6), (card.Models[1].Written.Place.Line, card.Models[1].Written.Place.Column, card.Models[1].Written.TextColumn));
        Assert.Equal(("support-chat", 12, 14), At(Assert.Single(card.Deployments)));
        Assert.Equal("ai-platform@contoso.example", card.Owner?.Text);
        Assert.NotNull(card.FrontMatter.Mapping("co2_eq_emissions"));
        Assert.Equal(
            [
                ("Support assistant", 1, 16, SectionContent.Text),
                ("Uses", 2, 20, SectionContent.Text),
                ("Direct use", 3, 22, SectionContent.Text),
                ("Bias, Risks, and Limitations", 2, 25, SectionContent.Empty),
            ],
            card.Sections.Select(s => (s.Title, s.Level, s.Place.Line, s.Content)));
    }

    [Fact]
    public void A_single_model_needs_no_list() =>
        Assert.Equal("anthropic", Assert.Single(Read("---\nmodel: anthropic:claude-opus-4-1-20250805\n---\n").Card!.Models).Provider);

    [Theory]
    [InlineData("# Card\n", 1, 1, "no front matter")]
    [InlineData("", 1, 1, "no front matter")]
    [InlineData("\n---\na: b\n---\n", 1, 1, "no front matter")]
    [InlineData("---\nlicense: mit\n", 1, 1, "never closed")]
    [InlineData("---\nlicense: [mit\n---\n", 3, 1, "not valid YAML")]
    [InlineData("---\nlicense: mit\nlicense: mit\n---\n", 3, 1, "already set in line 2")]
    [InlineData("---\n- a\n---\n", 2, 1, "must be a mapping")]
    [InlineData("---\nlicense: [mit, apache-2.0]\n---\n", 2, 10, "'license' must be one licence id, not a list")]
    [InlineData("---\nlicence: mit\n---\n", 2, 1, "write 'license'")]
    [InlineData("---\nmodels:\n  - gpt-4o\n---\n", 3, 5, "not of the form provider:reference")]
    [InlineData("---\nmodels:\n  - openai: gpt-4o\n---\n", 3, 5, "without a space after the colon")]
    [InlineData("---\nmodel: openai: gpt-4o\n---\n", 2, 14, "not valid YAML")]
    [InlineData("---\nmodels:\n  - OpenAI:gpt-4o\n---\n", 3, 5, "'OpenAI' is not a provider")]
    [InlineData("---\nmodels: openai:gpt-4o\n---\n", 2, 9, "'models' must be a list")]
    [InlineData("---\nmodel: openai:a\nmodels: [openai:b]\n---\n", 3, 1, "both 'model' and 'models'")]
    [InlineData("---\nowner: [a, b]\n---\n", 2, 8, "'owner' must be text")]
    [InlineData("---\na: b\n---\n# X\n<<<<<<< HEAD\n", 5, 1, "merge conflict")]
    [InlineData("---\n{{ card_data }}\n---\n", 2, 2, "single value")]
    public void Malformed(string text, int line, int column, string part)
    {
        var problem = Assert.Single(Read(text).Problems);

        Assert.Contains(part, problem.Message);
        Assert.Equal(("card.md", line, column), (problem.Place.Path, problem.Place.Line, problem.Place.Column));
    }

    [Fact]
    public void Unknown_keys_and_keys_without_a_value_are_fine() =>
        Assert.Empty(Read("---\nwidget: [{text: hi}]\nowner:\nlicense: ~\nmodels:\n---\n").Problems);

    [Theory]
    [InlineData("deployment: [support-chat]", "deployments")]
    [InlineData("modls: [\"openai:gpt-4o-2024-08-06\"]", "models")]
    [InlineData("Models: [\"openai:gpt-4o-2024-08-06\"]", "models")]
    [InlineData("owners: [a, b]", "owner")]
    [InlineData("onwer: a", "owner")]
    [InlineData("model-name: x", "model_name")]
    [InlineData("modelName: x", "model_name")]
    [InlineData("base-model: x/y", "base_model")]
    [InlineData("base_models: [x/y]", "base_model")]
    [InlineData("languages: [en]", "language")]
    [InlineData("licenses: [mit]", "license")]
    [InlineData("licence_link: LICENSE", "license_link")]
    [InlineData("deployments_: x", "deployments")]
    public void A_key_that_is_a_slip_away_is_reported(string line, string meant)
    {
        var problem = Assert.Single(Read($"---\ntags: [x]\n{line}\n---\n").Problems);

        Assert.Contains($"'{meant}'", problem.Message);
        Assert.Equal((3, 1), (problem.Place.Line, problem.Place.Column));
    }

    /// <summary>Keys of the Hub (modelcard.md, datasetcard.md), of Spaces, and those that quantised and merged models commonly have.</summary>
    [Theory]
    [InlineData("buckets")]
    [InlineData("metrics")]
    [InlineData("base_model_relation")]
    [InlineData("thumbnail")]
    [InlineData("inference")]
    [InlineData("widget")]
    [InlineData("co2_eq_emissions")]
    [InlineData("extra_gated_prompt")]
    [InlineData("extra_gated_fields")]
    [InlineData("model-index")]
    [InlineData("license_details")]
    [InlineData("language_bcp47")]
    [InlineData("language_details")]
    [InlineData("pretty_name")]
    [InlineData("dataset_info")]
    [InlineData("size_categories")]
    [InlineData("source_datasets")]
    [InlineData("task_categories")]
    [InlineData("task_ids")]
    [InlineData("model_creator")]
    [InlineData("model_type")]
    [InlineData("model_id")]
    [InlineData("model_link")]
    [InlineData("quantized_by")]
    [InlineData("prompt_template")]
    [InlineData("title")]
    [InlineData("sdk")]
    [InlineData("app_file")]
    [InlineData("arxiv")]
    [InlineData("doi")]
    [InlineData("version")]
    [InlineData("task")]
    [InlineData("tasks")]
    [InlineData("tag")]
    [InlineData("team")]
    [InlineData("contact")]
    [InlineData("date")]
    public void A_key_of_another_program_is_fine(string key) => Assert.Empty(Read($"---\n{key}: x\n---\n").Problems);

    [Fact]
    public void A_near_key_beside_the_one_it_is_near_to_is_no_slip() =>
        Assert.Empty(Read("---\nlanguage: en\nlanguages: [en, de]\n---\n").Problems);

    [Theory]
    [InlineData("Nobody knows.", SectionContent.Text)]
    [InlineData("", SectionContent.Empty)]
    [InlineData("\n  \n---\n***", SectionContent.Empty)]
    [InlineData("[More Information Needed]", SectionContent.Placeholder)]
    [InlineData("{{ bias_risks_limitations | default(\"x\", true) }}", SectionContent.Placeholder)]
    [InlineData("TODO", SectionContent.Placeholder)]
    [InlineData("- TBD", SectionContent.Placeholder)]
    [InlineData("- **Developed by:** [More Information Needed]\n- **Funded by**: [More Information Needed]", SectionContent.Placeholder)]
    [InlineData("- **Developed by:** Contoso\n- **Funded by:** [More Information Needed]", SectionContent.Text)]
    [InlineData("- **Developed by:**", SectionContent.Empty)]
    [InlineData("**Bold** text", SectionContent.Text)]
    [InlineData("<!-- Describe the limits here. -->", SectionContent.Empty)]
    [InlineData("<!-- Describe\nthe limits\nhere. -->\n[More Information Needed]", SectionContent.Placeholder)]
    [InlineData("<!-- a --> Text <!-- b -->", SectionContent.Text)]
    [InlineData("```python\n# not a heading\n```", SectionContent.Text)]
    [InlineData("### Sub\n[More Information Needed]", SectionContent.Placeholder)]
    [InlineData("### Sub\n#### Deeper\nText", SectionContent.Text)]
    public void Tells_filled_sections_from_templates(string body, SectionContent expected)
    {
        var card = Read($"---\na: b\n---\n## Limits\n{body}\n## Next\nText\n").Card!;

        Assert.Equal(expected, card.Sections[0].Content);
        Assert.Equal("Next", card.Sections[^1].Title);
    }

    [Fact]
    public void Knows_both_kinds_of_heading()
    {
        var card = Read("---\na: b\n---\nTitle\n=====\nText\n\nUnder\n-----\n## **Bold** ##\n#NoHeading\n####### Seven\n- item\n---\n").Card!;

        Assert.Equal([("Title", 1, 4), ("Under", 2, 8), ("Bold", 2, 10)], card.Sections.Select(s => (s.Title, s.Level, s.Place.Line)));
        Assert.Equal(SectionContent.Empty, card.Sections[1].Content);
    }

    [Fact]
    public void Not_utf8_is_located()
    {
        var (card, problems) = ReadBytes([.. "---\nowner: M"u8, 0xFC, .. "ller\n---\n"u8]);

        Assert.Null(card);
        Assert.Contains("not UTF-8", Assert.Single(problems).Message);
        Assert.Equal((2, 9), (problems[0].Place.Line, problems[0].Place.Column));
    }

    [Fact]
    public void Too_large_is_refused_with_the_limit()
    {
        var (card, problems) = ReadBytes(new byte[ModelCardReader.MaximumBytes + 1]);

        Assert.Null(card);
        Assert.Contains("at most 1048576", Assert.Single(problems).Message);
    }

    [Fact]
    public void A_missing_file_is_a_problem()
    {
        var problems = new List<FileProblem>();

        Assert.Null(ModelCardReader.ReadFile("/no/such/card.md", "card.md", problems));
        Assert.Contains("does not exist", Assert.Single(problems).Message);
    }

    public static TheoryData<string> Hostile() =>
    [
        new string('#', 1_000_000),
        string.Concat(Enumerable.Repeat("{{", 500_000)),
        string.Concat(Enumerable.Repeat("[More Information Needed]", 40_000)),
        string.Concat(Enumerable.Repeat("<!-- x -->", 100_000)),
        string.Concat(Enumerable.Repeat("# a\n", 250_000)),
        string.Concat(Enumerable.Repeat("a\n-\n", 250_000)),
        string.Concat(Enumerable.Repeat("**", 500_000)),
        "```" + new string('`', 1_000_000),
        new string('\n', 1_000_000),
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Hostile_bodies_are_read(string body) => Assert.NotNull(Read("---\na: b\n---\n## x\n" + body).Card);

    private static (string Text, int Line, int Column) At(LocatedText? text) => (text!.Text, text.Place.Line, text.Place.Column);

    private static (ModelCard? Card, List<FileProblem> Problems) Read(string text)
    {
        var problems = new List<FileProblem>();
        return (ModelCardReader.Read(text, "card.md", problems), problems);
    }

    private static (ModelCard? Card, List<FileProblem> Problems) ReadBytes(byte[] bytes)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, bytes);
            var problems = new List<FileProblem>();
            return (ModelCardReader.ReadFile(file, "card.md", problems), problems);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
