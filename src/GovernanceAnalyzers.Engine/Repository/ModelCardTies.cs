using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Models;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository;

/// <summary>
/// Ties cards to models where their format has name and version and does not say who serves the model: then the register does, in an
/// entry whose <c>card</c> is that file.
/// </summary>
internal static class ModelCardTies
{
    /// <summary>Of one file that are reported one by one.</summary>
    private const int MaximumProblems = 20;

    public static IReadOnlyList<ModelCard> Apply(IEnumerable<ModelCard> cards, Register register, ICollection<FileProblem> problems)
    {
        var tied = cards.Select(c => c.Untied is null ? c : Tie(c, register)).ToArray();
        foreach (var file in tied.Where(c => c.Untied is not null).GroupBy(c => c.Path, StringComparer.Ordinal))
        {
            var untied = file.Select(c => c.Untied!).ToArray();
            foreach (var problem in untied.Take(MaximumProblems))
            {
                problems.Add(problem);
            }

            if (untied.Length > MaximumProblems)
            {
                problems.Add(new FileProblem(untied[MaximumProblems].Place, $"{untied.Length - MaximumProblems} more components from here on are tied to no model either."));
            }
        }

        return tied;
    }

    /// <summary>
    /// What name and version are called by a provider: the first of their usual combinations that its rules know as a version; without a
    /// version, the name. Null where that is not certain.
    /// </summary>
    public static LocatedText? Resolve(string provider, LocatedText name, string version)
    {
        var release = version.Trim();
        var model = name.Text.Trim();
        var candidates = release.Length == 0
            ? new[] { model }
            : [release.StartsWith(model, StringComparison.OrdinalIgnoreCase) ? release : model, $"{model}-{release}", $"{model}@{release}", $"{model}:{release}", $"{model}-{release}-v1:0"];
        var catalogue = ShippedCatalogue.Instance.ModelCatalogue;
        var found = candidates
            .Select(c => $"{provider}:{c}")
            .Where(c => ModelCardReader.ModelProblem(c) is null)
            .FirstOrDefault(c => release.Length == 0 ? catalogue.Classify(provider, model).Verdict != PinVerdict.Indeterminate : catalogue.NamesVersion(c));
        return found is null ? null : name with { Text = found, TextColumn = 0 };
    }

    /// <summary>Whether the entry names the file of the card.</summary>
    public static bool IsNamedBy(RegisteredModel model, ModelCard card) => PathIn(model) is { } path && string.Equals(path, card.Path, StringComparison.Ordinal);

    /// <summary>The file that an entry names as its card, or null; what is no path has been reported.</summary>
    public static string? PathIn(RegisteredModel model) =>
        model.Fields.Text("card") is not { } path || RegisterShape.PathProblem(path) is not null ? null : path.StartsWith("./", StringComparison.Ordinal) ? path.Substring(2) : path;

    private static ModelCard Tie(ModelCard card, Register register)
    {
        if (card.Release is not var (name, version))
        {
            return card;
        }

        var models = register.Models
            .Where(m => IsNamedBy(m, card))
            .Select(m => m.Serves.Length > 0 ? m.Serves : m.Model)
            .Where(m => m.Length > 0)
            .Select(m => Resolve(m.Substring(0, m.IndexOf(':')), name, version))
            .OfType<LocatedText>()
            .GroupBy(m => m.Text, StringComparer.OrdinalIgnoreCase)
            .Select(g => g.First())
            .ToArray();
        return models.Length == 0 ? card : card with { Models = [.. models.Select(ModelCardReader.Model)], Untied = null };
    }
}
