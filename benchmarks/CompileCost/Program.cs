using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using Benchmarks;

// Arguments: the folder of a packed GovernanceAnalyzers, then how many files, AI calls and rounds.
if (args.Length < 1)
{
    Console.Error.WriteLine("usage: CompileCost <folder with the nupkg> [files=100] [aiCalls=20] [rounds=7]");
    return 2;
}

int Argument(int i, int otherwise) => args.Length > i ? int.Parse(args[i], CultureInfo.InvariantCulture) : otherwise;
var (files, calls, rounds) = (Argument(1, 100), Argument(2, 20), Argument(3, 7));
var work = CompilerCommand.NewWorkFolder("compile-cost", Path.GetFullPath(args[0]));
Console.WriteLine($"{files} files, {calls} AI calls, {rounds} rounds, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}");
foreach (var (name, withSdk, ai) in new[] { ("no AI package", false, 0), ("with AI package", true, calls) })
{
    var without = Command(name + " without", withSdk, ai, governed: false);
    var with = Command(name + " with", withSdk, ai, governed: true);
    var pairs = new List<(double Cpu, double Wall)>();
    for (var round = 0; round <= rounds; round++)
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

    Console.WriteLine($"{name}: CPU ratio {Statistics.Spread(pairs.Select(p => p.Cpu).ToArray())}, wall ratio {Statistics.Spread(pairs.Select(p => p.Wall).ToArray())}");
}

Directory.Delete(work, recursive: true);
return 0;

CompilerCommand Command(string label, bool withSdk, int ai, bool governed) => CompilerCommand.Of(
    Path.Combine(work, label.Replace(' ', '-')),
    folder => SourceGenerator.Write(folder, files, ai),
    (withSdk ? "<PackageReference Include=\"OpenAI\" Version=\"2.15.0\" />" : "")
    + (governed ? "<PackageReference Include=\"GovernanceAnalyzers\" Version=\"*\" PrivateAssets=\"all\" />" : ""));
