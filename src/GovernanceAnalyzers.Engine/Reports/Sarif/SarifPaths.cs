using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using GovernanceAnalyzers.Core.Findings;

namespace GovernanceAnalyzers.Engine.Reports;

/// <summary>Paths as URIs, whatever somebody calls a file.</summary>
internal sealed class SarifPaths
{
    public const string RootId = "SRCROOT";

    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private readonly string[] _folder;
    private readonly string _policyFile;
    private readonly bool _isClosed;

    private SarifPaths(string folder, string policyFile, bool isClosed)
    {
        _folder = folder.Split(['/'], StringSplitOptions.RemoveEmptyEntries);
        _policyFile = policyFile.Length == 0 || IsAbsolute(policyFile) ? GovernedTree.PolicyFileName : policyFile;
        _isClosed = isClosed;
    }

    /// <summary>Relative to the governed folder. Files elsewhere keep their place.</summary>
    public static SarifPaths InFolder(Report report) => new("", report.PolicyFile, isClosed: false);

    /// <summary>Relative to the root of the repository. Files elsewhere are nobody's business there: the policy stands for them.</summary>
    public static SarifPaths InRepository(RepositoryPosture posture) => new(posture.Identity.Folder, posture.Report.PolicyFile, isClosed: true);

    /// <summary>Whether the file can be shown where it is.</summary>
    public bool IsInside(string path) => Segments(path) is { } segments && (!_isClosed || segments.FirstOrDefault() != "..");

    /// <param name="index">In the run's artifacts, or -1.</param>
    public void WriteLocation(Utf8JsonWriter json, string name, string path, int index = -1)
    {
        json.WriteStartObject(name);
        var segments = IsInside(path) || !_isClosed ? Segments(path) : Segments(_policyFile);
        json.WriteString("uri", segments is null ? AbsoluteUri(path) : string.Join("/", segments.Select(Escape)));
        if (segments is not null)
        {
            json.WriteString("uriBaseId", RootId);
        }

        if (index >= 0)
        {
            json.WriteNumber("index", index);
        }

        json.WriteEndObject();
    }

    public void WritePhysicalLocation(Utf8JsonWriter json, SourcePlace place, int index = -1)
    {
        json.WriteStartObject("physicalLocation");
        WriteLocation(json, "artifactLocation", place.Path, index);
        // A finding about a file as a whole stands at its first line, because code scanning services refuse a result without a line.
        var inside = !_isClosed || IsInside(place.Path);
        var line = inside ? Math.Max(1, place.Line) : 1;
        var column = inside ? place.Column : 0;
        json.WriteStartObject("region");
        json.WriteNumber("startLine", line);
        if (column > 0)
        {
            json.WriteNumber("startColumn", column);
        }

        if (_isClosed)
        {
            var isRange = column > 0 && place.EndLine >= line && (place.EndLine > line || place.EndColumn > column);
            if (column <= 0)
            {
                json.WriteNumber("startColumn", 1);
            }

            json.WriteNumber("endLine", isRange ? place.EndLine : line);
            json.WriteNumber("endColumn", isRange ? Math.Max(1, place.EndColumn) : Math.Max(1, column) + 1);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    internal static bool IsAbsolute(string path) =>
        path.StartsWith("/", StringComparison.Ordinal)
        || path.StartsWith(@"\\", StringComparison.Ordinal)
        || (path.Length > 2 && path[1] == ':' && path[2] is '/' or '\\' && path[0] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'));

    /// <summary>Without "." and, as far as that goes, ".."; null for an absolute path.</summary>
    private List<string>? Segments(string path)
    {
        if (IsAbsolute(path))
        {
            return null;
        }

        var segments = new List<string>(_folder);
        foreach (var segment in (path.Length == 0 ? _policyFile : path).Split('/').Where(s => s is not ("" or ".")))
        {
            if (segment == ".." && segments.Count > 0 && segments[segments.Count - 1] != "..")
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else
            {
                segments.Add(segment);
            }
        }

        return segments.Count == 0 ? [.. _folder, .. _policyFile.Split('/')] : segments;
    }

    private static string AbsoluteUri(string path)
    {
        var isWindows = path[0] != '/';
        var segments = (isWindows ? path.Replace('\\', '/') : path).Split('/').Where(s => s.Length > 0).ToArray();
        // A share has its server where an authority stands.
        var isShare = isWindows && path[1] != ':';
        return "file://" + (isShare ? "" : "/") + string.Join("/", segments.Select((s, i) => isWindows && !isShare && i == 0 ? s : Escape(s)));
    }

    /// <summary>Uri.EscapeDataString, without its limit for the length and its exception for half a surrogate pair.</summary>
    private static string Escape(string segment)
    {
        var text = new StringBuilder(segment.Length);
        foreach (var b in Encoding.UTF8.GetBytes(segment))
        {
            if (Unreserved.IndexOf((char)b) >= 0)
            {
                text.Append((char)b);
            }
            else
            {
                text.Append('%').Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return text.ToString();
    }
}
