using System.Collections.Generic;
using GovernanceAnalyzers.Engine.Policy;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>A model in use whose newest evaluation is about another version of it.</summary>
public static class GOV4003_EvaluationForAnotherModel
{
    public const string Id = "GOV4003";

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input) => [];
}
