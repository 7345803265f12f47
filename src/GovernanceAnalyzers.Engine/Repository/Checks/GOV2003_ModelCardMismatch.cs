using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Models;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Policy;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>
/// A card that describes another version of the model than the register entry it belongs to. A card belongs to an entry that names it
/// (<c>card</c>), that shares a deployment or the name of the file with it, or that is about a model of which it is the only card.
/// </summary>
public static class GOV2003_ModelCardMismatch
{
    public const string Id = "GOV2003";

    /// <summary>Models of one card that a message names.</summary>
    private const int Shown = 3;

    private static ModelCatalogue Catalogue => ShippedCatalogue.Instance.ModelCatalogue;

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input)
    {
        foreach (var entry in input.Register.Models)
        {
            if (ModelCardTies.PathIn(entry) is { } path && input.Cards.All(c => c.Path != path))
            {
                if (Unusable(input, entry, path) is { } unusable)
                {
                    yield return unusable;
                }

                continue;
            }

            foreach (var (card, isNamed) in CardsOf(input, entry))
            {
                if (Compare(input, entry, card, isNamed) is { } finding)
                {
                    yield return finding;
                }
            }
        }
    }

    /// <summary>What an entry says is in use: the version behind a deployment, or the reference.</summary>
    internal static string InUse(RegisteredModel entry) => entry.Serves.Length > 0 && !IsDeployment(entry, entry.Serves) ? entry.Serves
        : IsDeployment(entry, entry.Model) ? ""
        : entry.Model;

    private static bool IsDeployment(RegisteredModel entry, string model) =>
        entry.Deployments.Any(d => model.EndsWith(":" + d.Text, StringComparison.OrdinalIgnoreCase));

    private static RepositoryFinding? Unusable(PolicyCompiler input, RegisteredModel entry, string path)
    {
        // A card that cannot be read has been reported.
        if (input.CardProblems.Any(p => p.Place.Path == path))
        {
            return null;
        }

        var place = entry.Fields["card"]?.Place ?? entry.Place;
        var exists = false;
        try
        {
            var full = Path.GetFullPath(Path.Combine(input.Tree.Root, path));
            input.Inputs.Add(full);
            exists = File.Exists(full);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or PathTooLongException)
        {
            // No file of this system can be named so.
        }

        return new RepositoryFinding(
            Id,
            $"The register entry '{Excerpt.Of(entry.Id.Text)}' names {Excerpt.Of(path, 200)} as its model card, and "
            + (exists
                ? $"that file is none of the files where cards are looked for ({string.Join(", ", input.Policy.Cards)}). Move it there, or widen models.cards"
                : "there is no such file. Add the card, or correct the path"),
            place,
            entry.Id.Text) { Model = entry.Model };
    }

    /// <summary>The cards that belong to an entry, and whether it names them itself.</summary>
    private static IEnumerable<(ModelCard Card, bool IsNamed)> CardsOf(PolicyCompiler input, RegisteredModel entry)
    {
        if (ModelCardTies.PathIn(entry) is not null)
        {
            var named = input.Cards.Where(c => ModelCardTies.IsNamedBy(entry, c)).ToArray();
            // A BOM holds cards of other models too: then the one that is about this model, or a version of it, is meant.
            var about = named.Where(c => Relation(entry, c) is ModelRelation.Same or ModelRelation.OtherVersion or ModelRelation.Alias || SharesDeployment(entry, c)).ToArray();
            return (named.Length > 1 && about.Length > 0 ? about : named).Select(c => (c, true));
        }

        var tied = input.Cards.Where(c => SharesDeployment(entry, c) || Same(Path.GetFileNameWithoutExtension(c.Path), entry.Id.Text)).ToArray();
        if (tied.Length > 0)
        {
            return tied.Select(c => (c, false));
        }

        // As in code: the only card that there is of the model, unless its version is in use as well.
        var others = input.Cards.Where(c => Relation(entry, c) == ModelRelation.OtherVersion).Take(2).ToArray();
        return others.Length == 1 && !input.Cards.Any(c => Relation(entry, c) == ModelRelation.Same)
            && !input.Register.Models.Any(m => others[0].Models.Any(d => Catalogue.Compare(InUse(m), Name(d)) == ModelRelation.Same))
            ? [(others[0], false)]
            : [];
    }

    private static RepositoryFinding? Compare(PolicyCompiler input, RegisteredModel entry, ModelCard card, bool isNamed)
    {
        var inUse = InUse(entry);
        if (card.Models.Count == 0 || inUse.Length == 0)
        {
            // There is nothing to compare: what is in use behind a deployment, or what the card is about, is not said.
            return null;
        }

        var relation = Relation(entry, card);
        var isWrong = relation switch
        {
            ModelRelation.Same => false,
            ModelRelation.OtherVersion => true,
            // The register says outright that the card is about this model.
            _ when isNamed => true,
            ModelRelation.Alias => false,
            _ => SharesDeployment(entry, card) && Catalogue.NamesVersion(inUse) && card.Models.All(m => Catalogue.NamesVersion(Name(m))),
        };
        if (!isWrong)
        {
            return null;
        }

        var described = card.Models.FirstOrDefault(m => Catalogue.Compare(Name(m), inUse) == relation) ?? card.Models[0];
        var names = relation == ModelRelation.OtherVersion ? Excerpt.Of(Name(described), 120)
            : string.Join(", ", card.Models.Take(Shown).Select(m => Excerpt.Of(Name(m), 120))) + (card.Models.Count > Shown ? $" and {card.Models.Count - Shown} more" : "");
        var evaluated = GOV4003_EvaluationForAnotherModel.NewestOf(input, inUse);
        return new RepositoryFinding(
            Id,
            $"The model card describes {names}, and the register entry '{Excerpt.Of(entry.Id.Text)}' that it belongs to ({Place(entry.Place)}) has {Excerpt.Of(inUse, 120)} in use: "
            + (relation switch
            {
                ModelRelation.OtherVersion => "another version of the model",
                ModelRelation.Alias => "one of the two names no version",
                _ => "another model",
            })
            + (evaluated is null ? "" : $"; the newest evaluation ({Place(evaluated.Model.Place)}) is about {Excerpt.Of(evaluated.Model.Text, 120)}")
            + $". Check the card ({Place(described.Written.Place)}) against the version in use and name that one there, or correct the register",
            described.Written.Place,
            $"{card.Path} {entry.Id.Text}") { Model = inUse };
    }

    /// <summary>The closest of the card's models.</summary>
    private static ModelRelation Relation(RegisteredModel entry, ModelCard card)
    {
        var inUse = InUse(entry);
        var relations = inUse.Length == 0 ? [] : card.Models.Select(m => Catalogue.Compare(Name(m), inUse)).ToArray();
        return relations.Contains(ModelRelation.Same) ? ModelRelation.Same
            : relations.Contains(ModelRelation.OtherVersion) ? ModelRelation.OtherVersion
            : relations.Contains(ModelRelation.Alias) ? ModelRelation.Alias
            : ModelRelation.Unknown;
    }

    private static bool SharesDeployment(RegisteredModel entry, ModelCard card) => card.Deployments.Any(d => entry.Deployments.Any(e => Same(d.Text, e.Text)));

    private static string Name(CardModel model) => $"{model.Provider}:{model.Reference}";

    internal static string Place(SourcePlace place) => $"{place.Path}({place.Line})";

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
