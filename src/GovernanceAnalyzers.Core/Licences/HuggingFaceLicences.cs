using System.Collections.Generic;
using System.Linq;

namespace GovernanceAnalyzers.Core.Licences;

public enum HuggingFaceLicenceKind
{
    /// <summary>Expression holds the licence.</summary>
    Known,

    /// <summary>A family name; Choices holds members.</summary>
    Ambiguous,

    /// <summary><c>other</c> with a name and a link; Expression holds a LicenseRef made from the name.</summary>
    Named,

    /// <summary><c>other</c> without a name or without a link.</summary>
    Incomplete,

    /// <summary>Absent, <c>unknown</c>, or a placeholder.</summary>
    Missing,

    /// <summary>No id of the Hub and no SPDX expression.</summary>
    Unrecognised,
}

/// <param name="Expression">An SPDX expression; empty unless the kind says otherwise.</param>
public sealed record HuggingFaceLicence(HuggingFaceLicenceKind Kind, string Expression, IReadOnlyList<string> Choices);

/// <summary>
/// Reads the <c>license</c> of a Hugging Face card as SPDX. Most Hub ids are SPDX ids in lower case; this knows the others.
/// </summary>
/// <param name="spdx">Hub id to SPDX id.</param>
/// <param name="families">Hub id to the licences it may mean.</param>
/// <param name="references">Hub id to a <c>LicenseRef-</c>.</param>
/// <param name="named">Hub ids that leave the name to <c>license_name</c>.</param>
/// <param name="missing">Hub ids that say nothing.</param>
public sealed class HuggingFaceLicences(
    IReadOnlyDictionary<string, string> spdx,
    IReadOnlyDictionary<string, IReadOnlyList<string>> families,
    IReadOnlyDictionary<string, string> references,
    IReadOnlyCollection<string> named,
    IReadOnlyCollection<string> missing)
{
    public IReadOnlyDictionary<string, string> Spdx { get; } = spdx;

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Families { get; } = families;

    public IReadOnlyDictionary<string, string> References { get; } = references;

    public HuggingFaceLicence Resolve(string? licence, string? licenceName, string? licenceLink, SpdxList list)
    {
        var written = licence?.Trim() ?? "";
        var id = written.ToLowerInvariant();
        if (named.Contains(id))
        {
            return Other(licenceName, licenceLink, list);
        }

        if (MissingLicence.Is(written) || missing.Contains(id))
        {
            return new HuggingFaceLicence(HuggingFaceLicenceKind.Missing, "", []);
        }

        if (Spdx.TryGetValue(id, out var expression) || References.TryGetValue(id, out expression))
        {
            return new HuggingFaceLicence(HuggingFaceLicenceKind.Known, expression, []);
        }

        if (Families.TryGetValue(id, out var members))
        {
            return new HuggingFaceLicence(HuggingFaceLicenceKind.Ambiguous, "", members);
        }

        return SpdxExpression.Parse(written, list).Expression is { } parsed
            ? new HuggingFaceLicence(HuggingFaceLicenceKind.Known, parsed.ToString()!, [])
            : new HuggingFaceLicence(HuggingFaceLicenceKind.Unrecognised, "", []);
    }

    private HuggingFaceLicence Other(string? name, string? link, SpdxList list)
    {
        if (name is null || MissingLicence.Is(name) || link is null || MissingLicence.Is(link))
        {
            return new HuggingFaceLicence(HuggingFaceLicenceKind.Incomplete, "", []);
        }

        var id = name.Trim().ToLowerInvariant();
        var expression = References.TryGetValue(id, out var reference) ? reference
            : SpdxExpression.Parse(name, list).Expression?.ToString() ?? LicenceReference.FromTitle(name);
        return new HuggingFaceLicence(HuggingFaceLicenceKind.Named, expression, []);
    }
}
