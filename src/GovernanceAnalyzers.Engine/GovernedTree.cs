using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Engine.Policy.Layers;

namespace GovernanceAnalyzers.Engine;

/// <summary>
/// Which folder is governed, and by which file. The policy is the nearest <c>governance.yml</c> at or above the start, up to the root of
/// the repository; its folder is the governed one. Without a policy that is the repository.
/// </summary>
/// <param name="Root">Absolute path of the governed folder, without a separator at its end.</param>
/// <param name="RepositoryRoot">The folder with <c>.git</c>, or <paramref name="Root"/> where there is none. Nothing outside of it is read.</param>
/// <param name="PolicyFile">Absolute path of the policy, or null.</param>
public sealed record GovernedTree(string Root, string RepositoryRoot, string? PolicyFile)
{
    public const string PolicyFileName = "governance.yml";

    /// <summary>Policy packs that NuGet restored for the projects here, sorted by id.</summary>
    public IReadOnlyList<PolicyPack> Packs { get; init; } = [];

    /// <summary>The profile of the policy to use, or empty.</summary>
    public string Profile { get; init; } = "";

    /// <summary>Paths of files of which only name, length and time are known, because this is a replay of a recording.</summary>
    public IReadOnlyCollection<string> Hollow { get; init; } = [];

    /// <summary>Files that a replay put in the place of others, as they were recorded; null for those that were not there.</summary>
    public IReadOnlyDictionary<string, RepositoryFile?> Replaced { get; init; } = new Dictionary<string, RepositoryFile?>();

    /// <summary>Where facts, caches and reports go. The folder ignores itself for git.</summary>
    public string OutputFolder => Path.Combine(Root, ".governance");

    /// <param name="start">Folder to start from.</param>
    /// <param name="policyFile">A policy named by a property or option; used whether or not it exists.</param>
    /// <param name="root">Overrides the root of the repository.</param>
    public static GovernedTree Find(string start, string? policyFile = null, string? root = null)
    {
        start = Trim(Path.GetFullPath(start));
        var repository = string.IsNullOrEmpty(root) ? Above(start, IsRepository) : Trim(Path.GetFullPath(Path.Combine(start, root)));
        if (!string.IsNullOrEmpty(policyFile))
        {
            var policy = Path.GetFullPath(Path.Combine(start, policyFile));
            var governed = repository ?? Above(start, IsSolution) ?? start;
            return new GovernedTree(governed, governed, policy);
        }

        var found = Above(start, folder => File.Exists(Path.Combine(folder, PolicyFileName)), stopAt: repository);
        var top = repository ?? found ?? Above(start, IsSolution) ?? start;
        return new GovernedTree(found ?? top, top, found is null ? null : Path.Combine(found, PolicyFileName));
    }

    /// <summary>Relative to the governed folder with forward slashes; absolute, with forward slashes, outside of it.</summary>
    public string Relative(string fullPath) => IsBelow(fullPath, Root)
        ? fullPath.Substring(Root.Length + 1).Replace('\\', '/')
        : fullPath.Replace('\\', '/');

    public bool IsInRepository(string fullPath) => IsBelow(Path.GetFullPath(fullPath), RepositoryRoot);

    /// <summary>From one folder to another, with forward slashes: <c>../../..</c>. Falls back to the absolute path across drives.</summary>
    public static string RelativePath(string from, string to)
    {
        var fromParts = Parts(from);
        var toParts = Parts(to);
        var common = 0;
        while (common < fromParts.Length && common < toParts.Length && string.Equals(fromParts[common], toParts[common], PathComparison))
        {
            common++;
        }

        return common == 0
            ? to.Replace('\\', '/')
            : string.Join("/", Enumerable.Repeat("..", fromParts.Length - common).Concat(toParts.Skip(common)));

        static string[] Parts(string path) => Trim(Path.GetFullPath(path)).Replace('\\', '/').Split('/');
    }

    private static StringComparison PathComparison =>
        Path.DirectorySeparatorChar == '\\' ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    internal static bool IsBelow(string path, string folder) =>
        path.Length > folder.Length + 1 && path.StartsWith(folder, PathComparison) && path[folder.Length] is '/' or '\\';

    /// <summary>A work tree has a folder <c>.git</c>, a linked work tree or submodule a file.</summary>
    private static bool IsRepository(string folder) =>
        Directory.Exists(Path.Combine(folder, ".git")) || File.Exists(Path.Combine(folder, ".git"));

    private static bool IsSolution(string folder)
    {
        try
        {
            return Directory.EnumerateFiles(folder, "*.sln").Concat(Directory.EnumerateFiles(folder, "*.slnx")).Any();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string? Above(string start, Func<string, bool> test, string? stopAt = null)
    {
        for (var folder = start; !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder)!)
        {
            if (test(folder))
            {
                return folder;
            }

            if (stopAt is not null && string.Equals(folder, stopAt, PathComparison))
            {
                return null;
            }
        }

        return null;
    }

    private static string Trim(string path) => path.Length > 1 ? path.TrimEnd('/', '\\') : path;
}
