namespace GovernanceAnalyzers.Tool;

/// <summary>What the process returns, for scripts.</summary>
internal static class ExitCodes
{
    public const int Clean = 0;

    /// <summary>There are findings at or over the policy's fail level.</summary>
    public const int Findings = 1;

    /// <summary>The request cannot be carried out as given: a bad path, a project that does not compile.</summary>
    public const int BadInput = 2;

    /// <summary>A mistake of ours.</summary>
    public const int InternalError = 3;
}
