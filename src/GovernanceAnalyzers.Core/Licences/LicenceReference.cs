using System.Text;

namespace GovernanceAnalyzers.Core.Licences;

/// <summary>Names for terms that are not on the SPDX list.</summary>
public static class LicenceReference
{
    public const string Prefix = "LicenseRef-";

    /// <summary>A title in the characters that SPDX allows: "Contoso Terms (v2)" is <c>LicenseRef-Contoso-Terms-v2</c>.</summary>
    public static string FromTitle(string title)
    {
        var id = new StringBuilder();
        foreach (var c in title)
        {
            if (c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '.')
            {
                id.Append(c);
            }
            else if (id.Length > 0 && id[id.Length - 1] != '-')
            {
                id.Append('-');
            }
        }

        var name = id.ToString().Trim('-', '.');
        return Prefix + (name.Length == 0 ? "other" : name);
    }
}
