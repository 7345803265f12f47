using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace GovernanceAnalyzers.Engine.Catalogue;

/// <summary>The files of <c>policies/</c>, which travel inside this assembly under their paths in the repository.</summary>
public static class ShippedFiles
{
    private static readonly Assembly Assembly = typeof(ShippedFiles).Assembly;

    /// <summary>Paths below a folder, sorted: <c>policies/sdks/openai.yml</c>.</summary>
    public static IReadOnlyList<string> Below(string folder) =>
        Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(folder, StringComparison.Ordinal))
            .OrderBy(n => n, StringComparer.Ordinal)
            .ToArray();

    public static bool Exists(string path) => Assembly.GetManifestResourceInfo(path) is not null;

    public static string Text(string path)
    {
        using var stream = Assembly.GetManifestResourceStream(path)
            ?? throw new ArgumentException($"'{path}' is not shipped.", nameof(path));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
