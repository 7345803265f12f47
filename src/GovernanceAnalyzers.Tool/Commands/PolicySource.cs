using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using GovernanceAnalyzers.Engine;
using GovernanceAnalyzers.Engine.Policy.Layers;

namespace GovernanceAnalyzers.Tool.Commands;

/// <summary>Finds the policy that a command is about.</summary>
internal static class PolicySource
{
    /// <summary>What applies at a place: the nearest policy at or above it, with the policy packs that are restored there.</summary>
    /// <param name="path">A folder, or a file in it.</param>
    public static GovernedTree At(string path, string? policyFile = null, string? profile = null)
    {
        var full = Path.GetFullPath(path);
        var folder = Directory.Exists(full) ? full : Path.GetDirectoryName(full)!;
        var tree = GovernedTree.Find(folder, policyFile);
        return tree with { Packs = RestoredPacks.Below(tree.Root, isNamed: policyFile is not null), Profile = profile ?? "" };
    }

    /// <summary>
    /// A policy that somebody names: a YAML file, a folder with one, or a policy pack (.nupkg). Null, with the reason, when there is none.
    /// </summary>
    /// <param name="temporary">Receives a folder to delete afterwards, or null.</param>
    public static GovernedTree? Named(string path, string? profile, out string? temporary, out string problem)
    {
        temporary = null;
        problem = "";
        var full = Path.GetFullPath(path);
        if (File.Exists(full) && full.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase))
        {
            temporary = Directory.CreateTempSubdirectory("governance-").FullName;
            if (Unpack(full, temporary) is { } unpacked)
            {
                return new GovernedTree(unpacked, unpacked, Path.Combine(unpacked, GovernedTree.PolicyFileName)) { Profile = profile ?? "" };
            }

            problem = $"'{path}' is no policy pack: it holds no {RestoredPacks.PolicyPath}.";
            return null;
        }

        var file = PolicyFile(full);
        if (file is null)
        {
            problem = File.Exists(full) || Directory.Exists(full)
                ? $"There is no policy at '{path}': neither {GovernedTree.PolicyFileName} nor {RestoredPacks.PolicyPath}."
                : $"'{path}' does not exist.";
            return null;
        }

        var folder = Path.GetDirectoryName(file)!;
        var tree = GovernedTree.Find(folder);
        return tree with { Root = folder, PolicyFile = file, Packs = RestoredPacks.Below(Directory.Exists(full) ? full : tree.Root), Profile = profile ?? "" };
    }

    /// <summary>The policy file at a path: the file itself, or the policy of a repository or of a pack's project.</summary>
    public static string? PolicyFile(string full)
    {
        if (File.Exists(full))
        {
            return full;
        }

        return new[] { Path.Combine(full, GovernedTree.PolicyFileName), Path.Combine(full, "policy", GovernedTree.PolicyFileName) }.FirstOrDefault(File.Exists);
    }

    /// <summary>Writes the YAML files of a pack into a folder, and returns the one with the policy.</summary>
    private static string? Unpack(string package, string folder)
    {
        try
        {
            using var archive = ZipFile.OpenRead(package);
            foreach (var entry in archive.Entries.Where(e => e.FullName.StartsWith("policy/", StringComparison.Ordinal) && e.Name.Length > 0 && e.Length <= Engine.Yaml.YamlReader.MaximumBytes))
            {
                var target = Path.GetFullPath(Path.Combine(folder, entry.FullName));
                // A name in an archive may point anywhere.
                if (target.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                {
                    Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                    entry.ExtractToFile(target);
                }
            }
        }
        catch (InvalidDataException)
        {
            return null;
        }

        var policy = Path.Combine(folder, "policy");
        return File.Exists(Path.Combine(policy, GovernedTree.PolicyFileName)) ? policy : null;
    }
}
