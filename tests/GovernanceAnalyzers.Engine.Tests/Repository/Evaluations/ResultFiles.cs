using System.Globalization;

namespace GovernanceAnalyzers.Engine.Tests.Repository.Evaluations;

/// <summary>Result files in the shapes that the tools write, shortened.</summary>
internal static class ResultFiles
{
    public const string Register = """
        schemaVersion: 1
        systems: [{ id: shop, owner: shop@shop.example, riskTier: limited }]
        models:
          - { id: answers, reference: "openai:gpt-4o-2024-08-06" }
          - { id: local, reference: "huggingface:meta-llama/Llama-3.1-8B;revision=d04e592bb4f6aa9cfee91e2e20afa771667e1d4b" }
          - { id: tickets, reference: "azure-openai:gpt-4.1-2025-04-14", deployments: [chat-prod] }
        """;

    /// <summary>Microsoft.Extensions.AI.Evaluation.Reporting: results/execution/scenario/iteration.json.</summary>
    public static string Scenario(string scenario, string iteration, string coherence, bool grounded, bool failed, string model = "gpt-4o-2024-08-06", string created = "2026-11-10T23:30:00+00:00") => $$"""
        {
          "scenarioName": "{{scenario}}",
          "iterationName": "{{iteration}}",
          "executionName": "20261110T233000",
          "creationTime": "{{created}}",
          "messages": [ { "role": "user", "contents": [ { "$type": "text", "text": "Where is my order?" } ] } ],
          "modelResponse": {
            "messages": [ { "role": "assistant", "contents": [ { "$type": "text", "text": "On its way." } ] } ],
            "modelId": "{{model}}",
            "usage": { "inputTokenCount": 120, "outputTokenCount": 8 }
          },
          "evaluationResult": {
            "metrics": {
              "Coherence": {
                "$type": "numeric",
                "value": {{coherence}},
                "name": "Coherence",
                "interpretation": { "rating": "good", "failed": {{(failed ? "true" : "false")}} }
              },
              "Answered": { "$type": "boolean", "value": {{(grounded ? "true" : "false")}}, "name": "Answered", "interpretation": { "rating": "good", "failed": false } },
              "Tone": { "$type": "string", "value": "friendly", "name": "Tone" }
            }
          },
          "chatDetails": { "turnDetails": [ { "latency": 1.5, "model": "gpt-4.1-2025-04-14", "cacheHit": false } ] },
          "formatVersion": 1
        }
        """;

    /// <summary>What the package's cache keeps beside the results.</summary>
    public const string CacheEntry = """{ "scenarioName": "Orders", "iterationName": "1", "creation": "2026-11-10T00:00:00Z", "expiration": "2026-11-24T00:00:00Z" }""";

    public const string Promptfoo = """
        {
          "evalId": "eval-4aB-2026-11-12T08:15:00",
          "results": {
            "version": 3,
            "timestamp": "2026-11-12T08:15:00.120Z",
            "prompts": [
              {
                "raw": "Answer: {{question}}", "label": "short", "id": "a1",
                "provider": "openai:chat:gpt-4o-2024-08-06",
                "metrics": {
                  "score": 17.5, "testPassCount": 18, "testFailCount": 1, "testErrorCount": 1,
                  "assertPassCount": 36, "assertFailCount": 4, "totalLatencyMs": 9000,
                  "tokenUsage": { "total": 4000, "numRequests": 20 },
                  "namedScores": { "Groundedness": 17, "politeness": 9.5 }, "namedScoresCount": { "Groundedness": 20, "politeness": 10 },
                  "cost": 0.05
                }
              },
              {
                "raw": "Answer: {{question}}", "label": "short", "id": "a1",
                "provider": "the deployed one",
                "metrics": { "testPassCount": 10, "testFailCount": 10, "testErrorCount": 0, "namedScores": {}, "namedScoresCount": {}, "cost": 0 }
              }
            ],
            "results": [
              { "provider": { "id": "openai:chat:gpt-4o-2024-08-06", "label": "" }, "success": true, "latencyMs": 400, "response": { "cached": false } },
              { "provider": { "id": "openai:chat:gpt-4o-2024-08-06", "label": "" }, "success": true, "latencyMs": 900, "response": {} },
              { "provider": { "id": "openai:chat:gpt-4o-2024-08-06", "label": "" }, "success": true, "latencyMs": 2, "response": { "cached": true } },
              { "provider": { "id": "azureopenai:chat:chat-prod", "label": "the deployed one" }, "success": true, "latencyMs": 700 }
            ],
            "stats": { "successes": 28, "failures": 11, "errors": 1 }
          },
          "config": { "providers": [ "openai:chat:gpt-4o-2024-08-06" ] },
          "shareableUrl": null
        }
        """;

