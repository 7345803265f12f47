using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Repository;
using GovernanceAnalyzers.Engine.Repository.Artefacts;
using GovernanceAnalyzers.Engine.Repository.Evaluations;
using GovernanceAnalyzers.Engine.Tests;
using GovernanceAnalyzers.Engine.Tests.Repository.Evaluations;
using GovernanceAnalyzers.Engine.Tests.Schema;
using GovernanceAnalyzers.Engine.Yaml;
using GovernanceAnalyzers.Fuzz.Tests.Fuzzing;

namespace GovernanceAnalyzers.Fuzz.Tests.Targets;

/// <summary>Readers of the documents that people and tools write about models, data and evaluations.</summary>
internal static class DocumentTargets
{
    private const string Golden = "tests/GovernanceAnalyzers.Engine.Tests/Golden/repository/";
    private const string Sample = "samples/LoanRisk.Governed/";
    private const string Cards = "tests/GovernanceAnalyzers.Engine.Tests/TestData/cards";
    private const string Agreement = "tests/GovernanceAnalyzers.Engine.Tests/TestData/agreement/valid";

    public static IEnumerable<Target> List =>
    [
        Target.OfText("yaml", () => Sources.Files(".yml", Sample + "governance", Agreement), "a.yml", (text, problems) => Dump(YamlReader.ReadText(text, "a.yml", problems))),
        Target.OfText("json", Json, "a.json", (text, problems) => Dump(JsonReader.ReadText(text, "a.json", problems))),
        Target.OfText("json-strict", Json, "a.json", (text, problems) => Dump(JsonNodes.Read(text, "a.json", problems))),
        Target.OfText("xml", () => [ResultFiles.JUnit, "<a b=\"c\"><!-- d --><e>f</e></a>"], "a.xml", (text, problems) => Dump(XmlNodes.ReadText(text, "a.xml", problems)))
            with { Words = ["<!DOCTYPE a [<!ENTITY b \"c\">]>", "&b;", "<![CDATA[", "]]>", "<?xml version=\"1.1\"?>", "xmlns:x=\"y\""] },
        Target.OfText("card-markdown", () => [.. Sources.Files(".md", Cards, Golden + "governance/models", Sample + "governance/models"), .. Sources.Examples("Repository/ModelCardReaderTests.cs", "---")], "governance/models/card.md", (text, problems) => Read(text, "governance/models/card.md", problems)),
        Target.OfText("card-json", () => [.. Sources.Files(".json", Cards), .. Sources.Examples("Repository/ModelCardFormatsTests.cs", "{")], "governance/models/card.json", (text, problems) => Read(text, "governance/models/card.json", problems))
            with { Words = ["CycloneDX", "model_details", "model_parameters", "quantitative_analysis", "modelCard", "machine-learning-model", "purl", "pkg:huggingface/a/b@c"] },
        Dataset("dataset-yaml", "d.yml", () => [.. Sources.Files(".yml", Sample + "governance/datasets", Golden + "governance/datasets"), .. FullDocuments.ByKind["dataset"]]),
        Dataset("dataset-card", "README.md", () => Sources.Examples("Repository/DatasetFormatsTests.cs", "---\n")),
        Dataset("dataset-json", "d.json", () => Sources.Examples("Repository/DatasetFormatsTests.cs", "{"), "cr:FileObject", "@type", "@context", "http://mlcommons.org/croissant/1.0", "sc:Dataset", "rai:dataBiases", "split/url", "data_files", "CycloneDX"),
        Evaluation("evaluation-yaml", "e.yml", () => [.. Sources.Files(".yml", Sample + "governance/evaluations", Golden + "governance/evaluations"), .. FullDocuments.ByKind["evaluation"], ResultFiles.EvalResults]),
        Evaluation("evaluation-json", "e.json", () =>
            [ResultFiles.Scenario("a", "1", "4", true, false), ResultFiles.CacheEntry, ResultFiles.Promptfoo, ResultFiles.LmHarness, ResultFiles.CycloneDx, "{ \"scenarioRunResults\": [" + ResultFiles.Scenario("a", "1", "4", true, false) + "] }"]),
        Evaluation("evaluation-xml", "e.xml", () => [ResultFiles.JUnit, "<testsuite name=\"a\" tests=\"2\" failures=\"0\" timestamp=\"2026-11-14T09:00:00Z\"><testcase name=\"x\"/><testcase name=\"y\"/></testsuite>"]),
        Evaluation("evaluation-card", "e.md", () => [ResultFiles.ModelIndex, .. Sources.Files(".md", Sample + "governance/evaluations", Cards)]),
        Target.OfText("metrics-baseline", () => [.. Sources.Files("metrics-baseline.yml", Sample, Golden), .. FullDocuments.ByKind["metrics-baseline"]], "b.yml", (text, problems) => Scratch.Use("b.yml", text, file => MetricBaseline.ReadFile(file, "b.yml", problems))),
        Target.OfText("register", () => [.. Sources.Files("register.yml", Sample, Golden, "samples"), .. FullDocuments.ByKind["register"]], "governance/register.yml", (text, problems) =>
        {
            var register = RegisterReader.Read(text, "governance/register.yml", problems);
            return string.Join("\n", register.Models.Select(m => m.ToString()).Concat(register.Systems.Select(s => s.ToString())));
        }),
        Target.OfText("artefacts", () => [.. Sources.Files("artefacts.yml", Sample, Golden), .. FullDocuments.ByKind["artefacts"]], "a.yml", (text, problems) =>
            string.Join("\n", ArtefactManifest.Read(YamlReader.ReadText(text, "a.yml", problems), problems))),
        Target.OfText("sdk", () => Sources.Files(".yml", "policies/sdks").Where(s => s.Content.Length < 6000), "policies/sdks/x.yml", (text, problems) =>
            // The file has to be called like the SDK in it.
            SdkReader.ReadText(text, ((YamlReader.ReadText(text, "", []) as YamlMapping)?.Text("sdk") ?? "x") + ".yml", problems)?.ToString()),
        Target.OfText("model-rules", () => Sources.Files(".yml", "policies/models").Where(s => s.Content.Length < 12000), "policies/models/x.yml", (text, problems) =>
            YamlReader.ReadText(text, "policies/models/x.yml", problems) is { } root ? ModelRulesReader.Read(root, problems)?.Name : null),
    ];

