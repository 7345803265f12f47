using System;
using System.Linq;

namespace GovernanceAnalyzers.Core.Policy;

/// <summary>What an infrastructure file says about a name under which a model is deployed.</summary>
/// <param name="Serves"><c>provider:reference</c>; empty where the file does not tell.</param>
/// <param name="Place">Of the resource: <c>infra/main.bicep(31)</c>.</param>
/// <param name="Unknown">Why the file does not tell, as a noun phrase; empty where it does.</param>
public sealed record DeploymentReference(string Name, string Serves, string Place, string Unknown)
{
    private const string NameKey = "model.name=";
    private const string VersionKey = "model.version=";

    /// <summary>
    /// The deployment moves to another version, and not before its own is retired, which GOV1005 announces. That is a smaller matter than
    /// one that moves any day.
    /// </summary>
    public static bool StaysUntilRetired(string serves) => serves.EndsWith(";versionUpgradeOption=OnceCurrentVersionExpired", StringComparison.OrdinalIgnoreCase);

    /// <summary>Infrastructure has name, version and upgrades apart; people read name and version.</summary>
    public static string Display(string serves)
    {
        var colon = serves.IndexOf(':');
        if (colon < 0 || string.CompareOrdinal(serves, colon + 1, NameKey, 0, NameKey.Length) != 0)
        {
            return serves;
        }

        var parts = serves.Substring(colon + 1).Split(';');
        var version = parts.FirstOrDefault(p => p.StartsWith(VersionKey, StringComparison.Ordinal));
        return serves.Substring(0, colon + 1) + parts[0].Substring(NameKey.Length)
            + (version is null ? "" : " " + version.Substring(VersionKey.Length));
    }
}
