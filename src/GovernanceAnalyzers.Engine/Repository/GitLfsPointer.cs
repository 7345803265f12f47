using System;
using System.IO;
using System.Linq;
using System.Text;

namespace GovernanceAnalyzers.Engine.Repository;

/// <summary>
/// What Git LFS leaves in the place of a file that was not fetched: a few lines with the digest of the file.
/// Source: git-lfs/git-lfs, docs/spec.md.
/// </summary>
internal static class GitLfsPointer
{
    /// <summary>The specification says that a pointer is smaller.</summary>
    private const int MaximumLength = 1024;

    private const string FirstLine = "version https://git-lfs.github.com/spec/";

    /// <summary>The SHA-256 that the pointer names, in lower case; null when the file is no pointer. Throws what reading a file throws.</summary>
    public static string? Sha256(RepositoryFile file)
    {
        if (file.Length is 0 or > MaximumLength)
        {
            return null;
        }

        var lines = Encoding.UTF8.GetString(File.ReadAllBytes(file.FullPath)).Split('\n');
        const string Oid = "oid sha256:";
        var oid = lines[0].StartsWith(FirstLine, StringComparison.Ordinal) ? lines.FirstOrDefault(l => l.StartsWith(Oid, StringComparison.Ordinal)) : null;
        var digest = oid?.Substring(Oid.Length).Trim().ToLowerInvariant();
        return digest is { Length: 64 } && digest.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f')) ? digest : null;
    }
}
