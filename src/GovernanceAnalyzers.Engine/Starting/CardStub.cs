using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository;
using GovernanceAnalyzers.Engine.Repository.Requirements;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Starting;

/// <summary>A model card with the fields and headings that the policy asks for, and nothing in them.</summary>
public static class CardStub
{
    /// <summary>What is wrong with <c>provider:reference</c>, or null.</summary>
    public static string? ReferenceProblem(string model) => RegisterShape.ReferenceProblem(model);

    /// <param name="model"><c>provider:reference</c>, or empty where only a deployment is known.</param>
    /// <param name="deployment">The name under which the model is deployed, or empty.</param>
    /// <param name="owner">Who answers for it, or empty.</param>
    /// <param name="register">Decides which requirements the card has to meet.</param>
    public static string Write(string model, string deployment, string owner, string path, PolicyCompiler input, Register register)
    {
        var minimal = $"---\n{Head(model, deployment)}---\n";
        var problems = new List<FileProblem>();
        var subject = ModelCardReader.Read(minimal, path, problems) is { } card
            ? new Subjects(register, [.. input.Cards, card], input.Datasets).Cards.Last()
            : null;
        var asked = subject is null
            ? []
            : input.Policy.Requirements
                .Where(r => r.Kind == RequirementShape.Record && r.In == RequirementShape.InCard)
                .Select(r => r.For(subject.Tier))
                .Where(r => r.AppliesTo.Matches(subject.Has) && IsOn(r, input.Policy, "GOV2002"))
                .OrderBy(r => r.Id, StringComparer.Ordinal)
                .ToArray();

        var fields = new StubField();
        fields.Add("owner", StubText.Todo, owner);
        foreach (var requirement in asked)
        {
            fields.Add(requirement, owner);
        }

        foreach (var key in new[] { "models", "deployments" })
        {
            fields.Remove(key);
        }

        var text = new StringBuilder("---\n").Append(Head(model, deployment));
        if (deployment.Length > 0 && model.Length == 0)
        {
            text.Append("# models: TODO, [\"provider:reference\"] of what the deployment serves\n");
        }

        text.Append(fields.ToYaml(0, shape: null));
        text.Append("# license: TODO, as on the Hugging Face Hub: other, with license_name and license_link, for terms of a provider\n");
        text.Append("---\n\n# ").Append(StubText.Line(model.Length > 0 ? model : deployment)).Append('\n');
        foreach (var (heading, ids) in Sections(asked))
        {
            text.Append("\n## ").Append(heading).Append("\n\nTODO: write this section (").Append(string.Join(", ", ids)).Append(").\n");
        }

        return text.ToString();
    }

    /// <summary>Whether anything would be reported.</summary>
    /// <param name="rule">Under which it would be.</param>
    internal static bool IsOn(Requirement requirement, EffectivePolicy policy, string rule) =>
        requirement.SeverityUnder(policy.Rule(requirement.Rule.Length > 0 ? requirement.Rule : rule).Severity) != Core.Severity.None;

    /// <summary>The fewest headings that have every section: one heading may be an answer to several requirements.</summary>
    internal static IReadOnlyList<(string Heading, IReadOnlyList<string> Ids)> Sections(IReadOnlyList<Requirement> asked)
    {
        var wanted = asked
            .SelectMany(r => r.Sections.Select(s => (Alternatives: s.Split('|').Select(a => a.Trim()).Where(a => a.Length > 0).ToArray(), r.Id)))
            .Where(w => w.Alternatives.Length > 0)
            .ToArray();
        var headings = new List<string>();
        foreach (var (alternatives, _) in wanted.OrderBy(w => w.Alternatives.Length))
        {
            if (!headings.Any(h => alternatives.Any(a => Headings.Match(h, a))))
            {
                headings.Add(StubText.Line(alternatives[0]));
            }
        }

        return headings
            .Select(h => (h, (IReadOnlyList<string>)wanted.Where(w => w.Alternatives.Any(a => Headings.Match(h, a))).Select(w => w.Id).Distinct().ToArray()))
            .OrderBy(h => Array.FindIndex(wanted, w => w.Alternatives.Any(a => Headings.Match(h.h, a))))
            .ToArray();
    }

    private static string Head(string model, string deployment) =>
        (model.Length > 0 ? $"models: [{StubText.Quoted(model)}]\n" : "") + (deployment.Length > 0 ? $"deployments: [{StubText.Quoted(deployment)}]\n" : "");
}
