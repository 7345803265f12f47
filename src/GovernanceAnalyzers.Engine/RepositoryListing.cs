using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine;

/// <summary>A file of the repository, as one walk over it saw it.</summary>
/// <param name="Path">Relative to the governed folder, with forward slashes.</param>
/// <param name="Length">In bytes. Pipes and devices have none, and opening one may never end: what is empty is not opened.</param>
/// <param name="Modified">Ticks, UTC.</param>
public sealed record RepositoryFile(string Path, string FullPath, long Length, long Modified);

/// <summary>
/// Every file below the governed folder, walked once and sorted by path, without what git ignores: a file that git tracks although a
/// pattern matches it is left out as well. Links are not followed.
/// </summary>
public sealed class RepositoryListing
{
    private const int MaximumDepth = 64;

    /// <summary>Comparisons of a character with a wildcard, for all names of one folder; ordinary patterns take a few for each name.</summary>
    private const long MaximumSteps = 50_000_000;

    private readonly Lazy<Dictionary<string, RepositoryFile>> _byPath;
    private readonly Dictionary<string, IgnoreRules?> _rules;
    private readonly string _prefix;

    private RepositoryListing(
        IReadOnlyList<RepositoryFile> files, IReadOnlyList<string> links, IReadOnlyList<FileProblem> problems, Dictionary<string, IgnoreRules?> rules, string prefix)
    {
        _rules = rules;
        _prefix = prefix;
        Files = files;
        Links = links;
        Problems = problems;
        _byPath = new(() =>
        {
            var byPath = new Dictionary<string, RepositoryFile>(Files.Count, StringComparer.Ordinal);
            foreach (var file in Files)
            {
                byPath[file.Path] = file;
            }

            return byPath;
        });
    }

    public IReadOnlyList<RepositoryFile> Files { get; }

    /// <summary>Paths of symbolic links, sorted. What they lead to may lie anywhere, so nobody looks.</summary>
    public IReadOnlyList<string> Links { get; }

    /// <summary>Folders and files that could not be looked into, each with the reason; sorted.</summary>
    public IReadOnlyList<FileProblem> Problems { get; }

    /// <param name="inputs">Receives the folders, so that an added file is noticed later.</param>
    public static RepositoryListing Of(GovernedTree tree, InputFiles inputs)
    {
        var prefix = tree.Root.Length > tree.RepositoryRoot.Length ? GovernedTree.RelativePath(tree.RepositoryRoot, tree.Root) + "/" : "";
        var problems = new List<FileProblem>();
        var looked = new List<FolderContents>();
        var rules = new Dictionary<string, IgnoreRules?>(StringComparer.Ordinal);
        for (var level = new[] { new Folder(tree.Root, "", 0, Above(tree, prefix, problems, inputs)) }; level.Length > 0;)
        {
            var contents = new FolderContents[level.Length];
            Parallel.For(0, level.Length, i => contents[i] = Look(level[i], prefix));
            foreach (var folder in level)
            {
                inputs.Add(folder.FullPath);
            }

            looked.AddRange(contents);
            for (var i = 0; i < level.Length; i++)
            {
                rules[level[i].Path] = contents[i].Rules;
            }

            level = contents.SelectMany(c => c.Folders).ToArray();
        }

        foreach (var ignoring in looked.Where(c => c.IgnoreFile.Length > 0))
        {
            inputs.Add(ignoring.IgnoreFile);
        }

        var files = looked.SelectMany(c => c.Files).ToArray();
        Array.Sort(Array.ConvertAll(files, f => f.Path), files, StringComparer.Ordinal);
        return new RepositoryListing(
            files,
            looked.SelectMany(c => c.Links).OrderBy(l => l, StringComparer.Ordinal).ToArray(),
            problems.Concat(looked.SelectMany(c => c.Problems)).OrderBy(p => p.Place).ThenBy(p => p.Message, StringComparer.Ordinal).ToArray(),
            rules,
            prefix);
    }

    /// <summary>The files that match one of the globs, which are relative to the governed folder.</summary>
    public IEnumerable<RepositoryFile> Matching(IReadOnlyList<string> globs)
    {
        var patterns = globs.Select(g => new PathGlob(g)).ToArray();
        return Files.Where(f =>
        {
            // Except on Windows, the name of a file may have a backslash in it.
            var path = Glob.Normalise(f.Path);
            return Array.Exists(patterns, p => p.IsMatch(path));
        });
    }

    /// <summary>The file with this path, or null.</summary>
    public RepositoryFile? Find(string path) => _byPath.Value.TryGetValue(path, out var file) ? file : null;

