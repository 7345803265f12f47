using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository;

/// <summary>
/// Reads the model cards in a JSON file: of a CycloneDX BOM, or of Google's Model Card Toolkit. The first is told by <c>bomFormat</c>, the
/// second by its keys, because every version of its schema states the same <c>$id</c>.
/// </summary>
internal static class ModelCardJson
{
    /// <summary>The way out for a file that is none of them.</summary>
    public const string Known = "Known are Markdown with YAML front matter (Hugging Face), a CycloneDX BOM in JSON, and Model Card Toolkit JSON. "
        + "Use one of them, or keep other files where models.cards does not look.";

    public static IReadOnlyList<ModelCard> Read(string text, string displayPath, ICollection<FileProblem> problems)
    {
        if (text.Trim().Length == 0)
        {
            problems.Add(new FileProblem(new SourcePlace(displayPath, 1, 1), "The file is empty. " + Known));
            return [];
        }

        if (JsonReader.ReadText(text, displayPath, problems) is not { } root)
        {
            return [];
        }

        if (root is YamlMapping mapping)
        {
            if (mapping.Entry("bomFormat") is not null)
            {
                return ModelCardCycloneDx.Read(mapping, displayPath, problems);
            }

            if (ModelCardToolkit.Recognises(mapping))
            {
                return ModelCardToolkit.Read(mapping, displayPath, problems);
            }
        }

        problems.Add(new FileProblem(root.Place, "This JSON is no model card. " + Known));
        return [];
    }
}

/// <summary>Puts together what a card in Markdown would have: fields of the front matter, and sections. Everything keeps its place in the JSON.</summary>
internal sealed class ModelCardParts(SourcePlace place)
{
    private readonly List<YamlEntry> _fields = [];
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly List<CardSection> _sections = [];

    public IReadOnlyList<CardSection> Sections => _sections;

    public YamlMapping FrontMatter => new(_fields.ToArray(), place);

    /// <summary>The first that gives a field an answer counts.</summary>
    public void Field(string key, YamlValue? value)
    {
        if (value is null or YamlScalar { IsNull: true } or YamlSequence { Items.Count: 0 } || !_keys.Add(key))
        {
            return;
        }

        _fields.Add(new YamlEntry(new YamlScalar(key, isPlain: false, value.Place), value));
    }

    public void Field(string key, IReadOnlyList<YamlScalar> values)
    {
        if (values.Count > 0)
        {
            Field(key, new YamlSequence(values, values[0].Place));
        }
    }

    public void Section(string title, YamlValue? value)
    {
        if (value is not null)
        {
            _sections.Add(new CardSection(title, 2, value.Place, ContentOf(value)));
        }
    }

    private static SectionContent ContentOf(YamlValue value) => value switch
    {
        YamlScalar { IsNull: true } => SectionContent.Empty,
        YamlScalar scalar => Placeholder.Remove(scalar.Text, out var removed).Any(char.IsLetterOrDigit) ? SectionContent.Text
            : removed ? SectionContent.Placeholder
            : SectionContent.Empty,
        YamlSequence sequence => sequence.Items.Select(ContentOf).DefaultIfEmpty(SectionContent.Empty).Max(),
        YamlMapping mapping => mapping.Entries.Select(e => ContentOf(e.Value)).DefaultIfEmpty(SectionContent.Empty).Max(),
        _ => SectionContent.Empty,
    };

    public static LocatedText? Text(YamlValue? value) => value is YamlScalar { IsNull: false } scalar ? new LocatedText(scalar.Text, scalar.Place) : null;

    public static YamlScalar Scalar(LocatedText text) => new(text.Text, isPlain: false, text.Place);

    /// <summary>The card, with the properties that its fields give.</summary>
    public ModelCard Build(string path, IReadOnlyList<LocatedText> models, IReadOnlyList<LocatedText> deployments)
    {
        Field("models", models.Select(Scalar).ToArray());
        Field("deployments", deployments.Select(Scalar).ToArray());
        var fields = FrontMatter;
        return new ModelCard(path)
        {
            Place = place,
            Models = [.. models.Select(ModelCardReader.Model)],
            Deployments = deployments,
            Owner = Text(fields["owner"]),
            ModelName = Text(fields["model_name"]),
            License = Text(fields["license"]),
            LicenseName = Text(fields["license_name"]),
            LicenseLink = Text(fields["license_link"]),
            BaseModels = All("base_model"),
            Tags = All("tags"),
            Datasets = All("datasets"),
            PipelineTag = Text(fields["pipeline_tag"]),
            FrontMatter = fields,
            Sections = Sections,
        };

        IReadOnlyList<LocatedText> All(string key) => [.. fields.Scalars(key).Where(s => !s.IsNull).Select(s => new LocatedText(s.Text, s.Place))];
    }
}
