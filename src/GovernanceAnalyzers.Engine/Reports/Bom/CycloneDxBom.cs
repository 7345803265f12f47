using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Repository;

namespace GovernanceAnalyzers.Engine.Reports.Bom;

/// <summary>
/// The AI parts of a repository as a CycloneDX 1.6 ML-BOM: models, datasets, systems, and where in code each is used. Its time is the
/// evaluation date and its serial number follows from the content, so the same input gives the same bytes.
/// Source: CycloneDX/specification, bom-1.6.schema.json.
/// </summary>
public static class CycloneDxBom
{
    /// <summary>By which readers know that a BOM is ours.</summary>
    public const string ToolName = "GovernanceAnalyzers";

    /// <summary>Properties that begin so are ours.</summary>
    internal const string Prefix = "governance:";

    private const string Repository = "repository";

    /// <summary>Of the serial numbers: a UUID of our own.</summary>
    private static readonly Guid Namespace = new("7d1b6f3e-52c4-5a0e-9b57-1c2d8a3f6e90");

    private static readonly Regex MailAddress = new(
        @"^[A-Za-z0-9]+([._+-][A-Za-z0-9]+)*@[A-Za-z0-9]+(-[A-Za-z0-9]+)*(\.[A-Za-z0-9]+(-[A-Za-z0-9]+)*)+\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public static string Write(RepositoryPosture posture)
    {
        var content = Write(posture, "");
        return Write(posture, Identifier($"{posture.Identity.Name}\n{posture.Identity.Commit}\n{Sha256Text.Hex(content)}"));
    }

    private static string Write(RepositoryPosture posture, string serialNumber) => JsonText.Write(json =>
    {
        var names = new References(posture);
        json.WriteStartObject();
        json.WriteString("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
        json.WriteString("bomFormat", "CycloneDX");
        json.WriteString("specVersion", "1.6");
        json.Text("serialNumber", serialNumber);
        json.WriteNumber("version", 1);
        Metadata(json, posture);

        json.WriteStartArray("components");
        foreach (var (system, reference) in names.Systems)
        {
            System(json, system, reference);
        }

        foreach (var (model, reference) in names.Models)
        {
            Model(json, posture, names, model, reference);
        }

        foreach (var (dataset, reference) in names.Datasets)
        {
            Dataset(json, dataset, reference);
        }

        json.WriteEndArray();
        Dependencies(json, posture, names);
        json.WriteEndObject();
    });

    private static void Metadata(Utf8JsonWriter json, RepositoryPosture posture)
    {
        json.WriteStartObject("metadata");
        json.WriteString("timestamp", posture.Report.EvaluationDate + "T00:00:00Z");
        json.WriteStartObject("tools");
        json.WriteStartArray("components");
        json.WriteStartObject();
        json.WriteString("type", "application");
        json.WriteString("name", ToolName);
        json.WriteString("version", ToolVersion.Text);
        json.WriteStartArray("externalReferences");
        ExternalReference(json, "website", RuleInfo.HelpRoot.Replace("blob/main/docs/rules/", "").TrimEnd('/'));
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();

        json.WriteStartObject("component");
        json.WriteString("type", "application");
        json.WriteString("bom-ref", Repository);
        json.WriteString("name", posture.Identity.Name);
        json.Text("version", posture.Identity.Commit);
        json.WriteEndObject();

        var report = posture.Report;
        Properties(json,
        [
            ("policy", report.PolicyName),
            ("policyDigest", report.PolicyDigest),
            ("profile", report.Profile),
            ("evaluationDate", report.EvaluationDate.ToString()),
            // Without it nobody could tell a repository that uses no model from one that nobody looked into.
            ("code", report.CodeIsKnown ? "analysed" : report.Projects.Count == 0 ? "not analysed" : "analysed in part"),
        ]);
        json.WriteEndObject();
    }

    private static void System(Utf8JsonWriter json, SystemPosture system, string reference)
    {
        json.WriteStartObject();
        json.WriteString("type", "application");
        json.WriteString("bom-ref", reference);
        json.WriteString("name", system.Id);
        json.Text("description", system.Title);
        Properties(json,
        [
            ("kind", "system"),
            ("owner", system.Owner),
            ("riskTier", system.Tier.ToWord()),
            .. system.Paths.Select(p => ("path", p)),
        ]);
        json.WriteEndObject();
    }

    private static void Model(Utf8JsonWriter json, RepositoryPosture posture, References names, ModelEntry model, string reference)
    {
        var (name, version) = NameAndVersion(model);
        json.WriteStartObject();
        json.WriteString("type", "machine-learning-model");
        json.WriteString("bom-ref", reference);
        if (model.Provider.Length > 0 && model.Provider != ModelNames.LocalArtifact)
        {
            json.WriteStartObject("supplier");
            json.WriteString("name", ShippedCatalogue.Instance.ModelCatalogue.DisplayName(model.Provider));
            json.WriteEndObject();
            json.WriteString("publisher", ModelNames.Publisher(model.Provider, name) ?? ShippedCatalogue.Instance.ModelCatalogue.DisplayName(model.Provider));
        }

        json.WriteString("name", name);
        json.Text("version", version);
        if (model.Artefacts.Count == 1)
        {
            Hashes(json, model.Artefacts[0].Sha256);
        }

        BomLicences.Write(json, [model.Licence]);
        json.Text("purl", ModelNames.PackageUrl(model.Provider, model.Reference));

        var evaluations = posture.Evaluations.Where(e => e.IsNewest && IsOf(e, model)).ToArray();
        var references = (model.Card.Length == 0 ? [] : new[] { ("model-card", model.Card) })
            .Concat(evaluations.Select(e => ("quality-metrics", e.Path)))
            .Distinct()
            .ToArray();
        if (references.Length > 0)
        {
            json.WriteStartArray("externalReferences");
            foreach (var (type, path) in references)
            {
                ExternalReference(json, type, Iri(Place(path)));
            }

            json.WriteEndArray();
        }

        if (model.Artefacts.Count > 0)
        {
            json.WriteStartArray("components");
            foreach (var file in model.Artefacts.GroupBy(a => a.Path, StringComparer.Ordinal).Select(g => g.First()))
            {
                json.WriteStartObject();
                json.WriteString("type", "file");
                json.WriteString("bom-ref", $"{reference}#{file.Path}");
                json.WriteString("name", Place(file.Path));
                Hashes(json, file.Sha256);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        Occurrences(json, model.Uses);
        Card(json, names, evaluations, model);
        Properties(json,
        [
            ("model", ModelCardReader.ModelProblem(model.Name) is null ? model.Name : ""),
            .. model.Deployments.Select(d => ("deployment", d)),
            ("serves", model.Serves),
            ("registerId", model.RegisterId),
            ("registerPlace", model.RegisterPlace is { } place ? Place(place.Path) + place.ToString().Substring(place.Path.Length) : ""),
            ("origin", model.Origin),
            ("owner", model.Owner),
            ("verdict", model.Verdict),
            ("verdictReason", model.VerdictReason),
            ("retires", model.Retires?.ToString() ?? ""),
            ("retired", model.Retires is null ? "" : model.IsRetired ? "true" : "false"),
            ("replacement", model.Replacement),
            ("guaranteedUntil", model.GuaranteedUntil?.ToString() ?? ""),
            .. model.Systems.Select(s => ("system", s)),
        ]);
        json.WriteEndObject();
    }

    /// <summary>Only where there is a card or an evaluation: an empty one would look like documentation.</summary>
    private static void Card(Utf8JsonWriter json, References names, IReadOnlyCollection<EvaluationEntry> evaluations, ModelEntry model)
    {
        if (evaluations.Count == 0 && model.Card.Length == 0)
        {
            return;
        }

        json.WriteStartObject("modelCard");
        var datasets = evaluations.Select(e => e.Dataset).Where(d => d.Length > 0).Distinct(StringComparer.Ordinal).OrderBy(d => d, StringComparer.Ordinal).ToArray();
        if (datasets.Length > 0)
        {
            json.WriteStartObject("modelParameters");
            json.WriteStartArray("datasets");
            foreach (var dataset in datasets)
            {
                json.WriteStartObject();
                if (names.DatasetOf(dataset) is { } reference)
                {
                    json.WriteString("ref", reference);
                }
                else
                {
                    json.WriteString("type", "dataset");
                    json.WriteString("name", dataset);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        if (evaluations.Any(e => e.Metrics.Count > 0))
        {
            json.WriteStartObject("quantitativeAnalysis");
            json.WriteStartArray("performanceMetrics");
            foreach (var metric in evaluations.SelectMany(e => e.Metrics))
            {
                json.WriteStartObject();
                json.WriteString("type", metric.Name);
                json.WriteString("value", Number(InUnit(metric, metric.Value)));
                json.Text("slice", metric.Slice);
                if (metric is { Low: { } low, High: { } high })
                {
                    json.WriteStartObject("confidenceInterval");
                    json.WriteString("lowerBound", Number(InUnit(metric, low)));
                    json.WriteString("upperBound", Number(InUnit(metric, high)));
                    json.WriteEndObject();
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        Properties(json,
        [
            ("card", Place(model.Card)),
            .. evaluations.SelectMany(e => new[]
            {
                ("evaluation", Place(e.Path)), ("evaluatedOn", e.Date.ToString()), ("evaluatedWith", e.Tool), ("environment", e.Environment), ("signedBy", e.SignedBy), ("reviewedBy", e.ReviewedBy),
            }),
            // The format has no place for a unit.
            .. evaluations.SelectMany(e => e.Metrics).Where(m => m.IsDuration).Select(m => (m.Name, IsMilliseconds(m))).Distinct().Select(m => ("unit:" + m.Name, m.Item2 ? "ms" : "s")),
        ]);
        json.WriteEndObject();
    }

    private static void Dataset(Utf8JsonWriter json, DatasetEntry dataset, string reference)
    {
        var file = dataset.Files.Count == 1 ? dataset.Files[0] : null;
        json.WriteStartObject();
        json.WriteString("type", "data");
        json.WriteString("bom-ref", reference);
        json.WriteString("name", dataset.Id);
        json.Text("version", dataset.Version);
        Hashes(json, file?.Sha256 ?? "");
        BomLicences.Write(json, dataset.SpdxLicences.Count > 0 ? dataset.SpdxLicences : dataset.Licences);

        var references = dataset.Urls.Select(u => (Url: u, Sha256: "")).Concat(file is null ? dataset.Files.Select(f => (Url: f.Path, f.Sha256)) : []).Where(r => r.Url.Length > 0).Distinct().ToArray();
        if (references.Length > 0)
        {
            json.WriteStartArray("externalReferences");
            foreach (var (url, sha256) in references)
            {
                ExternalReference(json, "distribution", Iri(Place(url)), sha256);
            }

            json.WriteEndArray();
        }

        Occurrences(json, dataset.Uses);
        json.WriteStartArray("data");
        json.WriteStartObject();
        json.WriteString("type", "dataset");
        json.WriteString("name", dataset.Title.Length > 0 ? dataset.Title : dataset.Id);
        if (file is { Path.Length: > 0 })
        {
            json.WriteStartObject("contents");
            json.WriteString("url", Iri(Place(file.Path)));
            json.WriteEndObject();
        }

        json.Text("classification", dataset.PersonalData);
        if (dataset.Owner.Length > 0)
        {
            json.WriteStartObject("governance");
            json.WriteStartArray("owners");
            json.WriteStartObject();
            json.WriteStartObject("contact");
            json.WriteString(IsMailAddress(dataset.Owner) ? "email" : "name", dataset.Owner);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndArray();
        Properties(json,
        [
            // Keys of our dataset records, which our reader of CycloneDX takes for what they are.
            ("title", dataset.Title == dataset.Id ? "" : dataset.Title),
            .. dataset.Use.Select(u => ("use", u)),
            ("origin", dataset.Origin),
            ("personalData", dataset.PersonalData),
            ("record", Place(dataset.Path)),
        ]);
        json.WriteEndObject();
    }

    private static void Dependencies(Utf8JsonWriter json, RepositoryPosture posture, References names)
    {
        json.WriteStartArray("dependencies");
        var systemsOf = names.Models.ToDictionary(m => m.Reference, m => m.Entry.Systems.Select(names.SystemOf).OfType<string>().ToArray(), StringComparer.Ordinal);
        var datasetsOf = names.Models.ToDictionary(
            m => m.Reference,
            m => posture.Evaluations.Where(e => e.IsNewest && IsOf(e, m.Entry)).Select(e => names.DatasetOf(e.Dataset)).OfType<string>().ToArray(),
            StringComparer.Ordinal);
        var evaluatedOn = new HashSet<string>(datasetsOf.Values.SelectMany(d => d), StringComparer.Ordinal);
        Dependency(
            json,
            Repository,
            names.Systems.Select(s => s.Reference)
                .Concat(names.Models.Select(m => m.Reference).Where(m => systemsOf[m].Length == 0))
                .Concat(names.Datasets.Where(d => d.Entry.Uses.Count > 0 || !evaluatedOn.Contains(d.Reference)).Select(d => d.Reference)));
        foreach (var (_, system) in names.Systems)
        {
            Dependency(json, system, names.Models.Select(m => m.Reference).Where(m => systemsOf[m].Contains(system)));
        }

        foreach (var (_, model) in names.Models)
        {
            Dependency(json, model, datasetsOf[model]);
        }

        foreach (var (_, dataset) in names.Datasets)
        {
            Dependency(json, dataset, []);
        }

        json.WriteEndArray();
    }

    private static void Dependency(Utf8JsonWriter json, string reference, IEnumerable<string> dependsOn)
    {
        json.WriteStartObject();
        json.WriteString("ref", reference);
        var sorted = dependsOn.Distinct(StringComparer.Ordinal).OrderBy(d => d, StringComparer.Ordinal).ToArray();
        if (sorted.Length > 0)
        {
            json.WriteStartArray("dependsOn");
            foreach (var other in sorted)
            {
                json.WriteStringValue(other);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Occurrences(Utf8JsonWriter json, IReadOnlyCollection<ModelUse> uses)
    {
        if (uses.Count == 0)
        {
            return;
        }

        json.WriteStartObject("evidence");
        json.WriteStartArray("occurrences");
        // Two target frameworks of a project see the same place.
        foreach (var use in uses
            .Select(u => (Path: Place(u.Place.Path), u.Place.Line, u.Symbol, u.Sink, Project: Place(u.Project)))
            .Distinct()
            .OrderBy(u => u.Path, StringComparer.Ordinal).ThenBy(u => u.Line).ThenBy(u => u.Symbol, StringComparer.Ordinal).ThenBy(u => u.Sink, StringComparer.Ordinal).ThenBy(u => u.Project, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("location", use.Path);
            if (use.Line > 0)
            {
                json.WriteNumber("line", use.Line);
            }

            json.Text("symbol", use.Symbol);
            json.Text("additionalContext", string.Join(", in ", new[] { use.Sink, use.Project }.Where(t => t.Length > 0)));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Properties(Utf8JsonWriter json, IEnumerable<(string Name, string Value)> properties)
    {
        var all = properties.Where(p => p.Value.Length > 0).ToArray();
        if (all.Length == 0)
        {
            return;
        }

        json.WriteStartArray("properties");
        foreach (var (name, value) in all)
        {
            json.WriteStartObject();
            json.WriteString("name", Prefix + name);
            json.WriteString("value", value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void ExternalReference(Utf8JsonWriter json, string type, string url, string sha256 = "")
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("url", url);
        Hashes(json, sha256);
        json.WriteEndObject();
    }

    /// <summary>What is no digest has been reported as such, and the format has no place for it.</summary>
    private static void Hashes(Utf8JsonWriter json, string sha256)
    {
        if (sha256.Length != 64 || !sha256.All(Uri.IsHexDigit))
        {
            return;
        }

        json.WriteStartArray("hashes");
        json.WriteStartObject();
        json.WriteString("alg", "SHA-256");
        json.WriteString("content", sha256.ToLowerInvariant());
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static (string Name, string Version) NameAndVersion(ModelEntry model) =>
        model.Provider.Length == 0 ? (model.Reference.Length > 0 ? model.Reference : model.Name, "") : ModelNames.Split(model.Provider, model.Reference);

    private static bool IsOf(EvaluationEntry evaluation, ModelEntry model) =>
        evaluation.Model.Length > 0 && (string.Equals(evaluation.Model, model.Name, StringComparison.OrdinalIgnoreCase) || string.Equals(evaluation.Model, model.Serves, StringComparison.OrdinalIgnoreCase));

    /// <summary>Surely one; what only looks like one is kept as a name.</summary>
    private static bool IsMailAddress(string text) => text.Length <= 254 && MailAddress.IsMatch(text);

    /// <summary>Without the folders of this machine, where a file lies outside the governed folder.</summary>
    private static string Place(string path) =>
        path.Length > 0 && (path[0] is '/' or '\\' || (path.Length > 2 && path[1] == ':' && path[2] is '/' or '\\')) ? Path.GetFileName(path.Replace('\\', '/')) : path;

    private static bool IsMilliseconds(MetricEntry metric) => metric.Name.EndsWith("_ms", StringComparison.Ordinal);

    /// <summary>Spans are in seconds, unless the name of the metric says otherwise.</summary>
    private static decimal InUnit(MetricEntry metric, decimal value) =>
        metric.IsDuration && IsMilliseconds(metric) && Math.Abs(value) < 1_000_000_000_000m ? value * 1000 : value;

    private static string Number(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>A path or address with everything escaped that an IRI must not hold.</summary>
    internal static string Iri(string text)
    {
        var result = new global::System.Text.StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var isPair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '.' or '_' or '~' or '/' or '?' or '#' or '@' or '!' or '$' or '&' or '\'' or '(' or ')' or '*' or '+' or ',' or ';' or '='
                || (c == '%' && i + 2 < text.Length && Uri.IsHexDigit(text[i + 1]) && Uri.IsHexDigit(text[i + 2]))
                || (c == ':' && IsAfterScheme(text, i)))
            {
                result.Append(c);
            }
            else if (char.IsSurrogate(c) && !isPair)
            {
                result.Append("%EF%BF%BD");
            }
            else
            {
                result.Append(Uri.EscapeDataString(isPair ? text.Substring(i++, 2) : c.ToString()));
            }
        }

        // One fragment, as an IRI has it.
        var iri = result.ToString();
        var fragment = iri.IndexOf('#');
        return fragment < 0 ? iri : iri.Substring(0, fragment + 1) + iri.Substring(fragment + 1).Replace("#", "%23");
    }

    /// <summary>A colon is one where it ends a scheme or stands in what follows one; elsewhere the text before it would become a scheme.</summary>
    private static bool IsAfterScheme(string text, int colon)
    {
        var first = text.IndexOf(':');
        return text.Length > first + 2 && text[first + 1] == '/' && text[first + 2] == '/' && first > 0 && (colon == first || IsPort(text, colon))
            && char.IsLetter(text[0]) && text[0] < 128 && text.Substring(0, first).All(c => c < 128 && (char.IsLetterOrDigit(c) || c is '+' or '-' or '.'));
    }

    private static bool IsPort(string text, int colon)
    {
        var end = colon + 1;
        while (end < text.Length && text[end] is >= '0' and <= '9')
        {
            end++;
        }

        var host = text.IndexOf("://", StringComparison.Ordinal) + 3;
        return colon > host && text.IndexOf('/', host) is var slash && (slash < 0 || colon < slash) && (end == text.Length || text[end] == '/');
    }

    /// <summary>A UUID of version 5 (RFC 9562, 5.5): named by the text, with SHA-1 as that version has it.</summary>
    private static string Identifier(string name)
    {
        var prefix = Namespace.ToByteArray();
        Swap(prefix);
        using var sha = global::System.Security.Cryptography.SHA1.Create();
        var digest = sha.ComputeHash([.. prefix, .. global::System.Text.Encoding.UTF8.GetBytes(name)]).Take(16).ToArray();
        digest[6] = (byte)((digest[6] & 0x0F) | 0x50);
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        Swap(digest);
        return "urn:uuid:" + new Guid(digest).ToString("D");

        // .NET keeps the first three fields in the machine's order of bytes.
        static void Swap(byte[] bytes)
        {
            Array.Reverse(bytes, 0, 4);
            Array.Reverse(bytes, 4, 2);
            Array.Reverse(bytes, 6, 2);
        }
    }

    /// <summary>Every component with its bom-ref, no two of which are the same.</summary>
    private sealed class References
    {
        public References(RepositoryPosture posture)
        {
            var taken = new HashSet<string>(StringComparer.Ordinal) { Repository };
            Systems = Named(posture.Systems.Where(s => s.Id.Length > 0), s => "system:" + s.Id, taken);
            Models = Named(posture.Models, m => "model:" + m.Name, taken);
            Datasets = Named(posture.Datasets, d => "dataset:" + d.Id, taken);
        }

        public IReadOnlyList<(SystemPosture Entry, string Reference)> Systems { get; }

        public IReadOnlyList<(ModelEntry Entry, string Reference)> Models { get; }

        public IReadOnlyList<(DatasetEntry Entry, string Reference)> Datasets { get; }

        public string? DatasetOf(string id) => id.Length == 0 ? null : Datasets.FirstOrDefault(d => d.Entry.Id == id || d.Entry.Path == id).Reference;

        public string? SystemOf(string id) => id.Length == 0 ? null : Systems.FirstOrDefault(s => s.Entry.Id == id).Reference;

        private static (T, string)[] Named<T>(IEnumerable<T> entries, Func<T, string> name, HashSet<string> taken) => entries
            .Select(e =>
            {
                var first = name(e);
                var reference = first;
                for (var i = 2; !taken.Add(reference); i++)
                {
                    reference = $"{first} ({i.ToString(CultureInfo.InvariantCulture)})";
                }

                return (e, reference);
            })
            .ToArray();
    }
}
