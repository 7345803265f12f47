using System.Collections.Generic;
using System.Linq;

namespace GovernanceAnalyzers.Engine.Reports;

/// <summary>
/// What GitHub code scanning accepts (docs.github.com, "SARIF support for code scanning" and "SARIF results exceed one or more limits").
/// A file beyond the limits is refused as a whole.
/// </summary>
internal static class GitHubLimits
{
    /// <summary>Of a run. It stores 5,000 of them, by severity.</summary>
    public const int Results = 25_000;

    /// <summary>Of a rule. It shows 10 of them.</summary>
    public const int Tags = 20;

    /// <summary>Characters of a rule's short and full description.</summary>
    public const int Description = 1024;

    /// <summary>Steps of all flows of a result. It shows 1,000 of them.</summary>
    public const int FlowSteps = 10_000;

    /// <summary>The most severe of too many, in their own order.</summary>
    public static IReadOnlyList<FindingEntry> Keep(IReadOnlyList<FindingEntry> findings) => findings.Count <= Results
        ? findings
        : findings
            .Select((f, i) => (Finding: f, Index: i))
            .OrderByDescending(f => f.Finding.Finding.Severity)
            .ThenBy(f => f.Index)
            .Take(Results)
            .OrderBy(f => f.Index)
            .Select(f => f.Finding)
            .ToArray();
}
