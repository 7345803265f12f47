using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Engine;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Tests;
using GovernanceAnalyzers.Fuzz.Tests.Fuzzing;

namespace GovernanceAnalyzers.Fuzz.Tests.Targets;

/// <summary>What compiler and builds leave behind, and the gate reads.</summary>
internal static class ResultTargets
{
    private static readonly System.Lazy<(GovernedTree Tree, CompiledPolicy Policy)> Governed = new(() =>
    {
        var repository = RepositoryTargets.Keep(new TemporaryRepository().With("governance.yml", "schemaVersion: 1\n").With("App/App.csproj", "<Project />"));
        return (repository.Tree(), repository.Compile().Compiled);
    });

    public static IEnumerable<Target> List =>
    [
        new("compiler-log", () => Sources.Examples("Gate/ProjectGateTests.cs", "\"runs\"").Select(Filled).Concat(Logs()), bytes => Scratch.Use("log.sarif", bytes, file =>
        {
            var log = CompilerLog.Read(file, out var problem);
            var run = ProjectGate.Run("App/App.csproj", "net10.0", Governed.Value.Tree, Governed.Value.Policy, log, problem);
            var reading = new Reading().With(problem).Holds(log is null == problem.Length > 0, "A log is unreadable without a reason, or the other way round.");
            reading.Holds(log is not null || run.Results.Any(r => r.Finding.RuleId == "GOV0009"), "A log that cannot be read is taken for a complete analysis.");
            return WithResults(reading, run);
        })) { Words = [.. FactIdWords, "customProperties", "suppressions", "physicalLocation", "AD0001", "GOV1001"] },
        new("project-run", () => [ProjectRunFile.Write(Run())], bytes =>
        {
            var run = ProjectRunFile.Parse(Encoding.UTF8.GetString(bytes));
            var reading = new Reading().With(run is null);
            if (run is null)
            {
                return reading;
            }

            var written = ProjectRunFile.Write(run);
            var again = ProjectRunFile.Parse(written);
            reading.Holds(again is not null && ProjectRunFile.Write(again) == written, "A run is read back as another.");
            return WithResults(reading.With(written), ProjectGate.Judge(run, Governed.Value.Policy));
        }) { Words = FactIdWords },
    ];

    private static string[] FactIdWords => ["GOV9000", "GOV9001", "GOV9002", "GOV9003", "GOV9004", "GOV9005", "GOV9006", "GOV9007", "GOV9008", "GOV9009", "GOV9010"];

    public static ProjectRun Run() => ProjectGate.Run("App/App.csproj", "net10.0", Governed.Value.Tree, Governed.Value.Policy, [.. Results()], "");

    private static Reading WithResults(Reading reading, ProjectRun run)
    {
        foreach (var result in run.Results)
        {
            reading.With(result.Status, result.By, result.Reason);
        }

        return reading.WithFindings(run.Results.Select(r => r.Finding), null);
    }

    private static Seed Filled(Seed log) => Encoding.UTF8.GetString(log.Content).Replace("SENTINEL", JsonSerializer.Serialize(Completed().ToProperties())).Replace("URI", "file:///a/App/x.cs");

    private static AnalysisCompleted Completed() => new("App", Governed.Value.Policy.Digest, 1, 0, 0);

    private static IEnumerable<CodeFact> Facts()
    {
        // One of each kind, as they are when nothing is known about them.
        var place = new SourcePlace(Path.Combine(Governed.Value.Tree.Root, "App", "Program.cs"), 3, 9);
        yield return new ModelReferenceFact { Provider = "openai", Value = "gpt-4o", Sink = "new ChatClient", Place = place };
        foreach (var id in FactIdWords)
        {
            if (CodeFact.FromProperties(id, new Dictionary<string, string>(), place) is { } fact)
            {
                yield return fact;
            }
        }
    }

    private static IEnumerable<CompilerResult> Results() => Facts()
        .Select(f => new CompilerResult(f.DiagnosticId, "", f.Place.Path, f.Place.Line, f.Place.Column, false, "", f.ToProperties()))
        .Append(new CompilerResult(FactIds.AnalysisCompleted, "", "", 0, 0, false, "", Completed().ToProperties()));

    private static IEnumerable<Seed> Logs()
    {
        var results = Results().Select(r => new
        {
            ruleId = r.RuleId,
            message = new { text = "m" },
            suppressions = new[] { new { kind = "inSource", justification = "because" } },
            locations = new[] { new { physicalLocation = new { artifactLocation = new { uri = "file://" + r.Path }, region = new { startLine = r.Line, startColumn = r.Column } } } },
            properties = new { customProperties = r.Properties },
        });
        yield return JsonSerializer.Serialize(new { version = "2.1.0", runs = new[] { new { results } } }, new JsonSerializerOptions { WriteIndented = true });
    }
}
