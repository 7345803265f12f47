using System;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Engine.Repository;

namespace GovernanceAnalyzers.Engine.Reports;

/// <summary>What a repository is called and which commit is checked out, from git's own files: no process, nothing fetched.</summary>
internal static class GitIdentity
{
    private const int MaximumBytes = 1 << 22;

    public static RepositoryIdentity Of(GovernedTree tree)
    {
        var (git, common) = GitFile.Folders(tree.RepositoryRoot);
        var below = tree.Root.Length > tree.RepositoryRoot.Length ? "/" + tree.Root.Substring(tree.RepositoryRoot.Length + 1).Replace('\\', '/') : "";
        return new RepositoryIdentity(
            (Remote(Path.Combine(common, "config")) is { Length: > 0 } remote ? remote : Path.GetFileName(tree.RepositoryRoot)) + below,
            Commit(git, common))
        {
            Folder = below.TrimStart('/'),
        };
    }

    /// <summary>The last two parts of an address, which never hold user or password: <c>owner/name</c>.</summary>
    internal static string NameOf(string address)
    {
        var path = address.Trim().TrimEnd('/').Replace('\\', '/');
        var scheme = path.IndexOf("://", StringComparison.Ordinal);
        var parts = (scheme >= 0 ? path.Substring(scheme + 3) : path).Split('/', ':').Skip(1).Where(p => p.Length > 0).ToArray();
        var name = string.Join("/", parts.Skip(Math.Max(0, parts.Length - 2)));
        name = name.EndsWith(".git", StringComparison.Ordinal) ? name.Substring(0, name.Length - 4) : name;
        return name.IndexOf('@') >= 0 || name.Any(char.IsControl) ? "" : name;
    }

    private static string Remote(string config)
    {
        var isOrigin = false;
        foreach (var line in Text(config).Split('\n').Select(l => l.Trim()))
        {
            if (line.StartsWith("[", StringComparison.Ordinal))
            {
                isOrigin = line.Replace(" ", "").StartsWith("[remote\"origin\"]", StringComparison.OrdinalIgnoreCase);
            }
            else if (isOrigin && line.IndexOf('=') is > 0 and var equals && line.Substring(0, equals).Trim().Equals("url", StringComparison.OrdinalIgnoreCase))
            {
                return NameOf(line.Substring(equals + 1));
            }
        }

        return "";
    }

    private static string Commit(string git, string common)
    {
        var head = Text(Path.Combine(git, "HEAD")).Trim();
        if (!head.StartsWith("ref:", StringComparison.Ordinal))
        {
            return Id(head);
        }

        var reference = head.Substring(4).Trim();
        if (reference.Split('/').Contains("..") || Path.IsPathRooted(reference) || reference.IndexOfAny(Path.GetInvalidPathChars()) >= 0)
        {
            return "";
        }

        return Id(Text(Path.Combine(common, reference)).Trim()) is { Length: > 0 } loose
            ? loose
            : Id(Text(Path.Combine(common, "packed-refs")).Split('\n').FirstOrDefault(l => l.TrimEnd().EndsWith(" " + reference, StringComparison.Ordinal))?.Split(' ')[0] ?? "");
    }

    private static string Id(string text) => text.Length is 40 or 64 && text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f')) ? text : "";

    private static string Text(string file)
    {
        try
        {
            return File.Exists(file) ? RegularFile.ReadText(file, MaximumBytes) ?? "" : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return "";
        }
    }
}
