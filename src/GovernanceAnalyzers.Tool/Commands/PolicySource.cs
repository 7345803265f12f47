using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Xml;
using System.Xml.Linq;
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
    /// <param name="packed">Take a pack's project as the package that it would become, to compare it with one.</param>
    public static GovernedTree? Named(string path, string? profile, out string? temporary, out string problem, bool packed = false)
    {
        temporary = null;
        problem = "";
        var full = Path.GetFullPath(path);
        if (File.Exists(full) && full.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase))
        {
            temporary = Directory.CreateTempSubdirectory("governance-").FullName;
            if (Unpack(full, temporary) is { } pack)
            {
                // As where it is installed and nothing else is said, so that places name package and version.
                return new GovernedTree(temporary, temporary, null) { Packs = [pack], Profile = profile ?? "" };
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
        var packs = RestoredPacks.Below(Directory.Exists(full) ? full : tree.Root);
        return packed && IsPackProject(full) && Directory.EnumerateFiles(full, "*.csproj").Order(StringComparer.Ordinal).FirstOrDefault() is { } project
            ? new GovernedTree(full, full, null) { Packs = [new PolicyPack(Path.GetFileNameWithoutExtension(project), VersionOf(project), file), .. packs], Profile = profile ?? "" }
            : tree with { Root = folder, PolicyFile = file, Packs = packs, Profile = profile ?? "" };
    }

    /// <summary>The folder of a pack's project, with its policy one level below.</summary>
    public static bool IsPackProject(string path) =>
        !File.Exists(Path.Combine(path, GovernedTree.PolicyFileName)) && File.Exists(Path.Combine(path, "policy", GovernedTree.PolicyFileName));

    /// <summary>The policy file at a path: the file itself, or the policy of a repository or of a pack's project.</summary>
    public static string? PolicyFile(string full)
    {
        if (File.Exists(full))
        {
            return full;
        }

        return new[] { Path.Combine(full, GovernedTree.PolicyFileName), Path.Combine(full, "policy", GovernedTree.PolicyFileName) }.FirstOrDefault(File.Exists);
    }

    /// <summary>As the project file says it; empty where it comes from elsewhere.</summary>
    private static string VersionOf(string project)
    {
        try
        {
            return XDocument.Load(project).Descendants().FirstOrDefault(e => e.Name.LocalName == "Version" && !e.HasElements)?.Value.Trim() ?? "";
        }
        catch (XmlException)
        {
            return "";
        }
    }

    /// <summary>Writes the policy of a pack into a folder. Null when it has none.</summary>
    private static PolicyPack? Unpack(string package, string folder)
    {
        var (id, version) = (Path.GetFileNameWithoutExtension(package), "");
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
                    entry.ExtractToFile(target, overwrite: true);
                }
            }

            if (archive.Entries.FirstOrDefault(e => !e.FullName.Contains('/', StringComparison.Ordinal) && e.Name.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase)) is { } nuspec)
            {
                using var stream = nuspec.Open();
                var metadata = XDocument.Load(stream).Root!.Elements().Single(e => e.Name.LocalName == "metadata").Elements().ToArray();
                id = metadata.Single(e => e.Name.LocalName == "id").Value;
                version = metadata.Single(e => e.Name.LocalName == "version").Value;
            }
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or InvalidOperationException)
        {
            return null;
        }

        var policy = Path.Combine(folder, "policy", GovernedTree.PolicyFileName);
        return File.Exists(policy) ? new PolicyPack(id, version, policy) : null;
    }
}
