using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using GovernanceAnalyzers.Core.Licences;
using GovernanceAnalyzers.Engine.Catalogue;

namespace GovernanceAnalyzers.Engine.Reports.Bom;

/// <summary>
/// Licences as CycloneDX 1.6 has them: a list of ids and names, or exactly one expression. What is no SPDX expression keeps its own words.
/// </summary>
internal static class BomLicences
{
    /// <param name="written">As cards and records say it; all of them apply.</param>
    public static void Write(Utf8JsonWriter json, IEnumerable<string> written)
    {
        var shipped = ShippedCatalogue.Instance.Licences;
        var licences = written
            .Select(l => l.Trim())
            .Where(l => !MissingLicence.Is(l))
            .Distinct(StringComparer.Ordinal)
            .Select(l => (Written: l, Expression: Expression(l, shipped)))
            .ToArray();
        if (licences.Length == 0)
        {
            return;
        }

        json.WriteStartArray("licenses");
        if (licences.All(l => l.Expression is SpdxLicence simple && IsId(simple, shipped.Spdx)) || licences.Any(l => l.Expression is null))
        {
            foreach (var (text, expression) in licences)
            {
                json.WriteStartObject();
                json.WriteStartObject("license");
                if (expression is SpdxLicence simple && IsId(simple, shipped.Spdx))
                {
                    json.WriteString("id", simple.Id);
                }
                else
                {
                    json.WriteString("name", expression?.ToString() ?? text);
                }

                json.WriteEndObject();
                json.WriteEndObject();
            }
        }
        else
        {
            json.WriteStartObject();
            json.WriteString(
                "expression",
                string.Join(" AND ", licences.Select(l => licences.Length > 1 && l.Expression is SpdxCompound { IsAnd: false } ? $"({l.Expression})" : l.Expression!.ToString())));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static SpdxExpression? Expression(string written, ShippedLicences shipped)
    {
        // Cards write the Hub's ids; an address names a licence where it is a known one.
        var hub = shipped.HuggingFace.Resolve(written, null, null, shipped.Spdx);
        var text = hub.Expression.Length > 0 ? hub.Expression
            : LicenceAddresses.IsAddress(written) && shipped.Addresses.Find(written) is { } id ? id
            : written;
        return SpdxExpression.Parse(text, shipped.Spdx).Expression;
    }

    /// <summary>On the list as it stands, which is where the format wants an id to be.</summary>
    private static bool IsId(SpdxLicence licence, SpdxList list) =>
        licence is { OrLater: false, Exception: "" } && !licence.Id.StartsWith(LicenceReference.Prefix, StringComparison.OrdinalIgnoreCase)
        && licence.Id.IndexOf(':') < 0 && list.Licences.Contains(licence.Id);
}
