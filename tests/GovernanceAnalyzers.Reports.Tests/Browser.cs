using System;
using System.IO;
using System.Linq;
using Xunit;

namespace GovernanceAnalyzers.Reports.Tests;

/// <summary>A Chromium of this machine.</summary>
internal static class Browser
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <summary>Its path, or empty.</summary>
    public static string Executable { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Where(folder => folder.Length > 0)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists) ?? "";
}

/// <summary>Skipped, visibly, where no Chromium is installed.</summary>
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Browser.Executable.Length == 0)
        {
            Skip = "no Chromium on the PATH (chromium, chromium-browser, google-chrome); CI installs one";
        }
    }
}
