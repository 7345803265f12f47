using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Benchmarks;

// Arguments: the folder of a packed GovernanceAnalyzers, then how many files and rounds.
if (args.Length < 1)
{
    Console.Error.WriteLine("usage: PeerCost <folder with the nupkg> [files=100] [rounds=5]");
    return 2;
}

int Argument(int i, int otherwise) => args.Length > i ? int.Parse(args[i], CultureInfo.InvariantCulture) : otherwise;
var (files, rounds) = (Argument(1, 100), Argument(2, 5));
var work = CompilerCommand.NewWorkFolder("peer-cost", Path.GetFullPath(args[0]));

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

Console.WriteLine($"{files} files, {rounds} rounds, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}");
foreach (var (source, withSdk, calls) in new[] { ("AI-free", false, 0), ("20 AI calls", true, 20), ("AI-dense: 3 AI calls per file", true, files * 3) })
{
    var commands = contenders.Select((c, i) => CompilerCommand.Of(
        Path.Combine(work, $"{calls}-{i}"),
        folder => Write(folder, calls),
        c.Items + (withSdk ? "<PackageReference Include=\"OpenAI\" Version=\"2.15.0\" />" : ""))).ToArray();
    var analyzer = contenders.Select(_ => new List<double>()).ToArray();
    var cpu = contenders.Select(_ => new List<double>()).ToArray();
    for (var round = 0; round <= rounds; round++)
    {
        var times = new double[commands.Length];
        var cpus = new double[commands.Length];
        for (var step = 0; step < commands.Length; step++)
        {
            // Another one begins in every round.
            var i = (step + round) % commands.Length;
            cpus[i] = commands[i].Start().Cpu;
            times[i] = AnalyzerSeconds(commands[i].Start("/reportanalyzer").Output, contenders[i].Assembly);
        }

        // The first round only warms up.
        for (var i = 0; round > 0 && i < commands.Length; i++)
        {
            analyzer[i].Add(times[i]);
            cpu[i].Add(cpus[i] / cpus[0]);
        }
    }

    var peer = Statistics.Median(analyzer[Array.FindIndex(contenders, c => c.Name == Peer)]);
    Console.WriteLine();
    Console.WriteLine($"| {source} | analyzer time / {Peer}' | whole compilation, CPU / with the SDK's analyzers only |");
    Console.WriteLine("|---|---|---|");
    for (var i = 0; i < contenders.Length; i++)
    {
        Console.WriteLine($"| {contenders[i].Name} | {Statistics.Spread(analyzer[i].Select(t => t / peer).ToArray())} | {(i == 0 ? "1" : Statistics.Spread(cpu[i]))} |");
    }
}

Directory.Delete(work, recursive: true);
return 0;

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
static double AnalyzerSeconds(string output, string assemblies)
{
    var names = assemblies.Split('|');
    var found = Regex.Matches(output, @"^\s*(<?)([0-9]+[.,][0-9]+)\s+<?[0-9]+\s+([A-Za-z0-9_.]+), Version=", RegexOptions.Multiline)
        .Where(m => names.Any(n => m.Groups[3].Value == n || m.Groups[3].Value.StartsWith(n + ".", StringComparison.Ordinal)))
        .ToArray();
    return found.Length == 0
        ? throw new InvalidOperationException($"The compiler reports no time for {assemblies}:\n{output[..Math.Min(output.Length, 3000)]}")
        : found.Sum(m => double.Parse(m.Groups[2].Value.Replace(',', '.'), CultureInfo.InvariantCulture));
}
