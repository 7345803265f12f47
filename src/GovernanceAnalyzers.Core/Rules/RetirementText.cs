using GovernanceAnalyzers.Core.Models;
using GovernanceAnalyzers.Core.Policy;

namespace GovernanceAnalyzers.Core.Rules;

/// <summary>How messages speak of retirements.</summary>
public static class RetirementText
{
    /// <summary>What a request meets after the date, as a clause.</summary>
    public static string After(Retirement retirement) => retirement.After switch
    {
        Retirement.Redirects when retirement.Replacement.Length > 0 =>
            $"another model, {Quote.Text(retirement.Replacement)}, answers silently, which is worse than an error",
        Retirement.Redirects => "another model answers silently, which is worse than an error",
        Retirement.FailsOrUpgrades => "requests fail or another version answers, depending on how the deployment is set up",
        _ => "requests fail",
    };

    /// <summary>What to move to, as a sentence without a full stop. A successor that is on its way out itself is named as such.</summary>
    public static string WayOut(CompiledPolicy policy, string provider, Retirement retirement)
    {
        var successor = retirement.Replacement;
        if (successor.Length == 0 || policy.IsRetired(provider, successor))
        {
            return "Evaluate another model and move to it";
        }

        var named = retirement.After == Retirement.Redirects
            ? $"Evaluate {Quote.Text(successor)} and name it here, or move to another model"
            : $"Evaluate {Quote.Text(successor)}, the replacement that {policy.Models.DisplayName(provider)} names, and move to it";
        return policy.FindRetiringSoon(provider, successor) is { } next ? $"{named} ({Quote.Text(successor)} itself retires on {next.Date})" : named;
    }
}
