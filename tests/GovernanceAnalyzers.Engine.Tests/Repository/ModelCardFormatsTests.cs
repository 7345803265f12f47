using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Engine.Repository;
using GovernanceAnalyzers.Engine.Yaml;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Repository;

/// <summary>Cards as people and tools write them, in every format; the files are in TestData/cards.</summary>
public class ModelCardFormatsTests
{
    private const string Revision = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c";

    [Fact]
    public void Hub_card_of_a_fine_tuned_model()
    {
        var card = One("hf-fine-tune.md");

        Assert.Equal(["huggingface:contoso/support-llama@" + Revision], Models(card));
        Assert.Equal("llama3.1", card.License!.Text);
        Assert.Equal(["accuracy|0.9312|4|26", "f1|0.914|3|29"], Metrics(card));
        Assert.Equal(["Support tickets", "contoso/support-tickets"], card.Metrics[0].Datasets.OrderBy(d => d, System.StringComparer.Ordinal));
    }

    [Fact]
    public void Template_that_nobody_filled_has_no_section_with_text()
    {
        var card = One("hf-template.md");

        Assert.Empty(card.Metrics);
        Assert.Empty(card.Models);
        Assert.DoesNotContain(card.Sections, s => s.Content == SectionContent.Text);
    }

    [Theory]
    [InlineData("hf-agent.md", "mean_reward|254.40|2|16")]
    [InlineData("hf-speech.md", "wer|32.08|2|9", "precision|0.81|2|12", "recall|0.77|2|12")]
    public void Values_with_deviations_and_nested_values_are_read(string file, params string[] metrics) => Assert.Equal(metrics, Metrics(One(file)));

    [Fact]
    public void CycloneDX_1_6()
    {
        var card = One("cyclonedx-1.6.json");

        Assert.Equal(["openai:gpt-4o-2024-08-06"], Models(card));
        Assert.Equal(["support-chat"], card.Deployments.Select(d => d.Text));
        Assert.Equal(("support-platform@shop.example", 18), (card.Owner!.Text, card.Owner.Place.Line));
        Assert.Equal(
            ("other", "OpenAI Services Agreement", "https://openai.com/policies/services-agreement"),
            (card.License!.Text, card.LicenseName!.Text, card.LicenseLink!.Text));
        Assert.Equal(["groundedness|0.93|2|27", "accuracy|0.88|2|28"], Metrics(card));
        Assert.Equal("language=de", card.Metrics[1].Slice);
        Assert.Equal(
            [
                "Model description:Text", "Model details:Text", "Intended uses:Text", "Users:Text", "Limitations:Text", "Trade-offs:Placeholder",
                "Ethical considerations:Text", "Fairness:Text", "Environmental impact:Text", "Evaluation:Text",
            ],
            card.Sections.Select(s => $"{s.Title}:{s.Content}"));
        Assert.Equal(("cyclonedx-1.6.json", 33), (card.Sections[2].Place.Path, card.Sections[2].Place.Line));
        Assert.Equal("text-generation", card.FrontMatter.Mapping("modelParameters")!.Text("task"));
        Assert.Null(card.FrontMatter["internal:cost-centre"]);
    }

    [Fact]
    public void CycloneDX_1_7_with_several_cards_wherever_they_stand()
    {
        var problems = new List<FileProblem>();
        var cards = Read("cyclonedx-1.7.json", problems);

        Assert.Empty(problems);
        Assert.Equal(["cyclonedx-1.7.json (support-router)", "cyclonedx-1.7.json (Answers)", "cyclonedx-1.7.json (something else)"], cards.Select(c => c.Title));
        var router = cards[0];
        Assert.Equal(["huggingface:contoso/support-router@" + Revision], Models(router));
        Assert.Equal(["distilbert-base-multilingual-cased@45c032ab"], router.BaseModels.Select(b => b.Text));
        Assert.Equal(["support-tickets", "public-intents"], router.Datasets.Select(d => d.Text));
        Assert.Equal("(Apache-2.0 OR MIT) AND CC-BY-4.0", router.License!.Text);
        Assert.Contains(router.Sections, s => s is { Title: "Training procedure", Content: SectionContent.Text });
        Assert.Equal(["anthropic:claude-sonnet-4-5-20250929"], Models(cards[1]));
        Assert.Equal(SectionContent.Placeholder, Assert.Single(cards[1].Sections, s => s.Title == "Intended uses").Content);
        Assert.Null(cards[1].Untied);
        Assert.Contains("\"governance:model\"", cards[2].Untied!.Message);
    }

