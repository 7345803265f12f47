using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Licences;
using GovernanceAnalyzers.Engine.Reports.Bom;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository;

/// <summary>
/// Reads the components of the type <c>data</c> of a CycloneDX 1.5 to 1.7 document, each as a dataset. What CycloneDX has no field for may
/// stand in its properties under a name like <c>governance:use</c>.
/// Sources: CycloneDX/specification, bom-1.6.schema.json and bom-1.7.schema.json.
/// </summary>
internal static class CycloneDxDataReader
{
    private const string Prefix = "governance:";

    /// <summary>Hexadecimal digits of a digest, which the schema does not tie to its algorithm.</summary>
    private static readonly Dictionary<string, int> Digits = new(StringComparer.Ordinal)
    {
        ["MD5"] = 32, ["SHA-1"] = 40, ["SHA-256"] = 64, ["SHA-384"] = 96, ["SHA-512"] = 128,
        ["SHA3-256"] = 64, ["SHA3-384"] = 96, ["SHA3-512"] = 128,
        ["BLAKE2b-256"] = 64, ["BLAKE2b-384"] = 96, ["BLAKE2b-512"] = 128, ["BLAKE3"] = 64, ["Streebog-256"] = 64, ["Streebog-512"] = 128,
    };

    public static bool Is(YamlMapping root) => root.Text("bomFormat") == "CycloneDX";

    public static IReadOnlyList<DatasetRecord> Read(YamlMapping root, FileLines lines, string displayPath, ICollection<FileProblem> problems, Func<string, bool>? exists)
    {
        if (OwnBom.Is(root))
        {
            problems.Add(OwnBom.Problem(root, "dataset record", "datasets.records"));
            return [];
        }

        var components = Below(root).Concat(root.Mapping("metadata")?.Mapping("component") is { } subject ? [subject, .. Below(subject)] : []).Where(c => c.Text("type") == "data").ToArray();
        if (components.Length == 0)
        {
            problems.Add(new FileProblem(root.Place, "This CycloneDX document has no component of the type data, so it describes no dataset. Add one, or keep the file elsewhere."));
        }

        return [.. components.Select(c => Component(c, lines, displayPath, problems, exists))];
    }

    private static IEnumerable<YamlMapping> Below(YamlMapping parent) =>
        parent.List("components").OfType<YamlMapping>().SelectMany(c => Below(c).Prepend(c));

    private static DatasetRecord Component(YamlMapping component, FileLines lines, string displayPath, ICollection<FileProblem> problems, Func<string, bool>? exists)
    {
        var dataset = new ForeignDataset(lines, displayPath, problems, exists);
        var parts = component.List("data").OfType<YamlMapping>().ToArray();
        var own = Own(component.List("properties").Concat(parts.Select(p => p.Mapping("contents")).OfType<YamlMapping>().SelectMany(c => c.List("properties"))), component.Place);
        DatasetRecordReader.CheckOwn(own, problems);
        dataset.Keep(own.Entries);
        dataset.Say("id", component["name"]);
        dataset.Say("title", component["name"]);
        dataset.Say("version", component["version"]);
        dataset.Say("description", component["description"] ?? parts.Select(p => p["description"]).FirstOrDefault(d => d is not null));
        dataset.Say("classification", parts.Select(p => p["classification"]).FirstOrDefault(c => c is not null));
        dataset.Say("owner", Governors("owners") ?? Governors("stewards") ?? Governors("custodians"));
        dataset.Say("origin", Name(component.Mapping("supplier")) ?? Name(component.Mapping("manufacturer")) ?? component["publisher"] ?? component["author"] ?? component.List("authors").OfType<YamlMapping>().Select(Name).FirstOrDefault());
        if (parts.SelectMany(p => p.Scalars("sensitiveData")).ToArray() is { Length: > 0 } sensitive)
        {
            dataset.SayPersonalData(string.Join(", ", sensitive.Select(s => s.Text)), sensitive[0].Place);
        }

        Files(component, parts, dataset, problems);
        var licences = own["licence"] is YamlScalar written
            ? [DatasetLicence.Spdx(dataset.Located(written))]
            : component.List("licenses").OfType<YamlMapping>().Select(l => Licence(l, dataset)).OfType<DatasetLicence>().ToArray();
        return dataset.Record("CycloneDX", System.IO.Path.GetFileNameWithoutExtension(displayPath), component.Place, licences, component.Entry("licenses")?.Key.Place);

        YamlValue? Governors(string role) => parts
            .Select(p => p.Mapping("governance"))
            .OfType<YamlMapping>()
            .SelectMany(g => g.List(role))
            .OfType<YamlMapping>()
            .Select(g => Name(g.Mapping("organization")) ?? Name(g.Mapping("contact")))
            .FirstOrDefault(n => n is not null);
    }

