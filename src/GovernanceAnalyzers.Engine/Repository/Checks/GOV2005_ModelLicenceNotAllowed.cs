using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Licences;
using GovernanceAnalyzers.Core.Models;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Policy;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>
/// A model whose licence the policy denies, wants reviewed, or cannot understand. Nobody is asked for the licence of a model that is only
/// called at its provider; one that is stated is judged all the same.
/// </summary>
public static class GOV2005_ModelLicenceNotAllowed
{
    public const string Id = "GOV2005";

    /// <summary>Providers whose references name weights that run where their user says.</summary>
    private static readonly string[] Weights = ["huggingface", "local-artifact", "oci", "ollama"];

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input)
    {
        var lists = input.Policy.ModelLicences
            .Select(l => new Lists(l.Place, l.Over(ShippedCatalogue.Instance.Licences.Classes)))
            .ToArray();
        var claimed = new HashSet<ModelCard>();
        foreach (var entry in input.Register.Models)
        {
            var cards = input.Cards.Where(c => IsAbout(c, entry)).ToArray();
            claimed.UnionWith(cards);
            foreach (var finding in new Case(input, lists, entry, cards).Run())
            {
                yield return finding;
            }
        }

        foreach (var finding in input.Cards.Where(c => !claimed.Contains(c)).SelectMany(c => new Case(input, lists, null, [c]).Run()))
        {
            yield return finding;
        }
    }

    private static bool IsAbout(ModelCard card, RegisteredModel entry) =>
        ModelCardTies.PathIn(entry) is not null && card.Models.Count == 0 ? ModelCardTies.IsNamedBy(entry, card)
        : card.Deployments.Any(d => entry.Deployments.Any(e => string.Equals(d.Text, e.Text, StringComparison.OrdinalIgnoreCase)))
            || card.Models.Any(m => new[] { entry.Model, entry.Serves }.Any(e =>
                e.Length > 0 && ShippedCatalogue.Instance.ModelCatalogue.Compare($"{m.Provider}:{m.Reference}", e) == ModelRelation.Same));

    private sealed record Lists(string Place, LicencePolicy Decide);

    /// <param name="Where">As the beginning of a sentence goes on: "its model card".</param>
    private sealed record Statement(LocatedText Written, HuggingFaceLicence Licence, string Where);

    /// <summary>One model, with all that register and cards say about it.</summary>
    private sealed class Case(PolicyCompiler input, IReadOnlyList<Lists> lists, RegisteredModel? entry, IReadOnlyList<ModelCard> cards)
    {
        private static ShippedLicences Licences => ShippedCatalogue.Instance.Licences;

        private string Model => entry is null
            ? cards[0].Models.Count > 0 ? $"{cards[0].Models[0].Provider}:{cards[0].Models[0].Reference}" : ""
            : entry.Model;

        private string Name => $"Model '{Excerpt.Of(Model.Length > 0 ? ModelText.Short(Model) : entry?.Id.Text ?? cards[0].Title, 120)}'";

        private string Subject => entry?.Id.Text ?? cards[0].Title;

        /// <summary>Weights that somebody else gave away come with terms. A model tuned at its provider's stays there, and its own is the owner's.</summary>
        private bool MustSay => entry?.Origin is "open-weights" || (entry?.Origin is "fine-tuned" && !entry.Reference.StartsWith("ft:", StringComparison.OrdinalIgnoreCase));

        /// <summary>Called at its provider, as far as is known.</summary>
        private bool IsHosted => ModelCardParts.Text(entry?.Fields["origin"]) is not null ? entry!.Origin == "hosted" : !Weights.Contains(Model.Split(':')[0]);

        public IEnumerable<RepositoryFinding> Run()
        {
            var all = cards
                .Where(c => c.License is not null)
                .Select(c => Read(c.License!, c.LicenseName?.Text, c.LicenseLink?.Text, "model card"))
                .Concat(Register())
                .ToArray();
            var stated = all.Where(s => s.Licence.Kind != HuggingFaceLicenceKind.Missing && (MustSay || s.Licence.Kind != HuggingFaceLicenceKind.Incomplete)).ToArray();
            if (stated.Length == 0)
            {
                if (MustSay)
                {
                    yield return Missing(all.FirstOrDefault());
                }

                yield break;
            }

            var different = stated.Where(s => s.Licence.Expression.Length > 0).GroupBy(s => s.Licence.Expression, StringComparer.OrdinalIgnoreCase).ToArray();
            if (different.Length > 1)
            {
                var (one, other) = (different[0].First(), different[1].First());
                yield return Finding(
                    $"{Name} has licence {Quoted(one)} in its {one.Where} ({At(one)}) and {Quoted(other)} in its {other.Where} ({At(other)}): only one can be right. "
                    + "Look the licence up at its publisher and correct the other",
                    one.Written.Place,
                    " licences");
            }

            foreach (var statement in stated.GroupBy(s => s.Licence.Expression.Length > 0 ? s.Licence.Expression : s.Written.Text, StringComparer.OrdinalIgnoreCase).Select(g => g.First()))
            {
                if (Judge(statement) is { } message)
                {
                    yield return Finding(message, statement.Written.Place, "");
                }
            }
        }

        private IEnumerable<Statement> Register() =>
            entry is not null && ModelCardParts.Text(entry.Fields["license"]) is { } licence ? [Read(licence, null, null, "register entry")] : [];

        private static Statement Read(LocatedText licence, string? name, string? link, string where) =>
            new(licence, Licences.HuggingFace.Resolve(licence.Text, name, link, Licences.Spdx), where);

        private RepositoryFinding Missing(Statement? written) => Finding(
            $"{Name} is {entry!.Origin}, and "
            + (written is null ? "neither its register entry nor a model card states a licence" : $"its {written.Where} has {Quoted(written)} where the licence should stand")
            + ": without one nothing permits its use. Set 'license' to an SPDX id, to the id that the Hugging Face Hub uses, or to LicenseRef-name for other terms",
            written?.Written.Place ?? (cards.Count > 0 ? cards[0].Place : entry.Place),
            "");

        private string? Judge(Statement statement) => statement.Licence.Kind switch
        {
            HuggingFaceLicenceKind.Incomplete =>
                $"{Name} has licence {Quoted(statement)}, which names no terms: "
                + (statement.Where == "model card" ? "add license_name and license_link to the card" : "write LicenseRef-name, or state it in the model card with license_name and license_link"),
            HuggingFaceLicenceKind.Ambiguous =>
                $"{Name} has licence {Quoted(statement)}, the name of several licences that permit different things: write the one that is meant, such as {string.Join(", ", statement.Licence.Choices)}",
            HuggingFaceLicenceKind.Unrecognised =>
                $"{Name} has licence {Quoted(statement)}, which is neither an id of the Hugging Face Hub nor an SPDX expression{Reason(statement)}",
            _ => SpdxExpression.Parse(statement.Licence.Expression, Licences.Spdx).Expression is { } expression ? Judge(statement, expression) : null,
        };

        private string? Judge(Statement statement, SpdxExpression expression)
        {
            var (place, verdict) = lists
                .Select(l => (l.Place, Verdict: l.Decide.Evaluate(expression)))
                .OrderByDescending(v => v.Verdict.Decision)
                .FirstOrDefault();
            if (verdict is null or { Decision: LicenceDecision.Allow } || (verdict.Decision == LicenceDecision.Review && IsReviewed))
            {
                return null;
            }

            if (verdict.IsUnlisted && IsHosted && expression is SpdxLicence { Id: { } id } && id.StartsWith(LicenceReference.Prefix, StringComparison.Ordinal))
            {
                // The terms of a service. They are reviewed with its supplier; a list that names them counts here too.
                return null;
            }

            var (which, part) = expression is SpdxCompound ? ("of which", $" \"{Excerpt.Of(verdict.Id)}\"") : ("which", "");
            var why = (verdict.IsUnlisted, verdict.Decision) switch
            {
                (false, LicenceDecision.Deny) => $"{which} the policy denies{part} (entry \"{Excerpt.Of(verdict.Entry)}\", {place})",
                (false, _) => $"{which} the policy wants{part} reviewed before use (entry \"{Excerpt.Of(verdict.Entry)}\", {place})",
                (true, LicenceDecision.Deny) => $"{which} the policy does not list{part}, and what it does not list is denied ({place})",
                (true, _) => $"{which} the policy does not list{part}, and what it does not list needs a review ({place})",
            };
            var now = verdict.Decision == LicenceDecision.Deny
                ? verdict.IsUnlisted ? "Choose another model, or ask the policy owner to list the licence" : "Choose another model, or ask the policy owner for a waiver"
                : entry is null
                    ? "Have its terms compared with what it is used for, and record the day as acceptableUseReviewed in a register entry of the model"
                    : $"Have its terms compared with what it is used for, and record the day as acceptableUseReviewed in {entry.Place.Path}({entry.Place.Line})";
            var means = string.Equals(statement.Written.Text.Trim(), statement.Licence.Expression, StringComparison.OrdinalIgnoreCase)
                ? ""
                : $" ({Excerpt.Of(statement.Licence.Expression)})";
            return $"{Name} has licence {Quoted(statement)}{means}, {why}. {now}";
        }

        private bool IsReviewed =>
            CalendarDate.TryParse(entry?.Fields.Text("acceptableUseReviewed"), out var day) && day <= input.Today;

        private static string Reason(Statement statement) => SpdxExpression.Parse(statement.Written.Text, Licences.Spdx).Error switch
        {
            { Suggestion: { } suggestion } error when suggestion.StartsWith(LicenceReference.Prefix, StringComparison.Ordinal) =>
                $": {error.Message}. For terms that neither lists, write '{Excerpt.Of(suggestion)}'",
            { Suggestion: { } suggestion } error => $": {error.Message}. Did you mean '{Excerpt.Of(suggestion)}'?",
            { } error => $": {error.Message}. Correct it",
            _ => ". Correct it",
        };

        private RepositoryFinding Finding(string message, SourcePlace place, string about) => new(Id, message, place, Subject + about) { Model = Model };

        private static string Quoted(Statement statement) => $"\"{Excerpt.Of(statement.Written.Text)}\"";

        private static string At(Statement statement) => $"{statement.Written.Place.Path}({statement.Written.Place.Line})";
    }
}
