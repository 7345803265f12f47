using System;
using System.Linq;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Core.Licences;

/// <summary>Texts in a licence field that name no licence. They are reported as missing, not as a wrong expression.</summary>
public static class MissingLicence
{
    /// <summary>SPDX field values: "there is none" and "nobody says". Neither permits anything.</summary>
    private static readonly string[] FieldValues = ["NONE", "NOASSERTION"];

    private static readonly string[] Words =
        ["unknown", "unlicensed", "n/a", "na", "null", "not specified", "unspecified", "undefined", "other", "-"];

    public static bool Is(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length == 0
            || IsFieldValue(trimmed)
            || Words.Contains(trimmed, StringComparer.OrdinalIgnoreCase)
            || Placeholder.IsOnly(trimmed);
    }

    public static bool IsFieldValue(string text) => FieldValues.Contains(text, StringComparer.OrdinalIgnoreCase);
}
