using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Core.Policy;

/// <summary>What a dataset record in the repository says it declares.</summary>
/// <param name="Id">The record's id.</param>
/// <param name="RecordPath">Repository-relative path of the record.</param>
/// <param name="Files">Globs over repository-relative paths.</param>
/// <param name="Urls">URLs; a trailing <c>/</c> or <c>*</c> covers what is below.</param>
public sealed record DatasetReference(string Id, string RecordPath, IReadOnlyList<string> Files, IReadOnlyList<string> Urls)
{
    /// <summary>
    /// Whether the record covers what code loads. Code names files relative to a working directory that is not known at build time, so
    /// a relative path matches when a declared path or glob ends with it, whole segments counted: <c>data/train.csv</c> is covered by
    /// <c>src/Trainer/data/train.csv</c> and by <c>**/data/*.csv</c>.
    /// </summary>
    public bool Covers(string pathOrUrl)
    {
        if (pathOrUrl.Contains("://"))
        {
            return Urls.Any(u => string.Equals(u, pathOrUrl, StringComparison.Ordinal)
                || (u.EndsWith("/", StringComparison.Ordinal) && pathOrUrl.StartsWith(u, StringComparison.Ordinal))
                || (u.IndexOf('*') >= 0 && Glob.IsNameMatch(u, pathOrUrl)));
        }

        var path = Relative(pathOrUrl);
        return path.Length > 0 && Files.Any(f => CoversFile(f.Replace('\\', '/'), path));
    }

    private static bool CoversFile(string declared, string path)
    {
        if (Glob.IsPathMatch(declared, path)
            || declared.EndsWith("/" + path, StringComparison.Ordinal)
            || path.EndsWith("/" + declared, StringComparison.Ordinal))
        {
            return true;
        }

        // src/Trainer/data/*.csv covers data/train.csv: compare the trailing segments.
        var segments = declared.Split('/');
        var wanted = path.Split('/').Length;
        return Glob.HasWildcard(declared)
            && segments.Length > wanted
            && Glob.IsPathMatch(string.Join("/", segments.Skip(segments.Length - wanted)), path);
    }

    /// <summary>Drops what leads out of or back to an unknown working directory: <c>./</c>, <c>../</c>, a drive or root.</summary>
    private static string Relative(string path)
    {
        var segments = path.Replace('\\', '/').Split('/')
            .Where(s => s.Length > 0 && s != "." && s != ".." && !s.EndsWith(":", StringComparison.Ordinal));
        return string.Join("/", segments);
    }
}
