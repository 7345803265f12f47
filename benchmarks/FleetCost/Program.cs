using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using Benchmarks;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Fleet;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Reports;

// Merges generated reports: 200 findings, 20 models, every control and standard, 5 waivers and 3 systems each. Every measurement is a whole
// process, .NET's start included; time is processor time, which other programs on the machine change little. The files are in the system's
// cache. With --once FOLDER [--parquet] it is the measured process itself.
var today = CalendarDate.Parse("2026-11-20");
if (args is ["--once", var folder, ..])
{
    Once(folder, args.Contains("--parquet"));
    return;
}

var arguments = new Arguments(args, new("repositories", 5000, 40), new("rounds", 3, 1));
var section = new Section("fleet-cost", arguments);
var sizes = new[] { arguments["repositories"] / 10, arguments["repositories"] / 5, arguments["repositories"] };
section.Line($"Processor time per repository and peak memory, each relative to {sizes[0]} repositories without Parquet tables; median of the rounds.");
section.Table("repositories", "JSON, MB", "time per repository", "peak memory", "the same with Parquet tables");
var root = Directory.CreateTempSubdirectory("fleet-cost-").FullName;
try
{
    var self = Environment.ProcessPath!;
    (double Seconds, double Bytes)? first = null;
    foreach (var repositories in sizes)
    {
        var bytes = Generate(root, repositories);
        var cells = new List<string>();
        foreach (var parquet in new[] { false, true })
        {
            // The first round only warms up.
            var runs = Enumerable.Range(0, arguments["rounds"] + 1).Select(_ => Run(self, root, parquet)).Skip(1).ToArray();
            var (seconds, peak) = (Statistics.Median(runs.Select(r => r.Seconds)), Statistics.Median(runs.Select(r => r.Peak)));
            first ??= (seconds / repositories, peak);
            cells.Add(FormattableString.Invariant($"{seconds / repositories / first.Value.Seconds:F2}"));
            cells.Add(FormattableString.Invariant($"{peak / first.Value.Bytes:F2}"));
        }

        section.Row($"{repositories}", FormattableString.Invariant($"{bytes / 1024.0 / 1024.0:F0}"), cells[0], cells[1], $"{cells[2]} and {cells[3]}");
    }
}
finally
{
    Directory.Delete(root, recursive: true);
}

section.Save();

void Once(string reports, bool parquet)
{
    var problems = new List<RecordedProblem>();
    var files = FleetFiles.Find(["."], reports, n => n == "governance.json", problems);
    var fleet = FleetReport.Of(FleetReader.Read(files, reports), new FleetQuestion(today) { Model = "model-3", RetiringBy = CalendarDate.Parse("2027-03-31") });
    var output = Path.Combine(reports, "..", "out");
    AtomicFile.Write(Path.Combine(output, "fleet.json"), stream => FleetJson.Write(fleet, stream));
    AtomicFile.WriteIfChanged(Path.Combine(output, "fleet.md"), FleetMarkdown.Write(fleet));
    AtomicFile.WriteIfChanged(Path.Combine(output, "fleet.html"), FleetHtml.Write(fleet));
    if (parquet)
    {
        problems.AddRange(FleetTables.Write(fleet, reports, output).Problems);
    }

    if (fleet.Repositories.Count != files.Count || problems.Count > 0 || fleet.Rules.Sum(r => r.Counts.Open) < files.Count * 100 || fleet.Asked.Sum(a => a.Users.Count) != files.Count)
    {
        throw new InvalidOperationException("The wrong reports were read, so the time says nothing.");
    }

    using var process = Process.GetCurrentProcess();
    Console.WriteLine(FormattableString.Invariant($"{process.TotalProcessorTime.TotalSeconds} {PeakMemory.OfThisProcess()}"));
}

(double Seconds, double Peak) Run(string self, string reports, bool parquet)
{
    var start = new ProcessStartInfo(self, parquet ? ["--once", Path.Combine(reports, "reports"), "--parquet"] : ["--once", Path.Combine(reports, "reports")]) { RedirectStandardOutput = true };
    using var process = Process.Start(start)!;
    var output = process.StandardOutput.ReadToEnd().Split(' ');
    process.WaitForExit();
    return process.ExitCode == 0
        ? (double.Parse(output[0], CultureInfo.InvariantCulture), double.Parse(output[1], CultureInfo.InvariantCulture))
        : throw new InvalidOperationException($"The measured process ended with {process.ExitCode}.");
}

