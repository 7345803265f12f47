using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace GovernanceAnalyzers.Package.Tests.Infra;

/// <summary>What a command printed and returned. Every assertion here shows the command and its output when it fails.</summary>
/// <param name="Folder">The folder of the test; printed paths below it are shown relative to it.</param>
public sealed partial record CommandResult(string Command, string Folder, int ExitCode, string Output, string StandardOutput)
{
    /// <summary>Lines <c>path(line,column): severity GOVnnnn</c>, sorted, in the number in which they were printed. The summary repeats them.</summary>
    public IReadOnlyList<string> Findings { get; } = Output
        .Split('\n')
        .TakeWhile(line => line is not ("Build FAILED." or "Build succeeded."))
        .Select(line => Line().Match(line.Trim()))
        .Where(m => m.Success)
        .Select(m => $"{Relative(m.Groups["path"].Value, Folder)}{m.Groups["at"].Value}: {m.Groups["severity"].Value} {m.Groups["id"].Value}")
        .OrderBy(f => f, StringComparer.Ordinal)
        .ToArray();

    public CommandResult Exits(int code)
    {
        Assert.True(ExitCode == code, $"Expected exit code {code}, got {ExitCode}.\n{this}");
        return this;
    }

    /// <summary>Exactly these findings are printed, each as often as given.</summary>
    public CommandResult Finds(params string[] expected)
    {
        var sorted = expected.OrderBy(f => f, StringComparer.Ordinal).ToArray();
        Assert.True(
            sorted.SequenceEqual(Findings),
            $"Expected:\n  {string.Join("\n  ", sorted)}\nPrinted:\n  {string.Join("\n  ", Findings)}\n{this}");
        return this;
    }

    public CommandResult Says(string part)
    {
        Assert.True(Output.Contains(part, StringComparison.Ordinal), $"Expected to read: {part}\n{this}");
        return this;
    }

    public CommandResult DoesNotSay(string part)
    {
        Assert.False(Output.Contains(part, StringComparison.Ordinal), $"Expected not to read: {part}\n{this}");
        return this;
    }

    /// <summary>
    /// No exception reached the user. In a detailed log the SDK tells of exceptions that it expects, such as a compiler that does not run yet;
    /// there only ours count.
    /// </summary>
    public CommandResult IsPlain()
    {
        DoesNotSay("Unhandled").DoesNotSay("AD0001").DoesNotSay("MSB4018");
        return Command.Contains("-v:d", StringComparison.Ordinal) ? DoesNotSay("   at GovernanceAnalyzers.") : DoesNotSay("   at ").DoesNotSay("Exception");
    }

    public override string ToString() => $"$ {Command}\n(in {Folder}, exit code {ExitCode})\n{Output}";

    private static string Relative(string path, string folder)
    {
        path = path.Trim().Replace('\\', '/');
        folder = folder.Replace('\\', '/') + "/";
        return path.StartsWith(folder, StringComparison.Ordinal) ? path[folder.Length..] : path;
    }

    [GeneratedRegex(@"^([\d:.]*\s*\d+(:\d+)?>)?(?<path>.*?)(?<at>\(\d+(,\d+)?\))?\s*: (?<severity>error|warning) (?<id>GOV\d{4}): ", RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}
