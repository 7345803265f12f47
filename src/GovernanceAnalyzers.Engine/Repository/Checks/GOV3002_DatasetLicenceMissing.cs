using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>A dataset without a licence: the field is absent, empty, a placeholder, or says that nobody knows.</summary>
public static class GOV3002_DatasetLicenceMissing
{
    public const string Id = "GOV3002";

    public static IEnumerable<RepositoryFinding> Check(DatasetRecord record)
    {
        var missing = record.Licences.FirstOrDefault(l => l.IsMissing);
        if (missing is null && record.Licences.Count > 0)
        {
            yield break;
        }

        if (missing is { Problem: { Length: > 0 } problem })
        {
            yield return new RepositoryFinding(
                Id,
                $"Dataset '{Excerpt.Of(record.Id.Text)}' {problem}. Nothing permits the use of data whose terms nobody knows.",
                missing.Written.Place,
                record.Id.Text) { Dataset = record.Id.Text };
            yield break;
        }

        var written = missing is { Written.Text: var text } && text.Trim().Length > 0
            ? $"has \"{Excerpt.Of(text)}\" where its licence should stand"
            : "has no licence";
        var (key, how) = record.Format switch
        {
            "dataset card" => ("license", "an id of the Hub or of SPDX, or to 'other' with license_name and license_link"),
            "Croissant" => ("license", "the address that spdx.org/licenses has for it, or to LicenseRef-name for terms that SPDX does not list"),
            "CycloneDX" => ("licenses", "an SPDX id or expression, or give the licence a name and an address"),
            _ => ("licence", "an SPDX id, or to LicenseRef-name for terms that SPDX does not list"),
        };
        yield return new RepositoryFinding(
            Id,
            $"Dataset '{Excerpt.Of(record.Id.Text)}' {written}, and without one nothing permits its use: "
            + $"set '{key}' to {how}.",
            missing?.Written.Place ?? record.LicencePlace,
            record.Id.Text) { Dataset = record.Id.Text };
    }
}
