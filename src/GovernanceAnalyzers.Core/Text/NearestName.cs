using System;
using System.Collections.Generic;

namespace GovernanceAnalyzers.Core.Text;

/// <summary>Finds the name a user probably meant, for "did you mean" in messages.</summary>
public static class NearestName
{
    /// <summary>
    /// The candidate with the smallest edit distance (Damerau-Levenshtein, restricted, letter case ignored), or null when none is
    /// within a third of the longer name, at least 2. A name that begins another one counts as just near enough. Ties go to the candidate
    /// that sorts first, so that messages are stable.
    /// </summary>
    /// <param name="within">A limit of the caller's own, in edits; then a beginning does not count.</param>
    public static string? Find(string name, IEnumerable<string> candidates, int? within = null)
    {
        string? best = null;
        var bestDistance = int.MaxValue;
        foreach (var candidate in candidates)
        {
            var limit = within ?? Math.Max(2, Math.Max(name.Length, candidate.Length) / 3);
            // Never nearer than the difference in length; and a name may be a megabyte of text.
            var distance = Math.Abs(name.Length - candidate.Length) > limit
                ? int.MaxValue
                : Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance > limit && within is null && Begins(name, candidate))
            {
                distance = limit;
            }

            if (distance <= limit
                && (distance < bestDistance || (distance == bestDistance && string.CompareOrdinal(candidate, best) < 0)))
            {
                best = candidate;
                bestDistance = distance;
            }
        }

        return best;
    }

    private static bool Begins(string name, string candidate) =>
        Math.Min(name.Length, candidate.Length) >= 3
        && (candidate.StartsWith(name, StringComparison.OrdinalIgnoreCase) || name.StartsWith(candidate, StringComparison.OrdinalIgnoreCase));

    private static int Distance(string left, string right)
    {
        var previousPrevious = new int[right.Length + 1];
        var previous = new int[right.Length + 1];
        var current = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = left[i - 1] == right[j - 1] ? 0 : 1;
                var distance = Math.Min(Math.Min(current[j - 1] + 1, previous[j] + 1), previous[j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    distance = Math.Min(distance, previousPrevious[j - 2] + 1);
                }

                current[j] = distance;
            }

            (previousPrevious, previous, current) = (previous, current, previousPrevious);
        }

        return previous[right.Length];
    }
}
