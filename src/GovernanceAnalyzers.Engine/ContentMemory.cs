using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Reports;

namespace GovernanceAnalyzers.Engine;

/// <summary>
/// Remembers what the contents of files gave, by path, length and time of the last change, so that a second run reads nothing again. A
/// file changed without a trace in those three is noticed where nothing is remembered, as on a build server with a fresh checkout.
/// </summary>
/// <param name="path">Where it is kept between runs, or null for this run only.</param>
/// <param name="replay">The tree of a replay, where some files have no contents: what is not remembered about them is not known.</param>
public sealed class ContentMemory(string? path, GovernedTree? replay = null)
{
    /// <summary>Raised whenever what is stored under a kind is computed differently.</summary>
    private const string Format = "1";

    private const int MaximumBytes = 1 << 28;

    /// <summary>A file changed this recently may change again within the resolution of its time, so it is not remembered.</summary>
    private static readonly long Settled = TimeSpan.FromSeconds(2).Ticks;

    private readonly Lazy<ConcurrentDictionary<string, string>> _known = new(() => Read(path));
    private readonly ConcurrentDictionary<string, string> _used = new(StringComparer.Ordinal);
    private readonly HashSet<string> _hollow = new(replay?.Hollow ?? [], StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _missed = new(StringComparer.Ordinal);

    /// <summary>Files without contents about which something was asked that is not remembered; sorted.</summary>
    public IEnumerable<string> Missed => _missed.Keys.OrderBy(p => p, StringComparer.Ordinal);

    /// <summary>What <paramref name="compute"/> gives for a file, from memory where that is possible. Its exceptions are the caller's.</summary>
    /// <param name="kind">What is asked: a word, and whatever else the answer depends on.</param>
    public string Get(string kind, RepositoryFile file, Func<RepositoryFile, string> compute)
    {
        var key = Record.Format(kind, file.Path, file.Length.ToString(CultureInfo.InvariantCulture), file.Modified.ToString(CultureInfo.InvariantCulture));
        if (_used.TryGetValue(key, out var value) || _known.Value.TryGetValue(key, out value))
        {
            return _used.GetOrAdd(key, value);
        }

        Miss(file);
        var began = DateTime.UtcNow.Ticks;
        value = compute(file);
        return began - file.Modified > Settled ? _used.GetOrAdd(key, value) : value;
    }

    /// <summary>
    /// What <paramref name="compute"/> gives for some files of one folder together, remembered as one entry: for answers about every file
    /// of a repository, most of which say nothing.
    /// </summary>
    /// <param name="compute">Gives the answer, and whether it may be remembered.</param>
    public string GetAll(string kind, string folder, IReadOnlyList<RepositoryFile> files, Func<(string Value, bool IsSure)> compute)
    {
        var recorded = replay is { Replaced.Count: > 0 }
            ? files.Select(f => replay.Replaced.TryGetValue(f.Path, out var before) ? before : f).OfType<RepositoryFile>().ToArray()
            : files;
        var key = Record.Format(kind, folder, recorded.Count.ToString(CultureInfo.InvariantCulture), Fingerprint(recorded));
        if (_used.TryGetValue(key, out var value) || _known.Value.TryGetValue(key, out value))
        {
            return _used.GetOrAdd(key, value);
        }

        foreach (var file in files)
        {
            Miss(file);
        }

        var began = DateTime.UtcNow.Ticks;
        (value, var isSure) = compute();
        return isSure && files.All(f => began - f.Modified > Settled) ? _used.GetOrAdd(key, value) : value;
    }

    /// <summary>SHA-256 of a file, in lower-case hexadecimal digits. Throws what reading a file throws.</summary>
    public string Sha256(RepositoryFile file) => Get("sha256", file, f =>
    {
        // A pipe or device may never end.
        using Stream stream = f.Length == 0 ? new MemoryStream([]) : new FileStream(f.FullPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);
        using var sha = SHA256.Create();
        return Sha256Text.Hex(sha.ComputeHash(stream));
    });

    /// <summary>Keeps what this run asked for; what it did not ask for is forgotten.</summary>
    public void Save()
    {
        if (path is null || (_used.Count == 0 && !File.Exists(path)))
        {
            return;
        }

        try
        {
            AtomicFile.WriteIfChanged(
                path, string.Join("\n", _used.Select(u => u.Key + "\t" + Record.Format(u.Value)).OrderBy(l => l, StringComparer.Ordinal).Prepend(Format)) + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next run reads the files again.
        }
    }

    private void Miss(RepositoryFile file)
    {
        if (_hollow.Count > 0 && file.Length > 0 && _hollow.Contains(file.Path))
        {
            _missed[file.Path] = true;
        }
    }

    /// <summary>128 bits over names, lengths and times; nobody chooses the times of a checkout, so it need not resist anybody.</summary>
    private static string Fingerprint(IReadOnlyList<RepositoryFile> files)
    {
        unchecked
        {
            const ulong Prime = 0x100000001B3;
            ulong first = 0xCBF29CE484222325;
            ulong second = 0x9E3779B97F4A7C15;
            foreach (var file in files)
            {
                foreach (var c in file.Path)
                {
                    first = (first ^ c) * Prime;
                    second = ((second << 5) | (second >> 59)) + c;
                }

                Add((ulong)file.Length);
                Add((ulong)file.Modified);
            }

            return first.ToString("x16", CultureInfo.InvariantCulture) + second.ToString("x16", CultureInfo.InvariantCulture);

            void Add(ulong number)
            {
                first = (first ^ number) * Prime;
                first ^= first >> 29;
                second = (second ^ number) * 0xC2B2AE3D27D4EB4F;
                second ^= second >> 31;
            }
        }
    }

    private static ConcurrentDictionary<string, string> Read(string? path)
    {
        var known = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        try
        {
            var lines = path is null ? [] : (RegularFile.ReadText(path, MaximumBytes) ?? "").Split('\n');
            foreach (var fields in lines.Length > 0 && lines[0] == Format ? lines.Skip(1).Select(Record.Parse) : Enumerable.Empty<string[]>())
            {
                if (fields.Length == 5)
                {
                    known[Record.Format(fields[0], fields[1], fields[2], fields[3])] = fields[4];
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // As if nothing was remembered.
        }

        return known;
    }
}