    private static void Files(YamlMapping component, YamlMapping[] parts, ForeignDataset dataset, ICollection<FileProblem> problems)
    {
        var paths = parts.Select(p => p.Mapping("contents")?["url"]).OfType<YamlScalar>().ToArray();
        var urls = paths.Where(p => p.Text.Contains("://")).Cast<YamlValue>().ToList();
        var local = paths.Where(p => !p.Text.Contains("://")).ToArray();
        var digest = Sha256(component, problems);
        foreach (var reference in component.List("externalReferences").OfType<YamlMapping>())
        {
            var its = Sha256(reference, problems);
            if (reference.Text("type") is "distribution" or "source-distribution" && reference["url"] is YamlScalar url)
            {
                if (url.Text.Contains("://"))
                {
                    urls.Add(url);
                }
                else if (local.All(l => l.Text != url.Text))
                {
                    dataset.File(url, its);
                }
            }
        }

        foreach (var path in local)
        {
            // The digest of a component is that of its file, where it has one file.
            dataset.File(path, local.Length == 1 ? digest : null);
        }

        if (urls.Count > 0)
        {
            dataset.Say("urls", new YamlSequence(urls, urls[0].Place));
        }
    }

    private static YamlScalar? Sha256(YamlMapping holder, ICollection<FileProblem> problems)
    {
        YamlScalar? found = null;
        foreach (var hash in holder.List("hashes").OfType<YamlMapping>())
        {
            if (hash.Text("alg") is not { } algorithm || hash["content"] is not YamlScalar content)
            {
                continue;
            }

            if (Digits.TryGetValue(algorithm, out var digits) && content.Text.Length != digits)
            {
                var like = Digits.Where(d => d.Value == content.Text.Length).Select(d => d.Key).FirstOrDefault();
                problems.Add(new FileProblem(
                    content.Place,
                    $"A {algorithm} has {digits} hexadecimal digits, not {content.Text.Length}" + (like is null ? "." : $", which is the length of {(like is "MD5" ? "an" : "a")} {like}.")));
            }
            else if (algorithm == "SHA-256")
            {
                found = content;
            }
        }

        return found;
    }

    private static DatasetLicence? Licence(YamlMapping choice, ForeignDataset dataset)
    {
        if (choice["expression"] is YamlScalar expression)
        {
            return DatasetLicence.Spdx(dataset.Located(expression));
        }

        var licence = choice.Mapping("license");
        if (licence?["id"] is YamlScalar id)
        {
            return DatasetLicence.Spdx(dataset.Located(id));
        }

        if (licence?["name"] is not YamlScalar name)
        {
            return licence?["url"] is YamlScalar address ? ForeignDataset.Licence(dataset.Located(address)) : null;
        }

        // The field for what SPDX has no id for; where the address or the name is known all the same, that is the licence.
        var byName = ForeignDataset.Licence(dataset.Located(name));
        var byUrl = licence["url"] is YamlScalar url ? ForeignDataset.Licence(new LocatedText(url.Text, url.Place)) : null;
        return byUrl is { Problem: "", Expression: { Length: > 0 } known } ? new DatasetLicence(byName.Written, known)
            : byName.IsMissing || byName.Problem.Length > 0 || byName.Expression != name.Text ? byName
            : new DatasetLicence(byName.Written, name.Text.StartsWith(LicenceReference.Prefix, StringComparison.Ordinal) ? name.Text : LicenceReference.FromTitle(name.Text));
    }

    /// <summary>Properties of ours as a mapping; <c>governance:privacy.basis</c> is a key within a key.</summary>
    private static YamlMapping Own(IEnumerable<YamlValue> properties, SourcePlace place)
    {
        var entries = new List<YamlEntry>();
        foreach (var group in properties.OfType<YamlMapping>()
            .Where(p => p["name"] is YamlScalar name && name.Text.StartsWith(Prefix, StringComparison.Ordinal) && p["value"] is YamlScalar)
            .GroupBy(p => p.Text("name")!.Substring(Prefix.Length).Split('.')[0]))
        {
            var first = group.First();
            var nested = group.Select(p => (Path: p.Text("name")!.Substring(Prefix.Length).Split('.'), Value: (YamlScalar)p["value"]!)).ToArray();
            YamlValue value = nested[0].Path.Length > 1
                ? new YamlMapping([.. nested.Where(n => n.Path.Length > 1).GroupBy(n => n.Path[1]).Select(n => new YamlEntry(new YamlScalar(n.Key, true, n.First().Value.Place), n.First().Value))], first.Place)
                : nested.Length == 1 ? nested[0].Value
                : new YamlSequence([.. nested.Select(n => n.Value)], first.Place);
            entries.Add(new YamlEntry(new YamlScalar(group.Key, true, first.Place), value));
        }

        return new YamlMapping(entries, place);
    }

    private static YamlValue? Name(YamlMapping? party) => party?["name"] ?? party?["email"];
}
