using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Policy.Layers;
using GovernanceAnalyzers.Engine.Repository.Checks;
using GovernanceAnalyzers.Engine.Repository.Requirements;

namespace GovernanceAnalyzers.Engine;

/// <summary>Everything that can be decided from the repository's files alone. A pure function of what <see cref="PolicyCompiler"/> read.</summary>
public static class RepositoryChecks
{
    /// <summary>Checks that need nothing but what was read, each asked only where its rule is on.</summary>
    private static readonly (string Rule, Func<PolicyCompiler, IEnumerable<RepositoryFinding>> Check)[] Checks =
    [
        (GOV0015_GovernanceCheckNotInCi.Id, GOV0015_GovernanceCheckNotInCi.Check),
        (GOV1009_DeploymentAutoUpgrades.Id, GOV1009_DeploymentAutoUpgrades.Check),
        (GOV1004_DeployedModelRetired.Id, GOV1004_DeployedModelRetired.Check),
        (GOV1005_DeployedModelRetiringSoon.Id, GOV1005_DeployedModelRetiringSoon.Check),
        (GOV1008_DeploymentNotAllowed.Id, GOV1008_DeploymentNotAllowed.Check),
        (GOV1010_AiPackageNotAllowed.Id, GOV1010_AiPackageNotAllowed.Check),
        (GOV2003_ModelCardMismatch.Id, GOV2003_ModelCardMismatch.Check),
        (GOV2005_ModelLicenceNotAllowed.Id, GOV2005_ModelLicenceNotAllowed.Check),
        (GOV2009_OwnerMissing.Id, GOV2009_OwnerMissing.Check),
        (GOV2010_OwnerUnknown.Id, GOV2010_OwnerUnknown.Check),
        (GOV3001_DataFileUndeclared.Id, GOV3001_DataFileUndeclared.Check),
        (GOV3006_DatasetChanged.Id, GOV3006_DatasetChanged.Check),
        (GOV3007_TrainTestOverlap.Id, GOV3007_TrainTestOverlap.Check),
        (EvaluationDatasets.Invalid, EvaluationDatasets.WithoutRecord),
        (EvaluationDatasets.Stale, EvaluationDatasets.OnOtherData),
        (GOV4003_EvaluationForAnotherModel.Id, GOV4003_EvaluationForAnotherModel.Check),
        (GOV4005_VariantNotCompared.Id, GOV4005_VariantNotCompared.Check),
        (GOV4007_MetricRegressed.Id, GOV4007_MetricRegressed.Check),
        (GOV4008_FairnessGroupNotCovered.Id, GOV4008_FairnessGroupNotCovered.Check),
        (GOV4009_CardMetricDiffers.Id, GOV4009_CardMetricDiffers.Check),
        (GOV5006_RollbackTargetInvalid.Id, GOV5006_RollbackTargetInvalid.Check),
        (GOV5007_MonitoredMetricMissing.Id, GOV5007_MonitoredMetricMissing.Check),
        (GOV6003_KeyInConfiguration.Id, GOV6003_KeyInConfiguration.Check),
        (GOV6004_UnsafeModelFormat.Id, GOV6004_UnsafeModelFormat.Check),
        (GOV6005_ArtefactHashMissing.Id, GOV6005_ArtefactHashMissing.Check),
        (GOV6006_ArtefactHashMismatch.Id, GOV6006_ArtefactHashMismatch.Check),
        (GOV6009_HiddenCharactersInFile.Id, GOV6009_HiddenCharactersInFile.Check),
    ];

    /// <summary>Those of <see cref="Checks"/> that look at nothing but cards, register and evaluations.</summary>
    private static readonly string[] AboutCards =
        [GOV2003_ModelCardMismatch.Id, GOV2005_ModelLicenceNotAllowed.Id, GOV2010_OwnerUnknown.Id, GOV4009_CardMetricDiffers.Id];

    /// <param name="codeUsesAi">The compiler saw calls of models, so evidence is asked for even where no file of the repository speaks of AI.</param>
    public static IReadOnlyList<Finding> Run(PolicyCompiler input, bool codeUsesAi = false)
    {
        var findings = (input.FileFindings ??= FromFiles(input)).ToList();
        findings.AddRange(RequirementChecks.InvalidEvaluations(input, codeUsesAi));
        findings.AddRange(RequirementChecks.Run(input, codeUsesAi).SelectMany(r => r.Findings));
        return findings.Distinct().OrderBy(f => f).ToArray();
    }

