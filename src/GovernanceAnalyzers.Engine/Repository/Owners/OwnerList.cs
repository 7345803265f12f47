using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Owners;

/// <summary>
/// Owners that CODEOWNERS does not name: mailboxes, teams of another system, people without an account. A file of its own, so that
/// CODEOWNERS can guard it.
/// </summary>
public static class OwnerList
{
    public const string Path = "governance/owners.yml";

    public static readonly ObjectShape Shape = new(
        new Property("schemaVersion", ScalarShape.OneOf("1"), Required: true, "Version of this format: 1."),
        new Property(
            "owners",
            new ListShape(new ScalarShape("a name or an address, with wildcards", t => t.Trim().Length == 0 ? "it is empty" : t.All(c => c is '*' or '?' or ' ') ? "it matches everybody" : null) { Pattern = @"[^*? ]" }),
            Required: true,
            "Who may be named as an owner: names and addresses as records write them, with wildcards."));

    /// <summary>Null where there is no such file.</summary>
    internal static IReadOnlyList<string>? Read(GovernedTree tree, InputFiles inputs, ICollection<FileProblem> problems)
    {
        var full = System.IO.Path.Combine(tree.Root, Path);
        inputs.Add(full);
        if (!File.Exists(full))
        {
            return null;
        }

        if (YamlReader.ReadFile(full, Path, problems) is not { } root)
        {
            return [];
        }

        Shape.Check(root, "the list of owners", problems);
        return (root as YamlMapping)?.Texts("owners") ?? [];
    }
}
