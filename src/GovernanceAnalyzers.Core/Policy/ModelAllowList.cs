using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Core.Policy;

/// <summary>The models that one policy layer allows.</summary>
/// <param name="Patterns"><c>provider:reference</c> with <c>*</c> and <c>?</c>; letter case does not matter, as with providers.</param>
/// <param name="Place">The layer and line of the list.</param>
public sealed record ModelAllowList(IReadOnlyList<string> Patterns, string Place)
{
    public bool Allows(string provider, string reference) =>
        Patterns.Any(p => Glob.IsNameMatch(p, $"{provider.Trim()}:{reference.Trim()}", ignoreCase: true));

    /// <summary>The providers, as written, under which a reference of a provider that is not known would be allowed.</summary>
    public IReadOnlyList<string> ProvidersOf(string reference) => Patterns
        .Select(p => (Provider: p.Substring(0, p.IndexOf(':')), Reference: p.Substring(p.IndexOf(':') + 1)))
        .Where(p => Glob.IsNameMatch(p.Reference, reference.Trim(), ignoreCase: true))
        .Select(p => p.Provider)
        .Distinct(StringComparer.OrdinalIgnoreCase)
        .ToArray();

    /// <summary>What is wrong with a pattern, or null.</summary>
    public static string? ProblemOf(string pattern, IEnumerable<string> providers)
    {
        var colon = pattern.IndexOf(':');
        if (colon <= 0 || colon == pattern.Length - 1)
        {
            return $"'{pattern}' is not of the form provider:reference, such as openai:gpt-4.1-2025-04-14 or anthropic:claude-*";
        }

        if (pattern.IndexOf('|') >= 0 || pattern.Any(char.IsWhiteSpace))
        {
            return $"'{pattern}' holds white space or '|', which no model reference does";
        }

        var provider = pattern.Substring(0, colon);
        var known = providers.ToArray();
        if (known.Any(p => Glob.IsNameMatch(provider, p, ignoreCase: true)))
        {
            return null;
        }

        return NearestName.Find(provider, known) is { } nearest
            ? $"There is no provider '{provider}'; did you mean '{nearest}'?"
            : $"There is no provider '{provider}'; there are {string.Join(", ", known.OrderBy(p => p, StringComparer.Ordinal))}";
    }
}
