using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Reports;

namespace GovernanceAnalyzers.Tool.Commands;

internal sealed record CheckOptions(string Path, bool NoBuild, string? Policy, string? EvaluationDate, bool Json, bool WriteBaseline, string? Profile = null);

/// <summary><c>governance check</c>: checks files and, through an ordinary build, code; prints what the merged report says.</summary>
internal static class CheckCommand
{
    public static int Run(CheckOptions options)
    {
        var target = Path.GetFullPath(options.Path);
        if (!File.Exists(target) && !Directory.Exists(target))
        {
            return Bad($"'{options.Path}' does not exist.");
        }

        if (options.WriteBaseline && options.NoBuild)
        {
            return Bad("--write-baseline needs to know what is in the code now, so it cannot be used with --no-build.");
        }

        if (!Dates.TryGet(options.EvaluationDate, out var date))
        {
            return ExitCodes.BadInput;
        }

        var folder = Directory.Exists(target) ? target : Path.GetDirectoryName(target)!;
        var policyFile = options.Policy is null ? null : Path.GetFullPath(options.Policy);
        if (policyFile is not null && !File.Exists(policyFile))
        {
            return Bad($"The policy '{options.Policy}' does not exist.");
        }

        var tree = GovernedTree.Find(folder, policyFile);
        var notAssessed = new List<string>();
        using var progress = Progress.Start(options.Json);
        if (!options.NoBuild)
        {
            var projects = Buildable(target);
            foreach (var project in projects)
            {
                progress.Phase($"Building {tree.Relative(project)}");
                var build = CodeBuild.Run(project, policyFile, options.Profile, date);
                notAssessed.AddRange(build.NotAssessed);
                if (!build.Compiled)
                {
                    progress.Dispose();
                    foreach (var line in build.Errors)
                    {
                        Console.Error.WriteLine(line);
                    }

                    return Bad($"{tree.Relative(project)} does not build, so its code cannot be checked. Fix the errors above, or pass --no-build to check files only.");
                }
            }

            if (projects.Count == 0)
            {
                Note(options, "There is no solution or C# project here, so only files are checked.");
            }
        }

        // Only now: the builds restored the policy packs.
        tree = PolicySource.At(folder, policyFile, options.Profile);
        var policy = PolicyLoader.Load(tree, date);
        progress.Phase("Checking files", () => policy.Inputs.Count);
        var compiled = PolicyCompiler.Run(tree, policy, date);
        var report = new ReportStore(tree).Update(compiled);
        progress.Dispose();
        if (notAssessed.Count > 0 && !report.Results.Any(r => r.Finding.RuleId is "GOV0001" or "GOV0009" && r.Status == ResultStatus.Open))
        {
            // A check that could not run must not look like one without findings.
            foreach (var line in notAssessed)
            {
                Console.Error.WriteLine(line);
            }

            return Bad("not everything could be checked. Fix the errors above.");
        }

        if (options.WriteBaseline)
        {
            if (BaselineUpdate.Refusal(compiled, report) is { } refusal)
            {
                return Bad($"no baseline is written, because {refusal}.");
            }

            WriteBaseline(compiled, report);
            report = new ReportStore(tree).Update(PolicyCompiler.Run(tree, date));
        }

        if (options.Json)
        {
            Console.Write(JsonReport.Write(report));
        }
        else
        {
            Print(tree, report);
        }

        return report.Failing.Any() ? ExitCodes.Findings : ExitCodes.Clean;
    }

    private static void WriteBaseline(PolicyCompiler compiled, Report report)
    {
        var file = compiled.Policy.Baseline.File;
        var isNew = !compiled.Baseline.Exists;
        var update = BaselineUpdate.Of(compiled, report);
        AtomicFile.WriteIfChanged(Path.GetFullPath(Path.Combine(compiled.Tree.Root, file)), update.Text);
        // On the other channel, so that what is printed as JSON stays JSON.
        Console.Error.WriteLine(isNew
            ? $"Wrote {file}: {Count(update.Known, "finding")} known from now on."
            : $"Wrote {file}: {Count(update.Removed, "finding")} taken out, {update.Known} left.");
        if (!isNew && update.NotAdded.Count > 0)
        {
            Console.Error.WriteLine($"{Count(update.NotAdded.Count, "new finding")} not added: a baseline may only shrink. Fix what is new, or have it waived.");
        }
    }

    private static string Count(int count, string what) => count == 1 ? "1 " + what : $"{count} {what}s";

    private static void Print(GovernedTree tree, Report report)
    {
        foreach (var result in report.Results.Where(r => r.Status == ResultStatus.Open))
        {
            var finding = result.Finding;
            var place = finding.Place with { Path = Path.GetRelativePath(Environment.CurrentDirectory, Path.Combine(tree.Root, finding.Place.Path)) };
            Console.WriteLine($"{place}: {finding.Severity.ToWord()} {finding.RuleId}: {finding.Message}");
        }

        if (report.Results.Any(r => r.Status == ResultStatus.Open))
        {
            Console.WriteLine();
        }

        Console.WriteLine(char.ToUpperInvariant(report.Summary[0]) + report.Summary[1..] + ".");
        foreach (var run in report.Projects.Where(r => r.Completed is null))
        {
            Console.WriteLine($"Not assessed: {run.Project} ({run.TargetFramework})");
        }

        var store = new ReportStore(tree);
        Console.WriteLine($"Report: {Path.GetRelativePath(Environment.CurrentDirectory, store.JsonPath)}, {Path.GetRelativePath(Environment.CurrentDirectory, store.SarifPath)}");
    }

    /// <summary>What to build: the file itself, or of a folder its solutions, or else every C# project below it.</summary>
    internal static IReadOnlyList<string> Buildable(string target)
    {
        if (File.Exists(target))
        {
            return [target];
        }

        var solutions = Directory.EnumerateFiles(target, "*.sln").Concat(Directory.EnumerateFiles(target, "*.slnx")).ToArray();
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, MaxRecursionDepth = 16 };
        return (solutions.Length > 0
                ? solutions
                : Directory.EnumerateFiles(target, "*.csproj", options)
                    .Where(p => !Path.GetRelativePath(target, p).Split(Path.DirectorySeparatorChar).Any(s => s is "bin" or "obj" or "node_modules"))
                    .ToArray())
            .OrderBy(p => p, StringComparer.Ordinal)
            .ToArray();
    }

    private static void Note(CheckOptions options, string text)
    {
        // Progress is for people at a terminal; scripts get results only.
        if (!options.Json && !Console.IsErrorRedirected)
        {
            Console.Error.WriteLine(text);
        }
    }

    private static int Bad(string message)
    {
        Console.Error.WriteLine("governance: " + message);
        return ExitCodes.BadInput;
    }
}
