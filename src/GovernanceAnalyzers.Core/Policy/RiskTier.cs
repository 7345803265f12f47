using System;

namespace GovernanceAnalyzers.Core.Policy;

/// <summary>How much harm a system can do, as its owner classified it in the register. The order is the order of risk.</summary>
public enum RiskTier
{
    /// <summary>The register does not say, or no system claims the file.</summary>
    Unknown = 0,
    Minimal = 1,
    Limited = 2,
    High = 3,
}

public static class RiskTierText
{
    /// <summary>The words a register and a policy may use, lowest first.</summary>
    public static readonly string[] Words = ["minimal", "limited", "high"];

    /// <summary>Empty for <see cref="RiskTier.Unknown"/>.</summary>
    public static string ToWord(this RiskTier tier) => tier == RiskTier.Unknown ? "" : Words[(int)tier - 1];

    public static bool TryParse(string? word, out RiskTier tier)
    {
        tier = (RiskTier)(Array.IndexOf(Words, word) + 1);
        return tier != RiskTier.Unknown;
    }
}
