using GovernanceAnalyzers.Engine.Policy;

namespace GovernanceAnalyzers.Engine.Reports;

/// <summary>Derives a <see cref="RepositoryPosture"/>.</summary>
public static class RepositoryPostures
{
    public static RepositoryPosture Of(PolicyCompiler input, Report report) => new(report);
}
