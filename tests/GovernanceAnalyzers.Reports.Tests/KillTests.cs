using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Threading;
using GovernanceAnalyzers.Engine.Reports;
using GovernanceAnalyzers.Engine.Reports.Pack;
using Xunit;

namespace GovernanceAnalyzers.Reports.Tests;

/// <summary>The command itself, killed at many moments: what it was writing is there as it was or as it was to be.</summary>
public class KillTests
{
    private static readonly string Tool = typeof(KillTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Tool").Value!;

    [Fact]
    public void A_killed_report_leaves_whole_files()
    {
        using var folder = Repository();
        var files = ReportFormats.All.Select(f => folder.At("out/" + f.FileName)).ToArray();
        var texts = new[] { "2026-11-20", "2026-11-21" }.ToDictionary(d => d, d =>
        {
            Assert.Equal(0, Run(folder, "report", "--out", "out", "--evaluation-date", d).Exit);
            return files.ToDictionary(f => f, File.ReadAllText);
        });
        // JUnit has no date; the others change with it.
        Assert.All(files.Where(f => !f.EndsWith(".xml", StringComparison.Ordinal)), f => Assert.NotEqual(texts["2026-11-20"][f], texts["2026-11-21"][f]));

        var (last, killed) = ("2026-11-21", 0);
        foreach (var moment in Moments(() => Run(folder, "report", "--out", "out", "--evaluation-date", "2026-11-21").Time))
        {
            var next = last == "2026-11-21" ? "2026-11-20" : "2026-11-21";
            killed += Kill(folder, moment, "report", "--out", "out", "--evaluation-date", next) ? 1 : 0;
            Assert.All(files, f => Assert.Contains(File.ReadAllText(f), texts.Values.Select(t => t[f])));
            last = next;
        }

        Assert.True(killed > 0, "No run was killed, so nothing was tested.");
        // Whatever was left lies beside the files and keeps nobody from anything.
        Assert.All(Directory.GetFiles(folder.At("out")).Except(files), f => Assert.EndsWith(".tmp", f));
        Assert.Equal(0, Run(folder, "report", "--out", "out", "--evaluation-date", "2026-11-20").Exit);
        Assert.All(files, f => Assert.Equal(texts["2026-11-20"][f], File.ReadAllText(f)));
    }

    [Fact]
    public void A_killed_pack_is_whole_or_says_that_it_is_not()
    {
        using var folder = Repository();
        var pack = folder.At("pack");
        var (states, killed) = (new HashSet<string>(), 0);
        foreach (var moment in Moments(() => Run(folder, "report", "--pack", "pack", "--evaluation-date", "2026-11-20").Time))
        {
            var date = states.Count % 2 == 0 ? "2026-11-21" : "2026-11-20";
            killed += Kill(folder, moment, "report", "--pack", "pack", "--evaluation-date", date) ? 1 : 0;
            var check = PackVerification.Run(pack);
            // Whole, or nothing but a sentence that says why not; a temporary file beside the manifest was all that was left of the write that was to replace it.
            Assert.True(check.Problems.All(p => p.Message.Contains("interrupted", StringComparison.Ordinal)), string.Join("\n", check.Problems));
            states.Add(check.Problems.Count == 0 ? "whole" : "incomplete");
        }

        Assert.True(killed > 0, "No run was killed, so nothing was tested.");
        Assert.Equal(0, Run(folder, "report", "--pack", "pack", "--evaluation-date", "2026-11-20").Exit);
        Assert.Empty(PackVerification.Run(pack).Problems);
    }

    /// <summary>What a kill could meet, a reader could meet as well: the window of a write is short beside the start of a process, so here nothing else happens.</summary>
    [Fact]
    public void A_file_that_is_written_all_the_time_is_never_seen_in_part()
    {
        using var folder = new Folder();
        var file = folder.At("large.txt");
        var contents = new[] { new string('a', 4 << 20), new string('b', 3 << 20) };
        AtomicFile.WriteIfChanged(file, contents[0]);
        var stop = false;
        var writer = new Thread(() =>
        {
            for (var i = 1; !Volatile.Read(ref stop); i++)
            {
                AtomicFile.WriteIfChanged(file, contents[i % 2]);
            }
        });
        writer.Start();
        var seen = new HashSet<char>();
        var until = Stopwatch.StartNew();
        try
        {
            while (until.Elapsed < TimeSpan.FromSeconds(2))
            {
                using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var reader = new StreamReader(stream);
                var text = reader.ReadToEnd();
                Assert.True(text == contents[0] || text == contents[1], $"{text.Length} characters");
                seen.Add(text[0]);
            }
        }
        finally
        {
            Volatile.Write(ref stop, true);
            writer.Join();
        }

        Assert.Equal(2, seen.Count);
    }

    [Fact]
    public void What_a_kill_left_long_ago_goes_with_the_next_write()
    {
        using var folder = new Folder();
        var file = folder.At("report.json");
        var old = folder.Write("report.json." + new string('a', 32) + ".tmp", "half");
        var recent = folder.Write("report.json." + new string('b', 32) + ".tmp", "of somebody who writes now");
        var others = new[] { folder.Write("report.json.backup.tmp", ""), folder.Write("other.json." + new string('a', 32) + ".tmp", "") };
        foreach (var aged in others.Append(old))
        {
            File.SetLastWriteTimeUtc(aged, DateTime.UtcNow.AddDays(-2));
        }

        AtomicFile.WriteIfChanged(file, "whole");

        Assert.False(File.Exists(old));
        Assert.All(others.Append(recent), f => Assert.True(File.Exists(f), f));
    }

    /// <summary>From the beginning of a run to its end, most of them in the second half, where files are written.</summary>
    private static IEnumerable<TimeSpan> Moments(Func<TimeSpan> run)
    {
        run();
        var whole = run();
        return Enumerable.Range(0, 9).Select(i => whole * (i < 2 ? 0.2 + (0.3 * i) : 0.6 + (0.05 * (i - 2))));
    }

    private static Folder Repository()
    {
        var folder = new Folder();
        Directory.CreateDirectory(folder.At(".git"));
        folder.Write("governance.yml", "schemaVersion: 1\nname: bank\nextends: [{ preset: iso-42001 }]\n");
        folder.Write(
            "governance/register.yml",
            "schemaVersion: 1\nmodels:\n" + string.Concat(Enumerable.Range(0, 400).Select(i => $"  - id: m{i}\n    reference: \"openai:gpt-4o-{i}\"\n")));
        return folder;
    }

    private static (int Exit, TimeSpan Time) Run(Folder folder, params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        using var process = Start(folder, arguments);
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, watch.Elapsed);
    }

    /// <summary>False where it had come to its end before.</summary>
    private static bool Kill(Folder folder, TimeSpan moment, params string[] arguments)
    {
        using var process = Start(folder, arguments);
        if (process.WaitForExit(moment))
        {
            return false;
        }

        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        return true;
    }

    private static Process Start(Folder folder, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Tool, .. arguments]) { WorkingDirectory = folder.Path, RedirectStandardError = true, RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }
}
