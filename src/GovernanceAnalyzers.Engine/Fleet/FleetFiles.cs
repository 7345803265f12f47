using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Reports;

namespace GovernanceAnalyzers.Engine.Fleet;

/// <summary>The recorded files that a person means by files, folders and patterns. Links are not followed: a folder of artifacts may hold any.</summary>
public static class FleetFiles
{
    private const int MaximumDepth = 32;

    /// <param name="given">Files, folders and patterns, relative to <paramref name="folder"/>.</param>
    /// <param name="isWanted">Which files of a folder are recordings, by name; a file or pattern that is given is one as it is.</param>
    /// <returns>Paths relative to <paramref name="folder"/> where they are below it, sorted, each once.</returns>
    public static IReadOnlyList<string> Find(IEnumerable<string> given, string folder, Func<string, bool> isWanted, List<RecordedProblem> problems)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var one in given)
        {
            var before = found.Count;
            var path = one.Replace('\\', '/');
            var full = Path.GetFullPath(Path.Combine(folder, path));
            if (Glob.HasWildcard(path))
            {
                var beginning = string.Join("/", path.Split('/').TakeWhile(s => !Glob.HasWildcard(s)));
                var top = Path.GetFullPath(Path.Combine(folder, beginning.Length == 0 && path[0] == '/' ? "/" : beginning));
                var rest = path.Substring(beginning.Length).TrimStart('/');
                Walk(new DirectoryInfo(top), top, 0, relative => Glob.IsPathMatch(rest, relative));
                if (found.Count == before)
                {
                    problems.Add(new RecordedProblem(new SourcePlace(one), "No file matches this pattern."));
                }
            }
            else if (File.Exists(full))
            {
                found.Add(full);
            }
            else if (Directory.Exists(full))
            {
                Walk(new DirectoryInfo(full), full, 0, relative => isWanted(Path.GetFileName(relative)));
                if (found.Count == before)
                {
                    problems.Add(new RecordedProblem(new SourcePlace(one), "There is no recording in this folder. 'governance report' writes governance.json."));
                }
            }
            else
            {
                problems.Add(new RecordedProblem(new SourcePlace(one), "The file or folder does not exist."));
            }
        }

        var root = Path.GetFullPath(folder).TrimEnd('/', '\\');
        return found
            .Select(f => GovernedTree.IsBelow(f, root) ? f.Substring(root.Length + 1).Replace('\\', '/') : f.Replace('\\', '/'))
            .OrderBy(f => f, StringComparer.Ordinal)
            .ToArray();

        void Walk(DirectoryInfo at, string top, int depth, Func<string, bool> test)
        {
            if (!at.Exists)
            {
                return;
            }

            try
            {
                foreach (var entry in at.EnumerateFileSystemInfos())
                {
                    var isLink = (entry.Attributes & FileAttributes.ReparsePoint) != 0;
                    if (entry is DirectoryInfo child)
                    {
                        if (!isLink && depth < MaximumDepth && child.Name is not (".git" or "node_modules"))
                        {
                            Walk(child, top, depth + 1, test);
                        }
                    }
                    else if (test(entry.FullName.Substring(top.Length).Replace('\\', '/').TrimStart('/')))
                    {
                        if (isLink)
                        {
                            problems.Add(new RecordedProblem(new SourcePlace(entry.FullName), "This is a symbolic link, and links are not followed. Name the file itself."));
                        }
                        else
                        {
                            found.Add(entry.FullName);
                        }
                    }
                }
            }
            catch (Exception e) when (RegularFile.IsExpected(e))
            {
                problems.Add(new RecordedProblem(new SourcePlace(at.FullName), $"The folder cannot be read: {e.Message}"));
            }
        }
    }
}
