using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Gate;

namespace GovernanceAnalyzers.Engine.Reports;

/// <summary>Names for findings that stay when lines move: rule, file, member, subject and, for the same again in one file, which one it is.</summary>
public static class Fingerprints
{
    /// <summary>32 hexadecimal digits for each, in order.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<Result> results)
    {
        var occurrences = new Dictionary<string, int>(StringComparer.Ordinal);
        return results.Select(r =>
        {
            var key = $"{r.Finding.RuleId}|{r.Finding.Place.Path}|{r.Finding.Symbol}|{r.Finding.Subject}";
            occurrences.TryGetValue(key, out var seen);
            occurrences[key] = seen + 1;
            return Sha256Text.Hex($"{key}|{seen.ToString(CultureInfo.InvariantCulture)}", bytes: 16);
        }).ToArray();
    }
}
