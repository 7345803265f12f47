using System.Collections.Generic;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository.Owners;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>The policy itself. Where else an owner belongs, requirements say.</summary>
internal static class GOV2009_OwnerMissing
{
    public const string Id = "GOV2009";

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input)
    {
        if (NamedOwners.OfPolicy(input) is { } owner && Placeholder.IsOnly(owner.Text))
        {
            yield return new RepositoryFinding(
                Id,
                $"The policy has only a placeholder in 'owner' (\"{Excerpt.Of(owner.Text)}\"), so nobody can be asked about it. Name a person or a team that can be reached.",
                owner.Place,
                owner.Place.Path);
        }
    }
}
