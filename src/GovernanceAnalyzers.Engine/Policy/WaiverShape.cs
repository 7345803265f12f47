using System.Linq;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Policy;

/// <summary>What <c>waivers.yml</c> may hold.</summary>
public static class WaiverShape
{
    /// <summary>A waiver is checked field by field (GOV0005), so that one bad waiver does not make the others unreadable.</summary>
    public static readonly ObjectShape File = new(
        new Property("schemaVersion", ScalarShape.OneOf("1"), Required: true, "Version of this format: 1."),
        new Property("waivers", new ListShape(new CheckedElsewhere(() => Waiver!)), Required: true, "The exceptions."));

    public static readonly ObjectShape Scope = new(
        new Property("path", Filled(), Description: "Glob over paths, relative to the folder of the policy."),
        new Property("model", Filled(), Description: "provider:reference, or a reference of any provider, with wildcards."),
        new Property("symbol", Filled(), Description: "A member, type or namespace: a documentation-comment id, or its name as messages show it, with wildcards."),
        new Property("dataset", Filled(), Description: "Id of a dataset record, with wildcards."),
        new Property("requirement", Filled(), Description: "Id of a requirement of the policy, with wildcards."));

    public static readonly ObjectShape Waiver = new(
        new Property("id", Filled(), Required: true, "A name of its own, by which reports call it."),
        new Property("rule", PolicyShape.RuleName, Required: true, "The rule, by id or name."),
        new Property("scope", Scope, Required: true, "What it covers. At least one; all that are given must match."),
        new Property("reason", Answered(), Required: true, "Why the finding is acceptable, and until when."),
        new Property("owner", Answered(), Required: true, "Who answers for it."),
        new Property("approvedBy", Answered(), Description: "Who agreed; not the owner where the policy wants a second person."),
        new Property("approvedOn", ScalarShape.Date, Description: "When they agreed, yyyy-MM-dd. A waiver's life is counted from here, or else from the evaluation date."),
        new Property("ticket", ScalarShape.Text, Description: "Where it was discussed."),
        new Property("expires", ScalarShape.Date, Required: true, "The last day on which it counts, yyyy-MM-dd."));

    public static readonly string[] Scopes = Scope.Properties.Select(p => p.Name).ToArray();

    /// <summary>What somebody has to have written: a template that nobody filled waives nothing.</summary>
    private static ScalarShape Answered() => new("text", text =>
        text.Trim().Length == 0 ? "it is empty"
        : Placeholder.IsOnly(text) ? $"'{Excerpt.Of(text)}' is a placeholder; write the answer"
        : null)
    {
        Pattern = @"\S",
    };

    private static ScalarShape Filled() => new("text", text => text.Trim().Length == 0 ? "it is empty" : null) { Pattern = @"\S" };
}
