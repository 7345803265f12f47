using System;
using System.Collections.Generic;
using System.Linq;

namespace GovernanceAnalyzers.Engine.Repository.Evaluations;

/// <summary>
/// The models that register and cards name, to tell which one a tool means. A tool that names the provider is taken at its word; of one that
/// does not, the provider is that of the single model with this reference or deployment, and never a guess.
/// </summary>
internal sealed class KnownModels
{
    public static readonly KnownModels None = new(Register.Empty, []);

    private readonly IReadOnlyList<RegisteredModel> _models;
    private readonly IReadOnlyList<(string Provider, string Reference)> _cards;

    public KnownModels(Register register, IReadOnlyList<ModelCard> cards)
    {
        _models = register.Models;
        _cards = cards.SelectMany(c => c.Models.Select(m => (m.Provider, m.Reference))).ToArray();
    }

    /// <summary><c>provider:reference</c>, or null where it cannot be told.</summary>
    public string? Resolve(ToolModel model)
    {
        if (!model.IsNamed)
        {
            return null;
        }

        if (!string.IsNullOrEmpty(model.Provider))
        {
            return model.ToString();
        }

        var found = Candidates(model.Reference).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        return found.Length == 1 ? found[0] : null;
    }

    /// <summary>Whether a tool's model is the one that somebody states: the same, its reference alone, or a deployment of it.</summary>
    public bool AreSame(ToolModel model, string stated)
    {
        var reference = stated.Substring(stated.IndexOf(':') + 1);
        return model.IsLabel
            || Same(model.ToString(), stated)
            || (string.IsNullOrEmpty(model.Provider) && Same(model.Reference, reference))
            || _models.Any(m => IsOf(m, stated) && (m.Deployments.Any(d => Same(d.Text, model.Reference)) || (Same(m.Reference, model.Reference) && string.IsNullOrEmpty(model.Provider))));
    }

    private static bool IsOf(RegisteredModel model, string stated) =>
        Same(model.Model, stated) || Same(model.Serves, stated) || model.Deployments.Any(d => Same(model.Provider + ":" + d.Text, stated));

    private IEnumerable<string> Candidates(string reference) =>
    [
        .. _models.Where(m => m.Provider.Length > 0 && (Same(m.Reference, reference) || Same(m.Model, reference))).Select(m => m.Model),
        .. _models.Where(m => m.Provider.Length > 0 && m.Deployments.Any(d => Same(d.Text, reference))).Select(m => m.Reference.Length > 0 ? m.Model : m.Provider + ":" + reference),
        .. _cards.Where(c => Same(c.Reference, reference) || Same($"{c.Provider}:{c.Reference}", reference)).Select(c => $"{c.Provider}:{c.Reference}"),
    ];

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