long Generate(string into, int repositories)
{
    var total = 0L;
    for (var i = 0; i < repositories; i++)
    {
        var file = Path.Combine(into, "reports", $"team-{i % 50}", $"service-{i}", "governance.json");
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, JsonReport.Write(Posture(i)));
        }

        total += new FileInfo(file).Length;
    }

    return total;
}

RepositoryPosture Posture(int repository)
{
    var random = new Random(repository);
    string[] rules = ["GOV1001", "GOV1004", "GOV2001", "GOV2002", "GOV3002", "GOV4004", "GOV5001", "GOV5002", "GOV6001", "GOV6003"];
    var results = Enumerable.Range(0, 200).Select(i => new Result(
        new Finding(
            rules[random.Next(rules.Length)],
            (Severity)random.Next(1, 4),
            $"The model 'model-{i % 20}' is named by an alias, which its provider can move to another version at any time, so what was evaluated and what answers may differ. Name the dated version instead. [governance.yml({i})]",
            new SourcePlace($"src/Service{repository}/Feature{i % 40}/Handler{i}.cs", i + 1, 17),
            $"openai:model-{i % 20}") { Model = $"openai:model-{i % 20}", Symbol = $"Service{repository}.Feature{i % 40}.Handler{i}.HandleAsync(Request)", PolicyPlace = $"preset iso-42001({i})" },
        i % 10 == 0 ? ResultStatus.Waived : ResultStatus.Open,
        i % 10 == 0 ? $"waiver-{i % 5}" : "",
        i % 10 == 0 ? "It is being replaced." : "")).ToArray();
    var prints = Fingerprints.Of(results);
    var controls = ShippedControls.Load().Select(c => new ControlPosture(c, (Assessment)random.Next(6), [.. c.Checks.Select(k => new CheckPosture(k, (Assessment)random.Next(6), "the policy does not ask for it", [1, 2, 3]))])).ToArray();
    var standards = ShippedStandards.Instance.All.Select(s => new StandardPosture(s, [.. s.Controls.Select(c => new ClausePosture(c, (Assessment)random.Next(6), ["C01"], []))])).ToArray();
    return new RepositoryPosture(new Report("contoso-services", "governance.yml", $"digest-{repository}", Severity.Error, today)
    {
        PolicySha256 = Sha256Text.Hex($"{repository}"),
        Layers = [new PolicyLayer("Contoso.AiPolicy/governance.yml", repository % 7 == 0 ? "2.0.0" : "2.1.0", Sha256Text.Hex(repository % 7 == 0 ? "old" : "new"), new SourcePlace("governance.yml", 4))],
        Results = results,
    })
    {
        Identity = new RepositoryIdentity($"contoso/service-{repository}", Sha256Text.Hex($"commit {repository}", bytes: 20)),
        Findings = [.. results.Select((r, i) => new FindingEntry(i + 1, r, prints[i]) { Blocks = r.Status == ResultStatus.Open && r.Finding.Severity == Severity.Error, Systems = ["system-1"], Owner = $"team-{repository % 50}@contoso.example", Controls = ["C01", "C02"], Clauses = ["ISO/IEC 42001:2023 A.6.2.5"] })],
        Blockers = [1, 2, 3],
        Systems = [.. Enumerable.Range(1, 3).Select(s => new SystemPosture($"system-{s}", Assessment.Fail) { Title = $"System {s} of service {repository}", Owner = $"team-{repository % 50}@contoso.example", Controls = controls, Standards = standards })],
        Controls = controls,
        Standards = standards,
        Models = [.. Enumerable.Range(0, 20).Select(m => new ModelEntry($"openai:model-{m}") { Provider = "openai", Reference = $"model-{m}", Owner = $"team-{repository % 50}@contoso.example", Verdict = "floating", Systems = ["system-1"], Retires = m % 4 == 3 ? CalendarDate.Parse("2027-03-01") : null, Replacement = "model-99", Uses = [.. Enumerable.Range(0, 4).Select(u => new ModelUse(new SourcePlace($"src/A{u}.cs", u + 1, 5), "A.B()", "OpenAI.Chat.ChatClient(model)", "openai", "src/App.csproj"))] })],
        Waivers = [.. Enumerable.Range(0, 5).Select(w => new WaiverEntry(new Waiver($"waiver-{w}", "GOV1001", "It is being replaced.", $"team-{repository % 50}@contoso.example", today.AddDays(w * 20)) { Path = $"src/Feature{w}/**", ApprovedBy = "lead@contoso.example" }, true, w * 20, [w + 1]))],
    };
}
