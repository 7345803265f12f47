using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Fleet;
using GovernanceAnalyzers.Engine.Reports;

namespace GovernanceAnalyzers.Tool.Commands;

internal sealed record FleetOptions(IReadOnlyList<string> Paths)
{
    public string? Model { get; init; }

    public string? RetiringBy { get; init; }

    public string? Expect { get; init; }

    public string StaleAfter { get; init; } = "30d";

    public string ExpiringWithin { get; init; } = "30d";

    public string? Out { get; init; }

    public string? Parquet { get; init; }

    public string? EvaluationDate { get; init; }

    public bool FailOnMissing { get; init; }

    public bool Json { get; init; }
}

/// <summary><c>governance fleet</c>: merges what <c>governance report</c> recorded about many repositories. Builds and fetches nothing.</summary>
internal static class FleetCommand
{
    /// <summary>On a terminal; everything is in the files.</summary>
    private const int MaximumRows = 25;

    private const int MaximumExpectBytes = 1 << 24;

    private const int MaximumWidth = 44;

    public static int Run(FleetOptions options)
    {
        if (!Dates.TryGet(options.EvaluationDate, out var today))
        {
            return ExitCodes.BadInput;
        }

        CalendarDate? retiringBy = null;
        if (options.RetiringBy is { } by)
        {
            if (!CalendarDate.TryParse(by, out var date))
            {
                return Bad($"'{by}' is not a date of the form yyyy-MM-dd.");
            }

            retiringBy = date;
        }

        if (!TryDays(options.StaleAfter, out var staleAfter) || !TryDays(options.ExpiringWithin, out var expiring))
        {
            return Bad("--stale-after and --expiring-within are numbers of days: 30d.");
        }

        if (!TryReadExpected(options.Expect, out var expected))
        {
            return ExitCodes.BadInput;
        }

        var folder = Environment.CurrentDirectory;
        var problems = new List<RecordedProblem>();
        FleetPart part;
        using (var progress = Progress.Start(options.Json))
        {
            var files = FleetFiles.Find(options.Paths, folder, name => name == "governance.json" || name.EndsWith(".governance.json", StringComparison.Ordinal), problems);
            var read = 0;
            progress.Phase("Reading reports", () => Volatile.Read(ref read));
            part = FleetReader.Read(files, folder, count => Volatile.Write(ref read, count));
        }

        foreach (var problem in problems)
        {
            part.Add(problem);
        }

        var fleet = FleetReport.Of(part, new FleetQuestion(today)
        {
            Model = options.Model ?? "",
            RetiringBy = retiringBy,
            Expected = expected,
            StaleAfterDays = staleAfter,
            ExpiringWithinDays = expiring,
        });
        if (options.Parquet is { } tables)
        {
            var (written, late) = FleetTables.Write(fleet, folder, Path.GetFullPath(tables));
            fleet = fleet with { Problems = [.. fleet.Problems, .. late] };
            Told(written, options.Json);
        }

        if (options.Out is { } into)
        {
            var output = Path.GetFullPath(into);
            AtomicFile.Write(Path.Combine(output, "fleet.json"), stream => FleetJson.Write(fleet, stream));
            AtomicFile.WriteIfChanged(Path.Combine(output, "fleet.md"), FleetMarkdown.Write(fleet));
            AtomicFile.WriteIfChanged(Path.Combine(output, "fleet.html"), FleetHtml.Write(fleet));
            Told(new[] { "fleet.json", "fleet.md", "fleet.html" }.Select(n => Path.Combine(output, n)), options.Json);
        }

        if (options.Json)
        {
            Console.Write(FleetJson.Write(fleet));
        }
        else
        {
            Print(fleet, hasFiles: options.Out is not null);
        }

        foreach (var problem in fleet.Problems)
        {
            Console.Error.WriteLine($"governance: {Excerpt.Visible($"{problem.Place}: {problem.Message}")}");
        }

        return fleet.Problems.Count > 0 || fleet.Repositories.Count == 0 ? ExitCodes.BadInput
            : options.FailOnMissing && (fleet.Missing.Count > 0 || fleet.Stale > 0) ? ExitCodes.Findings
            : ExitCodes.Clean;
    }

