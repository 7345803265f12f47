using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository;

/// <summary>
/// Reads model cards. In Markdown the vocabulary of the front matter is open, as on the Hub: unknown keys are fine, unless they are a slip away from
/// one that is read; known keys are checked. Other formats are <see cref="ModelCardJson"/>'s.
/// Sources: huggingface/hub-docs, modelcard.md (keys) and model-cards.md (container).
/// </summary>
public static class ModelCardReader
{
    /// <summary>Largest card, in bytes.</summary>
    public const int MaximumBytes = YamlReader.MaximumBytes;

    private const string Mark = "---";

    private static readonly ScalarShape ModelEntry = new("provider:reference", ModelProblem);
    private static readonly ListShape TextOrTexts = new(ScalarShape.Text, orSingle: true);

    private static readonly Property[] Known =
    [
        new("model", ModelEntry),
        new("models", new ListShape(ModelEntry)),
        new("deployments", TextOrTexts),
        new("owner", ScalarShape.Text),
        new("model_name", ScalarShape.Text),
        new("license", new ScalarShape("one licence id")),
        new("license_name", ScalarShape.Text),
        new("license_link", ScalarShape.Text),
        new("base_model", TextOrTexts),
        new("language", TextOrTexts),
        new("tags", TextOrTexts),
        new("datasets", TextOrTexts),
        new("pipeline_tag", ScalarShape.Text),
        new("library_name", ScalarShape.Text),
        new("new_version", ScalarShape.Text),
    ];

    /// <summary>The cards in a file of any known format. What cannot be read becomes a problem.</summary>
    /// <param name="displayPath">How problems and places name the file.</param>
    public static IReadOnlyList<ModelCard> ReadCards(string fullPath, string displayPath, ICollection<FileProblem> problems)
    {
        var text = YamlReader.ReadText(fullPath, displayPath, MaximumBytes, problems);
        return text is null ? [] : ReadText(text, displayPath, problems);
    }

    /// <summary>The cards in the text of a file; its name says which format is likely.</summary>
    public static IReadOnlyList<ModelCard> ReadText(string text, string displayPath, ICollection<FileProblem> problems)
    {
        if (displayPath.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || text.TrimStart().StartsWith("{", StringComparison.Ordinal))
        {
            return ModelCardJson.Read(text, displayPath, problems);
        }

        if (!displayPath.EndsWith(".md", StringComparison.OrdinalIgnoreCase) && !text.StartsWith(Mark, StringComparison.Ordinal))
        {
            problems.Add(new FileProblem(new SourcePlace(displayPath, 1, 1), "This is no model card. " + ModelCardJson.Known));
            return [];
        }

        return Read(text, displayPath, problems) is { } card ? [card] : [];
    }

    /// <summary>Reads a Markdown file. Null when nothing can be made of it; otherwise problems may still have been added.</summary>
    /// <param name="displayPath">How problems and places name the file.</param>
    public static ModelCard? ReadFile(string fullPath, string displayPath, ICollection<FileProblem> problems)
    {
        var text = YamlReader.ReadText(fullPath, displayPath, MaximumBytes, problems);
        return text is null ? null : Read(text, displayPath, problems);
    }

    public static ModelCard? Read(string text, string displayPath, ICollection<FileProblem> problems)
    {
        var lines = new FileLines(text);
        if (lines[1].TrimEnd() != Mark)
        {
            problems.Add(new FileProblem(
                new SourcePlace(displayPath, 1, 1),
                "The card has no front matter: the first line must be '---', followed by YAML and another '---'."));
            return null;
        }

        var end = Enumerable.Range(2, lines.Count - 1).FirstOrDefault(n => lines[n].TrimEnd() == Mark);
        if (end == 0)
        {
            problems.Add(new FileProblem(
                new SourcePlace(displayPath, 1, 1), "The front matter that begins here is never closed: add a line '---' after it."));
            return null;
        }

        var yaml = string.Join("\n", Enumerable.Range(2, end - 2).Select(n => lines[n]));
        var root = YamlReader.ReadText(yaml, displayPath, problems, firstLine: 2);
        if (root is not YamlMapping frontMatter)
        {
            if (root is not null)
            {
                problems.Add(new FileProblem(root.Place, $"The front matter must be a mapping of keys to values, not {root.Kind}."));
            }

            return null;
        }

        Check(frontMatter, problems);
        CheckBody(lines, end + 1, displayPath, problems);
        var fields = new FieldReader(frontMatter, lines);
        return new ModelCard(displayPath)
        {
            Models = [.. fields.Texts("model").Concat(fields.Texts("models")).Where(m => ModelProblem(m.Text) is null).Select(Model)],
            Deployments = fields.Texts("deployments"),
            Owner = fields.Text("owner"),
            ModelName = fields.Text("model_name"),
            License = fields.Text("license"),
            LicenseName = fields.Text("license_name"),
            LicenseLink = fields.Text("license_link"),
            BaseModels = fields.Texts("base_model"),
            Languages = fields.Texts("language"),
            Tags = fields.Texts("tags"),
            Datasets = fields.Texts("datasets"),
            PipelineTag = fields.Text("pipeline_tag"),
            LibraryName = fields.Text("library_name"),
            NewVersion = fields.Text("new_version"),
            Metrics = ModelCardMetrics.OfFrontMatter(frontMatter, problems),
            FrontMatter = frontMatter,
            Sections = new CardSections(lines, displayPath).Read(end + 1),
        };
    }

