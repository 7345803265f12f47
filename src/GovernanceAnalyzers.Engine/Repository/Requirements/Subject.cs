using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Engine.Repository.Evaluations;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Requirements;

/// <summary>Something that a requirement is asked of, with what decides whether it is.</summary>
/// <param name="Kind">As in a message: <c>model</c>.</param>
/// <param name="Name">As in a message; empty for the repository as a whole.</param>
/// <param name="Slug">What fills a path.</param>
internal sealed record Subject(string Kind, string Name, string Slug, SourcePlace Place)
{
    /// <summary>What the register, record or card says about it; null where nothing does.</summary>
    public YamlMapping? Fields { get; init; }

    public IReadOnlyList<CardSection>? Sections { get; init; }

    public IReadOnlyCollection<RiskTier> Tiers { get; init; } = [];

    public IReadOnlyCollection<string> Origins { get; init; } = [];

    public IReadOnlyCollection<string> DataClasses { get; init; } = [];

    public IReadOnlyCollection<string> Uses { get; init; } = [];

    public IReadOnlyCollection<string> PersonalData { get; init; } = [];

    /// <summary><c>provider:reference</c> where it is a model or is about one; else empty.</summary>
    public string Model { get; init; } = "";

    /// <summary>What answers behind the deployments or the name, as <c>provider:reference</c>; empty where that is not said.</summary>
    public string Serves { get; init; } = "";

    /// <summary>Names under which the model is deployed.</summary>
    public IReadOnlyCollection<string> Deployments { get; init; } = [];

    public IReadOnlyCollection<string> Owners { get; init; } = [];

    /// <summary>Whether evidence about <c>provider:reference</c> is about this model; the reference may be the name of a deployment.</summary>
    public bool IsModel(string name) =>
        string.Equals(name, Model, StringComparison.OrdinalIgnoreCase)
        || string.Equals(name, Serves, StringComparison.OrdinalIgnoreCase)
        || Deployments.Any(d => name.EndsWith(":" + d, StringComparison.OrdinalIgnoreCase) && name.Length > d.Length + 1);

    /// <summary>The highest: what belongs to two systems has to do for both.</summary>
    public RiskTier Tier => Tiers.DefaultIfEmpty(RiskTier.Unknown).Max();

    public bool Has(string key, string value) => key switch
    {
        "riskTier" => Tiers.Any(t => t.ToWord() == value),
        "origin" => Origins.Contains(value),
        "dataClasses" => DataClasses.Contains(value),
        "use" => Uses.Contains(value),
        "personalData" => PersonalData.Contains(value),
        "has" => Answer.IsGiven(Fields?[value]),
        _ => false,
    };

    /// <summary>Text as part of a file name: what could lead elsewhere becomes a hyphen.</summary>
    public static string SlugOf(string text)
    {
        var slug = new string(text.Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-').ToArray()).Trim('.', '-');
        return slug.Length == 0 ? "unnamed" : slug;
    }
}

/// <summary>The systems, models, datasets and cards of a repository, as requirements are asked of them.</summary>
internal sealed class Subjects
{
    private readonly Register _register;
    private readonly IReadOnlyList<ModelCard> _cards;
    private readonly IReadOnlyList<DatasetRecord> _datasets;

    public Subjects(Register register, IReadOnlyList<ModelCard> cards, IReadOnlyList<DatasetRecord> datasets)
    {
        _register = register;
        _cards = cards;
        _datasets = datasets;
        Repository = new Subject("", "", "repository", new SourcePlace(RegisterPath))
        {
            Tiers = register.Systems.Select(s => s.Tier).Distinct().ToArray(),
            Origins = register.Models.Select(m => m.Origin).Distinct().ToArray(),
            DataClasses = register.Systems.SelectMany(s => s.DataClasses).Distinct().ToArray(),
            Uses = Uses(datasets),
            PersonalData = PersonalData(datasets),
        };
        Systems = register.Systems.Select(System).ToArray();
        RegisteredModels = register.Models.Select(Registered).ToArray();
        Models =
        [
            .. RegisteredModels,
            .. cards.Where(c => !IsOfRegistered(c)).SelectMany(c => c.Models.Select(m => (Card: c, Model: $"{m.Provider}:{m.Reference}")))
                .Where(m => RegisteredModels.All(r => !Same(r.Model, m.Model)))
                .GroupBy(m => m.Model, StringComparer.OrdinalIgnoreCase)
                .Select(g => g.First())
                .Select(m => Everywhere(new Subject("model", m.Model, SlugOf(m.Card, m.Model), m.Card.Place.Line == 1 ? new SourcePlace(m.Card.Path) : m.Card.Place)
                {
                    Model = m.Model,
                    Fields = m.Card.FrontMatter,
                    Owners = m.Card.Owner is { } owner ? [owner.Text] : [],
                })),
        ];
        Datasets = datasets.Select(Dataset).ToArray();
        Cards = cards.Select(Card).ToArray();
        Suppliers = [.. register.Suppliers.Select(s => new Subject("supplier", s.Id.Text, Subject.SlugOf(s.Id.Text), s.Place) { Fields = s.Fields })];
    }

    public Subject Repository { get; }

    public IReadOnlyList<Subject> Systems { get; }

    /// <summary>Of the register and of cards, each once.</summary>
    public IReadOnlyList<Subject> Models { get; }

    public IReadOnlyList<Subject> RegisteredModels { get; }

    public IReadOnlyList<Subject> Datasets { get; }

    public IReadOnlyList<Subject> Cards { get; }

    public IReadOnlyList<Subject> Suppliers { get; }

