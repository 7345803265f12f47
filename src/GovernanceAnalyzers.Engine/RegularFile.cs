using System;
using System.IO;

namespace GovernanceAnalyzers.Engine;

/// <summary>
/// The one way to the contents of a file of the repository. Only regular files are opened: a link may lead anywhere, and a pipe or device
/// may never end. Those have no length, so what is empty is not opened either.
/// </summary>
public static class RegularFile
{
    /// <summary>Reads a file of bounded length.</summary>
    /// <param name="path">As messages name it. Where the full path ends with it, no folder of it may be a link.</param>
    /// <param name="problem">A sentence that says why there are no bytes; empty when there are.</param>
    /// <returns>Null when it cannot be read.</returns>
    public static byte[]? Read(string fullPath, string path, int maximumBytes, out string problem)
    {
        problem = "";
        try
        {
            var file = new FileInfo(fullPath);
            if (LinkIn(fullPath, path) is { } link)
            {
                problem = $"'{link}' is a symbolic link, and links are not followed: they may lead out of the repository. Put the file itself there.";
                return null;
            }

            if (!file.Exists)
            {
                problem = Directory.Exists(fullPath) ? "This is a folder where a file should be." : "The file does not exist.";
                return null;
            }

            if (file.Length > maximumBytes)
            {
                problem = $"The file has {file.Length} bytes; at most {maximumBytes} are read. Split it or remove what does not belong here.";
                return null;
            }

            if (file.Length == 0)
            {
                return [];
            }

            using var stream = Open(fullPath);
            // It may have grown since.
            var bytes = new byte[Math.Min(Math.Max(stream.Length, file.Length), maximumBytes)];
            var count = Fill(stream, bytes);
            if (count < bytes.Length)
            {
                Array.Resize(ref bytes, count);
            }

            return bytes;
        }
        catch (Exception e) when (IsExpected(e))
        {
            problem = $"The file cannot be read: {e.Message}";
            return null;
        }
    }

    /// <summary>The text of a file as .NET decodes it, or null: for files whose problems somebody else tells.</summary>
    public static string? ReadText(string fullPath, int maximumBytes)
    {
        if (Read(fullPath, fullPath, maximumBytes, out _) is not { } bytes)
        {
            return null;
        }

        using var reader = new StreamReader(new MemoryStream(bytes));
        return reader.ReadToEnd();
    }

    /// <summary>Opens a file of which a listing said that it is regular and has contents. Throws what opening throws.</summary>
    internal static FileStream Open(string fullPath) =>
        // Sharing everything takes no lock, and the buffer is the caller's.
        new(fullPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);

    /// <summary>Reads until the buffer is full or the file ends.</summary>
    internal static int Fill(Stream stream, byte[] buffer)
    {
        var filled = 0;
        while (filled < buffer.Length && stream.Read(buffer, filled, buffer.Length - filled) is > 0 and var count)
        {
            filled += count;
        }

        return filled;
    }

    internal static bool IsLink(string fullPath)
    {
        try
        {
            return (File.GetAttributes(fullPath) & FileAttributes.ReparsePoint) != 0;
        }
        catch (Exception e) when (IsExpected(e))
        {
            return false;
        }
    }

    /// <summary>The first part of a path below a folder that is a link, or null.</summary>
    internal static string? LinkBelow(string folder, string path)
    {
        for (var end = path.IndexOf('/'); ; end = path.IndexOf('/', end + 1))
        {
            var part = end < 0 ? path : path.Substring(0, end);
            if (part.Length > 0 && IsLink(Path.Combine(folder, part)))
            {
                return part;
            }

            if (end < 0)
            {
                return null;
            }
        }
    }

    /// <summary>What reading a file of the repository may throw.</summary>
    internal static bool IsExpected(Exception e) =>
        e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or System.Security.SecurityException;

    private static string? LinkIn(string fullPath, string path)
    {
        var full = fullPath.Replace('\\', '/');
        return path.Length > 0 && path[0] != '/' && full.EndsWith("/" + path, StringComparison.Ordinal)
            ? LinkBelow(full.Substring(0, full.Length - path.Length), path)
            : IsLink(fullPath) ? path : null;
    }
}
