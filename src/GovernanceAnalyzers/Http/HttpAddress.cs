using System;
using System.Collections.Generic;
using System.Linq;

namespace GovernanceAnalyzers.Http;

/// <summary>An address, split where the rules look: who is asked, and for what.</summary>
/// <param name="Authority">Lower-case host, with the port where there is one; empty when it is not known.</param>
/// <param name="Path">From the first slash on, without query and fragment.</param>
internal sealed record HttpAddress(string Authority, TextTemplate Path, TextTemplate Whole)
{
    /// <summary>Null for a relative address: then the client's base address decides.</summary>
    public static HttpAddress? Parse(TextTemplate template)
    {
        var text = template.Text;
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme > 0 && (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || text[scheme - 1] == TextTemplate.Hole))
        {
            var start = scheme + 3;
            var end = text.IndexOfAny(['/', '?', '#'], start);
            end = end < 0 ? text.Length : end;
            var authority = text.Substring(start, end - start);
            return new HttpAddress(IsUnknown(authority) ? "" : authority.ToLowerInvariant(), PathOf(template, end), template);
        }

        // "{endpoint}/v1/chat/completions": the first part is an address that is not known.
        return text.Length > 0 && text[0] == TextTemplate.Hole ? new HttpAddress("", PathOf(template, 1), template) : null;
    }

    /// <summary>Relative addresses below base addresses, as <see cref="Uri"/> combines them.</summary>
    public static IEnumerable<TextTemplate> Combine(IReadOnlyList<TextTemplate> bases, IReadOnlyList<TextTemplate> relatives) =>
        relatives.SelectMany(r => Parse(r) is not null && r.Text[0] != TextTemplate.Hole ? [r] : bases.Select(b => Combine(b, r)));

    private static TextTemplate Combine(TextTemplate address, TextTemplate relative)
    {
        if (relative.Text.Length == 0 || Parse(address) is not { } parsed)
        {
            return address;
        }

        var root = parsed.Path.Text.Length == 0 ? address.Text.Length : address.Text.Length - Rest(address, parsed);
        if (relative.Text[0] == '/')
        {
            return address.Substring(0, root).Append(relative);
        }

        // What stands behind the last slash of the base is replaced.
        var folder = address.Text.LastIndexOf('/');
        return folder < root
            ? address.Append(TextTemplate.Of(relative.Parts[0].Value with { Text = "/" })).Append(relative)
            : address.Substring(0, folder + 1).Append(relative);
    }

    /// <summary>The length of path, query and fragment at the end of an address.</summary>
    private static int Rest(TextTemplate address, HttpAddress parsed)
    {
        var scheme = address.Text.IndexOf("://", StringComparison.Ordinal);
        var start = scheme < 0 ? 1 : address.Text.IndexOfAny(['/', '?', '#'], scheme + 3);
        return start < 0 || parsed.Path.Text.Length == 0 ? 0 : address.Text.Length - start;
    }

    private static bool IsUnknown(string authority) => authority.Trim(TextTemplate.Hole).Trim(':', '.').Length == 0;

    private static TextTemplate PathOf(TextTemplate template, int start)
    {
        var end = template.Text.IndexOfAny(['?', '#'], start);
        return template.Substring(start, (end < 0 ? template.Text.Length : end) - start);
    }
}
