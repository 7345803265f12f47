using System;
using System.Diagnostics;
using Xunit;

namespace GovernanceAnalyzers.Package.Tests.Infra;

/// <summary>For tests that need a network or mounts of their own. Skipped, visibly, where the system gives nobody any.</summary>
internal sealed class NamespaceFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Missing = new(() =>
    {
        if (!OperatingSystem.IsLinux())
        {
            return "namespaces are of Linux";
        }

        try
        {
            using var process = Process.Start(new ProcessStartInfo("unshare", ["-rnm", "true"]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            var said = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : $"no namespaces here: {said.Trim()}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "unshare is not installed";
        }
    });

    public NamespaceFactAttribute() => Skip = Missing.Value;
}
