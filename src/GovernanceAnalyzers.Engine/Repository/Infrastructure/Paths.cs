using System;
using System.Collections.Generic;

namespace GovernanceAnalyzers.Engine.Repository.Infrastructure;

/// <summary>Paths relative to the governed folder, with forward slashes.</summary>
internal static class Paths
{
    public static string Folder(string path) => path.LastIndexOf('/') is var slash and >= 0 ? path.Substring(0, slash) : "";

    public static string Name(string path) => path.Substring(path.LastIndexOf('/') + 1);

    /// <summary>A path seen from a folder; null where it leads out of the governed one.</summary>
    public static string? Combine(string folder, string path)
    {
        var parts = new List<string>(folder.Length == 0 ? [] : folder.Split('/'));
        foreach (var part in path.Replace('\\', '/').Split('/'))
        {
            if (part == "..")
            {
                if (parts.Count == 0)
                {
                    return null;
                }

                parts.RemoveAt(parts.Count - 1);
            }
            else if (part.Length > 0 && part != ".")
            {
                parts.Add(part);
            }
        }

        return string.Join("/", parts);
    }

    public static bool IsIn(string folder, string path) => folder.Length == 0 || path.StartsWith(folder + "/", StringComparison.Ordinal);
}
