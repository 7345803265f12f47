using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository.Artefacts;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>
/// A model file that is not the recorded one, or is missing. One that git ignores may be absent: it is fetched where it is needed, and then
/// compared there.
/// </summary>
public static class GOV6006_ArtefactHashMismatch
{
    public const string Id = "GOV6006";

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input)
    {
        var artefacts = input.Artefacts.Found.ToDictionary(a => a.Path, StringComparer.Ordinal);
        return input.ArtefactRecords
            .Where(r => r.Digest.Length > 0)
            .Select(r => Wrong(r, artefacts, input) is { } wrong ? new RepositoryFinding(Id, wrong, r.Place, r.Path) { Model = r.Model } : null)
            .OfType<RepositoryFinding>();
    }

    private static string? Wrong(ArtefactRecord record, Dictionary<string, Artefact> artefacts, PolicyCompiler input)
    {
        var path = Quote.Text(record.Path);
        if (artefacts.TryGetValue(record.Path, out var pointer) && pointer.Format == ArtefactFormat.LfsPointer)
        {
            return record.Algorithm != "sha256" ? $"{path} is a Git LFS pointer, which holds a sha256, and the digest on record is a {record.Algorithm}: whether they agree cannot be told here. Record the sha256"
                : pointer.Detail == record.Digest ? null
                : pointer.Detail.Length == 0 ? $"{path} is a Git LFS pointer without a sha256, and the file itself is not here, so it cannot be compared with the record. Run \"git lfs pull\""
                : $"{path} is a Git LFS pointer to sha256 {pointer.Detail}, and {record.Digest} is on record (the file itself is not here). Put the recorded file back, or evaluate the new one and record its digest";
        }

        var file = input.Listing.Find(record.Path);
        if (file is null)
        {
            var full = Path.GetFullPath(Path.Combine(input.Tree.Root, record.Path));
            input.Inputs.Add(full);
            if (RegularFile.LinkBelow(input.Tree.Root, record.Path) is { } link)
            {
                return $"{path} is or lies behind the symbolic link {Quote.Text(link)}, and links are not followed, so it cannot be compared with the record. Record the path of the file itself";
            }

            var info = new FileInfo(full);
            if (!info.Exists)
            {
                return Directory.Exists(full) ? $"{path} is a folder, and a digest is of one file. Record its files one by one"
                    : input.Listing.IsIgnored(record.Path) ? null
                    : $"{path} is on record, and there is no such file. Put it back, correct the path, or remove the entry";
            }

            file = new RepositoryFile(record.Path, full, info.Length, info.LastWriteTimeUtc.Ticks);
        }

        input.Inputs.Add(file.FullPath);
        var digest = ArtefactDigest.Of(file, record.Algorithm, input.Contents);
        return digest == record.Digest ? null
            : digest.Length == 0 ? $"{path} cannot be read, so it cannot be compared with the record. Make it readable"
            : $"{path} has the {record.Algorithm} {digest}, and {record.Digest} is on record: it is not the file that was evaluated. Put the recorded file back, or evaluate the new one and record its digest";
    }
}
