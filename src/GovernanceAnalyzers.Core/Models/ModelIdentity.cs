using System;
using System.Collections.Generic;
using System.Linq;

namespace GovernanceAnalyzers.Core.Models;

/// <summary>How two references stand to each other, as far as the rules of their provider tell.</summary>
public enum ModelRelation
{
    /// <summary>Two models, or nobody can tell.</summary>
    Unknown,

    Same,

    /// <summary>Two pinned versions of one model.</summary>
    OtherVersion,

    /// <summary>One names the model and no version, the other a version: whether they are the same changes with time.</summary>
    Alias,
}

/// <summary>What a reference names, by the rules of one provider.</summary>
/// <param name="Id">Without prefixes that do not matter.</param>
/// <param name="Stem">The id with <c>*</c> for its version: <c>gpt-4o-*</c>; empty where the rules do not say what the version is.</param>
/// <param name="SnapshotOf">The families that list the id as a pinned form.</param>
/// <param name="NameOf">The families that list the id as a moving name.</param>
internal sealed record ModelIdentity(
    string Id, string Stem, IReadOnlyList<ModelFamily> SnapshotOf, IReadOnlyList<ModelFamily> NameOf)
{
    public bool IsVersion => Stem.Length > 0 || SnapshotOf.Count > 0;

    public ModelRelation To(ModelIdentity other)
    {
        if (string.Equals(Id, other.Id, StringComparison.OrdinalIgnoreCase))
        {
            return ModelRelation.Same;
        }

        if (SnapshotOf.Intersect(other.SnapshotOf).Any() || (Stem.Length > 0 && Stem == other.Stem))
        {
            return ModelRelation.OtherVersion;
        }

        return IsNameOf(other) || other.IsNameOf(this) ? ModelRelation.Alias : ModelRelation.Unknown;
    }

    private bool IsNameOf(ModelIdentity version) =>
        NameOf.Intersect(version.SnapshotOf).Any()
        || (!IsVersion && version.Stem.EndsWith("*", StringComparison.Ordinal)
            && string.Equals(version.Stem.TrimEnd('*', '-', '@', ':', '/', ';', '='), Id, StringComparison.OrdinalIgnoreCase));
}