    /// <summary>What does not depend on the code. Some of it takes time, so it is asked once.</summary>
    private static IReadOnlyList<Finding> FromFiles(PolicyCompiler input)
    {
        var policy = input.Policy;
        var findings = new List<Finding>(input.PolicyFindings);
        if (input.Tree is { PolicyFile: null, Packs.Count: 0 }
            && policy.Finding(
                "GOV0002",
                $"There is no {GovernedTree.PolicyFileName} between the project and the root of the repository, so the built-in baseline applies. Add one to choose the rules. [{policy.Rule("GOV0002").Cited}]",
                new SourcePlace(GovernedTree.PolicyFileName),
                GovernedTree.PolicyFileName) is { } missing)
        {
            findings.Add(missing);
        }

        var oldest = ShippedCatalogue.Instance.Models.OrderBy(p => p.AsOf).ThenBy(p => p.Provider, System.StringComparer.Ordinal).First();
        var age = input.Today.DaysSince(oldest.AsOf);
        if (policy.CatalogueMaxAgeDays > 0 && age > policy.CatalogueMaxAgeDays
            && policy.Finding(
                "GOV0011",
                $"What is known about the models of {oldest.Name} is of {oldest.AsOf}, {age} days before the evaluation date; the policy wants at most {policy.CatalogueMaxAgeDays} ({policy.PlaceOf(PolicySettings.CatalogueMaxAge)}). Update the package GovernanceAnalyzers. [{policy.Rule("GOV0011").Cited}]",
                new SourcePlace(policy.PolicyFile.Length == 0 ? GovernedTree.PolicyFileName : policy.PolicyFile),
                oldest.Provider) is { } outdated)
        {
            findings.Add(outdated);
        }

        findings.AddRange(Convert(GOV2004_ModelCardInvalid.Check(input.CardProblems), policy));
        findings.AddRange(Convert(GOV3005_DatasetRecordIncomplete.Check(input.DatasetProblems, input.Datasets), policy));
        if (input.Datasets.Count > 0)
        {
            var licences = ShippedCatalogue.Instance.Licences;
            var lists = policy.Licences.Select(l => (l.Place, Decide: l.Over(licences.Classes))).ToArray();
            foreach (var record in input.Datasets)
            {
                findings.AddRange(Convert(GOV3002_DatasetLicenceMissing.Check(record), policy));
                findings.AddRange(Convert(GOV3003_DatasetLicenceInvalid.Check(record, licences.Spdx), policy));
                // Every list has to let the licence through; one that does not is enough to say.
                findings.AddRange(Convert(
                    lists.Select(l => GOV3004_DatasetLicenceNotAllowed.Check(record, licences.Spdx, l.Decide, l.Place).ToArray()).FirstOrDefault(f => f.Length > 0) ?? [],
                    policy));
            }
        }

        foreach (var (rule, check) in Checks.Where(c => policy.MayReport(c.Rule)))
        {
            findings.AddRange(Convert(check(input), policy));
        }

        findings.AddRange(WaiverDates.Check(input));
        return findings;
    }

    /// <summary>What is to be said about model cards.</summary>
    public static IReadOnlyList<Finding> OfCards(PolicyCompiler input) =>
        Convert(GOV2004_ModelCardInvalid.Check(input.CardProblems), input.Policy)
            .Concat(Checks.Where(c => AboutCards.Contains(c.Rule) && input.Policy.MayReport(c.Rule)).SelectMany(c => Convert(c.Check(input), input.Policy)))
            .Concat(RequirementChecks
                .Run(input, [.. input.Policy.Requirements.Where(r => r.Kind == RequirementShape.Record && r.In == RequirementShape.InCard)], input.Register, codeUsesAi: true)
                .SelectMany(r => r.Findings))
            .Distinct()
            .OrderBy(f => f)
            .ToArray();

    private static IEnumerable<Finding> Convert(IEnumerable<RepositoryFinding> found, EffectivePolicy policy) =>
        found
            .Select(f => policy.Finding(f.RuleId, $"{Sentence.End(f.Message)} [{policy.Rule(f.RuleId, f.Place.Path).Cited}]", f.Place, f.Subject) is { } finding
                ? finding with { Dataset = f.Dataset, Model = f.Model, Severity = f.AtMost is { } limit && limit < finding.Severity ? limit : finding.Severity }
                : null)
            .OfType<Finding>()
            .Where(f => f.Severity != Core.Severity.None);
}
