using System.Linq;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Reports.Bom;

/// <summary>
/// Tells the bills of materials that we write from those that somebody wrote. Ours repeat what cards, records and evaluations say, with the
/// day of the report, so as evidence they would confirm themselves and make old results look new.
/// </summary>
internal static class OwnBom
{
    public static bool Is(YamlMapping bom) =>
        bom.Mapping("metadata")?.Mapping("tools")?.List("components").OfType<YamlMapping>().Any(t => t.Text("name") == CycloneDxBom.ToolName) == true;

    /// <param name="what">What it was taken for: <c>model card</c>.</param>
    /// <param name="setting">Whose globs match it.</param>
    public static FileProblem Problem(YamlMapping bom, string what, string setting) => new(
        bom.Place,
        $"'governance report' wrote this bill of materials from what the repository says elsewhere, so it is no {what}. Write reports where {setting} does not look, like .governance/report; "
        + "what a supplier's report says about a model of theirs belongs into a file of your own.");
}
