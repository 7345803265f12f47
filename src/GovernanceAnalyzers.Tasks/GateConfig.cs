using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace GovernanceAnalyzers.Tasks;

/// <summary>
/// The analyzer config of real builds. It tells our analyzer that the gate prints. And since a compiler log makes the compiler run every
/// rule that is only a suggestion, for all analyzers, it takes back those that nothing but the SDK's own defaults asks for
/// (docs/decisions/0005-compiler-log.md). Its level is just above the SDK's files and below every file a user writes, so no setting of a
/// user changes.
/// </summary>
internal static class GateConfig
{
    /// <summary>The SDK's generated configs are at -100 and -99; a user's .globalconfig starts at 0 (100 when it has that name).</summary>
    private const int Level = -90;

    public static string Text(IEnumerable<string> analyzerConfigs)
    {
        var text = new StringBuilder();
        text.Append("is_global = true\nglobal_level = ").Append(Level).Append('\n');
        text.Append(GovernanceAnalyzerNames.GateOption).Append(" = true\n");
        foreach (var rule in analyzerConfigs.Where(IsFromSdk).SelectMany(Suggestions).Distinct(StringComparer.Ordinal).OrderBy(r => r, StringComparer.Ordinal))
        {
            text.Append("dotnet_diagnostic.").Append(rule).Append(".severity = none\n");
        }

        return text.ToString();
    }

    private static bool IsFromSdk(string path) =>
        Path.GetFileName(path).StartsWith("analysislevel", StringComparison.OrdinalIgnoreCase) && File.Exists(path);

    private static IEnumerable<string> Suggestions(string path)
    {
        const string prefix = "dotnet_diagnostic.";
        const string suffix = ".severity";
        foreach (var line in File.ReadLines(path))
        {
            var parts = line.Split('=');
            if (parts.Length == 2
                && parts[1].Trim() == "suggestion"
                && parts[0].Trim() is var key
                && key.StartsWith(prefix, StringComparison.Ordinal)
                && key.EndsWith(suffix, StringComparison.Ordinal))
            {
                yield return key.Substring(prefix.Length, key.Length - prefix.Length - suffix.Length);
            }
        }
    }
}

/// <summary>Names that the analyzer assembly declares; it cannot be referenced from here, so a test compares them.</summary>
internal static class GovernanceAnalyzerNames
{
    public const string GateOption = "governance_gate";
}
