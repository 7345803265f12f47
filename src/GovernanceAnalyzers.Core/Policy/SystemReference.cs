using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Core.Policy;

/// <summary>An AI system of the register, as far as code rules need it.</summary>
/// <param name="Paths">Globs over repository-relative paths: the code that belongs to it.</param>
public sealed record SystemReference(string Id, RiskTier Tier, IReadOnlyList<string> Paths)
{
    public bool Owns(string path) => Paths.Any(p => Glob.IsPathMatch(p, path));
}
