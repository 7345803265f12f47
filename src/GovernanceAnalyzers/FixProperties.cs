using System.Collections.Immutable;
using System.Linq;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Sdks;

namespace GovernanceAnalyzers;

/// <summary>What code fixes must know and cannot ask: they run in another process than the analysis, without policy and catalogue.</summary>
internal static class FixProperties
{
    public static ImmutableDictionary<string, string?> For(CodeFact fact, RuleHit hit, SdkIndex sdks)
    {
        var properties = hit.Properties.ToImmutableDictionary(p => p.Key, p => (string?)p.Value);
        if (hit.Replacements.Count == 0 || fact is not ModelReferenceFact { Value: { } value })
        {
            return properties;
        }

        properties = properties
            .Add("replacements", string.Join("|", hit.Replacements))
            .Add("value", value);
        var members = Members(sdks, value);
        return members.Length == 0
            ? properties
            : properties
                .Add("member", members)
                .Add("members", string.Join("|", hit.Replacements.Select(r => Members(sdks, r))));
    }

    private static string Members(SdkIndex sdks, string model) => string.Join(";", sdks.ConstantsFor(model));
}
