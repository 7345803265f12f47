using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using Benchmarks;

// Arguments: the folder of a packed GovernanceAnalyzers, then how many projects, how many of them with AI, and rounds.
if (args.Length < 1)
{
    Console.Error.WriteLine("usage: BuildCost <folder with the nupkg> [projects=30] [withAi=3] [rounds=7]");
    return 2;
}

int Argument(int i, int otherwise) => args.Length > i ? int.Parse(args[i], CultureInfo.InvariantCulture) : otherwise;
var (projects, withAi, rounds) = (Argument(1, 30), Argument(2, 3), Argument(3, 7));
var work = CompilerCommand.NewWorkFolder("build-cost", Path.GetFullPath(args[0]));
Console.WriteLine($"{projects} projects, {withAi} with AI, {rounds} rounds, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}");
var without = Solution("without", governed: false);
var with = Solution("with", governed: true);
Must(Build(without));
Must(Build(with));

Console.WriteLine();
Console.WriteLine("| build of the solution | CPU, with / without | wall clock, with / without |");
Console.WriteLine("|---|---|---|");
Compare("nothing changed", _ => { });
Compare("one file changed", folder => File.AppendAllText(Path.Combine(folder, "P0", "F0.cs"), "// changed\n"));
Compare("everything", folder =>
{
    foreach (var output in Directory.GetDirectories(folder, "P*").SelectMany(p => new[] { Path.Combine(p, "bin"), Path.Combine(p, "obj", "Release"), Path.Combine(p, "obj", "Debug") }).Where(Directory.Exists))
    {
        Directory.Delete(output, recursive: true);
    }
});
Directory.Delete(work, recursive: true);
return 0;

void Compare(string name, Action<string> before)
{
    var pairs = new List<(double Cpu, double Wall)>();
    for (var round = 0; round <= rounds; round++)
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
            pairs.Add((w.Cpu / o.Cpu, w.Wall / o.Wall));
        }
    }

    Console.WriteLine($"| {name} | {Statistics.Spread(pairs.Select(p => p.Cpu).ToArray())} | {Statistics.Spread(pairs.Select(p => p.Wall).ToArray())} |");
}

// Processes that live on would hide where time goes, so each build has its own.
static Run Build(string folder) => Processes.Start("dotnet", ["build", "All.slnx", "-nodeReuse:false", "-p:UseSharedCompilation=false", "-v:q"], folder);

static Run Must(Run run) => run.Exit == 0 ? run : throw new InvalidOperationException("The build fails:\n" + run.Output[..Math.Min(run.Output.Length, 4000)]);

string Solution(string name, bool governed)
{
    var folder = Path.Combine(work, name);
    Directory.CreateDirectory(folder);
    // Findings are not what is measured.
    File.WriteAllText(Path.Combine(folder, "governance.yml"), "schemaVersion: 1\nname: cost\nowner: cost@example.com\nextends: [{ preset: baseline }]\nfailOn: none\n");
    Directory.CreateDirectory(Path.Combine(folder, ".git"));
    for (var i = 0; i < projects; i++)
    {
        var project = Path.Combine(folder, $"P{i}");
        Directory.CreateDirectory(project);
        SourceGenerator.Write(project, 10, i < withAi ? 5 : 0);
        File.WriteAllText(Path.Combine(project, $"P{i}.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable></PropertyGroup>
              <ItemGroup>
                {(i < withAi ? "<PackageReference Include=\"OpenAI\" Version=\"2.15.0\" />" : "")}
                {(governed ? "<PackageReference Include=\"GovernanceAnalyzers\" Version=\"*\" PrivateAssets=\"all\" />" : "")}
                {(i > 0 ? $"<ProjectReference Include=\"../P{(i - 1) / 3}/P{(i - 1) / 3}.csproj\" />" : "")}
              </ItemGroup>
            </Project>
            """);
    }

    File.WriteAllText(Path.Combine(folder, "All.slnx"), $"<Solution>\n{string.Concat(Enumerable.Range(0, projects).Select(i => $"  <Project Path=\"P{i}/P{i}.csproj\" />\n"))}</Solution>\n");
    return folder;
}
