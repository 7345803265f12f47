using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using Benchmarks;

if (PeakMemory.IsMode(args, out var exit))
{
    return exit;
}

var arguments = new Arguments(args, new("files", 100, 5), new("calls", 20, 2), new("rounds", 3, 1));
var work = CompilerCommand.NewWorkFolder("memory-cost", arguments.Package);
var section = new Section("memory-cost", arguments);
var commands = new Dictionary<(int Calls, bool Governed), CompilerCommand>();
var tool = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Tool").Value!;
section.Line($"{arguments["files"]} files; the largest of a command's processes (resident set); median [range] of the rounds.");
section.Table("process", "peak memory, MB", "/ without the package");
var compiler = Pair("compiler, without an AI package", 0, Compile);
Pair($"compiler, with one and {arguments["calls"]} AI calls", arguments["calls"], Compile);
Pair("MSBuild, nothing to compile; repository check and gate run", arguments["calls"], c =>
{
    // Without its stamp the gate reads the compiler's log again.
    foreach (var stamp in Directory.GetFiles(Path.Combine(c.Folder, "obj"), "governance.gate.*.stamp", SearchOption.AllDirectories))
    {
        File.Delete(stamp);
    }

    return PeakMemory.Of("dotnet", ["msbuild", "Subject.csproj", "-m:1", "-nodeReuse:false", "-v:q"], c.Folder);
});

var governed = Command(arguments["calls"], governed: true);
var check = Measure(() => PeakMemory.Of("dotnet", [tool, "check", ".", "--no-build"], governed.Folder));
section.Row("`governance check --no-build` in the same folder", Spread(check), "");
section.Row("`governance check --no-build` / compiler without the package", "", check.Length == 0 ? "not measured" : Statistics.Spread([.. check.Zip(compiler, (a, b) => a / b)]));
Directory.Delete(work, recursive: true);
section.Save();
return 0;

double[] Pair(string name, int calls, Func<CompilerCommand, double?> measure)
{
    var (without, with) = (Command(calls, governed: false), Command(calls, governed: true));
    var (a, b) = (Measure(() => measure(without)), Measure(() => measure(with)));
    section.Row(name, Spread(b), a.Length == 0 ? "not measured" : Statistics.Spread([.. b.Zip(a, (w, o) => w / o)]));
    return a;
}

double[] Measure(Func<double?> peak) => [.. Enumerable.Range(0, arguments["rounds"]).Select(_ => peak()).OfType<double>()];

static double? Compile(CompilerCommand command) => PeakMemory.Of(command.Program, command.Arguments, command.Folder);

static string Spread(IReadOnlyCollection<double> megabytes) => megabytes.Count == 0
    ? "not measured"
    : string.Create(CultureInfo.InvariantCulture, $"{Statistics.Median(megabytes):0} [{megabytes.Min():0}-{megabytes.Max():0}]");

CompilerCommand Command(int calls, bool governed)
{
    if (commands.TryGetValue((calls, governed), out var known))
    {
        return known;
    }

    return commands[(calls, governed)] = CompilerCommand.Of(
        Path.Combine(work, $"{calls}-{governed}"),
        f =>
        {
            SourceGenerator.Write(f, arguments["files"], calls);
            Directory.CreateDirectory(Path.Combine(f, ".git"));
            // Nothing may fail: a failing gate ends before it has written its reports.
            File.WriteAllText(Path.Combine(f, "governance.yml"), "schemaVersion: 1\nname: cost\nowner: cost@example.com\nextends: [{ preset: baseline }]\nrules: { HardCodedCredential: warning }\n");
        },
        (calls > 0 ? "<PackageReference Include=\"OpenAI\" Version=\"2.15.0\" />" : "")
        + (governed ? "<PackageReference Include=\"GovernanceAnalyzers\" Version=\"*\" PrivateAssets=\"all\" />" : ""));
}
