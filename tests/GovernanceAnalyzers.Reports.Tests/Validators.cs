using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace GovernanceAnalyzers.Reports.Tests;

/// <summary>
/// Programs by others that read what we write, from <c>tests/validators</c>. npm fetches them once, into the output folder. Where there is
/// no npm the tests fail and say so: a report that nobody but us has read is not tested.
/// </summary>
public static class Validators
{
    private static readonly Lazy<string> Installed = new(Install);

    /// <summary>The folder with <c>node_modules</c>.</summary>
    public static string Folder => Installed.Value;

    /// <summary>Runs one of the programs that the packages bring.</summary>
    public static (int Exit, string Output) Run(string program, params string[] arguments) =>
        Start(Path.Combine(Folder, "node_modules", ".bin", program + (OperatingSystem.IsWindows() ? ".cmd" : "")), arguments, Folder);

    /// <summary>Runs JavaScript of <c>tests/validators</c>: the name of a file there, and its arguments.</summary>
    public static (int Exit, string Output) Node(string script, params string[] arguments) =>
        Start("node", [Path.Combine(Folder, script), .. arguments], Folder);

    private static string Install()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "validators");
        var stamp = Path.Combine(folder, "node_modules", ".package-lock.json");
        if (File.Exists(stamp) && File.GetLastWriteTimeUtc(stamp) >= File.GetLastWriteTimeUtc(Path.Combine(folder, "package-lock.json")))
        {
            return folder;
        }

        var (exit, output) = Start(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--foreground-scripts"], folder);
        if (exit != 0)
        {
            throw new InvalidOperationException("npm could not fetch the validators of tests/validators: " + output);
        }

        File.SetLastWriteTimeUtc(stamp, DateTime.UtcNow);
        return folder;
    }

    private static (int Exit, string Output) Start(string file, IEnumerable<string> arguments, string folder)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        // A .NET program started from a test host must not take over its settings.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("DOTNET_", StringComparison.Ordinal) || k.StartsWith("COREHOST", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + Task.Run(() => error).Result);
    }
}
