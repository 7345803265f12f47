using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace Benchmarks;

/// <summary>What figures were taken on, in a line.</summary>
internal static class Machine
{
    public static string Describe()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30);
        var sdk = Processes.Start("dotnet", ["--version"], Path.GetTempPath()).Output.Trim();
        return string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores ({Processor()}), {memory:0} GB of memory, {RuntimeInformation.OSDescription.Trim()}, .NET SDK {sdk}, {RuntimeInformation.FrameworkDescription}")
            + (Load() is { } load ? $", load average {load} at the start" : "");
    }

    private static string Processor() =>
        (File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() : null)
        ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
        ?? RuntimeInformation.ProcessArchitecture.ToString();

    /// <summary>How many programs wanted a processor in the last minute: a ratio measured beside others is worth less.</summary>
    private static string? Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : null;
}
