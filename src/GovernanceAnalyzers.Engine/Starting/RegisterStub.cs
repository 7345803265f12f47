using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository;
using GovernanceAnalyzers.Engine.Repository.Requirements;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Starting;

/// <summary>A register with one system and the models that were found.</summary>
internal static class RegisterStub
{
    /// <param name="system">Id of the system.</param>
    /// <param name="cards">Paths of cards, by the id of the model.</param>
    public static string Write(
        string system, IReadOnlyList<FoundModel> models, IReadOnlyDictionary<string, string> cards, PolicyCompiler input, string owner)
    {
        // What is asked of an entry depends on the others, so the plain register comes first.
        var plain = RegisterReader.Read(Text(system, models, cards, [], input, owner, null), RegisterReader.DefaultPath, []);
        return Text(system, models, cards, input.Policy.Requirements, input, owner, new Subjects(plain, input.Cards, input.Datasets));
    }

    private static string Text(
        string system, IReadOnlyList<FoundModel> models, IReadOnlyDictionary<string, string> cards, IReadOnlyList<Requirement> requirements,
        PolicyCompiler input, string owner, Subjects? subjects)
    {
        var text = new StringBuilder($"# yaml-language-server: $schema={RuleInfo.SchemaRoot}register.schema.json\n")
            .Append("# The AI systems and models in use. Placeholders are for people to replace. One system is assumed; split it where there are more.\n")
            .Append("schemaVersion: 1\nsystems:\n")
            .Append("  - id: ").Append(StubText.Yaml(system)).Append('\n');
        var fields = new StubField();
        fields.Add("owner", StubText.Todo, owner);
        fields.Add("riskTier", StubText.Todo, owner);
        Append(text, fields, RegisterShape.System, RequirementShape.InSystem, subjects?.Systems.FirstOrDefault() ?? subjects?.Repository, []);

        var suppliers = models.Where(m => m.IsHosted).Select(m => m.Provider).Distinct(StringComparer.Ordinal).OrderBy(p => p, StringComparer.Ordinal).ToArray();
        var asksForSuppliers = requirements.Any(r => r.Kind == RequirementShape.Record && r.In == RequirementShape.InSupplier && CardStub.IsOn(r, input.Policy, "GOV2006"));
        text.Append(models.Count == 0 ? "models: []\n" : "models:\n");
        foreach (var model in models)
        {
            text.Append("  - id: ").Append(StubText.Yaml(model.Id)).Append('\n');
            text.Append(model.Model.Length > 0
                ? $"    reference: {StubText.Quoted(model.Model)}\n"
                : $"    deployments: [{StubText.Quoted(model.Deployment)}]\n    # reference: TODO, provider:reference of the model that the deployment serves\n");
            if (cards.TryGetValue(model.Id, out var card))
            {
                text.Append("    card: ").Append(StubText.Yaml(card)).Append('\n');
            }

            if (asksForSuppliers && model.IsHosted)
            {
                text.Append("    supplier: ").Append(StubText.Yaml(model.Provider)).Append('\n');
            }

            if (!model.IsHosted && model.Model.Length > 0)
            {
                text.Append("    # origin: TODO, open-weights, fine-tuned or trained\n");
            }

            Append(text, new StubField(), RegisterShape.Model, RequirementShape.InModel, subjects?.RegisteredModels.FirstOrDefault(s => s.Slug == Subject.SlugOf(model.Id)), ["reference", "deployments", "card", "supplier", "origin"]);
        }

        if (asksForSuppliers && suppliers.Length > 0)
        {
            text.Append("suppliers:\n");
            foreach (var supplier in suppliers)
            {
                text.Append("  - id: ").Append(StubText.Yaml(supplier)).Append('\n');
                Append(text, new StubField(), RegisterShape.Supplier, RequirementShape.InSupplier, subjects?.Repository, []);
            }
        }

        return text.ToString();

        void Append(StringBuilder to, StubField entry, ObjectShape shape, string source, Subject? subject, string[] written)
        {
            foreach (var asked in requirements
                .Where(r => r.Kind == RequirementShape.Record && r.In == source && subject is not null)
                .Select(r => r.For(subject!.Tier))
                .Where(r => r.AppliesTo.Matches(subject!.Has) && CardStub.IsOn(r, input.Policy, "GOV2007"))
                .OrderBy(r => r.Id, StringComparer.Ordinal))
            {
                entry.Add(asked, owner);
            }

            foreach (var key in written)
            {
                entry.Remove(key);
            }

            to.Append(entry.ToYaml(4, shape));
        }
    }
}
