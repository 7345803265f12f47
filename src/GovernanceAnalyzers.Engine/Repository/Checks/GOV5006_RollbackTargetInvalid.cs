using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Models;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository.Evaluations;
using GovernanceAnalyzers.Engine.Repository.Requirements;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>
/// A rollback plan whose target is not a pinned, served and different model. People also go back to a build: a tag, a commit or the digest
/// of an image is no model, and only one that can move is a finding. What is missing or a placeholder is the requirement's business.
/// </summary>
public static class GOV5006_RollbackTargetInvalid
{
    public const string Id = "GOV5006";

    private const string Requirement = "rollback-plan";

    private static readonly Lazy<ModelCatalogue> Catalogue = new(() => ModelCatalogue.From(ShippedCatalogue.Instance.Models));

    private static readonly string[] Floating = ["latest", "current", "previous", "stable", "main", "master", "head", "edge", "nightly", "production", "prod"];

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input)
    {
        var globs = input.Policy.Requirements.Where(r => r.Id == Requirement).SelectMany(r => r.Paths).Select(p => Regex.Replace(p, @"\{\w{1,20}\}", "*"));
        foreach (var file in globs.SelectMany(g => RepositoryFiles.Match(input.Tree, g, input.Inputs)).Distinct(StringComparer.Ordinal))
        {
            if (input.Evidence(file).Fields is not { } plan)
            {
                continue;
            }

            foreach (var target in Targets(plan))
            {
                if (Wrong(target, input) is var (message, model))
                {
                    yield return new RepositoryFinding(Id, message, target.Text.Place, target.Text.Text) { Model = model };
                }
            }
        }
    }

    /// <summary>A single target, a list, one for each system, or a list of mappings with <c>target</c> and the system it is for.</summary>
    private static IEnumerable<(YamlScalar Text, string System)> Targets(YamlMapping plan)
    {
        var system = plan.Text("system") ?? "";
        return new[] { "target", "targets" }.Select(k => plan[k]).OfType<YamlValue>().SelectMany(v => Of(v, system, 0)).Where(t => Answer.IsGiven(t.Text));

        static IEnumerable<(YamlScalar Text, string System)> Of(YamlValue value, string system, int depth) => value switch
        {
            YamlScalar scalar => [(scalar, system)],
            YamlSequence list => list.Items.SelectMany(i => Of(i, system, depth)),
            YamlMapping mapping when (mapping["target"] ?? mapping["model"] ?? mapping["reference"]) is { } inner && depth < 3 =>
                Of(inner, mapping.Text("system") ?? system, depth + 1),
            YamlMapping mapping when depth == 0 => mapping.Entries.SelectMany(e => Of(e.Value, e.Key.Text, depth + 1)),
            _ => [],
        };
    }

    private static (string Message, string Model)? Wrong((YamlScalar Text, string System) target, PolicyCompiler input)
    {
        var text = target.Text.Text.Trim();
        var register = input.Register;
        var entry = register.Models.FirstOrDefault(m => m.Id.Text == text)
            ?? register.Models.FirstOrDefault(m => string.Equals(m.Model, text, StringComparison.OrdinalIgnoreCase))
            ?? register.Models.FirstOrDefault(m => m.Reference == text || m.Deployments.Any(d => d.Text == text));
        var catalogue = Catalogue.Value;
        var colon = text.IndexOf(':');
        var provider = colon > 0 ? text.Substring(0, colon) : "";
        if (entry is null && (provider.Length == 0 || colon == text.Length - 1 || !catalogue.Providers.Contains(provider, StringComparer.OrdinalIgnoreCase)))
        {
            return NotAModel(text, register) is { } wrong ? (wrong, "") : null;
        }

        var model = entry is null ? text : entry.Serves.Length > 0 ? entry.Serves : entry.Model;
        var named = Quote.Text(text) + (entry is not null && model.Length > 0 && model != text ? $" ({Excerpt.Of(model, 120)})" : "");
        return NotPinned(model, entry, named, catalogue, input) ?? Retired(model, named, catalogue, input) ?? InUse(model, entry, named, target.System, input);
    }

    private static string? NotAModel(string text, Register register)
    {
        var last = text.Substring(text.LastIndexOfAny([':', '/', '@']) + 1);
        return Floating.Contains(text, StringComparer.OrdinalIgnoreCase) || string.Equals(last, "latest", StringComparison.OrdinalIgnoreCase)
            ? $"The rollback target {Quote.Text(text)} means something else after every release, so it may mean the version that has to be left. Name a model of the register, provider:reference, or a release that does not move"
            : text.Length > 3 && NearestName.Find(text, register.Models.Select(m => m.Id.Text)) is { } nearest
                ? $"The rollback target {Quote.Text(text)} is no model of the register; did you mean {Quote.Text(nearest)}? Correct it"
                : null;
    }

    private static (string, string)? NotPinned(string model, RegisteredModel? entry, string named, ModelCatalogue catalogue, PolicyCompiler input)
    {
        if (model.Length == 0)
        {
            return ($"The register does not say what the rollback target {named} serves, so nobody can tell whether it is another version. Add resolvedVersion to its entry", "");
        }

        var (provider, reference) = Parts(model);
        var verdict = catalogue.Classify(provider, reference);
        var hasDigest = provider == "local-artifact" && (entry?.Fields["digest"] is not null
            || input.ArtefactRecords.Any(r => r.Digest.Length > 0 && r.Path == Artefacts.ArtefactManifest.Split(reference).Path));
        return verdict.Verdict == PinVerdict.Pinned || hasDigest || entry is { IsCompensated: true } ? null
            : verdict.Verdict == PinVerdict.Floating
                ? ($"The rollback target {named} is not pinned: {verdict.Reason}. "
                    + (verdict.PinnedForms.Count > 0 ? $"Name a pinned form, such as {provider}:{verdict.PinnedForms[0]}" : "Name a version that does not change"), model)
            : verdict.Verdict == PinVerdict.Unpinnable
                ? ($"The rollback target {named} cannot be pinned: {verdict.Reason}. Name another model, or record in the register what makes up for that (compensation)", model)
            : ($"Whether the rollback target {named} is pinned cannot be told: {verdict.Reason}. Name provider:reference, or add resolvedVersion to its entry in the register", model);
    }

    private static (string, string)? Retired(string model, string named, ModelCatalogue catalogue, PolicyCompiler input)
    {
        var (provider, reference) = Parts(model);
        return catalogue.FindRetirement(provider, reference) is not { } end ? null
            : end.Date <= input.Today
                ? ($"The rollback target {named} was retired on {end.Date}; {RetirementText.After(end)}. Choose one that is still served", model)
            : end.Date.DaysSince(input.Today) <= input.Policy.RetirementWarnDays
                ? ($"The rollback target {named} will be retired on {end.Date}, within the {input.Policy.RetirementWarnDays} days of notice ({input.Policy.PlaceOf("models.retirement.warnDays")}). Choose one that is served for longer", model)
            : null;
    }

    /// <summary>The only model of the systems that the plan is for is no way back. A second one in the register may be there for this.</summary>
    private static (string, string)? InUse(string model, RegisteredModel? entry, string named, string system, PolicyCompiler input)
    {
        var inUse = input.Register.Models.Where(m => system.Length == 0 || m.UsedBy.Count == 0 || m.UsedBy.Any(u => u.Text == system)).ToArray();
        return inUse.Length > 0 && inUse.All(m => m == entry || string.Equals(m.Serves.Length > 0 ? m.Serves : m.Model, model, StringComparison.OrdinalIgnoreCase))
            ? ($"The rollback target {named} is the model in use (the only one in {inUse[0].Place.Path}{(system.Length > 0 ? $" for {Quote.Text(system)}" : "")}), so it is no way back. Name the version before it", model)
            : null;
    }

    private static (string Provider, string Reference) Parts(string model)
    {
        var colon = model.IndexOf(':');
        return (model.Substring(0, colon), model.Substring(colon + 1));
    }
}
