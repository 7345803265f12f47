using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Reports.Bom;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository;

/// <summary>
/// Reads the model cards of a CycloneDX BOM: one for each component of type machine-learning-model that has a modelCard.
/// Source: CycloneDX/specification, bom-1.6.schema.json and bom-1.7.schema.json, whose model cards are the same.
/// </summary>
internal static class ModelCardCycloneDx
{
    /// <summary>Properties that begin so are ours: <c>governance:model</c>, <c>governance:deployment</c>, <c>governance:section:Title</c>; any other is a field.</summary>
    private const string Prefix = "governance:";

    private const string SectionPrefix = Prefix + "section:";

    /// <summary>Of a BOM that describes a large part of the world.</summary>
    private const int MaximumCards = 1000;

    public static IReadOnlyList<ModelCard> Read(YamlMapping bom, string path, ICollection<FileProblem> problems)
    {
        if (bom.Text("bomFormat") != "CycloneDX")
        {
            problems.Add(new FileProblem(bom.Entry("bomFormat")!.Value.Place, "'bomFormat' must be CycloneDX. " + ModelCardJson.Known));
            return [];
        }

        if (OwnBom.Is(bom))
        {
            problems.Add(OwnBom.Problem(bom, "model card", "models.cards"));
            return [];
        }

        var components = Components(bom).ToArray();
        var cards = components.Where(c => c.Text("type") == "machine-learning-model" && c["modelCard"] is YamlMapping).ToArray();
        foreach (var wrong in components.Where(c => c["modelCard"] is not (null or YamlMapping)))
        {
            problems.Add(new FileProblem(wrong["modelCard"]!.Place, $"'modelCard' must be a mapping, not {wrong["modelCard"]!.Kind}."));
        }

        foreach (var wrong in components.Where(c => c["modelCard"] is YamlMapping && c.Text("type") != "machine-learning-model"))
        {
            problems.Add(new FileProblem(
                wrong.Place, $"Component '{NameOf(wrong)}' has a modelCard and is not of type machine-learning-model. Correct its type, or take the card out."));
        }

        if (cards.Length == 0)
        {
            problems.Add(new FileProblem(
                bom.Place,
                components.Any(c => c.Text("type") == "machine-learning-model")
                    ? "No component of the BOM has a modelCard. Add one to each machine-learning-model that this repository uses (CycloneDX 1.5 or later), or keep the BOM elsewhere."
                    : "The BOM has no component of type machine-learning-model. Keep it where models.cards does not look, or add the model with its modelCard."));
        }
        else if (cards.Length > MaximumCards)
        {
            problems.Add(new FileProblem(cards[MaximumCards].Place, $"The BOM has {cards.Length} model cards; the first {MaximumCards} are read. Split it."));
        }

        var byReference = new Dictionary<string, YamlMapping>(StringComparer.Ordinal);
        foreach (var component in components)
        {
            if (component.Text("bom-ref") is { } reference && !byReference.ContainsKey(reference))
            {
                byReference.Add(reference, component);
            }
        }

        return cards.Take(MaximumCards).Select(c => Card(c, c.Mapping("modelCard")!, byReference, path, cards.Length > 1, problems)).ToArray();
    }

    /// <summary>Every component: those of the BOM, the one it is about, and what is inside of them. The reader limits the depth.</summary>
    private static IEnumerable<YamlMapping> Components(YamlMapping bom) =>
        new[] { bom.Mapping("metadata")?["component"] }.OfType<YamlMapping>()
            .Concat(bom.List("components").OfType<YamlMapping>())
            .SelectMany(WithNested);

    private static IEnumerable<YamlMapping> WithNested(YamlMapping component) =>
        component.List("components").OfType<YamlMapping>().SelectMany(WithNested).Prepend(component);