    private static IEnumerable<Seed> Json() => [ResultFiles.Promptfoo, ResultFiles.LmHarness, "{ // a\n \"b\": [1, -2.5e3, true, null,], }", "[\"\\u00e4\\ud83d\\ude00\"]", "\"x\""];

    private static string Read(string text, string path, ICollection<FileProblem> problems) =>
        string.Join("\n", ModelCardReader.ReadText(text, path, problems).SelectMany(c => c.Models.Select(m => m.ToString()).Concat(c.Sections.Select(s => s.ToString())).Append(c.ToString())));

    private static Target Dataset(string name, string file, Func<IEnumerable<Seed>> seeds, params string[] words)
    {
        var path = "governance/datasets/" + file;
        return Target.OfText(name, seeds, path, (text, problems) => string.Join("\n", DatasetRecordReader.ReadAny(text, path, problems, exists: p => p.Length % 2 == 0))) with { Words = words };
    }

    private static Target Evaluation(string name, string file, Func<IEnumerable<Seed>> seeds)
    {
        var path = "governance/evaluations/" + file;
        return Target.OfText(name, seeds, path, (text, problems) => string.Join("\n", EvaluationReader.Read(text, path, TemporaryRepository.Today, problems).Select(e => $"{e.Model} {e.Date} {e.DatePlace} {string.Join(" ", e.Metrics.Select(m => m.ToString()))}")))
            with { Words = ["accuracy", "pass_rate", "openai:gpt-4o-2024-08-06", "samples", "interval", "slice", "model_sha", "timestamp"] };
    }

    private static string Dump(YamlValue? value) => value switch
    {
        null => "nothing",
        YamlMapping mapping => $"{mapping.Place}{{{string.Join(",", mapping.Entries.Select(e => Dump(e.Key) + ":" + Dump(e.Value)))}}}",
        YamlSequence list => $"{list.Place}[{string.Join(",", list.Items.Select(Dump))}]",
        var scalar => $"{scalar.Place}{scalar}",
    };
}