    /// <summary>Whether git would ignore a file of this path, which need not exist.</summary>
    public bool IsIgnored(string path)
    {
        var parts = path.Split('/');
        var (folder, rules) = ("", _rules[""]);
        for (var i = 0; i < parts.Length; i++)
        {
            var part = folder.Length == 0 ? parts[i] : folder + "/" + parts[i];
            var isFolder = i < parts.Length - 1;
            var steps = MaximumSteps;
            if (rules?.IsIgnored(_prefix + part, parts[i], isFolder, ref steps) == true || (isFolder && RepositoryFiles.IsSkipped(parts[i])))
            {
                return true;
            }

            folder = part;
            rules = _rules.TryGetValue(part, out var inner) ? inner : rules;
        }

        return false;
    }

    /// <summary>What is ignored from outside of the governed folder: by the repository's own list, and by the folders between.</summary>
    private static IgnoreRules? Above(GovernedTree tree, string prefix, ICollection<FileProblem> problems, InputFiles inputs)
    {
        IgnoreRules? rules = null;
        Add(GitFile.ExcludeFile(tree.RepositoryRoot), ".git/info/exclude", "");
        var folder = "";
        foreach (var name in prefix.Split(['/'], StringSplitOptions.RemoveEmptyEntries))
        {
            Add(Path.Combine(tree.RepositoryRoot, folder, IgnoreRules.FileName), tree.Relative(Path.Combine(tree.RepositoryRoot, folder, IgnoreRules.FileName)), folder);
            folder += name + "/";
        }

        return rules;

        void Add(string file, string path, string of)
        {
            inputs.Add(file);
            if (File.Exists(file))
            {
                rules = IgnoreRules.Read(file, path, of, rules, problems);
            }
        }
    }

    private static FolderContents Look(Folder folder, string prefix)
    {
        var contents = new FolderContents();
        if (folder.Depth > MaximumDepth)
        {
            contents.Problems.Add(new FileProblem(
                new SourcePlace(folder.Path), $"The folder lies more than {MaximumDepth} levels deep and was not looked into, so nothing is known about its files. Move it up."));
            return contents;
        }

        IReadOnlyList<FolderEntry> entries;
        try
        {
            entries = FolderEntry.In(folder.FullPath);
        }
        catch (Exception e) when (RegularFile.IsExpected(e))
        {
            contents.Problems.Add(new FileProblem(
                new SourcePlace(folder.Path), $"The folder cannot be read ({e.GetType().Name}), so nothing is known about its files. Make it readable."));
            return contents;
        }

        var above = folder.Path.Length == 0 ? "" : folder.Path + "/";
        var rules = folder.Rules;
        if (entries.Any(e => e.Name == IgnoreRules.FileName && e.Kind is EntryKind.File or EntryKind.Link))
        {
            contents.IgnoreFile = Path.Combine(folder.FullPath, IgnoreRules.FileName);
            rules = IgnoreRules.Read(contents.IgnoreFile, above + IgnoreRules.FileName, prefix + above, rules, contents.Problems);
        }

        contents.Rules = rules;
        var steps = MaximumSteps;
        foreach (var entry in entries)
        {
            var path = above + entry.Name;
            if (entry.Kind == EntryKind.Unnamed)
            {
                // What is gone between two calls was never there; what cannot be named cannot be opened.
                if (entry.Name.IndexOf('\uFFFD') >= 0)
                {
                    contents.Problems.Add(new FileProblem(
                        new SourcePlace(path), "The name of this file or folder is not valid UTF-8, so it cannot be opened and nothing is known about it. Rename it."));
                }

                continue;
            }

            var isFolder = entry.Kind == EntryKind.Folder;
            if ((isFolder && RepositoryFiles.IsSkipped(entry.Name)) || rules?.IsIgnored(prefix + path, entry.Name, isFolder, ref steps) == true)
            {
                // No part of the repository.
            }
            else if (entry.Kind == EntryKind.Link)
            {
                contents.Links.Add(path);
            }
            else if (isFolder)
            {
                contents.Folders.Add(new Folder(Path.Combine(folder.FullPath, entry.Name), path, folder.Depth + 1, rules));
            }
            else
            {
                contents.Files.Add(new RepositoryFile(path, Path.Combine(folder.FullPath, entry.Name), entry.Length, entry.Modified));
            }
        }

        if (steps <= 0)
        {
            contents.Problems.Add(new FileProblem(
                new SourcePlace(folder.Path), $"The patterns of the {IgnoreRules.FileName} files take too long here, so some that are ignored may be taken for a part of the repository. Use simpler patterns."));
        }

        return contents;
    }

    private sealed record Folder(string FullPath, string Path, int Depth, IgnoreRules? Rules);

    private sealed class FolderContents
    {
        public List<Folder> Folders { get; } = [];

        public List<RepositoryFile> Files { get; } = [];

        public List<string> Links { get; } = [];

        public List<FileProblem> Problems { get; } = [];

        public string IgnoreFile { get; set; } = "";

        public IgnoreRules? Rules { get; set; }
    }
}