    private static void Check(YamlMapping frontMatter, ICollection<FileProblem> problems)
    {
        foreach (var entry in frontMatter.Entries)
        {
            var key = entry.Key.Text;
            if (key is "licence" or "licence_name" or "licence_link")
            {
                // An open vocabulary would take this for a key of someone else, and the card for one without a licence.
                problems.Add(new FileProblem(
                    entry.Key.Place, $"'{key}' means nothing in a model card: write '{key.Replace("licence", "license")}', as the Hub does."));
            }
            else if (Slip(key) is { } meant && frontMatter[meant] is null)
            {
                problems.Add(new FileProblem(entry.Key.Place, $"'{key}' means nothing in a model card. Did you mean '{meant}'?"));
            }
            else if (entry.Value is YamlScalar { IsNull: true })
            {
                // A key without a value says as little as an absent key; whether it may be absent is for the policy to say.
            }
            else if (key is "model" or "models" && Models(entry.Value).FirstOrDefault(m => m is YamlMapping) is { } spaced)
            {
                problems.Add(new FileProblem(
                    spaced.Place, $"'{key}' must be provider:reference without a space after the colon: openai:gpt-4o-2024-08-06."));
            }
            else
            {
                Known.FirstOrDefault(p => p.Name == key)?.Shape.Check(entry.Value, key, problems);
            }
        }

        if (frontMatter["model"] is not null && frontMatter.Entry("models") is { } both && frontMatter["models"] is not null)
        {
            problems.Add(new FileProblem(both.Key.Place, "The card has both 'model' and 'models': keep 'models' and list all of them there."));
        }
    }

    /// <summary>
    /// The key that was meant, where that is hardly in doubt: one letter more, less or other, two swapped, another letter case or '-' for
    /// '_'. Cards have keys of other programs, so the wider sense of <see cref="NearestName"/> would cry wolf.
    /// </summary>
    private static string? Slip(string key)
    {
        if (key.Length < 4 || Known.Any(p => p.Name == key))
        {
            return null;
        }

        var plain = Plain(key);
        return Known.Select(p => p.Name).FirstOrDefault(n => Plain(n) == plain) ?? NearestName.Find(key, Known.Select(p => p.Name), within: 1);

        static string Plain(string name) => name.Replace("_", "").Replace("-", "").ToLowerInvariant();
    }

    private static IEnumerable<YamlValue> Models(YamlValue value) => value is YamlSequence sequence ? sequence.Items : [value];

    private static void CheckBody(FileLines lines, int firstLine, string path, ICollection<FileProblem> problems)
    {
        for (var number = firstLine; number <= lines.Count; number++)
        {
            if (lines[number].StartsWith("<<<<<<< ", StringComparison.Ordinal) || lines[number].StartsWith(">>>>>>> ", StringComparison.Ordinal))
            {
                problems.Add(new FileProblem(
                    new SourcePlace(path, number, 1), "A merge conflict marker is left in the file. Resolve the conflict."));
                return;
            }
        }
    }

    internal static CardModel Model(LocatedText written)
    {
        var colon = written.Text.IndexOf(':');
        return new CardModel(written.Text.Substring(0, colon), written.Text.Substring(colon + 1), written);
    }

    internal static string? ModelProblem(string text)
    {
        var colon = text.IndexOf(':');
        if (colon <= 0 || colon == text.Length - 1 || text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '|'))
        {
            return $"'{text}' is not of the form provider:reference, like openai:gpt-4o-2024-08-06";
        }

        return text.Take(colon).All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '.')
            ? null
            : $"'{text.Substring(0, colon)}' is not a provider: lower-case letters, digits, '-' and '.', like azure-openai";
    }
}
