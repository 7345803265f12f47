using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Fleet;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Policy.Layers;
using GovernanceAnalyzers.Engine.Reports;
using GovernanceAnalyzers.Engine.Reports.Bom;
using GovernanceAnalyzers.Engine.Reports.Pack;
using GovernanceAnalyzers.Engine.Tests;
using GovernanceAnalyzers.Engine.Tests.Schema;
using GovernanceAnalyzers.Engine.Yaml;
using GovernanceAnalyzers.Fuzz.Tests.Fuzzing;

namespace GovernanceAnalyzers.Fuzz.Tests.Targets;

/// <summary>Readers of what we wrote ourselves, and others may have changed since.</summary>
internal static class ReportTargets
{
    private static readonly Lazy<RepositoryPosture> Posture = new(() =>
    {
        using var repository = RepositoryTargets.Sample();
        var input = repository.Compile();
        return RepositoryPostures.Of(input, new ReportStore(repository.Tree()).Update(input));
    });

    private static readonly Lazy<Recording> Recorded = new(() =>
    {
        using var repository = new TemporaryRepository()
            .With("governance.yml", "schemaVersion: 1\nname: x\nextends: [{ file: org/governance.yml }]\n")
            .With("org/governance.yml", "schemaVersion: 1\nrules: { GOV2001: error }\n")
            .With("governance/register.yml", FullDocuments.Systems)
            .With("App/App.csproj", "<Project />");
        var input = repository.Compile();
        return Recorder.Record(input, RepositoryPostures.Of(input, new ReportStore(repository.Tree()).Update(input) with { Projects = [ResultTargets.Run()] }));
    });

    public static IEnumerable<Target> List =>
    [
        new("recorded-report", () => [Small(JsonReport.Write(Posture.Value)), JsonReport.Write(Posture.Value)], bytes =>
        {
            var reading = new Reading();
            var rules = new List<string>();
            var report = new RecordedReportReader(new TextPool()).Parse("governance.json", new ArraySegment<byte>(bytes), out var problem, f => rules.Add(f.ToString()!));
            reading.Holds(report is null == problem is not null, "A report is unreadable without a reason, or the other way round.");
            if (problem is not null)
            {
                reading.Problems.Add(new FileProblem(problem.Place, problem.Message));
            }

            return reading.With(report).With([.. rules]);
        }) { MaximumLength = 1 << 20 },
        new("fleet", () => [Small(JsonReport.Write(Posture.Value))], bytes => Scratch.Use("fleet/a/governance.json", bytes, file =>
        {
            var folder = Path.GetDirectoryName(Path.GetDirectoryName(file))!;
            var part = FleetReader.Read(["a/governance.json"], folder);
            var fleet = FleetReport.Of(part, new FleetQuestion(TemporaryRepository.Today) { Model = "gpt" });
            var html = FleetHtml.Write(fleet);
            System.Text.Json.JsonDocument.Parse(FleetJson.Write(fleet)).Dispose();
            return new Reading().With(fleet.Summary, html, FleetMarkdown.Write(fleet)).Holds(!html.Contains('\0'), "The page holds a NUL.");
        })) { Cost = 10, MaximumLength = 1 << 18 },
        Target.OfText("bom", () => [CycloneDxBom.Write(Posture.Value), .. Sources.Files(".json", "tests/GovernanceAnalyzers.Engine.Tests/TestData/cards")], "bom.json", (text, problems) =>
        {
            var content = BomContent.Read(text, "bom.json", problems);
            return content is null ? null : string.Join("\n", BomDiff.Compare(content, content)) + BomDiffText.Markdown(BomDiff.Compare(content, new BomContent([], []))) + BomDiffText.Json(BomDiff.Compare(new BomContent([], []), content));
        }) with { MaximumLength = 1 << 18 },
        Target.OfText("pack-manifest", () => [Manifest()], "pack.json", (text, problems) => PackManifest.Read(text, "pack.json", problems)?.ToString()) with { MaximumLength = 1 << 18 },
        new("recording", () => [Unzipped()], bytes => Recording(Engine.Tests.Repository.Artefacts.ArtefactFiles.Gzip(bytes))) { Cost = 10, Words = ["../x", "governance.yml", "a/b/c"], MaximumLength = 1 << 20 },
        new("recording-zipped", () => [Zipped()], Recording) { Cost = 4, IsBinary = true, MaximumLength = 1 << 20 },
        // A pack may come from anybody: 'restore' writes this file with names that packages gave.
        new("project-assets", () => ["{ \"version\": 3, \"targets\": { \"net10.0\": { \"Contoso.AiPolicy/1.0.0\": { \"type\": \"package\", \"build\": { \"build/Contoso.AiPolicy.props\": {} } } } }, \"libraries\": { \"Contoso.AiPolicy/1.0.0\": { \"type\": \"package\", \"path\": \"contoso.aipolicy/1.0.0\", \"files\": [ \"policy/governance.yml\" ] } }, \"packageFolders\": { \"/packages/\": {} }, \"project\": { \"restore\": { \"projectPath\": \"/x/App.csproj\" } } }"], bytes =>
            Scratch.Use("assets/obj/project.assets.json", bytes, file =>
            {
                var folder = Path.GetDirectoryName(Path.GetDirectoryName(file))!;
                File.WriteAllText(Path.Combine(folder, "App.csproj"), "<Project />");
                return new Reading().With([.. RestoredPacks.Below(folder)]).With([.. RestoredPacks.Parse(Encoding.UTF8.GetString(bytes))]);
            })),
    ];

