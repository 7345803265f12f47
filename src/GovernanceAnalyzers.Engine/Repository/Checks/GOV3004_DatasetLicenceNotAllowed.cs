using System.Collections.Generic;
using GovernanceAnalyzers.Core.Licences;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>A dataset whose licence the policy denies, or wants a person to look at.</summary>
public static class GOV3004_DatasetLicenceNotAllowed
{
    public const string Id = "GOV3004";

    /// <param name="policyPlace">Where the lists stand: <c>governance.yml(12)</c>.</param>
    public static IEnumerable<RepositoryFinding> Check(DatasetRecord record, SpdxList list, LicencePolicy policy, string policyPlace)
    {
        // A missing or unreadable licence is GOV3002's or GOV3003's, and fails there.
        if (record.Licence is not { } licence || SpdxExpression.Parse(licence.Text, list).Expression is not { } expression)
        {
            yield break;
        }

        var verdict = policy.Evaluate(expression);
        if (verdict.Decision == LicenceDecision.Allow)
        {
            yield break;
        }

        yield return new RepositoryFinding(
            Id,
            $"Dataset '{Excerpt.Of(record.Id.Text)}' has licence \"{Excerpt.Of(licence.Text)}\", {Why(expression, verdict, policyPlace)}: "
            + WhatToDo(verdict),
            licence.Place,
            record.Id.Text) { Dataset = record.Id.Text };
    }

    private static string Why(SpdxExpression expression, LicenceVerdict verdict, string policyPlace)
    {
        var (which, part) = expression is SpdxCompound ? ("of which", $" \"{Excerpt.Of(verdict.Id)}\"") : ("which", "");
        return (verdict.IsUnlisted, verdict.Decision) switch
        {
            (false, LicenceDecision.Deny) => $"{which} the policy denies{part} (entry \"{Excerpt.Of(verdict.Entry)}\", {policyPlace})",
            (false, _) => $"{which} the policy wants{part} reviewed before use (entry \"{Excerpt.Of(verdict.Entry)}\", {policyPlace})",
            (true, LicenceDecision.Deny) => $"{which} the policy does not list{part}, and what it does not list is denied ({policyPlace})",
            (true, _) => $"{which} the policy does not list{part}, and what it does not list needs a review ({policyPlace})",
        };
    }

    private static string WhatToDo(LicenceVerdict verdict) => (verdict.IsUnlisted, verdict.Decision) switch
    {
        (false, LicenceDecision.Deny) => "choose another dataset, or ask the policy owner for a waiver.",
        (true, LicenceDecision.Deny) => "choose another dataset, or ask the policy owner to list the licence.",
        (false, _) => "have the licence reviewed and the result recorded as a waiver, or choose another dataset.",
        (true, _) => "have the licence reviewed, and ask the policy owner to list it under allow, review or deny.",
    };
}
