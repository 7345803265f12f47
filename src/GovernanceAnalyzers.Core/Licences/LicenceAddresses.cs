using System;
using System.Collections.Generic;
using System.Linq;

namespace GovernanceAnalyzers.Core.Licences;

/// <summary>Finds the SPDX id of a licence that a document cites by its address.</summary>
/// <param name="known">Addresses in the form of <see cref="Normalise"/> to SPDX ids.</param>
public sealed class LicenceAddresses(IReadOnlyDictionary<string, string> known, SpdxList list)
{
    private static readonly string[] Endings = [".html", ".htm", ".txt", ".json", ".jsonld", ".php", ".rdf"];

    /// <summary>Publishers whose addresses end in an SPDX id.</summary>
    private static readonly string[] ById =
        ["spdx.org/licenses/", "opensource.org/licenses/", "opensource.org/license/", "choosealicense.com/licenses/", "licenses.nuget.org/"];

    public static bool IsAddress(string text) =>
        text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>The id, or null when the address is none that is known.</summary>
    public string? Find(string address)
    {
        var text = Normalise(address);
        if (known.TryGetValue(text, out var id))
        {
            return id;
        }

        foreach (var publisher in ById.Where(p => text.StartsWith(p, StringComparison.Ordinal)))
        {
            if (SpdxExpression.Parse(text.Substring(publisher.Length), list).Expression is SpdxLicence { Exception: "" } licence)
            {
                return licence.Replacement.Length > 0 && licence.Replacement.IndexOf(' ') < 0 ? licence.Replacement : licence.ToString();
            }
        }

        // Not every port to the law of a country has an id of its own.
        return CreativeCommons(text).Select(c => SpdxExpression.Parse(c, list).Expression as SpdxLicence).FirstOrDefault(l => l is not null)?.ToString();
    }

    /// <summary>The address without what varies and means nothing.</summary>
    public static string Normalise(string address)
    {
        var text = address.Trim().ToLowerInvariant();
        text = text.Substring(text.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : 0);
        text = text.Split('#', '?')[0];
        text = text.StartsWith("www.", StringComparison.Ordinal) ? text.Substring(4) : text;
        text = text.TrimEnd('/');
        var ending = Endings.FirstOrDefault(e => text.EndsWith(e, StringComparison.Ordinal));
        return ending is null ? text : text.Substring(0, text.Length - ending.Length);
    }

    /// <summary><c>creativecommons.org/licenses/by-nc/3.0/de/legalcode</c> is CC-BY-NC-3.0-DE.</summary>
    private static string[] CreativeCommons(string text)
    {
        var parts = text.Split('/');
        if (parts.Length < 4 || parts[0] != "creativecommons.org")
        {
            return [];
        }

        var id = (parts[1], parts[2]) switch
        {
            ("publicdomain", "zero") => "CC0-" + parts[3],
            ("publicdomain", "mark") => "CC-PDM-" + parts[3],
            ("licenses", _) => $"CC-{parts[2]}-{parts[3]}",
            _ => "",
        };
        return id.Length == 0 ? [] : parts.Length > 4 && parts[4].Length is 2 or 3 ? [$"{id}-{parts[4]}", id] : [id];
    }
}
