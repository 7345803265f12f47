using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Evaluations;

/// <summary>
/// promptfoo, <c>promptfoo eval -o results.json</c> (results version 3): one result for every provider in the file, over all its prompts. A
/// test with an error did not pass. Of a red team run the share of attacks that succeeded is told.
/// </summary>
internal sealed class PromptfooFormat : IEvaluationFormat
{
    public string Name => "promptfoo";

    public bool Recognises(YamlValue root) =>
        root is YamlMapping mapping
        && mapping.Mapping("results") is { } results
        && (mapping["evalId"] is not null || mapping["config"] is YamlMapping)
        && (results["prompts"] is YamlSequence || results["results"] is YamlSequence || results["table"] is YamlMapping);

    public IEnumerable<ToolResult> Read(YamlValue root, string displayPath, ICollection<FileProblem> problems)
    {
        var file = (YamlMapping)root;
        var results = file.Mapping("results")!;
        var cases = results.List("results").OfType<YamlMapping>().ToArray();
        var prompts = results.List("prompts").OfType<YamlMapping>().Where(p => p["provider"] is YamlScalar && p["metrics"] is YamlMapping).ToArray();
        if (prompts.Length == 0)
        {
            problems.Add(new FileProblem(results.Place, "The file of promptfoo has no 'prompts' with 'provider' and 'metrics'; only results of version 3 are understood. Write it with a newer promptfoo."));
            return [];
        }

        var (date, datePlace) = ToolText.FirstDay(results["timestamp"], file.Mapping("metadata")?["exportedAt"]);
        var isRedTeam = file.Mapping("config")?["redteam"] is not null;
        // A label may stand where the id is asked for; the cases have both.
        YamlScalar Id(YamlMapping prompt) =>
            cases.Select(c => c.Mapping("provider")).FirstOrDefault(p => p?.Text("label") == prompt.Text("provider"))?["id"] as YamlScalar ?? (YamlScalar)prompt["provider"]!;

        return prompts.GroupBy(p => Id(p).Text, StringComparer.Ordinal).Select(provider => new ToolResult(displayPath, provider.First().Place, Name)
        {
            Model = Model(Id(provider.First())),
            Date = date,
            DatePlace = datePlace,
            Run = file.Text("evalId") ?? "",
            Case = $"{displayPath}\n{provider.Key}",
            Metrics =
            [
                .. Rates(provider.ToArray(), isRedTeam, problems),
                .. Named(provider.ToArray(), problems),
                .. Latency(cases.Where(c => IsOf(c, provider)).ToArray(), provider.First().Place),
                .. Cost(provider.ToArray()),
            ],
        }).ToArray();
    }

    /// <summary>
    /// <c>openai:chat:gpt-4o-2024-08-06</c>, <c>anthropic:messages:claude-…</c>, <c>azureopenai:chat:deployment</c>, <c>openai:gpt-4o</c>,
    /// <c>bedrock:anthropic.claude-…:0</c>. A provider that is not known keeps its whole text as reference, for the register to tell.
    /// </summary>
    internal static ToolModel Model(YamlScalar id)
    {
        var parts = id.Text.Split(':');
        var provider = parts.Length > 1 ? ToolText.Provider(parts[0]) : "";
        if (provider.Length == 0)
        {
            return new ToolModel("", id.Text, id.Place) { IsLabel = true };
        }

        var isKind = parts[1] is "chat" or "completion" or "completions" or "messages" or "responses" or "assistant" or "embedding" or "embeddings" or "realtime"
            or "moderation" or "image" or "text-generation" or "text-classification" or "feature-extraction" or "converse";
        var reference = string.Join(":", parts.Skip(isKind && parts.Length > 2 ? 2 : 1));
        return new ToolModel(provider, reference, id.Place);
    }

    /// <param name="provider">The prompts of a provider, by its id.</param>
    private static bool IsOf(YamlMapping one, IGrouping<string, YamlMapping> provider) => one["provider"] is YamlScalar name
        ? name.Text == provider.Key || provider.Any(p => p.Text("provider") == name.Text)
        : one.Mapping("provider")?.Text("id") == provider.Key;

