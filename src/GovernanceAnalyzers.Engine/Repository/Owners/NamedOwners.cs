using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository.Requirements;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Owners;

/// <summary>Everybody whom policy, register, cards, records, waivers and the documents of requirements name as an owner.</summary>
internal static class NamedOwners
{
    private const string Key = "owner";

    /// <summary>As a path of a requirement holds them: {system}, {model}, {dataset}.</summary>
    private static readonly Regex Variable = new(@"\{[a-z]+\}", RegexOptions.CultureInvariant);

    public static IEnumerable<LocatedText> In(PolicyCompiler input) =>
    [
        .. OfPolicy(input) is { } policy ? new[] { policy } : [],
        .. input.Register.Systems.SelectMany(s => Below(s.Fields)),
        .. input.Register.Models.SelectMany(m => Below(m.Fields)),
        .. input.Cards.Select(c => c.Owner).OfType<LocatedText>(),
        .. input.Datasets.Select(d => d.Owner).OfType<LocatedText>(),
        .. input.Waivers.Select(w => new LocatedText(w.Owner, w.Place)),
        .. OfDocuments(input),
    ];

    /// <summary>The owner in the policy file, or null.</summary>
    public static LocatedText? OfPolicy(PolicyCompiler input) =>
        input.Tree.PolicyFile is { } file && YamlReader.ReadFile(file, input.Tree.Relative(file), []) is YamlMapping root && root[Key] is YamlScalar owner
            ? new LocatedText(owner.Text, owner.Place)
            : null;

    private static IEnumerable<LocatedText> OfDocuments(PolicyCompiler input)
    {
        var asked = input.Policy.Requirements
            .SelectMany(r => r.Tiers.Select(t => t.Requirement).Prepend(r))
            .SelectMany(r => r.Paths.SelectMany(p => r.Fields.Select(f => (Glob: Variable.Replace(p, "*"), f.Path))))
            .Select(a => (a.Glob, Field: FieldPath.Parse(a.Path).Path))
            .Where(a => a.Field is { IsOwner: true })
            .ToArray();
        foreach (var glob in asked.GroupBy(a => a.Glob))
        {
            foreach (var file in RepositoryFiles.Match(input.Tree, glob.Key, input.Inputs))
            {
                var fields = input.Evidence(file).Fields;
                foreach (var match in fields is null ? [] : glob.SelectMany(a => a.Field!.In(fields)))
                {
                    if (match.Value is YamlScalar { IsNull: false } owner)
                    {
                        yield return new LocatedText(owner.Text, owner.Place);
                    }
                }
            }
        }
    }

    private static IEnumerable<LocatedText> Below(YamlValue value) => value switch
    {
        YamlMapping mapping => mapping.Entries.SelectMany(e => e.Key.Text == Key && e.Value is YamlScalar { IsNull: false } owner
            ? [new LocatedText(owner.Text, owner.Place)]
            : Below(e.Value)),
        YamlSequence sequence => sequence.Items.SelectMany(Below),
        _ => [],
    };
}