    private static ModelCard Card(
        YamlMapping component,
        YamlMapping card,
        Dictionary<string, YamlMapping> byReference,
        string path,
        bool isOneOfSeveral,
        ICollection<FileProblem> problems)
    {
        var parts = new ModelCardParts(component.Place);
        var properties = component.List("properties").Concat(card.List("properties")).OfType<YamlMapping>()
            .Select(p => (Name: p.Text("name") ?? "", Value: ModelCardParts.Text(p["value"])))
            .Where(p => p.Value is not null && p.Name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            .Select(p => (Name: p.Name.Substring(Prefix.Length), Value: p.Value!))
            .ToArray();
        var models = new List<LocatedText>();
        foreach (var model in properties.Where(p => p.Name == "model"))
        {
            if (ModelCardReader.ModelProblem(model.Value.Text) is { } problem)
            {
                problems.Add(new FileProblem(model.Value.Place, $"'{Prefix}model': {problem}."));
            }
            else
            {
                models.Add(model.Value);
            }
        }

        parts.Field("model_name", component["name"]);
        parts.Field("version", component["version"]);
        parts.Field("description", component["description"]);
        parts.Field("tags", component["tags"]);
        Licences(component, parts, problems);
        parts.Field("base_model", component.Mapping("pedigree")?.List("ancestors").OfType<YamlMapping>().Select(Ancestor).OfType<YamlScalar>().ToArray() ?? []);
        parts.Field("datasets", card.Mapping("modelParameters")?.List("datasets").OfType<YamlMapping>().Select(d => Dataset(d, byReference)).OfType<YamlScalar>().ToArray() ?? []);
        parts.Field("pipeline_tag", card.Mapping("modelParameters")?["task"]);
        foreach (var (name, value) in properties.Where(p => p.Name is not ("model" or "deployment") && !p.Name.StartsWith("section:", StringComparison.Ordinal)))
        {
            parts.Field(name, ModelCardParts.Scalar(value));
        }

        foreach (var entry in card.Entries)
        {
            parts.Field(entry.Key.Text, entry.Value);
        }

        var considerations = card.Mapping("considerations");
        parts.Section("Model description", component["description"]);
        parts.Section("Model details", card["modelParameters"]);
        parts.Section("Intended uses", considerations?["useCases"]);
        parts.Section("Users", considerations?["users"]);
        parts.Section("Limitations", considerations?["technicalLimitations"]);
        parts.Section("Trade-offs", considerations?["performanceTradeoffs"]);
        parts.Section("Ethical considerations", considerations?["ethicalConsiderations"]);
        parts.Section("Fairness", considerations?["fairnessAssessments"]);
        parts.Section("Environmental impact", considerations?["environmentalConsiderations"]);
        parts.Section("Training data", card.Mapping("modelParameters")?["datasets"]);
        parts.Section("Evaluation", card["quantitativeAnalysis"]);
        foreach (var (name, value) in properties.Where(p => p.Name.StartsWith("section:", StringComparison.Ordinal)))
        {
            parts.Section(name.Substring("section:".Length).Trim(), ModelCardParts.Scalar(value));
        }

        var metrics = ModelCardMetrics.OfAnalysis(card.Mapping("quantitativeAnalysis")?.List("performanceMetrics") ?? [], problems);
        var release = Release(component);
        if (models.Count == 0 && (OfPackageUrl(component) ?? OfSupplier(component, release)) is { } found)
        {
            models.Add(found);
        }

        var deployments = new List<LocatedText>();
        foreach (var deployment in properties.Where(p => p.Name == "deployment"))
        {
            if (deployment.Value.Text.Trim().Length == 0 || deployment.Value.Text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '|'))
            {
                problems.Add(new FileProblem(
                    deployment.Value.Place, $"'{Prefix}deployment': '{Excerpt.Of(deployment.Value.Text)}' is no name of a deployment. Write one name; for several, one property each."));
            }
            else
            {
                deployments.Add(deployment.Value);
            }
        }

        return parts.Build(path, models, deployments) with
        {
            Title = isOneOfSeveral ? $"{path} ({NameOf(component)})" : path,
            Release = release,
            Metrics = metrics,
            Untied = models.Count + deployments.Count > 0
                ? null
                : new FileProblem(
                    (component["name"] ?? component).Place,
                    $"Nothing says which model of code and register the component '{NameOf(component)}' is. Add a property {{ \"name\": \"{Prefix}model\", \"value\": \"provider:reference\" }} "
                    + "to it, like openai:gpt-4o-2024-08-06; or a supplier that is a known provider, with the model's name and version."),
        };
    }

    private static string NameOf(YamlMapping component) => Excerpt.Of(component.Text("name") ?? "without a name");

    private static (LocatedText Name, string Version)? Release(YamlMapping component) =>
        ModelCardParts.Text(component["name"]) is { } name ? (name, component.Text("version") ?? "") : null;

