using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Reports.Pack;

/// <summary>Puts packs into folders. From the first byte on the folder says that it is incomplete, until the manifest is written, which is last.</summary>
public static class PackFolder
{
    /// <summary>Writes a pack, in place of the one that is there. Returns the digest of the manifest, or null with problems.</summary>
    /// <param name="folder">Absolute path.</param>
    /// <param name="display">As messages name it.</param>
    /// <param name="remarks">Receives what is worth saying and keeps nothing from being written.</param>
    public static string? Write(AuditPack pack, string folder, string display, ICollection<string> problems, ICollection<string> remarks)
    {
        if (Previous(folder, display, problems) is not { } previous)
        {
            return null;
        }

        var paths = pack.Manifest.Files.Select(f => f.Path).ToArray();
        foreach (var path in paths.Concat(previous).Append(PackManifest.FileName))
        {
            // Not even our own: a link in the folder could lead what is written anywhere.
            if (RegularFile.LinkBelow(folder, path) is { } link)
            {
                problems.Add($"{display}/{link} is a symbolic link, so nothing is written below it. Remove it.");
                return null;
            }
        }

        Directory.CreateDirectory(folder);
        var manifest = Path.Combine(folder, PackManifest.FileName);
        var interrupted = new PackManifest { IsIncomplete = true, Paths = paths.Concat(previous).Distinct(StringComparer.Ordinal).OrderBy(p => p, StringComparer.Ordinal).ToArray() };
        AtomicFile.WriteIfChanged(manifest, interrupted.Write());
        foreach (var path in previous.Except(paths, StringComparer.Ordinal))
        {
            Remove(folder, path);
        }

        foreach (var path in paths)
        {
            AtomicFile.WriteIfChanged(Path.Combine(folder, path), pack.Contents[path]);
        }

        var expected = new HashSet<string>(paths, StringComparer.Ordinal) { PackManifest.FileName };
        foreach (var other in Entries(folder).Where(e => !expected.Contains(e.Path)))
        {
            if (AtomicFile.IsLeftOver(other.Path))
            {
                File.Delete(Path.Combine(folder, other.Path));
            }
            else
            {
                remarks.Add($"{display}/{other.Path} is not of the pack. It stays, and 'governance verify' will name it.");
            }
        }

        var text = pack.Manifest.Write();
        AtomicFile.WriteIfChanged(manifest, text);
        return AuditPack.Sha256(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Every file below a folder, links among them, with forward slashes, sorted. Links are not followed.</summary>
    internal static IReadOnlyList<(string Path, bool IsLink)> Entries(string folder)
    {
        var found = new List<(string, bool)>();
        var open = new Stack<(DirectoryInfo Folder, string Path)>();
        open.Push((new DirectoryInfo(folder), ""));
        while (open.Count > 0)
        {
            var (current, path) = open.Pop();
            foreach (var entry in current.GetFileSystemInfos())
            {
                var isLink = (entry.Attributes & FileAttributes.ReparsePoint) != 0;
                if (entry is DirectoryInfo child && !isLink)
                {
                    open.Push((child, path + entry.Name + "/"));
                }
                else
                {
                    found.Add((path + entry.Name, isLink));
                }
            }
        }

        found.Sort((a, b) => string.CompareOrdinal(a.Item1, b.Item1));
        return found;
    }

    /// <summary>The paths of the pack that is there; empty for an empty folder, null for one that holds something else.</summary>
    private static IReadOnlyList<string>? Previous(string folder, string display, ICollection<string> problems)
    {
        if (File.Exists(folder))
        {
            problems.Add($"'{display}' is a file. Name a folder.");
            return null;
        }

        if (!Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            return [];
        }

        var manifest = Path.Combine(folder, PackManifest.FileName);
        if (!File.Exists(manifest))
        {
            // All that a kill before the first manifest leaves.
            if (Entries(folder).All(e => !e.IsLink && AtomicFile.IsLeftOver(e.Path) && e.Path.StartsWith(PackManifest.FileName, StringComparison.Ordinal)))
            {
                return [];
            }

            problems.Add($"'{display}' is not empty and holds no pack ({PackManifest.FileName} is missing), so nothing is written there. Name an empty folder.");
            return null;
        }

        var found = new List<FileProblem>();
        var text = YamlReader.ReadText(manifest, PackManifest.FileName, PackManifest.MaximumBytes, found);
        if (text is not null && PackManifest.Read(text, PackManifest.FileName, found) is { } read)
        {
            return read.Paths;
        }

        problems.Add($"'{display}' is not empty and holds no pack that can be read, so nothing is written there. Name an empty folder, or empty this one. {display}/{found[0].Place}: {found[0].Message}");
        return null;
    }

    private static void Remove(string folder, string path)
    {
        var file = Path.Combine(folder, path);
        if (File.Exists(file))
        {
            File.Delete(file);
        }

        for (var parent = Path.GetDirectoryName(path); !string.IsNullOrEmpty(parent); parent = Path.GetDirectoryName(parent))
        {
            var full = Path.Combine(folder, parent);
            if (!Directory.Exists(full) || Directory.EnumerateFileSystemEntries(full).Any())
            {
                return;
            }

            Directory.Delete(full);
        }
    }
}
