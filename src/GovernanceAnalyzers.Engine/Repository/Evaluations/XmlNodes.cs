using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Evaluations;

/// <summary>
/// Reads XML into nodes with places. An element is a mapping: its name under <c>@</c>, each attribute under its name, its child elements
/// under <c>children</c>; text is left out. Document types are refused, so there are no entities to expand and nothing to fetch.
/// </summary>
internal static class XmlNodes
{
    public const string Name = "@";
    public const string Children = "children";

    public static YamlMapping? ReadText(string text, string displayPath, ICollection<FileProblem> problems)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                IgnoreComments = true,
                IgnoreWhitespace = true,
                IgnoreProcessingInstructions = true,
            });
            reader.MoveToContent();
            return Element(reader, displayPath, 0, problems);
        }
        catch (XmlException e)
        {
            problems.Add(new FileProblem(
                new SourcePlace(displayPath, Math.Max(1, e.LineNumber), Math.Max(1, e.LinePosition)),
                e.Message.IndexOf("DTD", StringComparison.Ordinal) >= 0
                    ? "The file has a document type (DTD), which is not accepted: it could name other files. Remove it."
                    : $"This is not valid XML: {Excerpt.Of(e.Message, 200)}"));
            return null;
        }
    }

    /// <summary>The child elements of a name.</summary>
    public static IEnumerable<YamlMapping> Elements(this YamlMapping element, string name) =>
        element.List(Children).OfType<YamlMapping>().Where(c => c.Text(Name) == name);

    private static YamlMapping? Element(XmlReader reader, string path, int depth, ICollection<FileProblem> problems)
    {
        var place = Place(reader, path);
        if (depth > YamlReader.MaximumDepth)
        {
            problems.Add(new FileProblem(place, $"Nested deeper than {YamlReader.MaximumDepth} levels."));
            return null;
        }

        var entries = new List<YamlEntry> { Entry(Name, new YamlScalar(reader.LocalName, false, place)) };
        var isEmpty = reader.IsEmptyElement;
        while (reader.MoveToNextAttribute())
        {
            var at = Place(reader, path);
            if (reader.LocalName != Children)
            {
                entries.Add(Entry(reader.LocalName, new YamlScalar(reader.Value, false, at)));
            }
        }

        var children = new List<YamlValue>();
        reader.MoveToElement();
        if (!isEmpty)
        {
            while (reader.Read() && reader.NodeType != XmlNodeType.EndElement)
            {
                if (reader.NodeType == XmlNodeType.Element)
                {
                    if (Element(reader, path, depth + 1, problems) is not { } child)
                    {
                        return null;
                    }

                    children.Add(child);
                }
            }
        }

        entries.Add(Entry(Children, new YamlSequence(children, place)));
        return new YamlMapping(entries, place);
    }

    private static YamlEntry Entry(string key, YamlValue value) => new(new YamlScalar(key, false, value.Place), value);

    private static SourcePlace Place(XmlReader reader, string path) =>
        reader is IXmlLineInfo info && info.HasLineInfo() ? new SourcePlace(path, info.LineNumber, info.LinePosition) : new SourcePlace(path, 1, 1);
}
