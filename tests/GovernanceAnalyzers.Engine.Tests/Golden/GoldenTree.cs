using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace GovernanceAnalyzers.Engine.Tests.Golden;

/// <summary>The files of the golden repository, read once: path with forward slashes to content.</summary>
internal static class GoldenTree
{
    public const string Register = "governance/register.yml";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Golden");

    private static readonly Lazy<IReadOnlyDictionary<string, byte[]>> Shared = new(() => Directory
        .EnumerateFiles(Path.Combine(Folder, "repository"), "*", SearchOption.AllDirectories)
        .ToDictionary(f => Path.GetRelativePath(Path.Combine(Folder, "repository"), f).Replace('\\', '/'), File.ReadAllBytes, StringComparer.Ordinal));

    /// <summary>The repository under a preset.</summary>
    public static IReadOnlyDictionary<string, byte[]> Of(string preset) => new SortedDictionary<string, byte[]>(
        Shared.Value.ToDictionary(f => f.Key, f => f.Value), StringComparer.Ordinal)
    {
        [GovernedTree.PolicyFileName] = File.ReadAllBytes(Path.Combine(Folder, "policies", preset + ".yml")),
    };

    /// <summary>The same repository when no system in it matters much, so that it is asked for what all systems are asked for.</summary>
    public static IReadOnlyDictionary<string, byte[]> OfMinimalRisk(string preset) => new SortedDictionary<string, byte[]>(
        Of(preset).ToDictionary(f => f.Key, f => f.Value), StringComparer.Ordinal)
    {
        [Register] = Bytes(Text(Of(preset)[Register]).Replace("riskTier: high", "riskTier: minimal")),
    };

    public static string Text(byte[] content) => Encoding.UTF8.GetString(content);

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
