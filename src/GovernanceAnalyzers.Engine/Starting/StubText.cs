using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Engine.Starting;

/// <summary>Texts of files that are begun here and finished by people.</summary>
internal static class StubText
{
    /// <summary>What stands where an answer belongs; <see cref="Placeholder"/> knows it, so it never counts as one.</summary>
    public const string Todo = "TODO";

    // What YAML takes for text without quotes, in every version of YAML and in every place.
    private static readonly Regex Plain = new(@"^[A-Za-z_/][A-Za-z0-9_./@+-]*$", RegexOptions.CultureInvariant);

    private static readonly string[] Reserved = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];

    /// <summary>A scalar of YAML, which is one of JSON as well where it has quotes.</summary>
    public static string Yaml(string text) => Plain.IsMatch(text) && !Reserved.Contains(text.ToLowerInvariant()) ? text : Quoted(text);

    public static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                _ when char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\uFEFF' || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format
                    => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
                _ => c.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A name for files and ids: what could lead elsewhere becomes a hyphen, and what is too long a digest.</summary>
    public static string Slug(string text)
    {
        const int Longest = 60;
        var slug = new string(text.Select(c => c < 128 && (char.IsLetterOrDigit(c) || c is '-' or '_' or '.') ? c : '-').ToArray()).Trim('.', '-', '_');
        return slug.Length == 0 ? "unnamed-" + Sha256Text.Hex(text, bytes: 4)
            : slug.Length <= Longest ? slug
            : slug.Substring(0, Longest - 9).TrimEnd('.', '-') + "-" + Sha256Text.Hex(text, bytes: 4);
    }

    /// <summary>One line of a comment, or of Markdown, whatever the policy's text holds.</summary>
    public static string Line(string text) => Excerpt.Of(text, 200).Replace("-->", "");

    public static int Placeholders(string text) => Regex.Matches(text, @"\bTODO\b", RegexOptions.CultureInvariant).Count;
}
