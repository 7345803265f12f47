using System;
using System.Collections.Generic;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Core.Policy;

/// <summary>What the policy in force says about one rule.</summary>
/// <param name="Place">The layer and line that won: <c>governance.yml(12)</c>, <c>preset baseline(7)</c>.</param>
public sealed record RuleSetting(Severity Severity, bool Locked, string Place)
{
    public static readonly RuleSetting Off = new(Severity.None, false, "no layer sets this rule");

    /// <summary>The day on which the rule becomes an error; null when no day is announced, or it has come.</summary>
    public CalendarDate? ErrorFrom { get; init; }

    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What a message says about the policy, in its brackets.</summary>
    public string Cited => ErrorFrom is { } day ? $"{Place}, an error from {day}" : Place;
}
