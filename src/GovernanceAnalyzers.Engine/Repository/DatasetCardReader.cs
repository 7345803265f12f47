using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository;

/// <summary>
/// Reads a dataset card of the Hugging Face Hub: Markdown with front matter. Keys of our own records may stand in the front matter for what
/// the Hub has no key for: <c>use</c>, <c>origin</c>, <c>owner</c>, <c>version</c>, <c>personalData</c>.
/// Sources: huggingface/hub-docs, datasetcard.md (keys), datasets-manual-configuration.md (data files).
/// </summary>
internal static class DatasetCardReader
{
    private const string Mark = "---";

    private static readonly string[] HubKeys =
    [
        "language", "license", "license_name", "license_link", "license_details", "tags", "annotations_creators", "language_creators",
        "language_details", "language_bcp47", "pretty_name", "size_categories", "source_datasets", "task_categories", "task_ids", "paperswithcode_id", "configs",
        "config_names", "dataset_info", "train-eval-index", "multilinguality", "viewer", "arxiv", "extra_gated_fields", "extra_gated_prompt", "extra_gated_heading",
        "extra_gated_button_content", "modalities", "library_name", "datasets", "thumbnail", "gated", "citation", "homepage", "doi",
    ];

    private static readonly string[] OriginSections =
        ["Data Collection and Processing", "Initial Data Collection and Normalization", "Source Data", "Data Source", "Data Sources", "Dataset Sources", "Dataset Creation", "Data Collection"];

    private static readonly string[] LimitationSections = ["Bias, Risks, and Limitations", "Other Known Limitations", "Known Limitations", "Limitations"];

    private static readonly string[] BiasSections = ["Discussion of Biases", "Bias, Risks, and Limitations", "Biases"];

    public static DatasetRecord? Read(string text, string displayPath, ICollection<FileProblem> problems, Func<string, bool>? exists)
    {
        var lines = new FileLines(text);
        if (lines[1].TrimEnd() != Mark)
        {
            // A README may as well tell people about the folder.
            if (!System.IO.Path.GetFileName(displayPath).Equals("README.md", StringComparison.OrdinalIgnoreCase))
            {
                problems.Add(new FileProblem(
                    new SourcePlace(displayPath, 1, 1),
                    "The dataset card has no front matter: the first line must be '---', followed by YAML and another '---'. Text that describes no dataset belongs elsewhere."));
            }

            return null;
        }

        var end = Enumerable.Range(2, lines.Count - 1).FirstOrDefault(n => lines[n].TrimEnd() == Mark);
        if (end == 0)
        {
            problems.Add(new FileProblem(new SourcePlace(displayPath, 1, 1), "The front matter that begins here is never closed: add a line '---' after it."));
            return null;
        }

        var yaml = string.Join("\n", Enumerable.Range(2, end - 2).Select(n => lines[n]));
        var root = YamlReader.ReadText(yaml, displayPath, problems, firstLine: 2);
        if (root is not YamlMapping card)
        {
            if (root is not null)
            {
                problems.Add(new FileProblem(root.Place, $"The front matter must be a mapping of keys to values, not {root.Kind}."));
            }

            return null;
        }

        Check(card, problems);
        DatasetRecordReader.CheckOwn(card, problems);
        var dataset = new ForeignDataset(lines, displayPath, problems, exists);
        dataset.Keep(card.Entries);
        dataset.Say("title", card["pretty_name"]);
        dataset.Say("languages", card["language"]);
        dataset.Say("size", card.Scalars("size_categories").FirstOrDefault());
        dataset.Say("licenceLink", card["license_link"]);
        Splits(card, dataset);
        Body(lines, end + 1, displayPath, dataset);
        if (card.Scalars("source_datasets").Where(s => s.Text is not ("original" or "")).ToArray() is { Length: > 0 } sources)
        {
            dataset.Say("origin", "Made from " + string.Join(", ", sources.Select(s => s.Text)), sources[0].Place);
        }

        var licences = card["licence"] is YamlScalar own
            ? [DatasetLicence.Spdx(dataset.Located(own))]
            : card.Scalars("license").Where(l => !l.IsNull).Select(l => ForeignDataset.Licence(dataset.Located(l), card.Text("license_name"), card.Text("license_link"))).ToArray();
        return dataset.Record("dataset card", Name(displayPath), new SourcePlace(displayPath, 1, 1), licences, (card.Entry("license") ?? card.Entry("licence"))?.Key.Place);
    }

