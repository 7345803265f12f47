using System;
using System.Collections.Generic;
using System.Linq;

namespace GovernanceAnalyzers.Engine.Reports.Bom;

/// <summary>What changes between two bills of materials, in the order in which a reader wants to know.</summary>
public enum BomChangeKind
{
    /// <summary>A model, or a dataset, that was not there.</summary>
    Added,

    /// <summary>A place in code where a model or dataset that was there is used now.</summary>
    UsedElsewhere,

    Version,

    Licence,

    /// <summary>Pinned, floating, ...</summary>
    Verdict,

    /// <summary>Personal data and its kind.</summary>
    Classification,

    /// <summary>Other files under the same name and version.</summary>
    Content,

    NoLongerUsed,

    Removed,
}

/// <param name="Part">The model or dataset, as it is named afterwards; before, where it is removed.</param>
/// <param name="Before">Empty where there was nothing.</param>
/// <param name="After">Empty where there is nothing.</param>
/// <param name="Place">A place in code, or empty.</param>
public sealed record BomChange(BomChangeKind Kind, bool IsDataset, string Part, string Before, string After, string Place)
{
    /// <summary>AI use that somebody should have agreed to: another version of a known model is none.</summary>
    public bool IsNew => Kind is BomChangeKind.Added or BomChangeKind.UsedElsewhere;

    /// <summary>A sentence without its end.</summary>
    public string Text
    {
        get
        {
            var what = (IsDataset ? "dataset " : "model ") + Part;
            return Kind switch
            {
                BomChangeKind.Added => $"{what} is new{(After.Length > 0 ? $" ({After})" : "")}",
                BomChangeKind.Removed => $"{what} is gone",
                BomChangeKind.UsedElsewhere => $"{what} is used at {Place}, where it was not",
                BomChangeKind.NoLongerUsed => $"{what} is no longer used at {Place}",
                BomChangeKind.Version => Before.Length == 0 ? $"{what} has the version {After}, and named none"
                    : After.Length == 0 ? $"{what} names no version, and had {Before}"
                    : $"{what} has the version {After}, and had {Before}",
                BomChangeKind.Licence => Before.Length == 0 ? $"{what} has the licence {After}, and named none"
                    : After.Length == 0 ? $"{what} names no licence, and had {Before}"
                    : $"{what} has the licence {After}, and had {Before}",
                BomChangeKind.Verdict => $"{what} is {Or(After, "not judged")}, and was {Or(Before, "not judged")}",
                BomChangeKind.Classification => $"{what} has personal data: {Or(After, "not stated")}, and had: {Or(Before, "not stated")}",
                _ => $"{what} has other files under the same name and version",
            };

            static string Or(string text, string otherwise) => text.Length > 0 ? text : otherwise;
        }
    }
}

/// <summary>
/// Compares bills of materials by what they hold, not by their lines: a model is the same where supplier and name are, a place in code where
/// file and member are, however the lines moved.
/// </summary>
public static class BomDiff
{
    public static IReadOnlyList<BomChange> Compare(BomContent before, BomContent after)
    {
        var changes = new List<BomChange>();
        Compare(before.Models, after.Models, isDataset: false, changes);
        Compare(before.Datasets, after.Datasets, isDataset: true, changes);
        return changes
            .Distinct()
            .OrderBy(c => c.Kind)
            .ThenBy(c => c.IsDataset)
            .ThenBy(c => c.Part, StringComparer.Ordinal)
            .ThenBy(c => c.Place, StringComparer.Ordinal)
            .ThenBy(c => c.After, StringComparer.Ordinal)
            .ToArray();
    }

    /// <summary>One line, without its end.</summary>
    public static string Summary(IReadOnlyCollection<BomChange> changes)
    {
        if (changes.Count == 0)
        {
            return "No change in models, datasets and where they are used";
        }

        var parts = new[]
        {
            Count(changes.Count(c => c is { Kind: BomChangeKind.Added, IsDataset: false }), "new model"),
            Count(changes.Count(c => c is { Kind: BomChangeKind.Added, IsDataset: true }), "new dataset"),
            Count(changes.Count(c => c.Kind == BomChangeKind.UsedElsewhere), "new place of use", "new places of use"),
            Count(changes.Count(c => !c.IsNew), "other change"),
        };
        return string.Join(", ", parts.Where(p => p.Length > 0));

        static string Count(int number, string one, string? several = null) => number == 0 ? "" : number == 1 ? "1 " + one : $"{number} {several ?? one + "s"}";
    }

    private static void Compare(IReadOnlyCollection<BomPart> before, IReadOnlyCollection<BomPart> after, bool isDataset, List<BomChange> changes)
    {
        foreach (var key in before.Concat(after).Select(p => p.Key).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var old = before.Where(p => Same(p.Key, key)).ToList();
            var now = after.Where(p => Same(p.Key, key)).ToList();
            // First those that are the same to the version, then what is left in order: of two versions that both change nobody can say which became which.
            foreach (var part in now.ToArray())
            {
                if (old.FirstOrDefault(o => o.Version == part.Version) is { } same)
                {
                    Details(same, part);
                    old.Remove(same);
                    now.Remove(part);
                }
            }

            if (old.Count == 1 && now.Count == 1)
            {
                Add(BomChangeKind.Version, now[0], old[0].Version, now[0].Version);
                Details(old[0], now[0]);
                continue;
            }

            foreach (var part in now)
            {
                Add(BomChangeKind.Added, part, "", part.Verdict);
                foreach (var use in part.Uses)
                {
                    Add(BomChangeKind.UsedElsewhere, part, "", "", use.Value);
                }
            }

            foreach (var part in old)
            {
                Add(BomChangeKind.Removed, part, part.Verdict, "");
            }
        }

        void Details(BomPart old, BomPart now)
        {
            if (!Same(old.Licence, now.Licence))
            {
                Add(BomChangeKind.Licence, now, old.Licence, now.Licence);
            }

            if (old.Verdict != now.Verdict)
            {
                Add(BomChangeKind.Verdict, now, old.Verdict, now.Verdict);
            }

            if (old.Classification != now.Classification)
            {
                Add(BomChangeKind.Classification, now, old.Classification, now.Classification);
            }

            if (old.Version == now.Version && old.Digests != now.Digests)
            {
                Add(BomChangeKind.Content, now, "", "");
            }

            foreach (var use in now.Uses.Where(u => !old.Uses.ContainsKey(u.Key)))
            {
                Add(BomChangeKind.UsedElsewhere, now, "", "", use.Value);
            }

            foreach (var use in old.Uses.Where(u => !now.Uses.ContainsKey(u.Key)))
            {
                Add(BomChangeKind.NoLongerUsed, now, "", "", use.Value);
            }
        }

        void Add(BomChangeKind kind, BomPart part, string old, string now, string place = "") => changes.Add(new BomChange(kind, isDataset, part.Name, old, now, place));
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
