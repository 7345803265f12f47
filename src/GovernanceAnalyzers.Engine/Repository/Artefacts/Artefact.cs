using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Artefacts;

/// <summary>A file of the repository that is a model by its contents, or stands for one.</summary>
/// <param name="Detail">Of a Git LFS pointer the SHA-256 it names, of a broken archive the reason; else empty.</param>
public sealed record Artefact(RepositoryFile File, ArtefactFormat Format, string Detail)
{
    public string Path => File.Path;
}

/// <summary>The model files of a repository, told by their contents and sorted by path.</summary>
/// <param name="Problems">Files that could not be read.</param>
public sealed record RepositoryArtefacts(IReadOnlyList<Artefact> Found, IReadOnlyList<FileProblem> Problems)
{
    /// <summary>Files that are remembered as one entry; a change of one reads these again.</summary>
    private const int BatchSize = 500;

    public static RepositoryArtefacts Of(RepositoryListing listing, ContentMemory contents, InputFiles inputs)
    {
        var problems = new ConcurrentBag<FileProblem>();
        var batches = Batches(listing.Files).ToArray();
        var answers = new string[batches.Length];
        Parallel.For(0, batches.Length, i => answers[i] = contents.GetAll(FormatReader.Version, batches[i].Folder, batches[i].Files, () => Read(batches[i].Files, problems)));

        var found = new List<Artefact>();
        foreach (var fields in answers.Where(a => a.Length > 0).SelectMany(a => a.Split('\n')).Select(Record.Parse))
        {
            if (fields.Length == 3 && listing.Find(fields[0]) is { } file && Enum.TryParse<ArtefactFormat>(fields[1], out var format))
            {
                inputs.Add(file);
                found.Add(new Artefact(file, format, fields[2]));
            }
        }

        return new RepositoryArtefacts(
            found.OrderBy(a => a.Path, StringComparer.Ordinal).ToArray(),
            problems.OrderBy(p => p.Place).ThenBy(p => p.Message, StringComparer.Ordinal).ToArray());
    }

    private static (string Value, bool IsSure) Read(IReadOnlyList<RepositoryFile> files, ConcurrentBag<FileProblem> problems)
    {
        var head = new byte[FormatReader.HeadLength];
        var lines = new List<string>();
        var isSure = true;
        foreach (var file in files)
        {
            try
            {
                var (format, detail) = FormatReader.Read(file, head);
                if (format != ArtefactFormat.None)
                {
                    lines.Add(Record.Format(file.Path, format.ToString(), detail));
                }
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                // Gone since the listing.
                isSure = false;
            }
            catch (Exception e) when (RegularFile.IsExpected(e))
            {
                isSure = false;
                problems.Add(new FileProblem(
                    new SourcePlace(file.Path), $"The file cannot be read ({e.GetType().Name}), so nobody can tell whether it is a model. Make it readable."));
            }
        }

        return (string.Join("\n", lines), isSure);
    }

    /// <summary>By folder; what is below a folder follows in between, since the files are sorted by path.</summary>
    private static IEnumerable<(string Folder, IReadOnlyList<RepositoryFile> Files)> Batches(IReadOnlyList<RepositoryFile> files)
    {
        var open = new Dictionary<string, List<RepositoryFile>>(StringComparer.Ordinal);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var slash = file.Path.LastIndexOf('/');
            var folder = slash < 0 ? "" : file.Path.Substring(0, slash);
            if (!open.TryGetValue(folder, out var batch))
            {
                open.Add(folder, batch = []);
            }

            batch.Add(file);
            if (batch.Count == BatchSize)
            {
                numbers.TryGetValue(folder, out var number);
                numbers[folder] = number + 1;
                yield return (folder + "/" + number, batch);
                open.Remove(folder);
            }
        }

        foreach (var rest in open)
        {
            yield return (rest.Key, rest.Value);
        }
    }
}