    private static void Print(FleetReport fleet, bool hasFiles)
    {
        if (fleet.Question.Model.Length > 0 || fleet.Question.RetiringBy is not null)
        {
            // A question gets its answer, and nothing else.
            Print(FleetTable.Asked(fleet), all: true);
            Console.WriteLine(fleet.Summary);
            return;
        }

        var shown = FleetTable.Repositories(fleet);
        Print(shown with { Columns = [.. Kept(shown.Columns)], Rows = [.. shown.Rows.Select(r => Kept(r).ToArray())] }, all: false);
        foreach (var table in FleetTable.Of(fleet).Where(t => t.Title != shown.Title && t.Rows.Count > 0 && t.Columns[0] is not ("Rule" or "Control" or "Model" or "Place" or "File")))
        {
            Print(table, all: false);
        }

        if (fleet.Builds.Count > 0)
        {
            Console.WriteLine($"Reports that a build wrote name no repository and are left out: {fleet.Builds.Count.ToString(CultureInfo.InvariantCulture)}.");
        }

        Console.WriteLine(fleet.Summary);
        if (!hasFiles)
        {
            Console.WriteLine("By model, rule and control, and every row: --out <folder>, --json or --parquet <folder>.");
        }

        // The columns that fit.
        static IEnumerable<string> Kept(IReadOnlyList<string> cells) => cells.Where((_, i) => i is not (5 or 6));
    }

    private static void Print(FleetTable table, bool all)
    {
        Console.WriteLine(Excerpt.Visible(table.Title));
        if (table.Rows.Count == 0)
        {
            Console.WriteLine("  " + Excerpt.Visible(table.None.Trim()));
            Console.WriteLine();
            return;
        }

        var rows = (all ? table.Rows : table.Rows.Take(MaximumRows)).Select(r => r.Select(c => Excerpt.Of(Excerpt.Visible(c), MaximumWidth)).ToArray()).ToArray();
        var widths = table.Columns.Select((c, i) => Math.Max(c.TrimStart('#').Length, rows.Max(r => r[i].Length))).ToArray();
        Console.WriteLine("  " + Line([.. table.Columns.Select(c => c.TrimStart('#'))]));
        foreach (var row in rows)
        {
            Console.WriteLine("  " + Line(row));
        }

        if (rows.Length < table.Rows.Count)
        {
            Console.WriteLine($"  … {(table.Rows.Count - rows.Length).ToString(CultureInfo.InvariantCulture)} more");
        }

        Console.WriteLine();

        string Line(string[] cells) =>
            string.Join("  ", cells.Select((c, i) => table.Columns[i][0] == '#' ? c.PadLeft(widths[i]) : c.PadRight(widths[i]))).TrimEnd();
    }

    private static bool TryDays(string text, out int days) =>
        int.TryParse(text.EndsWith('d') ? text[..^1] : text, NumberStyles.None, CultureInfo.InvariantCulture, out days) && days < 100_000;

    /// <summary>One name per line; what follows <c>#</c> is a comment.</summary>
    private static bool TryReadExpected(string? file, out IReadOnlyList<string>? expected)
    {
        expected = null;
        if (file is null)
        {
            return true;
        }

        if (Engine.RegularFile.Read(Path.GetFullPath(file), file, MaximumExpectBytes, out var problem) is not { } bytes)
        {
            Bad($"{file}: {problem}");
            return false;
        }

        using var reader = new StreamReader(new MemoryStream(bytes));
        var names = reader.ReadToEnd().Split('\n').Select(l => l.Split('#')[0].Trim()).Where(l => l.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        expected = names;
        if (names.Length == 0)
        {
            Bad($"{file} names no repository: one owner/name per line is expected.");
        }

        return names.Length > 0;
    }

    private static void Told(IEnumerable<string> files, bool asJson)
    {
        foreach (var file in files)
        {
            (asJson ? Console.Error : Console.Out).WriteLine(Path.GetRelativePath(Environment.CurrentDirectory, file));
        }
    }

    private static int Bad(string message)
    {
        Console.Error.WriteLine("governance: " + message);
        return ExitCodes.BadInput;
    }
}
