using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Catalogue;

/// <summary>The governance controls of <c>policies/controls.yml</c>, and what looks for the evidence of each.</summary>
public static class ShippedControls
{
    private static readonly Shape Shape = new ObjectShape(new Property(
        "controls",
        new ListShape(new ObjectShape(
            new Property("id", ScalarShape.Text, Required: true),
            new Property("title", ScalarShape.Text, Required: true),
            new Property("group", ScalarShape.Text, Required: true),
            new Property("relevantFor", new ListShape(new ScalarShape("a control of a standard", id => ShippedStandards.Instance.Problem(id))), Required: true),
            new Property("checks", new ListShape(new ObjectShape(
                new Property("check", ScalarShape.Text, Required: true),
                new Property("rule", ScalarShape.Text),
                new Property("requirements", new ListShape(ScalarShape.Text)),
                new Property("planned", ScalarShape.Text),
                new Property("notCheckable", ScalarShape.Text),
                new Property("note", ScalarShape.Text))), Required: true))),
        Required: true));

    public static IReadOnlyList<GovernanceControl> Load() => ShippedLists.Root("policies/controls.yml", Shape)
        .List("controls")
        .OfType<YamlMapping>()
        .Select(c => new GovernanceControl(
            c.Text("id")!,
            c.Text("title")!,
            c.Text("group")!,
            c.Texts("relevantFor"),
            [.. c.List("checks").OfType<YamlMapping>().Select(k => new ControlCheck(
                k.Text("check")!,
                k.Text("rule") ?? "",
                k.Texts("requirements"),
                k.Text("planned") ?? "",
                k.Text("notCheckable") ?? "",
                k.Text("note") ?? ""))]))
        .ToArray();
}

/// <param name="RelevantFor">Controls of standards.</param>
public sealed record GovernanceControl(string Id, string Title, string Group, IReadOnlyList<string> RelevantFor, IReadOnlyList<ControlCheck> Checks);

/// <summary>One thing that is looked for. Exactly one of rule, requirements, planned and not checkable says how.</summary>
/// <param name="Rule">An id, which the catalogue of rules may not have yet.</param>
/// <param name="Requirements">Ids of requirements of the presets.</param>
/// <param name="Planned">What is still to be built.</param>
/// <param name="NotCheckable">Why no build can tell.</param>
/// <param name="Note">What the check leaves open.</param>
public sealed record ControlCheck(string Name, string Rule, IReadOnlyList<string> Requirements, string Planned, string NotCheckable, string Note);
