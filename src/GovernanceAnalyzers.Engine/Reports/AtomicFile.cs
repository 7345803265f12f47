using System;
using System.IO;
using System.Linq;
using System.Text;

namespace GovernanceAnalyzers.Engine.Reports;

/// <summary>
/// Writes files so that a reader, or a kill at any moment, sees the old content or the new, never half of one. What a kill leaves is a file
/// beside it that nothing reads; whoever writes the same file later takes it away.
/// </summary>
public static class AtomicFile
{
    private const string Ending = ".tmp";

    /// <summary>Digits of the name of a temporary file.</summary>
    private const int Digits = 32;

    /// <summary>Nothing takes as long to write, so an older one has nobody who writes it.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes when the content differs; returns whether it did. An unchanged file keeps its time, so nothing is rebuilt for it.</summary>
    public static bool WriteIfChanged(string path, string text) => WriteIfChanged(path, Utf8.GetBytes(text));

    /// <inheritdoc cref="WriteIfChanged(string, string)"/>
    public static bool WriteIfChanged(string path, byte[] bytes)
    {
        if (File.Exists(path) && Same(path, bytes))
        {
            return false;
        }

        Write(path, stream => stream.Write(bytes, 0, bytes.Length));
        return true;
    }

    /// <summary>Writes what is too large for memory, or no text.</summary>
    public static void Write(string path, Action<Stream> content)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        var temporary = path + "." + Guid.NewGuid().ToString("N") + Ending;
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            {
                content(stream);
            }

            if (File.Exists(path))
            {
                File.Replace(temporary, path, null);
            }
            else
            {
                Move(temporary, path);
            }
        }
        finally
        {
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }
        }

        RemoveAbandoned(folder, Path.GetFileName(path));
    }

    /// <summary>Whether a file has a name that only a write gives which was not brought to its end.</summary>
    internal static bool IsLeftOver(string path)
    {
        var start = path.Length - Ending.Length - Digits;
        return start > 1 && path[start - 1] == '.' && path.EndsWith(Ending, StringComparison.Ordinal)
            && path.Substring(start, Digits).All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));
    }

    private static void Move(string from, string to)
    {
        try
        {
            File.Move(from, to);
        }
        catch (IOException) when (File.Exists(to))
        {
            // Somebody else created it in between.
            File.Replace(from, to, null);
        }
    }

    private static void RemoveAbandoned(string folder, string name)
    {
        try
        {
            foreach (var file in new DirectoryInfo(folder).GetFiles(name + ".*" + Ending).Where(f => IsLeftOver(f.Name) && f.LastWriteTimeUtc < DateTime.UtcNow - Abandoned))
            {
                file.Delete();
            }
        }
        catch (Exception e) when (RegularFile.IsExpected(e))
        {
            // It harms nobody, and the next write tries again.
        }
    }

    private static bool Same(string path, byte[] bytes)
    {
        try
        {
            return new FileInfo(path).Length == bytes.Length && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
