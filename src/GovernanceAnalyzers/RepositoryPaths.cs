using System;
using System.Collections.Generic;

namespace GovernanceAnalyzers;

/// <summary>Repository-relative paths as text operations: analyzers do not touch the file system.</summary>
internal static class RepositoryPaths
{
    /// <summary>The root, as an absolute path with forward slashes and without one at the end.</summary>
    /// <param name="policyPath">Path of the compiled policy.</param>
    /// <param name="relativeRoot">The root as seen from the compiled policy's folder: <c>../../..</c>.</param>
    public static string Root(string policyPath, string relativeRoot)
    {
        var segments = new List<string>(policyPath.Replace('\\', '/').Split('/'));
        segments.RemoveAt(segments.Count - 1);
        foreach (var step in relativeRoot.Split('/'))
        {
            if (step == ".." && segments.Count > 0)
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else if (step.Length > 0 && step != ".")
            {
                segments.Add(step);
            }
        }

        return string.Join("/", segments);
    }

    /// <summary>Relative to the root when the path is below it, else the path itself; forward slashes either way.</summary>
    public static string Relative(string root, string path)
    {
        path = path.Replace('\\', '/');
        return path.Length > root.Length + 1 && path[root.Length] == '/' && path.StartsWith(root, StringComparison.OrdinalIgnoreCase)
            ? path.Substring(root.Length + 1)
            : path;
    }
}
