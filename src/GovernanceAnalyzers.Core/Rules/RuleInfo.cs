using System.Collections.Generic;

namespace GovernanceAnalyzers.Core.Rules;

/// <summary>What is fixed about a rule. Severity is not: the policy says it.</summary>
/// <param name="Id"><c>GOVnnnn</c>.</param>
/// <param name="Name">The name a policy may use instead of the id.</param>
/// <param name="Title">One short sentence for lists, without a full stop.</param>
/// <param name="Description">What the rule finds and why it matters, for help texts.</param>
/// <param name="Fix">The smallest change that clears a finding, in one to three sentences; the rule's page has the rest.</param>
public sealed record RuleInfo(string Id, string Name, RuleScope Scope, string Title, string Description, string Fix)
{
    public string Category => Id[3] switch
    {
        '0' => "Policy",
        '1' => "Models",
        '2' => "Documentation",
        '3' => "Data",
        '4' => "Evidence",
        '5' => "Operation",
        _ => "Security",
    };

    /// <summary>Options that a policy may set for this rule beside severity.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    public string HelpUri => HelpRoot + Id + ".md";

    /// <summary>Where the rule pages live. One place, so that a move is one change.</summary>
    public const string HelpRoot = "https://github.com/GovernanceAnalyzers/GovernanceAnalyzers/blob/main/docs/rules/";

    /// <summary>Where the JSON Schemas of our YAML files live.</summary>
    public const string SchemaRoot = "https://raw.githubusercontent.com/GovernanceAnalyzers/GovernanceAnalyzers/main/policies/schema/";
}

/// <summary>What must be known before the rule can decide.</summary>
public enum RuleScope
{
    /// <summary>The code: shown while typing.</summary>
    Code,

    /// <summary>The files of the repository.</summary>
    Repository,

    /// <summary>Both, after compilation.</summary>
    Gate,
}
