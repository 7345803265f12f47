using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Engine.Repository.Owners;

/// <summary>Compares the ways in which people write one owner.</summary>
internal static class OwnerName
{
    private static readonly char[] Separators = [',', ';'];

    /// <summary>The parts of "Ada Lovelace &lt;ada@shop.example&gt;, @shop/platform" that nobody in the lists answers to.</summary>
    public static IReadOnlyList<string> Unknown(string owner, IReadOnlyCollection<string> codeOwners, IReadOnlyCollection<string> patterns) =>
        Is(owner.Trim(), codeOwners, patterns)
            ? []
            : owner.Split(Separators).Select(p => p.Trim()).Where(p => p.Length > 0 && !Is(p, codeOwners, patterns)).ToArray();

    /// <summary>Whether a text, or the address in it, is on a list. A team of CODEOWNERS may be named without its organisation.</summary>
    private static bool Is(string text, IReadOnlyCollection<string> codeOwners, IReadOnlyCollection<string> patterns)
    {
        var address = text.LastIndexOf('<') is >= 0 and var open && text.EndsWith(">", StringComparison.Ordinal) ? text.Substring(open + 1, text.Length - open - 2) : "";
        address = address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? address.Substring(7) : address;
        return new[] { text, address.Trim() }.Where(n => n.Length > 0).Any(name =>
            patterns.Any(p => Glob.IsNameMatch(p.Trim(), name, ignoreCase: true))
            || codeOwners.Any(o => Same(o, name) || (o.StartsWith("@", StringComparison.Ordinal) && (Same(o.TrimStart('@'), name) || Same(o.Substring(o.LastIndexOf('/') + 1), name.TrimStart('@'))))));
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
