using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace Benchmarks;

/// <summary>The most memory that processes had at once (resident set), in megabytes.</summary>
internal static class PeakMemory
{
    private const string Mode = "--peak";

    public static double OfThisProcess()
    {
        // What .NET calls the peak is the kernel's on other systems; on Linux it is not there.
        var line = File.Exists("/proc/self/status") ? File.ReadLines("/proc/self/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)) : null;
        using var process = Process.GetCurrentProcess();
        return line is null
            ? process.PeakWorkingSet64 / (double)(1 << 20)
            : long.Parse(line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024.0;
    }

    /// <summary>Of the largest among a command's processes; null where the system does not tell.</summary>
    /// <remarks>
    /// The kernel keeps the largest child ever waited for, so each command gets a parent of its own: this program, whose entry point has to
    /// call <see cref="IsMode"/>. A child counts from its start as a copy of that parent (about 40 MB), so nothing below that can be told.
    /// </remarks>
    public static double? Of(string program, string[] arguments, string folder)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var run = Processes.Start(Environment.ProcessPath!, [Mode, program, .. arguments], folder);
        return run.Exit == 0
            ? double.Parse(run.Output, CultureInfo.InvariantCulture) / 1024
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {run.Exit}:\n{run.Output}");
    }

    /// <summary>Whether this process is the parent of a measured command; then it has run.</summary>
    public static bool IsMode(string[] args, out int exit)
    {
        exit = 0;
        if (args is not [Mode, var program, .. var rest])
        {
            return false;
        }

        var run = Processes.Start(program, rest, Environment.CurrentDirectory);
        exit = run.Exit;
        Console.Write(exit == 0 ? LargestChildKilobytes().ToString(CultureInfo.InvariantCulture) : run.Output);
        return true;
    }

    // getrusage(2): two timevals of two longs each, then ru_maxrss, in kilobytes on Linux, and 13 more.
    private static long LargestChildKilobytes()
    {
        const int Children = -1;
        var usage = new long[18];
        return GetResourceUsage(Children, usage) == 0 ? usage[4] : throw new InvalidOperationException("getrusage failed.");
    }

    [DllImport("libc", EntryPoint = "getrusage")]
    private static extern int GetResourceUsage(int who, [Out] long[] usage);
}