    /// <summary>The package URLs whose type says who names the model: Hugging Face, NuGet and MLflow.</summary>
    private static LocatedText? OfPackageUrl(YamlMapping component)
    {
        if (ModelCardParts.Text(component["purl"]) is not { } purl || !purl.Text.StartsWith("pkg:", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var body = Uri.UnescapeDataString(purl.Text.Substring(4).Split('?', '#')[0]);
        var slash = body.IndexOf('/');
        var at = body.LastIndexOf('@');
        if (slash <= 0 || at == body.Length - 1)
        {
            return null;
        }

        var name = at > slash ? body.Substring(slash + 1, at - slash - 1) : body.Substring(slash + 1);
        var version = at > slash ? body.Substring(at + 1) : "";
        var model = (body.Substring(0, slash).ToLowerInvariant(), version.Length > 0) switch
        {
            ("huggingface", true) => $"huggingface:{name}@{version}",
            ("huggingface", false) => $"huggingface:{name}",
            ("mlflow", true) => $"local-artifact:models:/{name}/{version}",
            ("nuget", true) => $"local-artifact:nuget:{name}/{version}",
            _ => "",
        };
        return model.Length > 0 && ModelCardReader.ModelProblem(model) is null ? new LocatedText(model, purl.Place) : null;
    }

    /// <summary>Where whoever supplies the component is a provider of the catalogue, its rules say what name and version mean.</summary>
    private static LocatedText? OfSupplier(YamlMapping component, (LocatedText Name, string Version)? release)
    {
        if (release is not var (name, version))
        {
            return null;
        }

        if (ModelCardReader.ModelProblem(name.Text) is null && ShippedCatalogue.Instance.Models.Any(p => name.Text.StartsWith(p.Provider + ":", StringComparison.Ordinal)))
        {
            return name;
        }

        var named = new[] { component.Mapping("supplier")?.Text("name"), component.Mapping("manufacturer")?.Text("name"), component.Text("publisher"), component.Text("group") }
            .OfType<string>()
            .Select(n => n.Trim());
        var provider = named
            .SelectMany(n => ShippedCatalogue.Instance.Models.Where(p => Same(p.Provider, n) || Same(p.Name, n)))
            .FirstOrDefault();
        return provider is null ? null : ModelCardTies.Resolve(provider.Provider, name, version);
    }

    /// <summary>
    /// As the front matter of the Hub has it. A list of licences means that all of them hold: what nobody says is a choice is none.
    /// </summary>
    private static void Licences(YamlMapping component, ModelCardParts parts, ICollection<FileProblem> problems)
    {
        var written = component.List("licenses").OfType<YamlMapping>().ToArray();
        var named = written.Select(w => w.Mapping("license")).OfType<YamlMapping>().Where(l => l["id"] is null && l["name"] is not null).ToArray();
        var ids = written.Select(w => ModelCardParts.Text(w["expression"]) ?? ModelCardParts.Text(w.Mapping("license")?["id"])).OfType<LocatedText>().ToArray();
        if (ids.Length + named.Length == 0)
        {
            foreach (var empty in written.Take(1))
            {
                problems.Add(new FileProblem(empty.Place, "The licence has neither an id, a name nor an expression. Give it one of them."));
            }

            return;
        }

        if (ids.Length > 0)
        {
            // Names next to ids stand under their own name, so that none is lost.
            var all = ids.Select(i => ids.Length + named.Length == 1 || i.Text.IndexOf(' ') < 0 ? i.Text : $"({i.Text})")
                .Concat(named.Select(n => Core.Licences.LicenceReference.FromTitle(n.Text("name") ?? "")));
            parts.Field("license", new YamlScalar(string.Join(" AND ", all), isPlain: false, ids[0].Place));
            return;
        }

        var first = named[0];
        if (named.Length > 1)
        {
            parts.Field("license", new YamlScalar(
                string.Join(" AND ", named.Select(n => Core.Licences.LicenceReference.FromTitle(n.Text("name") ?? ""))), isPlain: false, first["name"]!.Place));
            return;
        }

        parts.Field("license", new YamlScalar("other", isPlain: false, first["name"]!.Place));
        parts.Field("license_name", first["name"]);
        parts.Field("license_link", first["url"] ?? (first["text"] is null ? null : new YamlScalar("the text in the BOM", isPlain: false, first["text"]!.Place)));
    }

    private static YamlScalar? Ancestor(YamlMapping ancestor) =>
        ancestor["name"] is YamlScalar name
            ? new YamlScalar(ancestor.Text("version") is { } version ? $"{name.Text}@{version}" : name.Text, isPlain: false, name.Place)
            : ancestor["purl"] as YamlScalar;

    private static YamlScalar? Dataset(YamlMapping dataset, Dictionary<string, YamlMapping> byReference) =>
        dataset["name"] as YamlScalar
        ?? (dataset["ref"] is not YamlScalar reference ? null
            : byReference.TryGetValue(reference.Text, out var component) && component["name"] is YamlScalar name ? new YamlScalar(name.Text, isPlain: false, reference.Place)
            : reference);

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
