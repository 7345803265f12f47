using System;
using System.Collections.Generic;

namespace GovernanceAnalyzers.Core.Policy;

/// <summary>What the policy in force says about one rule.</summary>
/// <param name="Place">The layer and line that won: <c>governance.yml(12)</c>, <c>preset baseline(7)</c>.</param>
public sealed record RuleSetting(Severity Severity, bool Locked, string Place)
{
    public static readonly RuleSetting Off = new(Severity.None, false, "no layer sets this rule");

    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
