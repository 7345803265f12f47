using System;
using System.Collections.Generic;
using System.Linq;

namespace GovernanceAnalyzers.Core.Policy;

/// <summary>What the policy in force says about rules, everywhere and in some files.</summary>
/// <param name="rules">By id.</param>
/// <param name="chains">
/// Overrides, one list per line of inheritance: within a list the last that applies counts, and of several lists the strictest, so that
/// the order in which a policy names its parents does not matter.
/// </param>
/// <param name="tierAt">The risk tier of the system that owns a file.</param>
public sealed class RuleTable(
    IReadOnlyDictionary<string, RuleSetting> rules,
    IReadOnlyList<IReadOnlyList<RuleOverride>> chains,
    Func<string, RiskTier> tierAt)
{
    /// <summary>What holds where nothing says otherwise.</summary>
    public RuleSetting this[string id] => rules.TryGetValue(id, out var setting) ? setting : RuleSetting.Off;

    /// <summary>Whether a rule is on in any file.</summary>
    public bool MayReport(string id) => this[id].Severity != Severity.None || chains.Any(c => c.Any(o => o.RuleId == id && o.Severity != Severity.None));

    /// <summary>What holds in a file.</summary>
    /// <param name="path">Repository-relative.</param>
    public RuleSetting At(string id, string path)
    {
        var setting = this[id];
        if (chains.Count == 0 || path.Length == 0)
        {
            return setting;
        }

        var tier = tierAt(path);
        RuleSetting? strictest = null;
        foreach (var chain in chains)
        {
            var last = chain.LastOrDefault(o => o.RuleId == id && o.AppliesTo(path, tier));
            var here = last is null ? setting : setting with { Severity = last.Severity, Place = last.Place, ErrorFrom = null };
            if (strictest is null || here.Severity > strictest.Severity
                || (here.Severity == strictest.Severity && string.CompareOrdinal(here.Place, strictest.Place) < 0))
            {
                strictest = here;
            }
        }

        return strictest!;
    }
}
