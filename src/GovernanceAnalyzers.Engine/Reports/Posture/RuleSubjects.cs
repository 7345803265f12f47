using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy;

namespace GovernanceAnalyzers.Engine.Reports;

/// <summary>
/// What each rule is about, so that silence can be read: no finding about datasets means something where there are datasets, and nothing
/// where there are none.
/// </summary>
internal static class RuleSubjects
{
    private static readonly IReadOnlyList<(Func<PolicyCompiler, IReadOnlyList<ProjectRun>, bool> Exists, string None, string[] Rules)> Table =
    [
        ((_, _) => true, "",
            ["GOV0001", "GOV0002", "GOV0003", "GOV0004", "GOV0005", "GOV0006", "GOV0007", "GOV0008", "GOV0009", "GOV0010", "GOV0011", "GOV0012", "GOV0013", "GOV0014", "GOV0015"]),
        ((i, runs) => HasModels(i, runs) || i.Infrastructure.Deployments.Count > 0, "no model is named here",
            ["GOV1001", "GOV1002", "GOV1003", "GOV1004", "GOV1005", "GOV1006", "GOV1008", "GOV2001", "GOV4001", "GOV4002", "GOV4003", "GOV4004", "GOV4005", "GOV4006", "GOV4007", "GOV4008"]),
        ((i, _) => i.Register.Models.Count > 0, "the register has no models", ["GOV1007", "GOV5006", "GOV5007"]),
        ((i, _) => i.Infrastructure.Deployments.Count > 0, "no infrastructure file deploys a model", ["GOV1009"]),
        ((_, runs) => runs.Count > 0, "there is no project", ["GOV1010"]),
        ((i, _) => i.Cards.Count > 0 || i.CardProblems.Count > 0, "there is no model card", ["GOV2002", "GOV2003", "GOV2004", "GOV2005", "GOV4009"]),
        (UsesAi, "nothing here uses AI", ["GOV2006", "GOV2007", "GOV2008", "GOV2009", "GOV2010"]),
        ((i, runs) => i.Datasets.Count > 0 || runs.Any(r => r.Facts.OfType<DatasetLoadFact>().Any()), "no dataset is in use", ["GOV3001", "GOV3007"]),
        ((i, _) => i.Datasets.Count > 0 || i.DatasetProblems.Count > 0, "there is no dataset record", ["GOV3002", "GOV3003", "GOV3004", "GOV3005", "GOV3006"]),
        ((_, runs) => runs.Any(r => r.Facts.Any(f => f is DatasetLoadFact or DataLeakageFact)), "no code loads data", ["GOV3008"]),
        ((_, runs) => runs.Any(r => r.Facts.OfType<InferenceCallFact>().Any()), "no code calls a model",
            ["GOV5001", "GOV5002", "GOV5003", "GOV5004", "GOV5005", "GOV5008", "GOV6002", "GOV6007"]),
        (UsesAi, "nothing here uses AI", ["GOV6001", "GOV6003", "GOV6008", "GOV6009"]),
        ((i, _) => i.Artefacts.Found.Count > 0 || i.ArtefactRecords.Count > 0, "there is no model file", ["GOV6004", "GOV6005", "GOV6006"]),
    ];

    /// <summary>Why there is nothing that a rule could be about, or null where there is something.</summary>
    public static string? Missing(string rule, PolicyCompiler input, IReadOnlyList<ProjectRun> runs)
    {
        var row = Table.First(t => t.Rules.Contains(rule));
        return row.Exists(input, runs) ? null : row.None;
    }

    /// <summary>Every rule that is in the table, for the test that holds it against the catalogue.</summary>
    public static IEnumerable<string> Rules => Table.SelectMany(t => t.Rules);

    private static bool HasModels(PolicyCompiler input, IReadOnlyList<ProjectRun> runs) =>
        input.Register.Models.Count > 0 || input.Cards.Count > 0
        || runs.Any(r => r.Facts.OfType<ModelReferenceFact>().Any(f => f.Kind != ModelReferenceFact.DatasetKind));

    private static bool UsesAi(PolicyCompiler input, IReadOnlyList<ProjectRun> runs) =>
        HasModels(input, runs) || input.Register.Systems.Count > 0 || input.Datasets.Count > 0 || input.Infrastructure.Deployments.Count > 0
        || runs.Any(r => r.Facts.Any(f => f is InferenceCallFact));
}
