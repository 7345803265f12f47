using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text;

namespace Benchmarks;

/// <param name="Cpu">Seconds of the process and of those that it waited for.</param>
/// <param name="Wall">Seconds.</param>
internal sealed record Run(int Exit, string Output, double Cpu, double Wall);

/// <summary>Whole processes and what they cost.</summary>
internal static class Processes
{
    public static Run Start(string program, IEnumerable<string> arguments, string folder)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MSBUILDTERMINALLOGGER"] = "off";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        var before = ChildrenCpuSeconds();
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        // Only somebody who looks for the reason of a failure wants to see them.
        var errors = new StringBuilder();
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.BeginErrorReadLine();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var wall = clock.Elapsed.TotalSeconds;
        output += process.ExitCode == 0 ? "" : errors.ToString();
        return new Run(process.ExitCode, output, OperatingSystem.IsLinux() ? ChildrenCpuSeconds() - before : process.TotalProcessorTime.TotalSeconds, wall);
    }

    // On Linux a process that has ended tells nothing any more; its parent's account does (proc(5), fields cutime and cstime, in ticks of 10 ms).
    private static double ChildrenCpuSeconds()
    {
        if (!OperatingSystem.IsLinux())
        {
            return 0;
        }

        var stat = File.ReadAllText("/proc/self/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (double.Parse(fields[13], CultureInfo.InvariantCulture) + double.Parse(fields[14], CultureInfo.InvariantCulture)) / 100;
    }
}
