using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;

namespace GovernanceAnalyzers.Engine;

/// <summary>
/// Finds files below the governed folder by glob. Links are not followed, so no loop and no way out of the repository exists; one that a
/// glob matches is among the results, and <see cref="RegularFile"/> says about it what it says.
/// </summary>
public static class RepositoryFiles
{
    private const int MaximumDepth = 32;

    /// <summary>Folders of tools, which hold nothing that the repository says.</summary>
    public static bool IsSkipped(string folder) => folder is ".git" or ".governance" or "bin" or "obj" or "node_modules";

    /// <summary>Whether any file matches. Only the folder before the first wildcard becomes an input: this is about paths that were never there.</summary>
    public static bool MatchesAny(GovernedTree tree, string glob, InputFiles inputs)
    {
        var beginning = string.Join("/", glob.Split('/').TakeWhile(s => !Glob.HasWildcard(s)));
        inputs.Add(Path.Combine(tree.Root, beginning));
        return Match(tree, glob, new InputFiles()).Count > 0;
    }

    /// <summary>Absolute paths of the files that match, sorted by their relative paths.</summary>
    /// <param name="glob">Relative to the governed folder.</param>
    /// <param name="inputs">Receives the folders looked into, so that an added file is noticed later.</param>
    public static IReadOnlyList<string> Match(GovernedTree tree, string glob, InputFiles inputs)
    {
        glob = glob.Replace('\\', '/').TrimStart('/');
        var segments = glob.Split('/');
        var fixedSegments = segments.TakeWhile(s => !Glob.HasWildcard(s)).ToArray();
        if (fixedSegments.Contains(".."))
        {
            return [];
        }

        if (fixedSegments.Length == segments.Length)
        {
            var file = Path.Combine(tree.Root, glob);
            inputs.Add(file);
            return File.Exists(file) || RegularFile.IsLink(file) ? [Path.GetFullPath(file)] : [];
        }

        if (fixedSegments.Length > 0 && RegularFile.LinkBelow(tree.Root, string.Join("/", fixedSegments)) is { } link)
        {
            // Whoever reads it says that it is a link.
            inputs.Add(Path.Combine(tree.Root, link));
            return [Path.Combine(tree.Root, link)];
        }

        var found = new List<string>();
        var pattern = new PathGlob(glob);
        // Without "**", a match lies as deep as the pattern has segments, and no deeper folder is looked into.
        var deepest = glob.EndsWith("/", StringComparison.Ordinal) || glob.Contains("**") ? MaximumDepth : segments.Length - fixedSegments.Length - 1;
        Walk(new DirectoryInfo(Path.Combine([tree.Root, .. fixedSegments])), 0);
        return found.OrderBy(f => tree.Relative(f), StringComparer.Ordinal).ToArray();

        void Walk(DirectoryInfo folder, int depth)
        {
            inputs.Add(folder.FullName);
            if (!folder.Exists)
            {
                return;
            }

            IEnumerable<FileSystemInfo> entries;
            try
            {
                entries = folder.GetFileSystemInfos();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return;
            }

            foreach (var entry in entries)
            {
                if (entry is DirectoryInfo child && (entry.Attributes & FileAttributes.ReparsePoint) == 0)
                {
                    if (depth < deepest && !IsSkipped(child.Name))
                    {
                        Walk(child, depth + 1);
                    }
                }
                else if (pattern.IsMatch(tree.Relative(entry.FullName)))
                {
                    found.Add(entry.FullName);
                }
            }
        }
    }
}
