using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Licences;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>A dataset whose licence is not an SPDX expression, so that no policy can be applied to it.</summary>
public static class GOV3003_DatasetLicenceInvalid
{
    public const string Id = "GOV3003";

    public static IEnumerable<RepositoryFinding> Check(DatasetRecord record, SpdxList list)
    {
        foreach (var licence in record.Licences.Where(l => !l.IsMissing))
        {
            var error = licence.Problem.Length > 0 ? null : SpdxExpression.Parse(licence.Expression, list).Error;
            if (licence.Problem.Length == 0 && error is null)
            {
                continue;
            }

            yield return new RepositoryFinding(
                Id,
                $"Dataset '{Excerpt.Of(record.Id.Text)}' has licence \"{Excerpt.Of(licence.Written.Text)}\", which is "
                + (error is null ? licence.Problem + "." : "not an SPDX expression: " + error.Message + WayOut(error)),
                error is null ? licence.Written.Place : licence.Written.Part(error.Offset, error.Length),
                record.Id.Text) { Dataset = record.Id.Text };
        }
    }

    private static string WayOut(SpdxError error) => error.Suggestion switch
    {
        null => ". Correct the expression.",
        { } reference when reference.StartsWith("LicenseRef-", StringComparison.Ordinal) =>
            $". For terms that SPDX does not list, write '{Excerpt.Of(reference)}'.",
        { } suggestion => $". Did you mean '{Excerpt.Of(suggestion)}'?",
    };
}
