using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository.Owners;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <remarks>An owner is told once, at the first place: a team that is renamed is one thing to put right, not fifty.</remarks>
internal static class GOV2010_OwnerUnknown
{
    public const string Id = "GOV2010";

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input)
    {
        var problems = new List<FileProblem>();
        var (codeOwners, files) = CodeOwners.Read(input.Tree, input.Inputs, problems);
        var listed = OwnerList.Read(input.Tree, input.Inputs, problems);
        if (problems.Count > 0)
        {
            // Half a list would make strangers of those on the other half.
            return problems.Select(p => new RepositoryFinding(Id, $"Owners cannot be looked up. {p.Message}", p.Place, p.Place.Path));
        }

        if (codeOwners.Count == 0 && listed is null)
        {
            return [];
        }

        var where = string.Join(" nor ", files.Concat(listed is null ? [] : [OwnerList.Path]));
        return NamedOwners.In(input)
            .Where(o => !Placeholder.IsOnly(o.Text))
            .SelectMany(o => OwnerName.Unknown(o.Text, codeOwners, listed ?? []).Select(name => (Name: name, o.Place)))
            .GroupBy(o => o.Name, StringComparer.OrdinalIgnoreCase)
            .Select(g => (Owner: g.OrderBy(o => o.Place).First(), Others: g.Select(o => o.Place).Distinct().Count() - 1))
            .Select(o => new RepositoryFinding(
                Id,
                $"The owner \"{Excerpt.Of(o.Owner.Name)}\", named here{(o.Others == 0 ? "" : $" and at {o.Others} other place{(o.Others == 1 ? "" : "s")}")}, "
                + $"is {(where.Contains(" nor ") ? "neither in " : "not in ")}{where}, so nobody can tell whether there is such a person or team. "
                + $"Name an owner who is there, or add this one to the owners in {OwnerList.Path}.",
                o.Owner.Place,
                o.Owner.Name));
    }
}
