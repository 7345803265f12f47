using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;

namespace GovernanceAnalyzers.Engine.Repository.Secrets;

/// <summary>Something seen in a file of the repository. It never holds the text it is about.</summary>
internal sealed record FileHit(string Path, int Line, int Column, IReadOnlyList<string> Fields);

/// <summary>
/// Looks through the text of all files that match a list, several at a time. What it finds is remembered by folder, with places and names and
/// nothing else, so that a second run opens no file and no key gets into the memory.
/// </summary>
internal static class FileScan
{
    /// <summary>Configuration and prompts are written by people.</summary>
    public const int MaximumBytes = 4 * 1024 * 1024;

    private const int BatchSize = 200;

    /// <summary>Most files are shorter; one that is not is read on its own. Below the 85,000 bytes from which .NET collects arrays late.</summary>
    private const int BufferBytes = 64 * 1024;

    /// <summary>The fields of an answer about a file that was not looked into.</summary>
    public const string TooLarge = "too-large";

    public const string Unreadable = "unreadable";

    /// <param name="kind">A word and a version: whatever the answer depends on besides the files.</param>
    /// <param name="find">What there is in a text: where, and fields that may be written down.</param>
    public static IReadOnlyList<FileHit> Run(
        PolicyCompiler input, string kind, IReadOnlyList<string> globs, Func<string, string, IEnumerable<(int At, IReadOnlyList<string> Fields)>> find)
    {
        var files = input.Listing.Matching(globs).ToArray();
        foreach (var file in files)
        {
            // A file that says nothing today may say something tomorrow.
            input.Inputs.Add(file);
        }

        var batches = files
            .GroupBy(f => f.Path.LastIndexOf('/') is >= 0 and var slash ? f.Path.Substring(0, slash) : "", StringComparer.Ordinal)
            .SelectMany(g => g.Select((File, Index) => (File, Batch: Index / BatchSize)).GroupBy(f => f.Batch, f => f.File)
                .Select(b => (Folder: b.Key == 0 ? g.Key : $"{g.Key}/{b.Key}", Files: (IReadOnlyList<RepositoryFile>)b.ToArray())))
            .ToArray();
        var answers = new string[batches.Length];
        Parallel.For(0, batches.Length, i => answers[i] = input.Contents.GetAll(kind, batches[i].Folder, batches[i].Files, () => Read(batches[i].Files, find)));
        var hits = new List<FileHit>();
        foreach (var fields in answers.Where(a => a.Length > 0).SelectMany(a => a.Split('\n')).Select(Record.Parse))
        {
            if (fields.Length > 3 && int.TryParse(fields[1], out var line) && int.TryParse(fields[2], out var column) && input.Listing.Find(fields[0]) is not null)
            {
                hits.Add(new FileHit(fields[0], line, column, fields.Skip(3).ToArray()));
            }
        }

        return hits.OrderBy(h => h.Path, StringComparer.Ordinal).ThenBy(h => h.Line).ThenBy(h => h.Column).ToArray();
    }

    public static SourcePlace Place(FileHit hit) => new(hit.Path, hit.Line, hit.Column);

    private static (string Value, bool IsSure) Read(
        IReadOnlyList<RepositoryFile> files, Func<string, string, IEnumerable<(int At, IReadOnlyList<string> Fields)>> find)
    {
        var lines = new List<string>();
        var isSure = true;
        var buffer = new byte[BufferBytes];
        foreach (var file in files.Where(f => f.Length > 0))
        {
            if (file.Length > MaximumBytes)
            {
                lines.Add(Record.Format(file.Path, "1", "1", TooLarge));
                continue;
            }

            if (Text(file, buffer) is not { } text)
            {
                isSure = false;
                if (File.Exists(file.FullPath))
                {
                    lines.Add(Record.Format(file.Path, "1", "1", Unreadable));
                }

                continue;
            }

            var (line, start, from) = (1, 0, 0);
            foreach (var (at, fields) in find(file.Path, text).OrderBy(f => f.At))
            {
                for (; from < at; from++)
                {
                    if (text[from] == '\n')
                    {
                        (line, start) = (line + 1, from + 1);
                    }
                }

                lines.Add(Record.Format([file.Path, Number(line), Number(at - start + 1), .. fields]));
            }
        }

        return (string.Join("\n", lines), isSure);
    }

    /// <summary>The text of a file that the walk has seen, so no folder above it is a link; null when it cannot be read.</summary>
    private static string? Text(RepositoryFile file, byte[] buffer)
    {
        if (file.Length < buffer.Length)
        {
            try
            {
                var count = FileHead.Read(file.FullPath, buffer);
                if (count >= file.Length && count < buffer.Length)
                {
                    return Decode(buffer, count);
                }
            }
            catch (Exception e) when (RegularFile.IsExpected(e))
            {
                // Is said below.
            }
        }

        return RegularFile.Read(file.FullPath, file.Path, MaximumBytes, out _) is { } bytes ? Decode(bytes, bytes.Length) : null;
    }

    private static string Decode(byte[] bytes, int count)
    {
        // Only a file with a mark of its encoding can be anything but UTF-8.
        if (count == 0 || bytes[0] is not (0 or 0xEF or 0xFE or 0xFF))
        {
            return Encoding.UTF8.GetString(bytes, 0, count);
        }

        using var reader = new StreamReader(new MemoryStream(bytes, 0, count));
        return reader.ReadToEnd();
    }

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
