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

    internal static ModelClassification Indeterminate(string reason) => new(PinVerdict.Indeterminate, Assurance.None, reason, []);

    private Retirement? FindRetirement(string provider, string reference, bool notBefore) =>
        UnfilledReference.Explain(reference) is null ? Find(provider)?.Matcher.Value.FindRetirement(reference, notBefore) : null;

    private Entry? Find(string? provider) =>
        provider is not null && _providers.TryGetValue(provider.Trim(), out var entry) ? entry : null;

    private sealed record Entry(string Id, string Name, Lazy<ProviderMatcher> Matcher);
}
