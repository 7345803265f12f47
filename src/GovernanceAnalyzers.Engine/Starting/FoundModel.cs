using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Models;
using GovernanceAnalyzers.Engine.Repository;

namespace GovernanceAnalyzers.Engine.Starting;

/// <summary>A model that code calls, or a card is about.</summary>
/// <param name="Model"><c>provider:reference</c>, or empty where only the name of a deployment is known.</param>
/// <param name="Deployment">Or empty.</param>
/// <param name="Id">In the register, and of the card's file.</param>
public sealed record FoundModel(string Model, string Deployment, string Id)
{
    /// <summary>The provider of models that are files.</summary>
    private const string Files = "local-artifact";

    public string Name => Model.Length > 0 ? Model : Deployment;

    public string Provider => Model.Length == 0 ? "" : Model.Substring(0, Model.IndexOf(':'));

    /// <summary>Somebody serves it.</summary>
    public bool IsHosted => Provider.Length > 0 && Provider != Files;

    /// <summary>The models of facts, each once and sorted, and what is to be said about references that are none yet.</summary>
    /// <param name="taken">Ids that are in use.</param>
    public static IReadOnlyList<FoundModel> In(IEnumerable<ModelReferenceFact> references, IEnumerable<string> taken, ICollection<string> notes)
    {
        var found = new SortedDictionary<string, (string Model, string Deployment)>(StringComparer.OrdinalIgnoreCase);
        foreach (var reference in references.Where(r => r.Kind != ModelReferenceFact.DatasetKind).OrderBy(r => r.Place))
        {
            var where = $"{reference.Place.Path}({reference.Place.Line})";
            if (reference.Value is not { } value)
            {
                notes.Add($"{where}: which model is called is not known at build time ({Origin(reference)}). Add it to the register once you know.");
            }
            else if (UnfilledReference.Explain(value) is { } why)
            {
                notes.Add($"{where}: the reference {StubText.Quoted(StubText.Line(value))} is left out: {why}.");
            }
            else if (reference.Kind == "deployment")
            {
                found["d:" + value] = ("", value);
            }
            else if (reference.Provider.Length == 0 || RegisterShape.ReferenceProblem(reference.Model) is not null)
            {
                notes.Add($"{where}: the reference {StubText.Quoted(StubText.Line(value))} is left out: {(reference.Provider.Length == 0 ? "its provider is not known" : "it cannot be written as provider:reference")}. Add it to the register by hand.");
            }
            else
            {
                found["m:" + reference.Model] = (reference.Model, "");
            }
        }

        return Named([.. found.Values.Where(f => !f.Deployment.Any(c => c == '|' || char.IsWhiteSpace(c) || char.IsControl(c)))], taken);
    }

    /// <summary>Gives each an id of its own: the reference, with the provider where two have the same.</summary>
    public static IReadOnlyList<FoundModel> Named(IEnumerable<(string Model, string Deployment)> models, IEnumerable<string> taken)
    {
        var ids = new HashSet<string>(taken, StringComparer.OrdinalIgnoreCase);
        var named = new List<FoundModel>();
        foreach (var (model, deployment) in models)
        {
            var reference = model.Length > 0 ? model.Substring(model.IndexOf(':') + 1) : deployment;
            var candidates = new[] { reference, model.Length > 0 ? model : "deployment-" + deployment }.Select(StubText.Slug)
                .Concat(Enumerable.Range(2, 1000).Select(n => StubText.Slug(reference) + "-" + n.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            named.Add(new FoundModel(model, deployment, candidates.First(ids.Add)));
        }

        return named;
    }

    private static string Origin(ModelReferenceFact reference) => reference.Origin.Length > 0 ? StubText.Line(reference.Origin) : StubText.Line(reference.Sink);
}
