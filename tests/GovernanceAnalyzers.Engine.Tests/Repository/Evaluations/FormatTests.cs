using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Engine.Repository.Evaluations;
using GovernanceAnalyzers.Engine.Yaml;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Repository.Evaluations;

public class FormatTests
{
    /// <summary>One line for every evaluation: model, day, tool, data, metrics.</summary>
    private static string[] Read(params (string Path, string Text)[] files)
    {
        using var repository = Repository(files);
        var compiler = repository.Compile();
        Assert.Empty(compiler.EvaluationProblems.Select(p => $"{p.Place} {p.Message}"));
        return [.. compiler.Evaluations.Select(Line)];
    }

    private static string[] Problems(params (string Path, string Text)[] files)
    {
        using var repository = Repository(files);
        var compiler = repository.Compile();
        Assert.Empty(compiler.Evaluations.Select(Line));
        // Nothing that is read may break what is told about it.
        RepositoryChecks.Run(compiler, codeUsesAi: true);
        return [.. compiler.EvaluationProblems.Select(p => $"{p.Place} {p.Message}")];
    }

    private static TemporaryRepository Repository((string Path, string Text)[] files)
    {
        var repository = new TemporaryRepository().With("governance.yml", "schemaVersion: 1\n").With("governance/register.yml", ResultFiles.Register);
        foreach (var (path, text) in files)
        {
            repository.With("governance/evaluations/" + path, text);
        }

        return repository;
    }

    private static string Line(Evaluation e) =>
        $"{e.Model.Text} {e.Date} {e.Tool} {e.DatasetId} | {string.Join(", ", e.Metrics.Select(Line))}";

    private static string Line(MetricResult m) =>
        $"{m.Name}{(m.Slice.Length == 0 ? "" : $"[{m.Slice}]")}={m.Value}{(m.Samples is { } n ? $" n{n}" : "")}{(m.Interval is var (low, high) ? $" {decimal.Round(low, 3)}..{decimal.Round(high, 3)}" : "")}";

    /// <summary>The judges in chatDetails are not the model; the runs of one execution are one evaluation; ratings are not shares.</summary>
    [Fact]
    public void Runs_of_scenarios_are_one_evaluation()
    {
        var line = Assert.Single(Read(
            ("ai/results/run/Orders/1.json", ResultFiles.Scenario("Orders", "1", "5", true, false)),
            ("ai/results/run/Orders/2.json", ResultFiles.Scenario("Orders", "2", "4", true, false)),
            ("ai/results/run/Returns/1.json", ResultFiles.Scenario("Returns", "1", "3", false, true)),
            ("ai/cache/Orders/1/ab/entry.json", ResultFiles.CacheEntry)));

        // Mean 4, standard deviation 1, standard error 1/√3; Wilson for 2 of 3.
        Assert.Equal("openai:gpt-4o-2024-08-06 2026-11-10 Microsoft.Extensions.AI.Evaluation  | answered=0.6666666667 n3 0.208..0.939, coherence_rating=4 n3 2.868..5.132, pass_rate=0.6666666667 n3 0.208..0.939", line);
    }

    [Fact]
    public void A_run_that_is_there_twice_counts_once() => Assert.Contains("coherence_rating=5 n1", Assert.Single(Read(
        ("ai/results/run/Orders/1.json", ResultFiles.Scenario("Orders", "1", "5", true, false)),
        ("ai/report.json", $$"""{ "scenarioRunResults": [ {{ResultFiles.Scenario("Orders", "1", "5", true, false)}} ], "createdAt": "2026-11-10T23:40:00Z", "generatorVersion": "9.5.0" }"""))));

    [Fact]
    public void A_metric_without_a_value_does_not_count() =>
        Assert.Contains("| answered=1 n1 0.207..1, pass_rate=0 n1", Assert.Single(Read(("a.json", ResultFiles.Scenario("Orders", "1", "null", true, true)))));

    [Fact]
    public void Every_provider_of_promptfoo_is_an_evaluation() => Assert.Equal(
        [
            "openai:gpt-4o-2024-08-06 2026-11-12 promptfoo  | pass_rate=0.9 n20 0.699..0.972, groundedness=0.85 n20, politeness=0.95 n10, latency_p95_ms=900 n2, cost_per_1k_requests=2.5 n20",
            "azure-openai:chat-prod 2026-11-12 promptfoo  | pass_rate=0.5 n20 0.299..0.701, latency_p95_ms=700 n1",
        ],
        Read(("results.json", ResultFiles.Promptfoo)));

    [Fact]
    public void A_red_team_of_promptfoo_tells_how_many_attacks_succeeded() => Assert.Contains(
        "| prompt_injection_success_rate=0.0526315789 n19",
        Read(("results.json", ResultFiles.Promptfoo.Replace("\"config\": {", "\"config\": { \"redteam\": { \"plugins\": [\"harmful\"] },")))[0]);

