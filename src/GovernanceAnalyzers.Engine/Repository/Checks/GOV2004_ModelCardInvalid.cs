using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>A model card that cannot be read, or whose fields have the wrong form.</summary>
public static class GOV2004_ModelCardInvalid
{
    public const string Id = "GOV2004";

    /// <param name="problems">From <see cref="ModelCardReader"/>.</param>
    public static IEnumerable<RepositoryFinding> Check(IEnumerable<FileProblem> problems) =>
        problems.Select(p => new RepositoryFinding(Id, "Model card: " + p.Message, p.Place, p.Place.Path));
}
