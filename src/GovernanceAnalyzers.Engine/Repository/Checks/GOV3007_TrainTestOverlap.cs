using System.Collections.Generic;
using GovernanceAnalyzers.Engine.Policy;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>Evaluation examples that are among the data for training, fine-tuning, retrieval or prompts.</summary>
public static class GOV3007_TrainTestOverlap
{
    public const string Id = "GOV3007";

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input) => [];
}
