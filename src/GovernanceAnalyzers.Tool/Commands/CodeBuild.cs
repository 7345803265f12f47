using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Tool.Commands;

/// <param name="Compiled">False when something other than our findings failed.</param>
/// <param name="Errors">The lines that say what.</param>
/// <param name="NotAssessed">Errors of ours that say that a check did not run. They may be in no report.</param>
internal sealed record CodeBuildResult(bool Compiled, IReadOnlyList<string> Errors, IReadOnlyList<string> NotAssessed);

/// <summary>
/// Builds a project or solution with "dotnet build" so that the analyzers run and the gate records what they see. A project that does
/// not reference the package gets the copy that the tool carries.
/// </summary>
internal static partial class CodeBuild
{
    public static CodeBuildResult Run(string project, string? policyFile, string? profile, CalendarDate date)
    {
        var tool = Escape(AppContext.BaseDirectory.Replace('\\', '/'));
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        string[] arguments =
        [
            "build", project, "-nologo", "-tl:off", "-v:quiet", "-clp:NoSummary",
            $"-p:GovernanceToolFolder={tool}",
            $"-p:CustomAfterMicrosoftCommonTargets={tool}inject/GovernanceAnalyzers.Inject.targets",
            $"-p:GovernanceEvaluationDate={date}",
            .. policyFile is null ? Array.Empty<string>() : [$"-p:GovernancePolicyFile={Escape(policyFile)}"],
            .. profile is null ? Array.Empty<string>() : [$"-p:GovernanceProfile={Escape(profile)}"],
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // Messages are recognised by their English words.
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDTERMINALLOGGER"] = "off";
        using var process = Process.Start(start) ?? throw new IOException("dotnet cannot be started.");
        var errors = new List<string>();
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        process.WaitForExit();
        var others = errors.Distinct().Where(e => !OurError().IsMatch(e)).ToArray();
        var notAssessed = errors.Distinct().Where(e => NotAssessed().IsMatch(e)).ToArray();
        return new CodeBuildResult(process.ExitCode == 0 || (errors.Count > 0 && others.Length == 0), others, notAssessed);

        void Keep(string? line)
        {
            if (line is not null && AnyError().IsMatch(line))
            {
                lock (errors)
                {
                    errors.Add(line.Trim());
                }
            }
        }
    }

    /// <summary>MSBuild reads these characters in a property as more than themselves.</summary>
    private static string Escape(string path) => path
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace(";", "%3B", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);

    [GeneratedRegex(@"(^|\s|:)error( \w+)?\s*:", RegexOptions.CultureInvariant)]
    private static partial Regex AnyError();

    [GeneratedRegex(@"error GOV000[19]:", RegexOptions.CultureInvariant)]
    private static partial Regex NotAssessed();

    [GeneratedRegex(@"error GOV\d{4}:", RegexOptions.CultureInvariant)]
    private static partial Regex OurError();
}