    private static void Check(YamlMapping card, ICollection<FileProblem> problems)
    {
        var known = HubKeys.Concat(DatasetRecordReader.Shape.Properties.Select(p => p.Name)).ToArray();
        foreach (var entry in card.Entries)
        {
            var key = entry.Key.Text;
            if (key is "licence_name" or "licence_link")
            {
                problems.Add(new FileProblem(entry.Key.Place, $"'{key}' means nothing in a dataset card: write '{key.Replace("licence", "license")}', as the Hub does."));
            }
            else if (key.Length >= 4 && !known.Contains(key)
                && (known.FirstOrDefault(k => Plain(k) == Plain(key)) ?? NearestName.Find(key, known, within: 1)) is { } meant && card[meant] is null)
            {
                // The vocabulary is open, as on the Hub; a slip away from a key that is read is still a slip.
                problems.Add(new FileProblem(entry.Key.Place, $"'{key}' means nothing in a dataset card. Did you mean '{meant}'?"));
            }
        }

        if (card["license"] is not null && card["licence"] is not null)
        {
            problems.Add(new FileProblem(card.Entry("licence")!.Key.Place, "The card has both 'license' and 'licence': keep one."));
        }

        if (card["license"] is YamlMapping mapping)
        {
            problems.Add(new FileProblem(mapping.Place, "'license' must be one licence id or a list of them, not a mapping."));
        }

        static string Plain(string name) => name.Replace("_", "").Replace("-", "").ToLowerInvariant();
    }

    /// <summary>Which file is for what, in the forms that the Hub takes: a path, a list of them, or splits with paths.</summary>
    private static void Splits(YamlMapping card, ForeignDataset dataset)
    {
        var uses = new List<YamlValue>();
        foreach (var data in card.List("configs").OfType<YamlMapping>().SelectMany(c => c.List("data_files")))
        {
            switch (data)
            {
                case YamlScalar path:
                    File(path, "");
                    break;
                case YamlMapping split when split["path"] is not null:
                    foreach (var path in split.Scalars("path"))
                    {
                        File(path, split.Text("split") ?? "");
                    }

                    break;
                case YamlMapping bySplit:
                    foreach (var entry in bySplit.Entries)
                    {
                        foreach (var path in bySplit.Scalars(entry.Key.Text))
                        {
                            File(path, entry.Key.Text);
                        }
                    }

                    break;
            }
        }

        var splits = card.List("dataset_info").OfType<YamlMapping>().SelectMany(i => i.List("splits")).OfType<YamlMapping>().ToArray();
        foreach (var name in splits.Select(s => s["name"]).OfType<YamlScalar>())
        {
            Use(ForeignDataset.UseOfSplit(name.Text), name.Place);
        }

        if (splits.Length > 0)
        {
            dataset.Say("splits", new YamlSequence(
                [.. splits.Select(s => new YamlScalar($"{s.Text("name")} {s.Text("num_examples")}".Trim(), false, s.Place))], splits[0].Place));
        }

        if (uses.Count > 0)
        {
            dataset.Say("use", new YamlSequence(uses, uses[0].Place));
        }

        void File(YamlScalar path, string split)
        {
            var use = ForeignDataset.UseOfSplit(split);
            Use(use, path.Place);
            if (path.Text.Contains("://"))
            {
                // Data of another repository of the Hub.
                return;
            }

            dataset.File(path, use: use);
        }

        void Use(string use, SourcePlace place)
        {
            if (use.Length > 0 && uses.OfType<YamlScalar>().All(u => u.Text != use))
            {
                uses.Add(new YamlScalar(use, false, place));
            }
        }
    }

    private static void Body(FileLines lines, int firstLine, string path, ForeignDataset dataset)
    {
        var sections = new CardSections(lines, path).Read(firstLine);
        foreach (var (key, titles) in new[] { ("origin", OriginSections), ("gaps", LimitationSections), ("biases", BiasSections), ("description", new[] { "Dataset Summary", "Dataset Description" }) })
        {
            if (Find(titles) is { } section)
            {
                dataset.Say(key, TextBelow(section), section.Place);
            }
        }

        if (Find(["Personal and Sensitive Information"]) is { } personal)
        {
            dataset.SayPersonalData(TextBelow(personal), personal.Place);
        }

        CardSection? Find(IReadOnlyList<string> titles) => titles
            .Select(t => sections.FirstOrDefault(s => s.Content == SectionContent.Text && s.Title.Replace("[optional]", "").Trim().Equals(t, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(s => s is not null);

        string TextBelow(CardSection section)
        {
            var last = sections.Where(s => s.Place.Line > section.Place.Line && s.Level <= section.Level).Select(s => s.Place.Line - 1).DefaultIfEmpty(lines.Count).First();
            var below = new StringBuilder();
            var inComment = false;
            foreach (var line in Enumerable.Range(section.Place.Line + 1, Math.Max(0, last - section.Place.Line)).Select(n => lines[n].Trim()))
            {
                inComment |= line.StartsWith("<!--", StringComparison.Ordinal);
                if (!inComment && line.Length > 0 && line[0] != '#' && line.Any(c => c is not ('-' or '=')))
                {
                    below.Append(Placeholder.Remove(line, out _)).Append(' ');
                }

                inComment &= line.IndexOf("-->", StringComparison.Ordinal) < 0;
            }

            return below.ToString();
        }
    }

    /// <summary>The file's name; its folder's where the file has the name that every card has on the Hub.</summary>
    private static string Name(string path)
    {
        var name = System.IO.Path.GetFileNameWithoutExtension(path);
        var folder = System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(path) ?? "");
        return name.Equals("README", StringComparison.OrdinalIgnoreCase) && folder.Length > 0 ? folder : name;
    }
}