    public const string LmHarness = """
        {
          "results": {
            "gsm8k": {
              "alias": "gsm8k",
              "exact_match,strict-match": 0.50, "exact_match_stderr,strict-match": 0.0137,
              "exact_match,flexible-extract": 0.56, "exact_match_stderr,flexible-extract": 0.0136
            },
            "mmlu": { "acc,none": 0.65, "acc_stderr,none": 0.0038, "alias": "mmlu" },
            "mmlu_law": { "alias": "  - law", "acc,none": 0.60, "acc_stderr,none": 0.04 },
            "wikitext": { "alias": "wikitext", "word_perplexity,none": 8.5, "word_perplexity_stderr,none": "N/A" }
          },
          "groups": { "mmlu": { "acc,none": 0.65, "acc_stderr,none": 0.0038, "alias": "mmlu" } },
          "group_subtasks": { "gsm8k": [], "mmlu": ["mmlu_law"], "wikitext": [] },
          "configs": { "gsm8k": { "task": "gsm8k", "num_fewshot": 5 } },
          "versions": { "gsm8k": 3.0 },
          "n-shot": { "gsm8k": 5 },
          "higher_is_better": { "gsm8k": { "exact_match": true }, "wikitext": { "word_perplexity": false } },
          "n-samples": { "gsm8k": { "original": 1319, "effective": 1319 }, "mmlu_law": { "original": 100, "effective": 100 } },
          "config": {
            "model": "hf",
            "model_args": "pretrained=meta-llama/Llama-3.1-8B,revision=main,dtype=bfloat16",
            "model_sha": "d04e592bb4f6aa9cfee91e2e20afa771667e1d4b",
            "batch_size": "auto"
          },
          "git_hash": "a5bd1b8",
          "date": 1793923200.5,
          "model_source": "hf",
          "model_name": "meta-llama/Llama-3.1-8B"
        }
        """;

    public const string ModelIndex = """
        ---
        license: apache-2.0
        model-index:
        - name: shop-intents
          results:
          - task: { type: text-classification }
            dataset: { type: shop/intents, name: Intents, split: test }
            metrics:
            - { type: accuracy, value: 0.91, name: Accuracy }
            - { type: f1, value: "0.88" }
        ---
        # Intents
        """;

    public const string EvalResults = """
        - dataset: { id: openai/gsm8k, task_id: gsm8k, revision: e53f048856ff4f594e959d75785d2c2d37b678ee }
          value: 0.812
          date: "2026-11-05"
          source: { url: "https://ci.example/7" }
        """;

    public const string CycloneDx = """
        {
          "bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": "urn:uuid:1b", "version": 1,
          "metadata": { "timestamp": "2026-11-09T10:00:00Z" },
          "components": [
            { "type": "library", "name": "Shop" },
            {
              "type": "machine-learning-model", "name": "Llama-3.1-8B",
              "purl": "pkg:huggingface/meta-llama/Llama-3.1-8B@d04e592bb4f6aa9cfee91e2e20afa771667e1d4b",
              "modelCard": { "quantitativeAnalysis": { "performanceMetrics": [
                { "type": "Accuracy", "value": "0.93", "slice": "", "confidenceInterval": { "lowerBound": "0.91", "upperBound": "0.95" } },
                { "type": "Accuracy", "value": "88 %", "slice": "language=de" }
              ] } }
            }
          ]
        }
        """;

    public const string JUnit = """
        <?xml version="1.0" encoding="utf-8"?>
        <testsuites name="answers" tests="5">
          <testsuite name="orders" tests="4" timestamp="2026-11-14T09:00:00">
            <properties><property name="model" value="openai:gpt-4o-2024-08-06"/></properties>
            <testcase name="a" time="0.1"/>
            <testcase name="b"><failure message="wrong">expected x</failure></testcase>
            <testcase name="c"><skipped/></testcase>
            <testcase name="d"><error message="timeout"/></testcase>
          </testsuite>
          <testsuite name="returns" tests="1"><testcase name="e"/></testsuite>
        </testsuites>
        """;

    public static string Number(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
