using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.Text;

namespace GovernanceAnalyzers.Configuration;

/// <summary>Reads the environment variables of all profiles in <c>launchSettings.json</c>.</summary>
internal static class LaunchSettingsReader
{
    private const string Variables = "environmentVariables";

    public static ImmutableArray<Entry> Read(SourceText text) =>
        JsonConfigurationReader.Read(text).Select(Variable).OfType<Entry>().ToImmutableArray();

    /// <summary><c>profiles:http:environmentVariables:NAME</c>. Profiles may be named with colons, variables are not.</summary>
    private static Entry? Variable(Entry entry)
    {
        var parts = entry.Key.Split(':');
        return parts.Length >= 4 && Is(parts[0], "profiles") && Is(parts[parts.Length - 2], Variables)
            ? entry with { Key = parts[parts.Length - 1], IsVariable = true }
            : null;
    }

    private static bool Is(string part, string name) => part.Equals(name, StringComparison.OrdinalIgnoreCase);
}