    [Fact]
    public void Model_Card_Toolkit_0_0_1()
    {
        var card = One("mct-v0.0.1.json");

        Assert.Equal(["local-artifact:models/toxicity.onnx"], Models(card));
        Assert.Equal(("trust-and-safety", "Apache-2.0"), (card.Owner!.Text, card.License!.Text));
        Assert.Equal(["comments-2025"], card.Datasets.Select(d => d.Text));
        Assert.Equal(["auroc|0.951|3|21", "accuracy|0.9|1|22"], Metrics(card));
        Assert.All(card.Sections, s => Assert.Equal(SectionContent.Text, s.Content));
        Assert.Equal(9, card.Sections.Count);
    }

    [Fact]
    public void Model_Card_Toolkit_0_0_2_is_told_by_its_shape()
    {
        var card = One("mct-v0.0.2.json");

        Assert.Equal(["local-artifact:models:/census/5"], Models(card));
        Assert.Equal("CC-BY-NC-4.0", card.License!.Text);
        Assert.Equal(["census-1994"], card.Datasets.Select(d => d.Text));
        Assert.Equal(["accuracy|0.85|2|14"], Metrics(card));
        Assert.Equal("sex_Female", card.Metrics[0].Slice);
        Assert.Equal(["Intended uses:Text", "Limitations:Placeholder", "Training data:Text", "Evaluation:Text"], card.Sections.Select(s => $"{s.Title}:{s.Content}"));
    }

    [Theory]
    [InlineData("""{ "name": "config", "layers": 12 }""", "This JSON is no model card")]
    [InlineData("[]", "This JSON is no model card")]
    [InlineData("12", "This JSON is no model card")]
    [InlineData("", "The file is empty")]
    [InlineData("""{ "bomFormat": "SPDX" }""", "'bomFormat' must be CycloneDX")]
    [InlineData("""{ "bomFormat": ["CycloneDX"] }""", "'bomFormat' must be CycloneDX")]
    public void What_is_no_card_names_the_three_formats(string json, string part)
    {
        var problems = new List<FileProblem>();

        Assert.Empty(ModelCardReader.ReadText(json, "a.json", problems));
        var problem = Assert.Single(problems);
        Assert.Contains(part, problem.Message);
        Assert.All(["Hugging Face", "CycloneDX", "Model Card Toolkit"], f => Assert.Contains(f, problem.Message));
        Assert.Equal("a.json", problem.Place.Path);
    }

