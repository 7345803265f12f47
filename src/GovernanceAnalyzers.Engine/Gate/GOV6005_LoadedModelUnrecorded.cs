using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository.Artefacts;
using GovernanceAnalyzers.Engine.Repository.Checks;

namespace GovernanceAnalyzers.Engine.Gate;

/// <summary>
/// A model file that code loads and of which neither a digest is on record nor the repository holds it. Code names files relative to a
/// folder that is not known at build time, so the ends of two paths are compared; where that leaves a doubt, nothing is said.
/// </summary>
internal static class GOV6005_LoadedModelUnrecorded
{
    private const string Id = GOV6005_ArtefactHashMissing.Id;

    /// <summary>Beside those of models only: what a call that loads a model is given is one.</summary>
    private static readonly string[] Extensions = [".zip", ".bin", ".pb", ".h5", ".xml", ".mdl"];

    public static IEnumerable<Finding> Check(PolicyCompiler policy, IEnumerable<CodeFact> facts)
    {
        if (!policy.Policy.MayReport(Id))
        {
            yield break;
        }

        foreach (var load in facts.OfType<ModelReferenceFact>().Where(f => f is { Provider: "local-artifact", Kind: "path", Value: not null }))
        {
            var value = load.Value!;
            var (path, _, digest) = ArtefactManifest.Split(value);
            path = Relative(path);
            if (digest.Length > 0 || value.Contains("://") || value.IndexOfAny(['{', '*', '%', '$']) >= 0 || !IsModelFile(path)
                || policy.ArtefactRecords.Any(r => IsSame(r.Path, path))
                // What the repository holds is found there.
                || policy.Listing.Files.Any(f => IsSame(f.Path, path)))
            {
                continue;
            }

            if (policy.Policy.Finding(
                Id,
                $"The model file {Quote.Text(value)}{Quote.From(load.Origin)} is loaded here, it is not in the repository, and no digest of it is on record. "
                + $"Add its path to {GOV6005_ArtefactHashMissing.Manifest(policy.Policy)} with the sha256 of the file that was evaluated. [{policy.Policy.Rule(Id, load.Place.Path).Cited}]",
                load.Place,
                value) is { } finding)
            {
                yield return finding with { Model = load.Model };
            }
        }
    }

    private static bool IsModelFile(string path) =>
        ArtefactFormats.IsModelName(path) || Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>One path ends with the other, whole segments counted; file systems that code runs on may ignore letter case.</summary>
    private static bool IsSame(string one, string other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase)
        || one.EndsWith("/" + other, StringComparison.OrdinalIgnoreCase)
        || other.EndsWith("/" + one, StringComparison.OrdinalIgnoreCase);

    /// <summary>Drops what leads out of or back to an unknown working directory.</summary>
    private static string Relative(string path) => string.Join(
        "/", path.Split('/').Where(s => s.Length > 0 && s != "." && s != ".." && !s.EndsWith(":", StringComparison.Ordinal)));
}
