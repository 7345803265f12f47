using System.Collections.Generic;
using GovernanceAnalyzers.Core.Licences;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>A dataset without a licence: the field is absent, empty, a placeholder, or says that nobody knows.</summary>
public static class GOV3002_DatasetLicenceMissing
{
    public const string Id = "GOV3002";

    public static IEnumerable<RepositoryFinding> Check(DatasetRecord record)
    {
        if (record.Licence is { } licence && !MissingLicence.Is(licence.Text))
        {
            yield break;
        }

        var written = record.Licence is { Text: var text } && text.Trim().Length > 0
            ? $"has \"{Excerpt.Of(text)}\" where its licence should stand"
            : "has no licence";
        yield return new RepositoryFinding(
            Id,
            $"Dataset '{Excerpt.Of(record.Id.Text)}' {written}, and without one nothing permits its use: "
            + "set 'licence' to an SPDX id, or to LicenseRef-name for terms that SPDX does not list.",
            record.LicencePlace,
            record.Id.Text) { Dataset = record.Id.Text };
    }
}