    [Theory]
    [InlineData("""{ "bomFormat": "CycloneDX", "components": [ { "type": "library", "name": "x" } ] }""", "no component of type machine-learning-model")]
    [InlineData("""{ "bomFormat": "CycloneDX", "components": [ { "type": "machine-learning-model", "name": "x" } ] }""", "has a modelCard")]
    [InlineData("""{ "bomFormat": "CycloneDX", "components": [ { "type": "machine-learning-model", "name": "x", "modelCard": [] } ] }""", "'modelCard' must be a mapping")]
    [InlineData("""{ "bomFormat": "CycloneDX", "components": [ { "type": "library", "name": "x", "modelCard": {} } ] }""", "is not of type machine-learning-model")]
    [InlineData("""{ "bomFormat": "CycloneDX", "components": 3 }""", "no component of type machine-learning-model")]
    [InlineData("""{ "bomFormat": "CycloneDX", "bomFormat": "CycloneDX" }""", "already set in line 1")]
    [InlineData("""{ "bomFormat": "CycloneDX", """, "not valid JSON")]
    [InlineData("""{ "model_details": { "name": "x" }, "considerations": [] }""", "'considerations' must be a mapping")]
    [InlineData("""{ "model_details": { "name": "x", "references": ["governance:model=gpt-4o"] } }""", "not of the form provider:reference")]
    [InlineData("""{ "bomFormat": "CycloneDX", "components": [ { "type": "machine-learning-model", "name": "x", "modelCard": { "properties": [ { "name": "governance:model", "value": "gpt 4o" } ] } } ] }""", "not of the form provider:reference")]
    [InlineData("""{ "bomFormat": "CycloneDX", "components": [ { "type": "machine-learning-model", "name": "x", "modelCard": {}, "properties": [ { "name": "governance:model", "value": "openai:a|b" } ] } ] }""", "not of the form provider:reference")]
    [InlineData("""{ "bomFormat": "CycloneDX", "components": [ { "type": "machine-learning-model", "name": "x", "modelCard": {}, "properties": [ { "name": "governance:deployment", "value": "a|b" } ] } ] }""", "no name of a deployment")]
    [InlineData("""{ "model_details": { "name": "x" }, "quantitative_analysis": { "performance_metrics": [ { "type": "accuracy", "value": "0,93" } ] } }""", "'0,93', which is no number")]
    [InlineData("""{ "model_details": { "name": "x" }, "quantitative_analysis": { "performance_metrics": [ { "type": "accuracy", "value": [1] } ] } }""", "a list where a number is expected")]
    [InlineData("""{ "model_details": { "name": "x" }, "quantitative_analysis": { "performance_metrics": [ { "type": "accuracy", "value": "NaN" } ] } }""", "'NaN', which is no number")]
    public void What_is_wrong_is_said(string json, string part)
    {
        var problems = new List<FileProblem>();
        ModelCardReader.ReadText(json, "a.json", problems);

        Assert.Contains(problems, p => p.Message.Contains(part, System.StringComparison.Ordinal) && p.Place is { Path: "a.json", Line: 1, Column: > 0 });
    }

