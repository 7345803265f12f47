using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Core.Models;

/// <summary>
/// Answers what is known about a model reference. The provider must be known first: the same text can be pinned with one
/// provider and moving with another. Immutable; a provider's patterns are built when it is first asked for, because the compiler loads
/// all providers and a project uses one or two. Safe to use from several threads.
/// </summary>
public sealed class ModelCatalogue
{
    private const string OpenAI = "openai";

    /// <summary>Providers that serve OpenAI's models under names that the owner of the resource chooses.</summary>
    private static readonly string[] OpenAIHosts = ["azure-openai", "azure-foundry"];

    private readonly Dictionary<string, Entry> _providers;

    private ModelCatalogue(Dictionary<string, Entry> providers) => _providers = providers;

    /// <summary>Ids, sorted.</summary>
    public IReadOnlyCollection<string> Providers =>
        _providers.Values.Select(e => e.Id).OrderBy(id => id, StringComparer.Ordinal).ToArray();

    /// <summary>Reads what <see cref="ModelRecords.Write"/> wrote. Where a provider occurs twice, the later one counts.</summary>
    public static ModelCatalogue Read(IEnumerable<string[]> records)
    {
        var providers = new Dictionary<string, Entry>(StringComparer.OrdinalIgnoreCase);
        foreach (var group in ModelRecords.Split(records))
        {
            providers[group[0][1]] = new Entry(
                group[0][1],
                group[0][2],
                new Lazy<ProviderMatcher>(() => new ProviderMatcher(ModelRecords.ReadProvider(group))));
        }

        return new ModelCatalogue(providers);
    }

    public static ModelCatalogue From(IEnumerable<ProviderModels> providers) =>
        Read(providers.SelectMany(ModelRecords.Write).Select(Record.Parse));

    public ModelClassification Classify(string provider, string reference)
    {
        // Asked before the provider, because an unexpanded placeholder means the same everywhere.
        if (UnfilledReference.Explain(reference) is { } placeholder)
        {
            return Indeterminate(placeholder);
        }

        if (string.IsNullOrWhiteSpace(provider))
        {
            return Indeterminate("the provider is not known, and only the provider can say what the name means");
        }

        return Find(provider) is { } entry
            ? entry.Matcher.Value.Classify(reference)
            : Indeterminate($"there are no rules for the provider '{provider.Trim()}'");
    }

    /// <summary>The announced or past retirement of a model, or null. Dates that are only "not before" are left out.</summary>
    public Retirement? FindRetirement(string provider, string reference) => FindRetirement(provider, reference, notBefore: false);

    /// <summary>The day before which the provider has promised not to retire a model, or null when it has promised none.</summary>
    public CalendarDate? GuaranteedUntil(string provider, string reference) =>
        FindRetirement(provider, reference, notBefore: true)?.Date;

    /// <summary>The name for messages; the id itself when the provider is unknown.</summary>
    public string DisplayName(string provider) => Find(provider)?.Name ?? provider;

    /// <summary>The day a provider's rules were last checked, or null when there are none.</summary>
    public CalendarDate? AsOf(string provider) => Find(provider)?.Matcher.Value.AsOf;

    /// <summary>
    /// How two references, as <c>provider:reference</c>, stand to each other. Only the rules of their provider can say that two names are
    /// versions of one model; where they do not, the answer is <see cref="ModelRelation.Unknown"/>.
    /// </summary>
    public ModelRelation Compare(string one, string other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase) ? ModelRelation.Same
        : Identify(one) is (var provider, { } left) && Identify(other) is (var otherProvider, { } right)
            && string.Equals(provider, otherProvider, StringComparison.OrdinalIgnoreCase) ? left.To(right)
        : ModelRelation.Unknown;

    /// <summary>Whether the rules of the provider say which version of a model <c>provider:reference</c> is.</summary>
    public bool NamesVersion(string model) => Identify(model).Identity is { IsVersion: true };

    /// <summary>
    /// A reference as the name of a model and the version of it, where the provider's rules say what the version is; else the reference and
    /// nothing.
    /// </summary>
    public (string Name, string Version) Split(string provider, string reference)
    {
        if (Identify($"{provider}:{reference}").Identity is not { Stem: var stem, Id: var id } || stem.IndexOf('*') is not (> 0 and var start))
        {
            return (reference, "");
        }

        // What follows the version belongs to it: a second, smaller version.
        var name = id.Substring(0, start).TrimEnd('-', '@', ':', '/', ';', '=', '#');
        return name.Length == 0 ? (reference, "") : (name, id.Substring(start).TrimStart('-', '@', ':', '/', ';', '=', '#'));
    }

    private (string Provider, ModelIdentity? Identity) Identify(string model)
    {
        var colon = model.IndexOf(':');
        if (colon <= 0 || UnfilledReference.Explain(model.Substring(colon + 1)) is not null)
        {
            return ("", null);
        }

        var (provider, reference) = (model.Substring(0, colon), model.Substring(colon + 1));
        var own = Find(provider)?.Matcher.Value.Identify(reference);
        return own is { IsVersion: false } && OpenAIHosts.Contains(provider, StringComparer.OrdinalIgnoreCase)
            // Cards and registers call what Azure serves by OpenAI's names, with one dot less.
            ? (OpenAI, Find(OpenAI)?.Matcher.Value.Identify(reference.Replace("gpt-35", "gpt-3.5")))
            : (provider, own);
    }

    internal static ModelClassification Indeterminate(string reason) => new(PinVerdict.Indeterminate, Assurance.None, reason, []);

    private Retirement? FindRetirement(string provider, string reference, bool notBefore) =>
        UnfilledReference.Explain(reference) is null ? Find(provider)?.Matcher.Value.FindRetirement(reference, notBefore) : null;

    private Entry? Find(string? provider) =>
        provider is not null && _providers.TryGetValue(provider.Trim(), out var entry) ? entry : null;

    private sealed record Entry(string Id, string Name, Lazy<ProviderMatcher> Matcher);
}
