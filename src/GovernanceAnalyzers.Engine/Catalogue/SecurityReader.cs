using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Core.Security;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Catalogue;

/// <summary>The entries of <c>policies/security.yml</c>, and of a policy's <c>security:</c>.</summary>
internal static class SecurityReader
{
    private static readonly Regex MemberPattern = new(@"\A(\.ctor|[\p{L}_*][\p{L}\p{Nd}_*]*)\z", RegexOptions.CultureInvariant);

    private static readonly ScalarShape Member = ScalarShape.Matching("a member's name, which may hold *, or .ctor", MemberPattern);

    private static readonly ScalarShape Item = new(
        "text", text => text.Length == 0 ? "it is empty" : text.IndexOf('|') >= 0 ? $"'{text}' holds '|', which is not accepted in a list" : null)
    {
        Pattern = "^[^|]+$",
    };

    private static readonly Property Members = new(
        "members", new ListShape(Member, orSingle: true), Description: "Methods and properties, with * as wildcard; .ctor for constructors; this for an indexer.");

    private static readonly Property Assembly = new("assembly", ScalarShape.Text, Description: "The assembly that declares the type; any when left out.");

    private static readonly Property Description = new("description", ScalarShape.Text, Description: "What to call it in a message, as a noun phrase.");

    private static readonly (string Key, SecuritySection Section, ObjectShape Shape)[] Sections =
    [
        ("sources", SecuritySection.Sources, new ObjectShape(
            Type(required: true, "The type that declares the members, the attribute, or the base class."),
            Members,
            new Property("kind", ScalarShape.OneOf(SecurityKinds.Sources), Required: true, "What the text comes from."),
            new Property("via", ScalarShape.OneOf(SecurityVia.ForSources), Description: "What makes it a source, where that is not the use of a member."),
            Description,
            Assembly)),
        ("sinks", SecuritySection.Sinks, new ObjectShape(
            Type(required: true, "The type that declares the members."),
            new Property("members", new ListShape(Member, orSingle: true), Required: true, "Methods with the parameter, or properties; .ctor for constructors."),
            new Property("parameter", ScalarShape.Text, Description: "The parameter that takes the text; left out for properties."),
            new Property("kind", ScalarShape.OneOf(SecurityKinds.Sinks), Required: true, "What it does with the text."),
            new Property("whenParameter", ScalarShape.Text, Description: "Another parameter, which decides whether it is a sink."),
            new Property("whenValues", new ListShape(Item, orSingle: true), Description: "How that argument begins, or the member that it names."),
            Assembly)),
        ("validators", SecuritySection.Validators, new ObjectShape(
            Type(required: false, "The type that declares the members; left out for methods of the project itself."),
            new Property("members", new ListShape(Member, orSingle: true), Required: true, "Methods, with * as wildcard."),
            new Property(
                "kinds",
                new ListShape(ScalarShape.OneOf([SecurityKinds.Instructions, .. SecurityKinds.Sinks]), orSingle: true),
                Description: "The sinks that it makes text fit for; all when left out."),
            Assembly)),
        ("approvals", SecuritySection.Approvals, new ObjectShape(
            Type(required: false, "The type that declares the members, the attribute, or the interface; left out for methods of the project itself."),
            Members,
            new Property("via", ScalarShape.OneOf(SecurityVia.ForApprovals), Required: true, "How it asks."),
            Assembly)),
        ("effects", SecuritySection.Effects, new ObjectShape(
            Type(required: false, "The type that declares the members; left out for methods whose body is not in the project."),
            new Property("members", new ListShape(Member, orSingle: true), Required: true, "Methods, with * as wildcard."),
            new Property("kind", ScalarShape.OneOf(SecurityKinds.Effects), Required: true, "What it does."),
            new Property("parameter", ScalarShape.Text, Description: "Only overloads with this parameter."),
            new Property("when", new ListShape(Item, orSingle: true), Description: "Only calls that are given such a text or member, with * as wildcard; letter case does not matter."),
            new Property("unless", new ListShape(Item, orSingle: true), Description: "No call that is given such a text or member, with * as wildcard; letter case does not matter."),
            Assembly)),
    ];

    /// <summary><c>policies/security.yml</c>, and a policy's <c>security:</c>.</summary>
    public static readonly ObjectShape Shape = new([.. Sections.Select(s => new Property(s.Key, new ListShape(s.Shape), Description: s.Section switch
    {
        SecuritySection.Sources => "GOV6001: where text comes from that anybody may have written.",
        SecuritySection.Sinks => "GOV6002: where text of a model does harm when nobody has checked it.",
        SecuritySection.Validators => "GOV6001, GOV6002: what checks or cleans text.",
        SecuritySection.Approvals => "GOV6007: what asks before a tool runs.",
        _ => "GOV6007: what a tool may do that cannot be taken back.",
    }))]);

    /// <summary>The entries that have the right shape, with the place of each; the others were, or will be, reported.</summary>
    public static IEnumerable<(SecurityEntry Entry, YamlMapping Item)> Read(YamlMapping security)
    {
        foreach (var (key, section, shape) in Sections)
        {
            foreach (var item in security.List(key).OfType<YamlMapping>())
            {
                var wrong = new List<FileProblem>();
                shape.Check(item, key, wrong);
                if (wrong.Count == 0 && ProblemOf(section, item) is null)
                {
                    yield return (Entry(section, item), item);
                }
            }
        }
    }

    /// <summary>What shapes cannot say.</summary>
    public static IEnumerable<FileProblem> Problems(YamlMapping security) =>
        from section in Sections
        from item in security.List(section.Key).OfType<YamlMapping>()
        let problem = ProblemOf(section.Section, item)
        where problem is not null
        select new FileProblem(item.Place, problem);

    private static string? ProblemOf(SecuritySection section, YamlMapping item)
    {
        var members = item.Texts("members");
        var via = item.Text("via") ?? "";
        return section switch
        {
            SecuritySection.Sources when members.Count == 0 && via == SecurityVia.Handler => "A source by handler needs 'members': what the handler is handed to.",
            SecuritySection.Sinks when (item["whenParameter"] is null) != (item["whenValues"] is null) => "'whenParameter' and 'whenValues' belong together.",
            SecuritySection.Sinks when item["parameter"] is null && (members.Contains(".ctor") || item["whenParameter"] is not null) =>
                "A constructor needs 'parameter': which of its arguments is the text.",
            SecuritySection.Approvals when item["type"] is null && via != SecurityVia.Call => $"An approval by {via} needs 'type'.",
            SecuritySection.Approvals when members.Count == 0 && via is SecurityVia.Call or SecurityVia.Step => $"An approval by {via} needs 'members'.",
            _ => null,
        };
    }

    private static SecurityEntry Entry(SecuritySection section, YamlMapping item) => new(section, item.Text("type") ?? "", item.Texts("members"))
    {
        Kind = item.Text("kind") ?? "",
        Via = item.Text("via") ?? "",
        Parameter = item.Text("parameter") ?? "",
        Kinds = item.Texts("kinds"),
        WhenParameter = item.Text("whenParameter") ?? "",
        WhenValues = item.Texts(section == SecuritySection.Effects ? "when" : "whenValues"),
        Unless = item.Texts("unless"),
        Description = item.Text("description") ?? "",
        Assembly = item.Text("assembly") ?? "",
    };

    private static Property Type(bool required, string description) => new("type", SdkShapes.Type, required, description);
}
