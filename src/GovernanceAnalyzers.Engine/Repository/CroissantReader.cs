using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository;

/// <summary>
/// Reads Croissant 1.0 and 1.1, JSON-LD of schema.org with words of MLCommons, among them those for responsible AI. Prefixes
/// (<c>sc:</c>, <c>cr:</c>, <c>rai:</c>) are not resolved: the words are the same whatever a context calls their vocabularies. Keys of our
/// own records may stand beside them for what Croissant has no word for.
/// Sources: mlcommons/croissant, croissant-spec-1.1.md and croissant-rai-spec.md.
/// </summary>
internal static class CroissantReader
{
    /// <summary>Of our keys, those that are words of schema.org as well.</summary>
    private static readonly string[] SharedWords = ["id", "description", "version", "license", "url"];

    public static bool Is(YamlMapping root)
    {
        if (root["@context"] is null)
        {
            return false;
        }

        return Texts(Value(root, "conformsTo")).Any(t => t.Text.IndexOf("mlcommons.org/croissant", StringComparison.OrdinalIgnoreCase) >= 0)
            || (Texts(root["@type"]).Any(t => Local(t.Text) == "Dataset") && (Value(root, "distribution") ?? Value(root, "recordSet") ?? Value(root, "license")) is not null);
    }

    public static DatasetRecord Read(YamlMapping root, FileLines lines, string displayPath, ICollection<FileProblem> problems, Func<string, bool>? exists)
    {
        var dataset = new ForeignDataset(lines, displayPath, problems, exists);
        var own = new YamlMapping(
            [.. root.Entries
                .Select(e => new YamlEntry(new YamlScalar(Local(e.Key.Text), true, e.Key.Place), e.Value))
                .Where(e => !SharedWords.Contains(e.Key.Text) && DatasetRecordReader.Shape.Properties.Any(p => p.Name == e.Key.Text))],
            root.Place);
        DatasetRecordReader.CheckOwn(own, problems);
        dataset.Keep(own.Entries);

        var name = Texts(Value(root, "name")).FirstOrDefault();
        dataset.Say("id", name?.Text ?? "", name?.Place ?? root.Place);
        dataset.Say("title", name);
        Text("description", "description");
        Text("version", "version");
        List("languages", "inLanguage");
        Text("timeRange", "dataCollectionTimeframe", "dataCollectionTimeFrame", "temporalCoverage");
        Text("origin", "dataCollection", "dataCollectionProcess", "dataCollectionType");
        if (Texts(Value(root, "wasDerivedFrom")).FirstOrDefault() is { } source)
        {
            dataset.Say("origin", "Derived from " + source.Text, source.Place);
        }

        if (Texts(Value(root, "creator")).Concat(Texts(Value(root, "publisher"))).FirstOrDefault() is { } creator)
        {
            dataset.Say("origin", "Published by " + creator.Text, creator.Place);
        }

        List("gaps", "dataLimitations", "limitations");
        List("biases", "dataBiases", "biases");
        List("useCases", "dataUseCases", "useCases");
        Text("socialImpact", "dataSocialImpact");
        Text("annotation", "dataAnnotationProtocol", "annotationProtocol");
        List("partners", "dataAnnotationPlatform", "annotationPlatform");
        if (Texts(Value(root, "personalSensitiveInformation")) is { Count: > 0 } personal)
        {
            dataset.SayPersonalData(string.Join(", ", personal.Select(p => p.Text)), personal[0].Place);
        }

        var urls = new List<YamlValue>(Texts(Value(root, "url")).Where(u => u.Text.Contains("://")));
        foreach (var part in Items(Value(root, "distribution")).OfType<YamlMapping>())
        {
            Distribution(part);
        }

        if (urls.Count > 0)
        {
            dataset.Say("urls", new YamlSequence(urls, urls[0].Place));
        }

        var uses = Items(Value(root, "recordSet")).OfType<YamlMapping>()
            .Where(r => Texts(Value(r, "dataType")).Any(t => Local(t.Text) == "Split"))
            .SelectMany(r => Scalars(Value(r, "data")))
            .Select(s => (Use: ForeignDataset.UseOfSplit(Local(s.Text)), s.Place))
            .Where(s => s.Use.Length > 0)
            .GroupBy(s => s.Use)
            .Select(g => new YamlScalar(g.Key, false, g.First().Place))
            .ToArray();
        if (uses.Length > 0)
        {
            dataset.Say("use", new YamlSequence(uses, uses[0].Place));
        }

        var licences = own["licence"] is YamlScalar written
            ? [DatasetLicence.Spdx(dataset.Located(written))]
            : Items(Value(root, "license")).Select(Licence).OfType<YamlScalar>().Select(l => ForeignDataset.Licence(dataset.Located(l))).ToArray();
        return dataset.Record("Croissant", System.IO.Path.GetFileNameWithoutExtension(displayPath), root.Place, licences, Entry(root, "license")?.Key.Place);

        void Text(string key, params string[] words)
        {
            if (words.Select(w => Texts(Value(root, w))).FirstOrDefault(t => t.Count > 0) is { Count: > 0 } all)
            {
                dataset.Say(key, string.Join("; ", all.Select(t => t.Text)), all[0].Place);
            }
        }

        void List(string key, params string[] words)
        {
            if (words.Select(w => Texts(Value(root, w))).FirstOrDefault(t => t.Count > 0) is { Count: > 0 } all)
            {
                dataset.Say(key, new YamlSequence(all, all[0].Place));
            }
        }

        void Distribution(YamlMapping part)
        {
            var sha256 = Value(part, "sha256") as YamlScalar is { IsNull: false } digest ? digest : null;
            // What is inside of another file of the list has no path of its own in the repository.
            var path = Value(part, "containedIn") is null ? Value(part, "contentUrl") as YamlScalar ?? Texts(Value(part, "includes")).FirstOrDefault() : null;
            if (path is null || path.IsNull || path.Text.Contains("://"))
            {
                if (sha256 is not null)
                {
                    DatasetRecordReader.IsSha256(sha256, problems);
                }

                if (path is not null && !path.IsNull)
                {
                    urls.Add(path);
                }

                return;
            }

            dataset.File(path, sha256);
        }
    }

