using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Catalogue;

/// <summary>The standards of <c>policies/standards/</c>: ids and short titles of their controls, to which requirements are mapped.</summary>
public sealed class ShippedStandards
{
    private static readonly Shape Shape = new ObjectShape(
        new Property("id", ScalarShape.Text, Required: true, "The name of the file."),
        new Property("name", ScalarShape.Text, Required: true, "How control ids begin, with the edition."),
        new Property("title", ScalarShape.Text, Required: true),
        new Property("edition", ScalarShape.Text, Required: true),
        new Property("relation", ScalarShape.OneOf("relevant"), Required: true, "A mapping never says more than that."),
        new Property("note", ScalarShape.Text),
        new Property("asOf", ScalarShape.Date),
        new Property("applicability", new ListShape(new ObjectShape(
            new Property("what", ScalarShape.Text, Required: true),
            new Property("from", ScalarShape.Date, Required: true),
            new Property("note", ScalarShape.Text)))),
        new Property("successor", ScalarShape.Text, Description: "The id of the edition that the crosswalk leads to."),
        new Property("crosswalk", new ListShape(new ObjectShape(
            new Property("from", ScalarShape.Text, Required: true),
            new Property("to", ScalarShape.Text, Required: true)))),
        new Property("controls", new ListShape(new ObjectShape(
            new Property("id", ScalarShape.Text, Required: true),
            new Property("title", ScalarShape.Text))), Required: true));

    private static readonly Regex Paragraphs = new(@"(\([a-z0-9]{1,4}\))+$", RegexOptions.CultureInvariant);

    private readonly Dictionary<string, Standard> _standards;

    private ShippedStandards(IEnumerable<Standard> standards) => _standards = standards.ToDictionary(s => s.Name, StringComparer.Ordinal);

    public static ShippedStandards Instance { get; } = Load();

    public IEnumerable<Standard> All => _standards.Values.OrderBy(s => s.Name, StringComparer.Ordinal);

    /// <summary>The standard and the control that an id names, such as <c>EU AI Act Art. 12(2)</c>; null for what is not there.</summary>
    public (Standard Standard, StandardControl Control)? Find(string id)
    {
        foreach (var standard in _standards.Values)
        {
            if (id.StartsWith(standard.Name + " ", StringComparison.Ordinal))
            {
                var rest = Paragraphs.Replace(id.Substring(standard.Name.Length + 1), "");
                return standard.Controls.FirstOrDefault(c => c.Id == rest) is { } control ? (standard, control) : null;
            }
        }

        return null;
    }

    /// <summary>The control that an id names, without its paragraphs, and what the next edition made of it; empty for what is not there.</summary>
    public IEnumerable<string> Clauses(string id)
    {
        if (Find(id) is not { } found)
        {
            yield break;
        }

        yield return found.Standard.Name + " " + found.Control.Id;
        if (_standards.Values.FirstOrDefault(s => s.Id == found.Standard.Successor) is { } successor)
        {
            foreach (var to in found.Standard.Crosswalk.Where(c => c.From == found.Control.Id).Select(c => c.To))
            {
                yield return successor.Name + " " + to;
            }
        }
    }

    /// <summary>What is wrong with a control id, or null.</summary>
    public string? Problem(string id)
    {
        if (Find(id) is not null)
        {
            return null;
        }

        var standard = All.FirstOrDefault(s => id.StartsWith(s.Name + " ", StringComparison.Ordinal));
        if (standard is null)
        {
            var nearest = NearestName.Find(id, All.SelectMany(s => s.Controls.Select(c => s.Name + " " + c.Id)));
            return $"'{id}' does not begin with a known standard ({string.Join(", ", All.Select(s => s.Name))})"
                + (nearest is null ? "" : $"; did you mean '{nearest}'?");
        }

        var control = id.Substring(standard.Name.Length + 1);
        var near = NearestName.Find(control, standard.Controls.Select(c => c.Id));
        return $"{standard.Name} has no '{control}'" + (near is null ? "" : $"; did you mean '{standard.Name} {near}'?");
    }

    private static ShippedStandards Load() => new(ShippedFiles.Below("policies/standards/").Select(file =>
    {
        var root = ShippedLists.Root(file, Shape);
        return new Standard(
            root.Text("id")!,
            root.Text("name")!,
            root.Text("title")!,
            root.Text("edition")!,
            [.. root.List("controls").OfType<YamlMapping>().Select(c => new StandardControl(c.Text("id")!, c.Text("title") ?? ""))])
        {
            Successor = root.Text("successor") ?? "",
            Crosswalk = [.. root.List("crosswalk").OfType<YamlMapping>().Select(c => (c.Text("from")!, c.Text("to")!))],
        };
    }));
}

/// <param name="Name">How ids of its controls begin: <c>ISO/IEC 42001:2023</c>.</param>
public sealed record Standard(string Id, string Name, string Title, string Edition, IReadOnlyList<StandardControl> Controls)
{
    /// <summary>Id of the next edition, or empty.</summary>
    public string Successor { get; init; } = "";

    /// <summary>Ids of controls here and in the next edition.</summary>
    public IReadOnlyList<(string From, string To)> Crosswalk { get; init; } = [];
}

/// <param name="Title">Short; empty where the source of the list has none.</param>
public sealed record StandardControl(string Id, string Title);
