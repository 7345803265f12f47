using System.Reflection;

namespace GovernanceAnalyzers.Engine;

public static class ToolVersion
{
    /// <summary>The package's version, without build metadata.</summary>
    public static string Text { get; } =
        (typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0").Split('+')[0];
}