    /// <summary>Providers of hosted models that no supplier record is about: none that the model names, and none of the provider's name.</summary>
    public IReadOnlyList<string> ProvidersWithoutRecord => _register.Models
        .Where(m => m.Origin == "hosted" && m.Provider.Length > 0)
        .Where(m => _register.Suppliers.All(s => s.Id.Text != m.Provider && s.Id.Text != m.Fields.Text("supplier")))
        .Select(m => m.Provider)
        .Distinct(StringComparer.Ordinal)
        .OrderBy(p => p, StringComparer.Ordinal)
        .ToArray();

    public string RegisterPath => _register.Path.Length > 0 ? _register.Path : "governance/register.yml";

    private Subject System(RegisteredSystem system) => new("system", system.Id.Text, Subject.SlugOf(system.Id.Text), system.Place)
    {
        Fields = system.Fields,
        Tiers = [system.Tier],
        DataClasses = system.DataClasses,
        Origins = _register.Models.Where(m => m.UsedBy.Count == 0 || m.UsedBy.Any(u => u.Text == system.Id.Text)).Select(m => m.Origin).Distinct().ToArray(),
        Uses = Uses(_datasets),
        PersonalData = PersonalData(_datasets),
        Owners = system.Owner is { } owner ? [owner.Text] : [],
    };

    private Subject Registered(RegisteredModel model)
    {
        // A model that names no system may belong to any of them.
        var systems = _register.Systems.Where(s => model.UsedBy.Count == 0 || model.UsedBy.Any(u => u.Text == s.Id.Text)).ToArray();
        var name = model.Provider.Length > 0 && model.Reference.Length > 0 ? $"{model.Provider}:{model.Reference}" : model.Id.Text;
        var card = _cards.FirstOrDefault(c => IsAbout(c, name, model.Deployments));
        return new Subject("model", name, Subject.SlugOf(model.Id.Text), model.Place)
        {
            Model = name,
            Serves = model.Serves,
            Deployments = model.Deployments.Select(d => d.Text).ToArray(),
            Fields = model.Fields,
            Tiers = systems.Select(s => s.Tier).Distinct().ToArray(),
            DataClasses = systems.SelectMany(s => s.DataClasses).Distinct().ToArray(),
            Origins = [model.Origin],
            Uses = Uses(_datasets),
            PersonalData = PersonalData(_datasets),
            Owners = new[] { model.Owner?.Text, card?.Owner?.Text }.OfType<string>().ToArray(),
        };
    }

    private Subject Dataset(DatasetRecord record) => Everywhere(new Subject("dataset", record.Id.Text, Subject.SlugOf(record.Id.Text), new SourcePlace(record.Path, 1, 1))) with
    {
        Fields = record.Fields,
        Uses = record.Use.Select(u => u.Text).ToArray(),
        PersonalData = record.PersonalData is { } level ? [level.Text] : [],
        Owners = record.Owner is { } owner ? [owner.Text] : [],
    };

    private Subject Card(ModelCard card)
    {
        var models = RegisteredModels.Where((r, i) => IsAbout(card, r.Model, _register.Models[i].Deployments)).ToArray();
        var subject = new Subject("card", card.Title, SlugOf(card, card.ModelName?.Text ?? ""), card.Place);
        subject = models.Length == 0
            ? Everywhere(subject)
            : subject with
            {
                Tiers = models.SelectMany(m => m.Tiers).Distinct().ToArray(),
                DataClasses = models.SelectMany(m => m.DataClasses).Distinct().ToArray(),
                Origins = models.SelectMany(m => m.Origins).Distinct().ToArray(),
                Uses = Uses(_datasets),
                PersonalData = PersonalData(_datasets),
            };
        return subject with
        {
            Fields = card.FrontMatter,
            Sections = card.Sections,
            Model = card.Models.Count == 0 ? "" : $"{card.Models[0].Provider}:{card.Models[0].Reference}",
            Owners = card.Owner is { } owner ? [owner.Text] : [],
        };
    }

    /// <summary>The name of the card's file; of several cards in one, what each of them is about.</summary>
    private static string SlugOf(ModelCard card, string name) =>
        Subject.SlugOf(card.Title == card.Path ? global::System.IO.Path.GetFileNameWithoutExtension(card.Path) : name);

    /// <summary>What no system claims may belong to any of them.</summary>
    private Subject Everywhere(Subject subject) => subject with
    {
        Tiers = Repository.Tiers,
        DataClasses = Repository.DataClasses,
        Uses = Repository.Uses,
        PersonalData = Repository.PersonalData,
    };

    private static string[] Uses(IEnumerable<DatasetRecord> datasets) => datasets.SelectMany(d => d.Use).Select(u => u.Text).Distinct().ToArray();

    private static string[] PersonalData(IEnumerable<DatasetRecord> datasets) =>
        datasets.Select(d => d.PersonalData?.Text).OfType<string>().Distinct().ToArray();

    /// <summary>
    /// Whether the register has the only card of a file as that of an entry. What it describes is that model or, which is a finding of its
    /// own, another version of it; it is no further model.
    /// </summary>
    private bool IsOfRegistered(ModelCard card) => _register.Models.Any(m => ModelCardTies.IsNamedBy(m, card)) && _cards.Count(c => c.Path == card.Path) == 1;

    private static bool IsAbout(ModelCard card, string model, IReadOnlyList<LocatedText> deployments) =>
        card.Models.Any(m => Same($"{m.Provider}:{m.Reference}", model)) || card.Deployments.Any(d => deployments.Any(n => Same(n.Text, d.Text)));

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
