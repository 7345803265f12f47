using System.Collections.Generic;
using System.IO;
using System.Linq;
using Benchmarks;

var arguments = new Arguments(args, new("files", 100, 5), new("calls", 20, 2), new("rounds", 7, 1));
var work = CompilerCommand.NewWorkFolder("compile-cost", arguments.Package);
var section = new Section("compile-cost", arguments);
section.Line("CPU and wall-clock time of the compiler with the package / without it, median [range], and the budget of the CPU time.");
section.Table("compilation", "CPU", "budget", "wall clock");
foreach (var (name, withSdk, calls, budget) in new[] { ("without an AI package", false, 0, 1.01), ($"with one, {arguments["calls"]} AI calls", true, arguments["calls"], 1.04) })
{
    var without = Command(calls + " without", withSdk, calls, governed: false);
    var with = Command(calls + " with", withSdk, calls, governed: true);
    var pairs = new List<(double Cpu, double Wall)>();
    for (var round = 0; round <= arguments["rounds"]; round++)
    {
        // The order alternates, so that neither side always runs on the warmer machine. The first round only warms up.
        var (first, second) = round % 2 == 0 ? (without, with) : (with, without);
        var a = first.Start();
        var b = second.Start();
        if (round > 0)
        {
            var (w, o) = round % 2 == 0 ? (b, a) : (a, b);
            pairs.Add((w.Cpu / o.Cpu, w.Wall / o.Wall));
        }
    }

    var cpu = pairs.Select(p => p.Cpu).ToArray();
    section.Row(name, Statistics.Spread(cpu), Statistics.Verdict(cpu, budget), Statistics.Spread(pairs.Select(p => p.Wall).ToArray()));
}

Directory.Delete(work, recursive: true);
section.Save();

CompilerCommand Command(string label, bool withSdk, int calls, bool governed) => CompilerCommand.Of(
    Path.Combine(work, label.Replace(' ', '-')),
    folder => SourceGenerator.Write(folder, arguments["files"], calls),
    (withSdk ? "<PackageReference Include=\"OpenAI\" Version=\"2.15.0\" />" : "")
    + (governed ? "<PackageReference Include=\"GovernanceAnalyzers\" Version=\"*\" PrivateAssets=\"all\" />" : ""));
