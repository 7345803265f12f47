using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using CompileCost;

// Arguments: the folder of a packed GovernanceAnalyzers, then how many files, AI calls and rounds.
if (args.Length < 1)
{
    Console.Error.WriteLine("usage: CompileCost <folder with the nupkg> [files=100] [aiCalls=20] [rounds=7]");
    return 2;
}

var feed = Path.GetFullPath(args[0]);
int Argument(int i, int otherwise) => args.Length > i ? int.Parse(args[i], CultureInfo.InvariantCulture) : otherwise;
var (files, calls, rounds) = (Argument(1, 100), Argument(2, 20), Argument(3, 7));
var work = Directory.CreateTempSubdirectory("compile-cost-").FullName;
File.WriteAllText(Path.Combine(work, "NuGet.config"), $"<configuration><packageSources><add key=\"packed\" value=\"{feed}\" /></packageSources></configuration>");
foreach (var file in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
{
    File.WriteAllText(Path.Combine(work, file), "<Project />");
}

Console.WriteLine($"{files} files, {calls} AI calls, {rounds} rounds, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}");
foreach (var (name, withSdk, ai) in new[] { ("no AI package", false, 0), ("with AI package", true, calls) })
{
    var without = CommandLine(name + " without", withSdk, ai, governed: false);
    var with = CommandLine(name + " with", withSdk, ai, governed: true);
    var pairs = new List<(double Cpu, double Wall)>();
    for (var round = 0; round <= rounds; round++)
    {
        // The order alternates, so that neither side always runs on the warmer machine. The first round only warms up.
        var (first, second) = round % 2 == 0 ? (without, with) : (with, without);
        var a = Measure(first);
        var b = Measure(second);
        if (round > 0)
        {
            var (w, o) = round % 2 == 0 ? (b, a) : (a, b);
            pairs.Add((w.Cpu / o.Cpu, w.Wall / o.Wall));
        }
    }

    Console.WriteLine(FormattableString.Invariant(
        $"{name}: CPU ratio {Median(pairs.Select(p => p.Cpu)):0.000} [{pairs.Min(p => p.Cpu):0.000}-{pairs.Max(p => p.Cpu):0.000}], wall ratio {Median(pairs.Select(p => p.Wall)):0.000}"));
}

Directory.Delete(work, recursive: true);
return 0;

// Builds once, to restore and to learn the compiler's command line, which is then run by itself.
(string Compiler, string ResponseFile, string Folder) CommandLine(string label, bool withSdk, int ai, bool governed)
{
    var folder = Path.Combine(work, label.Replace(' ', '-'));
    Directory.CreateDirectory(folder);
    SourceGenerator.Write(folder, files, ai);
    File.WriteAllText(Path.Combine(folder, "Subject.csproj"), $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <UseSharedCompilation>false</UseSharedCompilation>
          </PropertyGroup>
          <ItemGroup>
            {(withSdk ? "<PackageReference Include=\"OpenAI\" Version=\"2.15.0\" />" : "")}
            {(governed ? "<PackageReference Include=\"GovernanceAnalyzers\" Version=\"*\" PrivateAssets=\"all\" />" : "")}
          </ItemGroup>
        </Project>
        """);
    var output = Run("dotnet", ["msbuild", "-restore", "-v:detailed", "-nodeReuse:false", "Subject.csproj"], folder, out _);
    var line = output.Split('\n').Select(l => l.Trim()).FirstOrDefault(l => l.Contains("/noconfig", StringComparison.Ordinal) && l.Contains("csc", StringComparison.Ordinal))
        ?? throw new InvalidOperationException("The build shows no compiler command line:\n" + output[^Math.Min(output.Length, 4000)..]);
    var start = line.IndexOf("/noconfig", StringComparison.Ordinal);
    var responseFile = Path.Combine(folder, "compiler.rsp");
    File.WriteAllText(responseFile, line[(start + "/noconfig".Length)..]);
    return (line[..start].Trim(), responseFile, folder);
}

(double Cpu, double Wall) Measure((string Compiler, string ResponseFile, string Folder) command)
{
    var words = command.Compiler.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    var clock = Stopwatch.StartNew();
    Run(words[0], [.. words.Skip(1), "/noconfig", "@" + command.ResponseFile], command.Folder, out var cpu);
    return (cpu, clock.Elapsed.TotalSeconds);
}

static string Run(string program, IEnumerable<string> arguments, string folder, out double cpuSeconds)
{
    var start = new ProcessStartInfo(program) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
    foreach (var argument in arguments)
    {
        start.ArgumentList.Add(argument);
    }

    start.Environment["MSBUILDTERMINALLOGGER"] = "off";
    var before = ChildrenCpuSeconds();
    using var process = Process.Start(start)!;
    process.ErrorDataReceived += (_, _) => { };
    process.BeginErrorReadLine();
    var output = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    cpuSeconds = OperatingSystem.IsLinux() ? ChildrenCpuSeconds() - before : process.TotalProcessorTime.TotalSeconds;
    return output;
}

// On Linux a process that has ended tells nothing any more; its parent's account does (proc(5), fields cutime and cstime, in ticks of 10 ms).
static double ChildrenCpuSeconds()
{
    if (!OperatingSystem.IsLinux())
    {
        return 0;
    }

    var stat = File.ReadAllText("/proc/self/stat");
    var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
    return (double.Parse(fields[13], CultureInfo.InvariantCulture) + double.Parse(fields[14], CultureInfo.InvariantCulture)) / 100;
}

static double Median(IEnumerable<double> values)
{
    var sorted = values.Order().ToArray();
    return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
}
