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
        .Where(p => p.Length == 3)
        .Select(p => new PolicyPack(p[0].Trim(), p[1].Trim(), Path.GetFullPath(p[2].Trim())))
        .GroupBy(p => p.Id, StringComparer.OrdinalIgnoreCase)
        .Select(g => g.First())
        .OrderBy(p => p.Id, StringComparer.OrdinalIgnoreCase)
        .ToArray();

    /// <summary>The packs of all projects below a folder. Where projects have several versions of one, the highest.</summary>
    public static IReadOnlyList<PolicyPack> Below(string folder)
    {
        var packs = new List<PolicyPack>();
        Walk(new DirectoryInfo(folder), 0);
        return packs
            .GroupBy(p => p.Id, StringComparer.OrdinalIgnoreCase)
            .Select(g => g.OrderByDescending(p => Number(p.Version)).ThenByDescending(p => p.Version, StringComparer.Ordinal).First())
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
                    if ((child.Attributes & FileAttributes.ReparsePoint) == 0 && child.Name is not (".git" or ".governance" or "bin" or "node_modules"))
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

    private static IEnumerable<PolicyPack> Read(FileInfo assets)
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
            var folders = root.GetProperty("packageFolders").EnumerateObject().Select(f => f.Name).ToArray();
            return root.GetProperty("libraries").EnumerateObject()
                .Where(l => l.Value.TryGetProperty("files", out var files) && files.EnumerateArray().Any(f => f.GetString() == PolicyPath))
                .Select(l => Pack(l.Name, l.Value.GetProperty("path").GetString() ?? "", folders))
                .OfType<PolicyPack>()
                .ToArray();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Half written by a restore that runs beside this: the next one is whole.
            return [];
        }
    }

    private static PolicyPack? Pack(string library, string path, IEnumerable<string> folders)
    {
        var name = library.Split('/');
        var file = folders.Select(f => Path.Combine(f, path, "policy", "governance.yml")).FirstOrDefault(File.Exists);
        return name.Length == 2 && file is not null ? new PolicyPack(name[0], name[1], Path.GetFullPath(file)) : null;
    }

    private static Version Number(string version) => Version.TryParse(version.Split('-')[0], out var number) ? number : new Version(0, 0);
}
