using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>A data file whose SHA-256 is not the one in its record.</summary>
public static class GOV3006_DatasetChanged
{
    public const string Id = "GOV3006";

    private const string OfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input)
    {
        foreach (var record in input.Datasets)
        {
            // A digest of another length is GOV3005's.
            foreach (var file in record.Files.Where(f => f.Sha256 is { Text.Length: 64 }))
            {
                foreach (var finding in Check(input, record, file, file.Sha256!))
                {
                    yield return finding with { Dataset = record.Id.Text };
                }
            }
        }
    }

    private static IEnumerable<RepositoryFinding> Check(PolicyCompiler input, DatasetRecord record, DatasetFile file, LocatedText sha256)
    {
        var path = file.Path.Text;
        var dataset = $"Dataset '{Excerpt.Of(record.Id.Text)}'";
        var name = $"'{Excerpt.Of(path)}'";
        var files = Glob.HasWildcard(path) ? input.Listing.Matching([path]).ToArray() : input.Listing.Find(path) is { } one ? [one] : [];
        if (files.Length > 1)
        {
            yield return NotAssessed($"{dataset} has one sha256 for {name}, which are {files.Length} files, so it can be that of none or one of them: list each file with its own.", file.Path);
            yield break;
        }

        if (files.Length == 0)
        {
            var why = input.Listing.Links.Contains(path)
                ? "is a symbolic link, which is not followed"
                : "is not in this working folder";
            yield return NotAssessed($"{dataset}: {name} {why}, so whether it is still the recorded file is not assessed. Fetch it, or correct the path.", file.Path);
            yield break;
        }

        input.Inputs.Add(files[0].FullPath);
        string? found = null;
        var problem = "";
        var isPointer = false;
        try
        {
            var pointed = GitLfsPointer.Sha256(files[0]);
            isPointer = pointed is not null;
            found = pointed ?? (files[0].Length == 0 ? OfNothing : input.Contents.Sha256(files[0]));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = e.Message;
        }

        if (found is null)
        {
            yield return NotAssessed($"{dataset}: {name} cannot be read, so whether it is still the recorded file is not assessed: {Excerpt.Of(problem, 200)}", file.Path);
        }
        else if (!string.Equals(found, sha256.Text, StringComparison.OrdinalIgnoreCase))
        {
            yield return new RepositoryFinding(
                Id,
                $"{dataset}: {name} is not the file that the record describes. Its sha256 is {found}{(isPointer ? " (as its Git LFS pointer says)" : "")}, and the record has {sha256.Text.ToLowerInvariant()}. "
                + "What was found out about the data may not hold for it. Restore the file; or, where the change is meant, look at licence, personal data and quality again and record the new sha256 with a new 'version'.",
                sha256.Place,
                $"{record.Id.Text}: {path}");
        }

        RepositoryFinding NotAssessed(string message, LocatedText at) =>
            new(Id, message, at.Place, $"{record.Id.Text}: {path}") { AtMost = Severity.Warning };
    }
}
