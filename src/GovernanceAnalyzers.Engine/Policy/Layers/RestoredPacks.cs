using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace GovernanceAnalyzers.Engine.Policy.Layers;

/// <summary>
/// Finds policy packs: packages with a file <c>policy/governance.yml</c>. A build knows them from the packages themselves; elsewhere NuGet's
/// <c>project.assets.json</c> tells where it restored them. Nothing is fetched.
/// </summary>
public static class RestoredPacks
{
    /// <summary>Where a package keeps its policy.</summary>
    public const string PolicyPath = "policy/governance.yml";

    private const string AssetsFile = "project.assets.json";
    private const int MaximumDepth = 12;
    private const long MaximumBytes = 256L * 1024 * 1024;

    /// <summary>Packs as a build hands them over: <c>id|version|file</c>, several separated by <c>||</c>.</summary>
    public static IReadOnlyList<PolicyPack> Parse(string? text) => (text ?? "")
        .Split(["||"], StringSplitOptions.RemoveEmptyEntries)
        .Select(p => p.Split('|'))
        .Where(p => p.Length == 3 && p[0].Trim().Length > 0 && p[2].Trim().Length > 0)
        .Select(p => new PolicyPack(p[0].Trim(), p[1].Trim(), Path.GetFullPath(p[2].Trim())))
        .GroupBy(p => p.Id, StringComparer.OrdinalIgnoreCase)
        .Select(g => g.First())
        .OrderBy(p => p.Id, StringComparer.OrdinalIgnoreCase)
        .ToArray();

    /// <summary>
    /// The packs that the projects below a folder reference, as far as the folder's policy governs them. Where projects have several
    /// versions of one, the highest, with the others noted.
    /// </summary>
    /// <param name="isNamed">The policy was named, so it also governs folders with a policy of their own.</param>
    public static IReadOnlyList<PolicyPack> Below(string folder, bool isNamed = false)
    {
        var packs = new List<(PolicyPack Pack, string Project)>();
        Walk(new DirectoryInfo(folder), 0);
        return packs
            .GroupBy(p => p.Pack.Id, StringComparer.OrdinalIgnoreCase)
            .Select(g => Highest([.. g]))
            .OrderBy(p => p.Id, StringComparer.OrdinalIgnoreCase)
            .ToArray();

        void Walk(DirectoryInfo current, int depth)
        {
            if (depth > MaximumDepth || !current.Exists)
            {
                return;
            }

            try
            {
                var assets = new FileInfo(Path.Combine(current.FullName, AssetsFile));
                if (assets.Exists)
                {
                    packs.AddRange(Read(assets));
                }

                foreach (var child in current.GetDirectories())
                {
                    // What has a policy of its own has packs of its own.
                    if ((child.Attributes & FileAttributes.ReparsePoint) == 0
                        && child.Name is not (".git" or ".governance" or "bin" or "node_modules")
                        && (isNamed || !File.Exists(Path.Combine(child.FullName, GovernedTree.PolicyFileName))))
                    {
                        Walk(child, depth + 1);
                    }
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Not a folder that a restore wrote into.
            }
        }
    }

    private static PolicyPack Highest(IReadOnlyList<(PolicyPack Pack, string Project)> found)
    {
        var sorted = found
            .OrderByDescending(p => Number(p.Pack.Version))
            .ThenBy(p => p.Pack.Version.Contains('-'))
            .ThenByDescending(p => p.Pack.Version, StringComparer.Ordinal)
            .ThenBy(p => p.Project, StringComparer.Ordinal)
            .ToArray();
        var highest = sorted[0].Pack;
        return highest with
        {
            OtherVersions = sorted
                .Where(p => p.Pack.Version != highest.Version)
                .GroupBy(p => p.Pack.Version, StringComparer.Ordinal)
                .Select(g => $"{g.Key} ({string.Join(", ", g.Select(p => p.Project).Distinct(StringComparer.Ordinal))})")
                .ToArray(),
        };
    }

    private static IEnumerable<(PolicyPack Pack, string Project)> Read(FileInfo assets)
    {
        if (assets.Length > MaximumBytes)
        {
            return [];
        }

        try
        {
            using var stream = assets.OpenRead();
            using var document = JsonDocument.Parse(stream);
            var root = document.RootElement;
            if (ProjectName(root, assets) is not { } project)
            {
                return [];
            }

            var imported = new HashSet<string>(root.GetProperty("targets").EnumerateObject().SelectMany(t => t.Value.EnumerateObject()).Where(IsImported).Select(l => l.Name), StringComparer.Ordinal);
            var folders = root.GetProperty("packageFolders").EnumerateObject().Select(f => f.Name).Where(Path.IsPathRooted).ToArray();
            return root.GetProperty("libraries").EnumerateObject()
                .Where(l => imported.Contains(l.Name) && l.Value.TryGetProperty("files", out var files) && files.EnumerateArray().Any(f => f.GetString() == PolicyPath))
                .Select(l => Pack(l.Name, l.Value.GetProperty("path").GetString() ?? "", folders))
                .OfType<PolicyPack>()
                .Select(p => (p, project))
                .ToArray();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException or NotSupportedException)
        {
            // Half written by a restore that runs beside this: the next one is whole.
            return [];
        }
    }

    /// <summary>The name of the project that was restored; null when it is gone and only its folder <c>obj</c> was left behind.</summary>
    private static string? ProjectName(JsonElement root, FileInfo assets)
    {
        var path = root.GetProperty("project").GetProperty("restore").GetProperty("projectPath").GetString() ?? "";
        var name = Path.GetFileName(path.Replace('\\', '/'));
        return name.Length > 0 && (File.Exists(path) || File.Exists(Path.Combine(assets.DirectoryName!, "..", name))) ? name : null;
    }

    /// <summary>
    /// The project imports the package's <c>build</c> folder, by which builds find the pack: it references the package itself, and not
    /// only something that depends on it. NuGet writes <c>build/_._</c> where it leaves the folder out.
    /// </summary>
    private static bool IsImported(JsonProperty library) =>
        library.Value.TryGetProperty("build", out var build)
        && build.EnumerateObject().Any(f => f.Name.EndsWith(".props", StringComparison.OrdinalIgnoreCase));

    /// <summary>Null when the library is no package, or none that NuGet can have put there.</summary>
    private static PolicyPack? Pack(string library, string path, IReadOnlyList<string> folders)
    {
        var name = library.Split('/');
        var files = folders
            .Select(f => (Folder: Path.GetFullPath(f).TrimEnd('/', '\\'), File: Path.GetFullPath(Path.Combine(f, path, "policy", GovernedTree.PolicyFileName))))
            .Where(f => GovernedTree.IsBelow(f.File, f.Folder))
            .Select(f => f.File)
            .ToArray();
        // A file that somebody deleted from the cache is for the loader to complain about.
        return name.Length == 2 && files.Length > 0 ? new PolicyPack(name[0], name[1], files.FirstOrDefault(File.Exists) ?? files[0]) : null;
    }

    private static Version Number(string version) => Version.TryParse(version.Split('-')[0], out var number) ? number : new Version(0, 0);
}