    /// <summary>A licence is an address, a name, or a work with one of both.</summary>
    private static YamlScalar? Licence(YamlValue value) => value switch
    {
        YamlScalar { IsNull: false } scalar => scalar,
        YamlMapping work => new[] { "url", "@id", "sameAs", "name", "@value" }.Select(k => Value(work, k)).OfType<YamlScalar>().FirstOrDefault(),
        _ => null,
    };

    internal static string Local(string word) => word.Substring(word.LastIndexOfAny([':', '/', '#']) + 1);

    private static YamlEntry? Entry(YamlMapping mapping, string word) =>
        mapping.Entry(word) ?? mapping.Entries.FirstOrDefault(e => Local(e.Key.Text) == Local(word));

    private static YamlValue? Value(YamlMapping mapping, string word) => Entry(mapping, word)?.Value is { } value and not YamlScalar { IsNull: true } ? value : null;

    private static IReadOnlyList<YamlValue> Items(YamlValue? value) => value switch
    {
        null => [],
        YamlSequence sequence => sequence.Items,
        _ => [value],
    };

    /// <summary>Texts of a value in any of the forms that JSON-LD has for one.</summary>
    private static IReadOnlyList<YamlScalar> Texts(YamlValue? value) =>
    [
        .. Items(value)
            .Select(v => v switch
            {
                YamlScalar { IsNull: false } scalar => scalar,
                YamlMapping mapping => new[] { "@value", "name", "url", "@id", "termCode" }.Select(k => Value(mapping, k)).OfType<YamlScalar>().FirstOrDefault(),
                _ => null,
            })
            .OfType<YamlScalar>()
            .Where(s => s.Text.Trim().Length > 0),
    ];

    private static IEnumerable<YamlScalar> Scalars(YamlValue? value) => value switch
    {
        YamlScalar scalar => [scalar],
        YamlSequence sequence => sequence.Items.SelectMany(Scalars),
        YamlMapping mapping => mapping.Entries.SelectMany(e => Scalars(e.Value)),
        _ => [],
    };
}
