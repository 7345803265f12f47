using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Benchmarks;

var arguments = new Arguments(args, new("projects", 30, 4), new("ai", 3, 1), new("rounds", 15, 1), new("full", 2, 1));
var (projects, rounds) = (arguments["projects"], arguments["rounds"]);
var work = CompilerCommand.NewWorkFolder("build-cost", arguments.Package);
var section = new Section("build-cost", arguments);
section.Line($"{projects} projects, {arguments["ai"]} of them with an AI package. `dotnet build -m:2 -nodeReuse:false` without the compiler server, with the package / without it, median [range].");
var without = Solution("without", governed: false);
var with = Solution("with", governed: true);
Must(Build(without));
Must(Build(with));

section.Table("build of the solution", "CPU", "budget", "wall clock", "the package's targets, share of the build's wall clock");
Compare("nothing changed", rounds, _ => { }, budget: 1.02);
Compare("one file changed", (rounds + 2) / 3, folder => File.AppendAllText(Path.Combine(folder, "P0", "F0.cs"), "// changed\n"));
Compare("everything", arguments["full"], folder =>
{
    foreach (var output in Directory.GetDirectories(folder, "P*").SelectMany(p => new[] { Path.Combine(p, "bin"), Path.Combine(p, "obj", "Release"), Path.Combine(p, "obj", "Debug") }).Where(Directory.Exists))
    {
        Directory.Delete(output, recursive: true);
    }
});
Directory.Delete(work, recursive: true);
section.Save();

void Compare(string name, int pairs, Action<string> before, double? budget = null)
{
    var cpu = new List<double>();
    var wall = new List<double>();
    for (var round = 0; round <= pairs; round++)
    {
        var first = round % 2 == 0 ? without : with;
        var second = round % 2 == 0 ? with : without;
        before(first);
        var a = Must(Build(first));
        before(second);
        var b = Must(Build(second));
        // The first round only warms up.
        if (round > 0)
        {
            var (w, o) = round % 2 == 0 ? (b, a) : (a, b);
            cpu.Add(w.Cpu / o.Cpu);
            wall.Add(w.Wall / o.Wall);
        }
    }

    before(with);
    var summarised = Must(Build(with, "-clp:PerformanceSummary"));
    section.Row(name, Statistics.Spread(cpu), budget is { } most ? Statistics.Verdict([.. cpu], most) : "", Statistics.Spread(wall), OwnTargets(summarised));
}

// Processes that live on would hide where time goes, so each build has its own.
static Run Build(string folder, params string[] more) =>
    Processes.Start("dotnet", ["build", "All.slnx", "-m:2", "-nodeReuse:false", "-p:UseSharedCompilation=false", "-v:q", .. more], folder);

static Run Must(Run run) => run.Exit == 0 ? run : throw new InvalidOperationException("The build fails:\n" + run.Output[..Math.Min(run.Output.Length, 4000)]);

// "      123 ms  _GovernancePrepare                        30 calls". A target counts with the targets that it calls, which are left out here:
// the check of the repository runs inside of _GovernanceCheckRepository.
static string OwnTargets(Run run)
{
    var milliseconds = Regex.Matches(run.Output, @"^\s*([0-9]+) ms\s+_Governance[A-Za-z]*\s+[0-9]+ calls", RegexOptions.Multiline)
        .Select(m => double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture))
        .ToArray();
    return milliseconds.Length == 0
        ? throw new InvalidOperationException("MSBuild's summary names no target of the package:\n" + run.Output[..Math.Min(run.Output.Length, 4000)])
        : string.Create(CultureInfo.InvariantCulture, $"{milliseconds.Sum() / 1000 / run.Wall:0.000} ({milliseconds.Sum():0} ms)");
}

// A reference to a package reaches all projects above, so only projects that nobody references keep it for themselves.
bool HasAi(int project) => project >= projects - arguments["ai"];

string Solution(string name, bool governed)
{
    var folder = Path.Combine(work, name);
    Directory.CreateDirectory(folder);
    // Findings are not what is measured, and an error of ours would end what comes after it: nothing may fail.
    File.WriteAllText(Path.Combine(folder, "governance.yml"), "schemaVersion: 1\nname: cost\nowner: cost@example.com\nextends: [{ preset: baseline }]\nfailOn: error\nrules: { HardCodedCredential: warning }\n");
    Directory.CreateDirectory(Path.Combine(folder, ".git"));
    for (var i = 0; i < projects; i++)
    {
        var project = Path.Combine(folder, $"P{i}");
        Directory.CreateDirectory(project);
        SourceGenerator.Write(project, 10, HasAi(i) ? 5 : 0);
        File.WriteAllText(Path.Combine(project, $"P{i}.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable></PropertyGroup>
              <ItemGroup>
                {(HasAi(i) ? "<PackageReference Include=\"OpenAI\" Version=\"2.15.0\" />" : "")}
                {(governed ? "<PackageReference Include=\"GovernanceAnalyzers\" Version=\"*\" PrivateAssets=\"all\" />" : "")}
                {(i > 0 ? $"<ProjectReference Include=\"../P{(i - 1) / 3}/P{(i - 1) / 3}.csproj\" />" : "")}
              </ItemGroup>
            </Project>
            """);
    }

    File.WriteAllText(Path.Combine(folder, "All.slnx"), $"<Solution>\n{string.Concat(Enumerable.Range(0, projects).Select(i => $"  <Project Path=\"P{i}/P{i}.csproj\" />\n"))}</Solution>\n");
    return folder;
}