    private static readonly Lazy<TemporaryRepository> Other = new(() => RepositoryTargets.Keep(new TemporaryRepository().With("governance.yml", "schemaVersion: 1\nextends: [{ preset: iso-42001 }]\n")));

    private static Reading Recording(byte[] bytes) => Scratch.Use("a.recording", bytes, file =>
    {
        var reading = new Reading();
        var recording = RecordingFile.Read(file, out var problem);
        reading.Holds(recording is null == problem is not null, "A recording is unreadable without a reason, or the other way round.");
        if (problem is not null)
        {
            reading.Messages.Add(problem.Message);
        }

        if (recording is not null)
        {
            var simulated = Simulation.Of(recording, Other.Value.Tree(), null, () => Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(file)!, "replayed")).FullName);
            reading.With(simulated.LeftOut).With([.. simulated.New.Concat(simulated.Gone).Select(r => (object)r.Finding.Message)]).With([.. simulated.NotAssessed]);
            reading.Messages.AddRange(simulated.New.Select(r => r.Finding.Message));
        }

        return reading.With(recording?.Identity, recording?.EvaluationDate, recording?.Files.Count);
    });

    private static byte[] Zipped()
    {
        var stream = new MemoryStream();
        RecordingFile.Write(Recorded.Value, stream);
        return stream.ToArray();
    }

    private static byte[] Unzipped()
    {
        var text = new MemoryStream();
        using var gzip = new System.IO.Compression.GZipStream(new MemoryStream(Zipped()), System.IO.Compression.CompressionMode.Decompress);
        gzip.CopyTo(text);
        return text.ToArray();
    }

    private static string Manifest()
    {
        using var repository = RepositoryTargets.Sample();
        var input = repository.Compile();
        var pack = AuditPack.Of(input, Posture.Value, new List<string>())!;
        var folder = Path.Combine(repository.Root, "pack");
        PackFolder.Write(pack, folder, "pack", new List<string>(), new List<string>());
        return File.ReadAllText(Path.Combine(folder, PackManifest.FileName));
    }

    /// <summary>A few of everything, so that it can be taken apart as a tree.</summary>
    private static string Small(string report)
    {
        var root = System.Text.Json.Nodes.JsonNode.Parse(report)!;
        Shorten(root);
        return root.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true });

        static void Shorten(System.Text.Json.Nodes.JsonNode? node)
        {
            if (node is System.Text.Json.Nodes.JsonArray list)
            {
                while (list.Count > 2)
                {
                    list.RemoveAt(2);
                }

                foreach (var item in list)
                {
                    Shorten(item);
                }
            }
            else if (node is System.Text.Json.Nodes.JsonObject mapping)
            {
                foreach (var member in mapping)
                {
                    Shorten(member.Value);
                }
            }
        }
    }
}
