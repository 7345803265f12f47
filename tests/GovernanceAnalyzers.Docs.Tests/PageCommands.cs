using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace GovernanceAnalyzers.Docs.Tests;

/// <summary>Runs the commands of a page in order, and compares what they print with what the page shows.</summary>
internal static partial class PageCommands
{
    public static async Task Run(string page, string folder)
    {
        var blocks = new Queue<FencedBlock>(FencedBlock.In(page).Where(b => b.Language is "sh" or "text"));
        Assert.NotEmpty(blocks);
        while (blocks.TryDequeue(out var block))
        {
            Assert.Equal("sh", block.Language);
            var printed = "";
            foreach (var command in block.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                var (exit, output, error) = await Start(folder, command.Split(' '));
                Assert.True(exit == 0 && error.Length == 0, $"{block}: {command}\nexit code {exit}\n{output}{error}");
                // What git and the writing of reports print is not shown.
                printed = command.StartsWith("git ", StringComparison.Ordinal) || command.Contains(" --format ", StringComparison.Ordinal) ? printed : output;
            }

            if (blocks.TryPeek(out var expected) && expected.Language == "text")
            {
                Assert.Equal(Varying(blocks.Dequeue().Text), Varying(printed));
            }
        }
    }

    public static async Task<(int Exit, string Output, string Error)> Start(string folder, params string[] words)
    {
        var start = new ProcessStartInfo(words[0] == "governance" ? "dotnet" : words[0]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in words[0] == "governance" ? [Repository.Tool, .. words[1..]] : words[1..])
        {
            start.ArgumentList.Add(word);
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output.ReplaceLineEndings("\n"), await error);
    }

    /// <summary>Digests change with every preset, and so does the number of formats.</summary>
    private static string Varying(string text) => Files().Replace(Digest().Replace(text, "(digest)"), "(n) files");

    [GeneratedRegex("\\b[0-9a-f]{64}\\b")]
    private static partial Regex Digest();

    [GeneratedRegex("\\b[0-9]+ files(?= in|, none)")]
    private static partial Regex Files();
}
