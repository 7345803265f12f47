using System;
using System.Collections.Generic;
using GovernanceAnalyzers.Core.Licences;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>A dataset whose licence is not an SPDX expression, so that no policy can be applied to it.</summary>
public static class GOV3003_DatasetLicenceInvalid
{
    public const string Id = "GOV3003";

    public static IEnumerable<RepositoryFinding> Check(DatasetRecord record, SpdxList list)
    {
        if (record.Licence is not { } licence || SpdxExpression.Parse(licence.Text, list).Error is not { } error)
        {
            yield break;
        }

        yield return new RepositoryFinding(
            Id,
            $"Dataset '{Excerpt.Of(record.Id.Text)}' has licence \"{Excerpt.Of(licence.Text)}\", which is not an SPDX expression: "
            + error.Message + WayOut(error),
            licence.Part(error.Offset, error.Length),
            record.Id.Text) { Dataset = record.Id.Text };
    }

    private static string WayOut(SpdxError error) => error.Suggestion switch
    {
        null => ". Correct the expression.",
        { } reference when reference.StartsWith("LicenseRef-", StringComparison.Ordinal) =>
            $". For terms that SPDX does not list, write '{Excerpt.Of(reference)}'.",
        { } suggestion => $". Did you mean '{Excerpt.Of(suggestion)}'?",
    };
}
