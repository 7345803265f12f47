using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine;

/// <summary>A file of the repository, as one walk over it saw it.</summary>
/// <param name="Path">Relative to the governed folder, with forward slashes.</param>
/// <param name="Length">In bytes. Pipes and devices have none, and opening one may never end: what is empty is not opened.</param>
/// <param name="Modified">Ticks, UTC.</param>
public sealed record RepositoryFile(string Path, string FullPath, long Length, long Modified);

/// <summary>
/// Every file below the governed folder, walked once and sorted by path. Links are not followed.
/// </summary>
public sealed class RepositoryListing
{
    private const int MaximumDepth = 64;

    private RepositoryListing(IReadOnlyList<RepositoryFile> files, IReadOnlyList<string> links, IReadOnlyList<FileProblem> problems)
    {
        Files = files;
        Links = links;
        Problems = problems;
    }

    public IReadOnlyList<RepositoryFile> Files { get; }

    /// <summary>Paths of symbolic links, sorted. What they lead to may lie anywhere, so nobody looks.</summary>
    public IReadOnlyList<string> Links { get; }

    /// <summary>Folders that could not be looked into, each with the reason.</summary>
    public IReadOnlyList<FileProblem> Problems { get; }

    /// <param name="inputs">Receives the folders, so that an added file is noticed later.</param>
    public static RepositoryListing Of(GovernedTree tree, InputFiles inputs)
    {
        var files = new List<RepositoryFile>();
        var links = new SortedSet<string>(StringComparer.Ordinal);
        var problems = new List<FileProblem>();
        Walk(new DirectoryInfo(tree.Root), "", 0);
        return new RepositoryListing(files.OrderBy(f => f.Path, StringComparer.Ordinal).ToArray(), links.ToArray(), problems);

        void Walk(DirectoryInfo folder, string path, int depth)
        {
            inputs.Add(folder.FullName);
            if (depth > MaximumDepth)
            {
                problems.Add(new FileProblem(new SourcePlace(path), $"The folder lies more than {MaximumDepth} levels deep and was not looked into. Move it up."));
                return;
            }

            FileSystemInfo[] entries;
            try
            {
                entries = folder.GetFileSystemInfos();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                problems.Add(new FileProblem(new SourcePlace(path), $"The folder cannot be read ({e.GetType().Name}), so nothing is known about its files. Make it readable."));
                return;
            }

            foreach (var entry in entries)
            {
                var name = path.Length == 0 ? entry.Name : path + "/" + entry.Name;
                if ((entry.Attributes & FileAttributes.ReparsePoint) != 0)
                {
                    links.Add(name);
                }
                else if (entry is DirectoryInfo child)
                {
                    if (!RepositoryFiles.IsSkipped(child.Name))
                    {
                        Walk(child, name, depth + 1);
                    }
                }
                else if (entry is FileInfo file)
                {
                    files.Add(new RepositoryFile(name, file.FullName, file.Length, file.LastWriteTimeUtc.Ticks));
                }
            }
        }
    }

    /// <summary>The files that match one of the globs, which are relative to the governed folder.</summary>
    public IEnumerable<RepositoryFile> Matching(IReadOnlyList<string> globs) => Files.Where(f => globs.Any(g => Glob.IsPathMatch(g, f.Path)));

    /// <summary>The file with this path, or null.</summary>
    public RepositoryFile? Find(string path) => Files.FirstOrDefault(f => f.Path == path);
}
