using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;
using Xunit.Abstractions;

namespace GovernanceAnalyzers.Tests.Mutation;

/// <summary>
/// Every rule over programs that are broken, unusual or enormous. What is found does not matter here: that the analyzer and the fixes survive,
/// come to an end, and say the same each time does.
/// </summary>
/// <remarks>
/// <c>GOVERNANCE_MUTATIONS</c> is how many programs are made, <c>GOVERNANCE_MUTATIONS_FROM</c> the number of the first. A program that fails
/// belongs into Corpus/Failed, which is replayed in every run.
/// </remarks>
public class MutationTests(ITestOutputHelper output)
{
    private const int Default = 250;
    private const int MaximumShown = 20;

    [Fact]
    public async Task Mutated_programs_are_survived()
    {
        var from = Number("GOVERNANCE_MUTATIONS_FROM", 0);
        var count = Number("GOVERNANCE_MUTATIONS", Default);
        var log = Environment.GetEnvironmentVariable("GOVERNANCE_MUTATIONS_LOG");
        var problems = new ConcurrentBag<(int Number, string Text)>();
        var times = new ConcurrentBag<(TimeSpan Time, int Number)>();
        await Parallel.ForEachAsync(Enumerable.Range(from, count), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (number, _) =>
        {
            var program = MutatedProgram.Create(number);
            Log(log, $"start {number}");
            var watch = Stopwatch.StartNew();
            var problem = await ProgramAnalysis.ProblemOf(program.Text, program.References, gate: number % 2 == 0, fix: number % 3 == 0);
            times.Add((watch.Elapsed, number));
            Log(log, $"end {number} {watch.ElapsedMilliseconds}");
            if (problem is not null)
            {
                Log(log, $"PROBLEM {number}: {problem}\nPROGRAM {program.How}\n{program.Text}\nEND");
                problems.Add((number, $"--- {number} ({program.How}): {problem}\n{(program.Text.Length < 6000 ? program.Text : "")}"));
            }
        });
        output.WriteLine("Slowest: " + string.Join(", ", times.OrderByDescending(t => t.Time).Take(10).Select(t => $"{t.Number} {t.Time.TotalMilliseconds:0} ms")));
        Assert.True(problems.IsEmpty, $"{problems.Count} of {count} programs:\n" + string.Join("\n", problems.OrderBy(p => p.Number).Take(MaximumShown).Select(p => p.Text)));
    }

    public static TheoryData<string> Unusual => [.. SeedPrograms.All.Where(p => p.Name.StartsWith("Unusual/", StringComparison.Ordinal) || p.Name.StartsWith("Failed/", StringComparison.Ordinal)).Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Unusual))]
    public async Task Unusual_and_once_failed_programs_are_survived(string name)
    {
        var text = SeedPrograms.All.Single(p => p.Name == name).Text;
        Survives(await ProgramAnalysis.ProblemOf(text, ReferenceAssemblies.Applications, gate: true, fix: true));
        Survives(await ProgramAnalysis.ProblemOf(text, ReferenceAssemblies.Applications, gate: false, fix: false));
    }

    /// <summary>Else the flow rules would not go through what is unusual about them.</summary>
    [Fact]
    public void Unusual_programs_compile()
    {
        var errors = string.Join("\n", SeedPrograms.Language
            .SelectMany(p => ProgramAnalysis.Compile(p.Text, ReferenceAssemblies.Applications).GetDiagnostics()
                .Where(d => d is { Severity: DiagnosticSeverity.Error, IsWarningAsError: false } && !d.Descriptor.CustomTags.Contains("CustomObsolete"))
                .Select(d => $"{p.Name}: {d}")));
        Assert.True(errors.Length == 0, errors);
    }

    public static TheoryData<string> Large => [.. LargePrograms.All.Keys];

    [Theory]
    [MemberData(nameof(Large))]
    public async Task Large_programs_are_survived(string name)
    {
        var (size, make) = LargePrograms.All[name];
        Survives(await ProgramAnalysis.ProblemOf(make(size), ReferenceAssemblies.Applications, gate: true, fix: false));
    }

    /// <summary>Not a test of time: writes how the processor's time grows with the size, when <c>GOVERNANCE_MUTATIONS_GROWTH</c> names a file; of some, when <c>GOVERNANCE_MUTATIONS_ONLY</c> names them.</summary>
    [Fact]
    public async Task Growth_of_time_is_written_when_asked_for()
    {
        if (Environment.GetEnvironmentVariable("GOVERNANCE_MUTATIONS_GROWTH") is not { Length: > 0 } file)
        {
            return;
        }

        var only = Environment.GetEnvironmentVariable("GOVERNANCE_MUTATIONS_ONLY") ?? "";
        foreach (var (name, (size, make)) in LargePrograms.All.Where(p => only.Length == 0 || only.Split(';').Contains(p.Key)))
        {
            var line = name;
            foreach (var part in new[] { size / 4, size / 2, size })
            {
                var best = TimeSpan.MaxValue;
                var compile = TimeSpan.MaxValue;
                for (var run = 0; run < 2; run++)
                {
                    var compilation = ProgramAnalysis.Compile(make(part), ReferenceAssemblies.Applications);
                    var process = Process.GetCurrentProcess();
                    var start = process.TotalProcessorTime;
                    compilation.GetDiagnostics();
                    process.Refresh();
                    var middle = process.TotalProcessorTime;
                    try
                    {
                        await ProgramAnalysis.Run(compilation, gate: true);
                    }
                    catch (Exception e)
                    {
                        line += " " + e.Message;
                    }

                    process.Refresh();
                    compile = compile < middle - start ? compile : middle - start;
                    best = best < process.TotalProcessorTime - middle ? best : process.TotalProcessorTime - middle;
                }

                line += string.Create(CultureInfo.InvariantCulture, $"; {part}: {best.TotalMilliseconds:0} ms (compiler {compile.TotalMilliseconds:0})");
            }

            await File.AppendAllTextAsync(file, line + "\n");
        }
    }

    private static void Survives(string? problem) => Assert.True(problem is null, problem);

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    /// <summary>For long runs: what was under way when a stack ran over is in the log.</summary>
    private static void Log(string? file, string line)
    {
        if (file is not null)
        {
            lock (typeof(MutationTests))
            {
                File.AppendAllText(file, line + "\n");
            }
        }
    }
}