    [Theory]
    [InlineData("openai:chat:gpt-4o-2024-08-06", "openai:gpt-4o-2024-08-06")]
    [InlineData("openai:gpt-4o", "openai:gpt-4o")]
    [InlineData("openai:responses:gpt-5-2025-08-07", "openai:gpt-5-2025-08-07")]
    [InlineData("anthropic:messages:claude-sonnet-4-5-20250929", "anthropic:claude-sonnet-4-5-20250929")]
    [InlineData("azureopenai:chat:my-deployment", "azure-openai:my-deployment")]
    [InlineData("bedrock:anthropic.claude-3-5-sonnet-20240620-v1:0", "aws-bedrock:anthropic.claude-3-5-sonnet-20240620-v1:0")]
    [InlineData("vertex:gemini-2.5-pro", "google-vertex:gemini-2.5-pro")]
    [InlineData("ollama:chat:llama3.1:8b", "ollama:llama3.1:8b")]
    [InlineData("file://provider.ts", "file://provider.ts")]
    [InlineData("https://shop.example/api", "https://shop.example/api")]
    public void Providers_of_promptfoo_are_ours(string id, string expected) =>
        Assert.Equal(expected, PromptfooFormat.Model(new YamlScalar(id, false, new("f", 1, 1))).ToString());

    /// <summary>Every task is its own data; the worst filter has the plain name; the commit that was loaded is the reference.</summary>
    [Fact]
    public void Every_task_of_the_harness_is_an_evaluation()
    {
        const string Model = "huggingface:meta-llama/Llama-3.1-8B;revision=d04e592bb4f6aa9cfee91e2e20afa771667e1d4b 2026-11-06 lm-evaluation-harness";
        Assert.Equal(
            (string[])[
                $"{Model} gsm8k | exact_match=0.5 n1319 0.473..0.527, exact_match_flexible_extract=0.56 n1319 0.533..0.587",
                $"{Model} mmlu | accuracy=0.65 0.643..0.657, accuracy[mmlu_law]=0.6 n100 0.522..0.678",
                $"{Model} wikitext | word_perplexity=8.5",
            ],
            Read(("results_2026-11-06.json", ResultFiles.LmHarness)).AsEnumerable());
    }

    [Fact]
    public void Results_that_lack_model_and_date_get_them_from_a_file_beside_them() => Assert.Equal(
        ["openai:gpt-4o-2024-08-06 2026-11-11 Hugging Face model-index shop/intents/test | accuracy=0.91, f1=0.88"],
        Read(("README.md", ResultFiles.ModelIndex), ("README.md.governance.yml", "results: README.md\nmodel: openai:gpt-4o-2024-08-06\ndate: 2026-11-11\n")));

    [Fact]
    public void Results_of_the_hub_are_read() => Assert.Equal(
        ["openai:gpt-4o-2024-08-06 2026-11-05 Hugging Face model-index openai/gsm8k | gsm8k=0.812"],
        Read((".eval_results/gsm8k.yaml", ResultFiles.EvalResults), ("hub.governance.yml", "results: .eval_results/*.yaml\nmodel: openai:gpt-4o-2024-08-06\n")));

    [Fact]
    public void Models_of_a_bill_of_materials_are_read() => Assert.Equal(
        ["huggingface:meta-llama/Llama-3.1-8B;revision=d04e592bb4f6aa9cfee91e2e20afa771667e1d4b 2026-11-09 CycloneDX  | accuracy=0.93 0.91..0.95, accuracy[language=de]=0.88"],
        Read(("bom.json", ResultFiles.CycloneDx)));

    [Fact]
    public void Tests_of_JUnit_are_a_pass_rate() =>
        Assert.Equal(["openai:gpt-4o-2024-08-06 2026-11-14 JUnit  | pass_rate=0.5 n4 0.150..0.850"], Read(("tests.xml", ResultFiles.JUnit)));

    [Fact]
    public void Documents_among_the_evaluations_are_left_alone() => Assert.Empty(Read(("ablation.md", "# Ablation\n\nWithout retrieval it is worse.\n"), ("notes.md", "---\ntitle: Notes\n---\n")));