    /// <summary>Hostile shapes: every key there is, with values of kinds that nobody expects.</summary>
    [Theory]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("\"x\"")]
    [InlineData("[]")]
    [InlineData("[[null]]")]
    [InlineData("{}")]
    [InlineData("[{}]")]
    [InlineData("[\"%zz\", {\"name\": {}}]")]
    public void Any_value_anywhere_is_survived(string value)
    {
        string[] component = ["name", "version", "purl", "supplier", "publisher", "licenses", "properties", "pedigree", "modelCard", "components", "description"];
        string[] card = ["modelParameters", "quantitativeAnalysis", "considerations", "properties"];
        string[] toolkit = ["model_details", "model_parameters", "quantitative_analysis", "considerations"];
        string[] details = ["name", "overview", "owners", "version", "license", "licenses", "references", "path"];
        var texts = component.Select(k => $$"""{ "bomFormat": "CycloneDX", "components": [ { "type": "machine-learning-model", "{{k}}": {{value}} {{(k == "modelCard" ? "" : ", \"modelCard\": {}")}} } ] }""")
            .Concat(card.Select(k => $$"""{ "bomFormat": "CycloneDX", "components": [ { "type": "machine-learning-model", "name": "x", "modelCard": { "{{k}}": {{value}} } } ] }"""))
            .Concat(toolkit.Select(k => $$"""{ "model_details": {}, "{{k}}_": 1, "{{(k == "model_details" ? "x" : k)}}": {{value}} }"""))
            .Concat(details.Select(k => $$"""{ "model_details": { "{{k}}": {{value}} } }"""));
        foreach (var text in texts)
        {
            var problems = new List<FileProblem>();
            ModelCardReader.ReadText(text, "a.json", problems);
        }
    }

    [Theory]
    [InlineData("0.93", "0.93", 2)]
    [InlineData("93 %", "0.93", 2)]
    [InlineData("93.1%", "0.931", 3)]
    [InlineData(" 9.3e-1 ", "0.93", 2)]
    [InlineData("0.930", "0.930", 3)]
    [InlineData("-3", "-3", 0)]
    [InlineData("0.93 ± 0.01", "0.93", 2)]
    [InlineData("93.1 ± 0.4 %", "0.931", 3)]
    public void Numbers_are_read_whatever_the_culture(string text, string value, int decimals)
    {
        var parsed = ModelCardMetrics.Parse(text);

        Assert.Equal((decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture), decimals), parsed);
    }

    [Theory]
    [InlineData("0,93")]
    [InlineData("about 0.9")]
    [InlineData("1e999")]
    [InlineData("")]
    [InlineData("%")]
    [InlineData("±")]
    public void What_is_no_number_is_none(string text) => Assert.Null(ModelCardMetrics.Parse(text));

    [Theory]
    [InlineData("OpenAI", "gpt-4o", "2024-08-06", "openai:gpt-4o-2024-08-06")]
    [InlineData("openai", "gpt-4o", "gpt-4o-2024-08-06", "openai:gpt-4o-2024-08-06")]
    [InlineData("Anthropic", "claude-sonnet-4-5", "20250929", "anthropic:claude-sonnet-4-5-20250929")]
    [InlineData("Hugging Face", "contoso/router", Revision, "huggingface:contoso/router@" + Revision)]
    [InlineData("OpenAI", "gpt-4o", "", "openai:gpt-4o")]
    [InlineData("OpenAI", "Our answers", "7", "")]
    [InlineData("OpenAI", "gpt-4o", "seven", "")]
    [InlineData("Contoso", "gpt-4o", "2024-08-06", "")]
    public void Name_and_version_mean_what_their_provider_says(string supplier, string name, string version, string model)
    {
        var text = $$"""{ "bomFormat": "CycloneDX", "components": [ { "type": "machine-learning-model", "supplier": { "name": "{{supplier}}" }, "name": "{{name}}", "version": "{{version}}", "modelCard": {} } ] }""";
        var card = Assert.Single(ModelCardReader.ReadText(text, "a.json", []));

        Assert.Equal(model, string.Join(" ", Models(card)));
        Assert.Equal(model.Length == 0, card.Untied is not null);
    }

    [Theory]
    [InlineData("""{ "name": "openai:gpt-4o-2024-08-06" }""", "openai:gpt-4o-2024-08-06")]
    [InlineData("""{ "name": "Answers", "version": { "name": "openai:gpt-4o-2024-08-06" } }""", "openai:gpt-4o-2024-08-06")]
    [InlineData("""{ "name": "Answers", "references": [ "governance:model=azure-openai:gpt-4o-2024-08-06" ], "path": "models/a.onnx" }""", "azure-openai:gpt-4o-2024-08-06")]
    [InlineData("""{ "name": "Answers", "path": "models/a.onnx" }""", "local-artifact:models/a.onnx")]
    [InlineData("""{ "name": "Answers", "path": "gs://bucket/a" }""", "")]
    [InlineData("""{ "name": "Answers", "path": "/home/me/a.onnx" }""", "")]
    [InlineData("""{ "name": "Note: draft", "version": { "name": "v5" } }""", "")]
    public void What_ties_a_card_of_the_Model_Card_Toolkit(string details, string model)
    {
        var problems = new List<FileProblem>();
        var card = Assert.Single(ModelCardReader.ReadText($$"""{ "model_details": {{details}} }""", "a.json", problems));

        Assert.Empty(problems);
        Assert.Equal(model, string.Join(" ", Models(card)));
        Assert.Equal(model.Length == 0, card.Untied is not null);
    }

    [Fact]
    public void Results_in_the_form_of_a_results_file_are_metrics()
    {
        var card = Assert.Single(ModelCardReader.ReadText(
            "---\neval_results:\n  - { dataset: { id: cais/hle, task_id: default_acc, revision: main }, value: 20.90, date: '2026-01-15' }\n  - { dataset: { id: contoso/x }, value: 0.5 }\n---\n# A\n", "a.md", []));

        Assert.Equal(["default_acc|20.90|2|3", "contoso/x|0.5|1|4"], Metrics(card));
        Assert.Equal(["cais/hle"], card.Metrics[0].Datasets);
    }

    [Theory]
    [InlineData("---\na: b\n---\n", "card.markdown", 0)]
    [InlineData("a: b\n", "card.yml", 1)]
    [InlineData("<?xml version='1.0'?><bom/>", "bom.xml", 1)]
    public void Names_of_files_do_not_matter_where_the_text_says_enough(string text, string path, int problemCount)
    {
        var problems = new List<FileProblem>();

        Assert.Equal(1 - problemCount, ModelCardReader.ReadText(text, path, problems).Count);
        Assert.Equal(problemCount, problems.Count);
    }

    [Fact]
    public void Register_says_who_serves_a_component()
    {
        using var repository = new TemporaryRepository()
            .With("governance/register.yml", "schemaVersion: 1\nmodels:\n  - { id: a, reference: \"openai:gpt-4o-2024-08-06\", card: governance/models/a.json }\n")
            .With("governance/models/a.json", """{ "bomFormat": "CycloneDX", "components": [ { "type": "machine-learning-model", "name": "gpt-4o", "version": "2024-08-06", "modelCard": {} } ] }""")
            .With("governance/models/b.json", """{ "bomFormat": "CycloneDX", "components": [ { "type": "machine-learning-model", "name": "gpt-4o", "version": "2024-08-06", "modelCard": {} } ] }""");
        var compiled = repository.Compile();

        Assert.Equal(["openai:gpt-4o-2024-08-06"], compiled.Cards.SelectMany(Models));
        var problem = Assert.Single(compiled.CardProblems);
        Assert.Equal("governance/models/b.json", problem.Place.Path);
    }

    [Fact]
    public void Thousands_of_untied_components_are_summed_up()
    {
        var components = string.Join(",", Enumerable.Repeat("""{ "type": "machine-learning-model", "name": "x", "modelCard": {} }""", 3000));
        using var repository = new TemporaryRepository().With("governance/models/a.json", $$"""{ "bomFormat": "CycloneDX", "components": [ {{components}} ] }""");

        var problems = repository.Compile().CardProblems;
        Assert.InRange(problems.Count, 3, 30);
        Assert.Contains(problems, p => p.Message.Contains("more components", System.StringComparison.Ordinal));
    }

    [Fact]
    public void Requirements_find_sections_and_fields_in_JSON()
    {
        using var repository = new TemporaryRepository()
            .With("governance.yml", """
                schemaVersion: 1
                requirements:
                  - { id: r, kind: record, in: card, title: Card, sections: ["Limitations", "Trade-offs | Tradeoffs", "Training data"], fields: [owner, base_model, license_name], severity: error }
                models: { cards: "cards/*.json" }
                """)
            .With("cards/a.json", Text("cyclonedx-1.6.json"));

        var findings = RepositoryChecks.Run(repository.Compile()).Where(f => f.Requirement == "r").ToArray();
        Assert.Equal(
            ["cards/a.json(35): GOV2002: section 'Trade-offs'", "cards/a.json(9): GOV2002: has no 'base_model'", "cards/a.json(9): GOV2002: has no section 'Training data'"],
            findings.Select(f => $"{f.Place.Path}({f.Place.Line}): {f.RuleId}: " + new[] { "has no 'base_model'", "has no section 'Training data'", "section 'Trade-offs'" }.FirstOrDefault(p => f.Message.Contains(p, System.StringComparison.Ordinal), f.Message)).OrderBy(t => t, System.StringComparer.Ordinal));
    }

    private static string Text(string file) => File.ReadAllText(Path.Combine(System.AppContext.BaseDirectory, "TestData", "cards", file));

    private static IReadOnlyList<ModelCard> Read(string file, ICollection<FileProblem> problems) => ModelCardReader.ReadText(Text(file), file, problems);

    private static ModelCard One(string file)
    {
        var problems = new List<FileProblem>();
        var card = Assert.Single(Read(file, problems));
        Assert.Empty(problems);
        return card;
    }

    private static IEnumerable<string> Models(ModelCard card) => card.Models.Select(m => $"{m.Provider}:{m.Reference}");

    private static IEnumerable<string> Metrics(ModelCard card) =>
        card.Metrics.Select(m => System.FormattableString.Invariant($"{m.Name}|{m.Value}|{m.Decimals}|{m.Place.Line}"));
}
