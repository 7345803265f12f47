using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Models;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Core.Rules;

/// <remarks>Where there is no register at all, every reference would say the same: the gate says it once (<see cref="NoRegister"/>).</remarks>
public sealed class GOV1006_ModelNotInRegister() : CodeRule(new RuleInfo(
    "GOV1006",
    "ModelNotInRegister",
    RuleScope.Code,
    "The register does not list this model, or lists it for other systems",
    "The register is the list of AI systems and models in use, with their owners. A model that code calls and the register does not list "
    + "is in use without anybody answering for it. A reference whose value is not known at build time is left to GOV1003.",
    "Have the model added to the register by whoever answers for the system, or use one that is listed."))
{
    public override RuleHit? Check(CodeFact fact, CompiledPolicy policy)
    {
        var register = policy.Register;
        // A placeholder is not a reference yet: GOV1003 says so.
        if (register.State != RegisterState.Read
            || fact is not ModelReferenceFact { Value: { } value } reference
            || UnfilledReference.Explain(value) is not null)
        {
            return null;
        }

        var listed = register.Listing(reference);
        if (listed.Count == 0)
        {
            return Hit($"is not in the register {register.Path}{Nearest(reference, policy)}");
        }

        if (listed.Any(m => register.IsAbout(m, reference)))
        {
            return null;
        }

        var owners = register.SystemsAt(reference.Place.Path).Select(s => s.Id).ToArray();
        var users = listed.SelectMany(m => m.UsedBy).Distinct(StringComparer.Ordinal).OrderBy(u => u, StringComparer.Ordinal);
        return Hit(
            $"is used by {string.Join(" and ", users)} according to {listed[0].Place}, and this file belongs to {string.Join(" and ", owners)}. "
            + $"Add {owners[0]} to its usedBy, or use a model that the register lists for {owners[0]}");

        RuleHit Hit(string rest) => new(
            $"{(reference.Kind == "deployment" ? "Deployment" : "Model reference")} {Quote.Text(value)}{Quote.From(reference.Origin)} {rest}", reference.Model)
        {
            Model = reference.Model,
        };
    }

    /// <summary>The one thing to say about code where nobody has written a register.</summary>
    public static string NoRegister(string path) =>
        $"Code here uses AI models, and there is no register ({path}) that names the models in use, the systems that use them and who answers for them. Add one";

    /// <summary>What the register lists instead, and the way out.</summary>
    private static string Nearest(ModelReferenceFact reference, CompiledPolicy policy)
    {
        var path = policy.Register.Path;
        var value = reference.Value!;
        if (RegisterModel.MayBeDeployment(reference))
        {
            var deployments = policy.Register.Models.SelectMany(m => m.Deployments);
            return NearestName.Find(value, deployments) is { } name
                ? $", which lists the deployment {Quote.Text(name)}. Use a deployment that is listed, or add this one to the deployments of the model that it serves"
                : ". Add it there to the deployments of the model that it serves";
        }

        var models = policy.Register.Models.Where(m => m.Model.Length > 0).ToArray();
        var add = reference.Provider.Length == 0 ? $"reference: <provider>:{value}" : $"reference: {reference.Model}";
        return Similar(reference, models, policy) is { } similar
            ? $", which lists {Quote.Text(similar.Model)} ({similar.Place}). Use a model that is listed, or add this one to the models there (\"{add}\")"
            : $". Add it to the models there (\"{add}\"), or use a model that is listed";
    }

    /// <summary>Best first: the pinned form of an alias, the same name of another provider, another version, the alias of a snapshot, a name much like it.</summary>
    private static RegisterModel? Similar(ModelReferenceFact reference, IReadOnlyList<RegisterModel> models, CompiledPolicy policy)
    {
        var value = reference.Value!;
        var sameProvider = models.Where(m => reference.Provider.Length == 0 || Same(m.Provider, reference.Provider)).ToArray();
        var pinned = policy.Classify(reference).PinnedForms;
        return sameProvider.FirstOrDefault(m => pinned.Contains(Bare(m), StringComparer.OrdinalIgnoreCase))
            ?? models.FirstOrDefault(m => Same(Bare(m), value))
            ?? sameProvider.FirstOrDefault(m => policy.Models.Compare(m.Model, reference.Model) == ModelRelation.OtherVersion)
            ?? sameProvider.FirstOrDefault(m => IsSnapshotOf(value, Bare(m)) || IsSnapshotOf(Bare(m), value))
            ?? (NearestName.Find(value, sameProvider.Select(Bare)) is { } name ? sameProvider.First(m => Bare(m) == name) : null);

        static bool IsSnapshotOf(string snapshot, string alias) => snapshot.StartsWith(alias + "-", StringComparison.OrdinalIgnoreCase);
    }

    private static string Bare(RegisterModel model) => model.Model.Substring(model.Model.IndexOf(':') + 1);

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