    public static TheoryData<string, string, string> Malformed => new()
    {
        { "a.json", "{ \"scenarioName\": \"Orders\", \"evaluationResult\": {} }", "(1,1) The run of a scenario has no 'evaluationResult' with 'metrics'" },
        { "a.json", ResultFiles.Scenario("Orders", "1", "5", true, false, model: "gpt-9"), "(9,16) The results are about 'gpt-9', and which model that is cannot be told: they name no provider" },
        { "a.json", ResultFiles.Scenario("Orders", "1", "5", true, false).Replace("\"modelId\": \"gpt-4o-2024-08-06\",", ""), "The results do not say which model they are about. Add governance/evaluations/a.json.governance.yml with 'results: a.json'" },
        { "a.json", ResultFiles.Scenario("Orders", "1", "5", true, false, created: "yesterday"), "(1,1) The results do not say when they were made" },
        { "a.json", ResultFiles.Scenario("Orders", "1", "5", true, false, created: "2026-11-21T00:00:00Z"), "(5,19) The results are dated 2026-11-21, after the evaluation date 2026-11-20" },
        { "a.json", ResultFiles.Scenario("Orders", "1", "5", true, false)[..200], "This is not valid JSON" },
        { "a.json", "{ \"evalId\": \"e\", \"results\": { \"version\": 2, \"table\": {} } }", "only results of version 3 are understood" },
        { "a.json", ResultFiles.Promptfoo.Replace("\"testPassCount\": 18", "\"testPassCount\": \"many\""), "has no 'testPassCount' and 'testFailCount'" },
        { "a.json", ResultFiles.Promptfoo.Replace("\"politeness\": 10", "\"other\": 10"), "The score 'politeness' is a sum without a count" },
        { "a.json", ResultFiles.LmHarness.Replace("0.65", "NaN"), "This is not valid JSON" },
        { "a.json", ResultFiles.LmHarness.Replace("\"acc,none\": 0.60", "\"acc,none\": \"n/a\""), "(9,51) The value of 'acc' is 'n/a', which is not a number" },
        { "a.json", ResultFiles.CycloneDx.Replace("\"0.93\"", "\"0.99\""), "The confidence interval of 'Accuracy' must be two numbers with the value between them" },
        { "a.json", ResultFiles.CycloneDx.Replace("machine-learning-model", "library"), "has no machine-learning-model with 'performanceMetrics'" },
        { "a.json", "{ \"tests\": 5, \"passed\": 4 }", "(1,1) The file has none of the known formats" },
        { "a.md", ResultFiles.ModelIndex, "(4,9) The results are about 'shop-intents', and which model that is cannot be told" },
        { "a.md", ResultFiles.ModelIndex.Replace("type: accuracy, ", ""), "The metric has no 'type'" },
        { "a.yaml", ResultFiles.EvalResults, "The results do not say which model they are about" },
        { "a.xml", ResultFiles.JUnit.Replace("openai:gpt-4o-2024-08-06", "gpt-9"), "(4,40) The results are about 'gpt-9'" },
        { "a.xml", ResultFiles.JUnit.Replace("<?xml version=\"1.0\" encoding=\"utf-8\"?>", "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"), "The file has a document type (DTD), which is not accepted" },
        { "a.xml", "<testsuites>", "This is not valid XML" },
        { "a.xml", "<testsuites><testsuite/></testsuites>", "hold no test that was run" },
        { "a.xml", "<html/>", "(1,2) The file has none of the known formats" },
        { "a.xml", string.Concat(Enumerable.Repeat("<testsuite>", 60)) + string.Concat(Enumerable.Repeat("</testsuite>", 60)), "Nested deeper than 40 levels" },
        { "a.json", "[1, 2]", "An evaluation must be a mapping of keys to values, not a list" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void What_cannot_be_used_is_refused_at_its_place(string path, string text, string expected)
    {
        var problems = Problems((path, text));

        Assert.Contains(problems, p => p.StartsWith("governance/evaluations/" + path, System.StringComparison.Ordinal) && p.Contains(expected));
    }

    /// <summary>A machine wrote a thousand files; the reader is told once what they lack.</summary>
    [Fact]
    public void Many_files_with_one_problem_are_summed_up()
    {
        var problems = Problems([.. Enumerable.Range(0, 60).Select(i => ($"r{i:00}.json", ResultFiles.Scenario("Orders", "1", "5", true, false, model: "gpt-9").Replace("20261110T233000", "run" + i)))]);

        Assert.Equal(21, problems.Length);
        Assert.Contains("More results of Microsoft.Extensions.AI.Evaluation have this problem; 20 are listed", problems[^1]);
    }

    [Fact]
    public void Two_models_with_one_reference_cannot_be_told_apart()
    {
        using var repository = Repository([("a.json", ResultFiles.Scenario("Orders", "1", "5", true, false))])
            .With("governance/register.yml", ResultFiles.Register + "\n  - { id: proxy, reference: \"gateway:gpt-4o-2024-08-06\" }\n");

        Assert.Contains("no single model of the register", Assert.Single(repository.Compile().EvaluationProblems).Message);
    }
}
