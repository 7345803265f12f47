using System;
using System.IO;
using System.Linq;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using Benchmarks;

var arguments = new Arguments(args, new("files", 20, 2), new("sites", 20, 2), new("iterations", 7, 3));
(RuleBenchmark.OrdinaryFiles, RuleBenchmark.Sites) = (arguments["files"], arguments["sites"]);
// Before BenchmarkDotNet does: it would only say that something failed.
foreach (var rule in RuleSamples.Rules)
{
    new RuleBenchmark { Rule = rule }.SetupOneRule();
}

var section = new Section("rule-cost", arguments);
var results = Path.Combine(Path.GetTempPath(), "rule-cost-" + Guid.NewGuid().ToString("N"));
var configuration = ManualConfig.CreateEmpty()
    // In this process: the project that BenchmarkDotNet would build otherwise does not find what this one references. Every run counts once.
    .AddJob(Job.Default.WithToolchain(InProcessNoEmitToolchain.Instance).WithStrategy(RunStrategy.Monitoring).WithWarmupCount(1).WithIterationCount(arguments["iterations"])
        // Collecting between runs would take longer than the runs.
        .WithGcForce(false))
    .AddDiagnoser(new MemoryDiagnoser(new MemoryDiagnoserConfig(displayGenColumns: false)))
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddLogger(NullLogger.Instance)
    .WithArtifactsPath(results)
    .WithOptions(ConfigOptions.DisableLogFile | ConfigOptions.DisableOptimizationsValidator);
var summary = BenchmarkRunner.Run<RuleBenchmark>(configuration);
Directory.Delete(results, recursive: true);

section.Line($"{arguments["files"]} ordinary files and {arguments["sites"]} that the rule finds something in; each rule alone.");
section.Table("rule", "findings", "time / empty analyzer", "time / ours, all rules off", "allocated / empty analyzer", "allocated / ours, all rules off");
foreach (var rule in RuleSamples.Rules)
{
    var (empty, off, one) = (Of(rule, nameof(RuleBenchmark.Empty)), Of(rule, nameof(RuleBenchmark.AllRulesOff)), Of(rule, nameof(RuleBenchmark.OneRule)));
    section.Row(rule, $"{arguments["sites"]}", Time(one, empty), Time(one, off), Allocated(one, empty), Allocated(one, off));
}

section.Save();
return 0;

BenchmarkReport Of(string rule, string method)
{
    var found = summary.Reports.Single(r => r.BenchmarkCase.Descriptor.WorkloadMethod.Name == method && (string)r.BenchmarkCase.Parameters[nameof(RuleBenchmark.Rule)] == rule);
    return found.ResultStatistics is null
        ? throw new InvalidOperationException($"{method} of {rule} failed:\n{string.Join("\n", found.ExecuteResults.SelectMany(r => r.Results.Concat(r.Errors)))}")
        : found;
}

static string Time(BenchmarkReport a, BenchmarkReport b) =>
    Statistics.Spread([.. a.GetResultRuns().Select(r => r.Nanoseconds / b.ResultStatistics!.Median)]);

static string Allocated(BenchmarkReport a, BenchmarkReport b) =>
    FormattableString.Invariant($"{(double)a.GcStats.GetBytesAllocatedPerOperation(a.BenchmarkCase)! / (double)b.GcStats.GetBytesAllocatedPerOperation(b.BenchmarkCase)!:0.000}");
