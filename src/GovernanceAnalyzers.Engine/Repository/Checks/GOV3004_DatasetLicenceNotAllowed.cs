using System;
using System.Collections.Generic;
using System.Linq;
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
        var use = new LicenceUse(record.Commercial == true, record.Use.Select(u => u.Text).Concat(record.Files.SelectMany(f => f.Use)).Distinct().ToArray());
        // All of them apply. A missing or unreadable licence is GOV3002's or GOV3003's, and fails there.
        foreach (var licence in record.Licences.Where(l => !l.IsMissing && l.Problem.Length == 0))
        {
            if (SpdxExpression.Parse(licence.Expression, list).Expression is not { } expression)
            {
                continue;
            }

            var verdict = policy.Evaluate(expression, use);
            if (verdict.Decision == LicenceDecision.Allow || (verdict.CanBeRecorded && record.LicenceIsReviewed))
            {
                continue;
            }

            var read = string.Equals(licence.Written.Text.Trim(), expression.ToString(), StringComparison.OrdinalIgnoreCase) || record.Format == "dataset record"
                ? ""
                : $" ({Excerpt.Of(expression.ToString()!)})";
            yield return new RepositoryFinding(
                Id,
                $"Dataset '{Excerpt.Of(record.Id.Text)}' has licence \"{Excerpt.Of(licence.Written.Text)}\"{read}, {Why(expression, verdict, policyPlace)}: "
                + WhatToDo(verdict) + Unsaid(record, verdict),
                licence.Written.Place,
                record.Id.Text) { Dataset = record.Id.Text };
        }
    }

    private static string Why(SpdxExpression expression, LicenceVerdict verdict, string policyPlace)
    {
        var (which, part) = expression is SpdxCompound ? ("of which", $" \"{Excerpt.Of(verdict.Id)}\"") : ("which", "");
        if (verdict.Class.Length > 0)
        {
            return $"{which} the class {verdict.Class} excludes{part} from {Excerpt.Of(verdict.Use)}, which its record declares "
                + (verdict.IsUnlisted ? $"(the policy does not list it, {policyPlace})" : $"(entry \"{Excerpt.Of(verdict.Entry)}\", {policyPlace})");
        }

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
        _ when verdict.Class.Length > 0 => "choose another dataset, or ask the policy owner to allow this licence by its id, with its class off the lists review and deny.",
        (false, LicenceDecision.Deny) => "choose another dataset, or ask the policy owner for a waiver.",
        (true, LicenceDecision.Deny) => "choose another dataset, or ask the policy owner to list the licence.",
        _ when verdict.CanBeRecorded => "have the terms reviewed and the result recorded under 'licenceReview', or choose another dataset.",
        (false, _) => "have the licence reviewed and the result recorded as a waiver, or choose another dataset.",
        (true, _) => "have the licence reviewed, and ask the policy owner to list it under allow, review or deny.",
    };

    /// <summary>What the record leaves open and the verdict would rest on.</summary>
    private static string Unsaid(DatasetRecord record, LicenceVerdict verdict)
    {
        if (verdict.Decision != LicenceDecision.Review)
        {
            return "";
        }

        var (nonCommercial, noDerivatives) = (verdict.Id.Contains("-NC"), verdict.Id.Contains("-ND"));
        return noDerivatives && record.Use.Count == 0 && record.Files.All(f => f.Use.Count == 0)
                ? " The record does not say what the data is used for ('use'); training with it would be denied."
            : nonCommercial && record.Commercial is null
                ? " The record does not say whether the use is commercial ('commercial'); if it is, the licence excludes it."
            : "";
    }
}
