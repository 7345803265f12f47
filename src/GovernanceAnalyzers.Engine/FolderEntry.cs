using System;
using System.Collections.Generic;
using System.IO;

namespace GovernanceAnalyzers.Engine;

internal enum EntryKind
{
    /// <summary>Anything that is none of the others: a file, and a pipe or a device, which have no length.</summary>
    File,
    Folder,
    Link,

    /// <summary>Gone since the folder was read, or with a name that cannot be said as text.</summary>
    Unnamed,
}

/// <summary>What a folder holds, as one look at it saw it.</summary>
/// <param name="Length">In bytes; of files only.</param>
/// <param name="Modified">Ticks, UTC; of files only.</param>
internal readonly record struct FolderEntry(string Name, EntryKind Kind, long Length, long Modified)
{
    /// <summary>The entries of a folder, in no order. Throws what reading a folder throws.</summary>
    public static IReadOnlyList<FolderEntry> In(string folder) => LinuxFolder.Read(folder) ?? Portable(folder);

    internal static IReadOnlyList<FolderEntry> Portable(string folder)
    {
        var entries = new List<FolderEntry>();
        foreach (var entry in new DirectoryInfo(folder).GetFileSystemInfos())
        {
            try
            {
                var attributes = entry.Attributes;
                entries.Add(
                    (int)attributes == -1 ? new(entry.Name, EntryKind.Unnamed, 0, 0)
                    : (attributes & FileAttributes.ReparsePoint) != 0 ? new(entry.Name, EntryKind.Link, 0, 0)
                    : entry is FileInfo file ? new(entry.Name, EntryKind.File, file.Length, file.LastWriteTimeUtc.Ticks)
                    : new(entry.Name, EntryKind.Folder, 0, 0));
            }
            catch (Exception e) when (RegularFile.IsExpected(e))
            {
                entries.Add(new(entry.Name, EntryKind.Unnamed, 0, 0));
            }
        }

        return entries;
    }
}
