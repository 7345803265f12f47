using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Reports;
using GovernanceAnalyzers.Engine.Starting;

namespace GovernanceAnalyzers.Tool.Commands;

internal sealed record InitOptions(string Path, string? Preset, string? Owner, bool DryRun, bool Json, bool NoBuild, string? EvaluationDate);

/// <summary><c>governance init</c>: begins what a governed repository needs, and changes nothing that is there.</summary>
internal static class InitCommand
{
    private const string DefaultPreset = "baseline";

    public static int Run(InitOptions options)
    {
        var target = Path.GetFullPath(options.Path);
        if (!File.Exists(target) && !Directory.Exists(target))
        {
            return Bad($"'{options.Path}' does not exist.");
        }

        if (!Dates.TryGet(options.EvaluationDate, out var date))
        {
            return ExitCodes.BadInput;
        }

        if (options.Preset is { } preset && !PolicyShape.Presets.Contains(preset))
        {
            var near = NearestName.Find(preset, PolicyShape.Presets);
            return Bad($"there is no preset '{preset}'. {(near is null ? $"Presets: {string.Join(", ", PolicyShape.Presets.Order(StringComparer.Ordinal))}." : $"Did you mean '{near}'?")}");
        }

        if (options.Owner is { } named && (named.Trim().Length == 0 || Placeholder.IsOnly(named)))
        {
            return Bad("--owner names nobody.");
        }

        var folder = Directory.Exists(target) ? target : Path.GetDirectoryName(target)!;
        var notes = new List<string>();
        using var progress = Progress.Start(options.Json);
        var basis = Code(options, target, folder, date, progress, notes, out var seen);
        if (basis is null)
        {
            return ExitCodes.BadInput;
        }

        // Only now: the build restored the policy packs.
        var found = PolicySource.At(folder);
        // As "git init": what is begun is begun here, unless a policy above governs the folder already.
        var tree = found.PolicyFile is null ? found with { Root = folder.Length > 1 ? folder.TrimEnd('/', '\\') : folder } : found;
        var facts = seen.Select(f => f.Fact with { Place = f.Fact.Place with { Path = tree.Relative(Path.GetFullPath(Path.Combine(f.Root, f.Fact.Place.Path))) } })
            .Where(f => !Path.IsPathRooted(f.Place.Path))
            .ToArray();
        progress.Phase("Looking at what is here");
        var plan = StartPlan.Of(tree, new StartOptions(options.Preset ?? DefaultPreset, options.Owner?.Trim() ?? ""), facts, date);
        progress.Dispose();
        if (plan.Problems.Count > 0)
        {
            foreach (var problem in plan.Problems)
            {
                Console.Error.WriteLine(problem);
            }

            return Bad("the policy cannot be relied on, so what it asks for is not known. Fix the errors above.");
        }

        if (options.Preset is not null && tree.PolicyFile is not null)
        {
            notes.Add($"{tree.Relative(tree.PolicyFile)} is kept as it is, so --preset has no effect.");
        }

        notes.AddRange(plan.Notes);
        if (!options.DryRun)
        {
            foreach (var file in plan.Files.Where(f => !f.IsKept))
            {
                Write(tree, file);
            }
        }

        if (options.Json)
        {
            Console.Write(Json(options, tree, basis, plan, notes));
        }
        else
        {
            Print(options, tree, basis, plan, notes);
        }

        return ExitCodes.Clean;
    }

