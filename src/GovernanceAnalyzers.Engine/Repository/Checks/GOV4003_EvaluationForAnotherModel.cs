using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Models;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository.Evaluations;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>
/// A model of the register of which there are only evaluations of another version. One that was evaluated itself is not meant, however
/// much newer an evaluation of another version is: trying the next version is what evaluations are for.
/// </summary>
public static class GOV4003_EvaluationForAnotherModel
{
    public const string Id = "GOV4003";

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input)
    {
        foreach (var entry in input.Register.Models)
        {
            if (OfOtherVersion(input, entry) is not { } other)
            {
                continue;
            }

            var inUse = GOV2003_ModelCardMismatch.InUse(entry);
            yield return new RepositoryFinding(
                Id,
                $"The register entry '{Excerpt.Of(entry.Id.Text)}' has {Excerpt.Of(inUse, 120)} in use, of which there is no evaluation; the newest of the model, "
                + $"{GOV2003_ModelCardMismatch.Place(other.Model.Place)} of {other.Date}, is about {Excerpt.Of(other.Model.Text, 120)}, another version. "
                + "Evaluate the version in use, or use the one that was evaluated",
                InUsePlace(entry),
                entry.Id.Text) { Model = inUse };
        }
    }

    /// <summary>The newest evaluation of another version, where there is none of what the entry has in use; else null.</summary>
    internal static Evaluation? OfOtherVersion(PolicyCompiler input, RegisteredModel entry)
    {
        var inUse = GOV2003_ModelCardMismatch.InUse(entry);
        if (inUse.Length == 0 || !ShippedCatalogue.Instance.ModelCatalogue.NamesVersion(inUse))
        {
            return null;
        }

        Evaluation? newest = null;
        foreach (var evaluation in input.Evaluations)
        {
            switch (ShippedCatalogue.Instance.ModelCatalogue.Compare(evaluation.Model.Text, inUse))
            {
                case ModelRelation.Same:
                    return null;
                case ModelRelation.OtherVersion:
                    newest = newest is null || evaluation.Date > newest.Date ? evaluation : newest;
                    break;
                // An evaluation that calls the model by the name of its deployment, or by its alias, does not say which version it is about.
                case ModelRelation.Alias:
                case ModelRelation.Unknown when Same(evaluation.Model.Text, entry.Model) || entry.Deployments.Any(d => evaluation.Model.Text.EndsWith(":" + d.Text, StringComparison.OrdinalIgnoreCase)):
                    return null;
            }
        }

        return newest;
    }

    /// <summary>The newest evaluation of a model or of another version of it, or null.</summary>
    internal static Evaluation? NewestOf(PolicyCompiler input, string model) => input.Evaluations
        .Where(e => ShippedCatalogue.Instance.ModelCatalogue.Compare(e.Model.Text, model) is ModelRelation.Same or ModelRelation.OtherVersion)
        .OrderByDescending(e => e.Date)
        .ThenBy(e => e.Path, StringComparer.Ordinal)
        .FirstOrDefault();

    private static SourcePlace InUsePlace(RegisteredModel entry) => (entry.Fields["resolvedVersion"] ?? entry.Fields["reference"])?.Place ?? entry.Place;

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
