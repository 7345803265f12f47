using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository.Artefacts;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>
/// A model file without a digest on record; and, since every model file ought to be known, folders and files that could not be looked into.
/// </summary>
public static class GOV6005_ArtefactHashMissing
{
    public const string Id = "GOV6005";

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input)
    {
        var recorded = new HashSet<string>(input.ArtefactRecords.Where(r => r.Digest.Length > 0).Select(r => r.Path), StringComparer.Ordinal);
        foreach (var artefact in input.Artefacts.Found.Where(a => IsModel(a, input) && !recorded.Contains(a.Path)))
        {
            yield return artefact.Format == ArtefactFormat.LfsPointer
                ? Finding(artefact.Path, $"{Quote.Text(artefact.Path)} is a Git LFS pointer to a model file, and no digest of the model is on record. Add the path to {Manifest(input.Policy)} with its sha256{(artefact.Detail.Length > 0 ? $", which is {artefact.Detail} by the pointer" : "")}")
                : Finding(artefact.Path, $"{Quote.Text(artefact.Path)} is {ArtefactFormats.Name(artefact.Format)}, and no digest of it is on record, so nobody can tell whether it is the file that was evaluated. Add the path to {Manifest(input.Policy)} with its sha256 (as sha256sum prints it)");
        }

        foreach (var link in input.Listing.Links.Where(l => ArtefactFormats.IsModelName(l) && !recorded.Contains(l)))
        {
            yield return Finding(link, $"{Quote.Text(link)} is a symbolic link, and links are not followed, so nothing is known about the model behind it. Put the file itself there, or add the path of the file it leads to to {Manifest(input.Policy)}");
        }

        // What the register names and the repository does not hold.
        foreach (var record in input.ArtefactRecords.Where(r => r.Digest.Length == 0 && input.Artefacts.Found.All(a => a.Path != r.Path)))
        {
            yield return new RepositoryFinding(
                Id, $"The register names the model file {Quote.Text(record.Path)}, and no digest of it is on record. Give the entry a digest, or add the path to {Manifest(input.Policy)}", record.Place, record.Path)
            {
                Model = record.Model,
            };
        }

        foreach (var problem in input.Listing.Problems.Concat(input.Artefacts.Problems))
        {
            yield return new RepositoryFinding(Id, problem.Message, problem.Place with { Path = problem.Place.Path.Length == 0 ? "." : problem.Place.Path }, problem.Place.Path);
        }

        RepositoryFinding Finding(string path, string message) => new(Id, message, new SourcePlace(path), path);
    }

    /// <summary>The file where digests belong.</summary>
    internal static string Manifest(EffectivePolicy policy) => policy.ArtefactManifests.FirstOrDefault() ?? "the manifest of model files";

    /// <summary>Arrays and pickles that a dataset record or the policy counts among the data are no models.</summary>
    private static bool IsModel(Artefact artefact, PolicyCompiler input) => artefact.Format switch
    {
        ArtefactFormat.LfsPointer or ArtefactFormat.BrokenZip => ArtefactFormats.IsModelName(artefact.Path),
        _ => true,
    } && !(ArtefactFormats.MayBeData(artefact.Format)
        && (input.Policy.DataFiles.Any(g => Glob.IsPathMatch(g, artefact.Path)) || input.Datasets.Any(d => d.Files.Any(f => Glob.IsPathMatch(f.Path.Text, artefact.Path)))));
}