    private static IEnumerable<MetricResult> Rates(YamlMapping[] prompts, bool isRedTeam, ICollection<FileProblem> problems)
    {
        long passed = 0, failed = 0, errors = 0;
        foreach (var metrics in prompts.Select(p => p.Mapping("metrics")!))
        {
            if (ToolText.Count(metrics["testPassCount"]) is not { } ok || ToolText.Count(metrics["testFailCount"]) is not { } bad)
            {
                problems.Add(new FileProblem(metrics.Place, "'metrics' has no 'testPassCount' and 'testFailCount' that are whole numbers. Run promptfoo again."));
                yield break;
            }

            passed += ok;
            failed += bad;
            errors += ToolText.Count(metrics["testErrorCount"]) ?? 0;
        }

        var (name, part, all) = isRedTeam ? ("prompt_injection_success_rate", failed, passed + failed) : ("pass_rate", passed, passed + failed + errors);
        if (all == 0)
        {
            problems.Add(new FileProblem(prompts[0].Place, "No test was run, so nothing was measured. Run promptfoo again."));
            yield break;
        }

        yield return new MetricResult(name, new Quantity(Statistics.Share(part, all), false), prompts[0].Mapping("metrics")!.Place)
        {
            Samples = all,
            Interval = Statistics.Wilson(part, all),
        };
    }

    /// <summary>Scores that assertions with a <c>metric</c> name: sums, with how many they are sums of.</summary>
    private static IEnumerable<MetricResult> Named(YamlMapping[] prompts, ICollection<FileProblem> problems)
    {
        var named = prompts
            .Select(p => p.Mapping("metrics")!)
            .SelectMany(m => (m.Mapping("namedScores")?.Entries ?? []).Select(e => (e.Key, e.Value, Count: ToolText.Count(m.Mapping("namedScoresCount")?[e.Key.Text]))))
            .GroupBy(n => Catalogue.ShippedMetrics.Instance.Canonical(n.Key.Text), StringComparer.Ordinal);
        foreach (var metric in named.Where(m => m.Key != "pass_rate"))
        {
            var samples = metric.Sum(n => n.Count ?? 0);
            if (metric.Any(n => n.Count is null || ToolText.Number(n.Value) is null))
            {
                problems.Add(new FileProblem(metric.First().Key.Place, $"The score '{Excerpt.Of(metric.First().Key.Text)}' is a sum without a count in 'namedScoresCount', so there is no mean. Run promptfoo again."));
            }
            else if (samples > 0)
            {
                yield return new MetricResult(
                    metric.Key, new Quantity(Statistics.Round(metric.Sum(n => ToolText.Number(n.Value)!.Value) / samples), false), metric.First().Key.Place)
                {
                    Samples = samples,
                };
            }
        }
    }

    /// <summary>The 95th percentile by the nearest rank, of answers that did not come from the cache.</summary>
    private static IEnumerable<MetricResult> Latency(YamlMapping[] cases, SourcePlace place)
    {
        var measured = cases
            .Where(c => c.Mapping("response")?.Text("cached") != "true")
            .Select(c => ToolText.Number(c["latencyMs"]))
            .Where(n => n > 0)
            .Select(n => n!.Value)
            .OrderBy(n => n)
            .ToArray();
        if (measured.Length > 0)
        {
            yield return new MetricResult("latency_p95_ms", new Quantity(measured[(((measured.Length * 95) + 99) / 100) - 1], false), place) { Samples = measured.Length };
        }
    }

    private static IEnumerable<MetricResult> Cost(YamlMapping[] prompts)
    {
        var metrics = prompts.Select(p => p.Mapping("metrics")!).ToArray();
        var cost = metrics.Sum(m => ToolText.Number(m["cost"]) ?? 0);
        var requests = metrics.Sum(m => ToolText.Count(m.Mapping("tokenUsage")?["numRequests"]) ?? 0);
        if (cost > 0 && requests > 0)
        {
            yield return new MetricResult("cost_per_1k_requests", new Quantity(Statistics.Round(cost / requests * 1000), false), metrics[0]["cost"]?.Place ?? metrics[0].Place)
            {
                Samples = requests,
            };
        }
    }
}
