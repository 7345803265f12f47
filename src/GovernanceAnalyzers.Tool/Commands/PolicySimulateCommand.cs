using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Fleet;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Reports;

namespace GovernanceAnalyzers.Tool.Commands;

/// <summary><c>governance policy simulate</c>: what a changed policy would do to recorded repositories.</summary>
internal static class PolicySimulateCommand
{
    private const int MaximumFindings = 20;

    public static int Run(string policyPath, IReadOnlyList<string> recordings, string? evaluationDate, bool asJson)
    {
        var today = (CalendarDate?)null;
        if (evaluationDate is not null)
        {
            if (!Dates.TryGet(evaluationDate, out var date))
            {
                return ExitCodes.BadInput;
            }

            today = date;
        }

        var policy = PolicySource.Named(policyPath, profile: null, out var temporary, out var reason, packed: true);
        try
        {
            if (policy is null)
            {
                Console.Error.WriteLine("governance: " + reason);
                return ExitCodes.BadInput;
            }

            var simulation = Simulate(policy, recordings, today, asJson);
            if (asJson)
            {
                Console.Write(SimulationJson.Write(simulation));
            }
            else
            {
                Print(simulation);
            }

            foreach (var problem in simulation.Problems)
            {
                Console.Error.WriteLine($"governance: {Excerpt.Visible($"{problem.Place}: {problem.Message}")}");
            }

            return simulation.Problems.Count > 0 || simulation.Repositories.Count == 0 || simulation.Repositories.All(r => r.LeftOut.Length > 0) ? ExitCodes.BadInput
                : simulation.Breaking.Any() ? ExitCodes.Findings
                : ExitCodes.Clean;
        }
        finally
        {
            if (temporary is not null)
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }

    /// <summary>One repository at a time: each is laid out as files, and the checks of one use all processors.</summary>
    private static Simulation Simulate(Engine.GovernedTree policy, IReadOnlyList<string> given, CalendarDate? today, bool asJson)
    {
        var problems = new List<RecordedProblem>();
        var folder = Environment.CurrentDirectory;
        var files = FleetFiles.Find(given, folder, name => name == RecordingFile.Name || name.EndsWith(".replay.json.gz", StringComparison.Ordinal), problems);
        var repositories = new List<SimulatedRepository>();
        using (var progress = Progress.Start(asJson))
        {
            progress.Phase("Replaying", () => repositories.Count);
            foreach (var file in files)
            {
                if (RecordingFile.Read(Path.Combine(folder, file), out var problem) is { } recording)
                {
                    repositories.Add(Simulation.Of(recording with { File = file }, policy, today, () => Directory.CreateTempSubdirectory("governance-replay-").FullName));
                }
                else
                {
                    problems.Add(problem! with { Place = problem.Place with { Path = file } });
                }
            }
        }

        return new Simulation(
            [.. repositories.OrderBy(r => r.Recording.Identity.Name, StringComparer.Ordinal).ThenBy(r => r.Recording.File, StringComparer.Ordinal)],
            problems);
    }

    private static void Print(Simulation simulation)
    {
        foreach (var repository in simulation.Repositories.Where(r => r.IsTouched || r.LeftOut.Length > 0 || r.NotAssessed.Count > 0).OrderByDescending(r => r.Breaks))
        {
            var state = repository.LeftOut.Length > 0 ? "left out"
                : repository.Breaks ? "would break"
                : repository.FailingAfter == 0 ? repository.FailingBefore > 0 ? "would pass again" : "still passes"
                : "still fails";
            Line($"{repository.Recording.Identity.Name}: {state}");
            if (repository.LeftOut.Length > 0)
            {
                Line("  " + repository.LeftOut);
            }

            Findings("new", repository.New.Select(Text));
            Findings("changed", repository.Changed.Select(c => $"{Text(c.After)} (was {Word(c.Before)})"));
            Findings("gone", repository.Gone.Select(Text));
            foreach (var unknown in repository.NotAssessed)
            {
                Line("  not assessed  " + unknown);
            }

            if (repository.WaiversNoLongerNeeded.Count > 0)
            {
                Line("  waivers no longer needed: " + string.Join(", ", repository.WaiversNoLongerNeeded));
            }

            if (repository.Unwaivable.Count > 0)
            {
                Line("  to be fixed, as no waiver is possible: " + string.Join(", ", repository.Unwaivable.Select(r => $"{r.Finding.RuleId} {r.Finding.Place}").Distinct(StringComparer.Ordinal)));
            }

            if (repository.WaiversNeeded is { Length: > 0 } waivers)
            {
                Line("  waivers needed, where nothing is fixed:");
                Console.Write(waivers);
            }

            Console.WriteLine();
        }

        Line(simulation.Summary);

        static void Findings(string kind, IEnumerable<string> texts)
        {
            var all = texts.ToArray();
            foreach (var text in all.Take(MaximumFindings))
            {
                Line($"  {kind}  {text}");
            }

            if (all.Length > MaximumFindings)
            {
                Line($"  {kind}  and {all.Length - MaximumFindings} more; --json has all");
            }
        }

        static string Text(Result result) => $"{result.Finding.Place}: {Word(result)} {result.Finding.RuleId}: {result.Finding.Message}";

        static string Word(Result result) => result.Status == ResultStatus.Open ? result.Finding.Severity.ToWord() : $"{result.Status.ToString().ToLowerInvariant()} {result.Finding.Severity.ToWord()}";

        static void Line(string text) => Console.WriteLine(Excerpt.Visible(text));
    }
}
