using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Core.Policy;

/// <summary>Another severity for one rule in some files.</summary>
/// <param name="Paths">Globs over repository-relative paths; empty for all files.</param>
/// <param name="Tiers">Risk tiers of the systems that own the file; empty for any, also for files that no system owns.</param>
/// <param name="Place">The layer and line that says so.</param>
public sealed record RuleOverride(
    IReadOnlyList<string> Paths, IReadOnlyList<RiskTier> Tiers, string RuleId, Severity Severity, string Place)
{
    public bool AppliesTo(string path, RiskTier tier) =>
        (Paths.Count == 0 || Paths.Any(p => Glob.IsPathMatch(p, path))) && (Tiers.Count == 0 || Tiers.Contains(tier));
}
