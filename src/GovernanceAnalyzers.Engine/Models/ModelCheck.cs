using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using GovernanceAnalyzers.Core.Models;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Reports;

namespace GovernanceAnalyzers.Engine.Models;

/// <summary>What is known about one <c>provider:reference</c> on one day; the same catalogue answers as for code.</summary>
public sealed class ModelCheck
{
    private ModelCheck(string input) => Input = input;

    public string Input { get; }

    /// <summary>Why the input is no question that can be answered; empty when it is one.</summary>
    public string Error { get; private init; } = "";

    /// <summary>Null when there is an <see cref="Error"/>.</summary>
    public ModelClassification? Classification { get; private init; }

    public string Provider { get; private init; } = "";

    public string Reference { get; private init; } = "";

    /// <summary>The provider's name in messages.</summary>
    public string ProviderName { get; private init; } = "";

    /// <summary>The announced or past retirement, or null.</summary>
    public Retirement? Retirement { get; private init; }

    public bool IsRetired { get; private init; }

    /// <summary>The day before which the provider has promised not to retire the model, or null.</summary>
    public CalendarDate? NotBefore { get; private init; }

    /// <summary>Documented pinned forms, newest first; retired ones are among them and say so.</summary>
    public IReadOnlyList<PinnedForm> PinnedForms { get; private init; } = [];

    /// <summary>The day the provider's rules were last checked.</summary>
    public CalendarDate AsOf { get; private init; }

    /// <summary>Pinned, and still served.</summary>
    public bool IsFine => IsPinned && !IsRetired;

    private bool IsPinned => Classification is { Verdict: PinVerdict.Pinned };

    /// <param name="input"><c>provider:reference</c>; what follows the first colon is the reference, colons and all.</param>
    public static ModelCheck Run(string input, ModelCatalogue catalogue, CalendarDate today)
    {
        var colon = input.IndexOf(':');
        var provider = colon < 0 ? "" : input.Substring(0, colon).Trim();
        var reference = colon < 0 ? "" : input.Substring(colon + 1).Trim();
        if (input.Trim().Length == 0)
        {
            return Bad("it is empty; write provider:reference, such as openai:gpt-4.1-2025-04-14");
        }

        if (provider.Length == 0 || reference.Length == 0)
        {
            return Bad("write provider:reference, such as openai:gpt-4.1-2025-04-14");
        }

        if (catalogue.AsOf(provider) is not { } asOf)
        {
            return Bad(NearestName.Find(provider, catalogue.Providers) is { } nearest
                ? $"there is no provider '{Excerpt.Of(provider)}'; did you mean '{nearest}'?"
                : $"there is no provider '{Excerpt.Of(provider)}'; there are {string.Join(", ", catalogue.Providers)}");
        }

        var classification = catalogue.Classify(provider, reference);
        var retirement = catalogue.FindRetirement(provider, reference);
        return new ModelCheck(input)
        {
            Provider = catalogue.Providers.First(p => string.Equals(p, provider, StringComparison.OrdinalIgnoreCase)),
            Reference = reference,
            ProviderName = catalogue.DisplayName(provider),
            Classification = classification,
            Retirement = retirement,
            IsRetired = retirement is not null && retirement.Date <= today,
            NotBefore = catalogue.GuaranteedUntil(provider, reference),
            PinnedForms = classification.PinnedForms.Select(form =>
            {
                var end = catalogue.FindRetirement(provider, form);
                return new PinnedForm(form, end?.Date, end is not null && end.Date <= today);
            }).ToArray(),
            AsOf = asOf,
        };

        ModelCheck Bad(string error) => new(input) { Error = error };
    }

    /// <summary>For people; nothing when there is an <see cref="Error"/>.</summary>
    public IEnumerable<string> Lines()
    {
        if (Classification is not { } known)
        {
            yield break;
        }

        yield return $"{Excerpt.Of(Input, 200)}: {Word(known.Verdict)}{(!IsRetired ? "" : IsPinned ? ", but retired" : " and retired")} (assurance {Letter(known.Assurance)}): {known.Reason}";
        if (Retirement is { } end)
        {
            yield return $"  {(IsRetired ? "Retired on" : "Retires on")} {end.Date}; from then on {RetirementText.After(end)}."
                + (end.Replacement.Length > 0 && end.After != Retirement.Redirects ? $" {ProviderName} names {end.Replacement} as its replacement." : "");
        }
        else if (NotBefore is { } promised)
        {
            yield return $"  {ProviderName} has promised not to retire it before {promised}.";
        }

        if (PinnedForms.Count > 0)
        {
            yield return "  Pinned forms: " + string.Join(", ", PinnedForms.Select(f => f.Reference
                + (f.IsRetired ? $" (retired on {f.Retires})" : f.Retires is { } day ? $" (retires on {day})" : "")));
        }

        yield return $"  By the rules for {ProviderName} of {AsOf}.";
    }

    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("input", Input);
        if (Classification is not { } known)
        {
            json.WriteString("error", Error);
            json.WriteEndObject();
            return;
        }

        json.WriteString("provider", Provider);
        json.WriteString("reference", Reference);
        json.WriteString("verdict", Word(known.Verdict));
        json.WriteString("assurance", Letter(known.Assurance));
        json.WriteString("reason", known.Reason);
        json.WriteBoolean("retired", IsRetired);
        if (Retirement is { } end)
        {
            json.WriteStartObject("retirement");
            json.WriteString("date", end.Date.ToString());
            json.WriteString("after", end.After);
            json.Text("replacement", end.Replacement);
            json.WriteEndObject();
        }

        if (NotBefore is { } promised)
        {
            json.WriteString("notBefore", promised.ToString());
        }

        json.WriteStartArray("pinnedForms");
        foreach (var form in PinnedForms)
        {
            json.WriteStartObject();
            json.WriteString("reference", form.Reference);
            json.WriteBoolean("retired", form.IsRetired);
            if (form.Retires is { } day)
            {
                json.WriteString("retires", day.ToString());
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("asOf", AsOf.ToString());
        json.WriteEndObject();
    }

    private static string Word(PinVerdict verdict) => verdict.ToString().ToLowerInvariant();

    private static string Letter(Assurance assurance) => assurance switch
    {
        Assurance.Documented => "A",
        Assurance.Convention => "B",
        Assurance.Weak => "C",
        _ => "D",
    };
}

/// <param name="Retires">The announced or past day, or null.</param>
public sealed record PinnedForm(string Reference, CalendarDate? Retires, bool IsRetired);
