using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.Json.Nodes;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Reports;
using GovernanceAnalyzers.Engine.Reports.Bom;
using GovernanceAnalyzers.Engine.Repository;
using GovernanceAnalyzers.Engine.Repository.Evaluations;
using GovernanceAnalyzers.Engine.Yaml;
using Xunit;

namespace GovernanceAnalyzers.Reports.Tests;

/// <summary>CycloneDX's own library reads our bill of materials, and so do our readers of CycloneDX.</summary>
public class CycloneDxBomTests
{
    private static readonly JsonNode Bank = JsonNode.Parse(CycloneDxBom.Write(BomPostures.Bank))!;

    [Fact]
    public void The_official_schema_accepts_an_empty_a_usual_and_a_hostile_repository()
    {
        using var folder = new Folder();
        var files = new[] { ("empty", BomPostures.Empty), ("bank", BomPostures.Bank), ("poisoned", BomPostures.Poisoned) }
            .Select(p => folder.Write(p.Item1 + ".cdx.json", CycloneDxBom.Write(p.Item2)))
            .ToArray();

        var (exit, output) = Validators.Node("cyclonedx.mjs", files);

        Assert.True(exit == 0, output);
    }

    /// <summary>By their files; what code adds to models of theirs is in <see cref="Postures"/>.</summary>
    [Fact]
    public void The_official_schema_accepts_the_samples_and_the_golden_repository()
    {
        using var folder = new Folder();
        var samples = typeof(CycloneDxBomTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Samples").Value!;
        var golden = Path.Combine(AppContext.BaseDirectory, "golden");
        foreach (var file in Directory.GetFiles(golden, "*", SearchOption.AllDirectories))
        {
            var copy = folder.At("golden/" + Path.GetRelativePath(golden, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var policies = Directory.GetFiles(samples, "governance.yml", SearchOption.AllDirectories)
            .Append(folder.Write("golden/governance.yml", "schemaVersion: 1\nname: golden\nextends: [{ preset: eu-ai-act-high-risk }]\n"));
        var files = new List<string>();
        foreach (var repository in policies.Select(f => Path.GetDirectoryName(f)!))
        {
            var tree = GovernedTree.Find(repository, root: repository);
            var policy = PolicyCompiler.Run(tree, CalendarDate.Parse("2026-11-20"));
            var report = new Report(policy.Policy.Name, policy.Policy.PolicyFile, policy.Compiled.Digest, policy.Policy.FailOn, policy.Today) { Results = ReportStore.Results(policy, []) };
            var text = CycloneDxBom.Write(RepositoryPostures.Of(policy, report));
            Assert.Equal(text, CycloneDxBom.Write(RepositoryPostures.Of(policy, report)));
            files.Add(folder.Write($"{files.Count}.cdx.json", text));
        }

        var (exit, output) = Validators.Node("cyclonedx.mjs", [.. files]);

        Assert.True(files.Count > 5, "The samples were not found.");
        Assert.True(exit == 0, output);
        Assert.Contains(files, f => File.ReadAllText(f).Contains("\"performanceMetrics\"", StringComparison.Ordinal));
    }

    [Fact]
    public void The_validator_refuses_what_is_wrong()
    {
        using var folder = new Folder();
        var text = CycloneDxBom.Write(BomPostures.Bank);
        var wrong = new[]
        {
            text.Replace("\"machine-learning-model\"", "\"model\""), text.Replace("\"id\": \"Apache-2.0\"", "\"id\": \"Apache-9\""), text.Replace("\"bom-ref\": \"dataset:faq\"", "\"bom-ref\": \"repository\""),
            text.Replace("\"line\": 7", "\"row\": 7"),
        };
        Assert.All(wrong, w => Assert.NotEqual(text, w));

        Assert.All(wrong, w => Assert.NotEqual(0, Validators.Node("cyclonedx.mjs", folder.Write("wrong.cdx.json", w)).Exit));
    }

    [Fact]
    public void Every_licence_of_the_spdx_list_is_accepted_as_it_is_written()
    {
        using var folder = new Folder();
        var all = ShippedCatalogue.Instance.Licences.Spdx.Licences.OrderBy(l => l, StringComparer.Ordinal).ToArray();
        var posture = BomPostures.Empty with
        {
            Datasets = [.. all.Select(l => new DatasetEntry(l, l) { SpdxLicences = [l] }), new DatasetEntry("all", "") { SpdxLicences = all }, new DatasetEntry("later", "") { SpdxLicences = ["GPL-2.0+ WITH Classpath-exception-2.0"] }],
        };
        var text = CycloneDxBom.Write(posture);

        var (exit, output) = Validators.Node("cyclonedx.mjs", folder.Write("licences.cdx.json", text));

        Assert.True(exit == 0, output);
        Assert.Equal(all, JsonNode.Parse(text)!["components"]!.AsArray().Take(all.Length).Select(c => (string)c!["licenses"]![0]!["license"]!["id"]!));
    }

    [Fact]
    public void A_model_says_who_what_where_and_how_good()
    {
        var model = Component("model:openai:gpt-4o-2024-08-06");

        Assert.Equal(("machine-learning-model", "gpt-4o", "2024-08-06", "OpenAI"), ((string)model["type"]!, (string)model["name"]!, (string)model["version"]!, (string)model["supplier"]!["name"]!));
        Assert.Null(model["purl"]);
        Assert.Equal("[{\"expression\":\"LicenseRef-OpenAI-Terms\"}]", model["licenses"]!.ToJsonString());
        Assert.Equal("[{\"type\":\"model-card\",\"url\":\"governance/models/gpt%204o.md\"},{\"type\":\"quality-metrics\",\"url\":\"governance/evaluations/chat.yml\"}]", model["externalReferences"]!.ToJsonString());
        Assert.Equal(
            "[{\"location\":\"Chat.g.cs\",\"line\":3,\"symbol\":\"Generated.Chat\"},"
            + "{\"location\":\"src/Lending/Chat.cs\",\"line\":7,\"symbol\":\"Lending.Chat.Client\",\"additionalContext\":\"OpenAI.Chat.ChatClient(model), in src/Lending/Lending.csproj\"}]",
            model["evidence"]!["occurrences"]!.ToJsonString());
        Assert.Equal(
            "[{\"type\":\"accuracy\",\"value\":\"0.91\",\"confidenceInterval\":{\"lowerBound\":\"0.89\",\"upperBound\":\"0.93\"}},{\"type\":\"accuracy\",\"value\":\"0.88\",\"slice\":\"gender=female\"},{\"type\":\"latency_p95_ms\",\"value\":\"900\"}]",
            model["modelCard"]!["quantitativeAnalysis"]!["performanceMetrics"]!.ToJsonString());
        Assert.Equal("dataset:faq", (string)model["modelCard"]!["modelParameters"]!["datasets"]![0]!["ref"]!);
        Assert.Equal(["chat"], Properties(model, "registerId"));
        Assert.Equal(["lending", "support"], Properties(model, "system"));
        Assert.Equal(["ms"], Properties(model["modelCard"]!, "unit:latency_p95_ms"));
    }

    [Fact]
    public void Names_versions_and_package_urls_follow_the_rules_of_the_provider()
    {
        Assert.Equal(
            [
                ("letters", null, null),
                ("sentence-transformers/all-MiniLM-L6-v2", "8b3219a92973c328a8e22fadcfa821b5dc75636a", "pkg:huggingface/sentence-transformers/all-MiniLM-L6-v2@8b3219a92973c328a8e22fadcfa821b5dc75636a"),
                ("models/repayment.zip", null, null),
                ("gpt-4o", "2024-08-06", null),
                ("unheard-of", null, null),
            ],
            Bank["components"]!.AsArray().Where(c => (string)c!["type"]! == "machine-learning-model").Select(c => ((string)c!["name"]!, (string?)c["version"], (string?)c["purl"])));

        Assert.Equal(
            [
                "claude-3-5-haiku|20241022|", "claude-opus-4-6||", "anthropic.claude-3-5-sonnet|20240620-v1:0|", "microsoft/phi-2|main|pkg:huggingface/microsoft/phi-2", "gpt-4o||",
                "Contoso.Model|1.2.0|pkg:nuget/Contoso.Model@1.2.0", $"models/a.onnx|sha256={new string('a', 64)}|", "../etc||", "{model}||",
            ],
            new[]
            {
                ("anthropic", "claude-3-5-haiku-20241022"), ("anthropic", "claude-opus-4-6"), ("aws-bedrock", "anthropic.claude-3-5-sonnet-20240620-v1:0"), ("huggingface", "microsoft/phi-2;revision=main"), ("openai", "gpt-4o"),
                ("local-artifact", "nuget:Contoso.Model/1.2.0"), ("local-artifact", $"models/a.onnx;sha256={new string('a', 64)}"), ("huggingface", "../etc"), ("openai", "{model}"),
            }.Select(m => JsonNode.Parse(CycloneDxBom.Write(BomPostures.Empty with { Models = [new ModelEntry($"{m.Item1}:{m.Item2}") { Provider = m.Item1, Reference = m.Item2 }] }))!["components"]![0]!)
                .Select(c => $"{c["name"]}|{c["version"]}|{c["purl"]}"));
    }

    [Fact]
    public void Files_have_their_digests_and_datasets_their_owners()
    {
        Assert.Equal(new string('a', 64), (string)Component("model:huggingface:sentence-transformers/all-MiniLM-L6-v2@8b3219a92973c328a8e22fadcfa821b5dc75636a")["hashes"]![0]!["content"]!);
        var files = Component("model:local-artifact:models/repayment.zip");
        Assert.Null(files["hashes"]);
        Assert.Equal(["models/a.bin", "models/b.bin"], files["components"]!.AsArray().Select(c => (string)c!["name"]!));
        var faq = Component("dataset:faq");
        Assert.Equal(("data@contoso.example", "pseudonymised", "data/faq.csv"), ((string)faq["data"]![0]!["governance"]!["owners"]![0]!["contact"]!["email"]!, (string)faq["data"]![0]!["classification"]!, (string)faq["data"]![0]!["contents"]!["url"]!));
        Assert.Equal("The data team", (string)Component("dataset:letters")["data"]![0]!["governance"]!["owners"]![0]!["contact"]!["name"]!);
        Assert.Equal("(MIT OR Apache-2.0) AND CC0-1.0", (string)Component("dataset:letters")["licenses"]![0]!["expression"]!);
    }

    [Fact]
    public void Dependencies_lead_from_the_repository_to_systems_models_and_datasets()
    {
        Assert.Equal(
            [
                "repository -> dataset:letters, model:local-artifact:models/repayment.zip, model:unheard-of, system:lending, system:support",
                "system:lending -> model:azure-openai:letters, model:openai:gpt-4o-2024-08-06",
                "system:support -> model:huggingface:sentence-transformers/all-MiniLM-L6-v2@8b3219a92973c328a8e22fadcfa821b5dc75636a, model:openai:gpt-4o-2024-08-06",
                "model:openai:gpt-4o-2024-08-06 -> dataset:faq",
            ],
            Bank["dependencies"]!.AsArray().Where(d => d!["dependsOn"] is not null).Select(d => $"{d!["ref"]} -> {string.Join(", ", d["dependsOn"]!.AsArray().Select(r => (string)r!))}"));
    }

    [Fact]
    public void The_serial_number_follows_from_content_and_commit()
    {
        var text = CycloneDxBom.Write(BomPostures.Bank);
        var serial = (string)Bank["serialNumber"]!;

        Assert.Equal(text, CycloneDxBom.Write(BomPostures.Bank));
        Assert.Matches("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", serial);
        Assert.Equal("2026-11-20T00:00:00Z", (string)Bank["metadata"]!["timestamp"]!);
        Assert.NotEqual(serial, Serial(BomPostures.Bank with { Identity = new("contoso/bank", new string('f', 40)) }));
        Assert.NotEqual(serial, Serial(BomPostures.Bank with { Datasets = [] }));

        static string Serial(RepositoryPosture posture) => (string)JsonNode.Parse(CycloneDxBom.Write(posture))!["serialNumber"]!;
    }

    /// <summary>It would be its own evidence, newer every day.</summary>
    [Fact]
    public void A_report_is_neither_card_nor_record_nor_evaluation()
    {
        var text = CycloneDxBom.Write(BomPostures.Bank);
        var problems = new List<FileProblem>();

        Assert.Empty(ModelCardReader.ReadText(text, "bom.json", problems));
        Assert.Empty(DatasetRecordReader.ReadAny(text, "bom.json", problems));
        Assert.Empty(EvaluationReader.Read(text, "bom.json", CalendarDate.Parse("2026-11-20"), problems));

        Assert.Equal(["model card", "dataset record", "evaluation"], problems.Select(p => p.Message.Split("so it is no ")[1].Split('.')[0]));
    }

    [Fact]
    public void Our_readers_of_cyclonedx_understand_it_where_another_program_wrote_it()
    {
        var text = CycloneDxBom.Write(BomPostures.Bank).Replace("\"name\": \"GovernanceAnalyzers\"", "\"name\": \"Other\"", StringComparison.Ordinal);
        var problems = new List<FileProblem>();

        var cards = ModelCardReader.ReadText(text, "bom.json", problems);
        var datasets = DatasetRecordReader.ReadAny(text, "bom.json", problems);
        var evaluations = EvaluationReader.Read(text, "bom.json", CalendarDate.Parse("2026-11-20"), problems);

        Assert.Equal([], problems.Select(p => p.Message));
        Assert.Equal(["local-artifact:models/repayment.zip", "openai:gpt-4o-2024-08-06"], cards.SelectMany(c => c.Models).Select(m => m.Written.Text));
        var chat = cards.Single(c => c.Models[0].Provider == "openai");
        Assert.Equal(("ada@contoso.example", "faq"), (chat.Owner!.Text, chat.Datasets.Single().Text));
        Assert.Equal([("accuracy", "", 0.91m), ("accuracy", "gender=female", 0.88m), ("latency_p95_ms", "", 900m)], chat.Metrics.Select(m => (m.Name, m.Slice, m.Value)));
        Assert.Equal(["faq", "letters"], datasets.Select(d => d.Id.Text));
        Assert.Equal(("Questions and answers", "CC-BY-4.0", "data@contoso.example", "3", "pseudonymised", "evaluation", "written by support"), Said(datasets[0]));
        Assert.Equal(("letters", "(MIT OR Apache-2.0) AND CC0-1.0", "The data team", null, null, "training, fine-tuning", null), Said(datasets[1]));
        Assert.Equal([("data/faq.csv", new string('c', 64))], datasets[0].Files.Select(f => (f.Path.Text, f.Sha256?.Text)));
        Assert.Equal(["https://data.contoso.example/letters?v=1#top"], datasets[1].Urls.Select(u => u.Text));
        var evaluation = Assert.Single(evaluations);
        Assert.Equal(3, evaluation.Metrics.Count);

        static (string?, string?, string?, string?, string?, string, string?) Said(DatasetRecord record) => (
            record.Title?.Text, record.Licence?.Text, record.Owner?.Text, record.Version?.Text, record.PersonalData?.Text, string.Join(", ", record.Use.Select(u => u.Text)), record.Origin?.Text);
    }

    private static JsonNode Component(string reference) => Bank["components"]!.AsArray().Single(c => (string)c!["bom-ref"]! == reference)!;

    private static IEnumerable<string> Properties(JsonNode of, string name) =>
        of["properties"]!.AsArray().Where(p => (string)p!["name"]! == "governance:" + name).Select(p => (string)p!["value"]!);
}
