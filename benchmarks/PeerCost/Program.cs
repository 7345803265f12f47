using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Benchmarks;

var arguments = new Arguments(args, new("files", 100, 5), new("rounds", 5, 1), new("builds", 3, 1), new("sources", 3, 1));
var (files, rounds, builds) = (arguments["files"], arguments["rounds"], arguments["builds"]);
var work = CompilerCommand.NewWorkFolder("peer-cost", arguments.Package);

// Name, packages, and how the assemblies of its analyzers begin.
const string Ours = "GovernanceAnalyzers";
const string Peer = "BannedApiAnalyzers";
(string Name, string Items, string Assembly)[] contenders =
[
    ("SDK's own analyzers only", "", "Microsoft.CodeAnalysis.NetAnalyzers|Microsoft.CodeAnalysis.CSharp.NetAnalyzers"),
    (Ours, Package(Ours, "*"), "GovernanceAnalyzers"),
    (Peer, Package("Microsoft.CodeAnalysis.BannedApiAnalyzers", "5.6.0") + "<AdditionalFiles Include=\"BannedSymbols.txt\" />", "Microsoft.CodeAnalysis.BannedApiAnalyzers|Microsoft.CodeAnalysis.CSharp.BannedApiAnalyzers"),
    ("Meziantou.Analyzer", Package("Meziantou.Analyzer", "3.0.321"), "Meziantou.Analyzer"),
    ("Roslynator.Analyzers", Package("Roslynator.Analyzers", "5.0.1"), "Roslynator"),
    ("SonarAnalyzer.CSharp", Package("SonarAnalyzer.CSharp", "10.36.0.15337"), "SonarAnalyzer"),
];

var section = new Section("peer-cost", arguments);
section.Line($"Analyzer time as the compiler reports it; the compiler's and the whole build's CPU time; {files} files; median [range].");
foreach (var (source, withSdk, calls) in new[] { ("AI-free", false, 0), ("20 AI calls", true, 20), ("AI-dense: 3 AI calls per file", true, files * 3) }.Take(arguments["sources"]))
{
    var commands = contenders.Select((c, i) => CompilerCommand.Of(
        Path.Combine(work, $"{calls}-{i}"),
        folder => Write(folder, calls),
        c.Items + (withSdk ? "<PackageReference Include=\"OpenAI\" Version=\"2.15.0\" />" : ""))).ToArray();
    var analyzer = contenders.Select(_ => new List<double>()).ToArray();
    var cpu = contenders.Select(_ => new List<double>()).ToArray();
    var build = contenders.Select(_ => new List<double>()).ToArray();
    for (var round = 0; round <= rounds; round++)
    {
        var times = new double[commands.Length];
        var cpus = new double[commands.Length];
        for (var step = 0; step < commands.Length; step++)
        {
            // Another one begins in every round.
            var i = (step + round) % commands.Length;
            cpus[i] = commands[i].Start().Cpu;
            times[i] = AnalyzerSeconds(commands[i], contenders[i].Assembly);
        }

        // The first round only warms up.
        for (var i = 0; round > 0 && i < commands.Length; i++)
        {
            analyzer[i].Add(times[i]);
            cpu[i].Add(cpus[i] / cpus[0]);
        }
    }

    for (var round = 0; round < builds; round++)
    {
        var whole = new double[commands.Length];
        for (var step = 0; step < commands.Length; step++)
        {
            var i = (step + round) % commands.Length;
            whole[i] = commands[i].Build().Cpu;
        }

        for (var i = 0; i < commands.Length; i++)
        {
            build[i].Add(whole[i] / whole[0]);
        }
    }

    var peer = Statistics.Median(analyzer[Array.FindIndex(contenders, c => c.Name == Peer)]);
    section.Table(source, $"analyzer time / {Peer}'", "compilation / with the SDK's analyzers only", "`dotnet build` / with the SDK's analyzers only");
    for (var i = 0; i < contenders.Length; i++)
    {
        section.Row(
            contenders[i].Name,
            analyzer[i].All(t => t == 0) ? "not loaded" : Statistics.Spread(analyzer[i].Select(t => t / peer).ToArray()),
            i == 0 ? "1" : Statistics.Spread(cpu[i]),
            builds == 0 ? "not measured" : i == 0 ? "1" : Statistics.Spread(build[i]));
    }
}

Directory.Delete(work, recursive: true);
section.Save();

static string Package(string id, string version) => $"<PackageReference Include=\"{id}\" Version=\"{version}\" PrivateAssets=\"all\" />";

void Write(string folder, int calls)
{
    SourceGenerator.Write(folder, files, calls);
    // As many as a team that uses it may have, and some of them used: an empty list would cost nothing.
    File.WriteAllText(Path.Combine(folder, "BannedSymbols.txt"), """
        T:System.Threading.Thread;Use tasks
        M:System.Console.WriteLine(System.String);Use a logger
        P:System.DateTime.Now;Use TimeProvider
        P:System.DateTime.UtcNow;Use TimeProvider
        M:System.Threading.Thread.Sleep(System.Int32);Use Task.Delay
        T:System.Net.WebClient;Use HttpClient
        M:System.Environment.Exit(System.Int32);Return from Main
        T:System.Collections.ArrayList;Use a generic list
        """);
}

// "    0.123     45     Some.Assembly, Version=1.0.0.0, Culture=neutral, PublicKeyToken=..."; below a millisecond "<0.001".
static double AnalyzerSeconds(CompilerCommand command, string assemblies)
{
    var names = assemblies.Split('|');
    // The package keeps its analyzers out of projects that call no model.
    if (!names.Any(command.Loads))
    {
        return 0;
    }

    var output = command.Start("/reportanalyzer").Output;
    var found = Regex.Matches(output, @"^\s*(<?)([0-9]+[.,][0-9]+)\s+<?[0-9]+\s+([A-Za-z0-9_.]+), Version=", RegexOptions.Multiline)
        .Where(m => names.Any(n => m.Groups[3].Value == n || m.Groups[3].Value.StartsWith(n + ".", StringComparison.Ordinal)))
        .ToArray();
    return found.Length == 0
        ? throw new InvalidOperationException($"The compiler reports no time for {assemblies}:\n{output[..Math.Min(output.Length, 3000)]}")
        : found.Sum(m => double.Parse(m.Groups[2].Value.Replace(',', '.'), CultureInfo.InvariantCulture));
}