    /// <summary>What the compiler saw, from a build or from earlier ones. Null, with the reason told, where the request makes no sense.</summary>
    private static string? Code(
        InitOptions options, string target, string folder, CalendarDate date, Progress progress, List<string> notes, out IReadOnlyList<(string Root, CodeFact Fact)> facts)
    {
        facts = [];
        var tree = GovernedTree.Find(folder);
        if (!options.NoBuild)
        {
            var projects = CheckCommand.Buildable(target);
            if (projects.Count == 0)
            {
                return "the files alone: there is no solution or C# project here";
            }

            foreach (var project in projects)
            {
                progress.Phase($"Building {tree.Relative(project)}");
                var build = CodeBuild.Run(project, policyFile: null, profile: null, date);
                if (!build.Compiled)
                {
                    notes.AddRange(build.Errors.Take(5));
                    notes.Add($"{tree.Relative(project)} does not build, so nothing is known about its code. Fix that and run 'governance init' again: it adds what is missing then.");
                    return "the files alone: the code does not build";
                }
            }
        }

        progress.Phase("Reading what the compiler saw");
        var built = PolicySource.At(folder);
        var runs = new ReportStore(built).Update(PolicyCompiler.Run(built, date)).Projects
            .Where(r => IsBelow(Path.GetFullPath(Path.Combine(built.Root, r.Project)), folder))
            .ToArray();
        facts = [.. runs.SelectMany(r => r.Facts).Select(f => (built.Root, f))];
        foreach (var run in runs.Where(r => r.Completed is null))
        {
            notes.Add($"{run.Project} ({run.TargetFramework}) could not be analysed, so what it uses is not known. 'governance check' says why.");
        }

        return runs.Length == 0
            ? options.NoBuild ? "the files alone: no build has recorded anything about the code" : "the files alone: the build recorded nothing about the code"
            : $"the files, and what the compiler saw in {Count(runs.Select(r => r.Project).Distinct().Count(), "project")}{(options.NoBuild ? " when they were last built" : "")}";
    }

    private static void Write(GovernedTree tree, StartFile file)
    {
        var full = Path.GetFullPath(Path.Combine(tree.Root, file.Path));
        if (!tree.IsInRepository(full))
        {
            throw new IOException($"{file.Path} lies outside the repository, so it is not written.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        // Never over a file that somebody has made in the meantime.
        using var stream = new FileStream(full, FileMode.CreateNew, FileAccess.Write);
        stream.Write(new System.Text.UTF8Encoding(false).GetBytes(file.Text));
    }

    private static void Print(InitOptions options, GovernedTree tree, string basis, StartPlan plan, IReadOnlyList<string> notes)
    {
        var written = plan.Files.Where(f => !f.IsKept).ToArray();
        Console.WriteLine($"Known from {basis}.");
        foreach (var file in written)
        {
            Console.WriteLine($"{(options.DryRun ? "would write" : "wrote")}  {Shown(tree, file)}  ({file.What}{(file.Placeholders == 0 ? "" : ", " + Count(file.Placeholders, "placeholder"))})");
        }

        foreach (var file in plan.Files.Where(f => f.IsKept))
        {
            Console.WriteLine($"kept  {Shown(tree, file)}  ({file.What})");
        }

        foreach (var note in notes)
        {
            Console.WriteLine("note  " + Excerpt.Visible(note));
        }

        Console.WriteLine();
        var open = written.Sum(f => f.Placeholders);
        Console.WriteLine(written.Length == 0
            ? "Nothing is missing that could be begun here."
            : $"{Count(written.Length, "file")} {(options.DryRun ? "to be written" : "written")} with {Count(open, "placeholder")}. Each TODO fails until a person fills it in.");
        Console.WriteLine("Next: governance check");
    }

    private static string Json(InitOptions options, GovernedTree tree, string basis, StartPlan plan, IReadOnlyList<string> notes) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("schemaVersion", "1");
        json.WriteString("policy", tree.PolicyFile is { } file ? tree.Relative(file) : GovernedTree.PolicyFileName);
        json.WriteString("basis", basis);
        json.WriteBoolean("dryRun", options.DryRun);
        json.WriteNumber("placeholders", plan.Files.Sum(f => f.Placeholders));
        json.WriteStartArray("files");
        foreach (var one in plan.Files)
        {
            json.WriteStartObject();
            json.WriteString("path", one.Path);
            json.WriteString("what", one.What);
            json.WriteString("status", one.IsKept ? "kept" : options.DryRun ? "missing" : "written");
            json.WriteNumber("placeholders", one.Placeholders);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("notes");
        foreach (var note in notes)
        {
            json.WriteStringValue(note);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static string Shown(GovernedTree tree, StartFile file) => Path.GetRelativePath(Environment.CurrentDirectory, Path.Combine(tree.Root, file.Path)).Replace('\\', '/');

    private static bool IsBelow(string path, string folder) => !Path.GetRelativePath(folder, path).Split('/', '\\')[0].Equals("..", StringComparison.Ordinal) && !Path.IsPathRooted(Path.GetRelativePath(folder, path));

    private static string Count(int count, string what) => count == 1 ? "1 " + what : $"{count} {what}s";

    private static int Bad(string message)
    {
        Console.Error.WriteLine("governance: " + message);
        return ExitCodes.BadInput;
    }
}
