using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Licences;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository.Checks;
using GovernanceAnalyzers.Engine.Repository.Requirements;

namespace GovernanceAnalyzers.Engine;

/// <summary>Everything that can be decided from the repository's files alone. A pure function of what <see cref="PolicyCompiler"/> read.</summary>
public static class RepositoryChecks
{
    /// <param name="codeUsesAi">The compiler saw calls of models, so evidence is asked for even where no file of the repository speaks of AI.</param>
    public static IReadOnlyList<Finding> Run(PolicyCompiler input, bool codeUsesAi = false)
    {
        var policy = input.Policy;
        var findings = new List<Finding>(input.PolicyFindings);
        if (input.Tree.PolicyFile is null
            && policy.Finding(
                "GOV0002",
                $"There is no {GovernedTree.PolicyFileName} between the project and the root of the repository, so the built-in baseline applies. Add one to choose the rules. [{policy.Rule("GOV0002").Place}]",
                new SourcePlace(GovernedTree.PolicyFileName),
                GovernedTree.PolicyFileName) is { } missing)
        {
            findings.Add(missing);
        }

        findings.AddRange(Convert(GOV2004_ModelCardInvalid.Check(input.CardProblems), policy));
        findings.AddRange(Convert(GOV3005_DatasetRecordIncomplete.Check(input.DatasetProblems), policy));
        if (input.Datasets.Count > 0)
        {
            var licences = ShippedCatalogue.Instance.Licences;
            var lists = policy.Licences;
            var decide = new LicencePolicy(
                lists.Allow,
                lists.Review,
                lists.Deny,
                lists.Unlisted switch { "allow" => LicenceDecision.Allow, "deny" => LicenceDecision.Deny, _ => LicenceDecision.Review },
                licences.Classes);
            foreach (var record in input.Datasets)
            {
                findings.AddRange(Convert(GOV3002_DatasetLicenceMissing.Check(record), policy));
                findings.AddRange(Convert(GOV3003_DatasetLicenceInvalid.Check(record, licences.Spdx), policy));
                findings.AddRange(Convert(GOV3004_DatasetLicenceNotAllowed.Check(record, licences.Spdx, decide, lists.Place), policy));
            }
        }

        findings.AddRange(RequirementChecks.InvalidEvaluations(input, codeUsesAi));
        findings.AddRange(RequirementChecks.Run(input, codeUsesAi).SelectMany(r => r.Findings));
        foreach (var waiver in input.Waivers.Where(w => !w.IsActive(input.Today)))
        {
            if (policy.Finding(
                "GOV0006",
                $"Waiver '{waiver.Id}' for {waiver.RuleId} expired on {waiver.Expires}, so what it covered counts again. Fix it, or renew the waiver. Owner: {waiver.Owner}. [{policy.Rule("GOV0006").Place}]",
                waiver.Place,
                waiver.Id) is { } expired)
            {
                findings.Add(expired);
            }
        }

        return findings.Distinct().OrderBy(f => f).ToArray();
    }

    private static IEnumerable<Finding> Convert(IEnumerable<RepositoryFinding> found, EffectivePolicy policy) =>
        found
            .Select(f => policy.Finding(f.RuleId, $"{Sentence.End(f.Message)} [{policy.Rule(f.RuleId).Place}]", f.Place, f.Subject))
            .OfType<Finding>();
}
