using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Reports.Bom;

/// <summary>A model or a dataset.</summary>
/// <param name="Key">By which it is known again in another bill: who supplies it, and its name.</param>
/// <param name="Name">For people: <c>openai:gpt-4o-2024-08-06</c>.</param>
public sealed record BomPart(string Key, string Name, string Version)
{
    public string Licence { get; init; } = "";

    public string Verdict { get; init; } = "";

    public string Classification { get; init; } = "";

    /// <summary>Of its files, sorted, as one text.</summary>
    public string Digests { get; init; } = "";

    /// <summary>File and member, to the place as a person reads it.</summary>
    public IReadOnlyDictionary<string, string> Uses { get; init; } = new Dictionary<string, string>();
}

/// <summary>What a CycloneDX document says about AI, whoever wrote it.</summary>
public sealed record BomContent(IReadOnlyList<BomPart> Models, IReadOnlyList<BomPart> Datasets)
{
    public const int MaximumBytes = 64 * 1024 * 1024;

    /// <summary>Null, with problems, where the text is no CycloneDX document in JSON.</summary>
    public static BomContent? Read(string text, string displayPath, ICollection<FileProblem> problems)
    {
        var found = new List<FileProblem>();
        var root = JsonReader.ReadText(text, displayPath, found) as YamlMapping;
        if (found.Count == 0 && root?.Text("bomFormat") != "CycloneDX")
        {
            found.Add(new FileProblem(
                root?.Place ?? new SourcePlace(displayPath, 1, 1), "This is no CycloneDX document in JSON: 'bomFormat' is not CycloneDX. 'governance report --format bom' writes one."));
        }

        if (found.Count > 0)
        {
            foreach (var problem in found)
            {
                problems.Add(problem);
            }

            return null;
        }

        var components = Components(root!).ToArray();
        return new BomContent(Parts(components, "machine-learning-model", Model), Parts(components, "data", Dataset));
    }

    private static BomPart[] Parts(IEnumerable<YamlMapping> components, string type, Func<YamlMapping, BomPart> read) =>
        [.. components.Where(c => c.Text("type") == type).Select(read).OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Version, StringComparer.Ordinal)];

    private static IEnumerable<YamlMapping> Components(YamlMapping bom) =>
        new[] { bom.Mapping("metadata")?["component"] }.Concat(bom.List("components")).OfType<YamlMapping>().SelectMany(WithNested);

    private static IEnumerable<YamlMapping> WithNested(YamlMapping component) =>
        component.List("components").OfType<YamlMapping>().SelectMany(WithNested).Prepend(component);

    private static BomPart Model(YamlMapping component)
    {
        var name = component.Text("name") ?? "";
        var version = component.Text("version") ?? "";
        var stated = Property(component, "model");
        var supplier = stated.IndexOf(':') is > 0 and var colon ? stated.Substring(0, colon) : component.Mapping("supplier")?.Text("name") ?? component.Text("publisher") ?? component.Text("group") ?? "";
        var title = stated.Length > 0 ? stated : string.Join(" ", new[] { name, version }.Where(t => t.Length > 0));
        // What answers behind a name of ours decides which model it is.
        return Part(component, supplier + "\n" + name, title, string.Join(" ", new[] { version, Property(component, "serves") }.Where(t => t.Length > 0))) with { Verdict = Shown(Property(component, "verdict")) };
    }

    private static BomPart Dataset(YamlMapping component)
    {
        var name = component.Text("name") ?? "";
        var classification = component.List("data").OfType<YamlMapping>().Select(d => d.Text("classification")).FirstOrDefault(c => c is not null) ?? "";
        return Part(component, name, name, component.Text("version") ?? "") with { Classification = Shown(classification) };
    }

    private static BomPart Part(YamlMapping component, string key, string name, string version) => new(key, Shown(name), Shown(version))
    {
        Licence = Shown(string.Join(" AND ", component.List("licenses").OfType<YamlMapping>()
            .Select(l => l.Text("expression") ?? l.Mapping("license")?.Text("id") ?? l.Mapping("license")?.Text("name") ?? "")
            .Where(l => l.Length > 0)
            .OrderBy(l => l, StringComparer.Ordinal))),
        Digests = string.Join("\n", WithNested(component).Concat(component.List("externalReferences").OfType<YamlMapping>())
            .SelectMany(c => c.List("hashes").OfType<YamlMapping>().Select(h => $"{c.Text("name") ?? c.Text("url")}|{h.Text("alg")}|{h.Text("content")?.ToLowerInvariant()}"))
            .OrderBy(h => h, StringComparer.Ordinal)),
        Uses = Uses(component),
    };

    private static IReadOnlyDictionary<string, string> Uses(YamlMapping component)
    {
        var uses = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var occurrence in component.Mapping("evidence")?.List("occurrences").OfType<YamlMapping>() ?? [])
        {
            var (location, line, symbol) = (occurrence.Text("location") ?? "", occurrence.Text("line"), occurrence.Text("symbol") ?? "");
            var key = location + "\n" + symbol;
            if (!uses.ContainsKey(key))
            {
                uses.Add(key, Shown($"{location}{(line is null ? "" : $"({line})")}{(symbol.Length > 0 ? $" in {symbol}" : "")}"));
            }
        }

        return uses;
    }

    private static string Property(YamlMapping component, string name) =>
        component.List("properties").OfType<YamlMapping>().FirstOrDefault(p => p.Text("name") == CycloneDxBom.Prefix + name)?.Text("value") ?? "";

    /// <summary>One line without anything that a terminal or a reader takes for something else.</summary>
    private static string Shown(string text) => Excerpt.Visible(Excerpt.Of(text, 300));
}
