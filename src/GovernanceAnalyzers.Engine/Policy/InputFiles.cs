using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Engine.Policy;

/// <summary>
/// Files and folders that a result depends on, with what they looked like, so that a later build can tell in a few stat calls whether
/// anything changed. A folder's time changes when an entry is added or removed; a missing file counts as an input too.
/// </summary>
public sealed class InputFiles
{
    private readonly SortedDictionary<string, string> _states;

    public InputFiles() => _states = new(StringComparer.Ordinal);

    /// <summary>A copy, to add to.</summary>
    public InputFiles(InputFiles others) => _states = new(others._states, StringComparer.Ordinal);

    /// <summary>How many there are so far.</summary>
    public int Count => _states.Count;

    public void Add(string fullPath) => _states[fullPath] = State(fullPath);

    /// <summary>As the walk saw it: nothing is asked again.</summary>
    public void Add(RepositoryFile file) => _states[file.FullPath] = OfFile(file.Length, file.Modified);

    public IEnumerable<string> Paths => _states.Keys;

    /// <summary>Text to store, one line per input.</summary>
    public IEnumerable<string> Format() => _states.Select(s => Record.Format(s.Key, s.Value));

    /// <summary>Whether everything in stored lines still looks the same.</summary>
    public static bool AreUnchanged(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var fields = Record.Parse(line);
            if (fields.Length != 2 || State(fields[0]) != fields[1])
            {
                return false;
            }
        }

        return true;
    }

    internal static string State(string path)
    {
        var file = new FileInfo(path);
        if (file.Exists)
        {
            return OfFile(file.Length, file.LastWriteTimeUtc.Ticks);
        }

        var folder = new DirectoryInfo(path);
        return folder.Exists ? "d" + folder.LastWriteTimeUtc.Ticks.ToString(CultureInfo.InvariantCulture) : "missing";
    }

    private static string OfFile(long length, long modified) =>
        "f" + length.ToString(CultureInfo.InvariantCulture) + ":" + modified.ToString(CultureInfo.InvariantCulture);
}
